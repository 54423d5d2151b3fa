import pytest
from django.contrib.auth.models import User
from django.test import Client

from wegweiser.directory.models.city import City
from wegweiser.directory.models.situations import LifeSituation

pytestmark = pytest.mark.django_db

ADD = "/admin/directory/lifesituation/add/"
WAYS = {
    "ways-TOTAL_FORMS": "1",
    "ways-INITIAL_FORMS": "0",
    "ways-0-category": "amt.buergerservice",
    "ways-0-position": "1",
}
FORM = {
    "code": "umzug",
    "position": "3",
    "title_de": "Umzug",
    "text_de": "Melden Sie sich um.",
    "title_tr": "Taşınma",
    **WAYS,
}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("amt"))
    return client


def test_staff_write_a_situation_language_by_language(staff: Client) -> None:
    page = staff.get(ADD).content.decode()
    assert "Türkçe" in page
    assert page.index("title_de") < page.index("title_tr")
    assert staff.post(ADD, FORM).status_code == 302
    situation = LifeSituation.objects.get(pk="umzug")
    assert (situation.names, situation.texts) == ({"de": "Umzug", "tr": "Taşınma"}, {"de": "Melden Sie sich um."})
    assert [way.category_id for way in situation.ways.all()] == ["amt.buergerservice"]


def test_german_is_needed_because_all_else_falls_back_to_it(staff: Client) -> None:
    answer = staff.post(ADD, {**FORM, "title_de": ""})
    assert answer.status_code == 200
    assert not LifeSituation.objects.filter(pk="umzug").exists()


def test_a_language_that_the_city_has_given_up_keeps_its_words(staff: Client) -> None:
    staff.post(ADD, FORM)
    city = City.objects.get()
    city.profile["languages"] = ["de"]
    city.save()
    way = LifeSituation.objects.get(pk="umzug").ways.get()
    change = {**FORM, "text_de": "Neu", "ways-INITIAL_FORMS": "1", "ways-0-id": way.pk, "ways-0-situation": "umzug"}
    assert staff.post("/admin/directory/lifesituation/umzug/change/", change).status_code == 302
    situation = LifeSituation.objects.get(pk="umzug")
    assert situation.names == {"de": "Umzug", "tr": "Taşınma"}
    assert situation.texts == {"de": "Neu"}
