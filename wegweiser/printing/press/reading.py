"""Reads a PDF back as a press would: follows every content stream and notes what is painted with what."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from math import hypot, sqrt
from typing import Any

import pikepdf

from geo.cartography.units import MM_PER_INCH, POINTS_PER_MM
from wegweiser.printing.press.objects import drawings

Ink = tuple[float, ...]
"""Cyan, magenta, yellow, black from 0 to 1."""
Matrix = tuple[float, float, float, float]
"""Without the shift, which changes no size."""

_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0)
_STROKING = frozenset(("S", "s", "B", "B*", "b", "b*"))
_FILLING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_STROKED_TEXT, _INVISIBLE_TEXT = frozenset((1, 2, 5, 6)), frozenset((3, 7))
_FOREIGN = {"g": "Grau", "rg": "RGB", **dict.fromkeys(("cs", "sc", "scn"), "einem anderen Farbraum")}
_COLOURING = frozenset(("k", *_FOREIGN))
_READ = " ".join(
    ["q Q cm w BT Tr Tf Tm gs Do BI ID EI k K cs CS sc SC scn SCN g G rg RG", *_STROKING, *_FILLING, *_SHOWING]
)
_DEEPEST = 20


@dataclass(frozen=True)
class Text:
    size_pt: float
    ink: Ink | None


@dataclass
class Painted:
    """What a press would meet; each with where it is met first."""

    inks: dict[Ink, str] = field(default_factory=dict)
    texts: dict[Text, str] = field(default_factory=dict)
    lines_mm: dict[float, str] = field(default_factory=dict)
    dpi: list[tuple[float, str]] = field(default_factory=list)
    faults: dict[str, None] = field(default_factory=dict)
    """Sentences, in order."""
    transparent: bool = False
    overprints: bool = False


@dataclass
class _State:
    matrix: Matrix = _UPRIGHT
    ink: dict[bool, Ink | None] = field(default_factory=lambda: {False: None, True: None})
    """Of filling and of stroking; None before any is set, and for a pattern."""
    chosen: dict[bool, bool] = field(default_factory=lambda: {False: False, True: False})
    width: float = 1.0
    font_size: float = 0.0
    rendering: int = 0

    def copied(self) -> "_State":
        other = copy(self)
        other.ink, other.chosen = dict(self.ink), dict(self.chosen)
        return other


def read(pdf: pikepdf.Pdf) -> Painted:
    """Every page with all that it draws, then the streams that no page draws."""
    painted, seen = Painted(), set[tuple[int, int]]()
    for number, page in enumerate(pdf.pages, 1):
        _Walk(painted, seen, page.resources, _State()).follow(page, f"Seite {number}")
    for item in drawings(pdf):
        if item.objgen not in seen:
            state = _State(chosen={False: True, True: True})  # whoever draws it says with which
            _Walk(painted, seen, item.get("/Resources"), state).follow(item, "Nicht gezeigte Zeichnung")
    return painted


class _Walk:
    """One content stream."""

    def __init__(self, painted: Painted, seen: set[tuple[int, int]], resources: Any, state: _State) -> None:
        self._painted, self._seen, self._state = painted, seen, state
        self._resources = resources if resources is not None else pikepdf.Dictionary()
        self._saved: list[_State] = []
        self._text_matrix = _UPRIGHT
        self._where, self._depth = "", 0

    def follow(self, stream: Any, where: str, depth: int = 0) -> None:
        self._where, self._depth = where, depth
        for instruction in pikepdf.parse_content_stream(stream, _READ):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._fault("Ein Bild liegt mitten im Inhaltsstrom.")
                continue
            name, operands = str(instruction.operator), instruction.operands
            if name in _STROKING or name in _FILLING:
                self._paint(name)
            elif name in _SHOWING:
                self._show()
            elif name.lower() in _COLOURING:
                self._colour(name.lower(), operands, stroking=name.isupper())
            else:
                self._set(name, operands)

    def _set(self, name: str, operands: Any) -> None:
        match name:
            case "q":
                self._saved.append(self._state.copied())
            case "Q" if self._saved:
                self._state = self._saved.pop()
            case "cm":
                self._state.matrix = _product(_matrix(operands), self._state.matrix)
            case "w":
                self._state.width = float(operands[0])
            case "gs":
                self._graphics_state(self._resources.ExtGState[operands[0]])
            case "Do":
                self._draw(str(operands[0]), self._resources.XObject[operands[0]])
            case _:
                self._set_text(name, operands)

    def _set_text(self, name: str, operands: Any) -> None:
        match name:
            case "BT":
                self._text_matrix = _UPRIGHT
            case "Tm":
                self._text_matrix = _matrix(operands)
            case "Tf":
                self._state.font_size = float(operands[1])
            case "Tr":
                self._state.rendering = int(operands[0])

    def _colour(self, name: str, operands: Any, *, stroking: bool) -> None:
        self._state.chosen[stroking], self._state.ink[stroking] = True, None
        if name == "k":
            ink = tuple(float(value) for value in operands)
            self._state.ink[stroking] = ink
            self._painted.inks.setdefault(ink, self._where)
        elif name == "scn" and operands and isinstance(operands[-1], pikepdf.Name):
            pattern = operands[-1]
            self._enter(self._resources.Pattern[pattern], f"{self._where}, Muster {str(pattern).removeprefix('/')}")
        elif name != "cs" or operands[-1] != "/Pattern":
            self._fault(f"Eine Farbe steht in {_FOREIGN[name]} statt in CMYK.")

    def _paint(self, name: str) -> None:
        if name in _STROKING:
            self._need_ink(stroking=True)
            scale = sqrt(abs(_determinant(self._state.matrix)))
            width_mm = round(self._state.width * scale / POINTS_PER_MM, 3)
            self._painted.lines_mm.setdefault(width_mm, self._where)
        if name in _FILLING:
            self._need_ink(stroking=False)

    def _show(self) -> None:
        if self._state.rendering in _INVISIBLE_TEXT:
            return
        stroking = self._state.rendering in _STROKED_TEXT
        self._need_ink(stroking=stroking)
        _, _, c, d = _product(self._text_matrix, self._state.matrix)
        size_pt = round(self._state.font_size * hypot(c, d), 2)
        self._painted.texts.setdefault(Text(size_pt, self._state.ink[stroking]), self._where)

    def _need_ink(self, *, stroking: bool) -> None:
        if not self._state.chosen[stroking]:
            self._fault("Etwas ist gezeichnet, ehe eine Farbe gewählt ist.")

    def _graphics_state(self, state: Any) -> None:
        opacities = (float(state.get(key, 1)) for key in ("/ca", "/CA"))
        blended = str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._enter(mask.G, f"{self._where}, Maske")
        if blended or isinstance(mask, pikepdf.Dictionary) or min(opacities) < 1:
            self._painted.transparent = True
        if state.get("/op", state.get("/OP", False)):
            self._painted.overprints = True
        if "/LW" in state:
            self._state.width = float(state.LW)

    def _draw(self, name: str, item: Any) -> None:
        where = f"{self._where}, {name.removeprefix('/')}"
        if item.get("/Subtype") == "/Image":
            a, b, c, d = self._state.matrix
            shown = (float(item.Width) / hypot(a, b), float(item.Height) / hypot(c, d))
            self._painted.dpi.append((min(shown) * MM_PER_INCH * POINTS_PER_MM, where))
        else:
            self._enter(item, where)

    def _enter(self, item: Any, where: str) -> None:
        """A form, a tile or a mask, with the state that whoever draws it has."""
        if not isinstance(item, pikepdf.Stream) or self._depth > _DEEPEST:
            return
        self._seen.add(item.objgen)
        state = self._state.copied()
        state.matrix = _product(_matrix(item.get("/Matrix", [*_UPRIGHT, 0, 0])), state.matrix)
        resources = item.get("/Resources", self._resources)
        _Walk(self._painted, self._seen, resources, state).follow(item, where, self._depth + 1)

    def _fault(self, sentence: str) -> None:
        self._painted.faults[f"{self._where}: {sentence}"] = None


def _matrix(numbers: Iterable[Any]) -> Matrix:
    a, b, c, d, *_ = (float(number) for number in numbers)
    return a, b, c, d


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d = inner
    e, f, g, h = outer
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _determinant(matrix: Matrix) -> float:
    a, b, c, d = matrix
    return a * d - b * c
