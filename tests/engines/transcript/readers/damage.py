"""Damage: what disks, mail programs and careless hands do to a file."""

import json
import random

WRONG = (
    None,
    True,
    "",
    "\ud800\x00",
    -1,
    10**400,
    float("nan"),
    float("inf"),
    1e308,
    [],
    {},
    [[]],
    "NaN",
    "word " * 50,
)


def damaged(content: bytes, seed: int) -> bytes:
    """Return a file with one to four damages, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(DAMAGES)(content, chance)
    return content


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    """Return a file whose end, or a part of it, is lost."""
    start, end = sorted(chance.choices(range(len(content) + 1), k=2))
    return content[:start] + content[chance.choice((end, len(content))) :]


def repeated(content: bytes, chance: random.Random) -> bytes:
    """Return a file with a part twice, or twenty times."""
    start, end = sorted(chance.choices(range(len(content) + 1), k=2))
    return content[:start] + content[start:end] * chance.choice((2, 20)) + content[end:]


def nested(content: bytes, chance: random.Random) -> bytes:
    """Return a file with a nest in it that has no end, or a deep one."""
    deep = chance.choice((10, 200, 20_000))
    nest = chance.choice((b"[" * deep, b'{"a":' * deep, b"[" * deep + b"]" * deep))
    at = chance.randrange(len(content) + 1)
    return content[:at] + nest + content[at:]


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Return JSON with some of its values exchanged for others, or for wrong ones."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return flipped(content, chance)
    if not isinstance(values, dict | list):
        return flipped(content, chance)
    places = list(_places(values))
    for _ in range(chance.randint(1, 6)):
        if not places:
            break
        holder, key = chance.choice(places)
        other, other_key = chance.choice(places)
        holder[key] = chance.choice((other[other_key], chance.choice(WRONG)))
    try:
        return json.dumps(values).encode()
    except (ValueError, RecursionError):
        return content  # a value was put into itself


def _places(values):
    """Yield each value of a document as the list or object it is in, and where."""
    waiting = [values]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


DAMAGES = (flipped, cut, repeated, nested, swapped, swapped, swapped)
