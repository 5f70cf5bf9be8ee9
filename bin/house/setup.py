"""
Make .venv with the locked packages, and .venv/bin/callsign.

Everything comes from the lock files, each package checked against its hash. A
second run finds nothing to do and says nothing.
"""

import argparse
import importlib.util
import json
import os
import shutil
import sys
import tomllib
from pathlib import Path

from bin.house import front_end
from bin.house.packages import registry_settings
from bin.house.stamps import Stamps, digest_of
from bin.house.steps import ROOT, Command, StepFailed, run

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
STAMPS = Stamps(VENV / "stamps.json")
TOOLS_LOCK = ROOT / "requirements-setup.lock"

# pocketsphinx 5.1.1 (2026) stops at wheels for 3.13.
FIRST_WITHOUT_WHEELS = (3, 14)


def main() -> None:
    options = argparse.ArgumentParser(prog="bin/setup", description=__doc__)
    options.add_argument(
        "--dev", action="store_true", help="also what tests and checks need"
    )
    options.add_argument(
        "--quiet", action="store_true", help="say nothing when there is nothing to do"
    )
    chosen = options.parse_args()
    try:
        did_something = set_up(dev=chosen.dev)
    except (StepFailed, NoVenvModule, NoCompiler, SomebodyElsesVenv) as error:
        sys.exit(f"bin/setup: {error}")
    if did_something or not chosen.quiet:
        print(f"Callsign is set up in {os.path.relpath(VENV)}.")


def set_up(*, dev: bool) -> bool:
    """
    Bring .venv and the fonts to what the lock files say; return whether anything was done.

    A .venv that has the test tools keeps them: installing for a demo must not
    take them from somebody at work.
    """
    dev = dev or "dev" in STAMPS.read()
    kind = "dev" if dev else "runtime"
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    packages = digest_of([lock, TOOLS_LOCK], also=f"{ROOT}\n{declaration()}")
    fonts = digest_of(front_end.LOCKS, also=f"{kind}\n{front_end.FONT_FILES}")
    stale_packages = not STAMPS.holds(kind, packages)
    stale_fonts = not STAMPS.holds("front end", fonts) or not front_end.FONTS.is_dir()
    if not (stale_packages or stale_fonts):
        return False
    make_venv()
    settings = registry_settings(PYTHON)
    if stale_packages:
        install_packages(lock, settings)
        STAMPS.set(kind, packages)
    if stale_fonts:
        front_end.install(dev=dev, env=settings)
        STAMPS.set("front end", fonts)
    return True


def declaration() -> str:
    """Return what pyproject.toml says of the package, without the tools' settings."""
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return json.dumps({part: whole[part] for part in ("build-system", "project")})


class NoVenvModule(Exception):
    """This Python cannot make an environment of its own."""

    def __init__(self) -> None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        super().__init__(
            f"{sys.executable} has no venv module. On Debian or Ubuntu it comes with "
            f"“apt-get install python3-venv” (or python{version}-venv)."
        )


class NoCompiler(Exception):
    """One package must be compiled for this Python, and nothing can."""

    def __init__(self) -> None:
        super().__init__(
            f"pocketsphinx has no wheel for Python {sys.version_info.major}."
            f"{sys.version_info.minor} yet and must be compiled. Install Python 3.13, "
            "or a compiler (on Debian or Ubuntu: apt-get install gcc python3-dev)."
        )


class SomebodyElsesVenv(Exception):
    """The environment is a link to another tree's; made anew, that one would be emptied."""

    def __init__(self, link: Path) -> None:
        super().__init__(
            f"{link.name} is a link to {link.readlink()}. Setting up would empty what is "
            "there, so nothing was done. Remove the link, and run bin/setup again."
        )


def make_venv() -> None:
    """Make .venv, or make it anew where it was moved here or broke off."""
    if VENV.is_symlink():
        raise SomebodyElsesVenv(VENV)
    if STAMPS.holds("root", str(ROOT)) and PYTHON.exists():
        return
    # Debian ships venv without the ensurepip that it needs to put pip inside.
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise NoVenvModule
    run("Python environment", [base_python(), "-m", "venv", "--clear", VENV])
    STAMPS.set("root", str(ROOT))


def base_python() -> Path:
    """Return the Python that .venv was or will be made from, never .venv's own."""
    return Path(getattr(sys, "_base_executable", sys.executable))


def install_packages(lock: Path, env: dict[str, str]) -> None:
    """Install exactly the packages of a lock file, then the house itself beside them."""
    if sys.version_info >= FIRST_WITHOUT_WHEELS and not shutil.which("gcc"):
        raise NoCompiler
    pip: Command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes"]
    run("The installer, uv", [*pip, "-r", TOOLS_LOCK], env=env)
    uv: Command = [VENV / "bin/uv", "pip", "install", "--quiet", "--python", PYTHON]
    exactly: Command = ["--require-hashes", "--exact", "-r", TOOLS_LOCK, "-r", lock]
    run(f"Python packages of {lock.name}", [*uv, *exactly], env=env)
    # The house's own code has no hash to check; it is built by the setuptools
    # installed above, because an isolated build would fetch one unchecked.
    run("Callsign", [*uv, "--no-deps", "--no-build-isolation", "-e", ROOT], env=env)


if __name__ == "__main__":
    main()
