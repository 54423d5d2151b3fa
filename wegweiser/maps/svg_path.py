"""SVG path data moved and scaled, so that drawings need no `transform`: every SVG reader agrees about plain paths."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
FLAG = re.compile(r"[01]")
SEPARATORS = " \t\r\n,"
# what each number of a command is: x, y, a length (r), an angle (n) or an arc flag (f)
ARGUMENTS = {
    "M": "xy",
    "L": "xy",
    "T": "xy",
    "H": "x",
    "V": "y",
    "C": "xyxyxy",
    "S": "xyxy",
    "Q": "xyxy",
    "A": "rrnffxy",
    "Z": "",
}


class PathError(ValueError):
    """The path data cannot be read."""


@dataclass(frozen=True)
class Placing:
    """Uniform scale, then a shift."""

    scale: float
    dx: float
    dy: float
    digits: int = 4
    """After the point."""

    def apply(self, path: str) -> str:
        return "".join(self._command(letter, numbers) for letter, numbers in _commands(path))

    def _command(self, letter: str, numbers: list[tuple[str, float]]) -> str:
        placed = (self._number(kind, value, absolute=letter.isupper()) for kind, value in numbers)
        return letter + " ".join(f"{value:.{self.digits}f}".rstrip("0").rstrip(".") for value in placed)

    def _number(self, kind: str, value: float, *, absolute: bool) -> float:
        if kind in "nf":
            return value
        shift = {"x": self.dx, "y": self.dy}.get(kind, 0.0) if absolute else 0.0
        return value * self.scale + shift


def _commands(path: str) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    if COMMAND.sub("", path).strip(SEPARATORS):
        raise PathError(f"not path data: {path[:40]!r}")
    for index, (letter, text) in enumerate(COMMAND.findall(path)):
        numbers = list(_numbers(letter, text))
        if index == 0 and letter == "m":  # a first move is absolute, however it is written; what follows it is not
            yield "M", numbers[:2]
            letter, numbers = "l", numbers[2:]
        if numbers or not ARGUMENTS[letter.upper()]:
            yield letter, numbers


def _numbers(letter: str, text: str) -> Iterator[tuple[str, float]]:
    kinds = ARGUMENTS[letter.upper()]
    rest, taken = text.strip(SEPARATORS), 0
    while rest:
        kind = kinds[taken % len(kinds)] if kinds else "none"
        found = (FLAG if kind == "f" else NUMBER).match(rest)
        if found is None or not kinds:
            raise PathError(f"{letter} cannot take {rest[:20]!r}")
        yield kind, float(found[0])
        rest, taken = rest[found.end() :].lstrip(SEPARATORS), taken + 1
    if kinds and (not taken or taken % len(kinds)):
        raise PathError(f"{letter} has {taken} numbers")
