"""The river: its gauge, and what a pilot sees of it at night."""

import random

from demo.art.inks import (
    BONE,
    BRICK,
    CLAY,
    EARTH,
    GLOW,
    MIST,
    MOSS,
    NAVY,
    NIGHT,
    PAPER,
    RUST,
    SKY,
    SUN,
)
from demo.art.shapes import (
    circle,
    fade,
    halftone,
    joined,
    oval,
    picture,
    polygon,
    rect,
    ripples,
    shape,
    stroke,
)


def river_gauge() -> str:
    """A staff gauge beside a pier, and brown water."""
    marks = []
    for n in range(12):
        y = 130 + n * 58
        marks.append(rect(700, y, 80 if n % 2 else 130, 29, NAVY))
    numbers = joined(
        f'<text x="852" y="{164 + n * 116}" font-family="Liberation Sans Narrow"'
        f' font-weight="700" font-size="72" fill="{BRICK}">{18 - n}</text>'
        for n in range(6)
    )
    return picture(
        rect(0, 0, 1600, 1067, SKY),
        halftone((0, 0, 1600, 700), MIST, lambda u, v: 0.6 - v * 0.5),
        shape(MOSS, "M0 640Q400 560 800 616T1600 590L1600 800L0 800Z"),
        polygon(CLAY, (1010, 0), (1600, 0), (1600, 860), (960, 860)),
        halftone((970, 0, 630, 860), EARTH, lambda u, v: u * 0.9 - 0.05),
        joined(rect(990, 140 + n * 150, 620, 6, EARTH) for n in range(5)),
        rect(690, 92, 250, 840, PAPER),
        *marks,
        numbers,
        rect(690, 92, 10, 840, NAVY),
        rect(0, 760, 1600, 307, EARTH),
        shape(
            CLAY,
            "M0 760Q100 736 200 760T400 760T600 760T800 760T1000 760T1200 760T1400 760"
            "T1600 760L1600 806Q1500 786 1400 806T1200 806T1000 806T800 806T600 806T400 806"
            "T200 806T0 806Z",
        ),
        ripples(12, (0, 820, 1600, 230), CLAY, 60),
        rect(690, 780, 250, 150, NAVY, opacity=0.22),
    )


def towboat_pilot() -> str:
    """From the dark wheelhouse: nine barges ahead, two lights, one porch."""
    barges = []
    for row in range(3):
        for column in range(3):
            far, near = row / 3, (row + 0.93) / 3
            barges.append(
                polygon(
                    RUST if (row + column) % 2 else EARTH,
                    deck(column, near),
                    deck(column + 0.94, near),
                    deck(column + 0.94, far),
                    deck(column, far),
                )
            )
    return picture(
        fade("night", (0, NIGHT), (1, "#1d3347")),
        rect(0, 0, 1600, 470, "url(#night)"),
        joined(
            circle(x, y, r, BONE, opacity=0.8)
            for x, y, r in scattered(5, (0, 0, 1600, 330), 70)
        ),
        shape(
            NIGHT,
            "M0 452Q150 398 330 428T700 430T1010 418T1360 408T1600 430L1600 500L0 500Z",
        ),
        rect(0, 468, 1600, 600, "#13293a"),
        ripples(31, (0, 480, 1600, 480), "#24475a", 80),
        polygon(GLOW, (640, 560), (240, 452), (470, 446), (690, 552), opacity=0.3),
        polygon(GLOW, (960, 560), (1130, 440), (1330, 452), (1010, 566), opacity=0.3),
        oval(372, 456, 130, 16, GLOW, opacity=0.4),
        oval(1236, 450, 110, 14, GLOW, opacity=0.4),
        *barges,
        halftone((300, 540, 1000, 420), NIGHT, lambda u, v: v * 0.55),
        circle(902, 409, 26, SUN, opacity=0.28),
        circle(902, 409, 9, GLOW),
        joined(
            rect(898 - n * 3, 474 + n * 11, 8 + n * 6, 4, SUN, opacity=0.75)
            for n in range(5)
        ),
        wheelhouse(),
    )


def deck(column: float, depth: float) -> tuple[float, float]:
    """A corner of the barges, ``depth`` running from their bow (0) to us (1)."""
    y = 545 + 430 * depth**1.7
    half = 165 + 375 * depth**1.7
    return 800 - half + column / 3 * 2 * half, y


def wheelhouse() -> str:
    """The pilot's back, and the frame of his window."""
    return joined(
        [
            rect(0, 0, 1600, 40, "#070d16"),
            rect(0, 0, 54, 1067, "#070d16"),
            rect(1546, 0, 54, 1067, "#070d16"),
            rect(520, 0, 22, 900, "#070d16"),
            shape("#070d16", "M0 935Q800 880 1600 935L1600 1067L0 1067Z"),
            shape(
                "#070d16",
                "M1010 1067Q1010 800 1100 770Q1142 758 1146 728L1216 728Q1220 758 1262 770"
                "Q1352 800 1352 1067Z",
            ),
            oval(1181, 664, 62, 78, "#070d16"),
            shape("#070d16", "M1098 640Q1181 560 1264 640L1282 650L1090 650Z"),
            circle(300, 985, 44, "#12342f"),
            stroke(MIST, 3, "M300 985L330 955", opacity=0.8),
            circle(300, 985, 44, "none", stroke=MIST, stroke_width=3, opacity=0.6),
            rect(420, 962, 80, 44, BRICK, opacity=0.55, rx=5),
        ]
    )


def scattered(
    seed: int, box: tuple[float, float, float, float], count: int
) -> list[tuple[float, float, float]]:
    """Places in a box, each with a small size."""
    chance = random.Random(seed)
    x, y, w, h = box
    return [
        (
            x + chance.random() * w,
            y + chance.random() ** 1.4 * h,
            1 + chance.random() * 1.8,
        )
        for _ in range(count)
    ]
