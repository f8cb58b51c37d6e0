"""Which blocks of a page are the article: what an extractor found, mended by what stands where.

The blocks that were found are the seed. The element that holds most of their words is the article's own; within it,
what stands in a caption, a teaser, a share bar and the like goes, unless that holds much of the seed itself. Paragraphs
that are built as the seed's are come back, and headings between them, and the lead before them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from variorum.language.lexicon import read_toml
from variorum.read.walk import Block, Walked

WORD = re.compile(
    r"[^\W\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]"
)  # words; signs of Chinese and Japanese
_ATTRIBUTE = re.compile(
    r"\b(class|id|role|itemprop|style|hidden|aria-hidden)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE
)
_MADE_UP = re.compile(
    r"(?<=_)(?=\w{0,7}(?:\d|[a-z][A-Z]))\w{4,8}(?!\S)|(?<!\S)(?:sc|css)-\S+"
)  # names that a program made
_PARTING = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")
_SHINGLE = 4
_COVERED = 0.75
_PROSE_WORDS = 8
_LONG_BLOCK = 12  # words; where nothing was found to be the article, shorter blocks are taken for navigation
_SCOPE = 0.8  # share of the seed's words that the article's own element holds
_MUCH = 0.3  # share of the seed's words in an element that is not taken out for its name
_MOST_LINKED = 0.6  # share of a paragraph that stands in links
_PATTERN = 0.25  # share of the seed's words in paragraphs built alike, so that others built like them belong to it
_BODY_MASS = 0.5  # share of the seed's words that an element called the article's body has at least
_LEAST_STATED, _STATED = 100, 0.6  # words, and share of the seed's, of a text that the page's data state
_LONGEST_TAG = 2_000  # code points of a start tag that are looked at
_NAMES_KEPT = 20_000
_LEAD_REACH = 40  # blocks before the first paragraph
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def shingles(found: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(found[i : i + _SHINGLE]) for i in range(len(found) - _SHINGLE + 1)]


class Page:
    """A page that is judged: its blocks with their words, and what their elements are called."""

    def __init__(self, source: str, walked: Walked) -> None:
        self.source, self.walked, self.blocks = source, walked, walked.blocks
        self.words = [words(block.text) for block in walked.blocks]
        self.faults: dict[int, str | None] = {}
        self._names: dict[int, str] = {}
        self._read: dict[str, str] = {}
        self._reasons: dict[int, str | None] = {}

    def name(self, element: int) -> str:
        """Give the words of an element's name, class, id and role."""
        if element not in self._names:
            tag = self.walked.elements[element]
            written = self.source[tag.start : min(tag.end, tag.start + _LONGEST_TAG)]
            if written not in self._read:  # a page repeats its tags
                self._read[written] = _read_name(tag.name, written)
            self._names[element] = self._read[written]
        return self._names[element]

    def reason(self, element: int) -> str | None:
        if element not in self._reasons:
            self._reasons[element] = _name_reason(self.name(element))
        return self._reasons[element]

    def signature(self, block: Block) -> tuple[str, ...]:
        """Give how a paragraph is built: the names of its element and the two around it, without numbers."""
        chain = list(self.walked.ancestors(block.element))[:3]
        return tuple(re.sub(r"\d\S*", "", self.name(element)) for element in chain)

    def parent(self, index: int) -> int:
        element = self.blocks[index].element
        return self.walked.elements[element].parent if element >= 0 else -1

    def share(self, indices: Iterable[int]) -> Counter[int]:
        """Count the words of some blocks in every element that they stand in."""
        counts: Counter[int] = Counter()
        for index in indices:
            for element in self.walked.ancestors(self.blocks[index].element):
                counts[element] += len(self.words[index])
        return counts

    def length(self, indices: Iterable[int]) -> int:
        """Count the words of some blocks."""
        return sum(len(self.words[i]) for i in indices)

    def is_own(self, element: int, counts: Counter[int]) -> bool:
        """Tell whether an element stands in no `article` that the seed has nothing of: that is another article."""
        articles = [e for e in self.walked.ancestors(element) if self.walked.elements[e].name == "article"]
        return not articles or counts[articles[0]] > 0

    def is_prose(self, index: int) -> bool:
        block = self.blocks[index]
        return len(self.words[index]) >= _PROSE_WORDS and block.linked <= _MOST_LINKED * len(block.text)


