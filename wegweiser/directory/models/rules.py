"""What must hold for every place, whoever writes it; the messages are what staff read."""

from django.db.models import CheckConstraint, F, Q, TextChoices

from wegweiser.directory.choices import ChangingTable, Cost, InSchoolHolidays, PramAccess, State, Visibility

MAXIMUM_AGE_MONTHS = 27 * 12


def _known(field: str, choices: type[TextChoices]) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=f"facility_{field}_known")


def _in_order(first: str, last: str) -> Q:
    return Q(**{first: None}) | Q(**{last: None}) | Q(**{f"{first}__lte": F(last)})


FACILITY_RULES = (
    CheckConstraint(
        condition=~Q(visibility=Visibility.PHONE_ONLY)
        | Q(point=None, street="", house_number="", postcode="", city=""),
        name="facility_protected_stores_no_location",
        violation_error_message="Ein geschützter Ort darf keine Adresse und keine Lage haben. "
        "Bitte löschen Sie Straße, Hausnummer, PLZ, Ort und Lage.",
    ),
    CheckConstraint(
        condition=_in_order("age_from_months", "age_to_months"),
        name="facility_ages_in_order",
        violation_error_message="„Alter ab“ ist größer als „Alter bis“.",
    ),
    CheckConstraint(
        condition=Q(age_to_months=None) | Q(age_to_months__lte=MAXIMUM_AGE_MONTHS),
        name="facility_ages_plausible",
        violation_error_message=f"Das Alter wird in Monaten angegeben, höchstens {MAXIMUM_AGE_MONTHS}.",
    ),
    _known("visibility", Visibility),
    _known("state", State),
    CheckConstraint(
        condition=Q(point=None, geometry_source="") | (Q(point__isnull=False) & ~Q(geometry_source="")),
        name="facility_location_has_source",
        violation_error_message="Zu einer Lage gehört, woher sie kommt.",
    ),
    _known("pram", PramAccess),
    _known("changing_table", ChangingTable),
    _known("cost", Cost),
    _known("in_school_holidays", InSchoolHolidays),
    CheckConstraint(
        condition=Q(card_from=None, card_to=None) | ~Q(card_offer=""),
        name="facility_card_gives_something",
        violation_error_message="Bitte schreiben Sie, was es mit der Familienkarte gibt, oder löschen Sie die Tage.",
    ),
    CheckConstraint(
        condition=_in_order("card_from", "card_to"),
        name="facility_card_days_in_order",
        violation_error_message="„Familienkarte gilt ab“ liegt nach „gilt bis“.",
    ),
    CheckConstraint(
        condition=Q(closed_to=None, closed_notice="") | Q(closed_from__isnull=False),
        name="facility_closure_begins",
        violation_error_message="Zu einer vorübergehenden Schließung gehört der Tag, an dem sie beginnt.",
    ),
    CheckConstraint(
        condition=_in_order("closed_from", "closed_to"),
        name="facility_closure_days_in_order",
        violation_error_message="„geschlossen ab“ liegt nach „geschlossen bis“.",
    ),
)
