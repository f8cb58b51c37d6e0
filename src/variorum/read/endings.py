"""What surrounds an article: tag lines, references, and the boilerplate of pages."""

import re

from variorum.read.credits import credit
from variorum.read.draft import Draft, Metadata
from variorum.read.patterns import DOMAIN, URL, any_of, ends_sentence, labels

_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z ()]{0,24}?)\s*(?P<colon>[:：]|$)\s*(?P<value>.*)", re.DOTALL)
_LINK_LINE = re.compile(
    rf"(?:[\[(]?\d{{1,3}}[\]).]?\s*|[-*•·]\s*)?(?:.{{0,160}}?\s)?(?P<link>{URL}|{DOMAIN}(?:/\S*)?)[.,;)\]]*",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(
    rf"(?:[\[(]?\d{{1,3}}[\]).]?\s*|[-*•·]\s*)?(?P<link>{URL}|{DOMAIN}(?:/\S*)?)[.,;)\]]*", re.IGNORECASE
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/\s:?#)\]]+)", re.IGNORECASE)
_HASHTAG = re.compile(r"#\w+")
_LONGEST_LINE = 700  # code points
_ALWAYS_WORDS, _SHORT_WORDS, _LABEL_WORDS = 90, 15, 40
_TAG_WORDS, _TAG_ITEMS, _SOURCE_WORDS = 8, 4, 8
_LAST_LINES = 4
_REPEATED_WORDS = 6


def remove_boilerplate(draft: Draft) -> Draft:
    """Remove lines that belong to the page: sharing, subscriptions, cookies, copyright, captions, ads; also
    'Read more: …' and 'See also: …', which are references."""
    dropped = {
        i: "reference" if any_of("references", "pointers").match(line.text) else "boilerplate"
        for i, line in enumerate(draft.lines)
        if is_boilerplate(line.text)
    }
    return draft.drop(dropped) if len(dropped) < len(draft.lines) else draft


def is_boilerplate(text: str) -> bool:
    """Tell whether a line belongs to the page and not to the article; a line of marks alone does too."""
    words = text.count(" ") + 1
    if len(text) > _LONGEST_LINE or words > _ALWAYS_WORDS:
        return False
    if any_of("boilerplate", "always").fullmatch(text) or any_of("boilerplate", "elsewhere").fullmatch(text):
        return True
    if text.endswith((")", ").")) and any_of("boilerplate", "captions").search(text):
        return True
    if words <= _LABEL_WORDS and any_of("boilerplate", "within").search(text):
        return True
    if words <= _SHORT_WORDS and not ends_sentence(text) and any_of("boilerplate", "short").fullmatch(text):
        return True
    return not any(character.isalnum() for character in text)


def remove_references(draft: Draft) -> Draft:
    """Remove 'Reference(s):', 'Sources:' and the lines of links after them; keep the domains and names as credits."""
    lines = draft.lines
    dropped: dict[int, str] = {}
    credited: list[str] = []
    index = 0
    while index < len(lines):
        names = _read_reference(lines[index].text)
        if names is None:
            index += 1
            continue
        following = index + 1
        while following < len(lines) and (links := read_links(lines[following].text)):
            names = [*names, *links]
            following += 1
        # a label with nothing after it is a reference only where the article ends
        if names or following == len(lines):
            dropped |= dict.fromkeys(range(index, following), "reference")
            credited.extend(names)
        index = following
    last = len(lines) - 1
    while last > 0 and last not in dropped and (match := _BARE_LINK.fullmatch(lines[last].text)):
        dropped[last] = "reference"
        credited.append(_host(match["link"]))
        last -= 1
    if len(dropped) == len(lines):
        return draft
    return draft.learn(Metadata(credits=tuple(dict.fromkeys(credited)))).drop(dropped)


def _read_reference(text: str) -> list[str] | None:
    """Give the names on a line that begins with a label of references; None where the line is none."""
    match = _LABELLED.fullmatch(text) if len(text) <= 400 else None
    if not match or match["label"].casefold() not in labels("references"):
        return None
    value = match["value"].strip()
    if not value:
        return []
    if not match["colon"]:
        return None
    links = read_links(value)
    if links:
        return links
    if len(value.split()) > _SOURCE_WORDS or not (value[0].isupper() or value[0].isdigit()):
        return None
    names = [name.strip(" .") for name in re.split(r",| and | & |/|;", value)]
    plausible = all(name and name[0].isupper() and not name.isdigit() for name in names)
    return [credit(name) for name in names] if plausible and all(_is_name(name) for name in names) else None


def _is_name(name: str) -> bool:
    """A name is words in capitals, small words among them: 'Bank of Orland', not 'The talks failed'."""
    words = name.split()
    return all(w[0].isupper() or w[0].isdigit() or w in ("of", "the", "and", "de", "for") for w in words)


def read_links(text: str) -> list[str]:
    """Give the domains of a line that is nothing but links, or a numbered title that ends in one."""
    pieces = re.split(r"[,;|]\s+|\s+", text.strip()) if len(text) <= 2000 else []
    if pieces and all(_BARE_LINK.fullmatch(piece) for piece in pieces if piece):
        return [_host(m["link"]) for piece in pieces if (m := _BARE_LINK.fullmatch(piece))]
    match = _LINK_LINE.fullmatch(text) if len(text) <= 400 else None
    return [_host(match["link"])] if match and re.match(URL, match["link"]) else []


def _host(link: str) -> str:
    match = _HOST.match(link)
    return match[1].lower().rstrip(".,;") if match else link


def remove_tags(draft: Draft) -> Draft:
    """Remove tag and keyword lines: 'Tags: …', hashtags, and at the end a line of words that is no sentence."""
    dropped: dict[int, str] = {}
    count = len(draft.lines)
    for index, line in enumerate(draft.lines):
        if _is_labelled_tags(line.text) and (index >= count // 2 or index < 3):
            dropped[index] = "tags"
    for index in range(count - 1, max(0, count - 1 - _LAST_LINES), -1):
        if index in dropped:
            continue
        if not is_tag_line(draft.lines[index].text):
            break
        dropped[index] = "tags"
    dropped |= _find_tag_list(draft, dropped)
    return draft.drop(dropped) if len(dropped) < count else draft


def _is_labelled_tags(text: str) -> bool:
    match = _LABELLED.fullmatch(text) if len(text) <= 2000 else None
    if not match or not match["colon"] or match["label"].casefold() not in labels("tags"):
        return False
    value = match["value"]
    return not value.endswith(".") or ("," in value and len(value.split()) <= 3 * (value.count(",") + 1))


def _find_tag_list(draft: Draft, dropped: dict[int, str]) -> dict[int, str]:
    """Find 'Tags' on a line of its own with nothing but short lines after it, to the end."""
    for index in range(max(1, len(draft.lines) - 15), len(draft.lines)):
        text = draft.lines[index].text.rstrip(":： ")
        after = draft.lines[index + 1 :]
        if text.casefold() in labels("tags") and all(
            len(x.text.split()) <= 4 and not ends_sentence(x.text) for x in after
        ):
            return {i: "tags" for i in range(index, len(draft.lines)) if i not in dropped}
    return {}


def is_tag_line(text: str) -> bool:
    """Tell whether a last line is tags: hashtags, short items between commas, or many words without one of grammar."""
    words = text.split()
    if len(text) > 2000 or not words:
        return False
    if sum(bool(_HASHTAG.match(word)) for word in words) >= max(1, 0.6 * len(words)):
        return True
    if text.endswith((".", "!", "?", "”", '"', ":", ";", "…")) or any(
        mark in text for mark in ("“", '"', "; ", ": ", " - ", " — ")
    ):
        return False
    lower = [word.strip(",()'’").casefold() for word in words]
    items = [item.split() for item in re.split(r",|\||·|•", text)]
    grammar = sum(word in labels("tags", "function_words") for word in lower)
    if len(items) >= _TAG_ITEMS and all(len(item) <= 4 for item in items) and grammar <= len(items) // 3:
        return items[-1][:1] != ["and"] and " and " not in f" {' '.join(items[-1])} "
    return len(words) >= _TAG_WORDS and not grammar and "," not in text


def remove_repeats(draft: Draft, normalised: list[str]) -> Draft:
    """Remove lines that were printed before, but for quotes, dashes and white space.

    A short line ('Yes, he said.', the name of who speaks) is removed only within a block that is printed again.
    """
    first: dict[str, int] = {}
    origin = [first.setdefault(key, index) for index, key in enumerate(normalised)]
    again = {i for i, key in enumerate(normalised) if origin[i] < i and key.count(" ") + 1 >= _REPEATED_WORDS}
    for step in (1, -1):
        for index in range(len(normalised))[::step]:
            neighbour = index - step
            if neighbour in again and origin[index] < index and origin[index] == origin[neighbour] + step:
                again.add(index)
    return draft.drop(dict.fromkeys(again, "repeat"))
