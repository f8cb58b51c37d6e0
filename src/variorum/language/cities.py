"""Where places lie, by name: cities above 15,000 inhabitants, states (`data/cities.tsv`, of GeoNames)."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from variorum.language.spelling import fold

_EARTH = 6371.0  # radius in kilometres


@dataclass(frozen=True, slots=True)
class City:
    """A place: `code` of its state, degrees north and east, thousands of inhabitants, its number at GeoNames."""

    code: str
    latitude: float
    longitude: float
    thousands: int
    geonames: int


def find_cities(name: str) -> tuple[City, ...]:
    """Give the places of that name, the largest first."""
    return _read(_lines().get(fold(name), ""))


def locate(name: str, codes: Collection[str]) -> City | None:
    """Give the largest place of that name in one of the states with those codes, or None."""
    return next((city for city in find_cities(name) if city.code in codes), None)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the kilometres between two places, each (latitude, longitude) in degrees, over a sphere."""
    first, second = math.radians(one[0]), math.radians(other[0])
    along = math.radians(other[1] - one[1])
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(along / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))


@cache
def _lines() -> dict[str, str]:
    """The table's rows by name, unread: few of them are ever asked for."""
    rows: dict[str, str] = {}
    for line in (files("variorum.data") / "cities.tsv").read_text(encoding="utf-8").splitlines():
        name, tab, row = line.partition("\t")
        if tab and row[0].isupper():
            rows[name] = f"{rows[name]}\n{row}" if name in rows else row
    return rows


def _read(rows: str) -> tuple[City, ...]:
    found = []
    for row in rows.splitlines():
        code, latitude, longitude, thousands, number = row.split("\t")
        found.append(City(code, float(latitude), float(longitude), int(thousands), int(number)))
    return tuple(sorted(found, key=lambda c: (-c.thousands, c.code, c.latitude, c.longitude)))


@cache
def read_numbers() -> dict[int, City]:
    """Give the places by their number at GeoNames."""
    return {city.geonames: city for rows in _lines().values() for city in _read(rows)}
