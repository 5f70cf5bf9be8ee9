"""Program art, square: one object and one idea each."""

import math

from demo.art.inks import (
    BONE,
    BRICK,
    DEEP,
    GLOW,
    MIST,
    NAVY,
    NIGHT,
    PAPER,
    RIVER,
    ROSE,
    RUST,
    SUN,
)
from demo.art.shapes import (
    circle,
    clipped,
    fade,
    group,
    halftone,
    joined,
    picture,
    polygon,
    rect,
    ripples,
    shape,
    stroke,
)

SIZE = (1200, 1200)


def program_local_desk() -> str:
    """A lamp, and the river in its light."""
    cone = "M470 470L760 590L1160 1200L-60 1200Z"
    return picture(
        rect(0, 0, 1200, 1200, BRICK),
        halftone((0, 0, 1200, 1200), RUST, lambda u, v: 0.3 + 0.5 * v),
        clipped(
            "cone",
            shape(PAPER, cone),
            rect(0, 400, 1200, 800, GLOW),
            halftone((0, 400, 1200, 800), SUN, lambda u, v: 0.7 - v * 0.5),
            stroke(RIVER, 118, "M-40 960Q260 860 480 960T820 1040T1240 980"),
            stroke(PAPER, 8, "M-40 950Q260 850 480 950T820 1030T1240 970", opacity=0.8),
        ),
        stroke(NIGHT, 34, "M960 1200L960 900L740 300L600 420", stroke_linejoin="round"),
        circle(740, 300, 38, NIGHT),
        circle(960, 900, 38, NIGHT),
        polygon(NIGHT, (560, 372), (690, 430), (780, 600), (452, 476)),
        circle(614, 520, 44, PAPER),
        polygon(NIGHT, (560, 372), (690, 430), (790, 604), (446, 474), opacity=0.92),
        size=SIZE,
    )


def program_morning_ferry() -> str:
    """A flat ferry toward the sun."""
    return picture(
        fade("morning", (0, "#3f6478"), (0.45, ROSE), (0.62, GLOW)),
        rect(0, 0, 1200, 760, "url(#morning)"),
        halftone((0, 0, 1200, 560), DEEP, lambda u, v: 0.5 - v * 0.6),
        circle(600, 700, 250, SUN),
        clipped(
            "sun",
            circle(600, 700, 250, SUN),
            halftone((350, 450, 500, 310), BRICK, lambda u, v: v * 0.5 - 0.05),
        ),
        rect(0, 740, 1200, 460, RIVER),
        halftone((0, 740, 1200, 460), DEEP, lambda u, v: v * 0.9),
        polygon(SUN, (400, 744), (800, 744), (960, 1200), (240, 1200), opacity=0.5),
        ripples(3, (330, 760, 540, 420), GLOW, 54),
        polygon(NIGHT, (250, 800), (950, 800), (900, 876), (300, 876)),
        polygon(NIGHT, (250, 800), (170, 756), (190, 746), (290, 800)),
        polygon(NIGHT, (950, 800), (1030, 756), (1010, 746), (910, 800)),
        rect(520, 640, 150, 164, NIGHT),
        rect(542, 664, 44, 50, GLOW),
        rect(604, 664, 44, 50, GLOW),
        rect(500, 626, 190, 18, NIGHT),
        stroke(NIGHT, 8, "M290 800L290 742L500 742M690 742L910 742L910 800"),
        joined(passenger(x) for x in (360, 420, 740, 812)),
        size=SIZE,
    )


def passenger(x: float) -> str:
    """Somebody at the rail."""
    return circle(x, 710, 16, NIGHT) + shape(
        NIGHT, f"M{x - 24} 804Q{x - 22} 730 {x} 730Q{x + 22} 730 {x + 24} 804Z"
    )


def program_high_water_mark() -> str:
    """A gauge in the dark, and one pale line."""
    marks = joined(
        rect(470, 150 + n * 76, 120 if n % 2 else 190, 38, NAVY) for n in range(10)
    )
    return picture(
        rect(0, 0, 1200, 1200, DEEP),
        halftone((0, 0, 1200, 1200), NIGHT, lambda u, v: 0.2 + v * 0.6),
        rect(450, 100, 300, 1100, PAPER),
        marks,
        halftone((600, 100, 150, 860), MIST, lambda u, v: u * 0.6, pitch=14),
        stroke(SUN, 26, "M0 300Q150 280 300 300T600 300T900 300T1200 300"),
        shape(
            RIVER,
            "M0 900Q150 860 300 900T600 900T900 900T1200 900L1200 1200L0 1200Z",
            opacity=0.93,
        ),
        stroke(MIST, 12, "M0 900Q150 860 300 900T600 900T900 900T1200 900"),
        halftone((0, 930, 1200, 270), NIGHT, lambda u, v: v * 0.8),
        size=SIZE,
    )


def program_the_blue_hour() -> str:
    """A record under a moon."""
    grooves = joined(
        circle(600, 860, r, "none", stroke="#2b4a72", stroke_width=4)
        for r in range(200, 520, 30)
    )
    notes = joined(
        circle(600 + 610 * math.cos(a), 860 + 610 * math.sin(a), 5 + 5 * (n % 3), GLOW)
        for n, a in enumerate(math.pi * (1.08 + k * 0.07) for k in range(13))
    )
    return picture(
        fade("blue", (0, NIGHT), (1, "#3f7aa6")),
        rect(0, 0, 1200, 1200, "url(#blue)"),
        halftone((0, 0, 1200, 1200), NIGHT, lambda u, v: 0.65 - v * 0.6),
        shape(GLOW, "M930 130A130 130 0 1 0 1040 290A112 112 0 0 1 930 130Z"),
        notes,
        circle(600, 860, 540, "#0a1220"),
        grooves,
        group(
            polygon(PAPER, (600, 860), (1080, 640), (1120, 760), opacity=0.16),
            polygon(PAPER, (600, 860), (120, 1080), (80, 960), opacity=0.12),
        ),
        circle(600, 860, 170, BRICK),
        circle(600, 860, 130, "none", stroke=BONE, stroke_width=5),
        circle(600, 860, 24, NIGHT),
        size=SIZE,
    )


def mark() -> str:
    """The station's mark: a bridge tower that sends."""
    waves = joined(
        stroke(BRICK, 34, f"M{256 - r} 196A{r} {r} 0 0 1 {256 + r} 196")
        for r in (68, 114, 160)
    )
    return picture(
        rect(0, 0, 512, 512, PAPER, rx=96),
        waves,
        rect(236, 176, 40, 210, NAVY),
        circle(256, 196, 34, NAVY),
        rect(60, 312, 392, 30, NAVY),
        stroke(NAVY, 18, "M84 340L166 386L248 340M264 340L346 386L428 340"),
        stroke(RIVER, 30, "M60 420Q109 392 158 420T256 420T354 420T452 420"),
        size=(512, 512),
    )
