"""Whether: claims on what one account tells as a fact and another denies, or says did not happen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.compare.happenings import Happenings, find_keys, score_denial, score_same
from variorum.compare.scope import Scope
from variorum.compare.tellings import Telling
from variorum.compare.verdict import Relation, Witness, make_claim
from variorum.compare.whether import ask_whether, say_whether
from variorum.language.lexicon import read_toml
from variorum.model.record import Claim

_MOST = 40  # assertions that a denial is compared with, those with most in common first; denials that ask for witnesses
_FAR_LESS = 2.0  # points by which a denial fits less than another
_MUCH_LESS = 3.0  # points by which something fits a denial less than what it denies
_HAPPENED = ("happened", "is to happen")


def find_polarity_claims(scope: Scope, opposed: Iterable[Sequence[Telling]]) -> Iterator[Claim]:
    """Give a claim for each happening that is both told as a fact and denied, in the same or in other words."""
    return (_claim(scope, group) for group in opposed if not _is_one_article(scope, group))


def _is_one_article(scope: Scope, group: Sequence[Telling]) -> bool:
    """Whether one account alone tells both, in one article: what it tells of there are two things."""
    told, denied = ({t.article for t in group if t.negative == negative} for negative in (False, True))
    return scope.accounts(told | denied) == 1 and bool(told & denied)


def find_denials(happenings: Happenings) -> list[list[int]]:
    """Each negative with the positives that it denies; negatives that deny the same are one group."""
    told = happenings.tellings
    words = frozenset(key for t in told if t.negative and not t.again for key in find_keys(t))
    index: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(told):
        if not item.negative and not item.again:
            for key in find_keys(item):
                if key in words:
                    index[key].append(number)
    groups: list[tuple[set[int], list[int]]] = []
    first_of: dict[int, int] = {}  # the first group that a positive is in
    # 'We did not come to sign. We came to listen.'
    said = {(t.article, t.sentence, t.predicate) for t in told if not t.negative}
    negatives = [
        n
        for n, t in enumerate(told)
        if t.negative
        and not t.again
        and (t.assertion.voice == "denied" or (t.article, t.sentence, t.predicate) not in said)
    ]
    denied = {number: _find_denied(told[number], happenings, index) for number in negatives}
    for number in sorted(negatives, key=lambda n: (-denied[n][1], n)):
        negative = told[number]
        best, _, positives = denied[number]
        if best is None:
            continue
        known = min((first_of[n] for n in positives if n in first_of), default=len(groups))
        if known == len(groups) or len(groups[known][1]) < _MOST:
            positives |= _find_witnesses(negative, best, happenings)
            known = min((first_of[n] for n in positives if n in first_of), default=len(groups))
        if negative.mirrored and any(told[n].article == negative.article for n in positives):
            continue  # nobody contradicts himself without saying so
        if known == len(groups):
            groups.append((set(), []))
        elif denied[groups[known][1][0]][1] - denied[number][1] > _FAR_LESS and not any(
            _are_one(number, other, happenings) for other in groups[known][1][:_MOST]
        ):
            continue  # it denies something near what the others deny
        if negative.agents or not groups[known][1]:
            groups[known][0].update(positives)
            for n in positives:
                first_of[n] = min(known, first_of.get(n, known))
        groups[known][1].append(number)
    found = (sorted((*positives, *denials)) for positives, denials in groups)
    # 'accepted' against 'rejected' is one question, whichever of them is the opposite
    return list({frozenset((told[n].article, told[n].sentence) for n in group): group for group in found}.values())


def _find_denied(
    negative: Telling, happenings: Happenings, index: Mapping[str, Sequence[int]]
) -> tuple[int | None, float, set[int]]:
    """The positive that a negative fits best, None where it denies nothing, by how many points, and all like it that
    are of one happening with that."""
    told = happenings.tellings
    shared: Counter[int] = Counter()
    for key in find_keys(negative):
        for other in index[key][: 5 * _MOST]:
            shared[other] += 1
    likely = sorted(shared, key=lambda n: (-shared[n], n))[:_MOST]
    here = (negative.article, negative.sentence)
    elsewhere = [n for n in likely if (told[n].article, told[n].sentence) != here]
    points = {n: score_denial(negative, told[n], happenings.closeness) for n in elsewhere}
    best = max(points, key=lambda n: (points[n], -n), default=None)
    if best is None or points[best] < 0:
        return None, 0.0, set()
    least = max(0.0, points[best] - _MUCH_LESS)  # 'did not agree to withdraw' denies no 'struck a deal'
    group = happenings.group_of
    fitting = {n for n in points if points[n] >= (0 if group[n] == group[best] else least)}
    return best, points[best], {n for n in fitting if _are_one(n, best, happenings)}


def _find_witnesses(negative: Telling, best: int, happenings: Happenings) -> set[int]:
    """What other accounts tell, in other words, of the happening that a negative denies.

    Of a denial that very many tell only the first of them are asked: each looks at all that is told of it.
    """
    told = happenings.tellings
    here = (negative.article, negative.sentence)
    least: float = read_toml("assertions")["witness"]
    near = (m for m in happenings.groups[happenings.group_of[best]] if (told[m].article, told[m].sentence) != here)
    return {m for m in near if score_denial(negative, told[m], happenings.closeness) >= least}


def _are_one(number: int, best: int, happenings: Happenings) -> bool:
    """Whether a telling is of the happening that the denial fits best, or nearly so."""
    told = happenings.tellings
    if happenings.group_of[number] == happenings.group_of[best]:
        return True
    if told[number].predicate == told[best].predicate and not told[best].generic:
        return True
    least: float = read_toml("assertions")["least"]
    return score_same(happenings.tellings[number], happenings.tellings[best], happenings.closeness) >= least


def _claim(scope: Scope, found: Sequence[Telling]) -> Claim:
    found = _take_one_side(found)
    firm = {(t.article, t.sentence, t.negative) for t in found if not t.assertion.ahead}
    # 'agreed to withdraw' answers once: that it was agreed
    group = [t for t in found if not (t.assertion.ahead and (t.article, t.sentence, t.negative) in firm)]
    denying = {t.article: t.assertion.ahead for t in group if t.negative}
    counted = [t for t in group if t.negative or denying.get(t.article, t.assertion.ahead) == t.assertion.ahead]
    witnesses = [
        Witness(_say(scope, t, counted), t.article, scope.sentence_evidence(t.article, t.sentence)) for t in counted
    ]
    about = sorted({e for t in group for e in t.parties})
    return make_claim(scope, "polarity", ask_whether(scope, group), about, witnesses, compare_polarity)


def _take_one_side(found: Sequence[Telling]) -> Sequence[Telling]:
    """What is told without the sentences that also deny it: 'was cleared of murder, and convicted of plundering'."""
    denying = {(t.article, t.sentence) for t in found if t.negative}
    kept = [t for t in found if t.negative or (t.article, t.sentence) not in denying]
    return kept if any(not t.negative for t in kept) else found


def _say(scope: Scope, told: Telling, group: Sequence[Telling]) -> str:
    """A telling's answer: of what 'has not happened', and is told as a fact only later, that it had not yet."""
    value = say_whether(told)
    if value != "did not happen" or not told.lasting:
        return value
    days = [scope.articles[t.article].published for t in group if not t.negative]
    day = scope.articles[told.article].published
    later = day is not None and bool(days) and all(d is not None and d[:10] > day[:10] for d in days)
    return "had not happened yet" if later else value


def compare_polarity(first: str, second: str) -> tuple[Relation, str]:
    """Say whether one tells as a fact what the other does not; that it was to be, or not, may since have changed."""
    if (first in _HAPPENED) == (second in _HAPPENED):
        return (
            "compatible",
            "no account tells it as a fact" if first not in _HAPPENED else "one tells it as still to come",
        )
    if "had not happened yet" in (first, second):
        return "progress", "one account tells it as a fact after another said that it had not happened yet"
    denied = any(value.startswith("denied") for value in (first, second))
    how = "denies it" if denied else "says that it was not so"
    ahead = _is_ahead(first) != _is_ahead(second)
    if not ahead and _is_ahead(first):
        return "conflict", f"one account says that it is to be, another {'denies it' if denied else 'that it is not'}"
    return "progress" if ahead else "conflict", f"one account tells it as a fact, another {how}"


def _is_ahead(value: str) -> bool:
    return " is " in f" {value}"
