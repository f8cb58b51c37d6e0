"""A record against its gold file: `python -m benchmarks.evaluation golden tests/golden`.

What a gold file says is explained in tests/golden/README.md. `score` gives a check for each thing that it names.
Words are compared by their beginning, so that 'licence' and 'licences' are one; a passage is reported by an event or
a reading if their places share at least half of the shorter one. Stories in `HELD_OUT` were written apart from the
program: only counts of them are printed, so that nobody comes to fit the program to them.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import variorum
from variorum.export import export_record
from variorum.language.lexicon import read_toml
from variorum.read.segment import find_sentences

Row = dict[str, Any]
HELD_OUT = frozenset({"border-water"})
_PAGE_REASONS = frozenset(read_toml("pages")["reasons"])
_POLAR = {
    "happened": "yes, happened",
    "did not happen": "no, did not happen",
    "is to happen": "yes, is to happen",
    "is not to happen": "no, is not to happen",
}
PRECISION = ("distinct", "utterances_distinct", "no_conflict", "not_occurred")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that gold names: `found` in the record or not; `detail` says what was there instead."""

    part: str
    what: str
    found: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Code points [start, end) of the article with that id."""

    article: str
    start: int
    end: int

    def overlaps(self, other: "Place") -> bool:
        return self.article == other.article and self.start < other.end and other.start < self.end

    def shares_half(self, other: "Place") -> bool:
        common = min(self.end, other.end) - max(self.start, other.start)
        return self.article == other.article and 2 * common >= min(self.end - self.start, other.end - other.start)


class RecordView:
    """A record as exported, with the look-ups that checks need."""

    def __init__(self, record: Row) -> None:
        self.record = record
        self.articles: dict[str, Row] = {
            row["source"].replace("\\", "/").rsplit("/", 1)[-1]: row for row in self["articles"]
        }
        self.files = {row["id"]: file for file, row in self.articles.items()}

    def __getitem__(self, table: str) -> list[Row]:
        rows: list[Row] = self.record[table]
        return rows

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        owners: dict[str, set[str]] = defaultdict(set)
        for entity in self["entities"]:
            names = [entity["name"], *entity["aliases"], *(mention["text"] for mention in entity["mentions"])]
            for name in names:
                owners[_bare(name)].add(entity["id"])
        return owners

    def owners(self, name: str) -> set[str]:
        """Give the ids of the entities that have this name, alias or mention."""
        return self._owners.get(_bare(name), set())

    @cached_property
    def names(self) -> dict[str, str]:
        return {entity["id"]: entity["name"] for entity in self["entities"]}

    def name(self, ids: Iterable[str | None]) -> str:
        return ", ".join(sorted(self.names.get(i or "", "nobody") for i in ids)) or "nobody"

    @cached_property
    def sentences(self) -> dict[str, list[Place]]:
        return {
            row["id"]: [Place(row["id"], s.start, s.end) for s in find_sentences(row["text"])]
            for row in self["articles"]
        }

    def places(self, words: str) -> list[Place]:
        """Find a passage wherever it stands, in every article."""
        return [
            Place(row["id"], match.start(), match.end())
            for row in self["articles"]
            for match in re.finditer(re.escape(words), row["text"])
        ]

    def sentences_of(self, words: str) -> list[Place]:
        return [s for place in self.places(words) for s in self.sentences[place.article] if s.overlaps(place)]


def score(record: Row, gold: Row) -> dict[str, list[Check]]:
    """Check everything that a gold file names against a record, the JSON object that `variorum export` prints."""
    view = RecordView(record)
    return {part: [Check(part, *found) for found in check(view, gold)] for part, check in _PARTS.items()}


def collate_story(sources: Sequence[str], record: Path) -> str:
    """Collate sources into the record file and give the export as JSON text."""
    stream = StringIO()
    export_record(variorum.collate(sources, record), "json", stream)
    return stream.getvalue()


def find_stories(folder: Path) -> dict[str, Path]:
    """Give the folder of the articles of every gold file, by the story's name."""
    examples = folder.resolve().parents[1] / "examples"
    stories = {path.stem: examples / path.stem for path in sorted(folder.glob("*.json"))}
    return {name: story for name, story in stories.items() if story.is_dir()}


