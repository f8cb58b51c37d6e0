"""The pairs of passages that dossiers teach the judge of passages."""

import pytest
from benchmarks.dossiers import read_dossiers
from training.dossiers import read_pairs
from training.inference_pairs import CONTRADICTION, NEITHER, SAME, Pair

from variorum.language.encoder import read_encoder
from variorum.language.parser import Parser
from variorum.settings import Settings

_TEXT = """# The strike at Lenn
? walked yesno conflict Did the drivers walk out?
? paid number conflict What were they offered?
? towns number compatible How many towns were hit?
? chair who agreed Who led the talks?
@ 2031-03-03 Coast Wire | Strike
[[walked=yes|The drivers left their cabs]] at dawn. They had been offered [[paid=40|40 crowns]] more.
It hit [[towns=9|nine towns]]. The talks were led by [[chair=olm|Vera Olm]].
@ 2031-03-04 Lenn Herald | No strike
[[walked=no|All buses ran as usual]]. The company put [[paid=60|60 crowns]] on the table.
Some [[towns=ten|ten towns]] were told. [[chair=olm|Ms Olm]] sat at the head of the table. The weather was fine.
"""


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    folder = tmp_path_factory.mktemp("dossiers")
    (folder / "a.txt").write_text(_TEXT, encoding="utf-8")
    (dossier,) = read_dossiers(folder)
    settings = Settings()
    parser = Parser(settings.parser, settings.max_sentence_tokens)
    return list(read_pairs(0, dossier, settings, parser, read_encoder()))


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("left their cabs", "ran as usual", CONTRADICTION),
        ("40 crowns", "60 crowns", CONTRADICTION),
        ("were led by", "sat at the head", SAME),
        ("left their cabs", "weather was fine", NEITHER),
        ("nine towns", "ten towns", None),
    ],
)
def test_sentences_are_labelled_by_the_answers_that_they_have_in_common(
    pairs: list[Pair], one: str, other: str, label: int | None
) -> None:
    found = {
        p.label for p in pairs if p.block[1] == "told sentence" and {one in p.first[0], other in p.second} == {True}
    }
    assert found == ({label} if label is not None else set())


def test_clozes_of_one_question_are_the_same_whatever_stands_in_the_gap(pairs: list[Pair]) -> None:
    clozes = {(p.first[0], p.second): p.label for p in pairs if p.block[1] == "told number"}
    assert clozes[("They had been offered [MASK] crowns more.", "The company put [MASK] crowns on the table.")] == SAME
    assert NEITHER in clozes.values()
