# ruff: noqa: E501
"""An invented negotiation as a record: every table has rows in it, and every passage stands in its article."""

import re
from dataclasses import replace

import pytest

from variorum.model.ids import content_id
from variorum.model.record import (
    Account,
    Brief,
    BriefSentence,
    Cell,
    Claim,
    Commitment,
    CommitmentOutcome,
    DateRange,
    Derivation,
    Entity,
    Event,
    FormerStance,
    Judgement,
    Magnitude,
    Passage,
    Quoted,
    Reading,
    Record,
    Role,
    Run,
    Stance,
    Story,
    Synopsis,
    SynopsisRow,
    TimelineEntry,
    Utterance,
)
from variorum.model.text import Article, Evidence, Issue, OffsetMap, Removed, Source, TextSentence

HARBOUR = """PORT CELESTE TALKS

Veldania and Osmara agreed on Tuesday to reopen the Strait of Ilm to grain ships, ending eleven hours of talks in Port Celeste that both sides described as difficult.

"We came here with a list of forty questions, and we leave with four," said Veldanian Foreign Minister Ines Maratta, who led her country's delegation. "No ship will be turned back because of the flag it flies."

Osmara's chief negotiator, Tobias Renn, said the first convoy would sail on 3 May. About 180 vessels have been waiting outside the strait since February.

President Karel Odum of Osmara postponed his visit to Veldania, planned for next week, his office said. It gave no new date.

Lindmark, which hosted the talks, will send observers. Maratta said Veldania would not accept a permanent naval mission in the strait."""

HARBOUR_LATER = """PORT CELESTE TALKS

Veldania and Osmara agreed on Tuesday to reopen the Strait of Ilm to grain ships, ending eleven hours of talks in Port Celeste that both sides described as difficult.

"We came here with a list of forty questions, and we leave with four," said Veldanian Foreign Minister Ines Maratta, who led her country's delegation. "No ship will be turned back because of the flag it flies."

Osmara's chief negotiator, Tobias Renn, said the first convoy would sail on 5 May, two days later than he had said at first. About 180 vessels have been waiting outside the strait since February.

President Karel Odum of Osmara postponed his visit to Veldania, planned for next week, his office said."""

LEDGER = """Osmaran president calls off trip as strait deal is struck

President Karel Odum has cancelled next week's visit to Veldania, according to two officials in Osmara, hours after negotiators struck a deal to let grain ships through the Strait of Ilm.

Veldania's foreign minister, Ines Maratta, told reporters that "no ship will be turned back". Tobias Renn, who negotiated for Osmara, promised that a first convoy of twelve ships would sail on 3 May.

More than 200 vessels are waiting, the port authority of Port Celeste said. Osmara supports a permanent naval mission; Veldania has ruled one out."""

TRIBUNE = """A strait reopens, with four questions left

After talks in Lindmark, the two neighbours will let grain through again. The Veldanian minister, Inès Maratta, said that four of forty questions were left open and that ships would not be sent back for their flag.

The visit of the Osmaran president to Veldania has been delayed, a spokesman said on Wednesday.

Osmara signed the protocol on Tuesday evening; Veldania undertook to clear the mines within thirty days if observers from Lindmark are present."""

GAZETTE = """Grain deal: what we know

Veldania and Osmara agreed on Tuesday to reopen the Strait of Ilm to grain ships, ending eleven hours of talks in Port Celeste that both sides described as difficult, the Northern News Agency reported. Some 180 vessels are waiting outside the strait.

Nobody was hurt when a patrol boat fired warning shots on Monday, Osmara's coast guard said. Veldania denied that its boat had fired."""


def _sentences(text: str) -> tuple[TextSentence, ...]:
    found = []
    for paragraph, match in enumerate(re.finditer(r"[^\n]+", text)):
        for part in re.finditer(r"\S.*?(?:[.?!][\"”]?(?=\s|$)|$)", match.group()):
            start, end = match.start() + part.start(), match.start() + part.end()
            found.append(TextSentence(start, end, paragraph, not text[start:end].rstrip('"').endswith(".")))
    return tuple(found)


