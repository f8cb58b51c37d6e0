"""Stage 7: claims, events and layers to the record."""

from variorum.compose.record import compose_record

__all__ = ["compose_record"]
