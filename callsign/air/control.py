"""
Control: the owner's socket, ``air.sock``, one JSON object a line each way.

    {"verb": "status"}
    {"verb": "switch", "service": "kdemo", "source": "studio"}      null or "auto": by itself
    {"verb": "verbs"}

An answer has ``"ok": true`` and what was asked for, or ``"ok": false`` with ``error``,
which is one of a fixed set of names, and ``message``, which is for people:

    {"ok": true, "services": [{"slug": "kdemo", "title": …, "listeners": {"hls": 4, "plain": 1},
                               …what Service.status() says…}],
     "problem": ""}          or why what is on the air is not what was configured
    {"ok": false, "error": "unknown_service", "message": "there is no service kdemp"}
"""

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from callsign.air.http.needs import Program, Service

LONGEST_LINE = 64 * 1_024
MODE = 0o600

# What Linux has room for, and an end; macOS has 104.
LONGEST_PATH = 107 if sys.platform == "linux" else 103


class NotAnswered(ValueError):
    """
    A question that control cannot answer; ``name`` is what a program decides on.

    NotAnswered
    ├── NotAQuestion      it is no JSON object, or a value in it is of the wrong kind
    ├── UnknownVerb
    ├── UnknownService
    ├── UnknownSource
    └── SourceNotReady    nothing comes from there that could be heard
    """

    name = "not_answered"


class NotAQuestion(NotAnswered):
    name = "not_a_question"


class UnknownVerb(NotAnswered):
    name = "unknown_verb"


class UnknownService(NotAnswered):
    name = "unknown_service"


class UnknownSource(NotAnswered):
    name = "unknown_source"


class SourceNotReady(NotAnswered):
    name = "source_not_ready"


class TooDeep(RuntimeError):
    """The path of the socket is longer than the system takes."""


class InUse(RuntimeError):
    """Another air answers at this socket; two must not run over the same folder."""


async def start(program: Program) -> asyncio.Server:
    """
    Listen at ``air.sock`` in the program's folder; only its owner may connect.

    Raises: InUse, TooDeep
    """
    path = socket_in(program.folder)
    remove_if_abandoned(path)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # The mode of a socket is that of its birth: a chmod afterwards comes too late for
    # whoever connected in between.
    before = os.umask(0o777 & ~MODE)
    try:
        door.bind(str(path))
    finally:
        os.umask(before)

    async def converse(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await answer_lines(program, reader, writer)

    return await asyncio.start_unix_server(converse, sock=door, limit=LONGEST_LINE)


def socket_in(folder: Path) -> Path:
    """
    Return where the socket of a folder is.

    Raises: TooDeep
    """
    path = folder / "air.sock"
    length = len(os.fsencode(path))
    if length > LONGEST_PATH:
        raise TooDeep(
            f"{path} is {length} bytes long, and a socket's path at most {LONGEST_PATH}:"
            " name a folder nearer to the root with --folder or CALLSIGN_DATA"
        )
    return path


def remove_if_abandoned(path: Path) -> None:
    """Remove the socket of an air that was killed. Raises: InUse: somebody answers"""
    if not path.is_socket():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
    raise InUse(f"another air answers at {path}; stop it first")


async def answer_lines(
    program: Program, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        async for line in reader:
            writer.write(json.dumps(answer(program, line)).encode() + b"\n")
            await writer.drain()
    except ValueError:  # a line beyond the limit; what follows has no beginning
        sentence = NotAQuestion(f"a line has at most {LONGEST_LINE} bytes")
        writer.write(json.dumps(refusal(sentence)).encode() + b"\n")
    except ConnectionError:
        return  # who asked has gone: there is nobody to tell
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


def answer(program: Program, line: bytes) -> dict[str, object]:
    """Return the answer to one line."""
    try:
        question = json.loads(line)
        if not isinstance(question, dict):
            raise NotAQuestion("a question is a JSON object")
        verb = question.get("verb")
        if not isinstance(verb, str) or verb not in VERBS:
            raise UnknownVerb(
                f"there is no verb {verb!r}; there are {', '.join(VERBS)}"
            )
        return {"ok": True} | VERBS[verb](program, question)
    except NotAnswered as error:
        return refusal(error)
    except (ValueError, RecursionError):
        return refusal(NotAQuestion("a question is a JSON object on one line"))


def refusal(error: NotAnswered) -> dict[str, object]:
    return {"ok": False, "error": error.name, "message": str(error)}


def status(program: Program, question: Mapping[str, object]) -> dict[str, object]:
    return {
        "services": [
            {
                "slug": slug,
                "title": service.config.title,
                "listeners": program.listeners.count(slug),
            }
            | service.status()
            for slug, service in list(program.services.items())
        ],
        "problem": program.problem,
        "journal": {
            "waiting": program.journal.waiting,
            "dropped": program.journal.dropped,
        },
    }


def switch(program: Program, question: Mapping[str, object]) -> dict[str, object]:
    slug, name = question.get("service"), question.get("source")
    service = program.services.get(slug) if isinstance(slug, str) else None
    if service is None:
        raise UnknownService(f"there is no service {slug}")
    if name not in (None, "auto"):
        names = [source.name for source in service.config.sources]
        if not isinstance(name, str) or name not in names:
            raise UnknownSource(
                f"{slug} has no source {name}; it has {', '.join(names)}"
            )
        if not is_ready(service, name):
            raise SourceNotReady(f"nothing comes from {name} that could be heard")
        service.switch(name)
        return {"service": slug, "source": name}
    service.switch(None)
    return {"service": slug, "source": None}


def is_ready(service: Service, name: str) -> bool:
    sources = service.status().get("sources")
    return any(
        one["name"] == name and one["is_ready"]
        for one in (sources if isinstance(sources, list) else ())
    )


def verbs(program: Program, question: Mapping[str, object]) -> dict[str, object]:
    return {"verbs": list(VERBS)}


VERBS = {"status": status, "switch": switch, "verbs": verbs}
