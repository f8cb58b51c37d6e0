"""From two related articles to a derivation: its direction, kind, coverage, passages, and the reason in words."""

from collections.abc import Mapping, Sequence

from variorum.model.record import Derivation, DerivationKind, Passage
from variorum.model.text import Article
from variorum.trace.align import Run
from variorum.trace.direction import find_direction, shared_agency
from variorum.trace.paraphrase import Retelling
from variorum.trace.telling import Telling
from variorum.trace.verbatim import Overlap, Rules
from variorum.trace.words import Words

_IN_ORDER = 0.75
_TELL = {
    "copy": "nearly all of it, nearly word for word",
    "revision": "mostly the same text, with changes",
    "excerpt": "a part of it word for word",
    "paraphrase": "mostly the same text, reworded",
    "common-origin": "the same words in both, and both credit {}",
}


def make_verbatim(
    article: Article,
    other: Article,
    words: Words,
    others: Words,
    overlap: Overlap,
    rules: Rules,
    aliases: Mapping[str, str],
) -> Derivation:
    """Describe shared text as a derivation, the later article's from the earlier's."""
    direction = find_direction(article, other, overlap.coverage, overlap.other_coverage, aliases)
    if not direction.forward:
        article, other, words, others, overlap = other, article, others, words, overlap.swapped()
    agency = shared_agency(article, other, aliases)
    kind: DerivationKind = "common-origin" if agency else name_kind(article, other, overlap, rules)
    passages = make_passages(article, other, words, others, overlap.runs)
    why = f"{_TELL[kind].format(agency)}; {direction.why}"
    return Derivation(
        article.id, other.id, kind, share_of_text(article, passages), round(overlap.similarity, 4), passages, why
    )


def make_paraphrase(
    article: Article,
    other: Article,
    telling: Telling,
    others: Telling,
    retelling: Retelling,
    aliases: Mapping[str, str],
) -> Derivation:
    """Describe a rewrite as a derivation, the later article's from the earlier's, a passage for each sentence."""
    direction = find_direction(article, other, retelling.share, retelling.other_share, aliases)
    passages = []
    for pairing in retelling.pairings:
        sentence = article.sentences[telling.sentences[pairing.index]]
        source = other.sentences[others.sentences[pairing.other]]
        likeness = round(min(pairing.similarity, 1.0), 4)
        passages.append(Passage(sentence.start, sentence.end, source.start, source.end, likeness))
    if not direction.forward:
        article, other = other, article
        passages = sorted(Passage(p.from_start, p.from_end, p.start, p.end, p.similarity) for p in passages)
    agency = shared_agency(article, other, aliases)
    kind: DerivationKind = "common-origin" if agency else "paraphrase"
    told = f"and both credit {agency}" if agency else "in other words"
    features = retelling.features
    order = "in the same order" if features.order >= _IN_ORDER else "in another order"
    why = (
        f"{len(passages)} sentences have a counterpart, mostly {order}, {told}; {100 * features.names:.0f} % of the "
        f"shorter one's names and numbers stand in the other; {direction.why}"
    )
    mean = sum(p.similarity for p in passages) / len(passages)
    return Derivation(
        article.id, other.id, kind, share_of_text(article, passages), round(mean, 4), tuple(passages), why
    )


def name_kind(article: Article, source: Article, overlap: Overlap, rules: Rules) -> DerivationKind:
    """Name how `article` rests on `source` verbatim. An edited whole is a revision, a part of either an excerpt."""
    same_house = bool(article.outlet and article.outlet == source.outlet) or _same_headline(article, source)
    least = min(overlap.coverage, overlap.other_coverage)
    if same_house and rules.mostly <= least < rules.unchanged:
        return "revision"
    if overlap.coverage >= rules.nearly_all and overlap.similarity >= rules.verbatim:
        if overlap.other_coverage >= rules.nearly_all:
            return "copy"
        if overlap.other_coverage < rules.cut:
            return "excerpt"
    if max(overlap.coverage, overlap.other_coverage) >= rules.mostly and overlap.similarity < rules.reworded:
        return "paraphrase"
    if least >= rules.mostly or (same_house and overlap.other_coverage >= rules.mostly):
        return "revision"
    return "excerpt"


def make_passages(
    article: Article, other: Article, words: Words, others: Words, runs: Sequence[Run]
) -> tuple[Passage, ...]:
    """Turn runs of words into passages of code points, with the punctuation at their edges that both sides print."""
    passages = []
    for run in runs:
        start, end = int(words.starts[run.start]), int(words.ends[run.end - 1])
        from_start, from_end = int(others.starts[run.from_start]), int(others.ends[run.from_end - 1])
        before = _shared_marks(article.text[:start][::-1], other.text[:from_start][::-1])
        after = _shared_marks(article.text[end : end + 4], other.text[from_end : from_end + 4])
        passages.append(
            Passage(start - before, end + after, from_start - before, from_end + after, round(run.similarity, 4))
        )
    return tuple(sorted(passages))


def share_of_text(article: Article, passages: Sequence[Passage]) -> float:
    """Give the share of the article's code points, spaces at its edges aside, that the passages cover together."""
    covered = reached = 0
    for passage in sorted(passages):
        covered += max(passage.end - max(passage.start, reached), 0)
        reached = max(reached, passage.end)
    return round(min(covered / max(len(article.text.strip()), 1), 1.0), 4)


def _shared_marks(text: str, other: str) -> int:
    count = 0
    for mark, other_mark in zip(text[:4], other[:4], strict=False):
        if mark != other_mark or mark.isalnum() or mark.isspace():
            break
        count += 1
    return count


def _same_headline(article: Article, other: Article) -> bool:
    if not article.title or not other.title:
        return False
    return article.title.casefold().split() == other.title.casefold().split()
