"""spaCy's pipeline, mended so that it runs at its speed: the same parses in half the time.

Three things cost time and change nothing. `blis` falls to its generic kernel on newer AMD chips, so thinc is told to
use numpy's BLAS, which variorum/__init__.py gives one thread. Parser and names decide word by word in code that lets go
of Python's lock and takes it again for each label that a word might bear; `read_docs` has the same code decide a word
of every sentence at once, with the lock held. And a word's vector, before its neighbours are read, is the same wherever
it stands; `embed_once` has it made once for each distinct word of a batch.
"""

import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, set_current_ops


def load_pipeline(package: str) -> Any:
    """Load spaCy's pipeline of that package with the pipes that a parse and names need; about two seconds."""
    set_current_ops(NumpyOps(use_blis=False))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the pipeline was trained for spaCy 3.7; its parses are the same
        return import_module(package).load(exclude=["attribute_ruler", "senter"], disable=["lemmatizer"])


def embed_once(pipeline: Any) -> None:
    """Have the vectors of words, before those around them are read, made once for each distinct word of a batch."""
    for _, pipe in pipeline.pipeline:
        for node in [n for n in pipe.model.walk() if n.has_ref("embed") and n.has_ref("encode")]:
            embed = node.get_ref("embed")
            node.replace_node(embed, Model("embed_once", _embed, layers=[embed]))


def read_docs(pipeline: Any, docs: Sequence[Doc]) -> None:
    """Run the pipes over a batch of docs, which are changed in place."""
    for _, pipe in pipeline.pipeline:
        greedy = hasattr(pipe, "transition_states") and pipe.cfg["beam_width"] == 1
        pipe.set_annotations(docs, _decide(pipe, docs) if greedy else pipe.predict(docs))


def _decide(pipe: Any, docs: Sequence[Doc]) -> Any:
    """What spaCy's `greedy_parse` does, a step at a time."""
    states = pipe.moves.init_batch(docs)
    going = [state for state in states if not state.is_final()]
    if going:
        model = pipe.model.predict(docs)
        while going:
            going = pipe.transition_states(going, model.predict(going))
        model.clear_memory()  # it holds itself
    return states


def _embed(model: Any, docs: Sequence[Doc], **_: bool) -> tuple[list[Any], Any]:
    columns = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
    distinct, places = np.unique(columns, axis=0, return_inverse=True)
    vocab = docs[0].vocab
    words, norms, spaces = distinct.T.tolist()
    sample = Doc(vocab, words=[vocab.strings[word] for word in words], spaces=list(map(bool, spaces)))
    for token, norm in zip(sample, norms, strict=True):
        token.norm_ = vocab.strings[norm]
    rows = model.layers[0].predict([sample])[0][places.reshape(-1)]
    ends = np.cumsum([len(doc) for doc in docs])[:-1]
    return np.split(rows, ends), None
