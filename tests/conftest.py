"""What several tests share: the parser, loaded once, and articles made from plain text."""

from collections.abc import Callable

import pytest

from variorum.language.encoder import Encoder
from variorum.language.parser import Parser
from variorum.model.annotation import ParsedSentence
from variorum.model.ids import content_id
from variorum.model.text import Article, OffsetMap, Source
from variorum.read.segment import find_sentences
from variorum.settings import Settings


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="session")
def loaded_parser() -> Parser:
    settings = Settings()
    return Parser(settings.parser, settings.max_sentence_tokens)


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    def make(text: str, **fields: object) -> Article:
        name = str(fields.pop("name", "test.txt"))
        return Article(
            id=content_id("art", name, text),
            source=Source(name),
            source_sha256="",
            text=text,
            offsets=OffsetMap(((0, 0, len(text)),)),
            sentences=find_sentences(text),
            **fields,  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def parse_article(loaded_parser: Parser) -> Callable[[Article], tuple[ParsedSentence, ...]]:
    def parse(article: Article) -> tuple[ParsedSentence, ...]:
        texts = [article.text[s.start : s.end] for s in article.sentences]
        parses = loaded_parser.parse(texts)
        return tuple(
            ParsedSentence(i, s.start, s.end, s.paragraph, s.heading, p)
            for i, (s, p) in enumerate(zip(article.sentences, parses, strict=True))
        )

    return parse


@pytest.fixture(scope="session")
def parser(
    make_article: Callable[..., Article], parse_article: Callable[[Article], tuple[ParsedSentence, ...]]
) -> Callable[[str], tuple[ParsedSentence, ...]]:
    """Text to parsed sentences, where the article itself does not matter."""
    return lambda text: parse_article(make_article(text))
