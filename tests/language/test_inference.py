"""The judge of two passages: what contradicts, what says the same, what answers one question."""

import pytest

from variorum.language.inference import Inference, hide, read_ids


@pytest.fixture(scope="module")
def inference() -> Inference:
    return Inference()


def test_likelihoods_sum_to_one_and_are_the_same_either_way_round(inference: Inference) -> None:
    one, other = "Borduria freed the pilot.", "The pilot is still held in Klow."
    found = inference.judge(one, other)
    assert sum(found) == pytest.approx(1, abs=1e-4)
    assert inference.judge(other, one) == found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The Bordurian parliament accepted the plan.", "The parliament of Borduria rejected the plan.", 1),
        ("Inspectors were let into the plant at Klow.", "The inspectors were turned back at the gate of the plant.", 1),
        ("The owner of the mine will be fined.", "The owner denied on Saturday that it would be fined.", 1),
        ("The pilot was set free on Monday.", "Borduria released the pilot on Monday.", 0),
        ("The pilot was set free on Monday.", "Wheat became dearer on the market of Klow.", 2),
        ("Talks on the lake go on in Klow.", "Talks on the lake go on in Klow.", 0),
    ],
)
def test_two_sentences_say_the_same_contradict_each_other_or_neither(
    inference: Inference, one: str, other: str, expected: int
) -> None:
    found = inference.judge(one, other)
    assert max(range(3), key=found.__getitem__) == expected


def test_with_the_numbers_hidden_it_tells_whether_one_question_is_answered(inference: Inference) -> None:
    freed = hide("Rescuers freed 14 miners on Friday.", 15, 17)
    assert freed == "Rescuers freed [MASK] miners on Friday."
    again = inference.judge(freed, hide("16 miners were brought out alive on Friday.", 0, 2))
    years = inference.judge(freed, hide("The mine had been closed for 30 years.", 29, 31))
    assert again[0] > 0.7 > 0.3 > years[0]


def test_word_pieces_are_counted_as_mpnet_counts_them() -> None:
    """`<s>` 0, `</s>` 2, `<mask>` 30526; the others as BERT's, after four signs more."""
    assert read_ids("[MASK] miners") == [0, 30526, 11257 + 4, 2]
