"""Which recognizer makes first drafts, as the environment says."""

import os
from pathlib import Path

from callsign.config.env import WrongSetting
from callsign.media.recognizing.choosing import Options, WrongOption, options_of


def recognizer(*, data: Path) -> Options:
    """Return what the environment says of recognizers. Raises: WrongSetting"""
    try:
        return options_of(os.environ, data=data)
    except WrongOption as error:
        raise WrongSetting(error.name, error.value, error.allowed) from error
