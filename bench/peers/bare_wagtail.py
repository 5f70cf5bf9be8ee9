"""Bare Wagtail: the project its own `wagtail start` writes, with one page type."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measuring import Server, serve_wsgi

MODELS = """
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    pass


class StoryPage(Page):
    teaser = models.CharField(max_length=300, blank=True)
    body = RichTextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("teaser"), FieldPanel("body")]
"""

TEMPLATE = """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}
<article><h1>{{ page.title }}</h1><p>{{ page.teaser }}</p>{{ page.body|richtext }}</article>
{% endblock %}
"""

FILL = """
from pathlib import Path
from home.models import HomePage, StoryPage
home = HomePage.objects.get()
story = home.add_child(instance=StoryPage(title="An interview", slug="an-interview",
    teaser="A conversation.", body=Path("body.html").read_text()))
story.save_revision().publish()
"""


@contextmanager
def bare_wagtail(folder: Path, *, html: str, port: int) -> Iterator[str]:
    """Serve one story by a fresh Wagtail project under granian; yield its address."""
    folder.mkdir(parents=True)
    python = sys.executable
    run(
        folder.parent,
        str(Path(python).with_name("wagtail")),
        "start",
        "bare",
        str(folder),
    )
    (folder / "home/models.py").write_text(MODELS)
    (folder / "home/templates/home/story_page.html").write_text(TEMPLATE)
    (folder / "body.html").write_text(html)
    production = folder / "bare/settings/production.py"
    production.write_text(
        production.read_text()
        + '\nSECRET_KEY = "bench"\nALLOWED_HOSTS = ["*"]\nDEBUG = False\n'
        + 'STORAGES["staticfiles"]["BACKEND"] = '
        + '"django.contrib.staticfiles.storage.StaticFilesStorage"\n'
        + 'DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL"}\n'
        + 'DATABASES["default"]["CONN_MAX_AGE"] = 600\n'
    )
    run(folder, python, "manage.py", "makemigrations", "home")
    run(folder, python, "manage.py", "migrate")
    run(folder, python, "manage.py", "shell", "-c", FILL)
    with serve_wsgi(
        "bare.wsgi:application", folder=folder, port=port, environ=environ()
    ) as server:
        yield story_address(server)


def environ() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "bare.settings.production"}


def story_address(server: Server) -> str:
    return f"{server.address}/an-interview/"


def run(folder: Path, *command: str) -> None:
    subprocess.run(
        command,
        cwd=folder if folder.exists() else None,
        check=True,
        capture_output=True,
        env=environ(),
    )
