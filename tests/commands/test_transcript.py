import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from callsign.commands.program import main
from callsign.commands.transcript import FORMATS
from callsign.engines.alignment.report import SILENT
from callsign.engines.transcript.readers.table import READABLE
from callsign.engines.transcript.writers.table import WRITERS
from tests.engines.transcript.readers.machine_samples import aws, podcasting
from tests.engines.transcript.writers.opening import readable
from tests.tape import silence, write_tape

FULL = Path("/dev/full")
SCRIPT = "ADA OKAFOR, HOST: Good morning.\n\nLUIS PRIETO: Yes. (LAUGHTER)\n"


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "script.txt"
    path.write_text(SCRIPT, encoding="utf-8")
    return str(path)


class TestReadingAScript:
    def test_writes_json(self, script, capsys):
        code = main(["transcript", "read", script])

        document = json.loads(capsys.readouterr().out)
        assert code == 0
        assert [one["name"] for one in document["speakers"]] == [
            "Ada Okafor",
            "Luis Prieto",
        ]

    def test_writes_text(self, script, capsys):
        assert main(["transcript", "read", script, "--to", "txt"]) == 0
        assert capsys.readouterr().out == (
            "Ada Okafor, host: Good morning.\n\nLuis Prieto: Yes.\n\n(LAUGHTER)\n"
        )

    @pytest.mark.parametrize(
        ("name", "head"),
        [("vtt", "WEBVTT"), ("srt", "1\n00:00:00,000"), ("ttml", "<?xml")],
    )
    def test_paces_captions_and_says_so(self, script, capsys, name, head):
        code = main(["transcript", "read", script, "--to", name])

        output = capsys.readouterr()
        assert code == 0
        assert output.out.startswith(head)
        assert "no times are known" in output.err

    @pytest.mark.parametrize("name", FORMATS)
    def test_writes_every_format_of_the_table(self, script, capfdbinary, name):
        assert main(["transcript", "read", script, "--to", name]) == 0
        assert capfdbinary.readouterr().out

    def test_offers_what_the_table_of_writers_has(self):
        assert list(FORMATS) == [one.name for one in WRITERS]

    def test_takes_hosts(self, tmp_path, capsys):
        path = tmp_path / "script.txt"
        path.write_text("Good morning.\n\nLUIS PRIETO: Hi.\n", encoding="utf-8")

        main(
            [
                "transcript",
                "read",
                str(path),
                "--host",
                "Ada Okafor",
                "--host",
                "June Bell",
            ]
        )

        speaker = json.loads(capsys.readouterr().out)["speakers"][0]
        assert (speaker["name"], speaker["role"]) == ("Ada Okafor", "host")

    def test_reads_the_standard_input(self, monkeypatch, capsys):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCRIPT.encode())))

        assert main(["transcript", "read", "-"]) == 0
        assert (
            json.loads(capsys.readouterr().out)["turns"][0]["text"] == "Good morning."
        )

    def test_exits_with_1_when_damaged_parts_were_left_out(self, tmp_path, capsys):
        path = tmp_path / "script.txt"
        path.write_bytes(b"OKAFOR: Hello.\nPRIETO: Y\x00es.\n")

        code = main(["transcript", "read", str(path)])

        assert code == 1
        assert (
            capsys.readouterr().err
            == "line 2: 1 damaged or control character left out\n"
        )

    def test_exits_with_0_for_what_is_odd(self, tmp_path, capsys):
        path = tmp_path / "script.txt"
        path.write_text("JOHN SMITH: a\nMARY SMITH: b\nSMITH: c\n", encoding="utf-8")

        code = main(["transcript", "read", str(path)])

        assert code == 0
        assert capsys.readouterr().err.startswith("line 3: ")

    @pytest.mark.parametrize(
        "content", [None, b"", b"\xff\xfe", b"Copyright 2026 KDEMO.\n"]
    )
    def test_exits_with_2_when_nothing_can_be_trusted(self, tmp_path, capsys, content):
        path = tmp_path / "script.txt"
        if content is not None:
            path.write_bytes(content)

        assert main(["transcript", "read", str(path)]) == 2
        assert capsys.readouterr().err

    @pytest.mark.skipif(not FULL.is_char_device(), reason="needs a device that is full")
    def test_exits_with_2_and_a_sentence_when_the_disk_is_full(self, script):
        program = "from callsign.commands.program import main; raise SystemExit(main())"

        with FULL.open("w") as full:
            done = subprocess.run(
                [sys.executable, "-c", program, "transcript", "read", script],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
            )

        assert done.returncode == 2
        assert done.stderr == (
            "callsign transcript: the output was not written whole:"
            " No space left on device\n"
        )


