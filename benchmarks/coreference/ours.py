"""The product's resolution on mentions that a set gives.

A given event becomes an `EventMention` with the parties, place, date and status that our rules read off the parse; a
given entity becomes the `Mention` that we found there, or else one made of its words: a name, or a common noun by its
head alone, for the product takes no common nouns for entities but those of groups. A pronoun goes with the mention
that our rules say it stands for. `resolve_entities` and `resolve_events` do the rest, each story by itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from benchmarks.coreference.baseline import find_head, find_sentence
from benchmarks.coreference.texts import Given, Laid
from variorum.annotate import annotate_article
from variorum.annotate.antecedents import find_references, resolve_pronouns
from variorum.annotate.clauses import is_verb, read_tree
from variorum.annotate.event_triggers import Found, find_triggers
from variorum.annotate.events import describe_event, read_layers
from variorum.annotate.status import find_noun_status, find_verb_status
from variorum.annotate.triggers import Trigger
from variorum.language.parser import Parser
from variorum.model.annotation import Annotation, EntityKind, EventMention, Mention, ParsedSentence
from variorum.model.record import Account, Story
from variorum.model.resolution import Lineage
from variorum.model.text import Article
from variorum.resolve import resolve_entities, resolve_events
from variorum.settings import Settings

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_PRONOUNS = ("PRP", "PRP$", "WP", "WP$", "WDT", "WRB")
_LONGEST_WAY = 5  # from a relative pronoun up to the verb of its clause
_FIGURES = ("MONEY", "PERCENT", "CARDINAL", "QUANTITY")  # they are one by what they say, not by their unit


def annotate(documents: Sequence[Laid]) -> dict[str, Annotation]:
    """Parse and annotate the documents; give the annotations by article id."""
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    texts = [d.article.text[s.start : s.end] for d in documents for s in d.article.sentences]
    parses = parser.parse(texts)
    return {d.article.id: annotate_article(d.article, [next(parses) for _ in d.article.sentences]) for d in documents}


def resolve_given(
    documents: Sequence[Laid], annotations: Mapping[str, Annotation], given: Sequence[Given]
) -> dict[Given, str]:
    """Give the cluster of each given mention."""
    stories: defaultdict[str, list[Laid]] = defaultdict(list)
    for document in documents:
        stories[document.story].append(document)
    by_article: defaultdict[str, list[Given]] = defaultdict(list)
    for mention in given:
        by_article[mention.article].append(mention)
    found: dict[Given, str] = {}
    for story in sorted(stories):
        articles = [d.article for d in stories[story]]
        mentions = {a.id: [g for g in by_article[a.id] if g.layer == "entity"] for a in articles}
        events = {a.id: [g for g in by_article[a.id] if g.layer == "event"] for a in articles}
        if any(mentions.values()):
            found.update(_resolve_entities(story, articles, annotations, mentions))
        if any(events.values()):
            found.update(_resolve_events(story, articles, annotations, events))
    return {mention: found.get(mention, f"alone {mention.article} {number}") for number, mention in enumerate(given)}


def _resolve_events(
    story: str,
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    given: Mapping[str, Sequence[Given]],
) -> dict[Given, str]:
    """Entities are those that we find ourselves; the events are the given ones."""
    entities = resolve_entities(articles, {a.id: annotations[a.id] for a in articles})
    with_events = [
        replace(annotations[a.id], events=tuple(read_event(annotations[a.id], g) for g in given[a.id]))
        for a in articles
    ]
    whole = Story(story, story, tuple(a.id for a in articles), None, None)
    accounts = tuple(Account(a.id, (a.id,), a.id, "") for a in articles)
    events = resolve_events(articles, with_events, entities, [whole], Lineage((), accounts))
    return {g: events.of[a.id, i] for a in articles for i, g in enumerate(given[a.id]) if (a.id, i) in events.of}


def read_event(annotation: Annotation, given: Given) -> EventMention:
    """Give a given event as our rules would describe it."""
    sentence = find_sentence(annotation, given)
    tree = read_tree(sentence.parse)
    head = find_head(sentence, given)
    head = 0 if head is None else head
    layers = read_layers(
        annotation.mentions, annotation.times, annotation.quantities, annotation.quotations,
        resolve_pronouns(annotation.sentences, annotation.mentions),
    )  # fmt: skip
    known = next((f for f in find_triggers(tree) if head in (f.verb, f.noun)), None)
    if known is not None:
        if known.verb == head and known.noun is not None and not _is_inside(sentence, known.noun, given):
            known = replace(known, noun=None)  # the set marks the verb by itself
        return describe_event(sentence, tree, known, layers)
    verb = is_verb(tree.tokens[head])
    status = find_verb_status(tree, head) if verb else find_noun_status(tree, head)
    made = Found(Trigger("", ""), head if verb else None, None if verb else head, "", status)
    return describe_event(sentence, tree, made, layers)


def _is_inside(sentence: ParsedSentence, index: int, given: Given) -> bool:
    token = sentence.parse.tokens[index]
    return given.start <= sentence.start + token.start < given.end


def _resolve_entities(
    story: str,
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    given: Mapping[str, Sequence[Given]],
) -> dict[Given, str]:
    with_mentions = {}
    places: dict[Given, tuple[str, int]] = {}
    for article in articles:
        annotation = annotations[article.id]
        mentions, index_of = read_mentions(article, annotation, given[article.id])
        with_mentions[article.id] = replace(annotation, mentions=tuple(mentions))
        places.update({g: (article.id, i) for g, i in index_of.items()})
    entities = resolve_entities(articles, with_mentions)
    return {g: f"{story} {entities.of[place]}" for g, place in places.items() if place in entities.of}


def read_mentions(
    article: Article, annotation: Annotation, given: Sequence[Given]
) -> tuple[list[Mention], dict[Given, int]]:
    """Give the given mentions as ours, and the index of each among them; a pronoun has its antecedent's index."""
    found: list[Mention] = []
    index_of: dict[Given, int] = {}
    heads: dict[tuple[int, int], int] = {}
    pronouns: list[tuple[Given, ParsedSentence, int]] = []
    for mention in given:
        sentence = find_sentence(annotation, mention)
        head = find_head(sentence, mention)
        if head is None:
            continue
        if sentence.parse.tokens[head].tag in _PRONOUNS:
            pronouns.append((mention, sentence, head))
            continue
        heads.setdefault((sentence.index, head), len(found))
        index_of[mention] = len(found)
        found.append(_read_mention(article, annotation, sentence, mention, head))
    trees = [read_tree(sentence.parse) for sentence in annotation.sentences]
    stands_for = find_references(annotation.sentences, trees, annotation.mentions, (), [()] * len(trees))
    for mention, sentence, head in pronouns:
        noun = _find_relative(sentence, head)
        meant = stands_for.get((sentence.index, head))
        places = [(sentence.index, noun)] if noun is not None else [meant.noun] if meant and meant.noun else []
        antecedent = meant.mention if meant is not None else None
        if antecedent is not None:
            known = annotation.mentions[antecedent]
            places = [(known.sentence, i) for i in range(known.first_token, known.last_token + 1)]
        at = next((heads[place] for place in places if place in heads), None)
        if at is None and antecedent is not None:  # the set does not mark what the pronoun stands for
            at = len(found)
            found.append(annotation.mentions[antecedent])
            heads.update(dict.fromkeys(places, at))
        if at is not None:
            index_of[mention] = at
    return found, index_of


