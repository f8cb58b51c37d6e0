"""The tables of states, bodies and regions are whole, and names are found in them as printed."""

import pytest

from variorum.language.gazetteer import find_matches, look_up
from variorum.language.lexicon import read_tsv
from variorum.language.spelling import derives, derives_people, fold, skeleton, sound


def test_each_code_is_one_state() -> None:
    rows = read_tsv("states")
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert {"USA", "RUS", "XKX", "SUN", "YUG", "CSK", "DDR", "ZAR", "PSE", "TWN"} <= set(codes)
    assert sum(row["status"] == "state" for row in rows) >= 195


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("Czechoslovak", "adjective", "CSK"),
        ("Kiev", "capital", "UKR"),
        ("Downing Street", "seat", "GBR"),
        ("Finns", "people", "FIN"),
        ("Côte d'Ivoire", "name", "CIV"),
        ("Arab League", "name", "ARL"),
    ],
)
def test_names_of_all_forms_are_known(name: str, form: str, code: str) -> None:
    assert any((s.form, s.code) == (form, code) for s in look_up(name))


def test_an_acronym_must_be_printed_as_one() -> None:
    assert find_matches(["Tell", "us", "who", "is", "right"]) == []
    assert [m.senses[0].code for m in find_matches(["The", "US", "left", "the", "WHO"])] == ["USA", "WHO"]


def test_the_longest_name_is_found() -> None:
    (match,) = find_matches(["South", "Korean", "troops"])
    assert (match.first, match.last, match.senses[0].code) == (0, 1, "KOR")


def test_demonyms_derive_from_places() -> None:
    assert derives("Vendian", "Vendia")
    assert derives("Karstish", "Karstland")
    assert derives_people("Vendians", "Vendia")
    assert not derives("Vendetta", "Vendia")
    assert not derives("Vendia", "Vendia")


def test_spellings_sound_alike() -> None:
    assert sound("Zelenskyy") == sound("Zelensky") == sound("Zelenskiy")
    assert skeleton("Mohammed") == skeleton("Muhammad")
    assert sound("Lavrov") != sound("Lavrova")
    assert fold("Élysée") == "elysee"
