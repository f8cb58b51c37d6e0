"""Who runs the stages: here, on this machine, with a pool of processes for what works article by article."""

from variorum.engine.local import collate

__all__ = ["collate"]
