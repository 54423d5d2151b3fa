import pytest

from wegweiser.printing.definition import Definition, Variant
from wegweiser.printing.errors import UnknownChoice


def test_a_definition_survives_storing() -> None:
    definition = Definition.of("mitte", "a2", language="tr", variant="grau", categories=["schule"], title="Schulen")

    assert Definition.from_plain(definition.plain()) == definition


def test_what_can_be_folded_is_folded_unless_told_otherwise() -> None:
    assert Definition.of("mitte").folded
    assert not Definition.of("mitte", folded=False).folded
    assert not Definition.of("mitte", "a4").folded
    assert not Definition.of("mitte", "a2", variant="gross").folded


@pytest.mark.parametrize(("choices", "message"), [
    ({"paper": "a5"}, "Das Format „a5“ gibt es nicht"),
    ({"language": "xx"}, "Die Sprache „xx“ gibt es nicht"),
    ({"variant": "bunt"}, "Die Fassung „bunt“ gibt es nicht"),
    ({"paper": "a4", "folded": True}, "Vorhanden sind: A3, A2, A1"),
    ({"paper": "a2", "folded": True, "variant": "gross"}, "Vorhanden sind: farbe, grau"),
])  # fmt: skip
def test_what_does_not_exist_is_refused_with_what_does(choices: dict[str, object], message: str) -> None:
    with pytest.raises(UnknownChoice, match=message):
        Definition.of("mitte", **choices)  # type: ignore[arg-type]


def test_large_print_has_no_text_below_14_points() -> None:
    large = Definition.of("mitte", variant=Variant.LARGE)

    assert large.smallest_pt * large.text_magnification == pytest.approx(14)
