"""The brand: one color a station chooses, as tokens that can be read by day and night."""

import re

from django.core.exceptions import ValidationError

from callsign.lib.contrast import Color, color, contrast, hexadecimal, readable

WRITTEN_AS_COLOR = re.compile(r"#[0-9a-fA-F]{6}\Z")

# The darkest ground of a page by day and the lightest by night: what is readable on
# these is readable on every surface of design/tokens.css (a test compares them).
PAPER = color("#f3efe8")
NIGHT = color("#2a2622")
WHITE = color("#ffffff")
INK = color("#14110f")


def check_brand_color(written: str) -> None:
    """Refuse a color in which nobody could read a link on paper; name one that works."""
    if not WRITTEN_AS_COLOR.match(written):
        raise ValidationError(f"“{written}” is no color; write it as #8a2f1d.")
    chosen = color(written)
    if (reached := contrast(chosen, PAPER)) < 4.5:
        better = hexadecimal(readable(chosen, on=PAPER))
        raise ValidationError(
            f"{written} is too pale to be read on paper: its contrast is {reached:.1f}"
            f" to 1, and 4.5 is needed. The nearest that works is {better}."
        )


def brand_style(written: str) -> str:
    """
    Return the style sheet of a station's brand.

    ``--brand`` is for links, rules and buttons, ``--brand-ink`` for text on it.

    >>> print(brand_style("#8a2f1d"))
    :root {
      --brand: light-dark(#8a2f1d, #dc6c56);
      --brand-ink: light-dark(#ffffff, #14110f);
    }
    <BLANKLINE>
    """
    by_day = readable(color(written), on=PAPER)
    by_night = readable(color(written), on=NIGHT)
    return (
        ":root {\n"
        f"  --brand: light-dark({hexadecimal(by_day)}, {hexadecimal(by_night)});\n"
        f"  --brand-ink: light-dark({hexadecimal(ink(by_day))},"
        f" {hexadecimal(ink(by_night))});\n"
        "}\n"
    )


def ink(ground: Color) -> Color:
    """Return the color of text on a ground: white or ink, whichever stands out more."""
    return max(WHITE, INK, key=lambda text: contrast(text, ground))