def _article(name: str, text: str, outlet: str, published: str, **fields: object) -> Article:
    title, _, body = text.partition("\n\n")
    return Article(
        id=content_id("art", name, body),
        source=Source(f"strait/{name}.txt"),
        source_sha256=content_id("sha", text)[4:] * 4,
        text=body,
        offsets=OffsetMap(((0, len(title) + 2, len(body)),)),
        sentences=_sentences(body),
        title=title,
        outlet=outlet,
        published=published,
        published_basis="metadata",
        language="en",
        **fields,  # type: ignore[arg-type]
    )


def _passage(article: Article, words: str) -> Evidence:
    start = article.text.index(words)
    return article.evidence(start, start + len(words))


def _mentions(articles: tuple[Article, ...], *names: str) -> tuple[Evidence, ...]:
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))
    return tuple(a.evidence(m.start(), m.end()) for a in articles for m in pattern.finditer(a.text))


def _entity(articles: tuple[Article, ...], kind: str, *names: str, **fields: object) -> Entity:
    row = Entity(content_id("ent", names[0]), kind, names[0], names[1:], None, None, (), _mentions(articles, *names))  # type: ignore[arg-type]
    return replace(row, **fields)  # type: ignore[arg-type]


def make_record() -> Record:
    """Five articles, four accounts: one is a revision of another, one quotes the agency that both carry."""
    first = _article(
        "harbour", HARBOUR, "Harbour Post", "2031-04-23", dateline_place="PORT CELESTE", url="https://harbour.example/1",
        authors=("Ada Lund", "Jon Vey"), credits=("Northern News Agency",),
        removed=(Removed("image", 0, 18), Removed("repeat", 1400, 1466), Removed("tags", 1470, 1502)),
    )  # fmt: skip
    later = _article("harbour-later", HARBOUR_LATER, "Harbour Post", "2031-04-24", credits=("Northern News Agency",))
    ledger = _article("ledger", LEDGER, "The Ledger", "2031-04-23T18:40:00+01:00", authors=("Mira Sand",))
    tribune = _article("tribune", TRIBUNE, "Tribune", "2031-04-24", removed=(Removed("reference", 700, 744),))
    gazette = _article("gazette", GAZETTE, "Evening Gazette", "2031-04-24", credits=("Northern News Agency",))
    articles = (first, later, ledger, tribune, gazette)
    entities = _entities(articles)
    ids = {entity.name: entity.id for entity in entities}
    accounts = (
        Account(
            "acc-1", (first.id, later.id, gazette.id), "Northern News Agency", "All three credit Northern News Agency."
        ),
        Account("acc-2", (ledger.id,), ledger.id, "No other article shares more than a sentence with it."),
        Account("acc-3", (tribune.id,), tribune.id, "It rests on nothing else that was read."),
    )
    quotations, utterances = _words(articles, ids)
    events = _events(articles, ids)
    claims = _claims(articles, ids)
    sentence = Evidence(
        gazette.id, 0, gazette.text.index(", the Northern"), gazette.text[: gazette.text.index(", the N")]
    )
    return Record(
        articles=articles,
        accounts=accounts,
        derivations=(
            _derivation(later, first, "revision", 0.93),
            Derivation(
                gazette.id,
                first.id,
                "excerpt",
                0.44,
                0.99,
                (Passage(0, sentence.end, 0, sentence.end, 1.0),),
                "It repeats the opening word for word.",
            ),
        ),
        stories=(
            Story("sto-1", "Veldania and Osmara reopen the Strait of Ilm", tuple(a.id for a in articles), "2031-04-23", "2031-04-24"),
        ),
        entities=entities,
        utterances=utterances,
        quotations=quotations,
        events=events,
        claims=claims,
        synopsis=(_synopsis(articles, claims),),
        stances=_stances(articles, ids),
        commitments=_commitments(articles, ids),
        timeline=_timeline(articles, events),
        brief=(_brief(claims),),
        issues=(
            Issue("empty", "the file has no text in it", "strait/empty.txt"),
            Issue("broken-json", "line 3 is no JSON: a comma is missing", "strait/wire.jsonl", 3),
        ),
        run=Run("0.1.0", (("parser", "1.0"),), (("brief_sentences", "10"),), (("articles", 5),), (("read", 0.25),)),
    )  # fmt: skip


