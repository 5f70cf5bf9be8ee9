"""Word documents: paragraphs, tables, changes; and archives that are something else."""

import zipfile
from io import BytesIO

import pytest

from callsign.engines.transcript.readers import archive
from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.script import EmptyScript
from tests.engines.transcript.readers.documents import docx, paragraph, run, table
from tests.engines.transcript.readers.shared_samples import times, turns


def read(*blocks, **parts):
    reading = read_transcript(docx(*blocks, **parts))
    assert reading.format.name == "docx"
    return reading.transcript


def messages(transcript):
    return [one.message for one in transcript.problems]


class TestAWordDocument:
    def test_is_read_as_a_script(self):
        said = read("ADA OKAFOR, HOST: Good morning.", "LUIS PRIETO: R&B. (LAUGHTER)")

        assert turns(said) == [("Ada Okafor", "Good morning."), ("Luis Prieto", "R&B.")]
        assert [one.kind for one in said.events] == ["laughter"]

    def test_may_be_a_table_of_times_speakers_and_texts(self):
        said = read(
            table(
                ("Time", "Speaker", "Text"),
                ("00:12", "Ada Okafor", "Good morning."),
                ("00:14", "Luis Prieto", "Thank you."),
            )
        )

        assert turns(said) == [
            ("Ada Okafor", "Good morning."),
            ("Luis Prieto", "Thank you."),
        ]
        assert [one.start_ms for one in said.turns] == [12_000, 14_000]
        assert messages(said) == ["1 headings of tables, left out"]

    def test_has_its_changes_accepted(self):
        said = read(
            f"<w:p>{run('ADA OKAFOR: It ')}<w:del><w:r><w:delText>fell</w:delText></w:r>"
            f"</w:del><w:ins>{run('rose')}</w:ins>{run('.')}</w:p>"
        )

        assert turns(said) == [("Ada Okafor", "It rose.")]
        assert messages(said) == ["2 tracked changes, read as if they were accepted"]

    def test_keeps_footnotes_apart(self):
        note = f"<w:footnote>{paragraph('By the gauge in Cutler.')}</w:footnote>"

        said = read("ADA OKAFOR: It rose.", footnotes=note)

        assert turns(said) == [("Ada Okafor", "It rose.")]
        assert [one.text for one in said.boilerplate] == ["By the gauge in Cutler."]
        assert messages(said) == ["1 footnotes, kept apart from speech"]

    def test_leaves_out_what_is_hidden_and_says_so(self):
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not on air</w:t></w:r>"

        said = read(f"<w:p>{run('ADA OKAFOR: Yes.')}{hidden}</w:p>")

        assert turns(said) == [("Ada Okafor", "Yes.")]
        assert messages(said) == ["1 hidden passages, left out"]

    def test_may_hold_captions(self):
        said = read("1", "00:00:01,000 --> 00:00:02,000", "ADA OKAFOR: Yes.")

        assert times(said) == [("Yes.", 1_000, 2_000)]

    def test_names_the_paragraph_of_a_problem(self):
        said = read("ADA OKAFOR: One.", "LUIS PRIETO:", "JUNE BELL: Two.")

        assert messages(said) == ["paragraph 2: nothing is said under “LUIS PRIETO:”"]

    def test_without_text_is_empty(self):
        with pytest.raises(EmptyScript, match="no text in it"):
            read("")


def zipped(**parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped(xl__workbook=b""), "a spreadsheet"),
        (zipped(ppt__slides=b""), "a presentation"),
        (zipped(**{"content.xml": b""}), "an OpenDocument file"),
        (zipped(photo=b""), "an archive; unpack it"),
        (docx("ADA OKAFOR: Yes.")[:-30], "damaged and cannot be opened"),
        (b"\xd0\xcf\x11\xe0 old", r"an old Word document \(\.doc\)"),
        (b"{\\rtf1 Yes.}", "Save it as DOCX or as plain text"),
    ],
)
def test_says_what_else_a_file_is(content, said):
    with pytest.raises(DamagedFile, match=said):
        read_transcript(content)


class TestABomb:
    def test_is_refused_by_the_size_it_declares(self, monkeypatch):
        monkeypatch.setattr(archive, "LARGEST_PART", 1_000)

        with pytest.raises(DamagedFile, match="unpacks to more than"):
            read("ADA OKAFOR: Yes. " * 1_000)

    def test_is_refused_though_it_declares_less(self):
        content = docx("ADA OKAFOR: Yes. " * 10_000)
        size = len("ADA OKAFOR: Yes. " * 10_000)
        with zipfile.ZipFile(BytesIO(content)) as honest:
            declared = honest.getinfo("word/document.xml").file_size
        lying = content.replace(
            declared.to_bytes(4, "little"), (900).to_bytes(4, "little")
        )

        assert declared > size
        with pytest.raises(DamagedFile):
            read_transcript(lying)

    def test_of_many_parts_is_refused(self, monkeypatch):
        monkeypatch.setattr(archive, "MOST_PARTS", 1)

        with pytest.raises(DamagedFile, match="more parts than any document"):
            read("ADA OKAFOR: Yes.")

    def test_of_entities_is_refused(self):
        xml = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

        with pytest.raises(DamagedFile, match="DOCTYPE"):
            read_transcript(zipped(word__document=b"", **{"word/document.xml": xml}))
