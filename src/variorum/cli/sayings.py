"""Utterances in the terminal: who speaks, how a wording differs from the fullest, what it leaves out."""

from rich.console import Console

from variorum.cli.words import escape, evidence_line, print_line
from variorum.export.wording import compare_wording
from variorum.model.record import Quoted, Record, Utterance


def say_speakers(utterance: Utterance, record: Record) -> str:
    """Give the names of those who say it, or the words by which the fullest wording names them."""
    names = {entity.id: entity.name for entity in record.entities}
    speakers = (utterance.speaker,) if utterance.speaker is not None else utterance.joint
    if speakers:
        return " and ".join(names[speaker] for speaker in speakers)
    fullest = next(q for q in record.quotations if q.id == utterance.fullest)
    return fullest.speaker_text or "unnamed"


def mark_wording(text: str, other: str) -> str:
    """Give `text` with what is new in it as {+…+} and what only `other` has as [-…-], marked up for rich."""
    parts = compare_wording(" ".join(text.split()), " ".join(other.split()))
    return " ".join("".join(_mark(part.kind, escape(part.text)) for part in parts).split())


def _mark(kind: str, words: str) -> str:
    if kind == "new":
        return f"[green]{{+{words}+}}[/]"
    return rf" [red]\[-{words}-][/] " if kind == "omitted" else words


def print_omissions(console: Console, quoted: Quoted, record: Record) -> None:
    """Print what a wording leaves out so that it means something else."""
    for omission in quoted.omissions:
        where = evidence_line(omission.evidence, record)
        print_line(console, f"[red]leaves out a {omission.kind}[/]: {where}", 4)
