"""Phrases that say the same are grouped, whatever their order."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.compose.alike import are_alike, group_alike

PHRASES = st.lists(
    st.frozensets(st.sampled_from(["truce", "deal", "border", "troop", "grain", "ship", "port"]), min_size=1),
    max_size=12,
)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def test_fuller_and_shorter_tellings_are_one() -> None:
    phrases = [
        words("reopen port"),
        words("grain export"),
        words("reopen port syldavia may"),
        words("prisoner exchange"),
    ]
    assert group_alike(phrases) == ((0, 2), (1,), (3,))


def test_likeness_is_not_carried_on_from_phrase_to_phrase() -> None:
    chain = [words("a b c d"), words("c d e f"), words("e f g h"), words("c d"), words("e f")]
    groups = group_alike(chain)
    assert all(any(are_alike(chain[i], chain[j]) for j in group) for group in groups for i in group)
    assert not any({0, 2} <= set(group) for group in groups)


def test_one_common_word_is_not_enough() -> None:
    assert not are_alike(words("border treaty"), words("border guard post"))


@given(PHRASES)
def test_each_phrase_is_in_one_group(phrases: list[frozenset[str]]) -> None:
    groups = group_alike(phrases)
    assert sorted(i for group in groups for i in group) == list(range(len(phrases)))


@given(PHRASES, st.randoms())
def test_order_changes_nothing(phrases: list[frozenset[str]], random: object) -> None:
    shuffled = list(phrases)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def contents(items: list[frozenset[str]]) -> list[list[list[str]]]:
        return sorted(sorted(sorted(items[i]) for i in group) for group in group_alike(items))

    assert contents(phrases) == contents(shuffled)
