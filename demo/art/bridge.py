"""The Kessler Bridge: from the water, and from the top of its tower."""

import math

from demo.art.inks import (
    BRICK,
    DEEP,
    GLOW,
    LEAF,
    MIST,
    NAVY,
    NIGHT,
    PAPER,
    RIVER,
    RUST,
    SUN,
)
from demo.art.shapes import (
    bird,
    circle,
    fade,
    group,
    halftone,
    joined,
    picture,
    polygon,
    rect,
    ripples,
    shape,
    stroke,
    truss,
)


def kessler_bridge() -> str:
    """The span is up, the sun is low, a tow goes under."""
    return picture(
        fade("dusk", (0, "#29566a"), (0.45, "#c98a58"), (0.8, SUN)),
        rect(0, 0, 1600, 820, "url(#dusk)"),
        halftone((0, 0, 1600, 620), DEEP, lambda u, v: 0.55 - v * 0.75),
        circle(800, 690, 235, GLOW),
        halftone((560, 560, 480, 260), SUN, lambda u, v: v * 0.6),
        shape(
            DEEP,
            "M0 762Q160 716 330 752T640 764L640 830L0 830Z"
            "M960 764Q1180 720 1370 750T1600 738L1600 830L960 830Z",
        ),
        rect(0, 818, 1600, 249, DEEP),
        shape(SUN, "M640 822L960 822L1060 1067L540 1067Z", opacity=0.5),
        ripples(3, (560, 830, 480, 220), GLOW, 46),
        ripples(4, (0, 840, 1600, 220), RIVER, 70),
        group(tow(), transform="translate(122 0)"),
        approach(-40, 490),
        approach(1110, 1640),
        group(
            tower(440),
            tower(1090),
            tender_house(418, 66),
            transform="translate(0 36)",
        ),
        truss(500, 318, 600, 112, 8, NIGHT),
        rect(492, 424, 616, 12, NIGHT),
        stroke(NIGHT, 5, "M512 170L512 330M1088 170L1088 330"),
        joined(
            bird(x, y, 30, t, NIGHT)
            for x, y, t in [(690, 205, -12), (760, 170, 8), (812, 214, -4)]
        ),
    )


def tower(x: float) -> str:
    """One tower of the lift bridge."""
    braces = []
    for n in range(7):
        top = 150 + n * 96
        braces.append(
            stroke(
                NIGHT,
                7,
                f"M{x + 8} {top}L{x + 62} {top + 96}M{x + 62} {top}L{x + 8} {top + 96}",
            )
        )
        braces.append(rect(x, top, 70, 8, NIGHT))
    return joined(
        [
            *braces,
            rect(x, 130, 14, 730, NIGHT),
            rect(x + 56, 130, 14, 730, NIGHT),
            rect(x - 18, 112, 106, 28, NIGHT),
            circle(x + 35, 118, 30, NIGHT),
            circle(x + 35, 118, 17, SUN, opacity=0.85),
            circle(x + 35, 118, 6, NIGHT),
            rect(x - 26, 800, 122, 90, NIGHT),
        ]
    )


def approach(left: float, right: float) -> str:
    """The part of the bridge that stays where it is, on its piers."""
    return joined(
        [
            truss(left, 656, right - left, 96, 6, NIGHT),
            rect(left, 744, right - left, 18, NIGHT),
            rect(left + (right - left) * 0.45, 756, 44, 120, NIGHT),
        ]
    )


def tender_house(x: float, y: float) -> str:
    """The little green house, with its light on."""
    return joined(
        [
            rect(x - 8, y + 46, 136, 10, NIGHT),
            rect(x, y - 22, 120, 70, LEAF),
            polygon(RUST, (x - 16, y - 20), (x + 60, y - 62), (x + 136, y - 20)),
            rect(x + 12, y - 10, 26, 32, GLOW),
            rect(x + 47, y - 10, 26, 32, GLOW),
            rect(x + 82, y - 10, 26, 32, GLOW),
        ]
    )


