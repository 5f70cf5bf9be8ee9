"""The school bus, and the school paper."""

import random

from demo.art.inks import (
    BONE,
    BRICK,
    CLAY,
    DEEP,
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
    fade,
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


def bus_drivers() -> str:
    """Bus 31, the hill, the church lot, one child."""
    return picture(
        fade("dawn", (0, "#3d5a72"), (0.4, "#d08f7c"), (0.68, GLOW)),
        rect(0, 0, 1600, 1067, "url(#dawn)"),
        halftone((0, 0, 1600, 520), NAVY, lambda u, v: 0.5 - v * 0.65),
        circle(560, 560, 128, PAPER),
        shape(ROSE, "M0 600Q420 500 820 570T1600 500L1600 800L0 800Z"),
        shape(DEEP, "M0 720Q500 640 900 660T1600 520L1600 900L0 900Z"),
        church(1180, 584),
        shape(NIGHT, "M0 860Q600 830 1000 720T1600 600L1600 1067L0 1067Z"),
        stroke(NAVY, 96, "M-40 950Q640 920 1040 800T1660 660"),
        stroke(SUN, 5, "M-40 950Q640 920 1040 800T1660 660", stroke_dasharray="50 44"),
        polygon(GLOW, (905, 730), (1400, 560), (1470, 700), (915, 790), opacity=0.42),
        group(bus(), transform="translate(270 566) rotate(-9)"),
        child(1350, 690),
        tree(60, 870, 300, NIGHT, NIGHT),
        tree(1560, 640, 170, NIGHT, NIGHT),
    )


def bus() -> str:
    """A school bus from the side, going right."""
    panes = joined(rect(34 + n * 76, 46, 60, 66, NAVY, rx=6) for n in range(6))
    faces = joined(circle(64 + n * 76, 94, 17, NIGHT) for n in (0, 1, 3, 4))
    wheels = joined(
        circle(x, 252, 50, NIGHT) + circle(x, 252, 21, MIST) for x in (130, 540)
    )
    return joined(
        [
            shape(
                SUN,
                "M0 40Q0 14 28 14L500 14Q524 14 532 40L548 118L634 140Q650 144 650 164L650 244L0 244Z",
            ),
            halftone((0, 150, 650, 94), BRICK, lambda u, v: v * 0.5, pitch=14),
            rect(0, 138, 640, 9, NIGHT),
            rect(0, 168, 650, 7, NIGHT),
            rect(0, 232, 662, 14, NIGHT),
            panes,
            faces,
            polygon(GLOW, (494, 44), (520, 44), (536, 112), (494, 112)),
            circle(512, 92, 15, NIGHT),
            rect(430, 4, 60, 12, BRICK, rx=5),
            circle(636, 186, 15, PAPER),
            '<text x="262" y="224" font-family="Liberation Sans Narrow" font-weight="700"'
            f' font-size="48" fill="{NIGHT}">31</text>',
            wheels,
        ]
    )


def church(x: float, y: float) -> str:
    """A small church with its light on."""
    return joined(
        [
            rect(x, y - 130, 200, 190, PAPER),
            polygon(RUST, (x - 16, y - 128), (x + 100, y - 216), (x + 216, y - 128)),
            rect(x + 70, y - 268, 60, 110, PAPER),
            polygon(RUST, (x + 60, y - 266), (x + 100, y - 400), (x + 140, y - 266)),
            shape(
                GLOW,
                f"M{x + 78} {y + 50}L{x + 78} {y - 40}A22 26 0 0 1 {x + 122} {y - 40}L{x + 122} {y + 50}Z",
            ),
            circle(x + 100, y - 226, 15, NAVY),
            stroke(
                RUST,
                5,
                f"M{x + 100} {y - 440}L{x + 100} {y - 396}M{x + 86} {y - 424}L{x + 114} {y - 424}",
            ),
        ]
    )


def child(x: float, y: float) -> str:
    """A girl with a big backpack."""
    return joined(
        [
            circle(x, y - 98, 20, NIGHT),
            stroke(
                NIGHT,
                11,
                f"M{x - 12} {y - 104}Q{x - 40} {y - 96} {x - 34} {y - 68}",
                stroke_linecap="round",
            ),
            shape(
                BRICK,
                f"M{x - 24} {y - 22}Q{x - 22} {y - 78} {x + 1} {y - 78}Q{x + 25} {y - 78} {x + 25} {y - 22}Z",
            ),
            rect(x + 14, y - 74, 32, 46, RIVER, rx=9),
            rect(x - 17, y - 24, 12, 34, NIGHT),
            rect(x + 5, y - 24, 12, 34, NIGHT),
        ]
    )


def school_paper() -> str:
    """One sheet, three languages, many pencils."""
    inks = [BRICK, RIVER, SUN]
    columns = []
    chance = random.Random(8)
    for n, ink in enumerate(inks):
        x = 90 + n * 290
        columns.append(rect(x, 196, 250, 128, ink))
        columns.append(
            halftone((x, 196, 250, 128), NIGHT, lambda u, v: v * 0.5, pitch=13)
        )
        columns.append(emblem(n, x + 125, 260))
        for row in range(13):
            width = 250 if row % 5 != 4 else 110 + chance.random() * 100
            columns.append(rect(x, 350 + row * 30, width, 10, NAVY, opacity=0.75))
    pencils = joined(
        pencil(-40 + n * 150, ink)
        for n, ink in enumerate(
            [BRICK, SUN, RIVER, MOSS, ROSE, NAVY, SUN, BRICK, MIST, LEAF, ROSE]
        )
    )
    masthead = (
        '<text x="515" y="146" text-anchor="middle" font-family="Liberation Serif"'
        f' font-weight="700" font-size="118" fill="{NAVY}">Willa Street Wire</text>'
    )
    sheet = group(
        rect(26, 30, 1010, 800, NIGHT, opacity=0.28),
        rect(0, 0, 1030, 810, PAPER),
        masthead,
        rect(90, 170, 850, 5, NAVY),
        *columns,
        polygon(BONE, (1030, 650), (1030, 810), (870, 810)),
        polygon(CLAY, (1030, 650), (870, 810), (884, 664), opacity=0.85),
        transform="translate(300 300) rotate(-5)",
    )
    return picture(
        rect(0, 0, 1600, 1067, DEEP),
        halftone((0, 0, 1600, 1067), NIGHT, lambda u, v: 0.1 + v * 0.5),
        sheet,
        pencils,
    )


def emblem(n: int, x: float, y: float) -> str:
    """A milk carton, a hamster's wheel, a speech balloon."""
    return [
        polygon(
            PAPER,
            (x - 28, y - 14),
            (x, y - 50),
            (x + 28, y - 14),
            (x + 28, y + 48),
            (x - 28, y + 48),
        )
        + rect(x - 28, y + 4, 56, 20, SKY),
        circle(x, y, 44, "none", stroke=PAPER, stroke_width=11)
        + oval(x, y + 18, 20, 13, PAPER),
        rect(x - 58, y - 40, 116, 68, PAPER, rx=20)
        + polygon(PAPER, (x - 20, y + 20), (x + 14, y + 20), (x - 30, y + 52)),
    ][n]


def pencil(x: float, ink: str) -> str:
    """A pencil, point down."""
    return joined(
        [
            rect(x, -40, 74, 210, ink),
            rect(x + 24, -40, 26, 210, PAPER, opacity=0.22),
            polygon(BONE, (x, 170), (x + 74, 170), (x + 37, 262)),
            polygon(ink, (x + 26, 234), (x + 48, 234), (x + 37, 262)),
        ]
    )
