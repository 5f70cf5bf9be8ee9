"""
Read a transcript, fit it to its recording or an edition, or have a machine hear one.

  callsign transcript read FILE [--to FORMAT] [--host NAME]
  callsign transcript align AUDIO FILE [--to FORMAT] [--host NAME]
  callsign transcript recognize AUDIO [--with RECOGNIZER] [--to FORMAT]
  callsign transcript batch read|align|recognize FOLDER --into RESULTS
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
# As callsign/media/batch/order.py has them.
KINDS = ("read", "align", "recognize")
MODULES = {
    "batch": "batch",
    "edition": "edition",
    "edits": "edition",
    "formats": "formats",
    "recognize": "recognizing",
}

BATCH = """\
Read, align or recognize all that a folder holds.

read takes every transcript, recognize every recording, align every recording with every
script that has its name (interview.mp3, interview.txt). A run that was stopped goes on
where it was; a second one does only what is lacking. Results are named by what they are
made of: RESULTS/report.csv tells of each file which is its, RESULTS/failures.csv what went
wrong (docs/reference/transcript-batch.md).

Exit codes:
  0  everything was made, or stood there already.
  1  some of it failed, or has parts left out.
  2  nothing was made: no such folder, nothing in it, all failed, no scheduler.
"""


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
    add_batch(actions)
    for action in (read, align):
        action.add_argument("file", metavar="FILE", help="the script or transcript")
        action.add_argument(
            "--to", choices=FORMATS, default="json", help="what to write"
        )
        add_host(action)


def add_batch(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    batch = actions.add_parser(
        "batch",
        help="do it with whole folders, on one machine or many",
        description=BATCH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    batch.add_argument("kind", choices=KINDS, help="what to do with each file")
    batch.add_argument("folder", metavar="FOLDER", help="where the files are")
    batch.add_argument(
        "--into", required=True, metavar="RESULTS", help="where results are kept"
    )
    batch.add_argument("--to", choices=FORMATS, default="json", help="what to write")
    add_host(batch)
    batch.add_argument(
        "--with",
        dest="recognizer",
        choices=RECOGNIZERS,
        help="which machine hears; CALLSIGN_RECOGNIZER unless given",
    )
    batch.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="in so many processes here"
    )
    batch.add_argument(
        "--scheduler", metavar="ADDRESS", help="on the workers of a Dask scheduler"
    )
    batch.add_argument(
        "--again",
        action="store_true",
        help="hash every file anew, and try also what failed for good",
    )


def add_host(action: argparse.ArgumentParser) -> None:
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
