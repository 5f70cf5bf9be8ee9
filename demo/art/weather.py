"""The storm, and the wires it took down."""

import random

from demo.art.inks import DEEP, GLOW, NAVY, NIGHT, PAPER
from demo.art.shapes import (
    cottage,
    fade,
    halftone,
    joined,
    picture,
    polygon,
    rect,
    shape,
    stroke,
)


def storm_power() -> str:
    """One bolt, one hill, the wires in between."""
    bolt = [
        (905, 470),
        (840, 640),
        (884, 640),
        (822, 800),
        (960, 596),
        (908, 596),
        (966, 470),
    ]
    return picture(
        fade("front", (0, "#20344a"), (0.55, "#5d7480"), (0.8, "#d9b67a")),
        rect(0, 0, 1600, 1067, "url(#front)"),
        shape(
            NIGHT,
            "M-40 -20L1640 -20L1640 150Q1560 250 1420 226Q1380 330 1230 300"
            "Q1180 440 1010 410Q960 520 820 480Q700 520 640 430Q500 460 450 350"
            "Q300 380 250 270Q90 300 -40 190Z",
        ),
        shape(
            NAVY,
            "M-40 -20L1640 -20L1640 60Q1500 150 1380 110Q1290 220 1150 180Q1060 300 900 250"
            "Q780 320 690 230Q560 260 480 170Q300 200 220 110Q60 140 -40 60Z",
        ),
        halftone((0, 200, 1600, 420), NIGHT, lambda u, v: 0.5 - v * 0.7),
        joined(
            stroke(PAPER, 3, f"M{x} {y}l-34 96", opacity=0.4) for x, y in rain(14, 90)
        ),
        polygon(GLOW, *bolt, opacity=0.35, transform="translate(-10 4)"),
        polygon(PAPER, *bolt),
        shape(DEEP, "M0 830Q420 700 900 796T1600 742L1600 1067L0 1067Z"),
        joined(
            cottage(x, y, w, NIGHT, NIGHT, pane)
            for x, y, w, pane in [
                (640, 776, 54, NIGHT),
                (716, 778, 46, NIGHT),
                (792, 792, 58, NIGHT),
                (1010, 812, 50, GLOW),
            ]
        ),
        shape(NIGHT, "M0 960Q500 850 1000 930T1600 880L1600 1067L0 1067Z"),
        pole(190, 985, 560),
        pole(560, 925, 380),
        pole(1300, 930, 420),
        wires([(190, 985, 560), (560, 925, 380)]),
        wires([(560, 925, 380), (1300, 930, 420)]),
        wires([(1300, 930, 420), (1760, 960, 600)]),
        stroke(NIGHT, 5, "M190 470Q60 560 30 960"),
    )


def rain(seed: int, count: int) -> list[tuple[float, float]]:
    """Where the drops fall."""
    chance = random.Random(seed)
    return [(chance.random() * 1640, 360 + chance.random() * 420) for _ in range(count)]


def pole(x: float, foot: float, height: float) -> str:
    """A utility pole."""
    return joined(
        [
            rect(x - 8, foot - height, 16, height, NIGHT),
            rect(x - 86, foot - height + 34, 172, 13, NIGHT),
            rect(x - 62, foot - height + 88, 124, 11, NIGHT),
            rect(x + 14, foot - height + 120, 26, 54, NIGHT, rx=6),
        ]
    )


def wires(poles: list[tuple[float, float, float]]) -> str:
    """Three wires that hang between two poles."""
    (x0, foot0, h0), (x1, foot1, h1) = poles
    drawn = []
    for offset, drop in ((-80, 34), (80, 34), (-56, 88)):
        a, b = (x0 + offset, foot0 - h0 + drop), (x1 + offset, foot1 - h1 + drop)
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 70)
        drawn.append(
            stroke(NIGHT, 4, f"M{a[0]} {a[1]}Q{middle[0]} {middle[1]} {b[0]} {b[1]}")
        )
    return joined(drawn)
