import asyncio
import shutil
import signal
from asyncio.subprocess import DEVNULL

import pytest

from tests.air.http.house import in_a_loop, kdemo, served, until

pytestmark = pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="there is no ffmpeg here"
)


class TestFfmpegAsAnEncoder:
    @pytest.mark.parametrize("legacy", ["0", "1"])  # PUT, SOURCE
    def test_is_let_in_and_heard(self, tmp_path, legacy):
        @in_a_loop
        async def send():
            program = kdemo(tmp_path)
            async with served(program) as server:
                encoder = await ffmpeg(server.port, legacy)
                feeds = program.services["kdemo"].feeds
                await until(
                    lambda: (
                        "studio" in feeds and len(b"".join(feeds["studio"].fed)) > 8_000
                    )
                )
                encoder.send_signal(signal.SIGKILL)
                await encoder.wait()
                await until(lambda: feeds["studio"].is_closed)

            sound = b"".join(feeds["studio"].fed)
            assert sound.startswith(b"ID3") or sound[0] == 0xFF

        send()


async def ffmpeg(port: int, legacy: str) -> asyncio.subprocess.Process:
    """Send a tone, faster than it sounds."""
    return await asyncio.create_subprocess_exec(
        *("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:duration=600"),
        *("-c:a", "mp3", "-b:a", "128k", "-content_type", "audio/mpeg", "-f", "mp3"),
        *(
            "-legacy_icecast",
            legacy,
            f"icecast://source:morning@127.0.0.1:{port}/kdemo",
        ),
        stdin=DEVNULL,
        stderr=DEVNULL,
    )
