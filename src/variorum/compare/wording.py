"""Phrases for questions and reasons: names in a row, possessives, plurals, shortened passages."""

from collections.abc import Sequence

from variorum.compare.scope import Scope


def name_list(scope: Scope, entities: Sequence[str]) -> str:
    """Give 'A', 'A and B', 'A, B and C'."""
    names = [say_name(scope, e) for e in entities]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def say_name(scope: Scope, entity: str) -> str:
    """Give the name as it stands within a sentence: 'the United States', 'the Council of Northern Coastal States'."""
    name = scope.name(entity)
    kind = scope.entities[entity].kind
    first = name.split(" ", maxsplit=1)[0]
    if first.lower() in ("the", "a", "an"):
        return f"{first.lower()}{name[len(first) :]}"
    if "'s " in name or "’s " in name:
        return name
    plural_state = kind == "state" and (name.startswith("United ") or name.split()[-1] in _PLURAL_STATES)
    body = kind in ("organization", "group") and (" of " in name or name.split()[-1].islower())
    return f"the {name}" if plural_state or body else name


_PLURAL_STATES = ("States", "Kingdom", "Netherlands", "Philippines", "Emirates", "Republic", "Islands", "Maldives")


def possessive(name: str) -> str:
    """Give “A's”, or “A’” form for a name that ends in s."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def plural(noun: str) -> str:
    """Give the plural of a regular English noun; a unit sign stays."""
    if (
        not noun.isalpha()
        or noun.isupper()
        or noun in ("people", "personnel", "staff", "police", "troops", "crew", "dead", "wounded", "injured")
    ):
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people", "life": "lives",
              "aircraft": "aircraft", "fisherman": "fishermen", "crewman": "crewmen"}  # fmt: skip


def quote(text: str, longest: int = 110) -> str:
    """Give the text shortened, as it stands within double quotation marks: its own are single ones."""
    made = shorten(text, longest).replace("“", "‘").replace("”", "’")
    opens = True
    parts = made.split('"')
    for index in range(1, len(parts)):
        parts[index] = ("‘" if opens else "’") + parts[index]
        opens = not opens
    made = "".join(parts)
    return f"{made}’" if made.count("‘") > made.count("’") else made


def shorten(text: str, longest: int = 110) -> str:
    """Give the text on one line, cut at a word with '…' if it is longer than `longest` code points."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
