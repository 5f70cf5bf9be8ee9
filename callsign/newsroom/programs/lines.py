"""Lines: titles and the like are one line of letters, wherever they are shown."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Model

from callsign.engines.airtime.titles import NotATitle, check_title


def refuse_no_letters(row: Model, names: Iterable[str]) -> None:
    """
    Refuse a row in one of whose fields something is no letter: a line break, a bell.

    Raises: ValidationError
    """
    problems = {}
    for name in names:
        try:
            check_title(getattr(row, name))
        except NotATitle as error:
            problems[name] = f"This is one line of text: {error}."
    if problems:
        raise ValidationError(problems)