class TestReadingAnotherFormat:
    def test_names_the_format_and_what_is_odd(self, tmp_path, capsys):
        path = tmp_path / "anything.txt"
        values = aws()
        values["results"]["items"][0]["end_time"] = "0.1"
        path.write_text(json.dumps(values), encoding="utf-8")

        code = main(["transcript", "read", str(path), "--to", "txt"])

        output = capsys.readouterr()
        assert code == 0
        assert output.out.count("Good morning") == 2
        assert output.err == (
            "read as AWS Transcribe JSON\n"
            "results.items[0]: impossible times, left out\n"
        )

    def test_says_nothing_of_a_script(self, script, capsys):
        main(["transcript", "read", script])

        assert capsys.readouterr().err == ""

    def test_says_in_every_file_that_a_machine_made_it(self, tmp_path, capsysbinary):
        path = tmp_path / "heard.json"
        segments = [{"start": 0, "end": 1, "text": "Good morning."}]
        path.write_text(json.dumps({"segments": segments}), encoding="utf-8")

        for writer in WRITERS:
            main(["transcript", "read", str(path), "--to", writer.name])
            assert "Made by a machine" in readable(capsysbinary.readouterr().out)

    def test_exits_with_2_for_json_that_is_no_transcript(self, tmp_path, capsys):
        path = tmp_path / "station.json"
        path.write_text('{"name": "KDEMO"}', encoding="utf-8")

        assert main(["transcript", "read", str(path)]) == 2
        assert "no transcript in a format known here" in capsys.readouterr().err

    def test_exits_with_1_for_a_download_that_was_cut_off(self, tmp_path, capsys):
        path = tmp_path / "cut.json"
        path.write_text(json.dumps(podcasting())[:300], encoding="utf-8")

        assert main(["transcript", "read", str(path), "--to", "txt"]) == 1
        assert "line 1: this JSON is broken" in capsys.readouterr().err


class TestListingTheFormats:
    def test_names_each_with_who_heard_it(self, capsys):
        assert main(["transcript", "formats"]) == 0

        rows = capsys.readouterr().out.splitlines()
        assert len(rows) == len(READABLE)
        assert any(
            row.split("  ")[0] == "aws"
            and row.endswith("AWS Transcribe JSON (heard by a machine)")
            for row in rows
        )
        assert rows[-1].split() == ["script", "A", "script", "in", "plain", "text"]


class TestAligningAScript:
    def test_says_of_a_silent_recording_only_that_it_is_silent(
        self, script, tmp_path, capsys
    ):
        audio = write_tape(tmp_path / "silent.wav", silence(3))

        code = main(["transcript", "align", str(audio), script, "--to", "txt"])

        output = capsys.readouterr()
        assert code == 2
        assert output.err == SILENT + "\n"
        assert output.out.startswith("Ada Okafor, host: Good morning.")


class TestStartingTheProgram:
    @pytest.mark.parametrize(
        "arguments", [["--help"], ["transcript", "read", "--help"]]
    )
    def test_helps_without_loading_readers_or_django(self, arguments):
        code = (
            "import sys\nfrom callsign.commands.program import main\n"
            f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
            "print([name for name in sys.modules if name.startswith("
            "('django', 'av', 'numpy', 'callsign.engines'))], file=sys.stderr)"
        )

        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True
        )

        assert done.stdout.startswith("usage: callsign")
        assert done.stderr == "[]\n"