def run(folder: Path, train: Path | None = None) -> dict[str, float]:
    """Score every gold file in the folder. `train` is not used: nothing is learnt."""
    del train
    results = {}
    for name, story in find_stories(folder).items():
        gold = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with TemporaryDirectory() as temporary:
            record = json.loads(collate_story([str(story)], Path(temporary) / "record.db"))
        results[name] = score(record, gold)
    return _report(results)


def share(checks: Sequence[Check]) -> float:
    """Give the share of what gold names that was found; 1.0 where it names nothing."""
    return sum(check.found for check in checks) / len(checks) if checks else 1.0


def _report(results: dict[str, dict[str, list[Check]]]) -> dict[str, float]:
    print(f"{'':20}" + "".join(f"{name:>16}" for name in results))
    for part in _PARTS:
        cells = [f"{sum(c.found for c in checks[part])}/{len(checks[part])}" for checks in results.values()]
        print(f"{part:20}" + "".join(f"{cell:>16}" for cell in cells))
    for name in sorted(results.keys() - HELD_OUT):
        print(f"\nMissed in {name}:")
        for check in (check for checks in results[name].values() for check in checks if not check.found):
            print(f"  {check.part}: {check.what}" + (f" [{check.detail}]" if check.detail else ""))
    figures = {}
    for name, parts in results.items():
        for part, checks in parts.items():
            measure = "precision" if part in PRECISION else "recall"
            figures[f"{name}_{part}_{measure}".replace("-", "_")] = share(checks)
    return figures


# Every function below yields (what, found, detail) for one part.
Found = Iterator[tuple[str, bool, str]]


def _check_articles(view: RecordView, gold: Row) -> Found:
    yield f"{gold['articles']} articles", len(view.articles) == gold["articles"], f"{len(view.articles)}"
    for file, facts in gold["files"].items():
        article = view.articles.get(file)
        if article is None:
            yield file, False, "not read"
            continue
        for field in ("title", "outlet", "published_basis"):
            wanted = {facts[field], *facts.get(f"{field}_also", [])}
            yield f"{file}: {field} {facts[field]}", article[field] in wanted, str(article[field])
        day = article["published"] and article["published"][:10]
        yield f"{file}: published {facts['published']}", day == facts["published"], str(article["published"])
        reasons = {removed["reason"] for removed in article["removed"]}
        if reasons & _PAGE_REASONS:  # the gold calls all that belongs to the page boilerplate
            reasons.add("boilerplate")
        for reason in facts["removed"]:
            yield f"{file}: removed {reason}", reason in reasons, ", ".join(sorted(reasons))
        text = " ".join(article["text"].split())
        for words in facts.get("present", []):
            yield f"{file}: present '{words}'", words in text, ""
        for words in facts.get("absent", []):
            yield f"{file}: absent '{words}'", words not in text, ""
        for words in facts.get("once", []):
            yield f"{file}: once '{words}'", text.count(words) == 1, f"{text.count(words)} times"


def _check_accounts(view: RecordView, gold: Row) -> Found:
    found = [{view.files[article] for article in account["articles"]} for account in view["accounts"]]
    for files in gold["accounts"]:
        touched = [sorted(account) for account in found if account & set(files)]
        yield " + ".join(files), set(files) in found, str(touched)
    if "stories" in gold:
        stories = [sorted(view.files[article] for article in row["articles"]) for row in view["stories"]]
        yield f"{gold['stories']} story", len(stories) == gold["stories"], str(stories)


