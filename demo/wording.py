"""Wording: what the demo's texts leave to the day they are read, and to the printer."""

import re
from datetime import datetime, timedelta

MARK = re.compile(r"\{(weekday|date) ([+-]?\d+)\}")
OPENING = re.compile(r"(^|(?<=[\s(\[—*]))([\"'])(?!\d\ds?\b)")


def dated(text: str, *, at: datetime) -> str:
    """
    Fill in the days a text only counts: ``{weekday -1}``, ``{date +12}``.

    ``at`` is when the text was published, on the station's own clock.

    >>> friday = datetime(2026, 11, 20)
    >>> dated("The vote on {weekday -1} takes effect on {date +12}.", at=friday)
    'The vote on Thursday takes effect on December 2.'
    """

    def day(mark: re.Match[str]) -> str:
        meant = at + timedelta(days=int(mark[2]))
        return f"{meant:%A}" if mark[1] == "weekday" else f"{meant:%B} {meant.day}"

    return MARK.sub(day, text)


def typeset(text: str) -> str:
    """
    Turn a typist's quotation marks into a printer's.

    >>> print(typeset('"It\\'s hers," he said. "The \\'old\\' one."'))
    “It’s hers,” he said. “The ‘old’ one.”
    """
    opened = OPENING.sub(lambda mark: "“" if mark[2] == '"' else "‘", text)
    return opened.replace('"', "”").replace("'", "’")
