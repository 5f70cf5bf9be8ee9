"""Portraits: faces as planes of light and shade, told apart by hair, dress and color."""

from demo.art.dress import shoulders
from demo.art.hair import BEFORE, BEHIND, nothing
from demo.art.inks import BRICK, GLOW, NIGHT, PAPER
from demo.art.looks import LOOKS, Look
from demo.art.shapes import (
    circle,
    clipped,
    group,
    halftone,
    joined,
    oval,
    picture,
    rect,
    shape,
    stroke,
)

SIZE = (1000, 1000)
FACE = "M352 400Q346 250 500 246Q654 250 648 400Q646 500 604 566Q556 632 500 634Q444 632 396 566Q354 500 352 400Z"


# From the brow down the nose to the chin: the side away from the light.
SHADE = "M506 246Q660 250 650 400Q646 500 604 566Q556 632 506 634Q520 590 512 562Q540 548 514 520Q548 506 528 480Q508 430 508 372Q524 330 506 246Z"


def portrait(name: str) -> str:
    """Draw one person, lit from the left."""
    look = LOOKS[name]
    light, dark = look.skin
    return picture(
        rect(0, 0, 1000, 1000, look.ground),
        halftone(
            (0, 0, 1000, 1000), look.screen, lambda u, v: 0.15 + 0.6 * u * v + 0.2 * u
        ),
        BEHIND.get(look.cut, nothing)(look.hair),
        shoulders(look),
        oval(350, 440, 28, 46, light),
        oval(650, 440, 28, 46, dark),
        shape(light, FACE),
        clipped("face", shape(PAPER, FACE), shape(dark, SHADE)),
        beard(look),
        BEFORE[look.cut](look.hair),
        glasses(look.glasses),
        EXTRAS.get(look.extra, nothing)(look.coat),
        size=SIZE,
    )


def beard(look: Look) -> str:
    """A short beard with room for the mouth."""
    if not look.beard:
        return ""
    whole = "M354 440Q372 476 400 480Q440 520 500 512Q560 520 600 480Q628 476 646 440Q650 520 606 588Q556 652 500 654Q444 652 394 588Q350 520 354 440Z"
    return clipped(
        "beard",
        shape(PAPER, whole),
        shape(look.beard, whole),
        rect(508, 430, 160, 240, NIGHT, opacity=0.25),
        oval(500, 558, 38, 9, look.skin[1]),
    )


def glasses(ink: str) -> str:
    """Round glasses."""
    if not ink:
        return ""
    return joined(
        [
            circle(432, 424, 54, PAPER, opacity=0.22),
            circle(568, 424, 54, PAPER, opacity=0.14),
            circle(432, 424, 54, "none", stroke=ink, stroke_width=12),
            circle(568, 424, 54, "none", stroke=ink, stroke_width=12),
            stroke(ink, 12, "M486 416Q500 404 514 416M378 414L346 404M622 414L654 404"),
        ]
    )


def earrings(_ink: str) -> str:
    """Two gold rings."""
    return joined(
        circle(x, 512, 24, "none", stroke=GLOW, stroke_width=10) for x in (344, 656)
    )


def headphones(_ink: str) -> str:
    """Headphones: somebody who listens for a living."""
    return group(
        stroke(NIGHT, 26, "M330 430Q300 170 500 160Q700 170 670 430"),
        rect(300, 376, 62, 132, NIGHT, rx=26),
        rect(638, 376, 62, 132, NIGHT, rx=26),
        rect(300, 400, 20, 84, BRICK, rx=10),
    )


EXTRAS = {"earrings": earrings, "headphones": headphones}
