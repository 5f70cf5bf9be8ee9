"""The Market Hall: its arch, its clock, its awnings, its tables."""

import math
import random

from demo.art.inks import (
    BONE,
    BRICK,
    CLAY,
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
    group,
    halftone,
    joined,
    picture,
    polygon,
    rect,
    shape,
    stroke,
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
