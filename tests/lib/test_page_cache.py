"""The page cache, around an application that says what it is told to say."""

import gzip
import io
import threading
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.lib.generation import Generation
from callsign.lib.page_cache import PageCache, Rules
from callsign.lib.page_copies import OVERHEAD_BYTES, Copies

PUBLIC = ("Cache-Control", "public, no-cache")


class Newsroom:
    """An application whose pages show the content, and which counts who asks."""

    def __init__(self):
        self.content = "1"
        self.asked = 0
        self.more_headers = [PUBLIC]
        self.status = "200 OK"
        self.while_rendering = lambda: None

    def __call__(self, environ, start_response):
        self.asked += 1
        body = f"{environ['PATH_INFO']} shows {self.content}".encode()
        self.while_rendering()
        start_response(
            self.status,
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(body))),
                *self.more_headers,
            ],
        )
        return [body]


class Reply:
    def __init__(self, application, path="/", **environ):
        path, _, query = path.partition("?")
        request = {"PATH_INFO": path, "QUERY_STRING": query, **environ}
        setup_testing_defaults(request)
        parts = application(request, self._start)
        self.body = b"".join(parts)

    def _start(self, status, headers, exc_info=None):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def text(self):
        return self.body.decode()


class Clock:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def newsroom():
    return Newsroom()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def generation(tmp_path):
    return Generation(tmp_path / "generation")


@pytest.fixture
def cache(newsroom, generation, clock):
    return PageCache(
        newsroom,
        generation=generation.now,
        copies=Copies(limit_bytes=10_000_000),
        rules=Rules(never_under=("/desk/",)),
        clock=clock,
    )


class TestAPageForEverybody:
    def test_is_rendered_once(self, cache, newsroom):
        first, second = Reply(cache), Reply(cache)

        assert first.text == second.text == "/ shows 1"
        assert newsroom.asked == 1
        assert first.headers["cache-status"] == "callsign; fwd=miss; stored"
        assert second.headers["cache-status"] == "callsign; hit"

    def test_is_given_packed_to_who_unpacks(self, cache):
        Reply(cache)

        packed = Reply(cache, HTTP_ACCEPT_ENCODING="br, gzip")

        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["content-length"] == str(len(packed.body))
        assert gzip.decompress(packed.body) == b"/ shows 1"
        assert "content-encoding" not in Reply(cache).headers
        assert packed.headers["vary"] == "Accept-Encoding, Cookie"

    def test_is_not_sent_again_to_who_holds_it(self, cache):
        for coding in ("identity", "gzip"):
            etag = Reply(cache, HTTP_ACCEPT_ENCODING=coding).headers["etag"]

            again = Reply(
                cache, HTTP_ACCEPT_ENCODING=coding, HTTP_IF_NONE_MATCH=f'"x", W/{etag}'
            )

            assert again.status == "304 Not Modified"
            assert again.body == b""
            assert "content-length" not in again.headers

    def test_answers_head_with_the_headers_of_get(self, cache, newsroom):
        page = Reply(cache)

        head = Reply(cache, REQUEST_METHOD="HEAD")

        assert head.body == b""
        assert head.headers["content-length"] == page.headers["content-length"]
        assert newsroom.asked == 1

    def test_tells_its_age_and_never_less(self, cache, clock):
        Reply(cache)
        clock.seconds = 12.2

        assert Reply(cache).headers["age"] == "13"

    def test_lives_a_minute(self, cache, newsroom, clock):
        Reply(cache)
        newsroom.content = "2"
        clock.seconds = 60

        assert Reply(cache).text == "/ shows 2"

    def test_is_the_same_page_under_a_campaign(self, cache, newsroom):
        Reply(cache, "/news/?utm_source=letter&fbclid=1")
        Reply(cache, "/news/")

        assert newsroom.asked == 1

    def test_is_another_page_on_another_host_or_number(self, cache, newsroom):
        Reply(cache, "/news/")
        Reply(cache, "/news/?page=2")
        Reply(cache, "/news/", HTTP_HOST="kexmp.example")
        Reply(cache, "/news/", **{"wsgi.url_scheme": "https"})

        assert newsroom.asked == 4


