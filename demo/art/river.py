"""Pictures of the river, its bridge, its boats and its levee."""

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
    bird,
    circle,
    clipped,
    cottage,
    fade,
    group,
    halftone,
    joined,
    oval,
    picture,
    polygon,
    rect,
    ripples,
    shape,
    stroke,
    tree,
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


def chimney_swifts() -> str:
    """The birds go round, and in."""
    chance = random.Random(9)
    birds = []
    for n in range(760):
        t = n / 760
        turn = t * math.tau * 5.5
        reach = 26 + 600 * (1 - t) ** 1.5
        x = 1010 + reach * 1.1 * math.cos(turn) - 170 * (1 - t)
        y = 150 + 245 * t**1.6 + reach * 0.2 * math.sin(turn)
        x, y = x + chance.gauss(0, 36 * (1.1 - t)), y + chance.gauss(0, 24 * (1.1 - t))
        if y < 412:
            size = 22 + 18 * (0.5 + 0.5 * math.sin(turn)) * (1 - 0.4 * t)
            heading = math.degrees(turn) + chance.gauss(0, 24)
            birds.append(bird(x, y, size, heading, NIGHT))
    return picture(
        fade("west", (0, "#35526b"), (0.42, "#c78b86"), (0.75, "#efb36a"), (1, GLOW)),
        rect(0, 0, 1600, 1067, "url(#west)"),
        halftone((0, 0, 1600, 620), NAVY, lambda u, v: 0.16 - v * 0.3),
        silos(60, 560, 5, NAVY, DEEP),
        stack(935, 400),
        *birds,
        rect(0, 985, 1600, 90, NIGHT),
        watchers(),
    )


def silos(x: float, top: float, count: int, dark: str, light: str) -> str:
    """Concrete cylinders side by side, with the house on top."""
    parts = [
        rect(x + 90, top - 120, 300, 130, dark),
        rect(x + 120, top - 90, 24, 40, light),
    ]
    for n in range(count):
        left = x + n * 118
        parts.append(rect(left, top, 116, 520, dark))
        parts.append(rect(left + 12, top, 26, 520, light, opacity=0.8))
        parts.append(oval(left + 58, top, 58, 13, light))
    return joined(parts)


def stack(x: float, top: float) -> str:
    """The old brick chimney."""
    courses = []
    for n in range(30):
        y = top + 30 + n * 22
        courses.append(rect(x - 10, y, 180, 2.500, NIGHT, opacity=0.45))
        courses.extend(
            rect(x + 16 + k * 34 + (17 if n % 2 else 0), y - 20, 2.500, 20, NIGHT)
            for k in range(4)
        )
    body = polygon(RUST, (x + 8, top), (x + 142, top), (x + 166, 1067), (x - 16, 1067))
    shade = polygon(
        NIGHT,
        (x + 92, top),
        (x + 142, top),
        (x + 166, 1067),
        (x + 104, 1067),
        opacity=0.4,
    )
    outline = f"M{x + 8} {top}L{x + 142} {top}L{x + 166} 1067L{x - 16} 1067Z"
    return joined(
        [
            body,
            clipped("bricks", shape(PAPER, outline), group(*courses, opacity=0.5)),
            shade,
            rect(x - 6, top - 8, 162, 34, BRICK),
            oval(x + 75, top - 8, 81, 12, NIGHT),
        ]
    )


def watchers() -> str:
    """People in lawn chairs, looking up."""
    parts = []
    for x in (704, 760, 838, 1190, 1276, 1362, 1418):
        parts.append(circle(x, 938, 13, NIGHT))
        parts.append(
            shape(
                NIGHT,
                f"M{x - 18} 1000Q{x - 20} 952 {x - 2} 952Q{x + 18} 954 {x + 16} 1000Z",
            )
        )
        parts.append(
            stroke(NIGHT, 5, f"M{x - 24} 946L{x - 12} 1000M{x - 12} 984L{x + 26} 984")
        )
    return joined(parts)
