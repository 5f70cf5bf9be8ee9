"""ICY: titles woven into a plain stream, a block after every 16,000 bytes, as radios expect."""

from callsign.engines.stream.legible import one_line

INTERVAL_BYTES = 16_000
LONGEST_TITLE = 500


class Weaver:
    """Weaves titles into what one listener is sent, counting from its first byte."""

    def __init__(self, interval_bytes: int = INTERVAL_BYTES) -> None:
        self.interval_bytes = interval_bytes
        self.until_block = interval_bytes
        self.title: str | None = None

    def woven(self, sound: bytes, title: str) -> bytes:
        r"""
        >>> Weaver(interval_bytes=4).woven(b"soundtrack", "")
        b"soun\x01StreamTitle='';\x00dtra\x00ck"
        """
        parts: list[bytes] = []
        start = 0
        while len(sound) - start >= self.until_block:
            end = start + self.until_block
            parts += [sound[start:end], self.block(title)]
            start, self.until_block = end, self.interval_bytes
        self.until_block -= len(sound) - start
        parts.append(sound[start:])
        return b"".join(parts)

    def block(self, title: str) -> bytes:
        """Return a block with the title, or an empty one when it has not changed."""
        if title == self.title:
            return b"\0"
        self.title = title
        # A quote followed by a semicolon would end the title for every player, and the
        # quote before the first letter is one.
        plain = one_line(title)[:LONGEST_TITLE].lstrip(";").replace("';", "’;")
        text = f"StreamTitle='{plain}';"
        data = text.encode()
        sixteens = -(-len(data) // 16)
        return bytes([sixteens]) + data.ljust(sixteens * 16, b"\0")
