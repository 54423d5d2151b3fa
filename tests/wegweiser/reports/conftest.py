import pytest

from tests.city import create_city


@pytest.fixture
def city(empty_city: None) -> None:
    """Zweifeld of tests/city.py, without places."""
    create_city()
