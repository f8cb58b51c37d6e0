"""For which noun a pronoun without a name stands: 'Residents were led out. They may return on Thursday.'"""

from collections.abc import Iterator, Sequence

from variorum.compare.predicates import is_happening, noun_class
from variorum.model.annotation import Annotation, ParsedSentence, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_SEVERAL = ("they", "them", "their")
_ONE = ("it", "its")


def find_referent(annotation: Annotation, sentence: ParsedSentence, index: int) -> Token | None:
    """Give the noun that 'they' or 'it' at token `index` stands for: the last subject before it that agrees in number.

    It is looked for in the sentence and in the one before. None for other words, and where there is none.
    """
    word = sentence.parse.tokens[index].text.lower()
    if word not in _SEVERAL and word not in _ONE:
        return None
    tag = "NNS" if word in _SEVERAL else "NN"
    for token in _before(annotation, sentence, index):
        if token.dep in _SUBJECTS and token.tag == tag:
            if word in _ONE and noun_class(token.lemma.lower()) == "people":
                continue
            return token
    return None


def find_happening(annotation: Annotation, sentence: ParsedSentence, index: int) -> Token | None:
    """Give the noun of event that 'it' or 'they' at token `index` may stand for: 'kept the truce since it began'."""
    if sentence.parse.tokens[index].text.lower() not in (*_SEVERAL, *_ONE):
        return None
    return next((t for t in _before(annotation, sentence, index) if is_happening(t)), None)


def _before(annotation: Annotation, sentence: ParsedSentence, index: int) -> Iterator[Token]:
    """The tokens before one, backwards, as far as the beginning of the sentence before."""
    yield from reversed(sentence.parse.tokens[:index])
    if sentence.index and not sentence.heading:
        before: Sequence[Token] = annotation.sentences[sentence.index - 1].parse.tokens
        yield from reversed(before)