def _read_name(name: str, tag: str) -> str:
    """Give the words of an element's name, class, id and role from its start tag, and 'hidden' where it is."""
    found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag)}
    named = " ".join(_MADE_UP.sub("", found.get(key, "")) for key in ("class", "role", "itemprop"))
    identity = found.get("id", "")
    parts = [name, named, "" if any(c.isdigit() for c in identity) else identity[:40]]
    style = found.get("style", "").replace(" ", "")
    hidden = "hidden" in found or found.get("aria-hidden") == "true" or "display:none" in style
    text = " ".join(p for p in _PARTING.split(" ".join(parts)[:500]) if p).lower()
    return f"{text} hidden" if hidden else text


@cache
def _reason_patterns() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    return tuple((reason, re.compile("|".join(patterns))) for reason, patterns in read_toml("pages")["reasons"].items())


@cache
def _lead_pattern() -> "re.Pattern[str]":
    return re.compile("|".join(read_toml("pages")["leads"]["words"]))


@cache
def _body_pattern() -> "re.Pattern[str]":
    return re.compile("|".join(read_toml("pages")["bodies"]["words"]))


@lru_cache(_NAMES_KEPT)
def _name_reason(name: str) -> str | None:
    return next((reason for reason, pattern in _reason_patterns() if pattern.search(name)), None)


def judge(page: Page, found: list[list[str]], body: str | None, description: str | None) -> list[str | None]:
    """Give for every block None where it is the article's, else why it is not.

    `found` are the words of the blocks that an extractor gave.
    `body` and `description` are what the page's own data give as the text and the summary of the article.
    """
    seed = match(page.words, found) if found else set()
    stated = match(page.words, [words(part) for part in re.split(r"[\r\n]+", body)]) if body else set()
    seed = _add_bodies(page, _trust(page, seed, stated))
    if not seed:
        seed = {i for i, w in enumerate(page.words) if len(w) >= _LONG_BLOCK}
        return [None if i in seed else _why(page, i, Counter(), 1) for i in range(len(page.blocks))]
    total = page.length(seed)
    counts = page.share(seed)
    core = {i for i in seed if page.is_prose(i) and _fault(page, i, counts, total) is None} or seed
    scope = _find_scope(page, core)
    kept = {i for i in seed if _fault(page, i, counts, total) is None and (_within(page, i, scope) or i in stated)}
    kept |= _rescue(page, core, counts, total)
    kept |= _find_headings(page, kept, counts, total, scope)
    kept |= _find_lead(page, kept, description, counts, total)
    return [None if i in kept else _why(page, i, counts, total) for i in range(len(page.blocks))]


def match(blocks: list[list[str]], found: list[list[str]]) -> set[int]:
    """Give the numbers of the blocks with the same words as a found one, or most shingles; of copies, one."""
    texts = {" ".join(w) for w in found if w}
    known = {s for w in found for s in shingles(w)}
    kept = set()
    for index, block in enumerate(blocks):
        own = shingles(block)
        covered = sum(s in known for s in own)
        if block and (" ".join(block) in texts or (own and covered >= _COVERED * len(own))):
            kept.add(index)
    return _in_region(blocks, kept)


