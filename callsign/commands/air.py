"""
Be on air: take in sound, never stop, and serve it as HLS and MP3.

Without a verb it runs until it is stopped. The other verbs ask the air that runs in
the same folder.
"""

import argparse
import json
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from callsign.air.control import InUse, TooDeep, socket_in
from callsign.air.export import NotExported, export
from callsign.air.program import CONFIGURATION, Program
from callsign.commands.telling_air import air_folder
from callsign.engines.stream.configuration import Misconfigured, read_configuration
from callsign.engines.stream.moments import NotAMoment, read_moment
from callsign.engines.stream.withheld import NOTHING_WITHHELD, Span, Withheld

Row = Mapping[str, object]


class NotRunning(Exception):
    """No air answers in this folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        default=air_folder(),
        help="where air.json is, and everything is kept (default: %(default)s)",
    )
    verbs = parser.add_subparsers(dest="air_verb", metavar="VERB")
    verbs.add_parser("run", help="be on air (what happens without a verb)")
    status = verbs.add_parser("status", help="say what is on air")
    status.add_argument("--json", action="store_true", help="as JSON, with everything")
    switch = verbs.add_parser("switch", help="put a source on air by hand")
    switch.add_argument("service")
    switch.add_argument("source", help="the source's name, or auto")
    piece = verbs.add_parser("export", help="write what was on air to one file")
    piece.add_argument("service")
    piece.add_argument("start", metavar="FROM", help="UTC, as 2026-11-23T12:00:00Z")
    piece.add_argument("end", metavar="TO", help="UTC")
    piece.add_argument("file", type=Path, help="ends in .mp3 or .m4a")
    piece.add_argument(
        "--withheld",
        action="store_true",
        help="also what is withheld: for the station's log, not to be published",
    )
    piece.add_argument(
        "--leave-out",
        action="append",
        default=[],
        nargs=2,
        metavar=("FROM", "TO"),
        help="a part that takes no time in the file, such as a break; may be repeated",
    )


def run(options: argparse.Namespace) -> int:
    """Run one verb; return the exit code."""
    verb = VERBS[options.air_verb or "run"]
    try:
        return verb(options)
    except (
        InUse,
        TooDeep,
        NotRunning,
        NotExported,
        NotAMoment,
        Misconfigured,
        OSError,
    ) as error:
        print(f"callsign air: {error}", file=sys.stderr)
        return 1


def be_on_air(options: argparse.Namespace) -> int:
    Program(options.folder).run()
    return 0


def tell_status(options: argparse.Namespace) -> int:
    answer = ask(options.folder, {"verb": "status"})
    if options.json:
        print(json.dumps(answer, indent=2))
        return 0 if rows(answer, "services") else 1
    for service in rows(answer, "services"):
        print(f"{service['slug']}  {service['title']}")
        print(f"  on air: {service['on_air'] or 'nothing'}, {held(service)}")
        for source in rows(service, "sources"):
            print(f"  {line_of(source)}")
        print(f"  {service['segments']} media segments, {service['disk_mb']} MB")
    if problem := answer.get("problem"):
        print(f"callsign air: {problem}", file=sys.stderr)
    if dropped := dropped_of(answer):
        print(
            f"callsign air: the disk refused the journal; {dropped:,} entries are lost",
            file=sys.stderr,
        )
    return 0 if rows(answer, "services") else 1


def dropped_of(answer: Mapping[str, object]) -> int:
    journal = answer.get("journal")
    dropped = journal.get("dropped", 0) if isinstance(journal, Mapping) else 0
    return dropped if isinstance(dropped, int) else 0


def switch_source(options: argparse.Namespace) -> int:
    source = None if options.source == "auto" else options.source
    question = {"verb": "switch", "service": options.service, "source": source}
    answer = ask(options.folder, question)
    if not answer.get("ok"):
        print(f"callsign air: {answer.get('message')}", file=sys.stderr)
        return 1
    return 0


def export_piece(options: argparse.Namespace) -> int:
    missing_ms = export(
        options.folder / "media" / options.service,
        options.file,
        start_ms=read_moment(options.start),
        end_ms=read_moment(options.end),
        withheld=NOTHING_WITHHELD if options.withheld else withheld_of(options),
        left_out=Withheld.of(
            Span(read_moment(start), read_moment(end))
            for start, end in options.leave_out
        ),
    )
    if missing_ms:
        print(
            f"callsign air: {missing_ms / 1_000:.1f} s were not kept, or are withheld;"
            " they are silent",
            file=sys.stderr,
        )
    return 0


def withheld_of(options: argparse.Namespace) -> Withheld:
    """Return what of a service may be heard live only. Raises: Misconfigured"""
    path = options.folder / CONFIGURATION
    if not path.is_file():
        return NOTHING_WITHHELD
    service = read_configuration(path.read_bytes()).service(options.service)
    return service.withheld if service else NOTHING_WITHHELD


VERBS = {
    "export": export_piece,
    "run": be_on_air,
    "status": tell_status,
    "switch": switch_source,
}


def ask(folder: Path, question: Row) -> Row:
    """
    Ask the air of a folder.

    Raises: NotRunning, TooDeep
    """
    path = socket_in(folder)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        try:
            caller.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError) as error:
            raise NotRunning(
                f"no air runs in {folder}. If it runs in another folder: "
                "callsign air --folder FOLDER …, or set CALLSIGN_DATA to the folder of "
                "its station"
            ) from error
        caller.sendall(json.dumps(question).encode() + b"\n")
        with caller.makefile("rb") as lines:
            line = lines.readline()
    if not line:
        raise NotRunning(f"the air in {folder} ended before it answered")
    return cast(Row, json.loads(line))


def rows(values: Row, key: str) -> list[Row]:
    return cast(list[Row], values.get(key, []))


def held(service: Row) -> str:
    return "held by hand" if service.get("held") else "chosen by itself"


def line_of(source: Row) -> str:
    state = "ready" if source["is_ready"] else "-"
    return (
        f"{source['name']:<12} {source['kind']:<6} {state:<6}"
        f" {source['buffered_ms']:>6} ms  peak {source['peak_db']:>6} dB"
        f"  loudness {source['loudness_db']:>6} dB  {source['metadata']}"
    )
