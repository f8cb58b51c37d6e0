"""The articles of `benchmarks.evaluation lineage`: real ones, and derived ones made of them, with what rests on what.

Real articles of one story are independent of each other, but for those that share long passages outside quotation
marks (one agency's report under several names), or credit the same agency or one another: of these nobody knows, so
they count neither for nor against.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.derived import REWRITTEN, VERBATIM, Made, derive_rewrite, derive_verbatim
from benchmarks.rewriting import Rewriter
from variorum.language.parser import Parser
from variorum.model.text import Article, Source
from variorum.read import read_sources
from variorum.read.article import read_article
from variorum.read.document import Document
from variorum.read.draft import Metadata
from variorum.settings import Settings

MOST_SOURCES = 480  # of each sort; so many are enough for a figure, and few enough for an hour
_SHINGLE, _LONG = 8, 30  # words; so many shared outside quotation marks, in runs of eight, are no chance
_COMMON = 20  # a run of words in more articles than this is a refrain
_QUOTED = re.compile(r"“[^”\n]*[”\n]|\"[^\"\n]*[\"\n]")
_TOKEN = re.compile(r"\w+")
_OUTLETS = tuple(f"{place} {paper}" for place in ("Ardmoor", "Belhaven", "Corvale", "Dunmere", "Estwick", "Farholt")
                 for paper in ("Courier", "Dispatch", "Examiner", "Ledger"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """An article with the real articles (ids) of which it is made: of a real one, itself. `kind` '' is a real one.

    `lenders` gave it a few sentences: too little to be called its source, too much to be called nothing.
    """

    article: Article
    kind: str
    roots: frozenset[str]
    story: str
    lenders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pairs:
    """All articles of a measurement, and pairs of real articles of which nobody knows, with the reason."""

    families: tuple[Family, ...]
    unclear: dict[frozenset[str], str]


def make_pairs(folder: Path, seed: int = 7, most: int = MOST_SOURCES) -> Pairs:
    """Read `folder`/articles.jsonl (and the CoNLL file of the set coref-newswcl50 beside it), and derive articles."""
    real = [*_read_articles(folder / "articles.jsonl")]
    for path in sorted(folder.parent.glob("coref-newswcl50/*.conll")):
        real += _read_conll(path)
    real = list({family.article.id: family for family in real}.values())
    made = _derive([f.article for f in real], [f.story for f in real], Random(seed), most)
    families = [*real, *(_make_family(one, real, Random(f"{seed} {place}")) for place, one in enumerate(made))]
    return Pairs(tuple(families), _find_unclear(real))


def _read_articles(path: Path) -> Iterator[Family]:
    lines = path.read_bytes().splitlines()
    for article in read_sources([str(path)], Settings()):
        if isinstance(article, Article) and article.source.record:
            row = json.loads(lines[article.source.record - 1])
            yield Family(article, "", frozenset((article.id,)), row.get("story_id", str(article.source.record)))


def _families(document: Document, story: str) -> Iterator[Family]:
    for article in read_article(document, Settings()):
        if isinstance(article, Article):
            yield Family(article, "", frozenset((article.id,)), story)


def _read_conll(path: Path) -> Iterator[Family]:
    """Read the texts of a CoNLL file: a word a line in the fourth column; documents are named topic/-/outlet."""
    texts: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#begin document"):
            name = line.removeprefix("#begin document").split(";")[0].strip()
            texts[name] = [""]
        elif len(columns) > 3 and name:
            texts[name][-1] += " " + columns[3]
        elif name and texts[name][-1]:
            texts[name].append("")
    for name, sentences in texts.items():
        text = "\n".join(re.sub(r" ([.,;:!?’”)]|'s\b|n't\b)", r"\1", s.strip()) for s in sentences)
        metadata = Metadata(outlet=f"outlet {name.rsplit('_', 1)[-1]}")
        yield from _families(Document(Source(name), "", "value", text, metadata), f"wcl {name.split('/')[0]}")


def _derive(articles: Sequence[Article], stories: Sequence[str], random: Random, most: int) -> list[Made]:
    """Make as many derived articles of each sort as there are articles, but not more than `most`, kind by kind."""
    usable = [i for i, article in enumerate(articles) if len(article.sentences) >= 8 and article.language == "en"]
    parser = Parser(Settings().parser, Settings().max_sentence_tokens)
    rewriter = Rewriter(parser)
    made = []
    for kinds in (VERBATIM, REWRITTEN):
        chosen = random.sample(usable, min(most, len(usable)))
        for place, source in enumerate(chosen):
            other = next(i for i in random.sample(usable, len(usable)) if stories[i] != stories[source])
            kind = kinds[place % len(kinds)]
            if kinds is VERBATIM:
                made.append(derive_verbatim(kind, articles, source, other, random))
            else:
                made.append(derive_rewrite(kind, articles, source, other, rewriter, random))
    return made


def _make_family(made: Made, real: Sequence[Family], random: Random) -> Family:
    source = real[made.sources[0]]
    dates = [real[i].article.published for i in (*made.sources, *made.lenders)]
    published = max((d for d in dates if d), default=None)
    if published:
        published = (date.fromisoformat(published[:10]) + timedelta(days=random.randrange(3))).isoformat()
    metadata = Metadata(outlet=random.choice(_OUTLETS), published=published, published_basis="metadata")
    name = f"{made.kind} {random.random()}"
    document = Document(Source(name), "", "value", made.text, metadata)
    article = next(a for a in read_article(document, Settings()) if isinstance(a, Article))
    roots = frozenset(root for i in made.sources for root in real[i].roots)
    lenders = frozenset(root for i in made.lenders for root in real[i].roots)
    return Family(article, made.kind, roots, source.story, lenders)


def _find_unclear(real: Sequence[Family]) -> dict[frozenset[str], str]:
    unclear = {}
    by_story: dict[str, list[Article]] = defaultdict(list)
    for family in real:
        by_story[family.story].append(family.article)
    for articles in by_story.values():
        for one, two in combinations(articles, 2):
            if _credit_alike(one, two):
                unclear[frozenset((one.id, two.id))] = "credit"
    unclear.update((pair, "passages") for pair in find_shared([f.article for f in real]))
    return unclear


def _credit_alike(one: Article, two: Article) -> bool:
    names, others = ({*a.credits, *((a.outlet,) if a.outlet else ())} for a in (one, two))
    return not {n.casefold() for n in names}.isdisjoint(n.casefold() for n in others) and bool(
        one.credits or two.credits
    )


def find_shared(articles: Iterable[Article]) -> Iterator[frozenset[str]]:
    """Give the pairs of articles that share thirty words and more, outside quotation marks, in runs of eight."""
    holders: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        words = _TOKEN.findall(_QUOTED.sub(" ¶ ", article.text).casefold())
        for place in range(len(words) - _SHINGLE + 1):
            holders[" ".join(words[place : place + _SHINGLE])][article.id].append(place)
    covered: dict[frozenset[str], set[int]] = defaultdict(set)
    for places in holders.values():
        if 1 < len(places) <= _COMMON:
            for one, two in combinations(sorted(places), 2):
                for place in places[one]:
                    covered[frozenset((one, two))].update(range(place, place + _SHINGLE))
    yield from (pair for pair, words in covered.items() if len(words) >= _LONG)
