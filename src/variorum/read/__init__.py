"""Stage 1: bytes to articles."""
