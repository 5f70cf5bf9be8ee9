"""
Draw the demo's pictures into ``demo/images``.

    python -m demo.make_images [NAME ...]

Needs Chromium, which turns the drawings into pixels; the pictures are committed, so
nobody needs it to run the demo.
"""

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter
from playwright.sync_api import Page, sync_playwright

from demo.art import (
    bridge,
    corn,
    levee,
    looks,
    market,
    mural,
    music,
    portraits,
    programs,
    river,
    rooms,
    school,
    shapes,
    swifts,
    water,
    weather,
    wells,
)

IMAGES = Path(__file__).parent / "images"
STORY_SIZE = (shapes.WIDTH, shapes.HEIGHT)
KEPT_PORTRAIT = (600, 600)
QUALITIES = (76, 70, 64, 58, 52)  # the first that keeps a picture light enough
LIGHT_ENOUGH_BYTES = 150_000

STORIES: dict[str, Callable[[], str]] = {
    "kessler-bridge": bridge.kessler_bridge,
    "storm-power": weather.storm_power,
    "levee-plan": levee.levee_plan,
    "levee-two-way": levee.levee_two_way,
    "bridge-vote": bridge.bridge_vote,
    "chimney-swifts": swifts.chimney_swifts,
    "market-hall": market.market_hall,
    "water-rates": water.water_rates,
    "bus-drivers": school.bus_drivers,
    "jazz-band": music.jazz_band,
    "river-gauge": river.river_gauge,
    "well-water": wells.well_water,
    "well-test-guide": wells.well_test_guide,
    "school-paper": school.school_paper,
    "imani-brooks": music.imani_brooks,
    "library-fines": rooms.library_fines,
    "number-nine": corn.number_nine,
    "birth-center": rooms.birth_center,
    "towboat-pilot": river.towboat_pilot,
    "flood-wall-mural": mural.flood_wall_mural,
    "city-manager": rooms.city_manager,
}
PROGRAMS: dict[str, Callable[[], str]] = {
    "program-local-desk": programs.program_local_desk,
    "program-morning-ferry": programs.program_morning_ferry,
    "program-high-water-mark": programs.program_high_water_mark,
    "program-the-blue-hour": programs.program_the_blue_hour,
}


def main(wanted: list[str]) -> None:
    """Draw the pictures asked for, or all."""
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "mark.svg").write_text(programs.mark() + "\n", encoding="utf-8")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        for name, svg, drawn, kept in drawings():
            if not wanted or name in wanted:
                file = IMAGES / f"{name}.webp"
                file.write_bytes(as_webp(printed(pixels(page, svg, drawn), kept)))
                sys.stdout.write(f"{file.name}: {file.stat().st_size // 1000} kB\n")
        browser.close()


def drawings() -> Iterator[tuple[str, str, tuple[int, int], tuple[int, int]]]:
    """Each drawing: its name, its SVG, its size drawn and its size kept."""
    for name, draw in STORIES.items():
        yield name, draw(), STORY_SIZE, STORY_SIZE
    for name, draw in PROGRAMS.items():
        yield name, draw(), programs.SIZE, (800, 800)
    for name in looks.LOOKS:
        yield (
            f"person-{name}",
            portraits.portrait(name),
            portraits.SIZE,
            KEPT_PORTRAIT,
        )


def pixels(page: Page, svg: str, size: tuple[int, int]) -> Image.Image:
    """Return a drawing as pixels."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(
        f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}", wait_until="load"
    )
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def printed(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Give a drawing the tooth of paper: a fine grain and unevenly laid ink."""
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    chance = np.random.default_rng(897)
    width, height = size
    tooth = Image.fromarray(
        chance.integers(0, 255, (height // 3, width // 3), dtype=np.uint8)
    ).resize(size, Image.Resampling.BICUBIC)
    cloud = Image.fromarray(chance.integers(0, 255, (9, 13), dtype=np.uint8)).resize(
        size, Image.Resampling.BICUBIC
    )
    unevenness = (
        np.asarray(tooth.filter(ImageFilter.GaussianBlur(0.8)), float) - 128
    ) / 18 + (np.asarray(cloud, float) - 128) / 30
    inked = np.asarray(picture, float) + unevenness[:, :, None]
    return Image.fromarray(inked.clip(0, 255).astype(np.uint8))


def as_webp(picture: Image.Image) -> bytes:
    """Return a picture as the best WebP that is light enough."""
    for quality in QUALITIES:
        held = io.BytesIO()
        picture.save(held, "webp", quality=quality, method=6)
        if held.tell() <= LIGHT_ENOUGH_BYTES:
            break
    return held.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
