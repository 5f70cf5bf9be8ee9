"""What is on, as the pages' scripts reckon it, with a clock of the test's and no station."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
]

SCRIPTS = Path(__file__).parents[2] / "callsign" / "design" / "static" / "design"
NINE = datetime(2026, 11, 23, 15, tzinfo=UTC)  # nine in the morning in Chicago
MINUTE = timedelta(minutes=1)
HOUR = 60 * MINUTE
NAMES = ["Local Desk", "Jazz Tonight", "River Hours", "Night Owl", "Early Bird"]
TYPES = {".js": "text/javascript", ".html": "text/html"}

BLOCK = """<!doctype html><now-next data-service="kdemo" data-zone="America/Chicago">
<div data-now><a data-part="title" href="/local-desk/">Local Desk</a>
<time data-part="starts">9:00 a.m.</time> <time data-part="ends">10:00 a.m.</time>
<span data-part="left"></span></div>
<ol data-coming><li><time data-part="starts"></time> <a data-part="title"></a></li></ol>
</now-next><script type="module" src="/now-next.js"></script>"""

AT = """async ([answers, at]) => {
  const { NowLine } = await import("/now-line.js")
  const line = new NowLine()
  for (const [asked, answer] of answers) line.take(answer, { at: asked, learned: 0 })
  const { now, next, until } = line.at(at)
  const isKnown = line.learned(at) !== null
  return { now: now?.title ?? null, next: next.map(({ title }) => title), until, isKnown }
}"""


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000)


def item(
    number: int,
    title: str = "",
    *,
    starts_at: datetime | None = None,
    lasts: timedelta = HOUR,
) -> dict:
    """One airing, of an hour; the one with number 0 is at nine."""
    starts_at = starts_at or NINE + number * lasts
    return {
        "id": number,
        "title": title or NAMES[number % len(NAMES)],
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + lasts).isoformat(),
        "hosts": ["Ada Okafor"],
        "program": {"slug": f"p{number}", "title": "", "url": f"/programs/p{number}/"},
    }


def answer(number: int, *, lasts: timedelta = HOUR) -> dict:
    """What is said of a service while the item of a number is on."""
    now, *after = [item(number + ahead, lasts=lasts) for ahead in range(4)]
    return {"now": now, "next": after}


class Api:
    """The station's answers, by the items since nine; it can be down."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_down = False
        self.clock = NINE
        self.item_lasts = HOUR
        self.special = ""  # what takes the place of the item that is on

    def __call__(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        at = datetime.fromisoformat(query["at"][0]) if "at" in query else self.clock
        self.asked.append(query.get("at", ["now"])[0])
        if self.is_down:
            return route.abort()
        service = {"slug": "kdemo", "zone": "America/Chicago"}
        service |= answer((at - NINE) // self.item_lasts, lasts=self.item_lasts)
        if self.special:
            service["now"] |= {"id": 99, "title": self.special}
        body = {"server_time": self.clock.isoformat(), "services": [service]}
        return route.fulfill(json=body)


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def page(browser: Browser, api: Api) -> Iterator[Page]:
    """An empty page that has the scripts, at nine o'clock."""
    context = browser.new_context()
    page = context.new_page()
    page.route("http://station.test/**", serve)
    page.route("**/api/now*", api)
    page.clock.install(time=NINE)
    page.goto("http://station.test/empty.html")
    yield page
    context.close()


def serve(route: Route) -> None:
    name = Path(urlsplit(route.request.url).path).name
    file = SCRIPTS / name
    body = file.read_text(encoding="utf-8") if file.exists() else BLOCK
    route.fulfill(body=body, content_type=TYPES[Path(name).suffix])


def line_at(page: Page, moment: datetime, *answers: tuple[datetime, dict]) -> dict:
    taken = [[ms(asked), said] for asked, said in answers]
    return page.evaluate(AT, [taken, ms(moment)])


class TestALineOfItems:
    def test_has_what_is_on_what_follows_and_until_when(self, page):
        found = line_at(page, NINE + 28 * MINUTE, (NINE, answer(0)))

        assert found["now"] == "Local Desk"
        assert found["next"] == ["Jazz Tonight", "River Hours", "Night Owl"]
        assert found["until"] == ms(NINE + HOUR)

    @pytest.mark.parametrize(
        ("moment", "now"),
        [
            (NINE + HOUR - timedelta(milliseconds=1), "Local Desk"),
            (NINE + HOUR, "Jazz Tonight"),
        ],
    )
    def test_flips_at_the_boundary_itself(self, page, moment, now):
        assert line_at(page, moment, (NINE, answer(0)))["now"] == now

    def test_does_not_know_what_it_was_not_told(self, page):
        before = line_at(page, NINE - MINUTE, (NINE, answer(0)))
        after = line_at(page, NINE + 4 * HOUR, (NINE, answer(0)))

        assert (before["now"], before["isKnown"]) == (None, False)
        assert (after["now"], after["isKnown"]) == (None, False)

    def test_keeps_what_was_on_before(self, page):
        told = [(NINE, answer(0)), (NINE + 5 * HOUR, answer(5))]

        assert line_at(page, NINE, *told)["now"] == "Local Desk"
        assert line_at(page, NINE + 7 * HOUR, *told)["now"] == "River Hours"

    def test_believes_the_newer_answer(self, page):
        special = {"now": item(0), "next": [item(9, "Election", starts_at=NINE + HOUR)]}
        told = [(NINE, answer(0)), (NINE, special)]

        assert line_at(page, NINE, *told)["next"][0] == "Election"

    def test_was_what_something_new_broke_into(self, page):
        """Who hears the air eight seconds late hears the end of what was on."""
        broke_in = NINE + 20 * MINUTE
        special = {"now": item(9, "Breaking", starts_at=broke_in), "next": []}
        told = [(NINE, answer(0)), (broke_in, special)]

        before = line_at(page, broke_in - timedelta(seconds=8), *told)

        assert (before["now"], before["until"]) == ("Local Desk", ms(broke_in))
        assert line_at(page, broke_in, *told)["now"] == "Breaking"

    def test_knows_that_nothing_is_on(self, page):
        nothing = {"now": None, "next": [item(1)]}

        found = line_at(page, NINE, (NINE, nothing))

        assert (found["now"], found["isKnown"]) == (None, True)
        assert found["until"] == ms(NINE + HOUR)


class TestAsking:
    def ask(self, page: Page, moment: datetime) -> None:
        script = """async at => {
          const { asked } = await import("/now-asked.js")
          const { now } = asked.at("kdemo", at)
          return now?.title ?? null
        }"""
        return page.evaluate(script, ms(moment))

    def told(self, page: Page, moment: datetime, title: str) -> None:
        for _ in range(200):
            if self.ask(page, moment) == title:
                return
            page.clock.run_for(100)
            page.evaluate("() => fetch('/empty.html')")
        raise AssertionError(f"never told of {title}")

    def test_is_done_once_for_everybody(self, page, api):
        self.told(page, NINE, "Local Desk")
        for second in range(30):
            self.ask(page, NINE + timedelta(seconds=second))
        page.clock.run_for(5_000)

        assert api.asked == ["now"]

    def test_is_done_about_another_moment_where_that_is_heard(self, page, api):
        self.told(page, NINE, "Local Desk")

        self.told(page, NINE - 40 * MINUTE, "Early Bird")

        assert api.asked == ["now", "2026-11-23T14:20:00.000Z"]

    def test_is_done_about_the_moment_itself_where_items_are_short(self, page, api):
        api.item_lasts = timedelta(seconds=10)
        moment = NINE - 40 * MINUTE + timedelta(seconds=50)
        self.told(page, NINE, "Local Desk")

        for _ in range(30):
            self.ask(page, moment)
            page.clock.run_for(100)
            page.evaluate("() => fetch('/empty.html')")

        assert len(api.asked) == 3
        assert self.ask(page, moment) is not None

    def test_is_never_done_twice_in_a_second(self, page, api):
        self.told(page, NINE, "Local Desk")
        for hours in range(10, 40):
            self.ask(page, NINE + hours * HOUR)
        page.clock.run_for(900)
        assert len(api.asked) <= 2

        self.told(page, NINE + 39 * HOUR, "Early Bird")

        assert len(api.asked) <= 3

    def test_grows_rarer_while_nobody_answers(self, page, api):
        self.told(page, NINE, "Local Desk")
        api.is_down = True
        for _ in range(600):
            self.ask(page, NINE + 9 * HOUR)
            page.clock.run_for(1_000)

        assert 5 < len(api.asked) < 16
        assert self.ask(page, NINE) == "Local Desk"
        api.is_down = False
        self.told(page, NINE + 9 * HOUR, "Early Bird")

    def test_tells_the_time_where_the_listeners_clock_is_wrong(self, page, api):
        api.clock = NINE + 3 * HOUR
        self.told(page, NINE, "Local Desk")

        wall = page.evaluate("import('/now-asked.js').then(({asked}) => asked.wallMs)")

        assert abs(wall - ms(NINE + 3 * HOUR)) < 60_000


class TestABlockOnAPage:
    def test_flips_at_the_boundary_and_counts_the_minutes(self, page, api):
        page.goto("http://station.test/block.html")
        now = page.locator("[data-now]")
        expect(page.locator("[data-coming] li")).to_have_count(3)
        expect(now).to_contain_text("60 min left")
        expect(now.get_by_role("link")).to_have_text("Local Desk")

        page.clock.run_for(30 * 60_000)
        expect(now).to_contain_text("30 min left")
        page.clock.run_for(30 * 60_000)

        expect(now.get_by_role("link")).to_have_text("Jazz Tonight")
        expect(now.locator("[data-part=starts]")).to_have_text("10:00 a.m.")
        expect(page.locator("[data-coming] li").first).to_contain_text("River Hours")

    def test_shows_within_seconds_what_was_edited(self, page, api):
        page.goto("http://station.test/block.html")
        title = page.locator("[data-now]").get_by_role("link")
        expect(title).to_have_text("Local Desk")
        api.special = "Breaking: the river"

        page.clock.run_for(15_000)

        expect(title).to_have_text("Breaking: the river")

    def test_asks_every_ten_to_fifteen_seconds(self, page, api):
        page.goto("http://station.test/block.html")
        expect(page.locator("[data-coming] li")).to_have_count(3)

        for _ in range(60):
            page.clock.run_for(1_000)
            page.evaluate("() => fetch('/empty.html')")

        assert 4 <= len(api.asked) <= 7

    def test_keeps_what_the_server_wrote_while_nobody_answers(self, page, api):
        api.is_down = True
        page.goto("http://station.test/block.html")
        page.clock.run_for(5 * 60_000)

        expect(page.locator("[data-now] a")).to_have_text("Local Desk")


class TestTheWords:
    @pytest.mark.parametrize(
        ("call", "words"),
        [
            ("leftWords(28 * 60000)", "28 min left"),
            ("leftWords(27.2 * 60000)", "28 min left"),
            ("leftWords(59000)", "under a minute left"),
            ("leftWords(6 * 3600000)", "6 hours left"),
            ("behindWords(40 * 60000)", "40 minutes behind live"),
            ("behindWords(20000)", "just behind live"),
            ("hostsWords([])", ""),
            ("hostsWords(['Ada Okafor'])", "with Ada Okafor"),
            (
                "hostsWords(['Ada Okafor', 'Luis Prieto', 'Mina Sato'])",
                "with Ada Okafor, Luis Prieto and Mina Sato",
            ),
        ],
    )
    def test_are_plain(self, page, call, words):
        said = page.evaluate(f"import('/now-words.js').then((words) => words.{call})")

        assert said == words


ON_THE_LINE = """async ([from, to, items, key, at]) => {
  const { afterKey, reach, RewindScale } = await import("/rewind-scale.js")
  const scale = new RewindScale(reach(items, from, to), to)
  const { hours } = scale
  return { from: scale.from, hours, after: key && afterKey(key, at, { scale, items }) }
}"""


class TestTheLineOnWhichOneRewinds:
    def on_line(self, page, *, hours=4, key="", at=NINE, unheard=()):
        """Look at the hours until nine; a program begins at half past each."""
        items = [
            {
                "from": ms(NINE - ago * HOUR - 30 * MINUTE),
                "to": ms(NINE - ago * HOUR + 30 * MINUTE),
                "from_top": "" if ago in unheard else "/live/kdemo/at/",
            }
            for ago in range(hours, -1, -1)
        ]
        asked = [ms(NINE - hours * HOUR), ms(NINE), items, key, ms(at)]
        return page.evaluate(ON_THE_LINE, asked)

    def test_begins_with_the_oldest_show_that_is_kept(self, page):
        assert self.on_line(page)["from"] == ms(NINE - 4 * HOUR)
        found = self.on_line(page, unheard=(4, 3, 2))
        assert found["from"] == ms(NINE - 90 * MINUTE)

    def test_is_nothing_where_nothing_is_kept(self, page):
        assert self.on_line(page, unheard=range(5))["from"] == ms(NINE)

    @pytest.mark.parametrize(("hours", "most"), [(4, 5), (24, 7)])
    def test_has_full_hours_with_room_for_their_names(self, page, hours, most):
        found = self.on_line(page, hours=hours)["hours"]

        assert 4 <= len(found) <= most
        assert all(at % 3_600_000 == 0 for at in found)

    @pytest.mark.parametrize(
        ("key", "after"),
        [
            ("ArrowLeft", NINE - 61 * MINUTE),
            ("ArrowUp", NINE - 59 * MINUTE),
            ("PageDown", NINE - 90 * MINUTE),
            ("PageUp", NINE - 30 * MINUTE),
            ("Home", NINE - 4 * HOUR),
            ("End", NINE),
        ],
    )
    def test_goes_by_keys(self, page, key, after):
        assert self.on_line(page, key=key, at=NINE - HOUR)["after"] == ms(after)

    def test_leaves_other_keys_alone(self, page):
        assert self.on_line(page, key="Tab")["after"] is None
