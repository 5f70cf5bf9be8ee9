"""
The program ``callsign``: a table of verbs, each in a module of its own.

A verb's module has a docstring, ``add_arguments(parser)`` and ``run(options)``,
which returns the exit code. It is loaded only when its verb is used, so that
``--help`` answers at once; none of them imports Django.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

INTERRUPTED = 130  # what a shell expects after Ctrl-C


class Verb(NamedTuple):
    """A row of the table: where a verb lives, and its line in the help."""

    module: str
    summary: str


VERBS = {
    "air": Verb("callsign.commands.air", "be on air, or ask what is"),
    "airtime": Verb("callsign.commands.airtime", "ask a grid what airs, and why"),
    "backup": Verb("callsign.commands.backup", "write the whole station to one file"),
    "found": Verb("callsign.commands.found", "make a new, empty station"),
    "models": Verb("callsign.commands.models", "fetch what hears speech"),
    "restore": Verb("callsign.commands.restore", "put the station of a backup here"),
    "schedule": Verb(
        "callsign.commands.schedule", "bring a grid in, or write it to a file"
    ),
    "serve": Verb(
        "callsign.commands.serve", "run the station: web server, air, worker"
    ),
    "transcript": Verb("callsign.commands.transcript", "read scripts, align them"),
}


class VerbModule(Protocol):
    """What the module of a verb offers."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    speak_utf8()
    verb = next((word for word in arguments if not word.startswith("-")), None)
    module = load(VERBS[verb]) if verb in VERBS else None
    options = parser(verb, module).parse_args(arguments)
    if module is None:
        return 2
    try:
        return module.run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output, head for one, has seen enough.
        sys.stderr.close()
        return 1


def parser(verb: str | None, module: VerbModule | None) -> argparse.ArgumentParser:
    """Return the parser of every verb's name, and of the used verb's arguments."""
    whole = argparse.ArgumentParser(
        prog="callsign", description="The programs of a Callsign station."
    )
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, row in VERBS.items():
        is_used = name == verb and module is not None
        one = verbs.add_parser(
            name,
            help=row.summary,
            description=module.__doc__ if is_used and module else row.summary,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if is_used and module:
            module.add_arguments(one)
    return whole


def load(row: Verb) -> VerbModule:
    """Load the module of a verb."""
    module: VerbModule = import_module(row.module)
    return module


def speak_utf8() -> None:
    """Write names as they are, whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
