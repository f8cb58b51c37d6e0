"""The stage in order: words, fingerprints, candidates, shared passages, derivations, accounts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.language.encoder import Encoder
from variorum.language.lexicon import read_toml
from variorum.model.resolution import Lineage
from variorum.model.text import Article
from variorum.settings import Settings
from variorum.trace import paraphrase
from variorum.trace.accounts import find_accounts
from variorum.trace.align import Gaps, Run
from variorum.trace.candidates import JoinLimits, Repeated, find_repeated, is_repeated, join_articles
from variorum.trace.direction import days_apart, names_of, plain_name, shared_agency, sort_key
from variorum.trace.fingerprint import Fingerprints, find_fingerprints
from variorum.trace.kinds import make_paraphrase, make_verbatim
from variorum.trace.paraphrase import compare_tellings, find_keys
from variorum.trace.rarity import Rarity
from variorum.trace.sources import Link, choose_sources
from variorum.trace.telling import find_telling, weigh_telling
from variorum.trace.verbatim import (
    Family,
    Overlap,
    Rules,
    compare_words,
    drop_repeated,
    is_derived,
    is_template,
    measure,
)
from variorum.trace.words import Flags, Words, find_words


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
    adds: float
    aliases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its words; `rank` counts from the earliest."""

    rank: int
    article: Article
    words: Words


@dataclass(frozen=True, slots=True)
class Printed:
    """A text with its fingerprints, and which of them are repeated matter."""

    text: Text
    prints: Fingerprints
    repeated: Flags


def trace_articles(articles: Sequence[Article], encoder: Encoder, settings: Settings) -> Lineage:
    """Find which articles rest on which, and so the independent accounts; every article is in just one.

    Takes all articles of a run, in any order; the result does not depend on the order. Articles with the same id are
    taken once. Derivations are sorted by article and source, accounts by id.
    """
    thresholds = _read_thresholds()
    ordered = sorted({article.id: article for article in articles}.values(), key=sort_key)
    words = [find_words(article) for article in ordered]
    texts = [Text(rank, article, found) for rank, (article, found) in enumerate(zip(ordered, words, strict=True))]
    firsts, links = _join_identical(texts, thresholds)
    printed = _print_texts(firsts, thresholds, settings)
    verbatim, decided = _join_verbatim(printed, thresholds, settings)
    links += verbatim + _join_paraphrased(printed, decided, encoder, thresholds)
    told, binding = choose_sources(links, thresholds.adds)
    return Lineage(told, find_accounts(ordered, binding, thresholds.aliases))


def _join_identical(texts: Sequence[Text], thresholds: Thresholds) -> tuple[list[Text], list[Link]]:
    """Join articles of equal words to the first of them, so that a thousand identical ones cost as much as one."""
    groups: dict[bytes, list[Text]] = {}
    for text in texts:
        groups.setdefault(text.words.hashes.tobytes(), []).append(text)
    firsts, links = [], []
    for group in groups.values():
        if len(group[0].words) < thresholds.rules.whole_words:
            continue
        credited = {plain_name(c, thresholds.aliases) for text in group for c in text.article.credits}
        first = min(group, key=lambda text: (not _is_credited(text.article, credited, thresholds), text.rank))
        firsts.append(first)
        links += [_link(text, first, _whole_overlap(text, first), thresholds) for text in group if text is not first]
    return sorted(firsts, key=lambda text: text.rank), links


def _is_credited(article: Article, credited: set[str], thresholds: Thresholds) -> bool:
    return not names_of(article, thresholds.aliases).isdisjoint(credited)


def _whole_overlap(text: Text, other: Text) -> Overlap:
    count = len(text.words)
    return measure((Run(0, count, 0, count, count),), text.words, other.words)


def _print_texts(texts: Sequence[Text], thresholds: Thresholds, settings: Settings) -> list[Printed]:
    prints = [find_fingerprints(t.words, settings.shingle_words, settings.winnow_window) for t in texts]
    repeated = find_repeated(prints, [t.article.outlet for t in texts], thresholds.repeated)
    return [Printed(t, p, is_repeated(p, repeated)) for t, p in zip(texts, prints, strict=True)]


def _join_verbatim(
    texts: Sequence[Printed], thresholds: Thresholds, settings: Settings
) -> tuple[list[Link], set[frozenset[str]]]:
    """Join the articles that share passages word for word; candidates share fingerprints.

    Gives the links, and the pairs of articles about which nothing more is to be asked: linked, or one form filled in.
    """
    links = []
    decided = set()
    for i, j, shared in join_articles([t.prints.hashes for t in texts], thresholds.joining):
        if shared < thresholds.least_shared:
            continue
        text, other = texts[i].text, texts[j].text
        overlap = _overlap(texts[i], texts[j], thresholds, settings)
        agency = shared_agency(text.article, other.article, thresholds.aliases)
        link = None
        if is_derived(overlap, text.words, other.words, thresholds.rules, same_agency=agency is not None):
            link = _link(text, other, overlap, thresholds)
            links.append(link)
        if (link and link.binds) or is_template(overlap, thresholds.rules):
            decided.add(frozenset((text.article.id, other.article.id)))
    return links, decided


def _overlap(text: Printed, other: Printed, thresholds: Thresholds, settings: Settings) -> Overlap:
    words, others = text.text.words, other.text.words
    overlap = compare_words(words, others, settings.shingle_words, thresholds.gaps)
    if not text.repeated.any() or thresholds.family.holds(overlap):
        return overlap
    return measure(drop_repeated(overlap.runs, text.prints, text.repeated), words, others)


def _join_paraphrased(
    texts: Sequence[Printed], decided: set[frozenset[str]], encoder: Encoder, thresholds: Thresholds
) -> list[Link]:
    """Join the articles that tell the same in other words; candidates share pairs of rare words within sentences."""
    rules = thresholds.retelling
    told = [find_telling(t.text.article, t.text.words, t.prints.words[t.repeated], rules.most_sentences) for t in texts]
    holders = Counter(s for sentences in told for s in {s for sentence in sentences for s in sentence.stems})
    rarity = Rarity(holders, len(texts), rules.prior)
    columns = {s: column for column, s in enumerate(sorted(holders))}
    tellings = [weigh_telling(sentences, columns, rarity) for sentences in told]
    links = []
    for i, j, shared in join_articles([find_keys(s, rarity, rules) for s in told], thresholds.joining):
        article, other = texts[i].text.article, texts[j].text.article
        apart = days_apart(article, other)
        if shared < rules.least_keys or (apart or 0) > rules.days or frozenset((article.id, other.id)) in decided:
            continue
        retelling = compare_tellings(tellings[i], tellings[j], rarity, encoder, rules)
        agency = shared_agency(article, other, thresholds.aliases)
        if retelling is None or retelling.score < (rules.same_agency if agency else rules.score):
            continue
        derivation = make_paraphrase(article, other, tellings[i], tellings[j], retelling, thresholds.aliases)
        source = texts[i].text if derivation.from_article == article.id else texts[j].text
        links.append(Link(derivation, True, source.rank))
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
        adds=table["sources"]["adds"],
        aliases=table["agencies"],
    )
