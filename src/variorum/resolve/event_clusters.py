"""Which event mentions tell of one happening: first within each article, then across the articles of a story.

Within an article, 'the talks', 'this meeting' speak of the meeting that was told before, if nothing that they say
contradicts it; what the mentions say is put together, so that an article which names the parties in one sentence and
the place in another is compared with both. Across articles, an article's event joins the event that it fits best
(`score_pair`), if it is good enough. Events that share neither word nor type with a party are never compared.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from variorum.language.lexicon import read_toml
from variorum.resolve.event_features import Containment, Features, contradict, read_mode, score_pair

Group = tuple[Features, ...]


def cluster_mentions(features: Sequence[Features], containment: Containment) -> list[Group]:
    """Take the mentions of a story, give them grouped by event; the order of the input does not matter."""
    ordered = sorted(features, key=lambda f: (f.article, f.index))
    told = [
        group
        for _, own in groupby(ordered, key=lambda f: f.article)
        for group in _cluster_article(list(own), containment)
    ]
    times = Counter((group[0].article, group[0].key) for group in told)
    only = frozenset(told_once for told_once, count in times.items() if count == 1)
    return _cluster_story(told, _find_main(told), only, containment)


def _find_main(told: Sequence[Group]) -> frozenset[tuple[str, int]]:
    """The event of each article and word that the article speaks of most, by its first mention."""
    best: dict[tuple[str, str, str], Group] = {}
    for group in told:
        key = (group[0].article, group[0].key, read_mode(group[0]))
        if key[2] != "open" and (key not in best or len(group) > len(best[key])):
            best[key] = group
    return frozenset((group[0].article, group[0].index) for group in best.values())


def _cluster_article(features: Sequence[Features], containment: Containment) -> list[Group]:
    """Join each mention, in the order of the text, to the latest event of the article that it may speak of."""
    groups: list[list[Features]] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    for feature in features:
        chosen = next((g for g in reversed(by_key[feature.key]) if _speaks_of(feature, groups[g], containment)), None)
        if chosen is None:
            groups.append([])
            chosen = len(groups) - 1
            by_key[feature.key].append(chosen)
        groups[chosen].append(feature)
    return [tuple(group) for group in groups]


def _speaks_of(feature: Features, group: Sequence[Features], containment: Containment) -> bool:
    modes = {read_mode(feature), read_mode(group[0])}
    if len(modes) > 1 and "fate" not in modes and not ("open" in modes and "denied" not in modes):
        return False
    if any(contradict(feature, other, containment) for other in group):
        return False
    if feature.definite or feature.heading != group[0].heading:  # a headline tells what the text tells
        return True
    points = score_pair(feature, merge(group), containment) + _score_modes(modes)
    return bool(points >= read_toml("same_event")["within"])


def _cluster_story(
    told: Sequence[Group],
    main: frozenset[tuple[str, int]],
    only: frozenset[tuple[str, str]],
    containment: Containment,
) -> list[Group]:
    """Put the richest events first, so that the poor ones join what they fit and found nothing.

    `main` are the first mentions of the events that articles speak of most, by word; `only` the articles and words of
    which the article tells one event.
    """
    groups: list[list[Group]] = []
    wholes: list[Features] = []
    articles: list[set[str]] = []
    index: dict[str, dict[int, None]] = defaultdict(dict)
    room = int(read_toml("same_event")["events_of_key"])
    for group in sorted(told, key=_richness):
        feature = replace(
            merge(group),
            main=(group[0].article, group[0].index) in main,
            only=(group[0].article, group[0].key) in only,
        )
        candidates = _likeliest(Counter(g for key in _keys(feature) for g in index[key]))
        scores = [(_score(feature, wholes[g], articles[g], containment), -g) for g in candidates]
        best, negated = max(scores, default=(0.0, 0))
        if best >= _threshold():
            chosen = -negated
            groups[chosen].append(group)
            articles[chosen].add(feature.article)
            wholes[chosen] = replace(
                merge((wholes[chosen], feature)),
                main=wholes[chosen].main or feature.main,
                only=wholes[chosen].only or feature.only,
            )
        else:
            chosen = len(groups)
            groups.append([group])
            wholes.append(feature)
            articles.append({feature.article})
        for key in _keys(wholes[chosen]):
            if len(index[key]) < room:
                index[key][chosen] = None
    return [tuple(sorted((f for part in parts for f in part), key=lambda f: (f.article, f.index))) for parts in groups]


def _likeliest(hits: Counter[int]) -> list[int]:
    """The events that share most keys with a mention, the earlier ones first; so many and no more are compared."""
    ranked = sorted(hits, key=lambda group: (-hits[group], group))
    return sorted(ranked[: int(read_toml("same_event")["candidates"])])


def _score(feature: Features, whole: Features, articles: Collection[str], containment: Containment) -> float:
    modes = {read_mode(feature), read_mode(whole)}
    if len(modes) > 1 and "denied" in modes and "fate" not in modes:
        return 0.0  # what did not happen is no mention of what did; the comparison sets the two against each other
    points = score_pair(feature, whole, containment) + _score_modes(modes)
    if feature.article in articles:
        points += read_toml("same_event")["same_article"]
    return points


def _score_modes(modes: Collection[str]) -> float:
    if len(modes) == 1 or "fate" in modes:
        return 0.0
    return float(read_toml("same_event")["open_status" if "open" in modes else "other_status"])


def merge(group: Sequence[Features]) -> Features:
    """Give what all mentions of an event say together, as one."""
    first = max(group, key=lambda f: (read_mode(f) != "open", bool(f.actors), -f.index))
    return replace(
        first,
        actors=frozenset().union(*(f.actors for f in group)),
        parties=frozenset().union(*(f.parties for f in group)),
        recipients=frozenset().union(*(f.recipients for f in group)),
        places=tuple(sorted({p for f in group for p in f.places})),
        date=next((f.date for f in group if f.date is not None), None),
        words=frozenset().union(*(f.words for f in group)),
        context=frozenset().union(*(f.context for f in group)),
        numbers=frozenset().union(*(f.numbers for f in group)),
    )


def _keys(feature: Features) -> list[str]:
    """Only events with one of these keys in common are compared: the word, or the type with a party."""
    parties = sorted(feature.parties)[:6]
    keys = [f"word {feature.key}", *(f"word {feature.key} {party}" for party in parties)]
    if feature.mention.type:
        keys += [f"type {feature.mention.type} {party}" for party in parties]
    return keys


def _richness(group: Group) -> tuple[float, str, int]:
    whole = merge(group)
    known = (
        2 * len(whole.actors) + len(whole.recipients) + 2 * len(whole.places) + (whole.date is not None) * 2
        + min(len(whole.words), 10) / 2 + len(group)
    )  # fmt: skip
    return (-known, group[0].article, group[0].index)


def _threshold() -> float:
    return float(read_toml("same_event")["threshold"])
