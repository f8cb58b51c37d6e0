"""Each gold file agrees with the example story that it describes: what it names stands in the articles.

These tests read the examples without Variorum's own reader, so that an error there can't hide one in the gold.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from variorum.model.annotation import CommitmentForm, EntityKind, StanceKind, Status
from variorum.model.record import ClaimKind, DerivationKind, Verdict
from variorum.model.text import PublishedBasis

GOLDEN = Path(__file__).parent
EXAMPLES = GOLDEN.parents[1] / "examples"
STORIES = sorted(path.stem for path in GOLDEN.glob("*.json") if path.stem != "floors")
VERBAL = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
MATERIAL = {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


class PageText(HTMLParser):
    """The character data of a page, scripts and styles left out, a line a node."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def page_text(source: str) -> str:
    page = PageText()
    page.feed(source)
    return "\n".join(part for part in page.parts if part.strip())


def record_text(record: dict[str, Any]) -> str:
    return "\n".join(value for value in record.values() if isinstance(value, str))


def documents(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the gold name, the source and the plain text of every article of a story."""
    for path in sorted(folder.iterdir()):
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            for number, line in enumerate(source.splitlines(), 1):
                yield f"{path.name}:{number}", line, record_text(json.loads(line))
        elif path.suffix == ".json":
            yield path.name, source, record_text(json.loads(source))
        elif path.suffix == ".html":
            yield path.name, source, page_text(source)
        else:
            yield path.name, source, source.replace('\\"', '"')


class Story:
    """A gold file, and the sources and texts of its articles by gold name."""

    def __init__(self, name: str) -> None:
        self.gold: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
        articles = list(documents(EXAMPLES / name))
        self.sources = {file: source for file, source, _ in articles}
        self.texts = {file: text for file, _, text in articles}
        self.names = {name for entity in self.gold["entities"] for name in entity["names"]}

    def files_with(self, words: str) -> list[str]:
        return [file for file, text in self.texts.items() if words in text]

    def has_word(self, words: list[str]) -> bool:
        return any(re.search(rf"\b{re.escape(word)}", text.lower()) for word in words for text in self.texts.values())


@pytest.fixture(scope="module", params=STORIES)
def story(request: pytest.FixtureRequest) -> Story:
    return Story(request.param)


def labels(entry: dict[str, Any], key: str) -> set[str]:
    return {entry[key], *entry.get("also", [])}


def test_every_article_is_described(story: Story) -> None:
    assert sorted(story.gold["files"]) == sorted(story.texts)
    assert story.gold["articles"] == len(story.texts)


def test_what_is_said_of_each_file_stands_in_it(story: Story) -> None:
    for file, facts in story.gold["files"].items():
        text, source = story.texts[file], story.sources[file]
        assert facts["title"] in (line.lstrip("# ") for line in text.splitlines()), file
        assert facts["outlet"] is None or facts["outlet"] in source, file
        for words in facts.get("present", []):
            assert words in text, (file, words)
        for words in facts.get("absent", []):
            assert words in source, (file, words, "is not there to be removed")
        for words in facts.get("once", []):
            assert text.count(words) > 1, (file, words, "is not repeated")
        if facts["published"] is None:
            assert facts["published_basis"] is None, file
        else:
            date.fromisoformat(facts["published"])
            assert facts["published_basis"] in get_args(PublishedBasis), file


def test_accounts_divide_the_articles(story: Story) -> None:
    grouped = [file for account in story.gold["accounts"] for file in account]
    assert sorted(grouped) == sorted(story.texts)


def test_a_derived_article_is_in_the_account_of_its_origin(story: Story) -> None:
    account = {file: number for number, files in enumerate(story.gold["accounts"]) for file in files}
    for link in story.gold["derivations"]:
        assert account[link["article"]] == account[link["from"]], link
        assert labels(link, "kind") <= set(get_args(DerivationKind)), link


def test_names_occur_and_belong_to_one_entity(story: Story) -> None:
    seen: set[str] = set()
    for entity in story.gold["entities"]:
        assert labels(entity, "kind") <= set(get_args(EntityKind)), entity
        for name in entity["names"]:
            assert story.files_with(name), name
            assert name not in seen, name
            seen.add(name)
        for role in entity.get("roles", []):
            assert any(role in text.lower() for text in story.texts.values()), role
    owner = {name: number for number, entity in enumerate(story.gold["entities"]) for name in entity["names"]}
    for first, second in story.gold["distinct"]:
        assert owner[first] != owner[second], (first, second)


def test_references_occur(story: Story) -> None:
    for reference in story.gold.get("references", []):
        assert story.files_with(reference["text"]), reference
        assert reference["name"] in reference["text"], reference
        assert reference["entity"] in story.names, reference


def test_utterances_occur_and_each_has_one_speaker(story: Story) -> None:
    seen: set[str] = set()
    for utterance in story.gold["utterances"]:
        if utterance["speaker"] is None:
            assert story.files_with(utterance["speaker_text"]), utterance
        else:
            assert utterance["speaker"] in story.names, utterance
        for words in utterance["wordings"]:
            assert story.files_with(words), words
            assert words not in seen, words
            seen.add(words)
    for pair in story.gold["utterances_distinct"]:
        assert all(story.files_with(words) for words in pair), pair
        assert not any(
            all(any(words in wording or wording in words for wording in group["wordings"]) for words in pair)
            for group in story.gold["utterances"]
        ), pair


def test_every_witness_of_a_reading_has_its_value(story: Story) -> None:
    for claim in story.gold["claims"]:
        assert labels(claim, "kind") <= set(get_args(ClaimKind)), claim
        assert set(claim["verdicts"]) <= set(get_args(Verdict)), claim
        assert story.has_word(claim["topic"]), claim
        witnesses = [file for reading in claim["readings"] for file in reading["files"]]
        assert len(witnesses) == len(set(witnesses)), claim
        for reading in claim["readings"]:
            for file in reading["files"]:
                text = story.texts[file].lower()
                assert any(value.lower() in text for value in reading["value"]), (claim["topic"], reading, file)


def test_the_number_of_readings_fits_the_verdicts(story: Story) -> None:
    account = {file: number for number, files in enumerate(story.gold["accounts"]) for file in files}
    for claim in story.gold["claims"]:
        accounts = {account[file] for reading in claim["readings"] for file in reading["files"]}
        if "single" in claim["verdicts"]:
            assert len(accounts) == 1, claim
        if {"conflict", "updated", "compatible"} >= set(claim["verdicts"]):
            assert len(claim["readings"]) > 1, claim


def test_passages_lie_within_one_sentence(story: Story) -> None:
    passages = [words for pair in story.gold["no_conflict"] for words in pair]
    passages += [event["text"] for event in story.gold["events"]] + story.gold["not_occurred"]
    for words in passages:
        assert story.files_with(words), words
        assert not re.search(r"[.!?] [A-Z]|\n", words), words


def test_events_have_known_types_and_statuses(story: Story) -> None:
    for event in story.gold["events"]:
        assert labels(event, "type") <= VERBAL | MATERIAL, event
        assert event["status"] in get_args(Status), event
        if event["status"] == "occurred":
            assert not any(event["text"] in words for words in story.gold["not_occurred"]), event


def test_parties_are_entities_and_their_words_occur(story: Story) -> None:
    for stance in story.gold["stances"]:
        assert labels(stance, "actor") <= story.names, stance
        assert stance["stance"] in get_args(StanceKind), stance
        assert story.has_word(stance["issue"]), stance
    for commitment in story.gold["commitments"]:
        assert labels(commitment, "party") <= story.names, commitment
        assert set(commitment["form"]) <= set(get_args(CommitmentForm)), commitment
        assert story.has_word(commitment["action"]), commitment
        if "due" in commitment:
            date.fromisoformat(commitment["due"])


def test_timeline_is_in_order_and_its_words_occur(story: Story) -> None:
    dates = [date.fromisoformat(entry["date"]) for entry in story.gold["timeline"]]
    assert dates == sorted(dates)
    for entry in story.gold["timeline"]:
        assert story.has_word(entry["words"]), entry
