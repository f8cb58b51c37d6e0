"""Where places lie: by name, in the states that are asked for."""

from variorum.language.cities import distance, find_cities, locate


def test_a_name_gives_the_largest_city_first() -> None:
    assert find_cities("London")[0].code == "GBR"


def test_a_city_is_sought_in_the_states_named() -> None:
    city = locate("London", {"CAN"})
    assert city is not None
    assert city.code == "CAN"
    assert locate("London", {"NZL"}) is None


def test_other_spellings_lead_to_the_same_city() -> None:
    assert find_cities("Kiev")[0].geonames == find_cities("Kyiv")[0].geonames


def test_an_invented_place_is_nowhere() -> None:
    assert find_cities("Strelsau") == ()


def test_distance_is_in_kilometres() -> None:
    assert 340 < distance((51.51, -0.13), (48.85, 2.35)) < 350
