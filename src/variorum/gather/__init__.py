"""Stage 4: articles to stories, by an index of words, within a window of time."""

from variorum.gather.stories import gather_stories

__all__ = ["gather_stories"]
