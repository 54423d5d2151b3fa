"""Rewrites one content stream: every colour in inks, black text over what lies below it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pikepdf

from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.inks import BLACK, Cmyk, Rgb
from wegweiser.printing.press.spaces import Space, space_of

Ink = Callable[[Rgb], Cmyk]

OVERPRINT, KNOCKOUT = pikepdf.Name("/InkOver"), pikepdf.Name("/InkAlone")
"""Names of the graphics states that black text switches on and off."""

_FILL, _STROKE = pikepdf.Operator("k"), pikepdf.Operator("K")
_SET_STATE, _SET_FILL_SPACE, _SET_STROKE_SPACE = (pikepdf.Operator(name) for name in ("gs", "cs", "CS"))
_DEVICE = {"g": Space.GREY, "rg": Space.RGB, "k": Space.CMYK}
_COLOURING = frozenset(name for plain in ("cs", "sc", "scn", *_DEVICE) for name in (plain, plain.upper()))
_NOTED = frozenset(("q", "Q", "BT", "ET"))
_SHARES = tuple(Decimal(percent) / 100 for percent in range(101))


@dataclass(frozen=True)
class _Side:
    """The colour of one side, filling or stroking: its space, and whether black is only implied by that."""

    space: Space | None = None
    ink: Cmyk | None = None
    implied: bool = False


class Recolouring:
    """`spaces` are those that the stream's resources name; `begun` is the ink of a stream that begins with one."""

    def __init__(self, spaces: Mapping[str, Any], ink: Ink, begun: Cmyk | None = None) -> None:
        self._spaces, self._ink = spaces, ink
        self._fill = self._stroke = _Side(Space.CMYK if begun else None, begun)
        self._saved: list[tuple[_Side, _Side]] = []
        self._in_text = self._overprints = False
        self._written: list[Any] = []

    def rewrite(self, stream: pikepdf.Object | pikepdf.Page) -> bytes:
        """Raises PreflightError for an ink that is unknown and for pictures within the stream."""
        if self._fill.ink:
            self._write_ink(self._fill.ink, stroking=False)
            self._write_ink(self._fill.ink, stroking=True)
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                raise PreflightError(["Ein Bild liegt mitten in einem Inhaltsstrom; es lässt sich nicht umrechnen."])
            name = str(instruction.operator)
            if name in _COLOURING:
                self._colour(name, list(instruction.operands))
                continue
            if self._fill.implied or self._stroke.implied:
                self._state_implied()
            if name in _NOTED:
                self._note(name)
            self._written.append(instruction)
        return pikepdf.unparse_content_stream(self._written)

    def _note(self, name: str) -> None:
        if name == "q":
            self._saved.append((self._fill, self._stroke))
        elif name == "Q" and self._saved:
            self._fill, self._stroke = self._saved.pop()
        elif name in ("BT", "ET"):
            self._in_text = name == "BT"
            self._settle()

    def _colour(self, name: str, operands: list[Any]) -> None:
        stroking = name.isupper()
        side = self._stroke if stroking else self._fill
        plain = name.lower()
        if plain == "cs":
            space = self._space(str(operands[0]))
            side = _Side(space, implied=space != Space.PATTERN)
            if space == Space.PATTERN:
                self._write([pikepdf.Name.Pattern], _SET_STROKE_SPACE if stroking else _SET_FILL_SPACE)
        elif side.space == Space.PATTERN and plain in ("sc", "scn"):
            side = replace(side, ink=None)
            self._write(operands, pikepdf.Operator(name))
        else:
            side = self._converted(_DEVICE.get(plain, side.space), operands)
            self._write_ink(side.ink, stroking)
        if stroking:
            self._stroke = side
        else:
            self._fill = side
            self._settle()

    def _space(self, name: str) -> Space:
        return space_of(self._spaces.get(name, name))

    def _converted(self, space: Space | None, operands: list[Any]) -> _Side:
        values = tuple(float(operand) for operand in operands)
        if space is None or len(values) != space.value:
            raise PreflightError(["Eine Farbe passt nicht zu ihrem Farbraum."])
        if space == Space.CMYK:
            return _Side(space, Cmyk(*(round(100 * value) for value in values)))
        return _Side(space, self._ink(values))

    def _state_implied(self) -> None:
        """A new colour space begins with black; the old one would otherwise go on."""
        if self._fill.implied:
            self._fill = replace(self._fill, ink=BLACK, implied=False)
            self._write_ink(BLACK, stroking=False)
            self._settle()
        if self._stroke.implied:
            self._stroke = replace(self._stroke, ink=BLACK, implied=False)
            self._write_ink(BLACK, stroking=True)

    def _settle(self) -> None:
        """Black letters are printed over the colours below: no white edges where the sheet moves in the press."""
        wanted = self._in_text and self._fill.ink == BLACK
        if wanted != self._overprints:
            self._overprints = wanted
            self._write([OVERPRINT if wanted else KNOCKOUT], _SET_STATE)

    def _write_ink(self, ink: Cmyk | None, stroking: bool) -> None:
        self._write(list(shares(ink or BLACK)), _STROKE if stroking else _FILL)

    def _write(self, operands: list[Any], operator: pikepdf.Operator) -> None:
        self._written.append((operands, operator))


def shares(ink: Cmyk) -> Iterator[Decimal]:
    """Operands of a PDF, from 0 to 1."""
    return (_SHARES[percent] for percent in ink)
