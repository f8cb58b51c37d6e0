"""The stage in order: words, fingerprints, candidates, shared passages, derivations, accounts."""

import math
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from variorum.language.lexicon import read_toml
from variorum.model.corrections import Corrections
from variorum.model.resolution import Lineage
from variorum.model.text import Article
from variorum.settings import Settings
from variorum.trace import paraphrase
from variorum.trace.accounts import find_accounts
from variorum.trace.align import Gaps, Run
from variorum.trace.candidates import (
    JoinLimits,
    Numbers,
    Postings,
    Repeated,
    find_repeated,
    is_repeated,
    join_articles,
    join_texts,
)
from variorum.trace.corrections import correct_links
from variorum.trace.direction import days_apart, names_of, plain_name, shared_agency
from variorum.trace.fingerprint import find_fingerprints
from variorum.trace.kinds import make_paraphrase, make_verbatim
from variorum.trace.paraphrase import Features, Model, Retelling, compare_tellings
from variorum.trace.shelf import Shelf, Text
from variorum.trace.sources import Link, choose_sources
from variorum.trace.telling import KeyRules, Packed, TellingReader, Tellings
from variorum.trace.tokens import Hashes, Places
from variorum.trace.verbatim import (
    Family,
    Overlap,
    Rules,
    compare_words,
    drop_repeated,
    is_closing,
    is_derived,
    is_template,
    measure,
)

_KEYS_AT_ONCE = 1 << 27
_ROWS_AT_ONCE = 1 << 21
_PAIRS_AT_ONCE = 16
_NONE = Corrections()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The tables of data/lineage.toml as values."""

    joining: JoinLimits
    least_shared: int
    repeated: Repeated
    family: Family
    gaps: Gaps
    rules: Rules
    retelling: paraphrase.Rules
    model: Model
    adds: float
    aliases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Library:
    """What is kept of all articles: their fingerprints, what is repeated matter among these, and what they tell."""

    prints: Postings
    repeated: Hashes
    tellings: Tellings


Step = Callable[[str], AbstractContextManager[None]]


@contextmanager
def no_step(name: str) -> Iterator[None]:
    """Do nothing with a step's name."""
    del name
    yield


def trace_articles(
    articles: Sequence[Article],
    settings: Settings,
    corrections: Corrections = _NONE,
    step: Step = no_step,
) -> Lineage:
    """Find which articles rest on which, and so the independent accounts; every article is in just one.

    Takes all articles of a run, in any order; the result does not depend on the order. Articles with the same id are
    taken once. The sequence may make its articles on access: each is asked for twice and again when it is compared, and
    few are held. A person's corrections, which name articles by id, go before what is found. Derivations are sorted by
    article and source, accounts by id. `step` opens a context for each part of the work.
    """
    thresholds = _read_thresholds()
    with step("identical"):
        shelf = Shelf(articles)
        firsts, links = _join_identical(shelf, thresholds)
    with step("fingerprints"):
        library = _read_texts(shelf, firsts, thresholds, settings)
    with step("candidates"):
        least, share = thresholds.least_shared, thresholds.family.half / 2  # of prints fewer agree than of words
        pairs = join_texts(library.prints, library.repeated, thresholds.joining, least, share)
    with step("alignment"):
        verbatim, decided = _join_verbatim(shelf, pairs, library, thresholds, settings)
    with step("paraphrase candidates"):
        pairs = _join_by_keys(library.tellings, len(shelf), thresholds)
    with step("paraphrase"):
        links += verbatim + _join_paraphrased(shelf, pairs, library.tellings, decided, thresholds)
    with step("accounts"):
        links = correct_links(links, corrections, shelf.heads, lambda rank: shelf.text(rank).article)
        told, binding = choose_sources(links, thresholds.adds)
        return Lineage(told, find_accounts(shelf.heads, binding, thresholds.aliases, corrections.independent))


def compare_pairs(pairs: Sequence[tuple[Article, Article]], settings: Settings) -> list[Retelling | None]:
    """Compare given pairs as retellings, all articles read together; None where nothing speaks for it."""
    thresholds = _read_thresholds()
    shelf = Shelf(list({article.id: article for pair in pairs for article in pair}.values()))
    ranks = {head.id: rank for rank, head in enumerate(shelf.heads)}
    tellings = _read_texts(shelf, range(len(shelf)), thresholds, settings).tellings
    return [
        compare_tellings(
            tellings.telling(ranks[one.id]), tellings.telling(ranks[two.id]), thresholds.retelling, thresholds.model
        )
        for one, two in pairs
    ]