def _check_derivations(view: RecordView, gold: Row) -> Found:
    found = [(view.files[d["article"]], view.files[d["from_article"]], d["kind"]) for d in view["derivations"]]
    for link in gold["derivations"]:
        ends = [(link["article"], link["from"])]
        ends += [] if link.get("directed") else [(link["from"], link["article"])]
        near = [d for d in found if {d[0], d[1]} == {link["article"], link["from"]}]
        right = any((a, b) in ends and kind in _labels(link, "kind") for a, b, kind in near)
        yield f"{link['article']} is a {link['kind']} of {link['from']}", right, str(near)
    account = {file: number for number, files in enumerate(gold["accounts"]) for file in files}
    across = [(a, b, kind) for a, b, kind in found if account.get(a) != account.get(b)]
    yield "none across accounts", not across, str(across)


def _check_entities(view: RecordView, gold: Row) -> Found:
    rows = {entity["id"]: entity for entity in view["entities"]}
    for entity in gold["entities"]:
        name = entity["names"][0]
        leads = {surface: view.owners(surface) for surface in entity["names"]}
        everyone = set().union(*leads.values())
        is_one = len(everyone) == 1 and all(leads.values())
        detail = "; ".join(f"{surface}: {view.name(ids)}" for surface, ids in leads.items())
        yield f"{' = '.join(entity['names'])}", is_one, detail
        found = [rows[i] for i in sorted(everyone)]
        kinds = {row["kind"] for row in found}
        yield f"{name} is a {entity['kind']}", bool(kinds) and kinds <= _labels(entity, "kind"), str(sorted(kinds))
        if "code" in entity:
            codes = {str(row["code"]) for row in found}
            yield f"{name} has the code {entity['code']}", codes == {entity["code"]}, str(sorted(codes))
        for role in entity.get("roles", []):
            titles = sorted({title["title"] for row in found for title in row["roles"]})
            yield f"{name} is {role}", any(role in title.lower() for title in titles), str(titles)


def _check_distinct(view: RecordView, gold: Row) -> Found:
    for first, second in gold["distinct"]:
        common = view.owners(first) & view.owners(second)
        yield f"{first} is not {second}", not common, view.name(common)


def _check_references(view: RecordView, gold: Row) -> Found:
    mentions = [(_place(m), entity["id"]) for entity in view["entities"] for m in entity["mentions"]]
    for reference in gold.get("references", []):
        wanted = view.owners(reference["entity"])
        offset = reference["text"].index(reference["name"])
        leads: list[set[str]] = []
        for place in view.places(reference["text"]):
            name = Place(place.article, place.start + offset, place.start + offset + len(reference["name"]))
            leads.append({owner for mention, owner in mentions if mention.overlaps(name)})
        right = bool(leads) and all(owners & wanted for owners in leads)
        what = f"'{reference['name']}' in '{reference['text']}' is {reference['entity']}"
        yield what, right, view.name(set().union(*leads)) if leads else "passage is not there"


def _check_utterances(view: RecordView, gold: Row) -> Found:
    for utterance in gold["utterances"]:
        held = {words: _quotations(view, words) for words in utterance["wordings"]}
        lost = [words for words, quotations in held.items() if not quotations]
        quotations = [quotation for rows in held.values() for quotation in rows]
        acts = {quotation["utterance"] for quotation in quotations}
        wrong = sorted({q["speaker_text"] or "nobody" for q in quotations if not _is_speaker(view, utterance, q)})
        detail = [f"not quoted: {lost}"] if lost else []
        detail += [f"{len(acts)} utterances"] if len(acts) > 1 else []
        detail += [f"spoken by {wrong}"] if wrong else []
        speaker = utterance["speaker"] or utterance["speaker_text"]
        yield f"{speaker}: '{utterance['wordings'][0]}'", not detail, "; ".join(detail)


def _is_speaker(view: RecordView, utterance: Row, quotation: Row) -> bool:
    if utterance["speaker"] is None:
        return utterance["speaker_text"].lower() in (quotation["speaker_text"] or "").lower()
    return quotation["speaker"] in view.owners(utterance["speaker"])