def _entities(articles: tuple[Article, ...]) -> tuple[Entity, ...]:
    first, _, ledger, tribune, _ = articles
    veldania = _entity(articles, "state", "Veldania", "Veldanian", code="VLD")
    osmara = _entity(articles, "state", "Osmara", "Osmaran", code="OSM")
    maratta = _entity(
        articles, "person", "Ines Maratta", "Inès Maratta", "Maratta", affiliation=veldania.id,
        roles=(
            Role("Foreign Minister", veldania.id, (_passage(first, "Veldanian Foreign Minister"), _passage(ledger, "Veldania's foreign minister"))),
            Role("Veldanian minister", veldania.id, (_passage(tribune, "Veldanian minister"),)),
        ),
        judgements=(Judgement("Inès Maratta", "Ines Maratta", "same", 0.97, "The names differ by an accent; one role."),),
    )  # fmt: skip
    renn = _entity(
        articles, "person", "Tobias Renn", "Renn", affiliation=osmara.id,
        roles=(Role("chief negotiator", osmara.id, (_passage(first, "Osmara's chief negotiator"),)),),
    )  # fmt: skip
    odum = _entity(
        articles, "person", "Karel Odum", "Odum", affiliation=osmara.id,
        roles=(Role("President", osmara.id, (_passage(first, "President"), _passage(ledger, "President"))),),
    )  # fmt: skip
    return (
        maratta,
        odum,
        renn,
        osmara,
        veldania,
        _entity(articles, "state", "Lindmark"),
        _entity(articles, "organization", "Northern News Agency"),
        _entity(articles, "group", "negotiators"),
        _entity(articles, "place", "Port Celeste"),
        _entity(articles, "place", "Strait of Ilm"),
    )


def _quoted(
    article: Article, words: str, speaker: str, speaker_text: str, utterance: str, kind: str, variant: str, cue: str
) -> Quoted:
    return Quoted(
        content_id("quo", article.id, words), utterance, kind, speaker, speaker_text, cue, None, variant,  # type: ignore[arg-type]
        _passage(article, words), _passage(article, speaker_text), _passage(article, cue),
    )  # fmt: skip


def _words(articles: tuple[Article, ...], ids: dict[str, str]) -> tuple[tuple[Quoted, ...], tuple[Utterance, ...]]:
    first, later, ledger, tribune, gazette = articles
    maratta, renn, osmara = ids["Ines Maratta"], ids["Tobias Renn"], ids["Osmara"]
    flag, list_ = (
        "No ship will be turned back because of the flag it flies.",
        "We came here with a list of forty questions, and we leave with four,",
    )
    quotations = (
        _quoted(first, flag, maratta, "Ines Maratta", "utt-1", "direct", "fullest", "said"),
        _quoted(later, flag, maratta, "Ines Maratta", "utt-1", "direct", "fullest", "said"),
        _quoted(ledger, "no ship will be turned back", maratta, "Ines Maratta", "utt-1", "direct", "excerpt", "told"),
        _quoted(tribune, "ships would not be sent back for their flag", maratta, "Inès Maratta", "utt-1", "indirect", "reworded", "said"),
        _quoted(first, list_, maratta, "Ines Maratta", "utt-2", "direct", "fullest", "said"),
        _quoted(tribune, "four of forty questions were left open", maratta, "Inès Maratta", "utt-2", "indirect", "reworded", "said"),
        _quoted(first, "the first convoy would sail on 3 May", renn, "Tobias Renn", "utt-3", "indirect", "fullest", "said"),
        _quoted(ledger, "a first convoy of twelve ships would sail on 3 May", renn, "Tobias Renn", "utt-3", "indirect", "reworded", "promised"),
        _quoted(gazette, "Nobody was hurt when a patrol boat fired warning shots on Monday", osmara, "Osmara's coast guard", "utt-4", "indirect", "fullest", "said"),
    )  # fmt: skip
    utterances = (
        Utterance("utt-1", maratta, tuple(q.id for q in quotations[:4]), quotations[0].id, "evt-1"),
        Utterance("utt-2", maratta, tuple(q.id for q in quotations[4:6]), quotations[4].id, "evt-1"),
        Utterance("utt-3", renn, tuple(q.id for q in quotations[6:8]), quotations[6].id),
        Utterance("utt-4", None, (quotations[8].id,), quotations[8].id),
    )
    return tuple(replace(q, speaker=None) if q.utterance == "utt-4" else q for q in quotations), utterances


