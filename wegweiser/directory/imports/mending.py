"""What contradicts itself within a row is left out, and a warning says so: the database would refuse the whole row."""

from wegweiser.directory.imports.place import Place

SPANS = (
    ("age_from_months", "age_to_months", "das Alter von {} bis {} Monaten ist vertauscht; weggelassen"),
    ("card_from", "card_to", "die Familienkarte gilt von {} bis {}, das ist vertauscht; weggelassen"),
    ("closed_from", "closed_to", "geschlossen von {} bis {}, das ist vertauscht; weggelassen"),
)


def mend(place: Place) -> None:
    values = place.values
    for lower, upper, warning in SPANS:
        first, last = values.get(lower), values.get(upper)
        if first is not None and last is not None and first > last:
            values.update({lower: None, upper: None})
            place.warnings.append(warning.format(first, last))
    if not values.get("card_offer", "") and (values.get("card_from") or values.get("card_to")):
        values.update({name: None for name in ("card_from", "card_to") if name in values})
        place.warnings.append("Tage der Familienkarte ohne Angebot (card_offer); weggelassen")
    if values.get("closed_from") is None and (values.get("closed_to") or values.get("closed_notice")):
        values.update({name: unset for name, unset in (("closed_to", None), ("closed_notice", "")) if name in values})
        place.warnings.append("vorübergehende Schließung ohne ersten Tag (closed_from); weggelassen")
