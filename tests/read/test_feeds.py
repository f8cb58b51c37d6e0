"""Feeds: entries with their full text where the feed has it; what is a summary or an address alone is told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.model.text import Article, Issue

FIRST = "The harbour council of Port Velde agreed on Tuesday to reopen the northern docks after a week of talks."
SECOND = "Mayor Irena Kolb said the agreement would let the grain ships leave before the storms of autumn."
Read = Callable[..., tuple[list[Article], list[Issue]]]

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velde Herald</title><link>https://velde.example/</link>
<item><title>Docks &amp;amp; grain&lt;script&gt;alert(1)&lt;/script&gt;</title><link>https://velde.example/1</link>
<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator>
<description>Docks reopen.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><script>alert(1)</script><p>{SECOND} R&amp;D</p>]]></content:encoded></item>
<item><title>A summary</title><link>https://velde.example/2</link><description>{FIRST}</description></item>
<item><title>An address</title><link>https://velde.example/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Velde Herald</title>
<entry><title type="html">Docks &amp;amp; grain</title><link href="https://velde.example/1"/>
<published>2031-03-03T10:00:00Z</published><author><name>Jane Doe</name></author>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND} R&amp;amp;D&lt;/p&gt;</content></entry></feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Velde Herald",
        "items": [
            {
                "id": "1",
                "url": "https://velde.example/1",
                "title": "Docks &amp; grain",
                "date_published": "2031-03-03T10:00:00Z",
                "authors": [{"name": "Jane Doe"}],
                "content_html": f"<p>{FIRST}</p><p>{SECOND} R&amp;D</p>",
            }
        ],
    }
)


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", ATOM), ("noname", RSS), ("a.json", JSON_FEED)])
def test_the_full_text_of_an_entry_is_its_article(tmp_path: Path, read_path: Read, name: str, feed: str) -> None:
    (tmp_path / name).write_text(feed)
    article = read_path(tmp_path)[0][0]
    assert article.text == f"{FIRST}\n\n{SECOND} R&D"
    assert (article.title, article.outlet, article.url) == ("Docks & grain", "Velde Herald", "https://velde.example/1")
    assert (article.published, article.authors) == ("2031-03-03T10:00:00Z", ("Jane Doe",))
    assert article.source.record == 1


def test_the_same_entry_is_the_same_article_in_every_format(tmp_path: Path, read_path: Read) -> None:
    for name, feed in (("a.rss", RSS), ("b.atom", ATOM), ("c.json", JSON_FEED)):
        (tmp_path / name).write_text(feed)
    found = [a.id for a in read_path(tmp_path)[0] if a.url == "https://velde.example/1"]
    assert len(found) == 3
    assert len(set(found)) == 1


def test_a_summary_is_read_as_one_and_an_address_is_not_fetched(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    articles, issues = read_path(tmp_path)
    assert [a.title for a in articles] == ["Docks & grain", "A summary"]
    assert [(i.code, i.position) for i in issues] == [("summary-only", 2), ("not-fetched", 3)]
    assert "https://velde.example/3" in issues[1].message


def test_entities_that_unfold_without_end_and_files_are_not_read(tmp_path: Path, read_path: Read) -> None:
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    item = f"<item><title>&j;</title><description>{FIRST} &f;</description></item>"
    (tmp_path / "a.rss").write_text(f'{head}<rss version="2.0"><channel>{item}</channel></rss>')
    articles, issues = read_path(tmp_path)
    assert articles or issues
    assert all("root:" not in a.text and len(a.title or "") < 1000 for a in articles)


def test_xml_that_is_no_feed_is_an_issue(tmp_path: Path, read_path: Read) -> None:
    (tmp_path / "a.xml").write_text(
        "<?xml version='1.0'?><urlset><url><loc>https://velde.example/1</loc></url></urlset>"
    )
    assert [i.code for i in read_path(tmp_path / "a.xml")[1]] == ["unknown-format"]
