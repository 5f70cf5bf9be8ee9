"""Portraits: faces as planes of light and shade, told apart by hair, dress and color."""

from dataclasses import dataclass

from demo.art.inks import (
    BONE,
    BRICK,
    CLAY,
    DEEP,
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
    oval,
    picture,
    polygon,
    rect,
    shape,
    stroke,
)

SIZE = (1000, 1000)
FACE = "M352 400Q346 250 500 246Q654 250 648 400Q646 500 604 566Q556 632 500 634Q444 632 396 566Q354 500 352 400Z"
# From the brow down the nose to the chin: the side away from the light.
SHADE = "M506 246Q660 250 650 400Q646 500 604 566Q556 632 506 634Q520 590 512 562Q540 548 514 520Q548 506 528 480Q508 430 508 372Q524 330 506 246Z"

# Skins as light and shade; a portrait picks one pair.
DARK = ("#6f432f", "#4d2b20")
BROWN = ("#95603f", "#6d4029")
TAN = ("#c08a5f", "#95623f")
OLIVE = ("#d2a47a", "#a87752")
FAIR = ("#e9c3a2", "#c48f70")

BLACK, GRAY, WHITE, AUBURN, BLOND = (
    "#191519",
    "#8b8f92",
    "#e8e3d8",
    "#6e3020",
    "#c99a4b",
)


@dataclass(frozen=True)
class Look:
    """How one person is drawn."""

    skin: tuple[str, str]
    hair: str
    cut: str
    ground: str
    screen: str
    coat: str
    shirt: str
    collar: str = "v"
    glasses: str = ""
    beard: str = ""
    extra: str = ""


LOOKS = {
    "ada-okafor": Look(
        DARK, BLACK, "afro", SUN, BRICK, DEEP, BRICK, "round", extra="earrings"
    ),
    "luis-prieto": Look(
        TAN, BLACK, "side", MIST, RIVER, LEAF, PAPER, "open", beard=BLACK
    ),
    "mina-sato": Look(
        OLIVE, BLACK, "bob", ROSE, BRICK, NAVY, PAPER, "round", glasses=NIGHT
    ),
    "tessa-whitlow": Look(FAIR, AUBURN, "long", SKY, MIST, MOSS, GLOW, "v"),
    "walter-nyberg": Look(
        FAIR,
        WHITE,
        "receding",
        RIVER,
        DEEP,
        RUST,
        PAPER,
        "tie",
        beard=WHITE,
        glasses=NAVY,
    ),
    "ruth-castellano": Look(
        OLIVE, GRAY, "curls", CLAY, RUST, NAVY, ROSE, "turtle", extra="headphones"
    ),
    "desmond-pryor": Look(
        BROWN, GRAY, "hat", DEEP, NIGHT, BRICK, SUN, "tie", beard=GRAY
    ),
    "omar-haddad": Look(
        TAN, BLACK, "crop", BONE, CLAY, RIVER, NAVY, "round", beard=BLACK
    ),
    "patrice-duval": Look(
        BROWN, BLACK, "bun", MOSS, LEAF, ROSE, PAPER, "v", extra="earrings"
    ),
    "naomi-terrell": Look(BROWN, GRAY, "braid", RIVER, DEEP, SUN, NAVY, "hood"),
    "priya-raman": Look(
        TAN, BLACK, "long", GLOW, SUN, RUST, SKY, "round", glasses=RUST
    ),
    "marian-holt": Look(FAIR, WHITE, "bob", MOSS, LEAF, BRICK, PAPER, "turtle"),
    "carmen-salas": Look(OLIVE, BLACK, "ponytail", ROSE, BRICK, SUN, NAVY, "open"),
    "ben-achterberg": Look(FAIR, BLOND, "cap", SKY, MIST, LEAF, BONE, "open"),
    "earl-thibodeaux": Look(
        FAIR, GRAY, "cap", MIST, RIVER, NAVY, BRICK, "turtle", beard=GRAY
    ),
    "imani-brooks": Look(
        DARK, BLACK, "locs", "#2c5c8f", "#123055", SUN, NIGHT, "round", extra="earrings"
    ),
}


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


def nothing(_ink: str) -> str:
    """Draw nothing."""
    return ""


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


def afro_behind(ink: str) -> str:
    """A great round of hair."""
    return joined(
        [circle(500, 350, 262, ink)]
        + [
            circle(x, y, 70, ink)
            for x, y in [
                (262, 300),
                (738, 300),
                (300, 480),
                (700, 480),
                (380, 140),
                (620, 140),
                (500, 110),
            ]
        ]
    )


def afro(ink: str) -> str:
    """Its edge over the brow."""
    return shape(
        ink,
        "M346 420Q350 320 410 304Q500 270 590 304Q650 320 654 420Q680 250 500 220Q320 250 346 420Z",
    )


def crop(ink: str) -> str:
    """Cut close."""
    return shape(
        ink,
        "M344 424Q330 212 500 206Q670 212 656 424L640 376Q632 316 590 306Q500 292 410 306Q368 316 360 376Z",
    )


def side(ink: str) -> str:
    """Parted on one side."""
    return shape(
        ink,
        "M342 430Q316 240 420 206Q520 168 620 218Q690 260 656 430L640 372Q640 330 606 320Q480 322 420 284Q404 330 372 344Q362 380 342 430Z",
    )


