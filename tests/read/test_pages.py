"""Pages as outlets build them: what is the article's, what is not and why, and what the page says of it."""

import json
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model.text import Article, Source
from variorum.read.article import read_article
from variorum.read.document import Document
from variorum.settings import Settings

ReadText = Callable[..., Article]
FIRST = (
    "The council of Port Velde agreed on Tuesday to reopen the northern docks after nine weeks of talks with the union."
)
SECOND = "Mayor Irena Kolb said that the agreement would let the grain ships leave before the storms of autumn set in."
THIRD = "The union of dockers will vote on Friday on the terms, which no side has made public so far, its leader said."
LEAD = "After nine weeks the docks open again, and the grain can go."


def write_page(body: str, head: str = "", data: object = None) -> str:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data is not None else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Docks to reopen | Velde Herald</title>
<meta property="og:site_name" content="Velde Herald">{head}{script}</head><body>{body}</body></html>"""


def write_article(extra: str = "", before: str = "") -> str:
    return (
        f'<main><article><h1>Docks to reopen</h1>{before}<div class="story-text"><p>{FIRST}</p>{extra}<p>{SECOND}</p>'
        f"<p>{THIRD}</p></div></article></main>"
    )


@pytest.mark.parametrize(
    ("reason", "markup"),
    [
        ("caption", "<figure><img src='a.png'><figcaption>Ships at anchor on Monday.</figcaption></figure>"),
        ("share", '<div class="share-bar"><p>Send this on to your friends and to other people</p></div>'),
        ("teaser", '<div class="related-articles"><p>Storms have closed three other ports in the east</p></div>'),
        ("comments", '<section id="comments"><p>I have never seen such a strike in my life here.</p></section>'),
        ("cookie", '<div class="cookie-banner"><p>We and our partners keep small files on your device.</p></div>'),
        ("subscription", '<div class="newsletterBox"><p>All that is new about the harbour every morning.</p></div>'),
        ("infobox", '<div class="fact-box"><p>The northern docks were built in the last century.</p></div>'),
        ("embed", '<blockquote class="twitter-tweet"><p>We have an agreement at last and can go home</p></blockquote>'),
        ("navigation", "<nav><p>The harbour and the sea and the land and all that lies in between them</p></nav>"),
        ("hidden", '<div style="display: none"><p>This is only for a machine that reads it aloud.</p></div>'),
    ],
)  # fmt: skip
def test_what_is_not_the_article_goes_with_its_reason(
    read_text: ReadText, removed_text: Callable[[Article, str], list[tuple[str, str]]], reason: str, markup: str
) -> None:
    page = write_page(write_article(markup))
    article = read_text(page, "a.html")
    assert article.text.split("\n\n") == [FIRST, SECOND, THIRD]
    assert reason in {r for r, _ in removed_text(article, page)}


def test_headings_and_lists_within_the_article_stay(read_text: ReadText) -> None:
    extra = "<h2>What was agreed</h2><ul><li>Nine hours of work a day at the docks</li><li>No night work</li></ul>"
    article = read_text(write_page(write_article(extra)), "a.html")
    assert article.text.split("\n\n")[1:4] == [
        "What was agreed",
        "Nine hours of work a day at the docks",
        "No night work",
    ]


def test_the_lead_before_the_text_stays(read_text: ReadText) -> None:
    body = (
        f'<main><article><header><h1>Docks to reopen</h1><div class="x1"><p>{LEAD}</p></div></header></article></main>'
    )
    body = body.replace("</header>", f"</header><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    article = read_text(write_page(body, f'<meta name="description" content="{LEAD}">'), "a.html")
    assert article.text.split("\n\n") == [LEAD, FIRST, SECOND, THIRD]


def test_the_text_that_the_page_states_tells_which_paragraphs_are_the_article(read_text: ReadText) -> None:
    other = (
        "The harbour of Kelm has been closed since Sunday, and nobody there knows when it is to be open again at all."
    )
    long = f"{FIRST} {SECOND} {THIRD} " * 2
    body = f"<div><p>{long}</p><p>{SECOND}</p><p>{THIRD}</p></div><div><p>{other}</p><p>{other}</p></div>"
    data = {"@type": "NewsArticle", "headline": "Docks to reopen", "articleBody": f"{long}\n{SECOND}\n{THIRD}"}
    article = read_text(write_page(body, data=data), "a.html")
    assert "Kelm" not in article.text
    assert article.text.endswith(THIRD)


@pytest.mark.parametrize(
    ("author", "authors", "credits"),
    [
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",), ()),
        ([{"@type": "Person", "name": "Jane Doe"}, {"name": "Jo de la Roe"}], ("Jane Doe", "Jo de la Roe"), ()),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe"), ()),
        ([{"name": "Jane Doe"}, {"@type": "Organization", "name": "Reuters"}], ("Jane Doe",), ("Reuters",)),
        ({"@type": "Organization", "name": "Velde Herald"}, ("Velde Herald",), ()),
        ({"@id": "#7"}, ("Žofie Nováková",), ()),
        ([{"@type": "Person", "name": "Staff"}, {"@type": "Person", "name": "desk@velde.example"}], (), ()),
        ({"@type": "Person", "name": ["Jane Doe", "JANE DOE"]}, ("Jane Doe",), ()),
    ],
)  # fmt: skip
def test_authors_of_the_pages_data(
    read_text: ReadText, author: object, authors: tuple[str, ...], credits: tuple[str, ...]
) -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "Docks to reopen", "author": author},
        {"@type": "Person", "@id": "#7", "name": "Žofie Nováková"},
    ]
    article = read_text(write_page(write_article(), data={"@graph": graph}), "a.html")
    assert (article.authors, article.credits) == (authors, credits)


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By Mara Lind</p>',
        '<span class="autor">Von Mara Lind</span>',
        '<a rel="author" href="/m">Mara Lind</a>',
        '<div itemprop="author"><span itemprop="name">Mara Lind</span>, our woman in Kelm</div>',
        "<p>Par Mara Lind</p>",
        "<p>Przez Mara Lind, Kelm</p>",
        "<ul><li>Autorin:</li><li>Mara Lind</li></ul>",
    ],
)
def test_a_byline_is_read_in_whatever_language_and_is_no_text(read_text: ReadText, byline: str) -> None:
    article = read_text(write_page(write_article(before=byline)), "a.html")
    assert article.authors == ("Mara Lind",)
    assert article.text.split("\n\n") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="The docks of Velde open again">', "The docks of Velde open again"),
        ('<meta property="og:title" content="The docks of Velde | World | Velde Herald">', "The docks of Velde"),
        ('<meta property="og:title" content="Docks to reopen * Velde Herald * by J. Roe">', "Docks to reopen"),
        ("", "Docks to reopen"),
    ],
)
def test_the_title_is_without_the_outlet(read_text: ReadText, head: str, title: str) -> None:
    assert read_text(write_page(write_article(), head), "a.html").title == title


def test_when_a_page_was_published_and_changed(read_text: ReadText) -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "x",
        "datePublished": "2031-04-02",
        "dateModified": "2031-04-03T08:00:00Z",
    }
    head = '<meta property="article:published_time" content="2031-04-02T06:00:00+02:00">'
    article = read_text(write_page(write_article(), head, data), "a.html")
    assert (article.published, article.published_basis) == ("2031-04-02T06:00:00+02:00", "metadata")
    assert article.modified == "2031-04-03T08:00:00Z"


ELEMENTS = st.sampled_from(
    ["div", "p", "article", "section", "ul", "li", "span", "a", "b", "h1", "h2", "figure", "table", "td", "br"]
)
NAMES = st.sampled_from(
    ["", ' class="article-body"', ' class="teaser"', " class='share x'", ' id="comments"', " hidden=1", ' style="a>b"']
)
TEXTS = st.sampled_from(
    [FIRST, SECOND, THIRD, "By Mara Lind", "R&amp;D&nbsp;1", "  a\n b ", "<", "&#0;", "\x00", "«Да», 港が開く。", ""]
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        lambda name, named, parts, close: f"<{name}{named}>{''.join(parts)}" + (f"</{name}>" if close else ""),
        ELEMENTS, NAMES, st.lists(inner, max_size=5), st.booleans(),
    ),
    max_leaves=25,
)  # fmt: skip


def test_every_character_of_any_page_is_anchored(offsets_checked: Callable[[Article, str], None]) -> None:
    @settings(deadline=None, max_examples=80)
    @given(st.lists(TREES, min_size=1, max_size=4))
    def check(trees: list[str]) -> None:
        source = write_page("".join(trees))
        for result in read_article(Document(Source("x"), "", "page", source), Settings()):
            if isinstance(result, Article):
                offsets_checked(result, source)

    check()


@pytest.mark.parametrize(
    "trouble",
    [
        "<div>" * 10_000,
        "<span class=author>" * 10_000,
        "<a b='" * 20_000,
        "<!-- x" * 20_000,
        "</div>" * 50_000,
        "<meta name=author content=x>" * 20_000,
        "\x00" * 100_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","author":' + '{"author":' * 5_000 + "</script>",
    ],
    ids=["deep", "bylines", "quotes", "comments", "ends", "meta", "nul", "json", "nested"],
)
def test_a_hostile_page_is_read_in_bounded_time(trouble: str) -> None:
    source = write_page(write_article() + trouble)
    started = process_time()
    results = list(read_article(Document(Source("x"), "", "page", source), Settings()))
    assert process_time() - started < 20
    assert any(isinstance(result, Article) and FIRST in result.text for result in results)


def test_a_paragraph_without_end_is_read_in_bounded_time() -> None:
    source = write_page("<p>" + "the ship left " * 200_000)
    started = process_time()
    list(read_article(Document(Source("x"), "", "page", source), Settings()))
    assert process_time() - started < 20


def test_a_script_in_the_title_is_only_text(read_text: ReadText) -> None:
    head = '<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt; Docks&#10;open">'
    assert read_text(write_page(write_article(), head), "a.html").title == "<script>alert(1)</script> Docks open"
