"""Roles: the offices printed beside a person's name, with the passages that print them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence

from variorum.language.gazetteer import find_matches, split_words
from variorum.language.offices import phrase_length, phrases
from variorum.language.spelling import fold
from variorum.model.record import Role
from variorum.model.text import Evidence
from variorum.resolve.clusters import choose_name
from variorum.resolve.names import name_key
from variorum.resolve.occurrences import Occurrence

_EDGES = frozenset({"of", "the", "for", "'s", "’s", "'", "-", "–"})


def find_roles(
    occurrences: Sequence[Occurrence], organization: Callable[[Occurrence], str | None], states: Collection[str]
) -> tuple[Role, ...]:
    """Give a person's roles. `organization` names what the title of an occurrence belongs to, a state or a body.

    `states` are the folded names and demonyms of states that no list knows.

    A title without a state is the same role as the one that is printed with it, if there is just one such.
    """
    printed: defaultdict[tuple[str, str | None], list[str]] = defaultdict(list)
    evidence: defaultdict[tuple[str, str | None], set[Evidence]] = defaultdict(set)
    for occurrence in occurrences:
        mention = occurrence.mention
        if mention.title is None or mention.title_span is None:
            continue
        bare = bare_title(mention.title, states)
        key = name_key(bare), organization(occurrence)
        printed[key].append(bare)
        evidence[key].add(occurrence.article.evidence(mention.title_span.start, mention.title_span.end))
    for title, organ in sorted(printed, key=lambda k: (k[0], k[1] or "")):
        owners = [other for name, other in printed if name == title and other is not None]
        if organ is None and len(owners) == 1:
            printed[title, owners[0]] += printed.pop((title, None))
            evidence[title, owners[0]] |= evidence.pop((title, None))
    return tuple(
        Role(_display(printed[key]), key[1], tuple(sorted(evidence[key])))
        for key in sorted(printed, key=lambda k: (k[0], k[1] or ""))
    )


def _display(titles: Sequence[str]) -> str:
    counts = Counter(titles)
    capital = [t for t in counts.elements() if t[:1].isupper()]
    return choose_name(capital or titles)


def bare_title(title: str, states: Collection[str] = ()) -> str:
    """Give a title without the names of states in it: 'Foreign Minister' of 'Vendian Foreign Minister'."""
    words = split_words(title.replace("’s ", " 's ").replace("'s ", " 's "))
    drop = {i for i, word in enumerate(words) if fold(word) in states}
    for match in find_matches(words):
        if match.senses[0].thing == "state":
            drop |= set(range(match.first, match.last + 1))
    kept = [i for i in range(len(words)) if i not in drop]
    while kept and fold(words[kept[0]]) in _EDGES:
        kept.pop(0)
    while kept and fold(words[kept[-1]]) in _EDGES:
        kept.pop()
    text = " ".join(words[i] for i in kept) or title
    if title_is_plural(text):
        text = text[:-1]
    return text.replace(" - ", "-").replace(" 's", "'s").replace(" , ", ", ")


def title_is_plural(title: str) -> bool:
    """Tell whether a title is of several persons: 'Presidents'."""
    words = [fold(word) for word in split_words(title)][-1:]
    single = [word.removesuffix("s") for word in words]
    return words != single and any(
        phrase_length(phrases(section), single, 0) and not phrase_length(phrases(section), words, 0)
        for section in ("leader", "office")
    )
