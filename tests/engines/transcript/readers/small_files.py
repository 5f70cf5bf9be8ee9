"""Small files with times of one's choice, possible or not."""

import json


def whisper(*segments):
    """Segments of a machine: start, end, text."""
    rows = [{"start": start, "end": end, "text": text} for start, end, text in segments]
    return json.dumps({"segments": rows}).encode()


def webvtt(*cues):
    blocks = [f"{start} --> {end}\n{text}" for start, end, text in cues]
    return "\n\n".join(["WEBVTT", *blocks, ""]).encode()


def ttml(*cues):
    rows = "".join(f'<p begin="{a}" end="{b}">{text}</p>' for a, b, text in cues)
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml"'
        ' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25"'
        f' ttp:tickRate="1000"><body><div>{rows}</div></body></tt>'
    ).encode()
