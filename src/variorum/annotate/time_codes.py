"""The items of time language that a sentence is read as, each with a one-letter code.

Codes (see `data/times.toml` for the words): W weekday, w plural weekday, M month, Y year, D decade, d date in figures,
c clock time, # figure of one or two digits, N other number, K vague number, O ordinal, U unit, V unit in the plural,
S season, P part of the day, R 'today' and its like, F feast, h half, s possessive, Q 'recently', y 'daily'.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a sentence's time language at [start, end) of the sentence.

    `number` is what it counts (the month, the day of the week, the figure, how many days from today); `name` what it
    names ('TMO', 'SP', 'week', 'PAST_REF', '14:30'; for a date in figures 'order year month day clock').
    """

    code: str
    start: int
    end: int
    lower: str
    number: float = 0.0
    name: str = ""
