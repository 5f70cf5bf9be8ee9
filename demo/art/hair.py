"""Hair, caps and hats: what is behind a head, and what is before it."""

from demo.art.inks import BONE, BRICK, NAVY, NIGHT, RUST
from demo.art.looks import GRAY
from demo.art.shapes import circle, joined, oval, rect, shape, stroke


def nothing(_ink: str) -> str:
    """Draw nothing."""
    return ""


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
