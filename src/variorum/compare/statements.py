"""What is told: a claim for each row of sentences, so that what all tell and what only one tells both show."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from variorum.compare.alike import Alike
from variorum.compare.happenings import Happenings
from variorum.compare.judge import are_same
from variorum.compare.passages import Passages
from variorum.compare.rows import Place, Row
from variorum.compare.scope import Scope
from variorum.compare.sides import Sides
from variorum.compare.tellings import Telling
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.whether import ask_core
from variorum.compare.wording import quote
from variorum.language.encoder import Encoder
from variorum.model.annotation import Parse
from variorum.model.record import Claim

_PRONOUNS = ("he", "she", "it", "they", "this", "that", "these", "his", "her", "its", "their")


def find_statement_claims(
    scope: Scope,
    alike: Alike,
    claims: Sequence[Claim],
    happenings: Happenings,
    encoder: Encoder,
    passages: Passages,
) -> tuple[dict[Row, Claim], set[int]]:
    """Give the claim of each row of `alike`, and the numbers of the happenings that the claims show as agreed.

    A sentence of the row that tells it otherwise than the clearest one, by one of the disputed `claims` or by denying
    what that one asserts (or the other way round), is no wording of the same; nor is one that the learned judge
    of pairs finds to tell something else, mostly by other numbers, or that of passages to contradict it; but one that
    the latter found to say the same is. Where accounts tell one happening in the row, or say the same, that is what
    they agree on, in whatever words: one reading, in the clearest wording. Else each wording is one.
    """
    sides = Sides(scope, claims)
    told = _find_told(happenings)
    main_of = _find_main(scope, happenings)
    made: dict[Row, Claim] = {}
    shown: set[int] = set()
    for row in alike.rows:
        agreeing = _find_agreeing(scope, row, sides, encoder, passages, alike)
        common = _find_common(scope, agreeing, told)
        same = _join_same(scope, agreeing, alike)
        if common is None or scope.accounts({a for a, _ in common[1]}) < scope.accounts({a for a, _ in same}):
            shown |= _find_inside(happenings, told, same)
            main = main_of.get(find_clearest(scope, same), ()) if same else ()
            made[row] = _tell(scope, same or agreeing, ask_core(scope, main), alike=bool(same))
        else:
            number, places = common
            shown.add(number)
            group = [happenings.tellings[n] for n in sorted(n for place in places for n in told[place][number])]
            made[row] = _tell(scope, places, ask_core(scope, group), alike=True)
    return made, shown


def _find_agreeing(
    scope: Scope, row: Row, sides: Sides, encoder: Encoder, passages: Passages, alike: Alike
) -> list[Place]:
    clearest = find_clearest(scope, row.places)
    text = scope.sentence_evidence(*clearest).text
    return [
        place
        for place in row.places
        if place == clearest
        or (
            not sides.are_opposed(clearest, place)
            and not _denies(scope, clearest, place)
            and (
                (clearest, place) in alike.pairs
                or (
                    are_same(_parse(scope, clearest), _parse(scope, place), encoder)
                    and not passages.are_apart(text, scope.sentence_evidence(*place).text)
                )
            )
        )
    ]


def _join_same(scope: Scope, places: Sequence[Place], alike: Alike) -> list[Place]:
    """Those of a row that say the same as another of it, with what else the accounts of these have in the row."""
    accounts = {scope.account_of[a] for a, i in places if any(((a, i), other) in alike.pairs for other in places)}
    return [place for place in places if scope.account_of[place[0]] in accounts]


def _find_inside(
    happenings: Happenings, told: Mapping[Place, Mapping[int, Sequence[int]]], places: Collection[Place]
) -> set[int]:
    """The happenings of these sentences that no other sentence tells."""
    numbers = {number for place in places for number in told.get(place, ())}
    return {n for n in numbers if all(_place(happenings.tellings[m]) in places for m in happenings.groups[n])}


def _tell(scope: Scope, places: Sequence[Place], question: str | None = None, *, alike: bool = False) -> Claim:
    """The claim that sentences make: readings are their wordings, or, where they tell one thing, the clearest one."""
    clearest = find_clearest(scope, places)
    text = scope.sentence_evidence(*clearest).text
    witnesses = [
        Witness(" ".join((text if alike else evidence.text).split()), evidence.article, evidence)
        for evidence in (scope.sentence_evidence(a, i) for a, i in places)
    ]
    about = {entity for place in places for entity in scope.beside.get(place, ())}
    asked = question or f"Is it so that “{quote(text, 160)}”?"
    return make_claim(scope, "statement", asked, about, witnesses, _compare)


def _find_told(happenings: Happenings) -> Mapping[Place, Mapping[int, Sequence[int]]]:
    """The happenings that each sentence tells, by number, each with all tellings of it in the sentence."""
    every: dict[Place, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    plain: dict[Place, set[int]] = defaultdict(set)
    for place, (telling, number) in enumerate(zip(happenings.tellings, happenings.group_of, strict=True)):
        every[_place(telling)][number].append(place)
        if len(happenings.groups[number]) > 1 and not (telling.narrowing or telling.mirrored or telling.generic):
            plain[_place(telling)].add(number)
    return {where: {n: every[where][n] for n in numbers} for where, numbers in plain.items()}


def _find_main(scope: Scope, happenings: Happenings) -> Mapping[Place, Sequence[Telling]]:
    """What the main clause of each sentence tells."""
    found: dict[Place, list[Telling]] = defaultdict(list)
    for telling in happenings.tellings:
        if _parse(scope, _place(telling)).tokens[telling.assertion.verb].dep == "ROOT":
            found[_place(telling)].append(telling)
    return found


def _place(telling: Telling) -> Place:
    return telling.article, telling.sentence


def _find_common(
    scope: Scope, places: Sequence[Place], told: Mapping[Place, Mapping[int, Sequence[int]]]
) -> tuple[int, tuple[Place, ...]] | None:
    """The happening that sentences of most accounts tell, two at least, and those sentences."""
    by_number: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        for number in told.get(place, ()):
            by_number[number].append(place)
    counted = [(scope.accounts({a for a, _ in those}), len(those), -n) for n, those in by_number.items()]
    accounts, _, number = max(counted, default=(0, 0, 0))
    return (-number, tuple(by_number[-number])) if accounts > 1 else None


def _parse(scope: Scope, place: Place) -> Parse:
    return scope.annotations[place[0]].sentences[place[1]].parse


def _denies(scope: Scope, first: Place, second: Place) -> bool:
    """Whether one sentence tells as denied or as not done what the other, by the same word, tells as done."""
    one, two = _told_words(scope, first), _told_words(scope, second)
    return bool(one[0] & (two[1] - two[0])) or bool(two[0] & (one[1] - one[0]))


def _told_words(scope: Scope, place: Place) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the events that a sentence denies, and of those that it tells as fact."""
    events = [e for e in scope.annotations[place[0]].events if e.sentence == place[1] and not e.fate]

    def words(*statuses: str) -> frozenset[str]:
        return frozenset(e.noun or e.lemma for e in events if e.status in statuses)

    return words("denied", "not-occurred"), words("occurred", "ongoing")


def find_clearest(scope: Scope, places: Sequence[Place]) -> Place:
    """The sentence that stands best alone: it names who it speaks of, and is neither short nor long."""

    def rank(place: Place) -> tuple[float, str]:
        article, index = place
        annotation = scope.annotations[article]
        tokens = annotation.sentences[index].parse.tokens
        names = sum(m.sentence == index and m.kind == "person" for m in annotation.mentions)
        pronouns = sum(t.text.lower() in _PRONOUNS for t in tokens[:4])
        text = scope.sentence_evidence(article, index).text
        return (min(names, 2) - 2 * pronouns - abs(len(tokens) - 24) / 12, text)

    return max(places, key=rank)


def _compare(_first: str, _second: str) -> tuple[Relation, str]:
    return "compatible", "the same in other words"
