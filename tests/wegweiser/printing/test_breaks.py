"""Where German words may be broken."""

import pytest

from wegweiser.printing.breaks import SOFT_HYPHEN, ZERO_WIDTH_SPACE, breakable


@pytest.mark.parametrize(
    "word",
    [
        "Familien|beratung", "Schwangerschafts|konfliktberatung", "Entwicklungs|verzögerungen", "Groß|tagespflege",
        "Mehrgenerationen|haus", "Frühförder|stelle", "Gildehof|straße", "Bischofs|garten", "Bardeleben|schule",
    ],
)  # fmt: skip
def test_long_words_are_broken_at_their_joints(word: str) -> None:
    assert breakable(word.replace("|", "")) == word.replace("|", SOFT_HYPHEN)


@pytest.mark.parametrize(
    "word", ["Kita", "Geburtshaus", "Spielplätze", "Bürgermeisterin", "Rufbereitschaft", "Krankenhaus"]
)
def test_short_and_unknown_words_are_left_alone(word: str) -> None:
    assert breakable(word) == word


def test_only_words_are_broken() -> None:
    assert breakable("Migrationsberatung Mitte, 2. Etage") == f"Migrations{SOFT_HYPHEN}beratung Mitte, 2. Etage"


def test_addresses_and_numbers_may_be_broken_without_a_hyphen() -> None:
    pieces = breakable("https://www.beispiel-stadt.example/familie/angebote").split(ZERO_WIDTH_SPACE)
    assert "".join(pieces).replace(SOFT_HYPHEN, "") == "https://www.beispiel-stadt.example/familie/angebote"
    assert max(len(piece) for part in pieces for piece in part.split(SOFT_HYPHEN)) <= 24
    assert [len(piece) for piece in breakable("0" * 60).split(ZERO_WIDTH_SPACE)] == [24, 24, 12]
    assert breakable("030 23125-118") == "030 23125-118"


def test_narrow_columns_get_shorter_pieces() -> None:
    pieces = breakable("Rindfleischetikettierungsüberwachung", 12).split(SOFT_HYPHEN)
    assert max(map(len, pieces)) <= 12


def test_what_fits_into_no_column_is_broken_all_the_same() -> None:
    pieces = breakable("Rindfleischetikettierungsüberwachungsaufgaben").split(SOFT_HYPHEN)
    assert max(map(len, pieces)) <= 24
    assert min(map(len, pieces)) >= 4
    assert [len(piece) for piece in breakable("x" * 60).split(SOFT_HYPHEN)] == [24, 24, 12]
