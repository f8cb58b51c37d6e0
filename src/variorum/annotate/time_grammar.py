"""The grammar of time expressions: regular expressions over the codes of `time_codes`, one letter an item.

At each item that can begin a time, every rule is tried and the longest match taken (the first of equals); then the
search goes on behind it. Repetition is bounded in every rule, so time is linear in the length of the sentence.
"""

import re
from dataclasses import dataclass

from variorum.annotate.time_codes import Item

_NUMBER = "(?:[#N](?!o)|A?ko?|A(?=[mU])|hA)"
_LENGTH = f"(?P<N>{_NUMBER})(?P<m>m{{0,2}})-?(?P<U>[UV])"
_BEFORE = "(?:(?P<clock>c)g?,?b?T?)?(?P<mod>T?f-?T?|T?EoT?|E-?(?=Y)|[le]n?(?=[HTLXRWMC]))?"
_AFTER = "(?:,?a?(?P<clock2>c)(?P<zone>g)?)?"
_WEEKDAY = "(?:(?:[HXL]X?)?(?P<W>W),?b?)?"
_YEAR = "(?:,?(?P<Y>Y)|,?o?(?P<R>[HLX])(?P<U>U))?"
_RELATIVE = "(?P<R>[LXBJHIC])"

# Rules on days and longer periods, which may have a clock time and a word such as 'early' or 'the end of' about them.
_DATES = {
    "figures": "(?:W,?)?(?P<d>d)",
    "day_range": "(?P<M>M)(?P<D>#)[-t](?P<D2>#)(?:,?(?P<Y>Y))?",
    "range_day": "(?P<D>#)[-t](?P<D2>#)(?P<M>M)(?:,?(?P<Y>Y))?",
    "month_day": f"{_WEEKDAY}(?P<M>M)T?(?P<D>[#O])(?![UV]|-[UV]){_YEAR}",
    "day_month": f"{_WEEKDAY}T?(?P<D>[#O])o?(?P<M>M){_YEAR}",
    "day_of_unit": "T(?P<D>O)o(?P<R>[HXL])(?P<U>U)",
    "month_year": "(?P<M>M),?o?(?P<Y>Y)",
    "month_of": f"(?P<M>M),?o?T?{_RELATIVE}(?P<U>U)",
    "relative_month": f"T?{_RELATIVE}X?L?(?P<M>M)",
    "month": "(?P<M>M)",
    "weekday_of_month": f"T?(?P<O>[OL])(?P<W>[WU])[on](?:(?P<M>M){_YEAR}|T?(?P<R2>[HLX])(?P<U2>U))",
    "weekday_of": f"(?P<W>W)(?P<P>P)?,?o?{_RELATIVE}(?P<U>U)",
    "weekday_of_unit_but_one": "(?P<W>W)(?P<P>P)?,?oT(?P<U>U)(?P<side>x)(?P<R>[XL])",
    "weekday": "(?:T?(?P<R>[LXBJHI])X?)?(?P<W>W)(?P<P>P)?",
    "part_of_weekday": "(?:T?(?P<P>P),?(?:b|o|ob)?)(?P<R>[LXH])?(?P<W>W)",
    "relative_day": "(?:(?P<P>P),?)?(?P<R>R)(?P<P2>P)?",
    "day_but_one": "T(?P<U>U)(?P<side>x)(?P<R>R)",
    "unit_but_one": "T(?P<U>U)(?P<side>x)(?P<R>[XL])",
    "relative_unit": f"(?:T?{_RELATIVE}(?:(?<=H)[XLC])?m?|Tm?)q?(?P<U>U)j?(?![-s]?G)",
    "relative_part": "(?P<R>[HLI]|TI?|XT?)(?P<P>P)",
    "year": "(?:T?q?U|q)?(?P<Y>Y)(?![-]#)",
    "year_range": "(?P<Y>Y)-(?P<Y2>[#Y])",
    "decade": "T?f?-?(?P<D>D)",
    "century": "T?(?P<O>O)-?(?P<U>U)",
    "season": f"(?:T?{_RELATIVE}L?|T)?(?P<S>S)(?:,?o?T?(?P<Y>Y)|o?(?P<R2>[LHX])(?P<U>U))?",
    "quarter": (
        "T?(?:[CBm]|A(?=.{0,2}O))?q?-?(?P<O>O)-?q?(?P<U>[UV])(?:[on,]?q?T?(?P<Y>Y)|[on,]?T?(?P<R>[LXHCB])q?(?P<U2>U))?"
    ),
    "year_quarter": "T?(?P<Y>Y)s?q?(?P<O>O)-?(?P<U>U)",
    "unit_quarter": f"{_RELATIVE}(?P<U2>U)s?q?(?P<O>O)?-?(?P<U>U)",
    "short_quarter": "(?P<u>u)(?:,?o?(?P<Y>Y))?",
    "half": "T?(?P<O>[OL])h(?:o|n)T?q?(?:(?P<Y>Y)|(?P<D>D)|(?P<R>[LHXCB])?(?P<U>U))",
    "feast": "(?P<F>F)(?:,?(?P<Y>Y)|(?P<R>[HLX])(?P<U>U))?",
    "period_of_year": "T(?P<Y>Y)q?(?P<U>U)",
}
_OTHERS = {
    "clock": "(?:z)?(?P<clock>c)(?P<zone>g)?(?:n?T?(?P<P>P))?",
    "year_end": "(?P<U>U)(?:-|s)?(?P<E>E)",
    "count_relative": "T?(?P<R>[LXBC])m?(?P<N>[#N]|A?ko?|(?=V))(?P<m>m?)-?(?P<U>[UV])j?",
    "recent": "T?(?P<R>Z)(?P<U>V)(?:&(?P<U2>V))?",
    "ago": f"(?P<z>z)?(?:{_LENGTH}(?:j|r[A#N]|&A?h)?|(?P<bare>[UV]))-?(?P<G>G)",
    "unit_ago_unit": "T?(?P<U2>U)-(?P<G>[Ge])(?:q?(?P<O>O)?-?(?P<U>[UV])|(?P<N>[#N])(?P<V>V))?",
    "later": f"(?P<z>z)?(?:{_LENGTH}|(?P<bare>V))(?P<G>[le])",
    "from_now": f"(?P<z>z)?{_LENGTH}<(?P<Q>Q)",
    "length": f"(?P<z>z)?(?:T(?:OL?|LO)?)?{_LENGTH}(?P<half>&Ah)?(?:&(?P<N2>{_NUMBER})-?(?P<U2>[UV]))?j?",
    "length_range": "(?P<z>z)?(?P<N>[#N])(?:t|-|r|-t-)(?P<N2>[#N])-?(?P<U>[UV])",
    "bare_length": "(?P<U>V)(?:r(?P<U2>V))?",
    "set": "v(?P<N>[#N]?|O)(?P<what>[UVWMSP])(?P<P>P)?",
    "weekdays": "(?P<w>w)(?P<P>P)?|(?P<W>W)(?P<P2>P)(?<=P)(?!.)",
    "often": "(?P<y>y)",
    "reference": "(?P<Q>Q)",
    "parts": "f-?(?P<P>P)",
}
_RULES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        *((name, f"{_BEFORE}{core}{_AFTER}") for name, core in _DATES.items()),
        *_OTHERS.items(),
    )
)
_CORE = re.compile("[WMYDdcUVSPRFQwyu]")
_STARTS = frozenset("WMYDdcUVSPRFQwyu#NOTALBXJHICZfEzvhkleqm")


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A stretch of items [first, last] that a rule takes for a time; `parts` are its items by the rule's names."""

    rule: str
    first: int
    last: int
    items: tuple[Item, ...]
    parts: dict[str, tuple[Item, ...]]

    def part(self, name: str) -> Item | None:
        """Give the first item of that part, or None."""
        items = self.parts.get(name)
        return items[0] if items else None

    def number(self, name: str) -> int:
        """Give the number of the first item of that part, or 0."""
        item = self.part(name)
        return int(item.number) if item else 0

    def code(self, name: str) -> str:
        """Give the code of the first item of that part, or ''."""
        item = self.part(name)
        return item.code if item else ""

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end


