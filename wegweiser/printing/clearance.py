"""What stands on, under or beyond what on a map: the audit of its placement in sentences that name the facilities."""

from collections.abc import Iterable, Iterator

from geo.cartography.placement.audit import audit
from geo.cartography.placement.values import PlacedBlock, Placement
from wegweiser.printing.values import Place

FURNITURE = "Titel, Legende, Maßstab oder dem Namen eines Nachbarn"


def collisions(placement: Placement, places: Iterable[Place], whole: str = "der Karte") -> Iterator[str]:
    """Keys of the placement are the numbers of the `places`; `whole` is what its frame bounds."""
    found, names = audit(placement), {place.number: place.name for place in places}

    def name(block: PlacedBlock) -> str:
        return ", ".join(f"{key} „{names[int(str(key))]}“" for key in block.block.keys)

    of_two = (
        (found.overlaps, "{} liegt auf {}."),
        (found.crossings, "Die Linien von {} und {} kreuzen sich."),
        (found.under_plate, "Die Linie von {} läuft unter {}."),
        (found.through_dot, "Die Linie von {} läuft durch den Punkt von {}."),
    )
    of_one = (
        (found.on_furniture, f"{{}} liegt auf {FURNITURE}."),
        (found.out_of_frame, f"{{}} ragt aus dem Rahmen {whole}."),
        (found.on_fold, "{} liegt auf einem Falz."),
        (found.over_furniture, f"Die Linie von {{}} läuft unter {FURNITURE}."),
    )
    for pairs, sentence in of_two:
        yield from dict.fromkeys(sentence.format(name(one), name(other)) for one, other in pairs)
    for blocks, sentence in of_one:
        yield from dict.fromkeys(sentence.format(name(block)) for block in blocks)
