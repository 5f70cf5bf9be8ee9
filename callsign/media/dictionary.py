"""The dictionary: how words sound that somebody has written down."""

from collections import defaultdict
from collections.abc import Mapping, Set
from pathlib import Path


def entries(path: Path, wanted: Set[str]) -> Mapping[str, tuple[str, ...]]:
    """
    Return the pronunciations of those wanted words that a dictionary has.

    Pronunciations are phones of the ARPAbet, parted by spaces; a word may have
    several, as ``the`` and ``the(2)``.

    Cost: reads the file once (a tenth of a second for the 134,000 words of CMU) and
          keeps nothing else; a decoder that is given only the words of one script
          takes a new language model 30 times faster than one with all of them.
    """
    found = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            entry, _, phones = line.strip().partition(" ")
            word = entry.partition("(")[0]
            if word in wanted:
                found[word].append(phones.strip())
    return {word: tuple(ways) for word, ways in found.items()}


def written(words: Mapping[str, tuple[str, ...]]) -> str:
    """
    Write pronunciations as the file a decoder reads.

    >>> print(written({"the": ("DH AH", "DH IY")}))
    the DH AH
    the(2) DH IY
    """
    return "\n".join(
        f"{word if number == 1 else f'{word}({number})'} {phones}"
        for word, ways in sorted(words.items())
        for number, phones in enumerate(ways, start=1)
    )
