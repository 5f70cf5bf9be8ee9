"""Pictures of the town: its hall, its market, its library, its water, its weather."""

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
    shape,
    stroke,
    tree,
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


def market_hall() -> str:
    """The arch, the clock, the awnings, the tables."""
    arch = "M290 780L290 420A510 360 0 0 1 1310 420L1310 780Z"
    inner = "M340 780L340 430A460 316 0 0 1 1260 430L1260 780Z"
    rays = [
        stroke(
            RUST,
            12,
            f"M800 470L{800 + 520 * math.cos(a):.0f} {470 - 400 * math.sin(a):.0f}",
        )
        for a in (math.pi * k / 9 for k in range(1, 9))
    ]
    return picture(
        rect(0, 0, 1600, 1067, MIST),
        halftone((0, 0, 1600, 520), RIVER, lambda u, v: 0.5 - v * 0.5),
        rect(0, 470, 240, 360, CLAY),
        rect(1360, 420, 240, 410, ROSE),
        joined(
            rect(x, y, 34, 56, NAVY)
            for x in (40, 110, 180, 1400, 1470, 1540)
            for y in (510, 620)
        ),
        shape(BRICK, arch),
        clipped(
            "arch",
            shape(PAPER, arch),
            halftone((290, 20, 1020, 760), RUST, lambda u, v: u * 0.5),
        ),
        clipped(
            "window",
            shape(PAPER, inner),
            rect(300, 80, 1000, 720, GLOW),
            halftone((340, 110, 920, 380), SUN, lambda u, v: 0.75 - v * 0.8),
            *rays,
            rect(340, 464, 920, 14, RUST),
            joined(rect(340 + n * 115, 470, 10, 320, RUST) for n in range(9)),
        ),
        rect(258, 150, 60, 640, RUST),
        rect(1282, 150, 60, 640, RUST),
        polygon(NAVY, (246, 152), (288, 84), (330, 152)),
        polygon(NAVY, (1270, 152), (1312, 84), (1354, 152)),
        clock(800, 250, 104),
        awning(150, 590, 400, BRICK),
        awning(600, 590, 400, LEAF),
        awning(1050, 590, 400, NAVY),
        rect(0, 820, 1600, 247, NAVY),
        table(140, 770, 420, 1),
        table(590, 770, 420, 2),
        table(1040, 770, 420, 3),
    )


def clock(x: float, y: float, r: float) -> str:
    """A clock at ten to five."""
    hours = [
        rect(-3, -r * 0.86, 6, r * 0.16, NAVY, transform=f"rotate({n * 30})")
        for n in range(12)
    ]
    return group(
        circle(0, 0, r + 14, NAVY),
        circle(0, 0, r, PAPER),
        *hours,
        rect(-6, -r * 0.5, 12, r * 0.56, NAVY, transform="rotate(145)"),
        rect(-4, -r * 0.76, 8, r * 0.84, NAVY, transform="rotate(300)"),
        circle(0, 0, 9, BRICK),
        transform=f"translate({x} {y})",
    )


def awning(x: float, y: float, w: float, ink: str) -> str:
    """A striped awning with a scalloped edge."""
    step = w / 8
    parts = []
    for n in range(8):
        left = x + n * step
        top = x + 34 + n * (w - 68) / 8
        color = ink if n % 2 == 0 else PAPER
        parts.append(
            polygon(
                color,
                (top, y),
                (top + (w - 68) / 8, y),
                (left + step, y + 96),
                (left, y + 96),
            )
        )
        parts.append(
            shape(
                color,
                f"M{left} {y + 95}L{left + step} {y + 95}"
                f"A{step / 2} 22 0 0 1 {left} {y + 95}Z",
            )
        )
    posts = rect(x + 12, y + 90, 9, 190, NIGHT) + rect(
        x + w - 21, y + 90, 9, 190, NIGHT
    )
    return posts + joined(parts)


