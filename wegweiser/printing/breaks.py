"""Where a long German word may be broken at the end of a line: at its joints, as a careful typesetter would.

Patterns break „Familienbe-ratung“; what a reader can take in is „Familien-beratung“.
"""

import re
from collections.abc import Iterator
from pathlib import Path

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
"""Where an address or a long number may be broken: a hyphen would be read as part of it."""
_LONG = 14
"""Shorter words go to the next line as they are."""
LONGEST_PIECE = 24
"""What has no known joint and is longer is broken between syllables, so that it fits into any column."""
_KNOWN_ALONE = 4
_KNOWN_AFTER_UNKNOWN = 5
"""A component behind letters that are none; „Bischof“ is no „Hof“."""
_PARTS = frozenset((Path(__file__).parent / "german_parts.txt").read_text(encoding="utf-8").split())
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_RUN = re.compile(rf"[^\s{SOFT_HYPHEN}]+")
_BETWEEN = re.compile(rf"[\s{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}]+")
_SIGNS = re.compile(r"(?<=[/.@_?=&:+,;-])(?=\w)")
_SYLLABLE = re.compile(
    r"(?<=[aeiouyäöü])(?=(?:sch|ch|ck|ph|th|[b-df-hj-np-tv-xzß])[aeiouyäöü])"
    r"|(?<=[b-df-hj-np-tv-xzß])(?=[b-df-hj-np-tv-xz][aeiouyäöü])"
)


def breakable(text: str, longest: int = LONGEST_PIECE) -> str:
    """With a soft hyphen at each place where a long word may be broken, and room to break what is no word.

    No piece has more than `longest` signs.
    """
    hyphenated = _WORD.sub(lambda word: SOFT_HYPHEN.join(_pieces(word[0], longest)), text)
    return _RUN.sub(lambda run: _loosened(run[0], longest), hyphenated)


def pieces(text: str) -> list[str]:
    """What no line end can come into."""
    return _BETWEEN.split(text)


def _loosened(run: str, longest: int) -> str:
    if len(run) <= longest:
        return run
    parts = [part[begin : begin + longest] for part in _SIGNS.split(run) for begin in range(0, len(part), longest)]
    return ZERO_WIDTH_SPACE.join(parts)


def _pieces(word: str, longest: int) -> Iterator[str]:
    for piece in _components(word) or [word]:
        yield from _syllables(piece, longest) if len(piece) > longest else [piece]


def _components(word: str) -> list[str]:
    """From the right, the longest known one first; empty where none is known."""
    for begin in range(1, len(word) - _KNOWN_ALONE + 1):
        left, right = word[:begin], word[begin:]
        if right.lower() not in _PARTS:
            continue
        if left.lower() in _PARTS:
            return [left, right]
        earlier = _components(left)
        if earlier:
            return [*earlier, right]
        if len(left) >= _KNOWN_ALONE and len(right) >= _KNOWN_AFTER_UNKNOWN:
            return [left, right]
    return []


def _syllables(piece: str, longest: int) -> Iterator[str]:
    """As few pieces as needed, each long enough to be read."""
    begin = 0
    ends = [found.start() for found in _SYLLABLE.finditer(piece.lower())]
    while len(piece) - begin > longest:
        fitting = [end for end in ends if 4 <= end - begin <= longest - 4 and len(piece) - end >= 4]
        end = fitting[-1] if fitting else begin + longest
        yield piece[begin:end]
        begin = end
    yield piece[begin:]
