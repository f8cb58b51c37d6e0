"""What a person says against the program: who is independent of whom, who copied whom, which names are one."""

from dataclasses import dataclass

from variorum.model.record import DerivationKind


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, or two names, and the person's reason ('' if none was given)."""

    one: str
    other: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Retold:
    """`article` rests on `from_article`, in that way."""

    article: str
    from_article: str
    kind: DerivationKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that a person corrected. Articles are named as the person did, or by id once they are matched."""

    independent: tuple[Pair, ...] = ()
    derived: tuple[Retold, ...] = ()
    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


_WORDS = "by a person's correction"


def say_corrected(why: str) -> str:
    """Give the words that stand in the record wherever a person's correction decided."""
    return f"{_WORDS}: {why}" if why else _WORDS


def is_corrected(why: str) -> bool:
    """Tell whether a reason that the record gives is a person's correction."""
    return why.startswith(_WORDS)
