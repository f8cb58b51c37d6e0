"""On the occasion of which event something was said: 'after the talks in Geneva' is an event of the record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from variorum.model.annotation import Annotation
from variorum.model.resolution import Events, Utterances


def find_occasions(utterances: Utterances, annotations: Sequence[Annotation], events: Events) -> Utterances:
    """Give the utterances with the event that the words for their occasion tell of; of several, that of most articles.

    Where these words name no event of the record ('at the airport'), `occasion` stays None.
    """
    votes: dict[str, Counter[str]] = {}
    for annotation in annotations:
        triggers = sorted((mention.noun_span or mention.trigger, i) for i, mention in enumerate(annotation.events))
        for index, quotation in enumerate(annotation.quotations):
            utterance = utterances.of.get((annotation.article, index))
            if quotation.occasion is None or utterance is None:
                continue
            within = (i for span, i in triggers if quotation.occasion.contains(span))
            found = (events.of.get((annotation.article, i)) for i in within)
            event = next((e for e in found if e is not None), None)
            if event is not None:
                votes.setdefault(utterance, Counter())[event] += 1
    chosen = {key: min(counts, key=lambda e: (-counts[e], e)) for key, counts in votes.items()}
    table = tuple(replace(u, occasion=chosen.get(u.id)) for u in utterances.table)
    return replace(utterances, table=table)
