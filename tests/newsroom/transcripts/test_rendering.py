"""The HTML of a transcript: every word once, in order, and nothing that could run."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.model import (
    Event,
    Note,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.newsroom.transcripts.rendering import transcript_html

TAG = re.compile(r"<[^>]*>")

words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1
).filter(lambda text: len(text.split()) == 1)


def said(texts, *, timed=True):
    """A turn of one paragraph."""
    return Turn(
        "s1",
        " ".join(texts),
        tuple(
            Word(f"w{n}", text, n * 100, n * 100 + 90, Tier.ALIGNED)
            if timed
            else Word(f"w{n}", text)
            for n, text in enumerate(texts)
        ),
    )


class TestACorrection:
    def test_marks_its_words_and_stands_beneath_them(self):
        words = said(["The", "river", "rose", "in", "July."])
        note = Note("correction", "It was June & July.", "w4", "w2", "2026-11-27")

        html = transcript_html(Transcript(turns=(words,), notes=(note,)))

        marked = html.partition('<span class="corrected" aria-details="note-1">')[2]
        assert TAG.sub("", marked.partition("</p>")[0]) == "rose in July."
        assert html.endswith(
            '<p class="note note--correction" role="note" id="note-1">'
            '<strong class="note__head">Correction, '
            '<time datetime="2026-11-27">November 27, 2026</time>:</strong>'
            " It was June &amp; July.</p>"
        )

    def test_ends_where_its_words_end(self):
        words = said(["The", "river", "rose", "in", "July."])
        note = Note("correction", "A creek.", "w1", "w1", "2026-11-27")

        html = transcript_html(Transcript(turns=(words,), notes=(note,)))

        assert html.count("</span></span> <span") == 1

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["correction", "retraction", "note"]),
                st.sampled_from(["w0", "w3", "w7", "gone", None]),
                st.sampled_from(["w0", "w4", "w7", "gone", None]),
                st.sampled_from(["2026-11-27", "soon", None]),
            ),
            max_size=4,
        )
    )
    def test_never_tears_the_page(self, drawn):
        words = said(["One", "two", "three", "four", "five", "six", "seven", "eight"])
        notes = tuple(
            Note(kind, "Said.", last, first, made_on)
            for kind, first, last, made_on in drawn
        )

        html = transcript_html(Transcript(turns=(words,), notes=notes))

        assert html.count("<span") == html.count("</span>")
        assert html.count("Said.") == len(notes)


class TestARetraction:
    def test_stands_where_the_words_stood(self):
        words = said(["The", "river"])
        note = Note("retraction", "Withdrawn.", "w1", None, "2026-11-27")

        html = transcript_html(Transcript(turns=(words,), notes=(note,)))

        assert "corrected" not in html
        assert "Retraction, <time" in html


class TestDrawingATranscript:
    @given(st.lists(words, min_size=1, max_size=30), st.booleans())
    def test_keeps_every_word_verbatim(self, texts, timed):
        html = transcript_html(Transcript(turns=(said(texts, timed=timed),)))
        text = html.partition('<div class="turn__text">')[2]

        assert unescape(TAG.sub("", text)).split() == texts

    @given(st.text(), st.text(), st.text())
    def test_lets_no_markup_through(self, name, event, note):
        transcript = Transcript(
            speakers=(Speaker("s1", name or None, Role.GUEST),),
            turns=(said(["<script>", "&lt;b&gt;"]),),
            events=(Event("w0", "sound", event), Event("gone", "sound", event)),
            notes=(Note("note", note),),
        )

        tags = set(re.findall(r"</?(\w+)", transcript_html(transcript)))

        assert tags <= {"div", "p", "span", "a"}

    def test_parts_paragraphs_and_keeps_the_words_in_them(self):
        turn = said(["One.", "Two.", "Three."])
        turn = Turn("s1", "One. Two.\n\nThree.", turn.words)

        html = transcript_html(Transcript(turns=(turn,)))

        assert html.count("<p><span") == 2
        assert html.index("Two.") < html.index("</p><p>") < html.index("Three.")

    def test_says_on_a_word_which_words_are_gone_beside_it(self):
        timed = said(["The", "river", "rose."])
        words = (timed.words[0], Word("w1", "river"), timed.words[2])
        turn = Turn("s1", timed.text, words)
        gone = {"w7": "w0", "w8": "w0", "w9": "w2", "w12": "w1", '"><b>': "w0"}

        html = transcript_html(Transcript(turns=(turn,)), gone=gone)

        # "river" was not found in the recording, so the word before it stands in
        assert re.findall('id="(w.)"[^>]* data-once="([^"]+)"', html) == [
            ("w0", "7-8 12"),
            ("w2", "9"),
        ]
        assert "<b>" not in html

    def test_numbers_guests_and_sets_the_host_apart(self):
        transcript = Transcript(
            speakers=(
                Speaker("s1", "Ada Okafor", Role.HOST),
                Speaker("s2", "Luis Prieto", Role.GUEST),
            ),
            turns=(Turn("s1", "Hi", ()), Turn("s2", "Hi", ()), Turn("s1", "So", ())),
        )

        assert re.findall('data-voice="([^"]+)"', transcript_html(transcript)) == [
            "host",
            "1",
            "host",
        ]
