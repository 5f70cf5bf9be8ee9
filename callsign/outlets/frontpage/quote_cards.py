"""The picture cards of quotes: drawn once, and kept by what is on them."""

import json
import threading
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from callsign import design
from callsign.lib.contrast import color, hexadecimal, readable
from callsign.media.card import PAPER, CardShape, CardText, Passage, card
from callsign.newsroom.audio.clips import forget_oldest
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.quote_shown import QuoteShown

SHAPES = {"card": CardShape.WIDE, "card-square": CardShape.SQUARE}
FONTS = Path(design.__file__).parent / "static/vendor/fonts"
# Of pictures of 30 kB; what is oldest goes first, and is drawn again when asked for.
MOST_BYTES = 128 * 1024**2
# Whoever changes how cards look writes another number here.
LOOK = 1
AUBURN = "#8a2f1d"

# A card takes a fifth of a second of a core; whoever comes meanwhile waits a little.
DRAWING = threading.Semaphore(1)
PATIENCE_S = 4.0


class TooManyCards(Exception):
    """Others are waiting for theirs; ask again in a moment."""


def card_text(quote: QuoteShown, masthead: Masthead) -> CardText:
    """Return what the card of a quote says."""
    written = masthead.station.brand_color if masthead.station else AUBURN
    return CardText(
        passages=tuple(Passage(one.voice.name, one.text) for one in quote.spoken),
        source=quote.source.title,
        day=quote.source.day,
        mark=masthead.mark,
        station=masthead.name,
        brand=hexadecimal(readable(color(written), on=color(PAPER))),
    )


def alt_text(quote: QuoteShown, masthead: Masthead) -> str:
    """Return everything a card says, for whoever does not see it."""
    said = f"“{quote.text}”"
    by = f" {quote.names}." if quote.names else ""
    return f"{said}{by} From {quote.source.title}, {masthead.name}."


def path_of(text: CardText, shape: CardShape) -> Path:
    """Return where a card is kept; its name is made of what is on it, nothing else."""
    said = json.dumps([LOOK, shape.name, asdict(text)], sort_keys=True)
    return quotes_dir("cards") / f"{sha256(said.encode()).hexdigest()}.png"


def draw(text: CardText, shape: CardShape) -> None:
    """Draw a card and keep it. Raises: TooManyCards"""
    path = path_of(text, shape)
    if not DRAWING.acquire(timeout=PATIENCE_S):
        raise TooManyCards("Many pictures are being drawn. Try again in a moment.")
    try:
        drawn = card(text, shape, fonts=FONTS)
        with NamedTemporaryFile(dir=quotes_dir("parts"), delete=False) as part:
            part.write(drawn)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(path)
    finally:
        DRAWING.release()
    forget_oldest(quotes_dir("cards"), most_bytes=MOST_BYTES)


def quotes_dir(name: str) -> Path:
    """Return a folder of what is made of quotes, and never worth a backup."""
    folder = Path(settings.DATA_DIR) / "quotes" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
