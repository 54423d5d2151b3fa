import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from geo.conf import tile_dir
from tests.city import create_city, create_facility
from wegweiser.directory.choices import GeometrySource, Visibility
from wegweiser.staff.versions import current_version


@pytest.mark.usefixtures("empty_city")
def test_saving_a_place_drops_the_tiles_that_showed_it(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    create_city()
    place = create_facility("Frauenhaus", category_id="schutz.frauenhaus", geometry_source=GeometrySource.NONE)
    stored = tile_dir() / "facilities" / "former-token"
    stored.mkdir(parents=True)
    data = {
        "name": "Frauenhaus",
        "category": "schutz.frauenhaus",
        "visibility": Visibility.PHONE_ONLY,
        "state": "draft",
        "version": current_version(place.pk),
    }

    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(reverse("admin:directory_facility_change", args=[place.pk]), data)

    assert answer.status_code == 302, answer.context["adminform"].errors
    assert not stored.exists()
