"""Rooms: the library, the birth center, the council chamber."""

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
    group,
    halftone,
    joined,
    picture,
    polygon,
    rect,
    shape,
    stroke,
    tree,
)


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
