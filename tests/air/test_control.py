import asyncio
import json
import socket
import stat

import pytest

from callsign.air import control
from tests.air.http.house import in_a_loop, kdemo


async def ask(folder, *lines: bytes) -> list[dict[str, object]]:
    reader, writer = await asyncio.open_unix_connection(str(folder / "air.sock"))
    answers = []
    for line in lines:
        writer.write(line + b"\n")
        answers.append(json.loads(await reader.readline()))
    writer.close()
    await writer.wait_closed()
    return answers


class TestTheControlSocket:
    @in_a_loop
    async def test_is_its_owners_only(self, tmp_path):
        door = await control.start(kdemo(tmp_path))

        mode = (tmp_path / "air.sock").stat().st_mode
        door.close()

        assert stat.S_IMODE(mode) == 0o600

    @in_a_loop
    async def test_says_how_the_services_are(self, tmp_path):
        program = kdemo(tmp_path)
        program.listeners.opened("kdemo")
        door = await control.start(program)

        (answer,) = await ask(tmp_path, b'{"verb": "status"}')
        door.close()

        (service,) = answer["services"]
        assert answer["ok"]
        assert service["slug"] == "kdemo"
        assert service["on_air"] == "studio"
        assert service["listeners"] == {"hls": 0, "plain": 1}

    @in_a_loop
    async def test_switches_and_lets_go(self, tmp_path):
        program = kdemo(tmp_path)
        door = await control.start(program)

        answers = await ask(
            tmp_path,
            b'{"verb": "switch", "service": "kdemo", "source": "studio"}',
            b'{"verb": "switch", "service": "kdemo", "source": "auto"}',
        )
        door.close()

        assert [answer["source"] for answer in answers] == ["studio", None]
        assert program.services["kdemo"].switched == ["studio", None]

    @pytest.mark.parametrize(
        ("line", "error"),
        [
            (b"", "not_a_question"),
            (b"status", "not_a_question"),
            (b"[]", "not_a_question"),
            (b"\xff", "not_a_question"),
            (b"[" * 5_000, "not_a_question"),
            (b"{}", "unknown_verb"),
            (b'{"verb": ["status"]}', "unknown_verb"),
            (b'{"verb": "reboot"}', "unknown_verb"),
            (b'{"verb": "switch"}', "unknown_service"),
            (b'{"verb": "switch", "service": {}}', "unknown_service"),
            (b'{"verb": "switch", "service": "kexmp"}', "unknown_service"),
            (
                b'{"verb": "switch", "service": "kdemo", "source": "moon"}',
                "unknown_source",
            ),
            (b'{"verb": "switch", "service": "kdemo", "source": []}', "unknown_source"),
            # Failover would let go of it at once, and nobody would be told.
            (
                b'{"verb": "switch", "service": "kdemo", "source": "remote"}',
                "source_not_ready",
            ),
        ],
    )
    def test_names_what_is_wrong(self, tmp_path, line, error):
        answer = control.answer(kdemo(tmp_path), line)

        assert (answer["ok"], answer["error"]) == (False, error)
        assert answer["message"]

    @in_a_loop
    async def test_ends_a_line_that_does_not(self, tmp_path):
        door = await control.start(kdemo(tmp_path))

        (answer,) = await ask(tmp_path, b"a" * (control.LONGEST_LINE + 1))
        door.close()

        assert answer["error"] == "not_a_question"

    @in_a_loop
    async def test_takes_the_place_of_one_that_was_killed(self, tmp_path):
        with socket.socket(socket.AF_UNIX) as abandoned:
            abandoned.bind(str(tmp_path / "air.sock"))

        door = await control.start(kdemo(tmp_path))
        (answer,) = await ask(tmp_path, b'{"verb": "verbs"}')
        door.close()

        assert answer["verbs"] == ["status", "switch", "verbs"]

    @in_a_loop
    async def test_does_not_take_the_place_of_one_that_answers(self, tmp_path):
        door = await control.start(kdemo(tmp_path))

        with pytest.raises(control.InUse, match="another air answers"):
            await control.start(kdemo(tmp_path))
        door.close()
