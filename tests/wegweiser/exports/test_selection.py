from typing import Any

import pytest

from tests.city import create_city
from wegweiser.exports.selection import MOST, Selection, TooManySheets, file_names, label, summary
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import UnknownChoice


def test_every_combination_is_a_sheet() -> None:
    chosen = Selection(["west", "ost"], papers=["a4", "a3"], languages=["de", "tr"], variants=["farbe", "grau"])
    definitions = chosen.definitions()
    assert len(definitions) == len(set(definitions)) == 16
    assert {definition.folded for definition in definitions if definition.paper.name == "a3"} == {True}
    assert not any(definition.folded for definition in Selection(["west"], papers=["a3"], flat=True).definitions())


def test_the_same_twice_is_one_sheet() -> None:
    assert len(Selection(["west", "west"], papers=["a4", "A4"]).definitions()) == 1


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"papers": ["a9"]}, "„a9“ gibt es nicht"),
        ({"languages": ["xx"]}, "„xx“ gibt es nicht"),
        ({"product": "plakat"}, "„plakat“ gibt es nicht"),
        ({"variants": ["bunt"]}, "„bunt“ gibt es nicht"),
    ],
)
def test_what_does_not_exist_is_named(choices: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UnknownChoice, match=sentence):
        Selection(["west"], **choices).definitions()


def test_a_slip_of_the_hand_is_refused_before_it_is_built() -> None:
    with pytest.raises(TooManySheets, match=f"Das wären {MOST + 1} Blätter"):
        Selection([str(number) for number in range(MOST + 1)]).definitions()


def test_labels_speak_german() -> None:
    names = {"west": "West"}
    assert label(Definition.of("west", "a3", language="tr"), names) == "West · A3 gefaltet · Türkisch"
    plain = Definition.of("ost", "a2", folded=False, variant="grau", categories=["betreuung"], title="Kitas")
    assert label(plain, names) == "ost · A2 flach · Deutsch · Graustufen · Auswahl · „Kitas“"
    assert label(Definition.of("", product="flyer"), names).startswith("Flyer · ganze Stadt · A4")
    assert label(Definition.of("west", "a4"), names) == "West · A4 · Deutsch"


@pytest.mark.usefixtures("empty_city")
def test_an_order_is_named_in_a_line() -> None:
    create_city()
    assert summary(Selection(["west", "ost"], languages=["de", "tr"]).definitions()) == (
        "Wegweiser · West und Ost · A3 gefaltet · Deutsch und Türkisch"
    )
    many = Selection(["west"], papers=["a4", "a3", "a2"], languages=["de", "tr", "ar"]).definitions()
    assert summary(many) == "Wegweiser · West · 3 Formate · 3 Sprachen"
    large = Selection(["west"], papers=["a3"], variants=["gross"]).definitions()
    assert summary(large) == "Wegweiser · West · A3 flach · Deutsch · große Schrift"


def test_files_have_speaking_names_of_their_own() -> None:
    chosen = [
        Definition.of("west", "a3"),
        Definition.of("west", "a3", language="tr"),
        Definition.of("west", "a3", folded=False, variant="grau"),
        Definition.of("west", "a4", categories=["betreuung"]),
        Definition.of("west", "a4", categories=["schule"]),
        Definition.of("west", product="ausmalplan"),
        Definition.of("", product="flyer"),
    ]
    assert file_names(chosen) == [
        "wegweiser-west-a3.pdf",
        "wegweiser-west-a3-tr.pdf",
        "wegweiser-west-a3-flach-grau.pdf",
        "wegweiser-west-a4-auswahl.pdf",
        "wegweiser-west-a4-auswahl-2.pdf",
        "ausmalplan-west-a4.pdf",
        "flyer-stadt-a4.pdf",
    ]