def _events(articles: tuple[Article, ...], ids: dict[str, str]) -> tuple[Event, ...]:
    first, later, ledger, tribune, gazette = articles
    tuesday = DateRange("2031-04-22", "2031-04-22", "day", "published")
    monday = DateRange("2031-04-21", "2031-04-21", "day", "published")
    agreed = "Veldania and Osmara agreed on Tuesday to reopen the Strait of Ilm to grain ships"
    shots = "a patrol boat fired warning shots on Monday"
    return (
        Event(
            "evt-1", "AGREE", (), ("diplomatic", "economic"), (ids["Osmara"], ids["Veldania"]), (), ids["Port Celeste"],
            tuesday, "occurred", None, (Magnitude(11.0, "hour", _passage(first, "eleven hours")),),
            tuple(_passage(a, agreed) for a in (first, later, gazette)), (first.id, later.id, gazette.id), 1, "agreement",
        ),
        Event(
            "evt-2", "REJECT", ("meet",), ("diplomatic",), (ids["Karel Odum"],), (ids["Veldania"],), ids["Veldania"],
            DateRange("2031-04-28", "2031-05-04", "week", "published"), "cancelled", None, (),
            (_passage(first, "postponed his visit to Veldania"), _passage(ledger, "has cancelled next week's visit to Veldania")),
            (first.id, ledger.id), 2, "visit",
        ),
        Event(
            "evt-3", "ASSAULT", ("firearms",), ("military",), (ids["Veldania"],), (ids["Osmara"],), ids["Strait of Ilm"],
            monday, "denied", ids["Osmara"], (), (_passage(gazette, shots),), (gazette.id,), 1, "shots",
        ),
        Event(
            "evt-4", "COOPERATE", (), ("economic",), (ids["Osmara"],), (ids["Veldania"],), None,
            DateRange("2031-05-03", "2031-05-03", "day", "absolute"), "planned", ids["Tobias Renn"], (),
            (_passage(first, "the first convoy would sail on 3 May"),), (first.id,), 1, "convoy",
        ),
        Event(
            "evt-5", "", (), (), (ids["Lindmark"],), (), None, None, "planned", None, (),
            (_passage(first, "Lindmark, which hosted the talks, will send observers"),), (first.id,), 1, "observers",
        ),
        Event(
            "evt-6", "SUPPORT", (), ("diplomatic",), (ids["Osmara"],), (), None, tuesday, "occurred", None, (),
            (_passage(tribune, "Osmara signed the protocol on Tuesday evening"),), (tribune.id,), 1, "signing",
        ),
    )  # fmt: skip


def _reading(value: str, accounts: int, *evidence: Evidence) -> Reading:
    return Reading(value, tuple(sorted({e.article for e in evidence})), accounts, evidence)