def table(x: float, y: float, w: float, seed: int) -> str:
    """A market table, heaped."""
    chance = random.Random(seed)
    inks = [[BRICK, ROSE, SUN], [MOSS, LEAF, SKY], [SUN, CLAY, GLOW]][seed - 1]
    heap = []
    for row in range(4):
        for n in range(13 - row * 2):
            r = 17 + chance.random() * 5
            across = x + 34 + row * 30 + n * (w - 68 - row * 60) / max(12 - row * 2, 1)
            heap.append(
                circle(across, y + 40 - row * 24, r, chance.choice(inks))
                + circle(across - 5, y + 34 - row * 24, r * 0.28, PAPER, opacity=0.35)
            )
    return joined(
        [
            *heap,
            polygon(
                CLAY,
                (x, y + 42),
                (x + w, y + 42),
                (x + w - 20, y + 116),
                (x + 20, y + 116),
            ),
            rect(x, y + 42, w, 12, BONE),
            joined(rect(x + 28 + n * 52, y + 66, 38, 6, EARTH) for n in range(7)),
            rect(x + 40, y + 116, 16, 130, NIGHT),
            rect(x + w - 56, y + 116, 16, 130, NIGHT),
        ]
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


def library_fines() -> str:
    """Shelves, a window, and one book on its way home."""
    return picture(
        rect(0, 0, 1600, 1067, RUST),
        halftone((0, 0, 1600, 1067), NIGHT, lambda u, v: 0.15 + abs(u - 0.5) * 0.9),
        bookcase(40, 4),
        bookcase(1090, 11),
        rect(560, 60, 480, 770, NIGHT),
        rect(584, 84, 432, 720, SKY),
        halftone((584, 84, 432, 500), RIVER, lambda u, v: 0.55 - v * 0.6),
        circle(880, 300, 74, GLOW),
        shape(MOSS, "M584 620Q700 560 820 600T1016 570L1016 804L584 804Z"),
        tree(690, 700, 210, LEAF, EARTH),
        joined(rect(x, 84, 12, 720, NIGHT) for x in (722, 866)),
        joined(rect(584, y, 432, 12, NIGHT) for y in (270, 540)),
        rect(520, 824, 560, 40, CLAY),
        rect(0, 1000, 1600, 67, NIGHT),
        polygon(GLOW, (584, 804), (1016, 804), (1180, 1000), (420, 1000), opacity=0.22),
    )


def bookcase(x: float, seed: int) -> str:
    """A case of books with, in one of them, a gap."""
    chance = random.Random(seed)
    inks = [BRICK, SUN, ROSE, CLAY, BONE, DEEP, MOSS, GLOW, RIVER]
    parts = [rect(x - 24, 20, 518, 990, EARTH)]
    for row in range(5):
        base = 210 + row * 192
        parts.append(rect(x, base - 170, 470, 172, NIGHT, opacity=0.75))
        at = x + 6.0
        while at < x + 440:
            w = 16 + chance.random() * 24
            h = 104 + chance.random() * 52
            gap = seed == 11 and row == 2 and x + 150 < at < x + 250
            if not gap:
                ink = chance.choice(inks)
                parts.append(rect(at, base - h, w, h, ink))
                parts.append(rect(at + 3, base - h + 16, w - 6, 5, PAPER, opacity=0.6))
            at += w + 2
        parts.append(rect(x - 14, base, 498, 14, CLAY))
    if seed == 11:
        book = (
            rect(0, 0, 46, 150, SKY)
            + rect(6, 20, 34, 7, NAVY)
            + rect(6, 118, 34, 7, NAVY)
        )
        parts.append(group(book, transform=f"translate({x + 196} 424) rotate(14)"))
    return joined(parts)


def birth_center() -> str:
    """One lit window, and paper birds in it."""
    windows = [
        rect(150 + c * 190, 90 + r * 210, 122, 140, "#16273b")
        + rect(150 + c * 190, 224 + r * 210, 122, 6, "#33506a")
        for r in range(5)
        for c in range(7)
    ]
    mobile = []
    for x, length, turn, ink in [
        (690, 92, -14, BRICK),
        (742, 150, 10, RIVER),
        (800, 74, 4, NAVY),
        (856, 132, -8, RUST),
        (912, 100, 16, DEEP),
    ]:
        mobile.append(rect(x - 1, 330, 3, length, NAVY))
        mobile.append(paper_bird(x, 330 + length + 14, turn, ink))
    return picture(
        rect(0, 0, 1600, 1067, "#2a435d"),
        halftone(
            (0, 0, 1600, 1067),
            NIGHT,
            lambda u, v: 0.05 + 0.6 * math.hypot(u - 0.5, v - 0.42),
        ),
        *windows,
        rect(0, 275, 1600, 8, NIGHT, opacity=0.4),
        halftone(
            (440, 90, 720, 740), GLOW, lambda u, v: 0.5 - math.hypot(u - 0.5, v - 0.5)
        ),
        rect(628, 278, 344, 364, NIGHT),
        rect(644, 294, 312, 332, GLOW),
        halftone((644, 294, 312, 332), SUN, lambda u, v: v * 0.6),
        rect(668, 326, 266, 6, NAVY),
        rect(798, 294, 4, 36, NAVY),
        *mobile,
        crib(676, 560),
        rect(612, 640, 376, 26, NIGHT),
        tree(220, 1067, 360, NIGHT, NIGHT),
        tree(1420, 1067, 300, NIGHT, NIGHT),
    )


def paper_bird(x: float, y: float, turn: float, ink: str) -> str:
    """A folded bird."""
    return group(
        polygon(ink, (-30, -6), (4, 10), (2, -22)),
        polygon(ink, (4, 10), (34, -16), (10, 18), opacity=0.75),
        polygon(ink, (-30, -6), (-12, 14), (6, 12)),
        transform=f"translate({x} {y}) rotate({turn})",
    )


def crib(x: float, y: float) -> str:
    """The rail of a small bed."""
    return joined(
        [
            rect(x, y, 250, 9, NAVY, rx=4),
            joined(rect(x + 8 + n * 29, y, 6, 82, NAVY) for n in range(9)),
        ]
    )


def city_manager() -> str:
    """Three chairs, one table, tall windows."""
    windows = [
        shape(SKY, f"M{x} 620L{x} 210A110 110 0 0 1 {x + 220} 210L{x + 220} 620Z")
        + rect(x + 104, 100, 12, 520, DEEP)
        + rect(x, 330, 220, 12, DEEP)
        + rect(x, 480, 220, 10, DEEP)
        for x in (130, 470, 910, 1250)
    ]
    light = [
        polygon(
            GLOW, (x, 700), (x + 220, 700), (x + 60, 1067), (x - 240, 1067), opacity=0.2
        )
        for x in (130, 470, 910, 1250)
    ]
    return picture(
        rect(0, 0, 1600, 1067, DEEP),
        halftone((0, 0, 1600, 700), NIGHT, lambda u, v: 0.55 - v * 0.35),
        *windows,
        rect(0, 660, 1600, 407, EARTH),
        halftone((0, 660, 1600, 407), NIGHT, lambda u, v: v * 0.6),
        rect(0, 650, 1600, 18, RUST),
        *light,
        chair(330, BRICK),
        chair(720, SUN),
        chair(1110, MIST),
        rect(120, 832, 1360, 40, CLAY),
        rect(120, 872, 1360, 26, RUST),
        rect(190, 898, 36, 169, RUST),
        rect(1374, 898, 36, 169, RUST),
        joined(microphone(x) for x in (250, 640, 1030)),
        joined(
            polygon(PAPER, (x, 826), (x + 96, 826), (x + 82, 814), (x + 14, 814))
            for x in (366, 756, 1146)
        ),
    )


def chair(x: float, ink: str) -> str:
    """A high chair, empty."""
    return joined(
        [
            rect(x, 470, 160, 370, ink, rx=26),
            rect(x + 18, 490, 124, 250, NIGHT, rx=16, opacity=0.18),
            rect(x - 22, 700, 30, 140, NIGHT, rx=8),
            rect(x + 152, 700, 30, 140, NIGHT, rx=8),
            joined(
                circle(x + 80, 540 + n * 62, 6, NIGHT, opacity=0.5) for n in range(3)
            ),
        ]
    )


def microphone(x: float) -> str:
    """A microphone on a bent stem."""
    return joined(
        [
            stroke(NIGHT, 7, f"M{x} 832Q{x} 730 {x + 46} 700"),
            rect(x - 26, 822, 52, 12, NIGHT, rx=5),
            group(
                rect(-15, -32, 30, 54, NIGHT, rx=14),
                transform=f"translate({x + 54} 692) rotate(46)",
            ),
        ]
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
