"""The swifts, the chimney they sleep in, and those who watch."""

import math
import random

from demo.art.inks import BRICK, DEEP, GLOW, NAVY, NIGHT, PAPER, RUST
from demo.art.shapes import (
    bird,
    circle,
    clipped,
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
)


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
