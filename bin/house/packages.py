"""Where packages come from: what a machine tells pip about its registry holds for uv too."""

import os
import subprocess
from pathlib import Path

# uv reads none of pip's settings, so a station behind its own mirror would have
# to say everything twice.
PIP_TO_UV = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}


def registry_settings(python: Path) -> dict[str, str]:
    """Return this environment with pip's registry and certificate told to uv as well."""
    listed = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return told_by_pip(listed) | dict(os.environ)


def told_by_pip(listed: str) -> dict[str, str]:
    """
    Read the lines of `pip config list`; a later line, nearer to the user, wins.

    >>> told_by_pip("global.index-url='https://mirror.kdemo.example/simple'")
    {'UV_DEFAULT_INDEX': 'https://mirror.kdemo.example/simple'}
    """
    told = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        setting = PIP_TO_UV.get(name.rpartition(".")[2])
        if setting:
            told[setting] = value.strip("'\"")
    return told
