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


class AirNotRunning(NoAnswer):
    """Nobody is at the other end; what was asked has not been done."""

    def __init__(self) -> None:
        super().__init__("Air is not running.")


class AirRefused(NoAnswer):
    """Air understood, and said why it would not."""


def ask_air(**question: object) -> Mapping[str, Any]:
    """
    Ask air something and return its answer.

    Raises: AirNotRunning, AirRefused
    """
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE_S)
            line.connect(str(air_folder() / "air.sock"))
            line.sendall(json.dumps(question).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer = json.loads(answers.readline(LONGEST_ANSWER))
    except (OSError, ValueError) as error:
        raise AirNotRunning from error
    if not isinstance(answer, dict):
        raise AirNotRunning
    if answer.get("ok") is not True:
        raise AirRefused(str(answer.get("message", "Air refused.")))
    return answer
