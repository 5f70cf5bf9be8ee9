"""The mural on the flood wall, and its painter."""

from demo.art.inks import (
    BONE,
    BRICK,
    CLAY,
    DEEP,
    GLOW,
    MIST,
    NAVY,
    NIGHT,
    PAPER,
    RIVER,
    SKY,
    SUN,
)
from demo.art.shapes import (
    circle,
    halftone,
    joined,
    oval,
    picture,
    polygon,
    rect,
    shape,
    stroke,
)


def flood_wall_mural() -> str:
    """A heron longer than a house, and somebody on a ladder."""
    return picture(
        rect(0, 0, 1600, 1067, SKY),
        circle(1330, 130, 82, GLOW),
        shape(MIST, "M0 190Q300 120 620 170T1200 150T1600 180L1600 300L0 300Z"),
        polygon(BONE, (0, 220), (1600, 180), (1600, 850), (0, 850)),
        halftone((0, 220, 1600, 630), CLAY, lambda u, v: v * 0.5 - 0.02),
        joined(rect(x, 190, 5, 660, CLAY, opacity=0.8) for x in (320, 640, 960, 1280)),
        stroke(
            RIVER, 60, "M0 740Q200 700 400 740T800 740T1200 740T1600 740", opacity=0.75
        ),
        stroke(
            DEEP, 16, "M0 690Q200 650 400 690T800 690T1200 690T1600 690", opacity=0.7
        ),
        heron(),
        polygon(CLAY, (0, 205), (1600, 165), (1600, 192), (0, 234)),
        rect(0, 842, 1600, 225, NAVY),
        rect(0, 842, 1600, 12, NIGHT),
        ladder(1010, 330),
        joined(
            rect(x, 818, 40, 46, ink, rx=4)
            for x, ink in ((1150, BRICK), (1204, RIVER), (1258, SUN))
        ),
    )


def heron() -> str:
    """The great blue heron, knees at seventeen feet."""
    feathers = [
        shape(
            ink,
            f"M{600 + n * 34} {420 + n * 10}Q{800 + n * 60} {430 + n * 26} {930 + n * 62} {560 + n * 14}"
            f"Q{760 + n * 40} {560 + n * 8} {600 + n * 34} {420 + n * 10}Z",
        )
        for n, ink in enumerate((DEEP, RIVER, DEEP, RIVER, NAVY))
    ]
    return joined(
        [
            stroke(NAVY, 17, "M700 600L676 742L700 842", stroke_linejoin="round"),
            stroke(NAVY, 17, "M770 606L800 742L776 842", stroke_linejoin="round"),
            shape(
                RIVER,
                "M470 470Q560 380 740 400Q960 430 1130 590Q900 640 720 620Q520 596 470 470Z",
            ),
            *feathers,
            stroke(
                RIVER,
                52,
                "M520 500Q420 500 420 420Q424 350 480 330Q520 312 500 290",
                stroke_linecap="round",
            ),
            stroke(
                PAPER,
                14,
                "M540 530Q402 510 404 420Q410 340 470 318",
                stroke_linecap="round",
            ),
            oval(478, 286, 52, 33, PAPER),
            shape(NAVY, "M452 262Q520 236 640 268Q560 270 524 292Q500 280 452 262Z"),
            polygon(SUN, (438, 276), (250, 318), (440, 306)),
            circle(466, 280, 7, NIGHT),
        ]
    )


def ladder(x: float, y: float) -> str:
    """A ladder, a painter and a brush."""
    rungs = joined(
        stroke(
            NIGHT,
            7,
            f"M{x + 4 + n * 7} {y + 90 + n * 52}L{x + 74 + n * 7} {y + 90 + n * 52}",
        )
        for n in range(9)
    )
    return joined(
        [
            stroke(
                NIGHT,
                11,
                f"M{x} {y + 60}L{x + 70} {y + 560}M{x + 68} {y + 60}L{x + 140} {y + 560}",
            ),
            rungs,
            circle(x + 40, y - 28, 25, NIGHT),
            rect(x + 8, y - 52, 66, 14, BRICK, rx=6),
            shape(
                NIGHT,
                f"M{x + 6} {y + 110}Q{x} {y + 6} {x + 42} {y + 2}Q{x + 82} {y + 8} {x + 76} {y + 110}Z",
            ),
            rect(x + 10, y + 100, 26, 120, NIGHT),
            rect(x + 46, y + 100, 26, 150, NIGHT),
            stroke(
                NIGHT,
                20,
                f"M{x + 20} {y + 30}L{x - 56} {y + 12}",
                stroke_linecap="round",
            ),
            stroke(CLAY, 8, f"M{x - 56} {y + 12}L{x - 96} {y + 2}"),
            rect(x - 118, y - 8, 26, 16, RIVER),
        ]
    )
