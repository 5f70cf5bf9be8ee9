"""Wording: what the demo's texts leave to the day they are read, and to the printer."""

import re
from datetime import datetime, timedelta

MARK = re.compile(r"\{(weekday|date) ([+-]?\d+)\}")
OPENING = re.compile(r"(^|(?<=[\s(\[—*]))([\"'])(?!\d\ds?\b)")


def dated(text: str, *, published: datetime, today: datetime) -> str:
    """
    Fill in the days a text only counts, both on the station's own clock.

    A weekday is near the news, so it counts from the publication; a date may stand in
    several stories and must be the same in all, so it counts from the filling.

    >>> friday, monday = datetime(2026, 11, 20), datetime(2026, 11, 23)
    >>> dated(
    ...     "{weekday -1}'s vote takes effect on {date +12}.",
    ...     published=friday,
    ...     today=monday,
    ... )
    "Thursday's vote takes effect on December 5."
    """

    def day(mark: re.Match[str]) -> str:
        days = timedelta(days=int(mark[2]))
        if mark[1] == "weekday":
            return f"{published + days:%A}"
        meant = today + days
        return f"{meant:%B} {meant.day}"

    return MARK.sub(day, text)


def typeset(text: str) -> str:
    """
    Turn a typist's quotation marks into a printer's.

    >>> print(typeset('"It\\'s hers," he said. "The \\'old\\' one."'))
    “It’s hers,” he said. “The ‘old’ one.”
    """
    opened = OPENING.sub(lambda mark: "“" if mark[2] == '"' else "‘", text)
    return opened.replace('"', "”").replace("'", "’")
