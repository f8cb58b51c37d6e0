"""Stage 3: an article to its stand-off layers. It knows nothing of the other articles."""

from collections.abc import Sequence

from variorum.annotate.antecedents import resolve_pronouns
from variorum.annotate.commitments import find_commitments
from variorum.annotate.events import find_events
from variorum.annotate.mentions import find_mentions
from variorum.annotate.parties import read_scenes
from variorum.annotate.quantities import find_quantities
from variorum.annotate.quotations import find_quotations
from variorum.annotate.stances import find_stances
from variorum.annotate.times import find_times
from variorum.model.annotation import Annotation, Parse, ParsedSentence
from variorum.model.text import Article

__all__ = ["annotate_article", "place_parses"]


def annotate_article(article: Article, parses: Sequence[Parse]) -> Annotation:
    """Take an article and the parses of its sentences (`parses[i]` is that of `article.sentences[i]`)."""
    sentences = place_parses(article, parses)
    mentions = find_mentions(article, sentences)
    times = find_times(article, sentences)
    quantities = find_quantities(article, sentences)
    quotations = find_quotations(article, sentences, mentions)
    pronouns = resolve_pronouns(sentences, mentions)
    events = find_events(article, sentences, mentions, times, quantities, quotations, pronouns)
    scenes = read_scenes(article, sentences, mentions, quotations, pronouns)
    stances = find_stances(scenes, times)
    commitments = find_commitments(article, scenes, times)
    return Annotation(article.id, sentences, mentions, times, quantities, quotations, events, stances, commitments)


def place_parses(article: Article, parses: Sequence[Parse]) -> tuple[ParsedSentence, ...]:
    """Give the article's sentences with their parses."""
    return tuple(
        ParsedSentence(i, s.start, s.end, s.paragraph, s.heading, parse)
        for i, (s, parse) in enumerate(zip(article.sentences, parses, strict=True))
    )
