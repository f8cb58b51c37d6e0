"""All rules on dates, each with its reader, and what a clock time or 'early' adds to them."""

from collections.abc import Callable
from dataclasses import replace

from variorum.annotate.time_days import (
    read_day_but_one,
    read_day_of_unit,
    read_day_range,
    read_feast,
    read_figures_rule,
    read_month_day,
    read_relative_day,
    read_relative_part,
    read_unit_but_one,
    read_weekday,
    read_weekday_of,
    read_weekday_of_month,
    with_clock,
)
from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_periods import (
    read_century,
    read_decade,
    read_half,
    read_month,
    read_period_of_year,
    read_quarter,
    read_relative_unit,
    read_season,
    read_unit_quarter,
    read_year,
    read_year_range,
)
from variorum.annotate.time_scene import (
    Meaning,
    Scene,
)
from variorum.annotate.time_values import (
    portion,
)


def _modified(meaning: Meaning, word: str, scene: Scene) -> Meaning:
    """Narrow a period to its early or late part; 'earlier' and 'later' end and begin on the publication date."""
    period, published = meaning.period, scene.published
    if period is None or period.grain == "day":
        return meaning
    if word in ("earlier", "later"):
        if published is None or not period.start <= published <= period.end:
            return meaning
        if word == "earlier":
            return replace(meaning, to_date=published, precision="span")
        return replace(meaning, from_date=published, precision="span")
    first, last = portion(period, word)
    return replace(meaning, from_date=first, to_date=last, precision="span")


READERS: dict[str, Callable[[TimeMatch, Scene], Meaning | None]] = {
    "figures": read_figures_rule, "day_range": read_day_range, "range_day": read_day_range,
    "month_day": read_month_day, "day_month": read_month_day, "day_of_unit": read_day_of_unit,
    "month_year": read_month, "month_of": read_month, "relative_month": read_month, "month": read_month,
    "weekday_of_month": read_weekday_of_month,
    "weekday_of": read_weekday_of, "weekday": read_weekday, "part_of_weekday": read_weekday,
    "relative_day": read_relative_day, "day_but_one": read_day_but_one,
    "unit_but_one": read_unit_but_one, "weekday_of_unit_but_one": read_unit_but_one,
    "relative_unit": read_relative_unit, "relative_part": read_relative_part,
    "year": read_year, "year_range": read_year_range, "decade": read_decade,
    "century": read_century, "season": read_season, "quarter": read_quarter, "year_quarter": read_quarter,
    "unit_quarter": read_unit_quarter, "short_quarter": read_quarter, "half": read_half, "feast": read_feast,
    "period_of_year": read_period_of_year,
}  # fmt: skip


def read_date(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Give the meaning of a date rule with its clock time and modifier, or None where there is no such date."""
    meaning = READERS[match.rule](match, scene)
    if meaning is None:
        return None
    clock = match.part("clock") or match.part("clock2")
    if clock is not None and (meaning.precision == "day"):
        meaning = with_clock(meaning, clock.name)
    words = [item.lower for item in match.parts.get("mod", ()) if item.code in "fEle"]
    if match.rule == "decade":
        words += [item.lower for item in match.items if item.code == "f"]
    return _modified(meaning, words[0], scene) if words else meaning
