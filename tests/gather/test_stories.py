"""Stories: which articles belong together, without a number given beforehand."""

from collections.abc import Callable

from variorum.gather import gather_stories
from variorum.model.text import Article

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
