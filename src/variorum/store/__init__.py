"""The record on disk: one SQLite file, in which what was read is kept and what was found is replaced.

`RecordStore` opens it; `schema` has its tables.
"""

from variorum.store.connection import FILE_SUFFIXES
from variorum.store.record import RecordStore

__all__ = ["FILE_SUFFIXES", "RecordStore"]
