"""Whether a text bears a statement out and whether one statement weakens another: measured, and used by no stage.

Logistic models over a few features of a statement beside a text; the weights are in text_judge.toml, made by
training/judge.py. On unseen news they are little better than chance (docs/adr/0011-collation.md): they decide
nothing.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from variorum.compare.judge import is_negated
from variorum.language.encoder import Encoder, Pieces
from variorum.model.annotation import Parse, Token

Judgement = Literal["borne_out", "weakened"]
_TELLING = ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV")
_NEAREST = 3  # sentences of the text that are looked at for polarity


def judge_borne_out(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> float:
    """Give how likely (0 to 1) a text, given by its sentences, bears a statement out. Raise ValueError on no text."""
    return _apply("borne_out", compare_with_text(statement, text, encoder))


def judge_weakened(statement: Parse, other: Parse, encoder: Encoder) -> float:
    """Give how likely (0 to 1) another statement weakens this one."""
    return _apply("weakened", compare_with_text(statement, [other], encoder))


def is_likely(judgement: Judgement, likelihood: float) -> bool:
    """Tell whether a likelihood is over the threshold of its judgement."""
    threshold: float = _read_models()[judgement]["threshold"]
    return likelihood >= threshold


def compare_with_text(statement: Parse, text: Sequence[Parse], encoder: Encoder) -> dict[str, float]:
    """Give the features of a statement beside a text: what of it the text does not have, by words and by meaning."""
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
    borne = _find_bearing(statement, text, encoder)
    negated = float(is_negated(statement))
    return {
        "meaning": float(cosines.max()),
        "missing": len(missing) / max(1, len(telling)),
        "missing_verbs": float(_count(statement, missing, "VERB")),
        "missing_names": float(_count(statement, missing, "PROPN")),
        "missing_numbers": float(_count(statement, missing, "NUM")),
        "least_borne": float(np.sort(borne)[:3].mean()) if len(borne) else 1.0,
        "least_borne_verb": min((borne[i] for i in telling if statement.tokens[i].pos == "VERB"), default=1.0),
        "missing_borne": float(np.mean([borne[i] for i in missing])) if missing else 1.0,
        "negated": negated,
        "negation": negated - float(np.mean([is_negated(sentence) for sentence in nearest])),
        "contrast": float(_sets_against(statement)) - float(np.mean([_sets_against(s) for s in nearest])),
    }


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


def _count(parse: Parse, indices: Sequence[int], pos: str) -> int:
    return sum(parse.tokens[i].pos == pos for i in indices)


def _sets_against(parse: Parse) -> bool:
    words = frozenset(_read_models()["contrast"].split())
    return any(t.lemma.lower() in words for t in parse.tokens)


def _apply(judgement: Judgement, features: Mapping[str, float]) -> float:
    model = _read_models()[judgement]
    total: float = model["bias"] + sum(weight * features[name] for name, weight in model["features"].items())
    return 1 / (1 + math.exp(-total))


@cache
def _read_models() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
