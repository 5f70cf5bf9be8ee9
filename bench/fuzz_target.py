"""What is fuzzed: bytes to a transcript; needs nothing but Callsign's engines."""

import sys

from callsign.engines.transcript.decoding import decoded
from callsign.engines.transcript.json_format import from_json, to_json
from callsign.engines.transcript.script import NotAScript, read_script
from tests.engines.transcript.conservation import is_conserved, is_in_order

SEEDS = (
    b"ADA OKAFOR, host:\n\nGood morning. I'm Ada Okafor.\n\nMr. LUIS PRIETO"
    b' (Author, "Mud: A"): Hi (ph).\n\nOKAFOR: (LAUGHTER)\n\nUnidentified Man#1: Go.\n',
    b"KDEMO\nListen 4:32\nTranscript\n\nGood.\n\nADA OKAFOR, HOST: a\n\nMINA SATO, BYLINE:"
    b" b\nSATO: c. Copyright 2026 KDEMO. To see more, visit https://x.example.\nTags\n",
    b"**Chris Drew:** Hello [music]\n\n**BB:** x \\[10:49\\]\n\n**Break:** y\n\nTony: z\n",
    b"<p><b>OKAFOR:</b> x <script>1</script></p><br>PRIETO: <!-- y -->\nDonate today.\n",
    "\ufeffZOË:\u200f “x”\x85Q: y\r\nA: z\x00\n(As Joe Rogan) hide caption".encode(
        "utf-16"
    ),
)


def check(text: str) -> None:
    """Read a script and hold the reader to what it promises of any input."""
    try:
        transcript = read_script(text)
    except NotAScript:
        return
    if not is_conserved(text, transcript):
        raise AssertionError(f"a character is lost or doubled: {text!r}")
    if not is_in_order(text, transcript):
        raise AssertionError(f"speech is out of order: {text!r}")
    if from_json(to_json(transcript)) != transcript:
        raise AssertionError(f"changed by JSON: {text!r}")


def main() -> None:
    # Installed in the fuzzer's own environment only.
    atheris = __import__("atheris")
    atheris.instrument_all()
    atheris.Setup(sys.argv, lambda content: check(decoded(content)[0]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