def receding(ink: str) -> str:
    """What is left, above the ears."""
    return shape(
        ink,
        "M338 448Q326 330 376 286Q392 270 400 284Q366 340 366 420ZM662 448Q674 330 624 286Q608 270 600 284Q634 340 634 420Z",
    )


def bob_behind(ink: str) -> str:
    """Hair to the jaw, behind the neck."""
    return shape(
        ink,
        "M300 620Q280 200 500 190Q720 200 700 620Q640 650 600 620L400 620Q360 650 300 620Z",
    )


def bob(ink: str) -> str:
    """A straight fringe."""
    return shape(
        ink,
        "M318 612Q296 206 500 196Q704 206 682 612Q650 624 640 600L650 380Q600 372 500 374Q400 372 350 380L360 600Q350 624 318 612Z",
    )


def long_behind(ink: str) -> str:
    """Hair below the shoulders."""
    return shape(
        ink,
        "M286 860Q240 200 500 186Q760 200 714 860Q640 890 600 840L400 840Q360 890 286 860Z",
    )


def long(ink: str) -> str:
    """A part in the middle."""
    return shape(
        ink,
        "M322 720Q290 220 500 200Q710 220 678 720Q650 600 652 430Q640 330 506 268L500 252L494 268Q360 330 348 430Q350 600 322 720Z",
    )


def bun_behind(ink: str) -> str:
    """A bun on top."""
    return circle(500, 168, 92, ink)


def braid(ink: str) -> str:
    """Hair drawn back, and the braid in front of the shoulder."""
    strands = joined(
        oval(660 + n * 6, 470 + n * 54, 40 - n * 1.5, 36, ink)
        + stroke(
            NIGHT,
            4,
            f"M{630 + n * 6} {480 + n * 54}Q{660 + n * 6} {504 + n * 54} {692 + n * 6} {478 + n * 54}",
            opacity=0.4,
        )
        for n in range(8)
    )
    return crop(ink) + strands


def curls(ink: str) -> str:
    """Short curls all round."""
    places = [
        (346, 400),
        (330, 330),
        (356, 262),
        (408, 220),
        (470, 200),
        (534, 200),
        (594, 220),
        (646, 262),
        (670, 330),
        (654, 400),
        (400, 282),
        (460, 262),
        (520, 258),
        (580, 270),
        (622, 306),
        (372, 330),
    ]
    return joined(circle(x, y, 47, ink) for x, y in places)


def ponytail_behind(ink: str) -> str:
    """A high tail, to the side."""
    return shape(
        ink, "M560 220Q780 160 800 420Q806 600 740 700Q700 560 690 440Q670 300 560 220Z"
    )


def locs_behind(ink: str) -> str:
    """Locs to the shoulder."""
    return joined(
        stroke(
            ink,
            46,
            f"M{x} 300Q{x + (x - 500) * 0.5:.0f} 520 {x + (x - 500) * 0.32:.0f} {760 - abs(x - 500) * 0.2:.0f}",
            stroke_linecap="round",
        )
        for x in (330, 368, 406, 594, 632, 670)
    )


def locs(ink: str) -> str:
    """Locs gathered over the brow."""
    return crop(ink) + joined(
        stroke(ink, 34, f"M{x} 262Q{x + d} 340 {x + 2 * d} 452", stroke_linecap="round")
        for x, d in ((372, -24), (628, 24))
    )


def cap(ink: str) -> str:
    """A billed cap."""
    return joined(
        [
            shape(
                ink, "M346 430Q336 360 356 330L644 330Q664 360 654 430L636 372L364 372Z"
            ),
            shape(
                NAVY if ink == GRAY else BRICK,
                "M330 336Q330 180 500 176Q670 180 670 336Q500 300 330 336Z",
            ),
            shape(
                NIGHT,
                "M318 340Q500 286 690 336Q700 372 668 380Q500 326 330 376Q306 366 318 340Z",
            ),
            rect(452, 222, 96, 66, BONE, rx=10),
            circle(500, 178, 11, NIGHT),
        ]
    )


def hat(ink: str) -> str:
    """A felt hat."""
    return joined(
        [
            shape(
                ink, "M346 440Q336 370 352 330L648 330Q664 370 654 440L636 380L364 380Z"
            ),
            shape(NIGHT, "M344 316Q350 150 440 152Q500 176 560 152Q650 150 656 316Z"),
            rect(344, 268, 312, 50, RUST),
            shape(
                NIGHT,
                "M230 328Q360 296 500 302Q640 296 770 328Q780 358 740 362Q500 330 260 362Q220 358 230 328Z",
            ),
        ]
    )


BEHIND = {
    "afro": afro_behind,
    "bob": bob_behind,
    "long": long_behind,
    "bun": bun_behind,
    "ponytail": ponytail_behind,
    "locs": locs_behind,
}
BEFORE = {
    "afro": afro,
    "crop": crop,
    "side": side,
    "receding": receding,
    "bob": bob,
    "long": long,
    "bun": crop,
    "braid": braid,
    "curls": curls,
    "ponytail": crop,
    "locs": locs,
    "cap": cap,
    "hat": hat,
}


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
