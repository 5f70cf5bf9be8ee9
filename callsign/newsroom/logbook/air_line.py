"""The line to air: a question and an answer over the socket that only its owner may use."""

import json
import socket
from collections.abc import Mapping
from typing import Any

from callsign.newsroom.station.air_configuration import air_folder

# A web worker waits for this; air answers within milliseconds or not at all.
PATIENCE_S = 1.0
LONGEST_ANSWER = 4_000_000


class NoAnswer(Exception):
    """Air said nothing that could be used."""


class AirNotHere(NoAnswer):
    """Air has never run in this folder, or ended in order, or runs on another machine."""

    def __init__(self) -> None:
        super().__init__("There is no air on this machine to ask.")


class AirDoesNotAnswer(NoAnswer):
    """Nobody is at the other end, or nobody who makes sense."""

    def __init__(self) -> None:
        super().__init__("Air does not answer.")


class AirRefused(NoAnswer):
    """Air understood, and said why it would not."""


def ask_air(**question: object) -> Mapping[str, Any]:
    """
    Ask air something and return its answer.

    Raises: AirNotHere, AirDoesNotAnswer, AirRefused
    """
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE_S)
            line.connect(str(air_folder() / "air.sock"))
            line.sendall(json.dumps(question).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer = json.loads(answers.readline(LONGEST_ANSWER))
    except FileNotFoundError as error:
        raise AirNotHere from error
    except (OSError, ValueError) as error:
        raise AirDoesNotAnswer from error
    if not isinstance(answer, dict):
        raise AirDoesNotAnswer
    if answer.get("ok") is not True:
        raise AirRefused(str(answer.get("message", "Air refused.")))
    return answer