def tow() -> str:
    """A towboat and its barges, from the side."""
    return joined(
        [
            polygon(NIGHT, (560, 842), (960, 842), (985, 812), (540, 812)),
            joined(rect(560 + n * 132, 798, 118, 18, RUST) for n in range(3)),
            polygon(NIGHT, (420, 848), (556, 848), (556, 806), (408, 806)),
            rect(430, 772, 104, 38, PAPER),
            rect(446, 742, 74, 34, PAPER),
            rect(462, 714, 50, 30, PAPER),
            rect(456, 706, 62, 10, BRICK),
            joined(rect(438 + n * 24, 784, 12, 12, NAVY) for n in range(4)),
            rect(468, 722, 38, 14, GLOW),
            rect(428, 716, 10, 58, NIGHT),
        ]
    )


def bridge_vote() -> str:
    """The wheel at the top of the tower, and what hangs from it."""
    spokes = []
    for n in range(12):
        a = math.tau * n / 12 + 0.1
        spokes.append(
            stroke(
                RUST,
                30,
                f"M{640 + 84 * math.cos(a):.0f} {470 + 84 * math.sin(a):.0f}"
                f"L{640 + 318 * math.cos(a):.0f} {470 + 318 * math.sin(a):.0f}",
            )
        )
    ropes = joined(
        rect(x, 470, 11, 640, NIGHT) for x in (276, 294, 312, 330, 940, 958, 976, 994)
    )
    return picture(
        rect(0, 0, 1600, 1067, SUN),
        halftone(
            (0, 0, 1600, 1067),
            BRICK,
            lambda u, v: 0.62 - v * 0.75 + u * 0.1,
            pitch=24,
        ),
        lattice(1330),
        ropes,
        rect(852, 760, 252, 330, MIST),
        halftone((852, 760, 252, 320), NAVY, lambda u, v: 0.15 + u * 0.6, pitch=14),
        rect(842, 748, 272, 24, NIGHT),
        rect(842, 850, 272, 12, NIGHT),
        circle(640, 470, 384, NIGHT),
        circle(640, 470, 330, SUN),
        halftone((310, 140, 660, 660), BRICK, wheel_shade),
        *spokes,
        circle(640, 470, 338, "none", stroke=RUST, stroke_width=34),
        circle(640, 470, 372, "none", stroke=NAVY, stroke_width=8),
        circle(640, 470, 112, RUST),
        circle(640, 470, 66, NIGHT),
        circle(640, 470, 26, SUN),
        joined(
            circle(
                640 + 89 * math.cos(math.tau * n / 10),
                470 + 89 * math.sin(math.tau * n / 10),
                9,
                NIGHT,
            )
            for n in range(10)
        ),
        camera(1246, 250),
    )


def wheel_shade(u: float, v: float) -> float:
    """Darker to the right, and only inside the rim."""
    return 0.55 * u if math.hypot(u - 0.5, v - 0.5) < 0.48 else 0.0


def lattice(x: float) -> str:
    """A leg of the tower, close."""
    parts = [rect(x, 0, 46, 1067, NIGHT), rect(x + 214, 0, 60, 1067, NIGHT)]
    for n in range(5):
        y = -60 + n * 250
        parts.append(stroke(NIGHT, 26, f"M{x + 30} {y}L{x + 240} {y + 250}"))
        parts.append(stroke(NIGHT, 26, f"M{x + 240} {y}L{x + 30} {y + 250}"))
        parts.append(circle(x + 135, y + 125, 34, NIGHT))
    return joined(parts)


def camera(x: float, y: float) -> str:
    """The newcomer: a small camera on a bracket."""
    return joined(
        [
            rect(x + 60, y - 8, 60, 16, NIGHT),
            rect(x - 62, y - 34, 128, 62, PAPER, rx=8),
            rect(x - 86, y - 22, 30, 38, NIGHT),
            circle(x + 40, y - 3, 6, BRICK),
        ]
    )
