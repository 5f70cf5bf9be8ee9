"""Looks: how each person of the station is drawn."""

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
