"""A person's corrections: what may stand in the file, what is said of a bad one, and what becomes of the record."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.corrections import corrections_path, match_articles, read_corrections, tell_corrections
from variorum.errors import CorrectionsError
from variorum.model.corrections import Corrections, Pair, Retold
from variorum.model.text import Article

Make = Callable[..., Article]
PROGRAM = Path(sys.executable).with_name("variorum")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Corrections]:
    def run(text: str) -> Corrections:
        path = tmp_path / "talks.corrections.yaml"
        path.write_text(text, encoding="utf-8")
        return read_corrections(path)

    return run


def test_every_table_is_read(read: Callable[[str], Corrections]) -> None:
    found = read("""
independent:
  - [bulletin.txt, gazette.txt]
derived:
  - {article: post.txt, from: wire.txt, kind: paraphrase, why: the desk told us}
  - {article: a.txt, from: b.txt}
same:
  - [Orlov, Ivan Orloff]
different:
  - {pair: [Anna Weber, A. Weber], why: mother and daughter}
""")
    assert found == Corrections(
        (Pair("bulletin.txt", "gazette.txt"),),
        (Retold("post.txt", "wire.txt", "paraphrase", "the desk told us"), Retold("a.txt", "b.txt", "copy")),
        (Pair("Orlov", "Ivan Orloff"),),
        (Pair("Anna Weber", "A. Weber", "mother and daughter"),),
    )
    assert tell_corrections(found)[1] == "post.txt is a paraphrase of wire.txt: the desk told us"


def test_an_empty_file_corrects_nothing(read: Callable[[str], Corrections]) -> None:
    assert read("# nothing yet\n") == Corrections()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a", "a mapping wanted"),
        ("indepedent: [[a, b]]", "nothing but independent"),
        ("same: {a: b}", "same: a list wanted"),
        ("same: [[a, b], [a]]", "same 2: two names wanted"),
        ("same: [[a, 7]]", "same 1: text wanted"),
        ("same: [[a, '']]", "same 1: an empty name"),
        ("derived: [[a, b]]", "derived 1: {article"),
        ("derived: [{article: a, from: b, kind: theft}]", "derived 1: kind is one of copy"),
        ("same: [[a, b]", "line"),
        ("same: [!!python/object/apply:os.getcwd [], b]", "could not determine a constructor"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nsame: [*b, *b]", "aliases"),
        ("same: " + "[" * 5000, ""),
    ],
)
def test_a_bad_file_is_named_with_its_entry(read: Callable[[str], Corrections], text: str, told: str) -> None:
    with pytest.raises(CorrectionsError) as error:
        read(text)
    assert told in str(error.value)
    assert "talks.corrections.yaml" in str(error.value)
    assert len(str(error.value)) < 1000


def test_articles_are_named_by_file_address_title_or_id(make_article: Make) -> None:
    articles = [make_article("One.", name="folder/one.txt", title="The First"), make_article("Two.", name="x/two.txt")]
    first, second = (article.id for article in articles)
    for name in ("folder/one.txt", "one.txt", "The First", first, first[:12]):
        matched, issues = match_articles(Corrections(independent=(Pair(name, "two.txt"),)), articles)
        assert (matched.independent, issues) == ((Pair(first, second),), ()), name


def test_a_name_of_none_or_of_several_is_an_issue_and_its_corrections_are_left_out(make_article: Make) -> None:
    articles = [make_article("One.", name="a/one.txt"), make_article("Two.", name="b/one.txt")]
    given = Corrections(derived=(Retold("one.txt", "a/one.txt", "copy"), Retold("gone.txt", "a/one.txt", "copy")))
    matched, issues = match_articles(given, articles)
    assert matched.derived == ()
    assert {(i.source, i.message.split(" of ")[0]) for i in issues} == {
        ("one.txt", "2 articles"),
        ("gone.txt", "no article"),
    }


def test_independent_and_derived_at_once_is_an_error(make_article: Make) -> None:
    articles = [make_article("One.", name="one.txt"), make_article("Two.", name="two.txt")]
    given = Corrections((Pair("one.txt", "two.txt"),), (Retold("two.txt", "one.txt", "copy"),))
    with pytest.raises(CorrectionsError, match="independent and derived"):
        match_articles(given, articles)


def test_the_file_beside_the_record_is_read_at_the_next_run(tmp_path: Path) -> None:
    report = (
        "The mayor of Lissa opened the new bridge on Monday after eleven years of building and two floods. "
        "She thanked the masons, who had worked through the winter, and cut a rope of straw. "
        "The old ferry will sail for the last time on Friday, the harbour office said in a notice. "
        "A toll of two crowns is to be paid by carts, while walkers cross for nothing."
    )
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("herald.txt", "echo.txt"):
        (folder / name).write_text(f"{report}\n\nPrinted by the {name[:-4]}.\n", encoding="utf-8")
    record = tmp_path / "bridge.db"
    call = [str(PROGRAM), "collate", str(folder), "-o", str(record)]
    assert "1 independent account" in subprocess.run(call, capture_output=True, text=True, check=True).stdout
    corrections_path(record).write_text("independent: [{pair: [herald.txt, echo.txt], why: two reporters}]")
    told = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert "2 independent accounts" in told
    assert "corrected by a person: herald.txt and echo.txt are independent: two reporters" in told
    exported = subprocess.run([PROGRAM, "export", record, "--format", "json"], capture_output=True, check=True)
    accounts = json.loads(exported.stdout)["accounts"]
    assert all("by a person's correction: two reporters" in account["basis"] for account in accounts)
    shutil.copy(corrections_path(record), tmp_path / "elsewhere.yaml")
    corrections_path(record).write_text("independent: 7")
    failed = subprocess.run(call, capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert "independent: a list wanted" in failed.stderr
    named = subprocess.run([*call, "-c", str(tmp_path / "elsewhere.yaml")], capture_output=True, text=True, check=True)
    assert "2 independent accounts" in named.stdout
