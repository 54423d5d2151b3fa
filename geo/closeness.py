"""How far a mistyped word is from a right one."""

from collections.abc import Iterator


def exchanged(word: str) -> Iterator[str]:
    """What was meant if two neighbouring letters were exchanged."""
    for at in range(1, len(word)):
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def slips(word: str) -> Iterator[str]:
    """The same, or what was meant if one letter is too many."""
    yield from exchanged(word)
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def allowed_mistakes(word: str) -> int:
    """Beyond, two words have nothing to do with each other."""
    return 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def mistakes(typed: str, meant: str) -> int:
    """Letters left out, added, replaced or exchanged with their neighbour (optimal string alignment)."""
    return _rows(typed, meant)[-1]


def mistakes_so_far(typed: str, meant: str) -> int:
    """The same for somebody who is still typing: what `meant` has beyond costs nothing."""
    return min(_rows(typed, meant))


def _rows(typed: str, meant: str) -> list[int]:
    """The costs of `typed` against each beginning of `meant`."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(meant, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last
