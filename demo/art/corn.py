"""The grain elevator at night, and its trucks."""

from demo.art.inks import BONE, BRICK, EARTH, GLOW, MIST, NAVY, NIGHT, RUST, SUN
from demo.art.shapes import (
    circle,
    fade,
    halftone,
    joined,
    oval,
    picture,
    polygon,
    rect,
    shape,
    stroke,
)


def number_nine() -> str:
    """The silos at night, lit from below, and the line of trucks."""
    tubes = []
    for n in range(9):
        x = 250 + n * 128
        tubes.append(rect(x, 300, 126, 570, BONE))
        tubes.append(rect(x, 300, 126, 570, f"url(#tube{n % 1})"))
        tubes.append(oval(x + 63, 300, 63, 15, MIST))
    return picture(
        fade("night", (0, NIGHT), (0.7, "#213a52"), (1, "#3b5468")),
        fade("tube0", (0, NAVY), (0.06, MIST), (0.3, BONE), (1, NAVY), across=True),
        fade("lit", (0, "rgb(15 25 40 / 0.85)"), (1, "rgb(15 25 40 / 0)")),
        rect(0, 0, 1600, 1067, "url(#night)"),
        circle(200, 190, 92, GLOW),
        halftone((108, 98, 184, 184), SUN, moon_shade, pitch=13),
        rect(470, 96, 640, 210, MIST),
        rect(470, 96, 640, 30, NAVY),
        halftone((470, 96, 640, 210), NAVY, lambda u, v: 0.1 + u * 0.6),
        joined(
            rect(510 + n * 96, 170, 44, 60, GLOW if n in (1, 4) else NAVY)
            for n in range(6)
        ),
        rect(1040, 20, 120, 290, BONE),
        halftone((1040, 20, 120, 290), NAVY, lambda u, v: 0.25 + u * 0.6),
        *tubes,
        halftone((250, 300, 1152, 570), NAVY, lambda u, v: 0.62 - v * 0.8),
        rect(250, 285, 1152, 400, "url(#lit)"),
        '<text x="826" y="520" text-anchor="middle" font-family="Liberation Sans Narrow"'
        f' font-weight="700" font-size="210" fill="{RUST}" opacity="0.9">9</text>',
        stroke(NIGHT, 12, "M1100 140L1480 560L1480 880"),
        rect(0, 868, 1600, 199, NIGHT),
        rect(0, 868, 1600, 8, EARTH),
        joined(truck(x) for x in (-60, 330, 720, 1110)),
        polygon(GLOW, (1482, 900), (1600, 880), (1600, 984), (1482, 930), opacity=0.55),
    )


def moon_shade(u: float, v: float) -> float:
    """The moon's own shade."""
    inside = (u - 0.5) ** 2 + (v - 0.5) ** 2 < 0.24
    return (u * 0.5 + v * 0.2 - 0.2) if inside else 0.0


def truck(x: float) -> str:
    """A grain truck, waiting."""
    return joined(
        [
            polygon(RUST, (x + 6, 846), (x + 250, 846), (x + 236, 940), (x + 20, 940)),
            joined(
                rect(x + 40 + n * 44, 852, 7, 84, NIGHT, opacity=0.5) for n in range(5)
            ),
            shape(SUN, f"M{x + 10} 848Q{x + 128} 800 {x + 246} 848Z"),
            shape(
                BRICK,
                f"M{x + 262} 846L{x + 322} 846L{x + 344} 894L{x + 372} 900L{x + 372} 948L{x + 262} 948Z",
            ),
            polygon(
                GLOW,
                (x + 280, 858),
                (x + 316, 858),
                (x + 330, 890),
                (x + 280, 890),
                opacity=0.55,
            ),
            rect(x, 938, 374, 14, NAVY),
            joined(
                circle(x + at, 958, 28, "#05090f") + circle(x + at, 958, 11, MIST)
                for at in (58, 122, 316)
            ),
        ]
    )
