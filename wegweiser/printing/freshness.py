"""What has changed since an edition was drawn. It is read anew each time: an edition itself is never touched."""

from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City
from wegweiser.directory.models.public import PublicFacility
from wegweiser.printing.changes import Changes, Entry, compare, entries
from wegweiser.printing.data import entry_of, read_sheet
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.models import Edition


def changes_since(edition: Edition) -> Changes:
    """Between the printed edition and today, for any product and however old it is."""
    printed = entries(edition)
    known = {entry.facility_id for entry in printed}
    city = City.objects.first()
    name = CityProfile.from_data(city.profile).name if city else ""
    still = [entry_of(facility, name) for facility in PublicFacility.objects.filter(pk__in=known)]
    today = _today(edition)
    if today is None:
        return compare(printed, still)
    withdrawn = edition.places.filter(facility_id=None).exists()
    # a place that was withdrawn from the paper must not come back as a new one
    shown = [entry for entry in today if entry.facility_id in known or entry.point or not withdrawn]
    return compare(printed, shown, elsewhere=still)


def _today(edition: Edition) -> list[Entry] | None:
    """What the sheet would show now; None where that cannot be said any more, such as without its Sozialraum."""
    try:
        definition = Definition.from_plain(edition.definition)
        if definition.product not in (Product.WEGWEISER, Product.FLYER):
            return None  # the others show a choice: what is new in the city is not new on them
        return [place.entry for place in read_sheet(definition).places]
    except (PrintingError, TypeError):
        return None
