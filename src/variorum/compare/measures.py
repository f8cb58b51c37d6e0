"""How two numbers stand to each other, and how they are said."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from variorum.language.lexicon import read_toml
from variorum.model.annotation import Quantity

_VAGUE = re.compile(
    r"(?:(?:a few|several|many) (?:dozen|hundred|thousand|million|billion)"
    r"|(?:(?:tens|hundreds|dozens) of )?(?:dozens|scores|hundreds|thousands|millions|billions))\b"
)


def compare_quantities(first: Quantity, second: Quantity) -> tuple[Literal["compatible", "conflict"], str]:
    """Say whether one number contains or rounds the other, in words too."""
    words = f"{say_quantity(first)} and {say_quantity(second)}"
    if are_compatible(first, second):
        return "compatible", f"{words}: one contains or rounds the other"
    return "conflict", f"{words} differ"


def are_compatible(first: Quantity, second: Quantity) -> bool:
    """Tell whether one number contains or rounds the other; lengths of time in two units are rough ones."""
    rough = first.unit != second.unit and {first.unit, second.unit} <= read_toml("numbers")["seconds"].keys()
    low, high = _range(scale(first), rough)
    other_low, other_high = _range(scale(second), rough)
    return low <= other_high and other_low <= high


def scale(quantity: Quantity) -> Quantity:
    """Give a length of time in seconds, and any other number as it is: two days are 48 hours."""
    seconds: float = read_toml("numbers")["seconds"].get(quantity.unit, 1)
    return replace(quantity, low=quantity.low * seconds, high=quantity.high * seconds)


def measure_in(quantity: Quantity, unit: str) -> Quantity:
    """Give a length of time in another unit, to the next whole number and as an approximate one."""
    seconds: Mapping[str, float] = read_toml("numbers")["seconds"]
    if unit == quantity.unit:
        return quantity
    low, high = (
        float(round(value * seconds[quantity.unit] / seconds[unit])) for value in (quantity.low, quantity.high)
    )
    return replace(quantity, low=low, high=high, unit=unit, approximate=True)


def _range(quantity: Quantity, rough: bool) -> tuple[float, float]:
    """The values that the wording allows: a tenth about an approximate number, all above 'at least'."""
    low, high = quantity.low, quantity.high
    if rough or quantity.approximate or "dozen" in quantity.text:
        margin = read_toml("numbers")["rounding"] * max(abs(low), abs(high))
        low, high = low - margin, high + margin
    if quantity.bound in ("at least", "more than", "over"):
        high = float("inf")
    if quantity.bound in ("at most", "less than", "up to", "under"):
        low = float("-inf")
    return low, high


def say_quantity(quantity: Quantity) -> str:
    """Give the number with its bound: 'at least 40', 'about 200', 'dozens'."""
    prefix = f"{quantity.bound} " if quantity.bound else "about " if quantity.approximate else ""
    vague = _VAGUE.match(quantity.text.lower())
    return vague.group() if vague else prefix + say_number(quantity)


def say_number(quantity: Quantity) -> str:
    """Give the number, or the range, without its bound."""
    low, high = (f"{v:,.0f}" if v == int(v) else f"{v:,g}" for v in (quantity.low, quantity.high))
    return low if quantity.low == quantity.high else f"{low} to {high}"
