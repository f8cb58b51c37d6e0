"""Sentences of two accounts that are most related to each other, with what their clauses tell.

So many sentences of a story are read at most; of a long one those with the rarest words in common.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from variorum.compare.happenings import Happenings, find_keys
from variorum.compare.related import Pair, Related
from variorum.compare.rows import Place
from variorum.compare.scope import Scope
from variorum.language.inference import Inference
from variorum.language.lexicon import read_toml

_MOST_KEYED = 100  # tellings that a word leads to
_MOST_PAIRS = 20_000  # of a story, those with most weight in common
_FEWEST = 2  # accounts
_MOST = 5  # sentences that one is looked up with, those with most weight in common first


@dataclass(frozen=True, slots=True)
class NearSentences:
    """`told` are the tellings of each sentence; `pairs` sentences of two accounts, the most related first."""

    happenings: Happenings
    told: Mapping[Place, Sequence[int]]
    related: Related
    pairs: Sequence[Pair]

    def is_conditional(self, place: Place) -> bool:
        """Tell whether what a sentence tells hangs on a condition."""
        return any(self.happenings.tellings[n].conditional for n in self.told[place])

    def pair_clauses(self, one: Place, other: Place) -> dict[tuple[int, int], float]:
        """Give two tellings each, of which one at least asserts something as so, with what they have in common."""
        closeness, tellings = self.happenings.closeness, self.happenings.tellings
        return {
            (m, n): closeness.likeness.share_words(a.clause, b.clause) + closeness.compare_senses(a, b)
            for m in self.told[one]
            for n in self.told[other]
            for a, b in ((tellings[m], tellings[n]),)
            if a.assertion.ahead == b.assertion.ahead
            and a.again == b.again  # 'closed the port', 'did not close it again'
            and not (a.negative and b.negative)
        }


def find_near(scope: Scope, happenings: Happenings, inference: Inference) -> NearSentences:
    """Read a story's sentences, and find those that may contradict each other."""
    told = _find_told(scope, happenings)
    related = Related(scope, _choose_places(scope, happenings, told), inference)
    return NearSentences(happenings, told, related, related.find_pairs(told.keys()))


def _find_told(scope: Scope, happenings: Happenings) -> Mapping[Place, Sequence[int]]:
    """The tellings of each sentence; of one that many print, of the first."""
    told: dict[Place, list[int]] = defaultdict(list)
    first: dict[str, Place] = {}
    for number, telling in enumerate(happenings.tellings):
        place = (telling.article, telling.sentence)
        if telling.mirrored or telling.narrowing:
            continue
        if first.setdefault(scope.sentence_evidence(*place).text, place) == place:
            told[place].append(number)
    return told


def _choose_places(scope: Scope, happenings: Happenings, told: Mapping[Place, Sequence[int]]) -> list[Place]:
    """The sentences that are read: all of a story, or of a long one those that tell what others do, by rare words."""
    most = read_toml("passages")["related"]["sentences"]
    every = [
        (article, s.index)
        for article, annotation in sorted(scope.annotations.items())
        for s in annotation.sentences
        if not s.heading
    ]
    if scope.accounts(article for article, _ in every) < _FEWEST:
        return []
    if len(every) <= most:
        return every
    looked_up = (place for pair in _look_up(scope, happenings, told) for place in pair)
    return sorted(islice(dict.fromkeys(looked_up), most))


def _look_up(scope: Scope, happenings: Happenings, told: Mapping[Place, Sequence[int]]) -> list[tuple[Place, Place]]:
    """Pairs of sentences of two accounts, those first that have the rarest words in common."""
    likeness = happenings.closeness.likeness
    index: dict[str, list[Place]] = defaultdict(list)
    words = {
        place: {w for n in numbers for w in happenings.tellings[n].clause | {*find_keys(happenings.tellings[n])}}
        for place, numbers in told.items()
    }

    def find() -> Iterator[tuple[float, Place, Place]]:
        for place in sorted(words):
            shared: dict[Place, float] = defaultdict(float)
            for word in sorted(words[place]):
                weight = likeness.weigh(word)
                for other in index[word][:_MOST_KEYED]:
                    if scope.account_of[other[0]] != scope.account_of[place[0]]:
                        shared[other] += weight
                index[word].append(place)
            for other in sorted(shared, key=lambda p: (-shared[p], p))[:_MOST]:
                yield shared[other], other, place

    return [(one, other) for _, one, other in nlargest(_MOST_PAIRS, find())]
