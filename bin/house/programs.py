"""Programs of the machine that some tests need, and the Debian packages that bring them."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from bin.house.postgres import server_programs

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class NeededProgram:
    """A program, what cannot be tested without it, and where it comes from."""

    name: str
    tests: str
    package: str
    is_here: Callable[[], bool]

    def __str__(self) -> str:
        return (
            f"{self.tests}, for want of {self.name} "
            f"(on Debian or Ubuntu: apt-get install {self.package})"
        )


def has_chromium() -> bool:
    return any(map(shutil.which, CHROMIUM_NAMES))


CHROMIUM = NeededProgram(
    "Chromium", "every test in a browser", "chromium", has_chromium
)
POSTGRESQL = NeededProgram(
    "PostgreSQL",
    "every test on PostgreSQL",
    "postgresql",
    lambda: server_programs() is not None,
)
ESPEAK = NeededProgram(
    "espeak-ng",
    "tests that speak or that spell unknown names by sound",
    "espeak-ng",
    lambda: shutil.which("espeak-ng") is not None,
)
NGINX = NeededProgram(
    "nginx",
    "whether nginx takes the guide's configuration",
    "nginx-light",
    # Its folder is not in everybody's PATH.
    lambda: any(shutil.which("nginx", path=path) for path in (None, "/usr/sbin")),
)
OPENSSL = NeededProgram(
    "openssl",
    "whether nginx takes the guide's configuration",
    "openssl",
    lambda: shutil.which("openssl") is not None,
)
EVERY_PROGRAM = (CHROMIUM, POSTGRESQL, ESPEAK, NGINX, OPENSSL)


def missing() -> list[NeededProgram]:
    """Return the programs that this machine lacks."""
    return [program for program in EVERY_PROGRAM if not program.is_here()]
