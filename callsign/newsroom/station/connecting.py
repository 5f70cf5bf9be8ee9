"""Connecting an encoder: what to write into the programs that stations use."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from callsign.newsroom.station.air_document import listening
from callsign.newsroom.station.models import Source

# What the pages say until the engineer has the password before them.
UNSEEN_PASSWORD = "PASSWORD"  # noqa: S105 - a word that stands for it
USER = "source"


@dataclass(frozen=True, slots=True)
class Lines:
    """The same connection, in the words of each program."""

    server: str
    port: int
    mount: str
    password: str
    user: str = USER

    @property
    def address(self) -> str:
        # In an address, one of IPv6 stands in brackets; programs that ask for it do not.
        host = f"[{self.server}]" if ":" in self.server else self.server
        return f"{self.user}:{self.password}@{host}:{self.port}{self.mount}"

    @property
    def ffmpeg(self) -> str:
        return (
            "ffmpeg -f alsa -i default -c:a libmp3lame -b:a 192k"
            f" -content_type audio/mpeg -f mp3 icecast://{self.address}"
        )

    @property
    def ffmpeg_file(self) -> str:
        """Return the line that plays a recording, to try the connection out."""
        return (
            "ffmpeg -re -stream_loop -1 -i recording.mp3 -vn -c:a libmp3lame -b:a 192k"
            f" -content_type audio/mpeg -f mp3 icecast://{self.address}"
        )

    @property
    def liquidsoap(self) -> str:
        return (
            "output.icecast(%mp3(bitrate=192),"
            f' host="{self.server}", port={self.port}, mount="{self.mount}",'
            f' user="{self.user}", password="{self.password}",'
            " mksafe(input.alsa()))"
        )

    @property
    def butt(self) -> tuple[tuple[str, str], ...]:
        """Return what BUTT asks for under Settings, Main, Server, Add."""
        return (
            ("Type", "Icecast"),
            ("Address", self.server),
            ("Port", str(self.port)),
            ("Password", self.password),
            ("Icecast mountpoint", self.mount.removeprefix("/")),
            ("Icecast user", self.user),
        )


def lines_for(source: Source, *, password: str = UNSEEN_PASSWORD) -> Lines:
    """
    Return how an encoder connects: to air's own port, at the station's host.

    Raises: Misconfigured: CALLSIGN_AIR_LISTEN names no port
    """
    host, port = listening()
    is_everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not listened at
    server = urlsplit(settings.BASE_URL).hostname if is_everywhere else host
    return Lines(server or host, port, f"/{source.service.slug}", password)
