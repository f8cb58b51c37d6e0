"""Whether a text bears a statement out and whether one statement weakens another: measured, and used by no stage.

Logistic models over a few features of a statement beside a text; for the weakening also how near the sentence vectors
of both claims and headlines are to those of pairs that people have judged. The weights are in text_judge.toml and
text_judge.npz, made by training/judge.py. On unseen news they are better than chance, and no more
(docs/adr/0015-judge-of-pairs.md): they decide nothing.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from variorum.compare.judge import compare_answers, is_negated, is_negation
from variorum.language.encoder import Encoder, Pieces, Vectors
from variorum.model.annotation import Parse, Token

Judgement = Literal["borne_out", "weakened"]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV")
_NEAREST = 3  # sentences of the text that are looked at for negations


def judge_borne_out(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> float:
    """Give how likely (0 to 1) a text, given by its sentences, bears a statement out. Raise ValueError on no text."""
    return _apply("borne_out", compare_with_text(statement, text, encoder))


def judge_weakened(claim: Parse, other: Parse, headlines: tuple[str, str], encoder: Encoder) -> float:
    """Give how likely (0 to 1) one of two claims weakens the other, whichever. `headlines` are their articles'."""
    vectors = describe_claims((claim.text, other.text), headlines, encoder)
    known = _read_known()
    near = resemble(vectors[None], known["vectors"])[0] @ known["weights"]
    return _apply("weakened", compare_claims(claim, other, encoder), float(near))


def is_likely(judgement: Judgement, likelihood: float) -> bool:
    """Tell whether a likelihood is over the threshold of its judgement."""
    threshold: float = _read_models()[judgement]["threshold"]
    return likelihood >= threshold


def compare_with_text(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> dict[str, float]:
    """Give the features of a statement beside a text: what of it the text does not have.

    Who rewords what is true changes verbs; who changes what is told changes nouns, names and numbers, or puts in a
    negation. A negation is new where the words in order, as the best of the text's sentences have them, leave it out.
    """
    if not text:
        raise ValueError("no text to hold the statement against")
    vector = encoder.encode([statement.text])[0]
    cosines = encoder.encode([sentence.text for sentence in text]) @ vector
    nearest = [text[i] for i in np.argsort(-cosines, kind="stable")[:_NEAREST]]
    known = {
        form for sentence in text for token in sentence.tokens for form in (token.lemma.lower(), token.text.lower())
    }
    telling = [i for i, t in enumerate(statement.tokens) if t.pos in _TELLING]
    missing = [i for i in telling if not known & {statement.tokens[i].lemma.lower(), statement.tokens[i].text.lower()}]
    verbs = sum(statement.tokens[i].pos == "VERB" for i in missing)
    return {
        "meaning": float(cosines.max()),
        "missing": len(missing) / max(1, len(telling)),
        "missing_verbs": float(verbs),
        "verbs_of_missing": verbs / max(1, len(missing)),
        "negation": float(is_negated(statement)) - float(np.mean([is_negated(sentence) for sentence in nearest])),
        "new_negations": float(_count_new_negations(statement, text)),
    }


def _count_new_negations(statement: Parse, text: Sequence[Parse]) -> int:
    """Count negations of a statement in no run of words that it has in common with the sentences most like it."""
    negations = [i for i in range(len(statement.tokens)) if is_negation(statement.tokens[i])]
    if not negations:
        return 0
    own = [token.lemma.lower() for token in statement.tokens]
    matcher = SequenceMatcher(a=own, autojunk=False)
    found = []
    for sentence in text:
        matcher.set_seq2([token.lemma.lower() for token in sentence.tokens])
        found.append({block.a + i for block in matcher.get_matching_blocks() for i in range(block.size)})
    common = set().union(*sorted(found, key=len, reverse=True)[:_NEAREST])
    return sum(place not in common for place in negations)


def compare_claims(claim: Parse, other: Parse, encoder: Encoder) -> dict[str, float]:
    """Give the features of two claims, the same either way round."""
    one, two = (sorted(_find_bearing(*pair, encoder))[:3] for pair in ((claim, [other]), (other, [claim])))
    return {
        **compare_answers(claim, other, encoder),
        "negated": float(np.mean([is_negated(claim), is_negated(other)])),
        "least_borne": float(np.mean(one or [1.0]) + np.mean(two or [1.0])) / 2,
    }


def describe_claims(claims: tuple[str, str], headlines: tuple[str, str], encoder: Encoder) -> Vectors:
    """Give what the claims and what the headlines are about, as 768 numbers, the same either way round.

    Each half is of length 1.
    """
    halves = [encoder.encode(texts).sum(axis=0) for texts in (claims, headlines)]
    return np.hstack([half / max(1e-9, float(np.linalg.norm(half))) for half in halves])


def resemble(vectors: Vectors, known: Vectors) -> Vectors:
    """Give how alike each row is to each known one: Gaussians of both halves' distances, that of headlines narrower."""
    half = vectors.shape[1] // 2
    claims, headlines = (vectors[:, part] @ known[:, part].T for part in (slice(half), slice(half, None)))
    alike: Vectors = np.exp(claims - 1) / 2 + np.exp(2 * (headlines - 1))
    return alike


def _find_bearing(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> list[float]:
    """For each token, the cosine of its word pieces in context with the nearest of the text (as in BERTScore)."""
    own, *others = encoder.encode_pieces([statement.text, *(sentence.text for sentence in text)])
    states = np.vstack([other.states for other in others])
    if not len(states) or not len(own.states):
        return [1.0] * len(statement.tokens)
    nearest = (own.states @ states.T).max(axis=1)
    return [_mean_over(own, nearest, token) for token in statement.tokens]


def _mean_over(pieces: Pieces, values: "np.typing.NDArray[np.float32]", token: Token) -> float:
    inside = [i for i, (start, end) in enumerate(pieces.spans) if start < token.end and end > token.start]
    return float(values[inside].mean()) if inside else 1.0


def _apply(judgement: Judgement, features: Mapping[str, float], of_vectors: float = 0.0) -> float:
    model = _read_models()[judgement]
    total: float = model["bias"] + of_vectors
    total += sum(weight * features[name] for name, weight in model["features"].items())
    return 1 / (1 + math.exp(-total))


@cache
def _read_models() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _read_known() -> dict[str, Vectors]:
    with np.load(Path(__file__).with_suffix(".npz")) as stored:
        return {"vectors": stored["vectors"] * stored["scale"], "weights": stored["weights"]}