def match_times(items: list[Item]) -> list[TimeMatch]:
    """Give the longest match at each item, left to right, none overlapping another."""
    codes = "".join(item.code for item in items)
    found: list[TimeMatch] = []
    if not _CORE.search(codes):
        return found
    position = 0
    while position < len(codes):
        best = _longest(codes, position) if codes[position] in _STARTS else None
        if best is None:
            position += 1
            continue
        name, match = best
        parts = {
            group: tuple(items[match.start(group) : match.end(group)])
            for group, text in match.groupdict().items()
            if text
        }
        first = position + _leading_articles(name, match.group())
        found.append(TimeMatch(name, first, match.end() - 1, tuple(items[first : match.end()]), parts))
        position = match.end()
    return found


def _leading_articles(rule: str, codes: str) -> int:
    """Count the articles that belong to a noun behind: 'the' of 'the 30-day truce', 'a' of 'a third-quarter loss'."""
    if rule in ("length", "quarter") and "-" in codes and codes[0] in "TA" and codes[1] != "-":
        return 0 if codes[0] == "A" and codes[1] in "UVk" else 1
    return 1 if rule == "unit_ago_unit" and codes[0] == "T" and codes[-1] in "Ge" else 0


def _longest(codes: str, position: int) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for name, pattern in _RULES:
        match = pattern.match(codes, position)
        if match is not None and match.end() > position and (best is None or match.end() > best[1].end()):
            best = name, match
    return best
