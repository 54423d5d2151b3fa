"""Puts words that run from right to left into the order in which they are read."""

from collections.abc import Iterable, Iterator

import pikepdf

_REVERSED = b"/ReversedChars"
_SHOWN = ("Tj", "TJ")
_BEGUN = ("BMC", "BDC")

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def put_in_reading_order(pdf: pikepdf.Pdf) -> None:
    """Typst shows the words of a line of Arabic as they stand from the left, each marked as reversed.

    In such marked content "the strings themselves shall be in natural reading order" (ISO 32000-1, 14.8.2.3.3).
    Each word says where it stands, so nothing moves.
    """
    for page in pdf.pages:
        page.contents_coalesce()
        if _REVERSED in page.Contents.read_bytes():
            read = list(_in_order(pikepdf.parse_content_stream(page)))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(read))


def _in_order(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    text: list[Instruction] | None = None
    for instruction in instructions:
        name = str(instruction.operator)
        if name == "ET":
            yield from _turned(text or [])
            text = None
        if text is None:
            yield instruction
        else:
            text.append(instruction)
        if name == "BT":
            text = []


def _turned(text: list[Instruction]) -> list[Instruction]:
    if not any(_is_reversed(instruction) for instruction in text):
        return text
    pieces: list[list[Instruction]] = [[]]
    depth = 0
    for instruction in text:
        name = str(instruction.operator)
        depth += (name in _BEGUN) - (name == "EMC")
        pieces[-1].append(instruction)
        if depth == 0 and (name in _SHOWN or name == "EMC"):
            pieces.append([])
    return [instruction for piece in reversed(pieces) for instruction in piece]


def _is_reversed(instruction: Instruction) -> bool:
    return str(instruction.operator) == "BMC" and str(instruction.operands[0]) == "/ReversedChars"