def _join_identical(shelf: Shelf, thresholds: Thresholds) -> tuple[list[int], list[Link]]:
    """Join articles of equal text to the first of them, so that a thousand identical ones cost as much as one.

    Gives the ranks of the articles that stand for all with the same text, and the links of the others to them.
    """
    others: set[int] = set()
    links = []
    for group in shelf.groups:
        heads = [(rank, shelf.heads[rank]) for rank in group]
        credited = {plain_name(c, thresholds.aliases) for _, head in heads for c in head.credits}
        rank, _ = min(heads, key=lambda head: (not _is_credited(head[1], credited, thresholds), head[0]))
        first = shelf.text(rank)
        others.update(other for other in group if other != rank)
        if len(first.words) < thresholds.rules.whole_words:
            continue
        for other in group:
            if other != rank:
                text = shelf.text(other)
                links.append(_link(text, first, _whole_overlap(text, first), thresholds))
    return [rank for rank in range(len(shelf)) if rank not in others], links


def _is_credited(article: Article, credited: set[str], thresholds: Thresholds) -> bool:
    return not names_of(article, thresholds.aliases).isdisjoint(credited)


def _whole_overlap(text: Text, other: Text) -> Overlap:
    count = min(len(text.words), len(other.words))  # they differ where marks within numbers do
    return measure((Run(0, count, 0, count, count),), text.words, other.words)


def _read_texts(shelf: Shelf, ranks: Sequence[int], thresholds: Thresholds, settings: Settings) -> Library:
    """Read all articles once; those that are too short to be compared are left out."""
    prints, tellings, places = Postings(len(shelf)), TellingReader(), array("I")
    for read in shelf.read(ranks):
        texts = [text for text in read if len(text.words) >= thresholds.rules.whole_words]
        for text in texts:
            found = find_fingerprints(text.words, settings.shingle_words, settings.winnow_window)
            prints.add(text.rank, found.hashes)
            places.frombytes(found.words.astype(np.uint32).tobytes())
        if texts:
            ranked, heads, words = zip(*((text.rank, text.article, text.words) for text in texts), strict=True)
            tellings.add(ranked, heads, words, thresholds.retelling.most_sentences)
    repeated = find_repeated(prints, [head.outlet for head in shelf.heads], thresholds.repeated)
    refrains = _find_refrains(prints, repeated, np.frombuffer(places, np.uint32))
    del places
    return Library(prints, repeated, tellings.weigh(refrains, len(ranks), thresholds.retelling.prior))


def _find_refrains(prints: Postings, repeated: Hashes, places: Packed) -> tuple[Places, Places]:
    """Give the articles in which repeated matter stands, and the places of its first words."""
    articles, words = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for first in range(0, len(prints), _ROWS_AT_ONCE):
        keys, numbers = prints.columns(first, first + _ROWS_AT_ONCE)
        refrains = is_repeated(keys, repeated)
        articles.append(numbers[refrains])
        words.append(places[first : first + _ROWS_AT_ONCE][refrains].astype(np.int64))
    return np.concatenate(articles), np.concatenate(words)


def _join_verbatim(
    shelf: Shelf, pairs: Numbers, library: Library, thresholds: Thresholds, settings: Settings
) -> tuple[list[Link], set[tuple[int, int]]]:
    """Align candidates, and join those that share so much that it can only be one text.

    Gives the links, and the pairs of ranks about which nothing more is to be asked: linked, or one form filled in.
    """
    links = []
    decided = set()
    for i, j, text, other in _read_pairs(shelf, pairs):
        overlap = _overlap(text, other, library, thresholds, settings)
        agency = shared_agency(text.article, other.article, thresholds.aliases)
        link = None
        if is_derived(overlap, text.words, other.words, thresholds.rules, same_agency=agency is not None):
            link = _link(text, other, overlap, thresholds)
            links.append(link)
        if (link and link.binds) or is_template(overlap, thresholds.rules):
            decided.add((i, j))
    return links, decided


