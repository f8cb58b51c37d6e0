"""Stage 5: mentions to what they are mentions of: entities, utterances, events."""

from variorum.resolve.corrections import correct_entities
from variorum.resolve.entities import resolve_entities
from variorum.resolve.events import resolve_events
from variorum.resolve.occasions import find_occasions
from variorum.resolve.utterances import resolve_utterances

__all__ = ["correct_entities", "find_occasions", "resolve_entities", "resolve_events", "resolve_utterances"]
