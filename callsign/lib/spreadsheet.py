"""Cells for spreadsheets, which take some texts for formulas."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """
    Return a text that no spreadsheet reckons with.

    >>> harmless("=HYPERLINK(1).mp3"), harmless("1987/local-desk.mp3")
    ("'=HYPERLINK(1).mp3", '1987/local-desk.mp3')
    """
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
