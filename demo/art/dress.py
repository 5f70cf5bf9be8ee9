"""Dress: shoulders, coats and collars."""

from demo.art.inks import BONE, NAVY, NIGHT, PAPER
from demo.art.looks import Look
from demo.art.shapes import clipped, halftone, joined, polygon, rect, shape, stroke


def shoulders(look: Look) -> str:
    """Neck, shirt and coat."""
    light, dark = look.skin
    body = "M60 1000Q76 812 250 764L412 706Q500 760 588 706L750 764Q924 812 940 1000Z"
    return joined(
        [
            shape(light, "M420 540L580 540L580 730Q500 800 420 730Z"),
            shape(
                dark,
                "M420 566Q500 660 580 560L580 730Q540 772 500 778L500 690Q450 680 420 620Z",
            ),
            shape(look.coat, body),
            clipped(
                "coat",
                shape(PAPER, body),
                halftone((500, 690, 460, 310), NIGHT, lambda u, v: 0.1 + u * 0.5),
            ),
            COLLARS[look.collar](look),
        ]
    )


def round_collar(look: Look) -> str:
    """A round neck."""
    return stroke(look.shirt, 24, "M404 712Q500 812 596 712")


def v_collar(look: Look) -> str:
    """A coat that closes in a V over a shirt."""
    light, dark = look.skin
    return joined(
        [
            polygon(
                look.shirt, (392, 712), (500, 930), (608, 712), (580, 700), (420, 700)
            ),
            polygon(light, (420, 690), (500, 820), (500, 690)),
            polygon(dark, (580, 690), (500, 820), (500, 690)),
        ]
    )


def open_collar(look: Look) -> str:
    """A shirt collar, unbuttoned."""
    return v_collar(look) + joined(
        [
            polygon(look.shirt, (392, 700), (352, 760), (452, 850), (486, 800)),
            polygon(look.shirt, (608, 700), (648, 760), (548, 850), (514, 800)),
            polygon(
                NIGHT, (608, 700), (648, 760), (548, 850), (514, 800), opacity=0.18
            ),
        ]
    )


def tie_collar(look: Look) -> str:
    """A collar and a tie."""
    return joined(
        [
            polygon(PAPER, (380, 716), (500, 960), (620, 716), (580, 690), (420, 690)),
            polygon(
                look.shirt if look.shirt != PAPER else NAVY,
                (474, 776),
                (526, 776),
                (548, 960),
                (500, 1000),
                (452, 960),
            ),
            polygon(PAPER, (402, 694), (368, 764), (468, 838), (500, 776)),
            polygon(BONE, (598, 694), (632, 764), (532, 838), (500, 776)),
        ]
    )


def turtle_collar(look: Look) -> str:
    """A rolled neck."""
    return rect(402, 642, 196, 104, look.shirt, rx=36) + rect(
        500, 642, 98, 104, NIGHT, rx=36, opacity=0.2
    )


def hood_collar(look: Look) -> str:
    """A work jacket with a hood and a bright stripe."""
    return joined(
        [
            shape(
                look.shirt,
                "M360 700Q300 760 372 830Q500 910 628 830Q700 760 640 700Q600 790 500 796Q400 790 360 700Z",
            ),
            polygon(
                PAPER, (196, 786), (250, 766), (290, 1000), (236, 1000), opacity=0.9
            ),
            polygon(
                PAPER, (804, 786), (750, 766), (710, 1000), (764, 1000), opacity=0.7
            ),
        ]
    )


COLLARS = {
    "round": round_collar,
    "v": v_collar,
    "open": open_collar,
    "tie": tie_collar,
    "turtle": turtle_collar,
    "hood": hood_collar,
}