class TestAChange:
    def test_is_seen_by_the_next_request(self, cache, newsroom, generation):
        Reply(cache)
        newsroom.content = "2"
        generation.bump()

        assert Reply(cache).text == "/ shows 2"

    def test_while_a_page_renders_keeps_that_page_from_being_kept(
        self, cache, newsroom, generation
    ):
        def change():
            newsroom.content = "2"
            newsroom.while_rendering = lambda: None
            generation.bump()

        newsroom.while_rendering = change

        assert Reply(cache).text == "/ shows 1"
        assert Reply(cache).text == "/ shows 2"

    @given(st.lists(st.sampled_from(["change", "read /", "read /news/"]), max_size=30))
    def test_never_leaves_an_older_page_in_any_process(self, steps):
        newsroom, clock = Newsroom(), Clock()
        counted = [0]
        processes = [
            PageCache(
                newsroom,
                generation=lambda: (1, counted[0], 0),
                copies=Copies(limit_bytes=3 * OVERHEAD_BYTES),
                rules=Rules(),
                clock=clock,
            )
            for _ in range(2)
        ]

        for step in steps:
            if step == "change":
                counted[0] += 1
                newsroom.content = str(counted[0] + 1)
            else:
                path = step.removeprefix("read ")
                for process in processes:
                    assert Reply(process, path).text == f"{path} shows {counted[0] + 1}"


NINE = 1_795_446_000.0
UNTIL_NINE = ("Expires", "Mon, 23 Nov 2026 15:00:00 GMT")  # nine in Chicago


class TestAPageThatExpires:
    """What is on the air: another program at nine, though nobody wrote anything."""

    @pytest.fixture
    def wall(self):
        return Clock()

    @pytest.fixture
    def cache(self, newsroom, generation, clock, wall):
        wall.seconds = NINE - 10
        newsroom.more_headers = [PUBLIC, UNTIL_NINE]
        return PageCache(
            newsroom,
            generation=generation.now,
            copies=Copies(limit_bytes=10_000_000),
            rules=Rules(),
            clock=clock,
            wall_clock=wall,
        )

    def test_is_given_up_to_its_moment_and_not_at_it(self, cache, newsroom, wall):
        Reply(cache)
        newsroom.content = "2"
        wall.seconds = NINE - 0.001
        before = Reply(cache).text
        wall.seconds = NINE

        assert (before, Reply(cache).text) == ("/ shows 1", "/ shows 2")

    def test_is_not_given_then_while_another_is_rendered_either(
        self, cache, newsroom, wall
    ):
        Reply(cache)
        newsroom.content = "2"
        wall.seconds = NINE
        meanwhile = []

        def ask_from_elsewhere():
            newsroom.while_rendering = lambda: None
            # The same process; who leads may not wait for himself.
            head = Reply(cache, REQUEST_METHOD="HEAD")
            meanwhile.append(head.headers.get("cache-status", "asked anew"))

        newsroom.while_rendering = ask_from_elsewhere
        Reply(cache)

        assert meanwhile == ["asked anew"]

    def test_that_was_late_already_is_for_its_asker_alone(self, cache, newsroom, wall):
        wall.seconds = NINE + 1
        Reply(cache)
        Reply(cache)

        assert newsroom.asked == 2

    def test_is_not_kept_by_a_moment_that_is_none(self, cache, newsroom):
        newsroom.more_headers = [PUBLIC, ("Expires", "0")]
        Reply(cache)
        Reply(cache)

        assert newsroom.asked == 2


class TestWhatIsNotForEverybody:
    @pytest.mark.parametrize(
        "request_of_its_own",
        [
            {"HTTP_COOKIE": "theme=dark; sessionid=abc"},
            {"HTTP_COOKIE": "csrftoken=abc"},
            {"HTTP_COOKIE": "messages=abc"},
            {"HTTP_AUTHORIZATION": "Basic abc"},
            {"HTTP_RANGE": "bytes=0-9"},  # the application knows about parts
            {"REQUEST_METHOD": "POST"},
            {"PATH_INFO": "/desk/"},
            {"QUERY_STRING": "q=flood"},  # a search, or an attempt to fill the cache
            {"QUERY_STRING": "page=" + "9" * 2000},
        ],
    )
    def test_is_asked_for_each_time(self, cache, newsroom, request_of_its_own):
        Reply(cache)

        Reply(cache, **request_of_its_own)
        Reply(cache, **request_of_its_own)

        assert newsroom.asked == 3

    @pytest.mark.parametrize(
        "headers",
        [
            [],  # it does not call itself public
            [("Cache-Control", "public, no-store")],
            [("Cache-Control", "private")],
            [PUBLIC, ("Set-Cookie", "csrftoken=1")],
            [PUBLIC, ("Vary", "Accept-Language")],
            [PUBLIC, ("Content-Encoding", "br")],
            [PUBLIC, ("X-Accel-Redirect", "/inner/sound/a.txt")],
        ],
    )
    def test_is_never_kept(self, cache, newsroom, headers):
        newsroom.more_headers = headers
        Reply(cache)
        newsroom.content = "2"

        assert Reply(cache).text == "/ shows 2"

    @pytest.mark.parametrize("status", ["302 Found", "404 Not Found", "500 Oh"])
    def test_includes_what_is_not_there(self, cache, newsroom, status):
        """Made-up addresses must not push real pages out of the cache."""
        newsroom.status = status
        Reply(cache)
        Reply(cache)

        assert newsroom.asked == 2

    @given(
        private=st.booleans(),
        cookie=st.sampled_from(["", "sessionid=1", "theme=dark"]),
        visits=st.integers(1, 5),
    )
    def test_is_never_given_to_somebody_else(self, private, cookie, visits):
        """A page made for a session reaches that session only, in whatever order."""
        newsroom = Newsroom()
        newsroom.more_headers = [("Cache-Control", "private")] if private else [PUBLIC]
        cache = PageCache(
            newsroom,
            generation=lambda: (1, 1, 1),
            copies=Copies(limit_bytes=10**6),
            rules=Rules(),
            clock=Clock(),
        )

        for visit in range(visits):
            newsroom.content = f"Ada's draft {visit}"
            Reply(cache, HTTP_COOKIE="sessionid=ada")
            newsroom.content = "the news"
            assert Reply(cache, HTTP_COOKIE=cookie).text == "/ shows the news"


