"""A configuration is read whole, or refused with the place that is wrong."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.configuration import (
    AirConfig,
    Misconfigured,
    ServiceConfig,
    SourceConfig,
    SourceKind,
    read_configuration,
)
from callsign.engines.stream.withheld import Span, Withheld

NOON = "2026-11-23T12:00:00Z"
STUDIO = {"name": "studio", "kind": "push", "password": "open sesame"}
NETWORK = {"name": "network", "kind": "pull", "url": "https://net.example/live"}
PROGRAMS = {"name": "programs", "kind": "files", "path": "/srv/on air", "silence_s": 0}
KDEMO = {"slug": "kdemo", "title": "KDEMO 89.7", "sources": [STUDIO, NETWORK, PROGRAMS]}
KEYS = sorted(
    {"version", "host", "port", "base_url", "services", "delay_ms", "rewind_hours"}
    | {"renditions_kbps", "mp3_kbps", "is_loudness_matched", "withheld", "off_stream"}
    | {*STUDIO, *NETWORK, *KDEMO}
)

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["push", "pull", "files", "plan", "kdemo", "https://[", "http://a"]
    )
    | st.sampled_from(
        ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", "2026-11-31T00"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=12,
)


def configured(**changes):
    return json.dumps({"version": 1, "services": [KDEMO]} | changes)


def with_service(**changes):
    return configured(services=[KDEMO | changes])


def with_source(source, **changes):
    return with_service(sources=[source | changes])


class TestReadingAConfiguration:
    def test_gives_sources_in_the_order_of_their_priority(self):
        [kdemo] = read_configuration(configured()).services

        assert kdemo == ServiceConfig(
            "kdemo",
            "KDEMO 89.7",
            sources=(
                SourceConfig("studio", SourceKind.PUSH, password="open sesame"),
                SourceConfig(
                    "network", SourceKind.PULL, url="https://net.example/live"
                ),
                SourceConfig(
                    "programs", SourceKind.FILES, path="/srv/on air", silence_s=0
                ),
            ),
        )

    def test_finds_a_service_by_its_slug(self):
        config = read_configuration(configured())

        assert config.service("kdemo") is config.services[0]
        assert config.service("kexmp") is None

    def test_takes_the_slash_from_the_end_of_the_address(self):
        config = read_configuration(configured(base_url="https://radio.example/air/"))

        assert config.base_url == "https://radio.example/air"

    def test_gives_what_is_withheld_in_order(self):
        """A broadcast and the one right after it are one span."""
        first = ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"]
        second = ["2026-11-23T13:00:00Z", "2026-11-23T13:30:00.500Z"]

        config = read_configuration(with_service(withheld=[second, first]))

        noon_ms = 1_795_435_200_000
        assert config.services[0].withheld == Withheld(
            (Span(noon_ms, noon_ms + 5_400_500),)
        )

    def test_keeps_no_value_that_the_kind_of_source_does_not_use(self):
        config = read_configuration(with_source(PROGRAMS, password="x", url="y"))

        [source] = config.services[0].sources
        assert (source.password, source.url) == ("", "")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "it is not JSON"),
            ("[" * 200_000, "it is not JSON"),
            ("[]", "the configuration must be an object"),
            ("{}", "version must be 1"),
            (configured(version=2), "version must be"),
            (configured(version=True), "version must be"),
            (configured(services={}), "services must be a list of at most 200"),
            (configured(services=[7]), "service 1 must be an object"),
            (configured(services=[KDEMO, KDEMO]), "two services have the same slug"),
            (configured(port=65_536), "port must be a whole number from 0 to 65535"),
            (configured(port=8100.0), "port must be"),
            (configured(host="a\nb"), "host must be a text"),
            (configured(base_url="ftp://a"), "base_url must begin with http"),
            (configured(base_url="http://"), "base_url must begin with http"),
            (configured(base_url="http://[a"), "base_url is no address"),
            (with_service(slug="KDEMO"), "service 1: 'KDEMO' is no slug"),
            (with_service(slug="../etc"), "is no slug"),
            (with_service(title=""), "service kdemo: title must be a text"),
            (with_service(delay_ms=499), "delay_ms must be a whole number from 500"),
            (with_service(rewind_hours=337), "rewind_hours must be"),
            (with_service(renditions_kbps=[]), "must be different rates"),
            (with_service(renditions_kbps=[48, 48]), "must be different rates"),
            (with_service(renditions_kbps=[8]), "kbps must be"),
            (with_service(renditions_kbps=[[48]]), "kbps must be"),
            (with_service(is_loudness_matched=1), "must be true or false"),
            (with_service(withheld={}), "withheld must be a list of at most 1000"),
            (with_service(withheld=[NOON]), "withheld 1 must be two moments"),
            (with_service(withheld=[[NOON]]), "withheld 1 must be two moments"),
            (with_service(withheld=[[NOON, NOON]]), "must end after it begins"),
            (with_service(withheld=[[NOON, "one"]]), "withheld 1: end: 'one' is no"),
            (with_service(withheld=[[NOON, 7]]), "withheld 1: end must be a text"),
            (with_service(sources=[STUDIO] * 21), "a list of at most 20"),
            (with_service(sources=[STUDIO, STUDIO]), "share a name or a password"),
            (
                with_service(sources=[STUDIO, STUDIO | {"name": "car"}]),
                "share a name or a password",  # which one an encoder is, nobody knows
            ),
            (with_source(STUDIO, password=""), "source 1: password must be a text"),
            (with_source(STUDIO, name="a b"), "is no name"),
            (
                with_source(STUDIO, kind="shout"),
                "kind must be push, pull, files or plan",
            ),
            (with_source(NETWORK, url="file:///etc/shadow"), "url must begin with"),
            (with_source(PROGRAMS, path=None), "path must be a text"),
            (with_source(STUDIO, silence_s=-1), "silence_s must be a whole number"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, text, message):
        with pytest.raises(Misconfigured) as caught:
            read_configuration(text)

        assert message in str(caught.value)

    @given(ANYTHING.map(json.dumps) | st.text() | st.binary())
    def test_refuses_anything_else_by_name(self, text):
        assert_read_or_refused(text)

    @given(ANYTHING, st.data())
    def test_refuses_one_strange_value_by_name(self, value, data):
        """A file that somebody edited: all is well but one value."""
        values = copy.deepcopy({"version": 1, "services": [KDEMO]})
        service = values["services"][0]
        place = data.draw(st.sampled_from([values, service, *service["sources"]]))
        place[data.draw(st.sampled_from(KEYS))] = value

        assert_read_or_refused(json.dumps(values))


def assert_read_or_refused(text):
    try:
        config = read_configuration(text)
    except Misconfigured as error:
        assert str(error)
        return
    assert isinstance(config, AirConfig)
