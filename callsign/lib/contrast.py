"""Contrast: whether a color can be read on another, as WCAG 2.2 counts it."""

import colorsys
from collections.abc import Iterator

Color = tuple[int, int, int]

ENOUGH = 4.5  # WCAG 2.2, 1.4.3, level AA, for text of any size
STEPS = 200


def color(written: str) -> Color:
    """
    Read a color as style sheets write it.

    >>> color("#8a2f1d")
    (138, 47, 29)
    """
    return (int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16))


def hexadecimal(value: Color) -> str:
    """
    Write a color as style sheets do.

    >>> hexadecimal((138, 47, 29))
    '#8a2f1d'
    """
    return "#{:02x}{:02x}{:02x}".format(*value)


def contrast(one: Color, other: Color) -> float:
    """
    Return the contrast ratio of two colors, from 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    >>> contrast((255, 204, 0), (255, 204, 0))
    1.0
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(value: Color) -> float:
    """Return the relative luminance: 0 for black, 1 for white."""
    red, green, blue = (linear(part / 255) for part in value)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """Undo the curve that sRGB puts on each part of a color."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def readable(value: Color, *, on: Color, enough: float = ENOUGH) -> Color:
    """
    Return the color, or the nearest of its hue that can be read on a ground.

    It moves away from the ground, in lightness only, until the contrast is enough.

    >>> hexadecimal(readable(color("#8a2f1d"), on=color("#ffffff")))
    '#8a2f1d'
    >>> lighter = readable(color("#8a2f1d"), on=color("#14110f"))
    >>> contrast(lighter, color("#14110f")) >= 4.5
    True
    """
    lighter = luminance(on) < 0.18  # where black and white stand out equally
    return next(
        (shade for shade in shades(value, lighter) if contrast(shade, on) >= enough),
        (255, 255, 255) if lighter else (0, 0, 0),
    )


def shades(value: Color, lighter: bool) -> Iterator[Color]:
    """Return the shades of a hue from a color to white, or to black."""
    yield value
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in value))
    end = 1.0 if lighter else 0.0
    for step in range(1, STEPS + 1):
        nearer = lightness + (end - lightness) * step / STEPS
        red, green, blue = colorsys.hls_to_rgb(hue, nearer, saturation)
        yield (round(red * 255), round(green * 255), round(blue * 255))