class TestManyAtOnce:
    def test_wait_for_the_one_who_renders(self, cache, newsroom):
        newsroom.while_rendering = threading.Event().wait
        release = threading.Event()
        newsroom.while_rendering = lambda: release.wait(10)
        replies = []
        threads = [
            threading.Thread(target=lambda: replies.append(Reply(cache).text))
            for _ in range(8)
        ]

        for thread in threads:
            thread.start()
        release.set()
        for thread in threads:
            thread.join()

        assert replies == ["/ shows 1"] * 8
        assert newsroom.asked == 1

    def test_are_given_the_aged_page_while_one_renders(self, cache, newsroom, clock):
        Reply(cache)
        clock.seconds = 61
        newsroom.content = "2"
        meanwhile = []
        newsroom.while_rendering = lambda: meanwhile.append(Reply(cache).text)

        assert Reply(cache).text == "/ shows 2"
        assert meanwhile == ["/ shows 1"]

    def test_see_no_page_older_than_their_request(self, cache, newsroom, generation):
        """Readers and a writer race; each reader knows what was published before."""
        published = [1]
        too_old = []

        def read():
            for _ in range(200):
                at_least = published[0]
                shown = int(Reply(cache).text.rpartition(" ")[2])
                if shown < at_least:
                    too_old.append((shown, at_least))

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for version in range(2, 60):
            newsroom.content = str(version)
            generation.bump()
            published[0] = version
        for reader in readers:
            reader.join()

        assert too_old == []

    def test_learn_of_the_error_and_the_next_try_works(self, cache, newsroom):
        def fail():
            raise RuntimeError("the database is away")

        newsroom.while_rendering = fail
        with pytest.raises(RuntimeError, match="away"):
            Reply(cache)
        newsroom.while_rendering = lambda: None

        assert Reply(cache).text == "/ shows 1"


class TestTheCopies:
    def test_stay_within_their_bytes_and_lose_the_longest_unused(
        self, newsroom, generation, clock
    ):
        copies = Copies(limit_bytes=3 * (OVERHEAD_BYTES + 200))
        cache = PageCache(
            newsroom,
            generation=generation.now,
            copies=copies,
            rules=Rules(),
            clock=clock,
        )
        for path in ("/a/", "/b/", "/c/", "/a/", "/d/"):
            Reply(cache, path)
        assert newsroom.asked == 4

        Reply(cache, "/a/")
        assert newsroom.asked == 4
        Reply(cache, "/b/")
        assert newsroom.asked == 5
        assert copies.size_bytes <= 3 * (OVERHEAD_BYTES + 200)

    def test_do_not_take_what_is_too_large(self, cache, newsroom):
        newsroom.content = "x" * 1_100_000

        assert len(Reply(cache).body) > 1_100_000
        assert Reply(cache).headers.get("cache-status") is None

    def test_close_what_they_read(self, generation):
        class Body(io.BytesIO):
            pass

        body = Body(b"News")

        def application(environ, start_response):
            headers = [PUBLIC, ("Content-Type", "text/html"), ("Content-Length", "4")]
            start_response("200 OK", headers)
            return body

        cache = PageCache(
            application,
            generation=generation.now,
            copies=Copies(limit_bytes=10**6),
            rules=Rules(),
        )

        assert Reply(cache).text == "News"
        assert body.closed
