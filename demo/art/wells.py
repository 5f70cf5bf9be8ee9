"""Wells: what goes down to them, and what is drawn from them."""

import random

from demo.art.inks import (
    BONE,
    BRICK,
    CLAY,
    DEEP,
    EARTH,
    GLOW,
    LEAF,
    MIST,
    MOSS,
    NAVY,
    NIGHT,
    PAPER,
    RIVER,
    ROSE,
    RUST,
    SKY,
    SUN,
)
from demo.art.shapes import (
    circle,
    clipped,
    cottage,
    group,
    halftone,
    joined,
    oval,
    picture,
    polygon,
    rect,
    shape,
    stroke,
    tree,
)


def well_water() -> str:
    """A farmhouse above, the layers below, a narrow well between."""
    return picture(
        rect(0, 0, 1600, 520, SKY),
        halftone((0, 0, 1600, 480), MIST, lambda u, v: 0.7 - v * 0.8),
        circle(1300, 170, 92, GLOW),
        shape(MOSS, "M0 400Q380 330 800 392T1600 360L1600 520L0 520Z"),
        joined(
            stroke(LEAF, 5, f"M{x} 500L{800 + (x - 800) * 0.55:.0f} 392")
            for x in range(860, 1700, 46)
        ),
        cottage(250, 470, 270, PAPER, BRICK, NAVY),
        tree(170, 474, 220, LEAF, EARTH),
        tree(590, 474, 150, MOSS, EARTH),
        clipped(
            "soil",
            shape(PAPER, "M0 470Q400 448 800 472T1600 462L1600 1067L0 1067Z"),
            rect(0, 440, 1600, 640, EARTH),
            shape(CLAY, "M0 600Q400 570 820 606T1600 580L1600 1067L0 1067Z"),
            halftone((0, 560, 1600, 200), EARTH, lambda u, v: 0.6 - v * 0.6),
            pebbles(),
            shape(RIVER, "M0 800Q420 760 840 806T1600 776L1600 1067L0 1067Z"),
            halftone((0, 780, 1600, 290), DEEP, lambda u, v: v * 0.85),
            stroke(MIST, 5, "M0 822Q420 782 840 828T1600 798", opacity=0.8),
        ),
        stroke(LEAF, 14, "M0 468Q400 446 800 470T1600 460"),
        seep(),
        rect(756, 400, 46, 500, NIGHT),
        rect(765, 400, 28, 490, MIST),
        rect(765, 812, 28, 78, SKY),
        joined(rect(757, 836 + n * 16, 44, 5, NIGHT) for n in range(4)),
        pump(779, 404),
    )


def pebbles() -> str:
    """Stones in the clay."""
    chance = random.Random(44)
    return joined(
        oval(
            chance.random() * 1600,
            640 + chance.random() * 150,
            8 + chance.random() * 18,
            6 + chance.random() * 9,
            chance.choice([EARTH, BONE, RUST]),
            opacity=0.8,
        )
        for _ in range(90)
    )


def seep() -> str:
    """What goes down with the rain, from the field toward the well."""
    chance = random.Random(5)
    dots = []
    for n in range(150):
        fall = chance.random()
        x = 1150 + chance.gauss(0, 150) - fall * 190
        y = 490 + fall * 360
        dots.append(circle(x, y, 3 + 4 * (1 - fall), SUN if n % 3 else GLOW))
    return joined(dots)


def pump(x: float, y: float) -> str:
    """An old hand pump, repainted."""
    return joined(
        [
            rect(x - 70, y + 34, 140, 26, MIST),
            rect(x - 22, y - 130, 44, 168, BRICK, rx=8),
            rect(x - 30, y - 26, 60, 18, RUST),
            circle(x, y - 134, 27, BRICK),
            stroke(
                BRICK,
                22,
                f"M{x + 10} {y - 92}L{x + 74} {y - 92}L{x + 80} {y - 58}",
                stroke_linejoin="round",
            ),
            stroke(
                NAVY,
                14,
                f"M{x} {y - 150}Q{x - 70} {y - 190} {x - 128} {y - 70}",
                stroke_linecap="round",
            ),
            oval(x + 82, y - 20, 6, 11, RIVER),
        ]
    )


def well_test_guide() -> str:
    """Five bottles on a sill."""
    return picture(
        rect(0, 0, 1600, 1067, BONE),
        halftone((0, 0, 1600, 720), ROSE, lambda u, v: 0.75 - v * 0.9),
        shape(MOSS, "M0 610Q400 520 820 590T1600 540L1600 800L0 800Z"),
        shape(LEAF, "M0 690Q500 620 980 680T1600 650L1600 800L0 800Z"),
        circle(1240, 300, 120, PAPER),
        joined(rect(x, 0, 26, 800, PAPER) for x in (-10, 787, 1584)),
        joined(rect(x + 26, 0, 8, 800, CLAY, opacity=0.6) for x in (-10, 787)),
        rect(0, 780, 1600, 70, PAPER),
        rect(0, 840, 1600, 227, CLAY),
        halftone((0, 840, 1600, 227), EARTH, lambda u, v: v * 0.8),
        *(
            bottle(170 + n * 282, fill, ink)
            for n, (fill, ink) in enumerate(
                [(0.5, SKY), (0.66, MIST), (0.58, RIVER), (0.74, DEEP), (0.62, NAVY)]
            )
        ),
    )


def bottle(x: float, fill: float, ink: str) -> str:
    """A sample bottle with its label and line."""
    outline = (
        f"M{x + 52} 330L{x + 108} 330L{x + 108} 392Q{x + 160} 420 {x + 160} 490"
        f"L{x + 160} 786Q{x + 160} 806 {x + 140} 806L{x + 20} 806Q{x} 806 {x} 786"
        f"L{x} 490Q{x} 420 {x + 52} 392Z"
    )
    level = 806 - 400 * fill
    return joined(
        [
            polygon(
                NIGHT,
                (x + 10, 806),
                (x + 160, 806),
                (x + 70, 960),
                (x - 90, 960),
                opacity=0.25,
            ),
            shape(PAPER, outline, opacity=0.55),
            clipped(
                f"bottle{x:.0f}",
                shape(PAPER, outline),
                rect(x, level, 160, 420, ink, opacity=0.88),
                oval(x + 80, level, 80, 9, PAPER, opacity=0.6),
                rect(x + 118, 380, 18, 420, PAPER, opacity=0.35),
            ),
            stroke(NAVY, 7, outline, stroke_linejoin="round"),
            rect(x + 42, 282, 76, 54, BRICK, rx=6),
            joined(rect(x + 50 + k * 13, 288, 4, 42, RUST) for k in range(6)),
            group(
                rect(x + 22, 640, 116, 92, PAPER),
                rect(x + 34, 656, 92, 9, NAVY),
                rect(x + 34, 678, 64, 7, MIST),
                rect(x + 34, 696, 78, 7, MIST),
            ),
        ]
    )
