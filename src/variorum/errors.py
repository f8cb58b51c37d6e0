"""The tree of exceptions, and the codes of issues.

    VariorumError
    ├── NothingRead        no article could be read from what was given (exit status 1)
    ├── CorrectionsError   the file of a person's corrections cannot be read as such (exit status 2)
    ├── RecordError        the file given as a record is none, or is of a later version
    └── UnknownId          `explain` or `show` was asked for something that is not in the record

Bad input is no exception but an `Issue` in the record: the run goes on. What is in neither list is a bug and crashes.
"""


class VariorumError(Exception):
    """What the command line prints as one clear line, without a traceback."""

    exit_status = 1


class NothingRead(VariorumError):
    """Nothing at all could be read from the sources."""


class CorrectionsError(VariorumError):
    """The file of a person's corrections is not as docs/corrections.md says. The message names the entry."""

    exit_status = 2


class RecordError(VariorumError):
    """The record cannot be opened: it is no record, is damaged, or comes from a later version."""


class UnknownId(VariorumError):
    """The record has nothing of that id or name."""


ISSUE_CODES = {
    "not-found": "a path that is not there, or vanished while it was read",
    "unreadable": "a path that cannot be opened or read",
    "empty": "a document without text",
    "fragment": "a document with a few words, and no more",
    "binary": "a document that is no text",
    "too-large": "a document, a line, an archive or a table over a limit of the settings",
    "broken-json": "a JSON document or a line of a JSONL file that cannot be parsed",
    "broken": "an archive, a table, a mail or a PDF that is damaged; what could be read of it was read",
    "no-text-field": "a record or a table without a field that holds an article's text",
    "not-fetched": "an address without its article: nothing is fetched",
    "summary-only": "a feed that carries a summary in place of the article; the summary was read",
    "no-page": "what an archive of the web has besides pages, or a mail besides its text: not read",
    "own-export": "a record, or an export of one, among the sources: not read as an article",
    "more-issues": "issues of a file beyond those that are listed",
    "unknown-format": "a file whose kind is not read",
    "encoding": "a document whose encoding could not be told; it was read with replacement characters",
    "no-articles": "a folder without articles",
    "correction-unmatched": "a name in the file of corrections that nothing in the record bears, or more than one",
    "not-english": "an article in another language: kept, but not analysed",
    "parse-failed": "a sentence that the parser could not read",
}
