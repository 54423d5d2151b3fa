import pytest

from tests.city import create_city
from wegweiser.directory.models.facility import Traeger


@pytest.fixture
def traeger(empty_city: None) -> Traeger:
    """In Zweifeld of tests/city.py, without places."""
    create_city()
    return Traeger.objects.create(name="AWO Zweifeld", email="awo@example.org", phone="030 23125-7")
