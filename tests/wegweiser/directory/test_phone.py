import pytest

from wegweiser.directory.phone import tel_uri


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0208 825-9376", "tel:+492088259376"),
        ("(0208) 82 59 376", "tel:+492088259376"),
        ("0208/8259376", "tel:+492088259376"),
        ("+49 (0)208 825-9376", "tel:+492088259376"),
        ("0049 208 8259376", "tel:+492088259376"),
        ("0208 8259376; 0208 8259377", "tel:+492088259376"),
        ("0800 111 0 550 (kostenlos)", "tel:+498001110550"),
        ("110", "tel:110"),
        ("116 117", "tel:116117"),
        ("", ""),
        ("siehe Internet", ""),
        ("-", ""),
    ],
)
def test_a_number_as_written_can_be_dialled(written: str, dialled: str) -> None:
    assert tel_uri(written) == dialled
