"""All that the first five stages found: what comparing and composing work on."""

from dataclasses import dataclass

from variorum.model.annotation import Annotation
from variorum.model.record import Claim, Story, Synopsis
from variorum.model.resolution import Entities, Events, Lineage, Utterances
from variorum.model.text import Article


@dataclass(frozen=True, slots=True)
class Findings:
    """`articles[i]` and `annotations[i]` belong together; both are sorted by the article's id."""

    articles: tuple[Article, ...]
    annotations: tuple[Annotation, ...]
    lineage: Lineage
    stories: tuple[Story, ...]
    entities: Entities
    utterances: Utterances
    events: Events


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the comparison of one story gave."""

    claims: tuple[Claim, ...]
    synopsis: Synopsis
