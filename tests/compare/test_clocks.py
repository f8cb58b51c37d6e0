"""Times of day: 'twenty to seven in the morning' and '6.40 a.m.' are one, 'at dawn' and 'at noon' two."""

import pytest

from variorum.compare.clocks import are_other_hours, find_clocks, read_clock, say_clock


def _clock(sentence: str, time: str) -> str:
    start = sentence.index(time)
    clock = read_clock(sentence, start, start + len(time))
    return say_clock(clock) if clock else ""


@pytest.mark.parametrize(
    ("sentence", "time", "clock"),
    [
        ("It fell at twenty to seven in the morning.", "the morning", "06:40"),
        ("It fell at 6.40 p.m. on Tuesday.", "6.40 p.m. on Tuesday", "18:40"),
        ("It fell at 04:40.", "04:40", "04:40"),
        ("It fell at two o'clock on Tuesday morning.", "Tuesday morning", "02:00"),
        ("It fell shortly before four on Thursday morning.", "Thursday morning", "03:20 to 04:40"),
        ("It fell at first light on Monday.", "Monday", "04:00 to 08:00"),
        ("It fell on Monday evening.", "Monday evening", "16:30 to 24:00"),
        ("It fell on Monday; at noon they met.", "Monday", ""),
        ("It rained from Monday evening to Tuesday morning.", "Monday evening", "16:30 to 24:00"),
        ("It rained from Monday evening to Tuesday morning.", "Tuesday morning", "00:00 to 12:00"),
        ("On Tuesday the price of bread was 2.40 crowns.", "Tuesday", ""),
        ("It was adopted on Tuesday by 52:48 votes.", "Tuesday", ""),
        ("It was shut shortly before midnight on Tuesday.", "Tuesday", "00:00 or 24:00"),
        ("It fell at half past four on Tuesday.", "Tuesday", "04:30 or 16:30"),
        ("It fell at 10:15 on Tuesday night.", "Tuesday night", "22:15"),
        ("In 2026, 14 people fell.", "2026", ""),
    ],
)
def test_the_clock_beside_a_time_is_read(sentence: str, time: str, clock: str) -> None:
    assert _clock(sentence, time) == clock


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("at dawn on Tuesday", "at noon on Tuesday", True),
        ("at dawn on Tuesday", "on Tuesday morning", False),
        ("at 4:40 a.m. on Tuesday", "at twenty to five on Tuesday", False),
        ("at 4:40 a.m. on Tuesday", "at a quarter past five on Tuesday", True),
        ("on Tuesday", "at noon on Tuesday", False),
    ],
)
def test_hours_that_exclude_each_other(one: str, other: str, apart: bool) -> None:
    clocks = [read_clock(text, text.index("Tuesday"), len(text)) for text in (one, other)]
    assert are_other_hours(*clocks) == apart


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Shortly after eight o'clock, they fired.", [("eight o'clock", "07:20 to 08:40 or 19:20 to 20:40")]),
        ("It was twelve minutes past three.", [("twelve minutes past three", "03:12 or 15:12")]),
        ("The event began at 16.04 at the substation.", [("at 16.04", "16:04")]),
        ("Her kitchen clock showed twenty to nine.", [("twenty to nine", "08:40 or 20:40")]),
        ("The street was sealed off at two in the morning.", [("at two in the morning", "02:00")]),
        ("İzmir: the attack came at dusk.", [("dusk", "16:00 to 22:00")]),
        ("The attack came at dusk.", [("dusk", "16:00 to 22:00")]),
        ("The men left at nine, he said.", [("at nine", "09:00 or 21:00")]),
        ("Ten to twelve people died, and 52:48 was the result.", []),
        ("At 12, she led nine people for ten minutes.", []),
    ],
)  # fmt: skip
def test_clocks_of_a_sentence(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(sentence[start:end], say_clock(clock)) for start, end, clock in find_clocks(sentence)] == found
