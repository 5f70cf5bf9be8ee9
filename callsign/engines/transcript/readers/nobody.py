"""Labels of nobody: what machines call a voice that they only number."""

import re

_BETWEEN = re.compile(r"[\W_]+")
# spk_0, Speaker B, F_S12, UU, 0
_NOBODY = re.compile(
    r"(?:spk|speaker|sprecher|voice|channel|ch|unnamed|unknown|unidentified|uu|tbc)?\d*"
    r"|[smf]\d*",
    re.IGNORECASE,
)


def is_nobody(label: str) -> bool:
    """
    Return whether a label only numbers a voice.

    >>> [is_nobody(one) for one in ("spk_0", "Speaker B", "F_S12", "June B")]
    [True, True, True, False]
    """
    *before, last = _BETWEEN.split(label)
    return all(map(_NOBODY.fullmatch, before)) and (
        len(last) == 1 or _NOBODY.fullmatch(last) is not None
    )
