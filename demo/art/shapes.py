"""Words for drawing: each returns a piece of SVG."""

import math
import random
from collections.abc import Callable, Iterable

WIDTH, HEIGHT = 1600, 1067


def attributes(**values: object) -> str:
    """Write keyword arguments as SVG attributes: ``stroke_width=3``."""
    return "".join(f' {key.replace("_", "-")}="{val}"' for key, val in values.items())


def rect(x: float, y: float, w: float, h: float, fill: str, **more: object) -> str:
    """A rectangle by its top left corner and size."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"'
        f' fill="{fill}"{attributes(**more)}/>'
    )


def circle(x: float, y: float, r: float, fill: str, **more: object) -> str:
    """A disc around a point."""
    more = attributes(**more)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"{more}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> str:
    """An ellipse around a point."""
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}"'
        f' fill="{fill}"{attributes(**more)}/>'
    )


def shape(fill: str, d: str, **more: object) -> str:
    """A filled path."""
    return f'<path d="{d}" fill="{fill}"{attributes(**more)}/>'


def stroke(color: str, width: float, d: str, **more: object) -> str:
    """A drawn path."""
    return (
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{width}"'
        f"{attributes(**more)}/>"
    )


def polygon(fill: str, *points: tuple[float, float], **more: object) -> str:
    """A filled polygon."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}"{attributes(**more)}/>'


def group(*parts: str, **more: object) -> str:
    """Pieces that move, fade or are cut together."""
    return f"<g{attributes(**more)}>{''.join(parts)}</g>"


def clipped(name: str, window: str, *parts: str) -> str:
    """Pieces seen only through a shape."""
    return (
        f'<clipPath id="{name}">{window}</clipPath>'
        f'<g clip-path="url(#{name})">{"".join(parts)}</g>'
    )


def fade(name: str, *stops: tuple[float, str], across: bool = False) -> str:
    """Define a gradient, top to bottom or across; use it as ``url(#name)``."""
    end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
    marks = "".join(f'<stop offset="{at}" stop-color="{ink}"/>' for at, ink in stops)
    return f'<linearGradient id="{name}" x1="0" y1="0" {end}>{marks}</linearGradient>'


def halftone(
    box: tuple[float, float, float, float],
    ink: str,
    shade: Callable[[float, float], float],
    *,
    pitch: float = 17,
    **more: object,
) -> str:
    """
    Shade a box with dots on a slanted screen, as a press does.

    ``shade`` takes a place in the box, each way from 0 to 1, and returns how dark it is.
    """
    x0, y0, w, h = box
    slant = math.radians(24)
    reach = int((w + h) / pitch)
    dots = []
    for i in range(-reach, reach):
        for j in range(-reach, reach):
            x = x0 + w / 2 + pitch * (i * math.cos(slant) - j * math.sin(slant))
            y = y0 + h / 2 + pitch * (i * math.sin(slant) + j * math.cos(slant))
            if x0 <= x <= x0 + w and y0 <= y <= y0 + h:
                dark = max(0.0, min(1.0, shade((x - x0) / w, (y - y0) / h)))
                if dark > 0.02:
                    r = pitch * 0.62 * math.sqrt(dark)
                    dots.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.1f}"/>')
    return f'<g fill="{ink}"{attributes(**more)}>{"".join(dots)}</g>'


def truss(x: float, y: float, w: float, h: float, bays: int, ink: str) -> str:
    """A steel truss: two chords, posts, and diagonals that change at the middle."""
    step = w / bays
    parts = [rect(x, y, w, 11, ink), rect(x, y + h - 16, w, 16, ink)]
    for n in range(bays + 1):
        parts.append(rect(x + n * step - 4, y, 8, h, ink))
    for n in range(bays):
        left, right = x + n * step, x + (n + 1) * step
        a, b = (left, right) if n < bays / 2 else (right, left)
        parts.append(stroke(ink, 6, f"M{a} {y + h - 8}L{b} {y + 5}"))
    return "".join(parts)


def ripples(
    seed: int, box: tuple[float, float, float, float], ink: str, count: int
) -> str:
    """Short level strokes of light on water, longer and thicker toward us."""
    chance = random.Random(seed)
    x0, y0, w, h = box
    parts = []
    for _ in range(count):
        near = chance.random()
        x, y = x0 + chance.random() * w, y0 + near * h
        length = (30 + 130 * near) * (0.4 + chance.random())
        parts.append(rect(x - length / 2, y, length, 2 + 5 * near, ink, rx=3))
    return "".join(parts)


def bird(x: float, y: float, span: float, turn: float, ink: str) -> str:
    """A swift: a thin crescent with a short body."""
    return (
        f'<path transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})'
        f' scale({span / 20:.2f})" fill="{ink}"'
        ' d="M-10 3Q-5 -4 0 -1.4Q5 -4 10 3Q4.500 -1 1.200 1.200L0 5L-1.200 1.200Q-4.500 -1 -10 3Z"/>'
    )


def cottage(x: float, y: float, w: float, wall: str, roof: str, pane: str) -> str:
    """A small house standing on ``y``."""
    h = w * 0.62
    return "".join(
        [
            rect(x, y - h, w, h, wall),
            polygon(
                roof,
                (x - w * 0.1, y - h),
                (x + w / 2, y - h - w * 0.5),
                (x + w * 1.1, y - h),
            ),
            rect(x + w * 0.68, y - h - w * 0.42, w * 0.12, w * 0.3, roof),
            rect(x + w * 0.16, y - h * 0.68, w * 0.22, h * 0.36, pane),
            rect(x + w * 0.6, y - h * 0.72, w * 0.22, h * 0.72, roof),
        ]
    )


def tree(x: float, y: float, size: float, ink: str, trunk: str) -> str:
    """A round tree standing on ``y``."""
    return "".join(
        [
            rect(x - size * 0.06, y - size * 0.6, size * 0.12, size * 0.6, trunk),
            circle(x, y - size * 0.85, size * 0.42, ink),
            circle(x - size * 0.25, y - size * 0.62, size * 0.28, ink),
            circle(x + size * 0.26, y - size * 0.64, size * 0.27, ink),
        ]
    )


def joined(parts: Iterable[str]) -> str:
    """One piece of many."""
    return "".join(parts)


def picture(*parts: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
    """A whole SVG document."""
    w, h = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}"'
        f' viewBox="0 0 {w} {h}">{"".join(parts)}</svg>'
    )
