"""Choosing: which recognizer an operator has turned on, by environment variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from callsign.media.recognizing.endpoint import Endpoint, EndpointRecognizer
from callsign.media.recognizing.faster_whisper import FasterWhisperRecognizer
from callsign.media.recognizing.recognizer import Price, Recognizer
from callsign.media.recognizing.sphinx import SphinxRecognizer

SPHINX, ENDPOINT, WHISPER = "pocketsphinx", "endpoint", "faster-whisper"
KINDS = (SPHINX, ENDPOINT, WHISPER)
MODELS = {ENDPOINT: "whisper-1", WHISPER: "small"}

_PRICE = re.compile(r"(\d{1,4}(?:\.\d{1,6})?) ([A-Z]{3})")
_YES, _NO = {"1", "true", "yes"}, {"", "0", "false", "no"}


class WrongOption(ValueError):
    """An environment variable holds what no recognizer can use."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f'{name} is "{value}"; allowed: {allowed}')
        self.name, self.value, self.allowed = name, value, allowed


@dataclass(frozen=True, slots=True)
class Options:
    """What the environment says of recognizers."""

    kind: str = SPHINX
    url: str = ""
    key: str = field(default="", repr=False)
    model: str = ""
    price: Price | None = None
    is_private_allowed: bool = False
    folder: Path = Path("models")


def options_of(environment: Mapping[str, str], *, data: Path) -> Options:
    """
    Return the options that variables say; ``data`` is the station's folder.

    Raises: WrongOption

    >>> options_of({}, data=Path("station")).kind
    'pocketsphinx'
    """

    def value(name: str) -> str:
        return environment.get(name, "").strip()

    options = Options(
        kind=value("CALLSIGN_RECOGNIZER") or SPHINX,
        url=value("CALLSIGN_RECOGNIZER_URL"),
        key=value("CALLSIGN_RECOGNIZER_KEY")
        or _content(value("CALLSIGN_RECOGNIZER_KEY_FILE")),
        model=value("CALLSIGN_RECOGNIZER_MODEL"),
        price=_price(value("CALLSIGN_RECOGNIZER_PRICE")),
        is_private_allowed=_flag(value("CALLSIGN_RECOGNIZER_PRIVATE")),
        folder=data / "models",
    )
    return checked(options)


def checked(options: Options) -> Options:
    """Return options that fit together. Raises: WrongOption"""
    if options.kind not in KINDS:
        raise WrongOption("CALLSIGN_RECOGNIZER", options.kind, ", ".join(KINDS))
    is_address = urlsplit(options.url).scheme in {"http", "https"}
    if options.kind == ENDPOINT and not is_address:
        allowed = "the http:// or https:// address of an endpoint"
        raise WrongOption("CALLSIGN_RECOGNIZER_URL", options.url, allowed)
    return options


def recognizer_of(options: Options, *, language: str = "") -> Recognizer:
    """Return the recognizer that is turned on, for a language as ISO 639-1 writes it."""
    model = options.model or MODELS.get(options.kind, "")
    match options.kind:
        case "endpoint":
            return EndpointRecognizer(
                Endpoint(
                    options.url,
                    key=options.key,
                    model=model,
                    language=language,
                    price=options.price,
                    is_private_allowed=options.is_private_allowed,
                )
            )
        case "faster-whisper":
            return FasterWhisperRecognizer(model, options.folder, language=language)
        case _:
            return SphinxRecognizer()


def _price(written: str) -> Price | None:
    if not written:
        return None
    match = _PRICE.fullmatch(written)
    if match is None:
        allowed = "what a minute costs and the currency, as in 0.006 USD"
        raise WrongOption("CALLSIGN_RECOGNIZER_PRICE", written, allowed)
    return Price(Decimal(match[1]), match[2])


def _flag(written: str) -> bool:
    if written.lower() not in _YES | _NO:
        raise WrongOption("CALLSIGN_RECOGNIZER_PRIVATE", written, "yes, no")
    return written.lower() in _YES


def _content(file: str) -> str:
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        allowed = "a file that can be read"
        raise WrongOption("CALLSIGN_RECOGNIZER_KEY_FILE", file, allowed) from error
