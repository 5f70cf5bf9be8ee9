"""
Fetch a model that hears speech, for first drafts of transcripts on this machine.

  callsign models fetch NAME

NAME is a model of faster-whisper (tiny, base, small, medium, large-v3 …), or OWNER/NAME of
one that CTranslate2 reads. It goes to the folder "models" of the station, which
CALLSIGN_DATA names. Nothing else ever fetches one. A fetch that was stopped goes on where
it was.

Exit codes:
  0  the model is here.
  2  it is not; the standard error says why.
"""

import argparse
from importlib import import_module


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    fetch = actions.add_parser("fetch", help="fetch a model by its name")
    fetch.add_argument("name", metavar="NAME", help="the model, such as small")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; what fetches is loaded now, so that ``--help`` need not wait."""
    code: int = import_module("callsign.commands.models_fetching").run(options)
    return code
