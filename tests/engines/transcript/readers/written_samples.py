"""The same short talk in every format that people, captions and pages have it in."""

import json
from xml.sax.saxutils import escape

from callsign.engines.transcript.json_format import to_json
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers import machine_samples
from tests.engines.transcript.readers.documents import docx, pdf
from tests.engines.transcript.readers.machine_samples import NAMES, ONCE

LINES_ON_A_PAGE = 40


def clock(seconds, mark="."):
    minutes, rest = divmod(round(seconds * 1_000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1_000:02}{mark}{rest % 1_000:03}"


def short(seconds):
    """Return a clock time without hours where there are none."""
    written = clock(seconds)[:8]
    return written.removeprefix("00:").removeprefix("0")


def cues(talk):
    """Yield who says what from when to when."""
    for said, words, who in talk.turns:
        yield NAMES[who], said, words[0][2], words[-1][3]


def joined(lines):
    return "\n".join(lines).encode()


def webvtt(talk=ONCE):
    return joined(
        ["WEBVTT", ""]
        + [
            f"{clock(start)} --> {clock(end)}\n<v {name}>{said}</v>\n"
            for name, said, start, end in cues(talk)
        ]
    )


def srt(talk=ONCE):
    return joined(
        f"{at}\n{clock(start, ',')} --> {clock(end, ',')}\n{said}\n"
        for at, (_, said, start, end) in enumerate(cues(talk), 1)
    )


def sbv(talk=ONCE):
    return joined(
        f"{clock(start)[1:]},{clock(end)[1:]}\n{said}\n"
        for _, said, start, end in cues(talk)
    )


def ttml(talk=ONCE):
    body = "".join(
        f'<p begin="{clock(start)}" end="{clock(end)}">{escape(said)}</p>'
        for _, said, start, end in cues(talk)
    )
    return (
        f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{body}</div></body></tt>'
    ).encode()


def smil(talk=ONCE):
    body = "".join(
        f"<par><text>{escape(said)}</text>"
        f'<audio src="a.mp3" clipBegin="{clock(start)}" clipEnd="{clock(end)}"/></par>'
        for _, said, start, end in cues(talk)
    )
    return (
        f'<smil xmlns="http://www.w3.org/ns/SMIL"><body>{body}</body></smil>'
    ).encode()


def podcast_html(talk=ONCE):
    return joined(
        f"<cite>{name}:</cite>\n<time>{clock(start)[:8]}</time>\n<p>{said}</p>"
        for name, said, start, _ in cues(talk)
    )


def html(talk=ONCE):
    body = "".join(f"<p>{name.upper()}: {said}</p>" for name, said, *_ in cues(talk))
    return f"<html><body>{body}</body></html>".encode()


def npr(talk=ONCE):
    document = {
        "id": "kdemo-1",
        "profiles": [{"href": "/v1/profiles/transcript"}],
        "text": html(talk).decode(),
    }
    return json.dumps(document).encode()


def descript(talk=ONCE):
    return joined(
        f"[{clock(start)[:8]}] **{name}:** {said}\n"
        for name, said, start, _ in cues(talk)
    )


def rev(talk=ONCE):
    return joined(
        f"{name} ({short(start)}):\n{said}\n" for name, said, start, _ in cues(talk)
    )


def markdown(talk=ONCE):
    return joined(f"**{name}:** {said}\n" for name, said, *_ in cues(talk))


def otter(talk=ONCE):
    return joined(
        f"{name}  {short(start)}\n{said}\n" for name, said, start, _ in cues(talk)
    )


def script(talk=ONCE):
    return joined(f"{name.upper()}: {said}\n" for name, said, *_ in cues(talk))


def word_document(talk=ONCE):
    return docx(*(f"{name.upper()}: {said}" for name, said, *_ in cues(talk)))


def pdf_document(talk=ONCE):
    lines = [f"{name.upper()}: {said}" for name, said, *_ in cues(talk)]
    starts = range(0, len(lines), LINES_ON_A_PAGE)
    return pdf(*(lines[at : at + LINES_ON_A_PAGE] for at in starts))


def callsign(talk=ONCE):
    return to_json(
        read_transcript(machine_samples.written("whisper", talk)).transcript
    ).encode()


# Each is named as its format in the table.
SAMPLES = {
    "callsign": callsign,
    "webvtt": webvtt,
    "srt": srt,
    "sbv": sbv,
    "ttml": ttml,
    "smil": smil,
    "podcast-html": podcast_html,
    "html": html,
    "npr": npr,
    "descript": descript,
    "rev": rev,
    "markdown": markdown,
    "otter": otter,
    "script": script,
    "docx": word_document,
    "pdf": pdf_document,
}


# The name of every sample there is, with the name of its format in the table.
FORMAT_OF = {name: own for name, (_, own) in machine_samples.SAMPLES.items()}
FORMAT_OF |= {name: name for name in SAMPLES}


def sample(name, talk=ONCE):
    """Return a sample as a file."""
    if name in SAMPLES:
        return SAMPLES[name](talk)
    return machine_samples.written(name, talk)
