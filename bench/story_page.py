"""
The story page beside its peers: bare Wagtail, and WordPress with its default theme.

All three serve one interview of about 1,200 words on this machine, one after the other,
in rounds; ours carries every word's time, theirs the plain paragraphs. Ours is measured
with its page cache off, then on. With the page cache off nothing is remembered: every
request asks the database for every value the page prints. Ratios are of the medians in
one run, because the machine's own speed changes from day to day.

    bin/bench story_page [--rounds 3] [--seconds 8]
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from bench.measuring import (
    ROOT,
    Load,
    free_port,
    heading,
    median,
    serve_wsgi,
    write_result,
    wrk,
)
from bench.peers.bare_wagtail import bare_wagtail
from bench.peers.wordpress import MissingPeer, wordpress

WORDS = 1_200
OURS, CACHED, WAGTAIL, WORDPRESS = (
    "callsign, uncached",
    "callsign, from its page cache",
    "bare Wagtail",
    "WordPress, default theme",
)


def main() -> None:
    chosen = options().parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-story-page-"))
    try:
        with ExitStack() as stack:
            addresses = start_everything(stack, folder)
            page = fetch(addresses[OURS])
            loads = measure(addresses, rounds=chosen.rounds, seconds=chosen.seconds)
            weights = weigh(addresses[OURS], page)
            path = re.sub(r"https?://[^/]+", "", addresses[OURS])
            weights["database queries"] = queries(folder / "station", path)
    finally:
        shutil.rmtree(folder)
    write_result("story-page", report(loads, weights))


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench story_page")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=8)
    return parser


def start_everything(stack: ExitStack, folder: Path) -> dict[str, str]:
    """Start all servers; return the address of each one's story."""
    data = folder / "station"
    fill_demo(data)
    addresses = {}
    for name, cache_mb in ((OURS, 0), (CACHED, 32)):
        server = stack.enter_context(callsign(data, cache_mb=cache_mb))
        addresses[name] = server + interview_path(server)
    html = paragraphs(fetch(addresses[OURS]))
    addresses[WAGTAIL] = stack.enter_context(
        bare_wagtail(folder / "wagtail", html=html, port=free_port())
    )
    try:
        post = stack.enter_context(
            wordpress(
                folder / "wordpress", title="An interview", html=html, port=free_port()
            )
        )
    except MissingPeer as error:
        print(f"WordPress is left out; to have it: {error}", file=sys.stderr)
    else:
        # Its short address redirects; what is measured is the page.
        with urllib.request.urlopen(post) as answer:
            addresses[WORDPRESS] = answer.url
    return addresses


def fill_demo(data: Path) -> None:
    """Make the demo station, and let the worker finish what it has to do."""
    subprocess.run(
        [sys.executable, "-m", "bin.house.demo", "--no-serve", "--data", str(data)],
        cwd=ROOT, check=True,
    )  # fmt: skip
    subprocess.run(
        [sys.executable, "manage.py", "db_worker", "--batch", "--queue-name=*"],
        cwd=ROOT, env=station_environ(data, 0), check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def callsign(data: Path, *, cache_mb: int) -> Iterator[str]:
    """Serve the demo station by granian with two workers."""
    with serve_wsgi(
        "callsign.config.wsgi:application",
        folder=ROOT,
        port=free_port(),
        environ=station_environ(data, cache_mb),
    ) as server:
        yield server.address


def station_environ(data: Path, cache_mb: int) -> dict[str, str]:
    return {
        **os.environ,
        "CALLSIGN_DATA": str(data),
        "CALLSIGN_PAGE_CACHE": str(cache_mb),
        "DJANGO_SETTINGS_MODULE": "callsign.config.settings",
    }


def interview_path(server: str) -> str:
    """Return the path of the demo's interview that is nearest to 1,200 words."""
    sitemap = fetch(f"{server}/sitemap.xml")
    paths = re.findall(r"<loc>[^<]*?//[^/<]+(/stories/[^<]+/)</loc>", sitemap)
    counted = {path: fetch(server + path).count("data-start=") for path in paths}
    return min(counted, key=lambda path: abs(counted[path] - WORDS))


def paragraphs(page: str) -> str:
    """Return the words of an interview as plain paragraphs, for the peers."""
    words = re.findall(r"data-start=\"?\d+\"?[^>]*>([^<]+)<", page)
    text = [unescape(word).strip() for word in words]
    runs = [" ".join(text[start : start + 60]) for start in range(0, len(text), 60)]
    return "".join(f"<p>{run}</p>\n" for run in runs)


def measure(
    addresses: dict[str, str], *, rounds: int, seconds: int
) -> dict[str, list[Load]]:
    """Ask every server in turn, round by round, so that a slow minute hits them all."""
    for address in addresses.values():
        wrk(address, seconds=3)
    loads: dict[str, list[Load]] = {name: [] for name in addresses}
    for number in range(1, rounds + 1):
        for name, address in addresses.items():
            loads[name].append(wrk(address, seconds=seconds))
            print(
                f"round {number}: {name}: {loads[name][-1].per_second:.0f}/s",
                flush=True,
            )
    return loads


def weigh(address: str, page: str) -> dict[str, int]:
    """Return the gzipped bytes of the page and of all its scripts, modules followed."""
    server = re.match(r"https?://[^/]+", address)[0]  # type: ignore[index]
    seen: dict[str, int] = {}
    waiting = re.findall(r"<script[^>]*\bsrc=\"([^\"]+)\"", page)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        script = fetch(server + path)
        seen[path] = len(gzip.compress(script.encode(), 6))
        for relative in re.findall(
            r"(?:from|import)\s*\(?[\"'](\.[^\"']+)[\"']", script
        ):
            waiting.append(urljoin(path, relative))
    return {
        "words with times": page.count("data-start="),
        "page, gzipped bytes": len(gzip.compress(page.encode(), 6)),
        "page, bytes": len(page.encode()),
        "scripts, gzipped bytes": sum(seen.values()),
        "scripts": len(seen),
    }


def queries(data: Path, path: str) -> int:
    """Return how many questions a page costs when it is not the first of its process."""
    code = f"""
import django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={{"host": "127.0.0.1"}}); client.get({path!r})
with CaptureQueriesContext(connection) as asked:
    assert client.get({path!r}).status_code == 200
print(len(asked))
"""
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=station_environ(data, 0), check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return int(said.split()[-1])


def report(loads: dict[str, list[Load]], weights: dict[str, int]) -> str:
    ours = per_second(loads[OURS])
    rows = "\n".join(
        f"| {name} | {per_second(all_loads):,.0f} | {', '.join(f'{one.per_second:,.0f}' for one in all_loads)} "
        f"| {median([one.p50_ms for one in all_loads]):.2f} | {median([one.p99_ms for one in all_loads]):.1f} "
        f"| {sum(one.failed for one in all_loads)} | {ours / per_second(all_loads):.2f} |"
        for name, all_loads in loads.items()
    )
    return f"""{heading("The story page")}
`bench/story_page.py`: one interview, `wrk -t1 -c16`, granian with 2 workers (WordPress: nginx and 4 php-fpm
processes), the load generator on the same cores; medians of the rounds.

| server | requests/s | rounds | p50 ms | p99 ms | failed | ours uncached / this |
| --- | --: | --- | --: | --: | --: | --: |
{rows}

{listed(weights)}
"""


def per_second(loads: list[Load]) -> float:
    return median([one.per_second for one in loads])


def listed(weights: dict[str, int]) -> str:
    return "".join(f"- {name}: {value:,}\n" for name, value in weights.items())


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


if __name__ == "__main__":
    main()
