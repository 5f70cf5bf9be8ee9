"""The East Levee: cut through, and from above."""

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
)
from demo.art.shapes import (
    circle,
    clipped,
    cottage,
    group,
    halftone,
    joined,
    picture,
    rect,
    ripples,
    shape,
    stroke,
    tree,
)


def levee_plan() -> str:
    """A cut through the levee: the river on one side stands above the street."""
    ground = "M560 560L700 330L800 330L1010 760L1600 760L1600 1067L0 1067L0 930Q330 880 560 560Z"
    return picture(
        rect(0, 0, 1600, 1067, BONE),
        circle(1240, 240, 120, ROSE),
        halftone((0, 0, 1600, 420), MIST, lambda u, v: 0.42 - v * 0.5),
        shape(SKY, "M0 420Q260 350 520 404T1000 396T1600 372L1600 780L0 780Z"),
        shape(RIVER, "M0 420L650 420L560 600Q330 940 0 960Z"),
        halftone((0, 430, 640, 520), DEEP, lambda u, v: 0.1 + v * 0.75),
        ripples(8, (40, 428, 520, 90), SKY, 16),
        clipped(
            "cut",
            shape(PAPER, ground),
            rect(0, 300, 1600, 800, CLAY),
            shape(EARTH, "M0 900Q500 860 900 900T1600 880L1600 1067L0 1067Z"),
            halftone((0, 760, 1600, 307), RUST, lambda u, v: v * 0.5),
            shape(
                RUST, "M0 1000Q400 970 820 1004T1600 990L1600 1067L0 1067Z", opacity=0.7
            ),
        ),
        stroke(
            MOSS,
            26,
            "M566 548L704 336L796 336L1012 764L1610 764",
            stroke_linejoin="round",
        ),
        stroke(
            LEAF,
            7,
            "M560 566L704 322L796 322L1018 752L1610 752",
            stroke_linejoin="round",
        ),
        joined(
            cottage(x, 752, w, wall, roof, GLOW)
            for x, w, wall, roof in [
                (1060, 118, PAPER, BRICK),
                (1218, 96, SKY, NAVY),
                (1352, 124, PAPER, RUST),
                (1510, 104, ROSE, NAVY),
            ]
        ),
        tree(1198, 752, 104, LEAF, EARTH),
        tree(1332, 752, 84, MOSS, EARTH),
        stroke(
            BRICK,
            6,
            "M820 420L1600 420",
            stroke_dasharray="4 20",
            stroke_linecap="round",
        ),
        person_on_levee(742, 326),
    )


def person_on_levee(x: float, y: float) -> str:
    """Somebody small, looking at the water."""
    return joined(
        [
            circle(x, y - 74, 11, NAVY),
            shape(
                NAVY,
                f"M{x - 14} {y - 20}Q{x - 14} {y - 62} {x} {y - 62}"
                f"Q{x + 15} {y - 62} {x + 14} {y - 20}Z",
            ),
            rect(x - 9, y - 22, 7, 22, NAVY),
            rect(x + 3, y - 22, 7, 22, NAVY),
        ]
    )


def levee_two_way() -> str:
    """The Flats from above: a grid of roofs, held off the river by one line."""
    river = "M-80 260C360 120 560 380 620 640S900 1120 1320 1180"
    levee = "M-80 96C420 -40 730 260 800 570S1080 960 1660 1040"
    return picture(
        rect(0, 0, 1600, 1067, MOSS),
        halftone((0, 0, 1600, 1067), LEAF, lambda u, v: 0.35 * (1 - u)),
        clipped(
            "flats",
            shape(
                PAPER,
                levee + "L1700 1100L1700 -60L-80 -60Z",
                transform="translate(30 -22)",
            ),
            rect(0, 0, 1600, 1067, BONE),
            street_grid(),
        ),
        stroke(RIVER, 330, river),
        stroke(DEEP, 330, river, opacity=0.35, stroke_dasharray="2 26"),
        stroke(MIST, 9, "M-80 240C340 110 520 380 590 650S860 1120 1240 1200"),
        stroke(MIST, 6, "M-80 300C330 180 470 420 540 660S800 1130 1140 1200"),
        stroke(LEAF, 58, levee),
        stroke(PAPER, 17, levee),
        aerial_tow(470, 420),
    )


def street_grid() -> str:
    """Roofs in rows, none quite like the next."""
    chance = random.Random(21)
    inks = [BRICK, NAVY, RUST, ROSE, MIST, DEEP, CLAY]
    parts = []
    for row in range(24):
        for column in range(34):
            x, y = column * 62 - 300, row * 58 - 200
            if column % 5 == 4:
                continue
            if chance.random() < 0.16:
                parts.append(circle(x + 24, y + 22, 17, LEAF))
                continue
            w, h = 34 + chance.random() * 10, 26 + chance.random() * 8
            ink = chance.choice(inks)
            parts.append(rect(x + 5, y + 6, w, h, NIGHT, opacity=0.25))
            parts.append(rect(x, y, w, h, ink))
            parts.append(rect(x, y, w, h / 2, PAPER, opacity=0.22))
    return group(*parts, transform="rotate(-14 800 500)")


def aerial_tow(x: float, y: float) -> str:
    """Barges, three by three, with their boat."""
    barges = [
        rect(i * 22, j * 50, 19, 46, RUST if (i + j) % 2 else BRICK)
        for i in range(3)
        for j in range(3)
    ]
    boat = rect(17, 156, 30, 48, PAPER) + rect(23, 166, 18, 18, NAVY)
    return group(*barges, boat, transform=f"translate({x} {y}) rotate(-30)")
