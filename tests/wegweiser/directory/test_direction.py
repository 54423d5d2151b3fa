"""Names and numbers keep their order among Arabic."""

import pytest
from django.utils.translation import override

from wegweiser.directory.direction import kept, listed


@pytest.mark.parametrize(("language", "written"), [("ar", "\u2068030 23125-118\u2069"), ("de", "030 23125-118")])
def test_only_a_text_from_right_to_left_needs_isolates(language: str, written: str) -> None:
    with override(language):
        assert kept("030 23125-118") == written
        assert kept("") == ""


@pytest.mark.parametrize(("language", "written"), [("ar", "ا، ب"), ("de", "ا, ب")])
def test_a_list_has_the_comma_of_its_language(language: str, written: str) -> None:
    with override(language):
        assert listed(["ا", "ب"]) == written