def _read_pairs(shelf: Shelf, pairs: Numbers) -> Iterator[tuple[int, int, Text, Text]]:
    """Read the texts of pairs of ranks, those of some pairs at a time."""
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        chosen = pairs[first : first + _PAIRS_AT_ONCE].tolist()
        ranks = sorted({rank for pair in chosen for rank in pair})
        texts = dict(zip(ranks, shelf.texts(ranks), strict=True))
        yield from ((i, j, texts[i], texts[j]) for i, j in chosen)


def _overlap(text: Text, other: Text, library: Library, thresholds: Thresholds, settings: Settings) -> Overlap:
    overlap = compare_words(text.words, other.words, settings.shingle_words, thresholds.gaps)
    if not overlap.runs or thresholds.family.holds(overlap):
        return overlap
    one_outlet = text.article.outlet is not None and text.article.outlet == other.article.outlet
    if one_outlet and is_closing(overlap, text.words, other.words, thresholds.family):
        return measure((), text.words, other.words)
    prints = find_fingerprints(text.words, settings.shingle_words, settings.winnow_window)
    repeated = is_repeated(library.prints.shorten(prints.hashes), library.repeated)
    if not repeated.any():
        return overlap
    return measure(drop_repeated(overlap.runs, prints, repeated), text.words, other.words)


def _join_by_keys(tellings: Tellings, articles: int, thresholds: Thresholds) -> Numbers:
    """Find candidates that share pairs of rare words within sentences."""
    rules = thresholds.retelling
    # What chance alone would put into more articles than a key joins is no key.
    both = math.log(max(articles / thresholds.joining.whole, 1.0))
    wanted = KeyRules(rules.key_words, rules.key_weight, both)
    parts = len(tellings.articles) * math.comb(rules.key_words, 2) // _KEYS_AT_ONCE + 1

    def post(part: int) -> Postings:
        postings = Postings(articles)
        for numbers, keys in tellings.keys(wanted):
            mine = keys % np.uint64(parts) == part
            postings.add(numbers[mine], keys[mine])
        return postings

    return join_articles(map(post, range(parts)), thresholds.joining, rules.least_keys)


def _join_paraphrased(
    shelf: Shelf,
    pairs: Numbers,
    tellings: Tellings,
    decided: set[tuple[int, int]],
    thresholds: Thresholds,
) -> list[Link]:
    """Join the candidates that tell the same in other words."""
    rules = thresholds.retelling
    links = []
    for i, j, _ in pairs.tolist():
        article, other = shelf.heads[i], shelf.heads[j]
        if (days_apart(article, other) or 0) > rules.days or (i, j) in decided:
            continue
        telling, told = tellings.telling(i), tellings.telling(j)
        retelling = compare_tellings(telling, told, rules, thresholds.model)
        agency = shared_agency(article, other, thresholds.aliases)
        if retelling is None or retelling.score < rules.least_score(telling, told, agency):
            continue
        text, source = shelf.text(i), shelf.text(j)
        derivation = make_paraphrase(text.article, source.article, telling, told, retelling, thresholds.aliases)
        links.append(Link(derivation, True, i if derivation.from_article == article.id else j))
    return links


def _link(text: Text, other: Text, overlap: Overlap, thresholds: Thresholds) -> Link:
    derivation = make_verbatim(
        text.article, other.article, text.words, other.words, overlap, thresholds.rules, thresholds.aliases
    )
    source = text if derivation.from_article == text.article.id else other
    share = max(overlap.share, overlap.other_share, min(overlap.coverage, overlap.other_coverage))
    return Link(derivation, share >= thresholds.rules.binds, source.rank)


def _read_thresholds() -> Thresholds:
    table: dict[str, Any] = read_toml("lineage")
    join, repeated, align = table["join"], table["repeated"], table["align"]
    return Thresholds(
        joining=JoinLimits(join["whole"], join["leaders"]),
        least_shared=join["least_shared"],
        repeated=Repeated(repeated["outlet"], repeated["any"]),
        family=Family(repeated["family"], repeated["family_half"], repeated["family_words"]),
        gaps=Gaps(align["short_gap"], align["long_gap"], align["gap_alike"], align["least_words"]),
        rules=Rules(**table["verbatim"]),
        retelling=paraphrase.Rules(**table["paraphrase"]),
        model=Model(table["model"]["intercept"], Features(**table["model"]["weights"])),
        adds=table["sources"]["adds"],
        aliases=table["agencies"],
    )
