"""What each format asks for besides the words, restated where no validator is free."""

import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.model import Event, Note, Speaker
from callsign.engines.transcript.timing import without_times
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts
from callsign.engines.transcript.writers.table import WRITERS, writer_named
from tests.engines.transcript.talks import talk

FACTS = Facts(
    "The river & Main <Street>", "en-US", "https://kdemo.example/river/",
    date(2026, 11, 23), "KDEMO", "© KDEMO",
)  # fmt: skip
SAID = replace(
    talk(
        ("s1", "Good morning & welcome.\n\nThe river rose."),
        ("s2", "It rose <again>."),
        ("s1", "Thank you."),
    ),
    events=(Event("w4", "laughter", "(LAUGHTER)"),),
    notes=(Note("correction", "It fell.", "w7", "w5", "2026-11-24"),),
)
TT = "{http://www.w3.org/ns/ttml}"
TTM = "{http://www.w3.org/ns/ttml#metadata}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PB = "{http://www.pbcore.org/PBCore/PBCoreNamespace.html}"


def written(name, transcript=SAID, facts=FACTS):
    return writer_named(name).write(transcript, facts)


class TestTtml:
    """The rules of IMSC 1, text profile, that are not those of XML."""

    def test_declares_its_profile_and_language(self):
        root = ET.fromstring(written("ttml"))

        assert root.tag == f"{TT}tt"
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"
        assert root.get("{http://www.w3.org/ns/ttml#parameter}profile").endswith(
            "imsc1/text"
        )

    def test_times_every_paragraph_in_one_region_without_overlap(self):
        root = ET.fromstring(written("ttml"))
        times = [
            (clock(one.get("begin")), clock(one.get("end")))
            for one in root.iter(f"{TT}p")
        ]

        assert all(begin < end for begin, end in times)
        assert times == sorted(times)
        regions = {one.get(XML_ID) for one in root.iter(f"{TT}region")}
        assert {one.get("region") for one in root.iter(f"{TT}div")} == regions

    def test_refers_only_to_what_it_defines(self):
        root = ET.fromstring(written("ttml"))
        defined = [one.get(XML_ID) for one in root.iter() if one.get(XML_ID)]
        styles = {one.get("style") for one in root.iter() if one.get("style")}
        agents = {one.get(f"{TTM}agent") for one in root.iter(f"{TT}p")}

        assert len(defined) == len(set(defined))
        assert styles | agents <= set(defined)
        assert all(re.fullmatch(r"[a-z]\w*", one) for one in defined)

    def test_names_its_agents(self):
        root = ET.fromstring(written("ttml"))

        assert [one.text for one in root.iter(f"{TTM}name")] == [
            "Ada Okafor",
            "Luis Prieto",
        ]


def clock(text):
    assert re.fullmatch(r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}", text)
    return text


class TestPodcastingJson:
    def test_has_a_segment_for_each_word(self):
        document = json.loads(written("podcasting"))

        assert document["version"] == "1.0.0"
        assert document["segments"][0] == {
            "speaker": "Ada Okafor",
            "startTime": 0.0,
            "endTime": 0.4,
            "body": "Good",
        }
        assert len(document["segments"]) == len(SAID.words)

    def test_keeps_words_without_times_beside_those_that_have_them(self):
        turn = SAID.turns[0]
        words = tuple(
            word if at in (1, 4) else replace(word, start_ms=None, end_ms=None)
            for at, word in enumerate(turn.words)
        )
        said = replace(SAID, turns=(replace(turn, words=words),))
        bodies = [
            one["body"] for one in json.loads(written("podcasting", said))["segments"]
        ]

        assert bodies == ["Good morning & welcome.", "The river rose."]


class TestHtml:
    def test_cites_and_times_each_turn(self):
        page = written("html").decode()

        assert '<html lang="en-US">' in page
        assert "<title>The river &amp; Main &lt;Street&gt;</title>" in page
        assert (
            "<cite>Ada Okafor, host:</cite>\n"
            '<time datetime="PT0.000S">0:00</time>\n'
            "<p>Good morning &amp; welcome. (LAUGHTER)</p>\n"
            "<p>The river rose.</p>\n"
        ) in page

    def test_runs_nothing(self):
        odd = replace(
            SAID, speakers=(Speaker("s1", "<script>alert(1)</script>", None),)
        )

        assert "<script" not in written("html", odd).decode()


class TestAWordDocument:
    def test_has_every_part_that_it_names(self):
        parts = unpacked(written("docx"))
        for name, xml in parts.items():
            ET.fromstring(xml)
            assert name in {"[Content_Types].xml"} or xml.startswith(b"<?xml")
        listed = re.findall(rb'PartName="/([^"]+)"', parts["[Content_Types].xml"])

        assert {one.decode() for one in listed} <= parts.keys()
        targets = re.findall(
            rb'Target="([^"]+)"', parts["word/_rels/document.xml.rels"]
        )
        assert {f"word/{one.decode()}" for one in targets} <= parts.keys()

    def test_styles_speakers_and_sounds(self):
        parts = unpacked(written("docx"))
        document = ET.fromstring(parts["word/document.xml"])
        used = {
            one.get(f"{W}val")
            for tag in ("pStyle", "rStyle")
            for one in document.iter(f"{W}{tag}")
        }
        known = {
            one.get(f"{W}styleId")
            for one in ET.fromstring(parts["word/styles.xml"]).iter(f"{W}style")
        }

        assert {"Speech", "Speaker", "Sound"} == used
        assert used <= known

    def test_has_title_station_and_date_in_its_header(self):
        header = "".join(
            ET.fromstring(unpacked(written("docx"))["word/header1.xml"]).itertext()
        )

        assert header == "The river & Main <Street>KDEMO, November 23, 2026"


def unpacked(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestMmif:
    def test_names_each_annotation_once_and_defines_what_it_aligns(self):
        document = json.loads(written("mmif"))
        [view] = document["views"]
        names = [one["properties"]["id"] for one in view["annotations"]]
        kinds = {one["@type"] for one in view["annotations"]}

        assert len(names) == len(set(names))
        assert kinds <= view["metadata"]["contains"].keys()
        known = {*names, *(one["properties"]["id"] for one in document["documents"])}
        for one in view["annotations"]:
            if one["@type"].endswith("Alignment/v1"):
                assert {
                    one["properties"]["source"],
                    one["properties"]["target"],
                } <= known

    def test_places_its_tokens_in_the_text(self):
        [view] = json.loads(written("mmif"))["views"]
        found = [one["properties"] for one in view["annotations"]]
        text = next(one["text"] for one in found if isinstance(one.get("text"), dict))
        tokens = [one for one in found if isinstance(one.get("text"), str)]

        assert text["@language"] == "en-US"
        assert [one["text"] for one in tokens] == [
            text["@value"][one["start"] : one["end"]] for one in tokens
        ]
        assert len(tokens) == len(SAID.words)


class TestPbcore:
    def test_points_to_the_files_of_the_story(self):
        root = ET.fromstring(written("pbcore"))

        assert [one.text for one in root.iter(f"{PB}instantiationLocation")] == [
            "https://kdemo.example/river/transcript.json",
            "https://kdemo.example/river/transcript.vtt",
        ]
        annotations = {
            one.get("annotationType"): one.text
            for one in root.iter(f"{PB}pbcoreAnnotation")
        }
        assert annotations["Transcript URL"].endswith("transcript.json")
        assert "It fell." in annotations["Correction"]

    def test_points_to_no_captions_that_are_not_there(self):
        assert b"transcript.vtt" not in written("pbcore", without_times(SAID))

    def test_has_its_elements_in_the_order_of_the_standard(self):
        order = (
            *("AssetDate", "Identifier", "Title", "Description", "Contributor"),
            *("Publisher", "RightsSummary", "Instantiation", "Annotation"),
        )
        names = [
            one.tag.removeprefix(f"{PB}pbcore")
            for one in ET.fromstring(written("pbcore"))
        ]

        assert names == sorted(names, key=order.index)
        assert {"Identifier", "Title", "Description"} <= set(names)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
class TestATranscriptWithoutTimes:
    def test_is_refused_where_the_format_is_nothing_without_them(self, writer):
        bare = without_times(SAID)

        if writer.needs_times:
            with pytest.raises(NoTimes):
                writer.write(bare, NO_FACTS)
        else:
            assert writer.write(bare, NO_FACTS)


class TestSrt:
    def test_shows_corrections_behind_the_last_words(self):
        text = written("srt").decode()
        rows = text.split("\n\n")

        assert "Thank you." in rows[-3]
        assert "[Correction: November 24, 2026:\nIt fell. (On: “The river]" in rows[-2]
        assert all(len(line) <= 32 for line in text.splitlines())
