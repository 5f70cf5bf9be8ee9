"""
From the click on Publish to the reader: the front page, the topic page and the RSS.

A process that is not the web server publishes stories in the demo station, as the
worker does, and asks granian's two workers on connections of their own until each of
the three pages shows the story eight times in a row. Before each, all three are kept by
every worker. Measured with the page cache and without.

    bin/bench publish_visible [--stories 10] [--data DIR]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.measuring import ROOT, Bars, heading, median, write_result
from bench.story_page import callsign, fetch, fill_demo, station_environ

BAR_MS = 1_000
IN_A_ROW = 8
PATIENCE_S = 30.0

# Run with the station's settings: prints the addresses, then publishes a story for
# each line it is given, and says when the call began and when it had ended.
PUBLISHER = """
import json, sys, time, django
django.setup()
from django.contrib.auth import get_user_model
from django.utils import timezone
from callsign.newsroom.stories.models import Story, StoryShelf, StoryTopic, Topic
editor = get_user_model().objects.filter(is_superuser=True).first()
topic = Topic.objects.first()
month = StoryShelf.objects.get().month(timezone.now())
print(json.dumps(topic.get_absolute_url()), flush=True)
for line in sys.stdin:
    story = Story(title=line.strip(), teaser="Measured.", owner=editor, live=False)
    month.add_child(instance=story)
    story.story_topics.add(StoryTopic(topic=topic))
    revision = story.save_revision(user=editor)
    began = time.time()
    revision.publish(user=editor)
    print(json.dumps([began, time.time()]), flush=True)
"""


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench publish_visible")
    parser.add_argument("--stories", type=int, default=10)
    parser.add_argument("--data", type=Path, help="a demo station already filled")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-publish-visible-"))
    try:
        if not (data := chosen.data):
            fill_demo(data := folder / "station")
        found = {
            name: measure(data, cache_mb=cache_mb, stories=chosen.stories)
            for name, cache_mb in (("kept", 32), ("drawn anew", 0))
        }
    finally:
        shutil.rmtree(folder)
    write_result("publish-visible", report(found))
    bars.end()


def measure(data: Path, *, cache_mb: int, stories: int) -> dict[str, list[float]]:
    """Publish stories; return how long each page took to show them, in ms."""
    publisher = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER],
        cwd=ROOT,
        env=station_environ(data, cache_mb),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert publisher.stdin is not None
    assert publisher.stdout is not None
    pages = {"front page": "/", "topic page": json.loads(publisher.stdout.readline())}
    taken: dict[str, list[float]] = {"publishing itself": []}
    try:
        with (
            callsign(data, cache_mb=cache_mb) as server,
            ThreadPoolExecutor() as readers,
        ):
            pages["RSS"] = feed_of(fetch(f"{server}/"))
            for number in range(stories):
                title = f"The river rose {number} inches, {time.time_ns()}"
                for path in [*pages.values()] * IN_A_ROW:
                    fetch(server + path)
                publisher.stdin.write(f"{title}\n")
                publisher.stdin.flush()
                began, ended = json.loads(publisher.stdout.readline())
                taken["publishing itself"].append((ended - began) * 1000)
                addresses = [server + path for path in pages.values()]
                seen = readers.map(shown_since, addresses, [title] * len(addresses))
                for name, seen_at in zip(pages, seen, strict=True):
                    taken.setdefault(name, []).append((seen_at - began) * 1000)
    finally:
        publisher.stdin.close()
        publisher.wait()
    return taken


def feed_of(page: str) -> str:
    """Return the path of the feed that a page names."""
    before, _, _ = page.partition('type="application/rss+xml"')
    tag = page[before.rindex("<link") : page.index(">", len(before))]
    address = tag.partition('href="')[2].partition('"')[0]
    return address if address.startswith("/") else "/" + address.split("/", 3)[3]


def shown_since(address: str, title: str) -> float:
    """Return the moment from which a page showed a title each time it was asked."""
    deadline = time.time() + PATIENCE_S
    first, in_a_row = 0.0, 0
    while in_a_row < IN_A_ROW:
        shown = title in fetch(address)
        if shown and not in_a_row:
            first = time.time()
        in_a_row = in_a_row + 1 if shown else 0
        if time.time() > deadline:
            raise TimeoutError(f"{address} never showed “{title}”")
    return first


def report(found: dict[str, dict[str, list[float]]]) -> str:
    """Write the medians and the slowest."""
    lines = [
        heading("From publishing to visible"),
        "- server: granian with 2 workers; a story is visible when a page showed it"
        f" {IN_A_ROW} times in a row on new connections; times are from the beginning"
        " of the call that publishes; other programs were running on the machine",
        "",
        "| pages | what | median ms | slowest ms | stories |",
        "| --- | --- | --: | --: | --: |",
    ]
    for kept, taken in found.items():
        for name, times in taken.items():
            lines.append(
                f"| {kept} | {name} | {median(times):.0f} | {max(times):.0f}"
                f" | {len(times)} |"
            )
    slowest = max(max(times) for taken in found.values() for times in taken.values())
    bars.most("the slowest page, ms", slowest, BAR_MS)
    verdict = "met" if slowest < BAR_MS else "not met"
    lines += [
        "",
        f"The bar of {BAR_MS} ms is {verdict}: the slowest took {slowest:.0f}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
