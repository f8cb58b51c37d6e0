"""Accuracy on public sets: `python -m benchmarks.evaluation SET FOLDER`.

A module a set, named like the set with '_' for '-', with `run(folder, train) -> dict[str, float]` that prints a table.
"""
