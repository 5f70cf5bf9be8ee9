"""
Lists for players that know neither HLS nor JSON: M3U and PLS.

Both hold one address and a title, and a player that opens one begins to play.
"""

from callsign.engines.stream.legible import one_line


def write_m3u(title: str, href: str) -> str:
    r"""
    Write an M3U of one stream that has no end.

    >>> write_m3u("KDEMO 89.7", "https://kdemo.example/listen/kdemo.mp3")
    '#EXTM3U\n#EXTINF:-1,KDEMO 89.7\nhttps://kdemo.example/listen/kdemo.mp3\n'
    """
    return f"#EXTM3U\n#EXTINF:-1,{one_line(title)}\n{href}\n"


def write_pls(title: str, href: str) -> str:
    """
    Write a PLS of one stream that has no end.

    >>> print(write_pls("KDEMO 89.7", "https://kdemo.example/listen/kdemo.mp3"))
    [playlist]
    NumberOfEntries=1
    File1=https://kdemo.example/listen/kdemo.mp3
    Title1=KDEMO 89.7
    Length1=-1
    Version=2
    <BLANKLINE>
    """
    return (
        "[playlist]\n"
        "NumberOfEntries=1\n"
        f"File1={href}\n"
        f"Title1={one_line(title)}\n"
        "Length1=-1\n"
        "Version=2\n"
    )
