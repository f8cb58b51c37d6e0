"""The baseline of this task: mentions of a story whose head words have one stem are one thing."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

from benchmarks.coreference.texts import Given
from variorum.annotate.clauses import read_tree
from variorum.model.annotation import Annotation, ParsedSentence
from variorum.resolve import phrases


def find_head(sentence: ParsedSentence, given: Given) -> int | None:
    """Give the word that a mention's span is about; None where the span has no word of it."""
    tokens = read_tree(sentence.parse).tokens
    start, end = given.start - sentence.start, given.end - sentence.start
    inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end and t.text.strip()]
    return phrases.find_head(tokens, inside) if inside else None


def find_sentence(annotation: Annotation, given: Given) -> ParsedSentence:
    """Give the sentence in which a mention begins."""
    return next(s for s in annotation.sentences if s.start <= given.start < s.end)


def join_same_heads(
    given: Sequence[Given], annotations: Mapping[str, Annotation], stories: Mapping[str, str]
) -> dict[Given, str]:
    """Give the cluster of each mention: its story and the stem of its head (the lemma, without a stemmer)."""
    stem = read_stemmer()
    found = {}
    for mention in given:
        sentence = find_sentence(annotations[mention.article], mention)
        head = find_head(sentence, mention)
        word = sentence.parse.tokens[head].lemma if head is not None else sentence.parse.text
        found[mention] = f"{stories[mention.article]} {stem(word.lower())}"
    return found


def read_stemmer() -> Callable[[str], str]:
    """Give the stemmer of snowballstemmer, if that is installed, else the word itself."""
    if find_spec("snowballstemmer") is None:
        return lambda word: word
    stemmer = import_module("snowballstemmer").stemmer("english")
    return lambda word: str(stemmer.stemWord(word))
