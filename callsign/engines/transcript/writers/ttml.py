"""
TTML: captions in the XML of broadcasters, in the text profile of IMSC 1.

Source:  W3C, TTML Profiles for Internet Media Subtitles and Captions 1.0 (IMSC 1), section 6
         and 7; W3C, Timed Text Markup Language 1
"""

from callsign.engines.transcript.captions import Caption, captions, spoken_name
from callsign.engines.transcript.model import Role, Transcript
from callsign.engines.transcript.writers.facts import Facts, day
from callsign.engines.transcript.writers.markup import element, escaped
from callsign.engines.transcript.writers.remarks import remarks

_DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
    xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="{language}"
    ttp:profile="http://www.w3.org/ns/ttml/profile/imsc1/text" ttp:timeBase="media">
<head>
<metadata>
{metadata}
</metadata>
<styling>
<style xml:id="words" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%"
       tts:lineHeight="125%" tts:color="#ffffff" tts:textAlign="center"/>
<style xml:id="line" tts:backgroundColor="#000000cc"/>
</styling>
<layout>
<region xml:id="below" tts:origin="10% 80%" tts:extent="80% 15%" tts:displayAlign="after"/>
</layout>
</head>
<body style="words">
<div region="below">
{captions}
</div>
</body>
</tt>
"""


def write_ttml(transcript: Transcript, facts: Facts) -> bytes:
    """Write captions as IMSC 1. Raises: NoTimes"""
    agents = {one.id: f"s{at}" for at, one in enumerate(transcript.speakers, 1)}
    shown = [
        _caption(number, cue, agents)
        for number, cue in enumerate(captions(transcript), 1)
    ]
    return _DOCUMENT.format(
        language=escaped(facts.language or ""),
        metadata="\n".join(_metadata(transcript, facts, agents)),
        captions="\n".join(shown),
    ).encode("utf-8", "replace")


def _metadata(
    transcript: Transcript, facts: Facts, agents: dict[str, str]
) -> list[str]:
    published = day(facts.published_on) if facts.published_on else None
    source = ", ".join(filter(None, (facts.station, published, facts.address)))
    told = [
        element("ttm:title", facts.title),
        element("ttm:desc", facts.caution),
        element("ttm:desc", source),
        element("ttm:copyright", facts.rights),
        *(element("ttm:desc", str(remark)) for remark in remarks(transcript)),
    ]
    for speaker in transcript.speakers:
        kind = "group" if speaker.role is Role.GROUP else "person"
        name = element("ttm:name", spoken_name(speaker), type="full")
        told.append(
            f'<ttm:agent xml:id="{agents[speaker.id]}" type="{kind}">{name}</ttm:agent>'
        )
    return [one for one in told if one]


def _caption(number: int, cue: Caption, agents: dict[str, str]) -> str:
    agent = agents.get(cue.voice or "")
    spoken_by = f' ttm:agent="{agent}"' if agent else ""
    lines = "<br/>".join(map(escaped, cue.lines))
    return (
        f'<p xml:id="c{number}" begin="{_time(cue.start_ms)}" end="{_time(cue.end_ms)}"'
        f'{spoken_by}><span style="line">{lines}</span></p>'
    )


def _time(at_ms: int) -> str:
    """
    Return a clock time of media.

    >>> _time(3_723_004)
    '01:02:03.004'
    """
    seconds, milliseconds = divmod(at_ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
