import pytest
from django.http import QueryDict

from geo.errors import NotAWholeNumber
from geo.rest.paging import DEFAULT_LIMIT, MAXIMUM_LIMIT, Page


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("", Page(DEFAULT_LIMIT, 0)),
        ("limit=5&offset=10", Page(5, 10)),
        (f"limit={MAXIMUM_LIMIT}", Page(MAXIMUM_LIMIT, 0)),
        (f"limit={MAXIMUM_LIMIT + 1}", Page(MAXIMUM_LIMIT, 0)),
    ],
)
def test_a_page_of_a_question(query: str, page: Page) -> None:
    assert Page.parse(QueryDict(query)) == page


@pytest.mark.parametrize("query", ["limit=0", "limit=", "limit=-5", "offset=-1", "offset=x"])
def test_a_wrong_page(query: str) -> None:
    with pytest.raises(NotAWholeNumber, match=query.partition("=")[0]):
        Page.parse(QueryDict(query))


def test_the_next_page_asks_the_same() -> None:
    query = QueryDict("bbox=1,2,3,4&category=betreuung.kita&limit=5")
    assert Page(5, 0).address(query, 5) == "bbox=1,2,3,4&category=betreuung.kita&limit=5&offset=5"
