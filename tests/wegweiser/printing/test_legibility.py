"""The rules for any printed page, tried on a page of four words."""

from io import BytesIO

import pikepdf
import pytest

from tests.wegweiser.printing.conftest import Printed
from wegweiser.printing.errors import GateError
from wegweiser.printing.legibility import PageRules, check_pages

MM = 72 / 25.4


@pytest.fixture(scope="module")
def page(printed: Printed) -> bytes:
    """The cover page with a word of 9 pt in its middle and nothing else."""
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        del pdf.pages[0]
        del pdf.pages[1:]
        font = next(iter(pdf.pages[0].Resources.Font))
        text = f"BT {font} 9 Tf 1 0 0 1 {103 * MM} {103 * MM} Tm <00240025> Tj ET"
        pdf.pages[0].Contents = pdf.make_stream(text.encode())
        target = BytesIO()
        pdf.save(target)
    return target.getvalue()


def test_a_page_that_keeps_the_rules_passes(page: bytes) -> None:
    check_pages(page, [PageRules(8, (50,))])


@pytest.mark.parametrize(("rules", "message"), [
    (PageRules(101), r"Seite 1: „.“ \(bei 100, 19\d mm\) steht zu nah am Rand"),
    (PageRules(8, (98,)), "steht zu nah am Falz"),
    (PageRules(8, least_pt=10), r"ist mit 9\.0 pt zu klein"),
])  # fmt: skip
def test_what_breaks_a_rule_is_named_with_its_place(page: bytes, rules: PageRules, message: str) -> None:
    with pytest.raises(GateError, match=message):
        check_pages(page, [rules])