def _claims(articles: tuple[Article, ...], ids: dict[str, str]) -> tuple[Claim, ...]:
    first, later, ledger, tribune, gazette = articles
    odum, renn, maratta = ids["Karel Odum"], ids["Tobias Renn"], ids["Ines Maratta"]
    return (
        Claim(
            "clm-visit", "sto-1", "What became of Karel Odum's visit to Veldania?", (odum, ids["Veldania"]), "status", "conflict",
            "One account says that it was cancelled, two that it is to be held later.",
            (
                _reading("postponed", 1, _passage(first, "postponed his visit to Veldania, planned for next week"), _passage(later, "postponed his visit to Veldania, planned for next week")),
                _reading("cancelled", 1, _passage(ledger, "President Karel Odum has cancelled next week's visit to Veldania")),
                _reading("delayed", 1, _passage(tribune, "The visit of the Osmaran president to Veldania has been delayed")),
            ),
        ),
        Claim(
            "clm-convoy", "sto-1", "When will the first convoy sail?", (renn,), "date", "updated",
            "The later edition of the same account gives 5 May and says that it was 3 May before.",
            (
                _reading("3 May", 2, _passage(first, "the first convoy would sail on 3 May"), _passage(ledger, "a first convoy of twelve ships would sail on 3 May")),
                _reading("5 May", 1, _passage(later, "the first convoy would sail on 5 May, two days later than he had said at first")),
            ),
        ),
        Claim(
            "clm-vessels", "sto-1", "How many vessels are waiting?", (), "number", "conflict",
            "'More than 200' leaves out 180.",
            (
                _reading("about 180", 1, _passage(first, "About 180 vessels have been waiting outside the strait"), _passage(gazette, "Some 180 vessels are waiting outside the strait")),
                _reading("more than 200", 1, _passage(ledger, "More than 200 vessels are waiting")),
            ),
        ),
        Claim(
            "clm-place", "sto-1", "Where were the talks held?", (ids["Port Celeste"], ids["Lindmark"]), "place", "compatible",
            "Port Celeste lies in Lindmark.",
            (
                _reading("Port Celeste", 1, _passage(first, "talks in Port Celeste")),
                _reading("Lindmark", 1, _passage(tribune, "talks in Lindmark")),
            ),
        ),
        Claim(
            "clm-deal", "sto-1", "What did Veldania and Osmara agree?", (ids["Osmara"], ids["Veldania"]), "statement", "agreed",
            "Every account says so.",
            (
                _reading(
                    "to reopen the Strait of Ilm to grain ships", 3, _passage(first, "agreed on Tuesday to reopen the Strait of Ilm to grain ships"),
                    _passage(ledger, "negotiators struck a deal to let grain ships through the Strait of Ilm"),
                    _passage(tribune, "the two neighbours will let grain through again"),
                ),
            ),
        ),
        Claim(
            "clm-mines", "sto-1", "What did Veldania undertake?", (ids["Veldania"],), "statement", "single",
            "One account tells it.",
            (_reading("to clear the mines within thirty days", 1, _passage(tribune, "Veldania undertook to clear the mines within thirty days")),),
        ),
        Claim(
            "clm-words", "sto-1", "What did Ines Maratta say of ships and flags?", (maratta,), "wording", "compatible",
            "The shorter wording is part of the longer.",
            (
                _reading("No ship will be turned back because of the flag it flies.", 1, _passage(first, "No ship will be turned back because of the flag it flies.")),
                _reading("no ship will be turned back", 1, _passage(ledger, "no ship will be turned back")),
            ),
        ),
    )  # fmt: skip


def _stances(articles: tuple[Article, ...], ids: dict[str, str]) -> tuple[Stance, ...]:
    first, _, ledger, tribune, _ = articles
    against, ruled, backs = (
        "Veldania would not accept a permanent naval mission in the strait",
        "Veldania has ruled one out",
        "Osmara supports a permanent naval mission",
    )
    mission = "permanent naval mission"
    condition = "if observers from Lindmark are present"
    return (
        Stance(ids["Osmara"], mission, None, "supports", backs, None, "2031-04-23", (_passage(ledger, backs),), mission, "supports"),
        Stance(ids["Veldania"], mission, ids["Osmara"], "opposes", against, None, "2031-04-23", (_passage(first, against), _passage(ledger, ruled)), mission, "opposes", FormerStance("undecided", "2031-03-01")),
        Stance(ids["Veldania"], "mine clearance", None, "conditional", "to clear the mines within thirty days", condition, None, (_passage(tribune, condition),)),
    )  # fmt: skip


