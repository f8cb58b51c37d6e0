"""What is told: a claim for each row of sentences, so that what all tell and what only one tells both show."""

from collections.abc import Iterator, Sequence

from variorum.compare.rows import Place, Row
from variorum.compare.scope import Scope
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.wording import name_list, shorten
from variorum.model.record import Claim

_PRONOUNS = ("he", "she", "it", "they", "this", "that", "these", "his", "her", "its", "their")


def find_statement_claims(scope: Scope, rows: Sequence[Row]) -> Iterator[tuple[Row, Claim]]:
    """Give the claim of each row: its readings are the wordings of the accounts."""
    for row in rows:
        clearest = find_clearest(scope, row.places)
        text = scope.sentence_evidence(*clearest).text
        witnesses = [
            Witness(" ".join(evidence.text.split()), article, evidence)
            for article, evidence in ((a, scope.sentence_evidence(a, i)) for a, i in row.places)
        ]
        about = {entity for place in row.places for entity in scope.beside.get(place, ())}
        named = scope.beside.get(clearest, ())[:2]
        whom = f"What is told of {name_list(scope, named)}" if named else "What is told"
        question = f"{whom}: “{shorten(text, 160)}”?"
        yield row, make_claim(scope, "statement", question, about, witnesses, _compare)


def find_clearest(scope: Scope, places: Sequence[Place]) -> Place:
    """The sentence that stands best alone: it names who it speaks of, and is neither short nor long."""

    def rank(place: Place) -> tuple[float, str]:
        article, index = place
        annotation = scope.annotations[article]
        tokens = annotation.sentences[index].parse.tokens
        names = sum(m.sentence == index and m.kind == "person" for m in annotation.mentions)
        pronouns = sum(t.text.lower() in _PRONOUNS for t in tokens[:4])
        text = scope.sentence_evidence(article, index).text
        return (min(names, 2) - 2 * pronouns - abs(len(tokens) - 24) / 12, text)

    return max(places, key=rank)


def _compare(_first: str, _second: str) -> tuple[Relation, str]:
    return "compatible", "the same in other words"