def _check_utterances_distinct(view: RecordView, gold: Row) -> Found:
    for first, second in gold["utterances_distinct"]:
        one, other = ({q["utterance"] for q in _quotations(view, words)} for words in (first, second))
        yield f"'{first}' and '{second}'", not one & other, "one utterance"


def _quotations(view: RecordView, words: str) -> list[Row]:
    return [q for q in view["quotations"] if words in " ".join(q["evidence"]["text"].split())]


def _check_claims(view: RecordView, gold: Row) -> Found:
    for wanted in gold["claims"]:
        near = [
            claim
            for claim in view["claims"]
            if claim["kind"] in _labels(wanted, "kind") and _has_word(claim["question"], wanted["topic"])
        ]
        values = " / ".join(reading["value"][0] for reading in wanted["readings"])
        what = f"{wanted['kind']} of {wanted['topic'][0]}: {values}, {' or '.join(wanted['verdicts'])}"
        troubles = min((_compare_claim(view, claim, wanted) for claim in near), key=len, default=["no such claim"])
        yield what, not troubles, "; ".join(troubles)


def _compare_claim(view: RecordView, claim: Row, wanted: Row) -> list[str]:
    """Say what a claim lacks. A reading that is not there counts more than a witness that is not."""
    troubles = [] if claim["verdict"] in wanted["verdicts"] else [f"verdict {claim['verdict']}"]
    for reading in wanted["readings"]:
        rows = [row for row in claim["readings"] if _has_value(_POLAR.get(row["value"], row["value"]), reading)]
        witnesses = {view.files[article] for row in rows for article in row["articles"]}
        others = {file for other in wanted["readings"] if other is not reading for file in other["files"]}
        value = reading["value"][0]
        if not rows:
            troubles += [f"no reading {value}", *(f"{file} does not say it" for file in reading["files"])]
            continue
        troubles += [f"{file} does not say {value}" for file in reading["files"] if file not in witnesses]
        troubles += [f"{file} says {value}" for file in sorted(witnesses & others)]
    return troubles


def _has_value(value: str, reading: Row) -> bool:
    def holds(wanted: str) -> bool:
        return re.search(rf"(?<!\d){re.escape(wanted.lower())}(?!\d)", value.lower()) is not None

    return any(map(holds, reading["value"])) and not any(map(holds, reading.get("without", [])))


def _check_no_conflict(view: RecordView, gold: Row) -> Found:
    conflicts = [claim for claim in view["claims"] if claim["verdict"] == "conflict"]
    for pair in gold["no_conflict"]:
        one, other = (view.places(words) for words in pair)
        against = [claim["question"] for claim in conflicts if _sets_apart(claim, one, other)]
        yield f"'{pair[0]}' and '{pair[1]}'", not against, "; ".join(against)


def _sets_apart(claim: Row, one: Sequence[Place], other: Sequence[Place]) -> bool:
    def support(places: Sequence[Place]) -> set[int]:
        return {
            number
            for number, reading in enumerate(claim["readings"])
            if any(_place(evidence).shares_half(place) for evidence in reading["evidence"] for place in places)
        }

    first, second = support(one), support(other)
    return any(a != b for a in first for b in second)


def _check_events(view: RecordView, gold: Row) -> Found:
    for wanted in gold["events"]:
        sentences = view.sentences_of(wanted["text"])
        near = [event for event in view["events"] if _stands_in(event, sentences)]
        right = any(e["type"] in _labels(wanted, "type") and e["status"] == wanted["status"] for e in near)
        found = ", ".join(sorted({f"{event['type'] or 'no type'} {event['status']}" for event in near}))
        yield f"{wanted['type']} {wanted['status']}: '{wanted['text']}'", right, found or "no event there"


