"""
Read a transcript, fit it to its recording or an edition, or have a machine hear one.

  callsign transcript read FILE [--to FORMAT] [--host NAME]
  callsign transcript align AUDIO FILE [--to FORMAT] [--host NAME]
  callsign transcript recognize AUDIO [--with RECOGNIZER] [--to FORMAT]
  callsign transcript edits MASTER EDITION
  callsign transcript edition LIST FILE [--to FORMAT]
  callsign transcript edition MASTER EDITION FILE [--to FORMAT]
  callsign transcript formats

FILE or AUDIO may be - for the standard input. FILE may be in any format that "formats"
lists; it is told by its content, not by its name. The transcript goes to the standard
output; its format, and what is odd, go to the standard error, as "line N: ...". What is
written is JSON with all that is known, or one of the formats of --to.

Exit codes:
  0  all of it was read. Oddities may be reported; they lost nothing.
  1  read, but damaged parts were left out: bytes that are no text, control
     characters, stretches of a recording that cannot be decoded.
  2  nothing could be trusted: no such file, nothing in it, no speech, a silent
     recording, or the script of another one (no times are written then).
"""

import argparse
from importlib import import_module

# As the table of writers has them, which is not loaded for ``--help``.
FORMATS = (
    *("json", "vtt", "vtt-words", "srt", "ttml", "podcasting", "html", "txt", "npr"),
    *("docx", "mmif", "pbcore"),
)

# As callsign/media/recognizing/choosing.py has them.
RECOGNIZERS = ("pocketsphinx", "endpoint", "faster-whisper")
MODULES = {
    "edition": "edition",
    "edits": "edition",
    "formats": "formats",
    "recognize": "recognizing",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    read = actions.add_parser("read", help="read a transcript in any format")
    align = actions.add_parser("align", help="find a script's words in its recording")
    align.add_argument("audio", metavar="AUDIO", help="the recording")
    recognize = actions.add_parser("recognize", help="let a machine hear a recording")
    recognize.add_argument("audio", metavar="AUDIO", help="the recording")
    recognize.add_argument(
        "--with",
        dest="recognizer",
        choices=RECOGNIZERS,
        help="which machine; CALLSIGN_RECOGNIZER unless given",
    )
    recognize.add_argument(
        "--to", choices=FORMATS, default="json", help="what to write"
    )
    edits = actions.add_parser(
        "edits", help="find what a later feed or a podcast is made of, by listening"
    )
    edits.add_argument("master", metavar="MASTER", help="the recording it is made of")
    edits.add_argument("edition", metavar="EDITION", help="the later feed or podcast")
    edition = actions.add_parser(
        "edition", help="put a transcript on the clock of a later feed or a podcast"
    )
    edition.add_argument(
        "made_of",
        nargs="+",
        metavar="LIST | MASTER EDITION",
        help="the edit list of the edition, or both recordings to find it from",
    )
    edition.add_argument("file", metavar="FILE", help="the transcript, with its times")
    edition.add_argument("--to", choices=FORMATS, default="json", help="what to write")
    actions.add_parser("formats", help="list the formats that are read")
    for action in (read, align):
        action.add_argument("file", metavar="FILE", help="the script or transcript")
        action.add_argument(
            "--to", choices=FORMATS, default="json", help="what to write"
        )
        action.add_argument(
            "--host",
            action="append",
            default=[],
            metavar="NAME",
            help="a known host; may be given again",
        )


def run(options: argparse.Namespace) -> int:
    """Do what was asked; the reader is loaded now, so that ``--help`` need not wait."""
    module = MODULES.get(options.action, "reading")
    code: int = import_module(f"callsign.commands.transcript_{module}").run(options)
    return code
