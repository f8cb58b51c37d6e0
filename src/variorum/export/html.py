"""The record as one page that opens from disk: no network, no script but its own, every statement led to its evidence.

Articles are other people's text. Jinja escapes all of it; control characters that could turn or hide text are shown as
their code; addresses are text, not links; and the page's own policy lets no style or script run but those whose
SHA-256 it names.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from variorum.export.apparatus import Cite, Paragraph, Segment
from variorum.export.dates import write_day, write_range
from variorum.export.matrix import SIDES
from variorum.export.page import Page
from variorum.export.wording import compare_wording
from variorum.model.record import Record

# C0 and C1 controls, bidirectional embeddings, overrides and isolates, invisible characters, half surrogate pairs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)
_FEW = 7  # so many sigla stand on one line
_STANCE_SIGNS = {"supports": "▲", "opposes": "▼", "conditional": "◆", "undecided": "○"}


def write_html(record: Record, stream: TextIO) -> None:
    """Write the page."""
    style, script = _asset("record.css"), _asset("record.js")
    page = Page(record)
    apparatus = page.apparatus
    context = {
        "record": record,
        "page": page,
        "stories": page.stories(),
        "witnesses": apparatus.witnesses,
        "letters": apparatus.letters,
        "links": write_links,
        "cites": apparatus.cites,
        "segments": write_segments,
        "wordings": apparatus.wordings,
        "outlets": apparatus.outlets,
        "accounts_in": apparatus.accounts,
        "paragraphs": apparatus.paragraphs,
        "passage": apparatus.passage,
        "name": page.name,
        "compare_wording": compare_wording,
        "write_day": write_day,
        "write_range": write_range,
        "stance_signs": _STANCE_SIGNS,
        "sides": SIDES,
        "style": Markup(style),
        "script": Markup(script),
        "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
        "form-action 'none'",
    }
    for chunk in _environment().get_template("record.html.jinja").generate(context):
        stream.write(chunk)


def write_links(cites: Sequence[Cite]) -> Markup:
    """Write sigla that lead to passages. A page has a hundred thousand, so this is no macro."""
    few = " few" if len(cites) < _FEW else ""
    return Markup(f'<span class="at{few}">{"".join(map(_link, cites))}</span>')


def _link(cite: Cite) -> str:
    number = f"<sup>{cite.number}</sup>" if cite.number else ""
    title = escape(show_unseen(cite.title))
    if not cite.href:
        return f'<span title="{title}">{cite.letter}</span>'
    return f'<a href="{cite.href}" title="{title}">{cite.letter}{number}</a>'


def write_segments(paragraph: Paragraph) -> Markup:
    """Write a paragraph of an article, its cited stretches marked and the beginnings of passages named."""
    return Markup("".join(map(_segment, paragraph.segments)))


def _segment(segment: Segment) -> str:
    anchors = "".join(f'<a id="{anchor}"></a>' for anchor in segment.anchors)
    text = escape(show_unseen(segment.text))
    if not segment.weight:
        return f"{anchors}{text}"
    return f'{anchors}<span class="{"m e" if segment.weight == 2 else "m"}" data-s="{segment.start}">{text}</span>'


def show_unseen(value: Any) -> Any:
    """Give text with each character that turns, hides or controls text as its code: '⟨U+202E⟩'. Others as they are."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", value)
    return value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader({"record.html.jinja": _asset("record.html.jinja")}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=show_unseen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plural"] = lambda count, one, many=None: (
        f"{count:,} {one if count == 1 else many or one + 's'}"
    )
    return environment


def _asset(name: str) -> str:
    return (files("variorum.data") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
