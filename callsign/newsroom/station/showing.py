"""Showing: how an outlet says what the template of a newsroom's page needs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from wagtail.models import Page

Presenter = Callable[[Any, HttpRequest], dict[str, Any]]
AnyPresenter = TypeVar("AnyPresenter", bound=Presenter)

_presenters: dict[type[Page], Presenter] = {}


def presents(kind: type[Page]) -> Callable[[AnyPresenter], AnyPresenter]:
    """
    Name the function that prepares what the template of a kind of page shows.

    The newsroom cannot ask an outlet, which stands above it; the outlet says so when
    it starts. The same function then serves readers and the editor's preview.
    """

    def register(presenter: AnyPresenter) -> AnyPresenter:
        _presenters[kind] = presenter
        return presenter

    return register


class Shown:
    """A page whose template is filled by the outlet that presents it."""

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Return what the template sees: Wagtail's part, and the outlet's."""
        context = super().get_context(request, *args, **kwargs)
        if presenter := _presenters.get(type(self)):
            context.update(presenter(self, request))
        return context