def _find_relative(sentence: ParsedSentence, pronoun: int) -> int | None:
    """Give the noun that 'who', 'which', 'where' stands for: the one that its clause describes."""
    tokens = read_tree(sentence.parse).tokens
    if tokens[pronoun].tag in ("PRP", "PRP$"):
        return None
    at = pronoun
    for _ in range(_LONGEST_WAY):
        if tokens[at].dep in ("relcl", "acl"):
            return tokens[at].head
        at = tokens[at].head
    return None


def _read_mention(
    article: Article, annotation: Annotation, sentence: ParsedSentence, given: Given, head: int
) -> Mention:
    for ours in annotation.mentions:
        if ours.sentence == sentence.index and ours.first_token <= head <= ours.last_token:
            return ours
    tokens = sentence.parse.tokens
    inside = [
        i for i, t in enumerate(tokens) if t.start + sentence.start < given.end and given.start < t.end + sentence.start
    ]
    text = article.text[given.start : given.end]
    kind = _KINDS.get(tokens[head].name, "group")
    whole = kind != "group" or tokens[head].name in _FIGURES
    name = text if whole else tokens[head].lemma  # we take no common nouns for entities: they go by their head
    return Mention(given.start, given.end, text, name, kind, sentence.index, inside[0], inside[-1])
