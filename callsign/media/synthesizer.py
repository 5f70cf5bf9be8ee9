"""The synthesizer: pronunciations by espeak-ng, where the machine has it."""

# Letters of the phonetic alphabet look like Latin ones; they are the subject here.
# ruff: noqa: RUF001, RUF002

import re
import shutil
import subprocess
from collections.abc import Sequence

PROGRAM = "espeak-ng"
LONGEST_S = 60

# From the International Phonetic Alphabet, as espeak-ng writes US English, to the
# ARPAbet of the dictionary. Longer signs first.
PHONES = {
    "aɪə": "AY AH", "aɪɚ": "AY ER", "aʊɚ": "AW ER", "oːɹ": "AO R", "ɔːɹ": "AO R",
    "ɑːɹ": "AA R", "ɛɹ": "EH R", "ɪɹ": "IH R", "ʊɹ": "UH R", "juː": "Y UW",
    "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "əʊ": "OW", "ɔɪ": "OY",
    "iː": "IY", "uː": "UW", "ɑː": "AA", "ɔː": "AO", "ɜː": "ER", "oː": "AO",
    "iə": "IY AH", "əl": "AH L", "tʃ": "CH", "dʒ": "JH", "ɚ": "ER", "ɝ": "ER",
    "a": "AE", "æ": "AE", "ɐ": "AH", "ʌ": "AH", "ə": "AH", "ɛ": "EH", "e": "EH",
    "ɪ": "IH", "i": "IY", "ᵻ": "IH", "ɨ": "IH", "ɒ": "AA", "ɑ": "AA", "ɔ": "AO",
    "o": "OW", "ʊ": "UH", "u": "UW", "b": "B", "d": "D", "ð": "DH", "f": "F",
    "ɡ": "G", "g": "G", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M", "n": "N",
    "ŋ": "NG", "p": "P", "ɹ": "R", "r": "R", "s": "S", "ʃ": "SH", "t": "T", "θ": "TH",
    "ɾ": "T", "v": "V", "w": "W", "x": "K", "z": "Z", "ʒ": "ZH",
}  # fmt: skip
SIGN = re.compile("|".join(sorted(map(re.escape, PHONES), key=len, reverse=True)))


def ask_synthesizer(words: Sequence[str]) -> dict[str, str]:
    """
    Return the phones of each word, or nothing where there is no espeak-ng.

    A word the synthesizer has no sounds for is left out.
    """
    program = shutil.which(PROGRAM)
    if program is None or not words:
        return {}
    run = subprocess.run(  # noqa: S603 - a fixed program; words go in as text on stdin
        [program, "-q", "-v", "en-us", "--ipa", "--stdin"],
        input="\n\n".join(words),
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    lines = run.stdout.strip().splitlines()
    if run.returncode or len(lines) != len(words):
        return {}
    phones = {word: arpabet(line) for word, line in zip(words, lines, strict=True)}
    return {word: said for word, said in phones.items() if said}


def arpabet(ipa: str) -> str:
    """
    Write the sounds of the International Phonetic Alphabet in the ARPAbet.

    >>> arpabet("ˈboɪsi"), arpabet("tʃˈɛɹi")
    ('B OW IH S IY', 'CH EH R IY')
    """
    return " ".join(PHONES[sign] for sign in SIGN.findall(re.sub("[ˈˌ]", "", ipa)))
