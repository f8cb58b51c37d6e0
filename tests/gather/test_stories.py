"""Stories: which articles belong together, without a number given beforehand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.dossiers import read_dossiers

from variorum.gather import gather_stories
from variorum.gather.likeness import Likeness, read_subjects
from variorum.gather.lonely import join_lonely
from variorum.gather.stories import cluster
from variorum.model.text import Article

DOSSIERS = Path(__file__).parents[2] / "training" / "dossiers"
STRAIT = (
    "The foreign ministers of Norway and Iceland met in Bergen to end the herring dispute over fishing quotas.",
    "Iceland and Norway settled their dispute on herring quotas after the ministers met in Bergen, officials said.",
)
BANK = (
    "The central bank of Chile raised its interest rate by half a point to slow inflation, its governor said.",
    "Inflation made Chile's central bank raise interest rates; the governor expects prices to fall.",
)


def test_articles_on_two_events_are_two_stories(make_article: Callable[..., Article]) -> None:
    articles = [make_article(text, name=f"{n}.txt") for n, text in enumerate((*STRAIT, *BANK))]
    stories = gather_stories(articles)
    assert sorted(sorted(s.articles) for s in stories) == sorted(
        sorted(a.id for a in articles[i : i + 2]) for i in (0, 2)
    )


def test_the_same_words_half_a_year_later_are_another_story(make_article: Callable[..., Article]) -> None:
    articles = [
        make_article(STRAIT[n], name=f"{n}.txt", published=day) for n, day in ((0, "2001-01-05"), (1, "2001-07-05"))
    ]
    assert len(gather_stories(articles)) == 2


def test_an_article_without_a_day_joins_its_story_among_articles_of_many_years(
    make_article: Callable[..., Article],
) -> None:
    years = [
        make_article(f"{STRAIT[n % 2]} This was year {n}.", name=f"{n}.txt", published=f"{1990 + n}-01-05")
        for n in range(6)
    ]
    undated = make_article("The herring dispute of Norway and Iceland over quotas is settled, Bergen said.")
    stories = gather_stories([*years, undated])
    assert sorted(len(story.articles) for story in stories) == [1, 1, 1, 1, 1, 2]


def test_the_order_of_the_articles_changes_nothing(make_article: Callable[..., Article]) -> None:
    articles = [make_article(text, name=f"{n}.txt") for n, text in enumerate((*STRAIT, *BANK))]
    assert gather_stories(articles) == gather_stories(articles[::-1])


def test_a_story_has_the_dates_and_a_headline_of_its_articles(make_article: Callable[..., Article]) -> None:
    articles = [
        make_article(STRAIT[0], name="0.txt", title="Herring dispute ends", published="2001-01-05T08:00:00Z"),
        make_article(STRAIT[1], name="1.txt", title="Herring dispute settled in Bergen", published="2001-01-06"),
    ]
    (story,) = gather_stories(articles)
    assert (story.start, story.end) == ("2001-01-05", "2001-01-06")
    assert story.title in {a.title for a in articles}


def test_no_article_is_no_story() -> None:
    assert gather_stories([]) == ()


def test_two_events_that_share_their_people_are_two_stories(make_article: Callable[..., Article]) -> None:
    people = "President Maron"
    talks = (
        f"{people} opened talks on fishing quotas in Reykjavik, where trawlers, cod and herring were the subject.",
        f"{people} spoke of trawlers, cod and herring in Reykjavik, where the talks on fishing quotas were opened.",
    )
    funeral = (
        f"{people} mourned the poet Anselm Roy at his funeral in the cathedral, where his verses were read.",
        f"{people} heard the verses of the poet Anselm Roy read at his funeral in the cathedral.",
    )
    articles = [
        make_article(text, name=f"{n}.txt", published="2018-03-13") for n, text in enumerate((*talks, *funeral))
    ]
    stories = gather_stories(articles)
    assert sorted(sorted(s.articles) for s in stories) == sorted(
        sorted(a.id for a in articles[i : i + 2]) for i in (0, 2)
    )


FLOOD = (
    "The dam above Karvel burst on Monday and drowned the valley of the Sorne; Governor Averin asked for boats.",
    "Soldiers brought boats to Karvel, where the dam burst on Monday. Fourteen people drowned in the valley.",
)
FARMERS = (
    "A farmer who lost his cows blames those who built on wet ground. The burst dam left mud in the orchards of Karvel,"
    " he says, and nobody asks who will plant the trees again in the Sorne valley."
)


def test_an_article_from_another_side_days_later_is_of_the_story_if_nothing_else_is_like_it(
    make_article: Callable[..., Article],
) -> None:
    flood = [make_article(text, name=f"{n}.txt", published="2031-05-13") for n, text in enumerate((*FLOOD, *BANK))]
    later = make_article(FARMERS, name="later.txt", published="2031-05-18")
    stories = gather_stories([*flood, later])
    assert sorted(sorted(s.articles) for s in stories) == sorted(
        [sorted([flood[0].id, flood[1].id, later.id]), sorted([flood[2].id, flood[3].id])]
    )


def test_accounts_of_one_event_in_words_of_their_own_are_one_story(make_article: Callable[..., Article]) -> None:
    dossiers = [d for d in read_dossiers(DOSSIERS) if not d.held_out][:24]
    stories = [
        gather_stories(
            [
                make_article(a.text, title=a.title, name=f"{d.title} {n}.txt", published=a.published)
                for n, a in enumerate(d.articles)
            ]
        )
        for d in dossiers
    ]
    assert sum(len(s) == 1 for s in stories) >= 22


def test_groups_of_one_day_are_two_events_where_each_is_near_itself() -> None:
    groups = [[0, 1], [2, 3]]
    across = {(a, b): Likeness(0.1, 0.1, 0) for a in groups[0] for b in groups[1]}
    plain = {(0, 1): Likeness(0.5, 0.15, 0), (2, 3): Likeness(0.5, 0.1, 0)}
    retold = {(0, 1): Likeness(0.9, 0.35, 0), (2, 3): Likeness(0.9, 0.3, 0)}
    assert join_lonely(groups, across | plain) == [[0, 1, 2, 3]]
    assert join_lonely(groups, across | retold) == groups


def test_what_is_a_little_like_two_stories_joins_neither() -> None:
    far, near = Likeness(0.01, 0.2, 3), Likeness(0.01, 0.03, 3)
    assert join_lonely([[0], [1], [2]], {(0, 1): far}) == [[0, 1], [2]]
    assert join_lonely([[0], [1], [2]], {(0, 1): far, (1, 2): near}) == [[0], [1], [2]]
    assert join_lonely([[0], [1]], {(0, 1): Likeness(0.01, 0.2, 20)}) == [[0], [1]]


def test_what_hundreds_of_articles_on_one_event_all_name_is_as_telling_as_in_two(
    make_article: Callable[..., Article],
) -> None:
    articles = [
        make_article(f"{FLOOD[n % 2]} The mayor of Lower {n}ford wept.", name=f"{n}.txt", published="2031-05-13")
        for n in range(300)
    ]
    many, few = read_subjects(articles)[0], read_subjects(articles[:2])[0]
    assert many.body["karvel"] == pytest.approx(few.body["karvel"], rel=0.1)


def test_a_long_story_hangs_together_by_its_neighbours() -> None:
    likeness = {(i, i + step): 0.9 for i in range(60) for step in range(1, 9) if i + step < 60}
    assert cluster(60, likeness, 0.3) == [list(range(60))]


def test_an_article_alone_joins_what_it_is_a_little_like_and_two_do_not() -> None:
    pairs = {(0, 1): 0.9, (2, 3): 0.9}
    assert cluster(3, {(0, 1): 0.9, (0, 2): 0.2, (1, 2): 0.2}, 0.3) == [[0, 1, 2]]
    assert cluster(4, pairs | {(a, b): 0.2 for a in (0, 1) for b in (2, 3)}, 0.3) == [[0, 1], [2, 3]]


def test_an_article_that_is_not_read_gives_no_title(make_article: Callable[..., Article]) -> None:
    read = [make_article(text, name=f"{n}.txt", published="2001-01-05") for n, text in enumerate(STRAIT)]
    foreign = replace(
        make_article("Norwegen, Iceland, Bergen: herring quotas dispute, " * 9, name="de.txt", published="2001-01-05"),
        language="de",
    )
    (story,) = gather_stories([*read, foreign])
    assert not story.title.startswith("Norwegen")
