"""Lemmas and coarse parts of speech from word and tag, each pair computed once.

spaCy's rule lemmatizer is asked for one word at a time and its answer kept: words repeat, so the pipeline need not
run it on every token. The table from Penn Treebank tags to Universal parts of speech stands for spaCy's
`attribute_ruler`.
"""

from typing import Any

from spacy.tokens import Doc

_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "WRB": "ADV", "RP": "ADP", "IN": "ADP", "TO": "PART", "POS": "PART", "DT": "DET",
    "PDT": "DET", "WDT": "PRON", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "CD": "NUM",
    "CC": "CCONJ", "UH": "INTJ", "FW": "X", "LS": "X", "SYM": "SYM", "$": "SYM", "#": "SYM", "ADD": "X", "AFX": "ADJ",
}  # fmt: skip
_PUNCTUATION = {".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"}
_AUXILIARIES = {"be", "have", "do", "get"}
_MORPH = {
    "VB": "VerbForm=Inf", "VBD": "Tense=Past|VerbForm=Fin", "VBG": "Aspect=Prog|Tense=Pres|VerbForm=Part",
    "VBN": "Aspect=Perf|Tense=Past|VerbForm=Part", "VBP": "Tense=Pres|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "NN": "Number=Sing", "NNS": "Number=Plur",
    "JJ": "Degree=Pos", "JJR": "Degree=Cmp", "JJS": "Degree=Sup",
}  # fmt: skip
_CLITICS = {"n't": "not", "n’t": "not", "'ve": "have", "’ve": "have", "'re": "be", "’re": "be", "'m": "be", "’m": "be",
            "are": "be", "am": "be",  # spaCy's rules know these as auxiliaries alone
            "'ll": "will", "’ll": "will", "'d": "would", "’d": "would",
            "ca": "can", "wo": "will", "sha": "shall"}  # fmt: skip


def coarse_pos(tag: str, dep: str, lemma: str) -> str:
    """Give the Universal part of speech for a Penn tag; `dep` and `lemma` tell auxiliaries and subordinators."""
    if tag in _PUNCTUATION:
        return "PUNCT"
    if tag.startswith("VB") and lemma in _AUXILIARIES and (lemma == "be" or dep in ("aux", "auxpass")):
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    if tag == "RB" and lemma == "not":
        return "PART"
    return _POS.get(tag, "X")


class Lemmatizer:
    """A cache in front of spaCy's rule lemmatizer (`component`, of a pipeline with vocabulary `vocab`)."""

    def __init__(self, component: Any, vocab: Any) -> None:
        self._component = component
        self._vocab = vocab
        self._known: dict[tuple[str, str], str] = {}

    def lemma(self, word: str, tag: str) -> str:
        """Give the lemma of a word with that Penn tag: lower case but for proper nouns."""
        key = (word, tag)
        lemma = self._known.get(key)
        if lemma is None:
            lemma = self._known[key] = self._look_up(word, tag)
        return lemma

    def _look_up(self, word: str, tag: str) -> str:
        if word.lower() in _CLITICS and tag in ("RB", "MD", "VBP", "VB"):
            return _CLITICS[word.lower()]
        if tag in ("NNP", "NNPS"):
            return word
        token: Any = Doc(self._vocab, words=[word])[0]
        token.tag_, token.pos_ = tag, _POS.get(tag, "PUNCT" if tag in _PUNCTUATION else "X")
        token.set_morph(_MORPH.get(tag, ""))
        lemmas = self._component.rule_lemmatize(token)
        return str(lemmas[0]).lower() if lemmas else word.lower()
