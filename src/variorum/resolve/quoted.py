"""An utterance and its quotations as rows of the record: the fullest wording, and what the others lack of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.model.annotation import Annotation, Quotation
from variorum.model.ids import content_id
from variorum.model.record import Omission, Quoted, Utterance, Variant
from variorum.model.resolution import Entities
from variorum.model.text import Article, Evidence, Span
from variorum.resolve.omissions import Rendering, find_omissions
from variorum.resolve.wordings import JOINT, Act, covering, plain, quoted_runs


def write_utterance(
    group: Sequence[Act], articles: Mapping[str, Article], annotations: Mapping[str, Annotation], entities: Entities
) -> tuple[Utterance, list[Quoted], list[tuple[str, int]]]:
    places = [(act.article, item) for act in group for item in act.items]
    quotations = {place: annotations[place[0]].quotations[place[1]] for place in places}
    ids = {place: content_id("quo", place[0], q.content.start, q.content.end) for place, q in quotations.items()}
    identity = content_id("utt", *sorted(ids.values()))
    fullest = min(places, key=lambda place: _fullness(place, quotations[place]))
    whole = next(act for act in group if (fullest[0] == act.article and fullest[1] in act.items))
    order = sorted(places, key=lambda place: (place[0], quotations[place].content, place[1]))
    rows = [
        _write_row(place, quotations[place], articles[place[0]], entities, identity, ids[fullest], whole)
        for place in order
    ]
    rows = _mark_omissions(rows, group, whole, articles, annotations)
    speakers = _speakers(group)
    joint = speakers if len(speakers) > 1 else ()
    speaker = speakers[0] if len(speakers) == 1 else None
    return Utterance(identity, speaker, tuple(ids[place] for place in order), ids[fullest], None, joint), rows, places


def _mark_omissions(
    rows: Sequence[Quoted],
    group: Sequence[Act],
    whole: Act,
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotation],
) -> list[Quoted]:
    """Mark each wording with what it leaves out of the fullest, and the fullest with what it leaves out of them."""
    marked = {row.id: row for row in rows}
    fullest = _render(whole, articles, annotations)
    lacking = [row.id for row in rows if row.evidence.article == whole.article and row.variant == "fullest"][:1]
    for act in group:
        if act.key == whole.key or act.wording == whole.wording:
            continue
        part = _render(act, articles, annotations)
        ids = [content_id("quo", act.article, span.start, span.end) for span in act.spans]
        pairs = [(ids[:1], find_omissions(fullest, part)), (lacking, find_omissions(part, fullest))]
        for held, omissions in pairs:
            for row in held:
                known = marked[row].omissions
                new = tuple(o for o in omissions if not _is_known(o, known))
                marked[row] = replace(marked[row], omissions=(*known, *new))
    return [marked[row.id] for row in rows]


def _is_known(omission: Omission, known: Sequence[Omission]) -> bool:
    """The same words, as another article prints them."""
    words = plain(omission.evidence.text)
    return any(omission.kind == other.kind and words == plain(other.evidence.text) for other in known)


def _render(act: Act, articles: Mapping[str, Article], annotations: Mapping[str, Annotation]) -> Rendering:
    sentences = annotations[act.article].sentences
    held = [sentence for span in act.spans for sentence in covering(sentences, span)]
    unique = {sentence.index: sentence for sentence in held}
    first, last = min(unique, default=0), max(unique, default=-1)
    paragraphs = {sentence.paragraph for sentence in held}
    beside = [s for s in sentences[max(0, first - 1) : last + 2] if s.paragraph in paragraphs]
    return Rendering(
        articles[act.article], tuple(unique[i] for i in sorted(unique)), act.spans, act.polarity, tuple(beside)
    )


def _fullness(place: tuple[str, int], quotation: Quotation) -> tuple[int, int, str, int]:
    kinds = ("direct", "mixed", "indirect")
    length = quotation.content.end - quotation.content.start
    return kinds.index(quotation.kind), -length, place[0], quotation.content.start


def _speakers(group: Sequence[Act]) -> tuple[str, ...]:
    """Who most articles say has spoken: one, or several together."""
    counts = Counter(act.speaker for act in group if act.speaker is not None)
    if not counts:
        return ()
    return tuple(min(counts, key=lambda s: (-counts[s], s)).split(JOINT))


def _write_row(
    place: tuple[str, int],
    quotation: Quotation,
    article: Article,
    entities: Entities,
    utterance: str,
    fullest: str,
    whole: Act,
) -> Quoted:
    identity = content_id("quo", article.id, quotation.content.start, quotation.content.end)
    source = _evidence(article, quotation.speaker_span)
    return Quoted(
        identity,
        utterance,
        quotation.kind,
        entities.of.get((article.id, quotation.speaker)) if quotation.speaker is not None else None,
        source.text if source is not None else None,
        quotation.cue,
        entities.of.get((article.id, quotation.addressee)) if quotation.addressee is not None else None,
        _variant(identity == fullest, place, quotation, article, whole),
        article.evidence(quotation.content.start, quotation.content.end),
        source,
        _evidence(article, quotation.cue_span),
        tuple(dict.fromkeys(e for m in quotation.joint if (e := entities.of.get((article.id, m))) is not None)),
        addressee.text if (addressee := _evidence(article, quotation.addressee_span)) is not None else None,
        _evidence(article, quotation.occasion),
    )


def _variant(is_fullest: bool, place: tuple[str, int], quotation: Quotation, article: Article, whole: Act) -> Variant:
    if is_fullest or plain(article.text[quotation.content.start : quotation.content.end]) == whole.wording:
        return "fullest"
    runs = quoted_runs(article.text, quotation)
    if place[0] == whole.article and place[1] in whole.items:
        return "excerpt"
    if runs and all(f" {run} " in f" {whole.wording} " for run in runs):
        return "excerpt"
    return "reworded"


def _evidence(article: Article, span: Span | None) -> Evidence | None:
    return article.evidence(span.start, span.end) if span is not None and span.start < span.end else None
