"""Trombones, and one saxophone."""

import random

from demo.art.inks import BRICK, CLAY, GLOW, NIGHT, PAPER, RUST, SUN
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
)


def jazz_band() -> str:
    """Four trombones into the light."""
    beams = [
        polygon(
            GLOW,
            (x, -20),
            (x + 60, -20),
            (x + 420, 1067),
            (x - 320, 1067),
            opacity=0.16,
        )
        for x in (260, 700, 1140)
    ]
    return picture(
        fade("stage", (0, "#3a1716"), (1, BRICK)),
        rect(0, 0, 1600, 1067, "url(#stage)"),
        halftone((0, 0, 1600, 1067), NIGHT, lambda u, v: 0.75 - v * 0.7),
        *beams,
        *(player(130 + n * 350) for n in range(4)),
        *(trombone(260 + n * 350) for n in range(4)),
        *(stand(60 + n * 350) for n in range(5)),
        rect(0, 980, 1600, 90, NIGHT),
    )


def player(x: float) -> str:
    """Somebody behind a trombone."""
    return joined(
        [
            circle(x + 62, 610, 62, NIGHT),
            shape(
                NIGHT,
                f"M{x - 60} 1067Q{x - 56} 720 {x + 50} 690Q{x + 176} 716 {x + 184} 1067Z",
            ),
            polygon(PAPER, (x + 34, 694), (x + 86, 694), (x + 64, 800)),
        ]
    )


def trombone(x: float) -> str:
    """A trombone, slide up and out."""
    return group(
        stroke(
            NIGHT,
            22,
            "M-60 0L560 0M-60 -54L560 -54M560 0A27 27 0 0 0 560 -54",
            opacity=0.5,
        ),
        stroke(SUN, 13, "M-60 0L560 0A27 27 0 0 0 560 -54L40 -54"),
        stroke(GLOW, 4, "M-50 -3L556 -3M60 -57L556 -57"),
        stroke(SUN, 14, "M40 -54L-150 -54A50 50 0 0 0 -150 46L20 46"),
        shape(SUN, "M10 34L150 26Q230 16 262 -24L262 116Q230 76 150 66L10 58Z"),
        oval(262, 46, 20, 72, CLAY),
        oval(264, 46, 11, 54, NIGHT),
        rect(-92, -14, 40, 26, PAPER, rx=8),
        stroke(SUN, 11, "M120 -54L120 0M470 -54L470 0"),
        transform=f"translate({x} 640) rotate(-38)",
    )


def stand(x: float) -> str:
    """A music stand from behind."""
    return joined(
        [
            polygon(
                NIGHT, (x - 96, 872), (x + 96, 872), (x + 112, 986), (x - 112, 986)
            ),
            polygon(PAPER, (x - 70, 852), (x + 66, 850), (x + 70, 874), (x - 74, 874)),
            rect(x - 7, 980, 14, 90, NIGHT),
        ]
    )


def imani_brooks() -> str:
    """A tenor saxophone where the river bends."""
    chance = random.Random(17)
    lights = joined(
        circle(
            1010 + chance.random() * 590,
            470 + chance.random() * 74,
            2 + chance.random() * 4,
            chance.choice([GLOW, SUN, PAPER]),
        )
        for _ in range(80)
    )
    return picture(
        fade("blue", (0, NIGHT), (0.6, "#1e4a78"), (1, "#3f7aa6")),
        rect(0, 0, 1600, 600, "url(#blue)"),
        halftone((0, 0, 1600, 600), NIGHT, lambda u, v: 0.7 - v * 0.8),
        shape(GLOW, "M1346 112A78 78 0 1 0 1408 196A66 66 0 0 1 1346 112Z"),
        shape(
            NIGHT,
            "M900 560L900 500L960 500L960 470L1030 470L1030 440L1080 440L1080 490L1160 490"
            "L1160 420L1176 380L1192 420L1192 480L1290 480L1290 450L1380 450L1380 496L1470 496"
            "L1470 464L1600 464L1600 600L900 600Z",
        ),
        lights,
        rect(0, 556, 1600, 511, "#143452"),
        joined(
            rect(
                900 + chance.random() * 700,
                570 + n * 13,
                30 + chance.random() * 120,
                4,
                chance.choice([GLOW, "#3f7aa6", "#3f7aa6"]),
                rx=2,
                opacity=0.7,
            )
            for n in range(36)
        ),
        shape("#0c2138", "M0 520Q420 470 620 640T1180 1067L0 1067Z"),
        saxophone(),
    )


def saxophone() -> str:
    """A tenor: crook, body, bow and bell."""
    keys = joined(
        circle(574 - n * 17, 330 + n * 62, 25, CLAY)
        + circle(574 - n * 17, 330 + n * 62, 15, GLOW)
        for n in range(8)
    )
    bell_keys = joined(
        circle(690 + n * 22, 716 - n * 76, 34, CLAY)
        + circle(690 + n * 22, 716 - n * 76, 21, SUN)
        for n in range(2)
    )
    return joined(
        [
            stroke(
                SUN,
                30,
                "M590 236Q600 130 510 124Q430 122 372 168",
                stroke_linecap="round",
            ),
            stroke(NIGHT, 40, "M388 156L322 206", stroke_linecap="round"),
            shape(
                SUN,
                "M560 230L622 238L556 700Q540 830 610 846Q680 852 706 720L752 470Q764 400 690 350"
                "Q800 330 930 386Q868 430 852 500L806 742Q772 960 596 956Q420 938 446 700Z",
            ),
            shape(
                GLOW,
                "M572 232L592 235L516 704Q492 880 604 904Q500 906 484 786Q480 740 490 690Z",
                opacity=0.8,
            ),
            shape(CLAY, "M690 350Q800 330 930 386Q820 376 690 350Z"),
            shape(RUST, "M706 352Q800 342 904 380Q806 374 706 352Z"),
            shape(
                CLAY,
                "M852 500L806 742Q772 960 596 956Q740 920 770 740L818 500Q826 440 880 402Q862 440 852 500Z",
            ),
            rect(548, 216, 84, 26, CLAY, rx=8),
            keys,
            bell_keys,
            stroke(CLAY, 9, "M640 380L566 800M720 800L640 860"),
            stroke(PAPER, 5, "M604 262L560 560", opacity=0.7),
        ]
    )
