import pytest
from django.contrib.auth.models import User
from django.test import Client

from wegweiser.directory.models.search import SearchWord

pytestmark = pytest.mark.django_db
LIST = "/admin/directory/searchword/"
FORM = {"word": "Zwergenhaus", "language": "de", "category": "betreuung.kita", "group": "", "active": "on"}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("amt"))
    return client


def test_staff_add_a_word_and_take_it_away_again(staff: Client) -> None:
    assert staff.post(f"{LIST}add/", FORM).status_code == 302
    word = SearchWord.objects.get(word="Zwergenhaus")
    assert (word.origin, word.code, word.spellings) == ("office", "betreuung.kita", "zwergenhaus")
    assert staff.post(f"{LIST}{word.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not SearchWord.objects.filter(pk=word.pk).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"group": "betreuung"}, "entweder eine Art oder eine Gruppe"),
        ({"category": ""}, "entweder eine Art oder eine Gruppe"),
        ({"word": "Kindergarten"}, "gibt es dort schon"),
        ({"language": "xx"}, "Sprache"),
        ({"word": "x" * 121}, "120"),
    ],
)
def test_what_leads_nowhere_is_refused_with_a_sentence(staff: Client, change: dict[str, str], sentence: str) -> None:
    answer = staff.post(f"{LIST}add/", {**FORM, **change})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_a_word_that_came_along_is_switched_off_and_not_deleted(staff: Client) -> None:
    word = SearchWord.objects.get(category="betreuung.kita", word="Hort")
    assert staff.post(f"{LIST}{word.pk}/delete/", {"post": "yes"}).status_code == 403
    assert staff.post(f"{LIST}{word.pk}/change/", {**FORM, "active": ""}).status_code == 302
    word.refresh_from_db()
    assert (word.word, word.active) == ("Hort", False)
    assert staff.post(LIST, {"action": "switch_on", "_selected_action": [word.pk]}).status_code == 302
    word.refresh_from_db()
    assert word.active


def test_the_list_finds_words_however_they_are_spelt(staff: Client) -> None:
    assert "Tagesmutter" in staff.get(LIST, {"q": "tagesmutter"}).content.decode()
