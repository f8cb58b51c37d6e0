import pytest

from variorum.read.dates import read_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2031-03-03", "2031-03-03"),
        ("2031-03-03T10:15:00Z", "2031-03-03T10:15:00Z"),
        ("2031-03-03T10:15:00+02:00", "2031-03-03T10:15:00+02:00"),
        ("2031-03-03 10:15:00", "2031-03-03"),
        ("2031-03-03T10:15:00.123456Z", "2031-03-03T10:15:00Z"),
        ("20310303", "2031-03-03"),
        ("2031/3/3", "2031-03-03"),
        ("March 3, 2031", "2031-03-03"),
        ("Mar. 3, 2031", "2031-03-03"),
        ("Sept. 3, 2031", "2031-09-03"),
        ("3 March 2031", "2031-03-03"),
        ("Mon, 03 Mar 2031 10:15:00 +0000", "2031-03-03T10:15:00Z"),
        ("13/4/2031", "2031-04-13"),
        (1930299300, "2031-03-03T10:15:00Z"),
        (1930299300000, "2031-03-03T10:15:00Z"),
        (20310303, "2031-03-03"),
        ({"$date": "2031-03-03"}, "2031-03-03"),
    ],
)
def test_a_date_is_read(written: object, date: str) -> None:
    assert read_date(written) == date


@pytest.mark.parametrize(
    "written",
    [
        "20250-03-03", "1700-01-01", "2200-01-01", "2031-02-30", "3/4/2031", "yesterday", "", "Marvel 3, 2031",
        "May be 3",         None, True, [], {}, float("nan"), float("inf"), 10**30, -5, "9" * 400,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(written: object) -> None:
    assert read_date(written) is None