def _commitments(articles: tuple[Article, ...], ids: dict[str, str]) -> tuple[Commitment, ...]:
    first, _, ledger, tribune, _ = articles
    return (
        Commitment((ids["Osmara"], ids["Veldania"]), (), "reopen the Strait of Ilm to grain ships", "agreed", None, None, "reaffirmed", (_passage(first, "to reopen the Strait of Ilm to grain ships"), _passage(ledger, "struck a deal to let grain ships through"))),
        Commitment((ids["Veldania"],), (ids["Osmara"],), "clear the mines", "announced", "if observers from Lindmark are present", "within thirty days", "open", (_passage(tribune, "clear the mines within thirty days"),), (CommitmentOutcome("not-fulfilled", None, (_passage(tribune, "undertook to clear the mines"),)),)),
        Commitment((ids["Lindmark"],), (), "send observers", "announced", None, None, "open", (_passage(first, "will send observers"),)),
    )  # fmt: skip


def _timeline(articles: tuple[Article, ...], events: tuple[Event, ...]) -> tuple[TimelineEntry, ...]:
    first = articles[0]
    february = DateRange("2031-02-01", "2031-02-28", "month", "published")
    entries = [
        TimelineEntry(february, "Vessels begin to wait outside the strait", (), (first.id,), 1, (_passage(first, "waiting outside the strait since February"),))
    ]  # fmt: skip
    titles = {"evt-3": "A patrol boat fires warning shots, says Osmara; Veldania denies it", "evt-1": "Veldania and Osmara agree to reopen the Strait of Ilm", "evt-6": "Osmara signs the protocol", "evt-2": "Karel Odum's visit to Veldania was to be held", "evt-4": "The first convoy is to sail"}  # fmt: skip
    by_id = {event.id: event for event in events}
    for name, title in titles.items():
        event = by_id[name]
        assert event.date is not None
        entries.append(TimelineEntry(event.date, title, (name,), event.articles, event.accounts, event.evidence))
    return tuple(entries)


def _brief(claims: tuple[Claim, ...]) -> Brief:
    by_id = {claim.id: claim for claim in claims}

    def sentence(text: str, *names: str) -> BriefSentence:
        return BriefSentence(text, names, tuple(e for name in names for r in by_id[name].readings for e in r.evidence))

    return Brief(
        "sto-1",
        (
            sentence("Veldania and Osmara agreed on Tuesday to reopen the Strait of Ilm to grain ships.", "clm-deal"),
            sentence("Karel Odum's visit to Veldania was postponed by one account, cancelled by another.", "clm-visit"),
            sentence("The first convoy is to sail on 3 May, or, by a later edition, on 5 May.", "clm-convoy"),
            sentence("About 180 vessels are waiting by one account, more than 200 by another.", "clm-vessels"),
        ),
    )


def _synopsis(articles: tuple[Article, ...], claims: tuple[Claim, ...]) -> Synopsis:
    account = {a.id: name for a, name in zip(articles, ("acc-1", "acc-1", "acc-2", "acc-3", "acc-1"), strict=True)}
    rows = []
    for claim in (claims[4], claims[3], claims[6], claims[0], claims[1], claims[2], claims[5]):
        cells: dict[str, Cell] = {}
        for evidence in (e for reading in claim.readings for e in reading.evidence):
            cells.setdefault(account[evidence.article], Cell(account[evidence.article], evidence.article, (evidence,)))
        rows.append(SynopsisRow((claim.id,), tuple(cells[name] for name in sorted(cells))))
    return Synopsis("sto-1", tuple(rows))


def _derivation(article: Article, other: Article, kind: str, coverage: float) -> Derivation:
    passages = []
    for sentence in article.sentences:
        words = article.text[sentence.start : sentence.end]
        for theirs in other.sentences:
            same = words[:60] == other.text[theirs.start : theirs.end][:60]
            if same:
                exact = words == other.text[theirs.start : theirs.end]
                passages.append(Passage(sentence.start, sentence.end, theirs.start, theirs.end, 1.0 if exact else 0.81))
    return Derivation(article.id, other.id, kind, coverage, 0.95, tuple(passages), "Same outlet, a day later, six of seven sentences shared.")  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture(scope="session")
def invented() -> Record:
    return make_record()
