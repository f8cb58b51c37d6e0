"""What the rules on times that count no length mean: 'at 14:30', 'every Tuesday', 'Mondays', 'daily', 'recently'."""

from variorum.annotate.time_grammar import TimeMatch
from variorum.annotate.time_scene import Meaning, Scene, from_published, unresolved
from variorum.annotate.time_values import Period, length_value
from variorum.model.annotation import Precision


def read_clock(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read a clock time alone: on the day last named in this sentence, else on the publication date."""
    item = match.part("clock")
    if item is None:
        return None
    precision: Precision = "minute" if ":" in item.lower or "." in item.lower.rstrip(".apm ") else "hour"
    base: Period | None = scene.narrative if scene.narrative and scene.narrative.grain == "day" else None
    basis = "narrative" if base else "published"
    if base is None:
        base = from_published(scene, "day", 0)
    if base is None:
        return Meaning(f"XXXX-XX-XXT{item.name}", precision=precision, basis="unresolved")
    return Meaning(f"{base.value}T{item.name}", base.start, base.end, precision, basis)


def read_set(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'every Tuesday', 'each year', 'every two weeks': how often, and no date."""
    del scene
    what, count = match.part("what"), match.part("N")
    if what is None:
        return None
    match what.code:
        case "W":
            value: str | None = f"XXXX-WXX-{int(what.number)}"
        case "M":
            value = f"XXXX-{int(what.number):02}"
        case "S":
            value = f"XXXX-{what.name}"
        case "P":
            value = f"XXXX-XX-XX{what.name}"
        case _:
            value = length_value(count.number if count else 1, what.name)
    return Meaning(value, basis="absolute") if value else None


def read_weekdays(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'Tuesdays', 'Tuesday nights': sets."""
    del scene
    day, part = match.part("w") or match.part("W"), match.part("P") or match.part("P2")
    return Meaning(f"XXXX-WXX-{int(day.number)}{part.name if part else ''}", basis="absolute") if day else None


def read_often(match: TimeMatch, scene: Scene) -> Meaning | None:
    del scene
    return Meaning(match.items[0].name, basis="absolute")


def read_reference(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'now', 'recently', 'soon': the publication date bounds them."""
    value, published = match.items[0].name, scene.published
    if published is None:
        return unresolved(value)
    if value == "PRESENT_REF":
        return Meaning(value, published, published, "day", "published")
    if value == "PAST_REF":
        return Meaning(value, None, published, "span", "published")
    return Meaning(value, published, None, "span", "published")


def read_part(match: TimeMatch, scene: Scene) -> Meaning | None:
    """Read 'early morning', 'mid-afternoon'."""
    part = match.part("P")
    base = scene.narrative if scene.narrative and scene.narrative.grain == "day" else from_published(scene, "day", 0)
    if part is None or base is None:
        return unresolved(f"XXXX-XX-XX{part.name}" if part else None, "day")
    basis = "narrative" if base is scene.narrative else "published"
    return Meaning(f"{base.value}{part.name}", base.start, base.end, "day", basis)