def _in_region(blocks: list[list[str]], kept: set[int]) -> set[int]:
    """Of text that stands on the page more than once, keep the one nearest to the rest of the article."""
    places: dict[str, list[int]] = {}
    for index in sorted(kept):
        places.setdefault(" ".join(blocks[index]), []).append(index)
    single = [p[0] for key, p in places.items() if len(p) == 1 for _ in range(key.count(" ") + 1)]
    if not single:
        return kept
    middle = sorted(single)[len(single) // 2]
    return {min(p, key=lambda i: (abs(i - middle), i)) for p in places.values()}


def _trust(page: Page, seed: set[int], stated: set[int]) -> set[int]:
    """Where the page states its text and most of the seed is in it, that is the seed; else both are."""
    length = page.length(stated)
    return stated if length >= max(_LEAST_STATED, _STATED * page.length(seed)) else seed


def _add_bodies(page: Page, seed: set[int]) -> set[int]:
    """Add the paragraphs of an element that has as much text as the seed has and is called the article's body."""
    prose = {i for i, b in enumerate(page.blocks) if b.kind == "p" and page.is_prose(i)}
    mass, own = page.share(prose), page.share(seed)
    total = page.length(seed)
    parents: Counter[int] = Counter()
    for index in prose - seed:
        parents[page.parent(index)] += len(page.words[index])
    for parent, count in parents.items():
        around = list(page.walked.ancestors(parent))[:2]
        if not page.is_own(parent, own):
            continue
        called = any(_body_pattern().search(page.name(e)) for e in around)
        if count >= (_BODY_MASS if called else 2) * total and mass[parent] >= 100:
            seed = seed | {i for i in prose if page.parent(i) == parent}
    return seed


def _fault(page: Page, index: int, counts: Counter[int], total: int) -> str | None:
    """Say for which element's name a block is not the article's; an element with much of the article is no fault."""
    passed = []
    reason = None
    for element in page.walked.ancestors(page.blocks[index].element):
        if element in page.faults:
            reason = page.faults[element]
            break
        passed.append(element)
        if counts[element] >= _MUCH * total or _body_pattern().search(page.name(element)):
            break
        if reason := page.reason(element):
            break
    page.faults.update(dict.fromkeys(passed, reason))
    return reason


def _find_scope(page: Page, core: set[int]) -> int:
    total = page.length(core)
    counts = page.share(core)
    holding = [element for element, count in counts.items() if count >= _SCOPE * total]
    return max(holding, default=-1)


def _within(page: Page, index: int, scope: int) -> bool:
    return scope < 0 or scope in page.walked.ancestors(page.blocks[index].element)


def _rescue(page: Page, core: set[int], counts: Counter[int], total: int) -> set[int]:
    """Give the paragraphs that are built as many of the seed's are, or stand in the same element."""
    built: Counter[tuple[str, ...]] = Counter()
    parents: Counter[int] = Counter()
    for index in core:
        built[page.signature(page.blocks[index])] += len(page.words[index])
        parents[page.parent(index)] += 1
    rescued = set()
    for index in range(len(page.blocks)):
        block = page.blocks[index]
        if index in core or not page.is_prose(index) or _fault(page, index, counts, total):
            continue
        if not page.is_own(block.element, counts):
            continue
        signature = page.signature(block)
        alike = built[signature] >= _PATTERN * total and any(" " in name for name in signature)  # one of them is named
        if alike or (parents[page.parent(index)] >= 2 and block.kind == "p"):
            rescued.add(index)
    return rescued


def _find_headings(page: Page, kept: set[int], counts: Counter[int], total: int, scope: int) -> set[int]:
    """Give the headings within the article that a paragraph of it follows."""
    found = set()
    following: int | None = None
    for index in range(len(page.blocks) - 1, -1, -1):
        if index in kept:
            following = index
        elif page.blocks[index].kind in _HEADINGS and following is not None:
            plain = page.blocks[index].linked == 0 and not _fault(page, index, counts, total)
            if plain and following - index <= 2 and index > min(kept) and _within(page, index, scope):
                found.add(index)
                following = index
    return found


def _find_lead(page: Page, kept: set[int], description: str | None, counts: Counter[int], total: int) -> set[int]:
    """Give the paragraph before the article's first that its page gives as its summary, or calls its lead."""
    if not kept:
        return set()
    first = min(kept)
    wanted = words(description or "")
    known = {" ".join(page.words[i]) for i in kept}
    called = []
    for index in range(first - 1, max(-1, first - _LEAD_REACH), -1):
        own = page.words[index]
        if len(own) < 5 or " ".join(own) in known or page.blocks[index].kind in ("h1", "figcaption"):
            continue
        if _same_start(own, wanted):
            return {index}
        if len(own) >= _PROSE_WORDS and page.blocks[index].linked == 0:
            near = list(page.walked.ancestors(page.blocks[index].element))[:2]
            fault = _fault(page, index, counts, total)
            if any(_lead_pattern().search(page.name(e)) for e in near) and fault in (None, "teaser"):
                called.append(index)
    return set(called[:1])


def _same_start(own: list[str], wanted: list[str]) -> bool:
    """Tell whether one is the other, or its beginning."""
    shorter = min(len(own), len(wanted))
    if shorter < 6:
        return False
    same = sum(a == b for a, b in zip(own, wanted, strict=False))
    return same >= 0.9 * shorter and len(own) <= 1.5 * len(wanted) + 5


def _why(page: Page, index: int, counts: Counter[int], total: int) -> str:
    return _fault(page, index, counts, total) or ("title" if page.blocks[index].kind == "h1" else "boilerplate")
