"""Event types on PLV: `python -m benchmarks.evaluation events-plover FOLDER`.

Sentences with a marked source and target of one event (Hu et al. 2022, 'Zero-Shot PLOVER'). The two are given to our
rules as the only parties of the sentence; of the events found, the one with the source among its actors and the target
among its recipients is taken, then the nearest to that. The set joins CONCEDE and RETREAT as YIELD.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.annotate.antecedents import resolve_pronouns
from variorum.annotate.events import find_events
from variorum.annotate.mentions import find_mentions
from variorum.language.lexicon import read_toml
from variorum.language.parser import Parser
from variorum.model.annotation import EventMention, Mention, ParsedSentence
from variorum.model.text import Article, OffsetMap, Source, TextSentence
from variorum.settings import Settings

_NONE = "none"
_COOPERATION = frozenset(("AGREE", "SUPPORT", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
_CONFLICT = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
_JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the spans of its marked source and target, and the type."""

    sentence: str
    source: tuple[int, int]
    target: tuple[int, int]
    gold: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked sentence with the type found, and the events of which it was taken."""

    marked: Marked
    found: str
    events: tuple[EventMention, ...]


def run(folder: Path, _train: Path | None = None) -> dict[str, float]:
    """Print the table and give macro F1 over types and over quads, and accuracy, of a folder's TSV file."""
    judged = judge(folder)
    pairs = [(j.marked.gold, j.found) for j in judged]
    quads = _quads()
    print(f"{'type':12} {'gold':>5} {'found':>6} {'P':>6} {'R':>6} {'F1':>6}  taken for")
    for name in sorted({gold for gold, _ in pairs}):
        precision, recall, score = f1(pairs, name)
        wrong = Counter(found for gold, found in pairs if gold == name and found != name).most_common(4)
        counts = f"{sum(g == name for g, _ in pairs):5} {sum(f == name for _, f in pairs):6}"
        taken = ", ".join(f"{found} {count}" for found, count in wrong)
        print(f"{name:12} {counts} {precision:6.3f} {recall:6.3f} {score:6.3f}  {taken}")
    in_quads = [(quads[gold], quads.get(found, _NONE)) for gold, found in pairs]
    return {
        "macro_f1": macro_f1(pairs),
        "accuracy": sum(gold == found for gold, found in pairs) / max(len(pairs), 1),
        "quad_macro_f1": macro_f1(in_quads),
    }


def judge(folder: Path) -> list[Judged]:
    """Give each sentence of the folder's TSV files with the type that the rules find."""
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    marked = [m for path in sorted(folder.glob("*.tsv")) for m in read_marked(path)]
    parses = parser.parse([m.sentence for m in marked])
    sentences = [ParsedSentence(0, 0, len(p.text), 0, False, p) for p in parses]
    return [_judge_one(m, s) for m, s in zip(marked, sentences, strict=True)]


def read_marked(path: Path) -> Iterator[Marked]:
    """Give the sentences of a TSV file with columns `marked_sentence` and `gold_root`."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, spans = _unmark(row["marked_sentence"])
            yield Marked(text, spans["s"], spans["t"], row["gold_root"])


def _unmark(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    spans: dict[str, tuple[int, int]] = {"s": (0, 0), "t": (0, 0)}
    begins: dict[str, int] = {}
    plain = ""
    position = 0
    while position < len(text):
        tag = next((t for t in ("<s>", "</s>", "<t>", "</t>") if text.startswith(t, position)), None)
        if tag is None:
            plain += text[position]
            position += 1
            continue
        if tag.startswith("</"):
            spans[tag[2]] = (begins.get(tag[2], 0), len(plain))
        else:
            begins[tag[1]] = len(plain)
        position += len(tag)
    return plain, spans


def _judge_one(marked: Marked, sentence: ParsedSentence) -> Judged:
    article = Article(
        "art", Source("plv"), "", marked.sentence, OffsetMap(((0, 0, len(marked.sentence)),)),
        (TextSentence(0, len(marked.sentence), 0),),
    )  # fmt: skip
    parties = [_party(sentence, marked.source), _party(sentence, marked.target)]
    others = [m for m in find_mentions(article, (sentence,)) if not any(_overlap(m, p) for p in parties)]
    mentions = [*parties, *others]
    events = find_events(article, (sentence,), mentions, (), (), (), resolve_pronouns((sentence,), mentions))
    typed = [e for e in events if e.type]
    best = max(typed, key=lambda e: (*_fit(e, marked), -e.trigger.start), default=None)
    return Judged(marked, _NONE if best is None else _set_type(best), tuple(events))


def _set_type(event: EventMention) -> str:
    """Our type and status as a type of the set, which has no status and follows the table CAMEO2PLOVER of 2021: what is
    refused is REJECT, what is demanded REQUEST, announced conflict THREATEN, an announced yielding AGREE, a verdict
    ACCUSE."""
    if event.type in _COOPERATION and event.status in ("not-occurred", "denied", "cancelled"):
        return "REJECT"
    if event.type in _CONFLICT and event.status == "planned":
        return "THREATEN"
    if event.status == "proposed":
        return "REQUEST"
    if event.type == "CONCEDE" and event.status == "planned":
        return "AGREE"
    if event.modes == ("convict",):
        return "ACCUSE"
    return _JOINED.get(event.type, event.type)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _fit(event: EventMention, marked: Marked) -> tuple[int, int]:
    """How well an event fits the marked pair: by its parties, then by standing between or near the two."""
    fit = 3 * (0 in event.actors) + 3 * (1 in event.recipients) + (1 in event.actors) + (0 in event.recipients)
    anchor = event.trigger.start
    fit += marked.target[0] <= anchor < marked.target[1]
    near = min(abs(anchor - marked.source[1]), abs(anchor - marked.target[0]))
    return fit, -near


def _party(sentence: ParsedSentence, span: tuple[int, int]) -> Mention:
    tokens = sentence.parse.tokens
    inside = [i for i, t in enumerate(tokens) if t.start < span[1] and span[0] < t.end] or [0]
    heads = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i] or inside
    head = heads[0]
    first, last = inside[0], head
    text = sentence.parse.text[span[0] : span[1]]
    return Mention(span[0], span[1], text, text.strip() or "-", "organization", 0, min(first, last), last)


def f1(pairs: Sequence[tuple[str, str]], name: str) -> tuple[float, float, float]:
    """Give precision, recall and F1 of one label in pairs of gold and found."""
    right = sum(gold == found == name for gold, found in pairs)
    gold_count, found_count = sum(g == name for g, _ in pairs), sum(f == name for _, f in pairs)
    precision, recall = right / max(found_count, 1), right / max(gold_count, 1)
    return precision, recall, 2 * right / max(gold_count + found_count, 1)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 of the labels that gold has."""
    names = sorted({gold for gold, _ in pairs})
    return sum(f1(pairs, name)[2] for name in names) / max(len(names), 1)


def _quads() -> dict[str, str]:
    quads = {name: str(entry["quad"]) for name, entry in read_toml("plover")["types"].items()}
    return {**quads, "YIELD": quads["RETREAT"]}
