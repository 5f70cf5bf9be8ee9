"""The language model: a script as expectation, which word follows which."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log10

# Half of the expectation is left to what the script does not say in this order:
# ad-libs, cuts, repeats. It is the share CMU's own model maker uses.
LEFT_OVER = 0.5

Gram = tuple[str, ...]


def language_model(names: Sequence[str]) -> str:
    """
    Write a trigram model of a script in the ARPA format.

    Source: Katz 1987, IEEE ASSP 35 (back-off), with one fixed discount.

    >>> model = language_model(["good", "morning", "from", "boise"])
    >>> [line for line in model.splitlines() if line.startswith("ngram")]
    ['ngram 1=6', 'ngram 2=3', 'ngram 3=2']
    """
    ones: Counter[Gram] = Counter((name,) for name in names)
    twos: Counter[Gram] = Counter(pairwise(names))
    threes: Counter[Gram] = Counter(zip(names, names[1:], names[2:], strict=False))
    chances: list[dict[Gram, float]] = [
        {gram: count / len(names) * (1 - LEFT_OVER) for gram, count in ones.items()},
        following(twos, ones),
        following(threes, twos),
    ]
    return "\n".join(arpa(chances))


def following(
    longer: Mapping[Gram, int], shorter: Mapping[Gram, int]
) -> dict[Gram, float]:
    """Return the chance of each gram's last word after the words before it."""
    return {
        gram: count / shorter[gram[:-1]] * (1 - LEFT_OVER)
        for gram, count in longer.items()
    }


def arpa(chances: Sequence[Mapping[Gram, float]]) -> Iterator[str]:
    """Write chances of grams of one, two and three words as the lines of a model."""
    yield "\\data\\"
    for order, grams in enumerate(chances, start=1):
        # The two marks at the edges of an utterance are words to a decoder.
        yield f"ngram {order}={len(grams) + (2 if order == 1 else 0)}"
    for order, grams in enumerate(chances, start=1):
        yield f"\n\\{order}-grams:"
        if order == 1:
            yield "-2.0000 </s>"
            yield "-99.0000 <s> 0.0000"
        weights = back_off(grams, chances[order]) if order < len(chances) else {}
        for gram, chance in sorted(grams.items()):
            weight = f" {log10(weights[gram]):.4f}" if weights else ""
            yield f"{log10(chance):.4f} {' '.join(gram)}{weight}"
    yield "\n\\end\\\n"


def back_off(
    shorter: Mapping[Gram, float], longer: Mapping[Gram, float]
) -> dict[Gram, float]:
    """Return how much of each gram's expectation is left to words that never follow it."""
    taken = dict.fromkeys(shorter, 0.0)
    for gram in longer:
        taken[gram[:-1]] += shorter[gram[1:]]
    return {
        gram: LEFT_OVER / max(1.0 - share, LEFT_OVER) for gram, share in taken.items()
    }