def _check_not_occurred(view: RecordView, gold: Row) -> Found:
    occurred = [event for event in view["events"] if event["status"] == "occurred"]
    for words in gold["not_occurred"]:
        places = view.places(words)
        wrong = [
            f"{event['type'] or 'no type'} '{event['label']}'"
            for event in occurred
            if any(_place(evidence).shares_half(place) for evidence in event["evidence"] for place in places)
        ]
        yield f"'{words}'", not wrong, "; ".join(wrong)


def _check_stances(view: RecordView, gold: Row) -> Found:
    for wanted in gold["stances"]:
        actors = set().union(*map(view.owners, _labels(wanted, "actor")))
        near = [row for row in view["stances"] if row["actor"] in actors]
        right = any(row["stance"] == wanted["stance"] and _has_word(row["issue"], wanted["issue"]) for row in near)
        found = "; ".join(sorted({f"{row['stance']}: {row['issue']}" for row in near}))
        yield f"{wanted['actor']} {wanted['stance']} {wanted['issue'][0]}", right, found or "no stance"


def _check_commitments(view: RecordView, gold: Row) -> Found:
    for wanted in gold["commitments"]:
        parties = set().union(*map(view.owners, _labels(wanted, "party")))
        near = [row for row in view["commitments"] if parties & set(row["parties"])]
        right = any(_is_commitment(row, wanted) for row in near)
        found = "; ".join(
            sorted({f"{row['form']} {row['action']}, due {row['due']}, if {row['condition']}" for row in near})
        )
        yield f"{wanted['party']} {wanted['form'][0]} {wanted['action'][0]}", right, found or "no commitment"


def _is_commitment(row: Row, wanted: Row) -> bool:
    return (
        row["form"] in wanted["form"]
        and _has_word(row["action"], wanted["action"])
        and ("due" not in wanted or (row["due"] or "")[:10] == wanted["due"])
        and (not wanted.get("condition") or row["condition"] is not None)
    )


def _check_timeline(view: RecordView, gold: Row) -> Found:
    for wanted in gold["timeline"]:
        near = [row for row in view["timeline"] if _covers(row["date"], wanted["date"])]
        texts = [text for row in near for text in (row["title"], *(e["text"] for e in row["evidence"]))]
        right = any(_has_word(text, wanted["words"]) for text in texts)
        yield f"{wanted['date']} {wanted['words'][0]}", right, "; ".join(row["title"] for row in near) or "no entry"


def _covers(range_: Row, day: str) -> bool:
    first, last = range_["from"], range_["to"]
    return (first or last or "9") <= day <= (last or first or "0")


def _bare(name: str) -> str:
    """A name without an article before it or a genitive after it."""
    return re.sub(r"(?:'s|’s|(?<=s)['’])$", "", re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.I))


def _labels(entry: Row, key: str) -> set[str]:
    return {entry[key], *entry.get("also", [])}


def _has_word(text: str, words: Sequence[str]) -> bool:
    """Say whether a word of the text begins with one of the words, or a lemma in it is the beginning of one."""
    found = re.findall(r"\w+", text.lower())
    return any(
        token.startswith(word.lower()) or (len(token) > 3 and word.lower().startswith(token))
        for token in found
        for word in words
    )


def _place(evidence: Row) -> Place:
    return Place(evidence["article"], evidence["start"], evidence["end"])


def _stands_in(event: Row, sentences: Sequence[Place]) -> bool:
    return any(_place(evidence).overlaps(sentence) for evidence in event["evidence"] for sentence in sentences)


_PARTS: dict[str, Callable[[RecordView, Row], Found]] = {
    "articles": _check_articles,
    "accounts": _check_accounts,
    "derivations": _check_derivations,
    "entities": _check_entities,
    "distinct": _check_distinct,
    "references": _check_references,
    "utterances": _check_utterances,
    "utterances_distinct": _check_utterances_distinct,
    "claims": _check_claims,
    "no_conflict": _check_no_conflict,
    "events": _check_events,
    "not_occurred": _check_not_occurred,
    "stances": _check_stances,
    "commitments": _check_commitments,
    "timeline": _check_timeline,
}
PARTS = tuple(_PARTS)
