"""The water tower, and the pipes under the street."""

import math
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
    cottage,
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


def water_rates() -> str:
    """The tower above, the pipes below, and one of them broken."""
    return picture(
        rect(0, 0, 1600, 640, BONE),
        halftone((0, 0, 1600, 560), SUN, lambda u, v: v * 0.7 - 0.1),
        circle(1210, 240, 118, ROSE),
        water_tower(470, 70),
        joined(
            cottage(x, 640, w, wall, roof, GLOW)
            for x, w, wall, roof in [
                (40, 150, PAPER, RUST),
                (232, 120, SKY, NAVY),
                (720, 138, PAPER, BRICK),
                (900, 112, ROSE, NAVY),
                (1070, 156, SKY, RUST),
                (1280, 118, PAPER, NAVY),
                (1440, 140, CLAY, BRICK),
            ]
        ),
        tree(1250, 640, 130, LEAF, EARTH),
        tree(690, 640, 100, MOSS, EARTH),
        rect(0, 636, 1600, 26, NAVY),
        rect(0, 662, 1600, 405, EARTH),
        halftone((0, 662, 1600, 405), NIGHT, lambda u, v: 0.1 + v * 0.65),
        stones(6),
        mains(),
        spray(1004, 838),
    )


def water_tower(x: float, y: float) -> str:
    """A tank on legs."""
    return joined(
        [
            stroke(
                NAVY,
                12,
                f"M{x - 96} {y + 250}L{x - 132} 640M{x + 96} {y + 250}L{x + 132} 640",
            ),
            stroke(
                NAVY,
                12,
                f"M{x - 34} {y + 270}L{x - 44} 640M{x + 34} {y + 270}L{x + 44} 640",
            ),
            stroke(
                NAVY,
                5,
                f"M{x - 104} {y + 330}L{x + 122} 560M{x + 104} {y + 330}L{x - 122} 560",
            ),
            rect(x - 14, y + 250, 28, 400, DEEP),
            shape(
                RIVER,
                f"M{x - 150} {y + 60}L{x + 150} {y + 60}L{x + 150} {y + 190}"
                f"Q{x + 130} {y + 290} {x} {y + 300}Q{x - 130} {y + 290} {x - 150} {y + 190}Z",
            ),
            shape(
                DEEP,
                f"M{x + 40} {y + 60}L{x + 150} {y + 60}L{x + 150} {y + 190}"
                f"Q{x + 130} {y + 290} {x} {y + 300}Q{x + 60} {y + 240} {x + 40} {y + 60}Z",
            ),
            polygon(NAVY, (x - 166, y + 62), (x, y - 30), (x + 166, y + 62)),
            rect(x - 162, y + 186, 324, 12, NAVY),
        ]
    )


def stones(seed: int) -> str:
    """Gravel in the ground."""
    chance = random.Random(seed)
    return joined(
        oval(
            chance.random() * 1600,
            690 + chance.random() * 360,
            5 + chance.random() * 15,
            4 + chance.random() * 8,
            CLAY,
            opacity=0.7,
        )
        for _ in range(110)
    )


def mains() -> str:
    """Pipes under the street."""
    line = (
        "M484 640L484 846L980 846M1034 846L1660 846M200 846L484 846M200 846L200 1090"
        "M330 640L330 846M780 640L780 846M1180 640L1180 846M1390 846L1390 1090M-20 960L700 960"
        "L700 846"
    )
    joints = [(484, 846), (200, 846), (780, 846), (1180, 846), (1390, 846), (700, 960)]
    return joined(
        [
            stroke(NIGHT, 48, line, stroke_linejoin="round"),
            stroke(RIVER, 38, line, stroke_linejoin="round"),
            stroke(MIST, 7, line, transform="translate(-9 -9)", opacity=0.8),
            joined(rect(x - 32, y - 32, 64, 64, NIGHT, rx=8) for x, y in joints),
            joined(rect(x - 24, y - 24, 48, 48, DEEP, rx=6) for x, y in joints),
        ]
    )


def spray(x: float, y: float) -> str:
    """Water going where nobody wants it."""
    chance = random.Random(2)
    drops = []
    for _ in range(80):
        a = -math.pi / 2 + chance.gauss(0, 0.8)
        d = 20 + abs(chance.gauss(0, 70))
        drops.append(
            circle(
                x + d * math.cos(a),
                y - 10 + d * math.sin(a) * 0.9,
                3 + chance.random() * 7,
                SKY,
            )
        )
    return joined(drops) + oval(x, y + 60, 150, 46, RIVER, opacity=0.75)
