"""PDFs: the text layer, what stands on every page, and files that have no text."""

import pytest

from callsign.engines.transcript.readers import pdf as pdf_reader
from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.documents import pdf
from tests.engines.transcript.readers.shared_samples import turns


def read(*pages):
    reading = read_transcript(pdf(*pages))
    assert reading.format.name == "pdf"
    return reading.transcript


class TestAPdf:
    def test_is_read_as_a_script(self):
        said = read(["ADA OKAFOR, HOST: Good morning.", "LUIS PRIETO: Yes."])

        assert turns(said) == [("Ada Okafor", "Good morning."), ("Luis Prieto", "Yes.")]

    def test_has_what_stands_on_every_page_set_apart(self):
        pages = [
            ["KDEMO Local Desk", f"ADA OKAFOR: This is {word}.", f"Page {number} of 3"]
            for number, word in enumerate(("one", "two", "three"), 1)
        ]

        said = read(*pages)

        assert [text for _, text in turns(said)] == [
            "This is one.",
            "This is two.",
            "This is three.",
        ]
        assert [one.text for one in said.boilerplate].count("KDEMO Local Desk") == 3

    def test_makes_words_whole_that_a_line_parted(self):
        said = read(
            ["ADA OKAFOR: An inter-", "view about a well-", "known, well-known river."]
        )

        assert "".join(turns(said)[0][1].split()) == (
            "Aninterviewaboutawell-known,well-knownriver."
        )
        assert said.problems[0].message.startswith("2 words hyphenated")

    def test_tells_of_a_page_without_text(self):
        said = read(["ADA OKAFOR: Yes."], [])

        assert said.problems[0].message == "page 2 has no text; is it a picture?"
        assert said.problems[0].is_loss


class TestAPdfIsRefused:
    def test_without_a_text_layer(self):
        with pytest.raises(DamagedFile, match="only pictures of pages"):
            read([], [])

    def test_behind_a_password(self):
        locked = pdf(
            ["Yes."],
            trailer="/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/Length 40"
            f"/O<{'00' * 32}>/U<{'00' * 32}>>>",
        )

        with pytest.raises(DamagedFile, match="locked with a password"):
            read_transcript(locked)

    def test_when_it_is_damaged(self):
        with pytest.raises(DamagedFile, match="damaged and cannot be read"):
            read_transcript(b"%PDF-1.4 and nothing else")

    def test_with_more_pages_than_any_script(self, monkeypatch):
        monkeypatch.setattr(pdf_reader, "MOST_PAGES", 1)

        with pytest.raises(DamagedFile, match="more than any script"):
            read(["Yes."], ["No."])

    def test_when_reading_it_does_not_end(self, monkeypatch):
        monkeypatch.setattr(pdf_reader, "LONGEST_READING", -1)

        with pytest.raises(DamagedFile, match="was not read within"):
            read(["Yes."])
