"""Who rests on whom: credits, dates and containment tell which of two related articles came first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from variorum.model.text import Article

_NOT_NAME = re.compile(r"[\W_]+|\bthe\b")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[:/]\S*)?")
_HOST = re.compile(r"^https?://|[:/](?!/).*$")
_LONGEST_SUFFIX = 3  # 'co' of 'co.uk', 'com' of 'com.au'
_CLEAR, _SLIGHT = 0.3, 0.1  # how much more one article has that the other lacks


@dataclass(frozen=True, slots=True)
class Direction:
    """`forward` is true where the first article rests on the second. `why` goes on from 'because'."""

    forward: bool
    why: str


def find_direction(
    article: Article, other: Article, share: float, other_share: float, aliases: Mapping[str, str]
) -> Direction:
    """Tell which of two articles rests on the other, whatever their order here.

    `share` is how much of `article` the other has too, `other_share` the reverse: the fuller one is the source where
    neither credits nor dates decide, and the lesser id where nothing does.
    """
    credit, other_credit = _credits_of(article, other, aliases), _credits_of(other, article, aliases)
    if credit != other_credit:
        source = other if credit else article
        return Direction(credit, f"it credits {source.outlet or source.url}")
    order = _compare_dates(article.published, other.published)
    if order:
        source, later = (other, article) if order > 0 else (article, other)
        return Direction(order > 0, f"it is of {later.published}, the other of {source.published}")
    fuller = "the other has more that this one lacks, and no date tells"
    if abs(share - other_share) > _CLEAR:
        return Direction(share > other_share, fuller)
    if bool(article.published) != bool(other.published):
        return Direction(not article.published, "it bears no date, and the other does")
    if abs(share - other_share) > _SLIGHT:
        return Direction(share > other_share, fuller)
    return Direction(article.id > other.id, "nothing tells which came first")


def shared_agency(article: Article, other: Article, aliases: Mapping[str, str]) -> str | None:
    """Give an agency or outlet that both credit and neither is, as the first of them names it; None without one."""
    own = names_of(article, aliases) | names_of(other, aliases)
    names = {plain_name(c, aliases): c for c in sorted(article.credits, reverse=True)}
    shared = {plain_name(c, aliases) for c in other.credits} & names.keys()
    return min((names[name] for name in shared - own if name), default=None)


def plain_name(name: str, aliases: Mapping[str, str]) -> str:
    """Bring an outlet's or agency's name to a form that can be compared: 'The Associated Press' and 'AP' are one."""
    name = name.casefold().strip()
    if _DOMAIN.fullmatch(name):
        name = _site(name)
    plain = _NOT_NAME.sub("", name)
    return aliases.get(plain, plain)


def names_of(article: Article, aliases: Mapping[str, str]) -> set[str]:
    """Give the plain names under which another article may credit this one: its outlet's, and its site's."""
    return {plain_name(name, aliases) for name in (article.outlet, article.url) if name} - {""}


def _site(address: str) -> str:
    """Give the name in a web address: 'bbc' of 'https://www.bbc.co.uk/news'."""
    host = _HOST.sub("", address)
    labels = host.split(".")[:-1]
    if len(labels) > 1 and len(labels[-1]) <= _LONGEST_SUFFIX:
        labels.pop()
    return labels[-1]


def sort_key(article: Article) -> tuple[bool, str, str]:
    """Earliest first, undated last, ties by id."""
    moment = _read_moment(article.published)
    return (moment is None, moment.isoformat() if moment else "", article.id)


def days_apart(article: Article, other: Article) -> int | None:
    """Give the days between two publications, None where one is undated."""
    moment, other_moment = _read_moment(article.published), _read_moment(other.published)
    return None if moment is None or other_moment is None else abs((moment - other_moment).days)


def _credits_of(article: Article, other: Article, aliases: Mapping[str, str]) -> bool:
    return not names_of(other, aliases).isdisjoint(plain_name(c, aliases) for c in article.credits)


def _compare_dates(published: str | None, other: str | None) -> int:
    """Positive where the first is later; 0 where they are the same day and one has no time, or one is unknown."""
    moment, other_moment = _read_moment(published), _read_moment(other)
    if moment is None or other_moment is None or published is None or other is None:
        return 0
    if min(len(published), len(other)) <= len("2000-01-01"):
        day, other_day = published[:10], other[:10]
        return (day > other_day) - (day < other_day)
    return (moment > other_moment) - (moment < other_moment)


def _read_moment(published: str | None) -> datetime | None:
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
