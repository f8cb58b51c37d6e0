"""The page in a real browser, where there is one: links light up their passage, and nothing else runs."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from variorum.export import export_record
from variorum.export.apparatus import Apparatus
from variorum.model.record import Record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


def dump(page: Path, place: str = "") -> str:
    """Give the document as it is once the browser has opened it at that place."""
    command = [
        CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", f"--user-data-dir={page.parent / 'profile'}", "--dump-dom",
        page.as_uri() + place,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, check=True, timeout=120, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def page(invented: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "record.html"
    export_record(invented, "html", path)
    return path


def lit(document: str) -> str:
    return unescape("".join(re.findall(r'<span class="m[^"]* lit"[^>]*>([^<]*)</span>', document)))


@pytest.mark.parametrize(("claim", "reading", "passage"), [(0, 1, 0), (1, 1, 0), (6, 0, 0)])
def test_a_link_to_evidence_lights_up_the_passage(
    page: Path, invented: Record, claim: int, reading: int, passage: int
) -> None:
    evidence = invented.claims[claim].readings[reading].evidence[passage]
    siglum = Apparatus(invented).witnesses[evidence.article].siglum
    document = dump(page, f"#{siglum}.{evidence.start}-{evidence.end}")
    assert lit(document) == evidence.text


def test_a_link_into_what_is_folded_opens_it(page: Path) -> None:
    assert 'class="shared"' in dump(page)
    document = dump(page, "#clm-mines")
    folded = document[: document.index('id="clm-mines"')].rpartition("<details")[2]
    assert folded.startswith(' open=""')


def test_no_place_and_an_odd_place_do_no_harm(page: Path) -> None:
    for place in ("", "#nowhere", "#A1.0-999999", "#%E0%A4%A"):
        assert "In brief" in dump(page, place)


def test_a_script_that_is_not_ours_does_not_run(page: Path, tmp_path: Path) -> None:
    own = page.read_text(encoding="utf-8")
    added = own.replace(
        "</main>", "<script>document.title = 'taken'</script><img src='x' onerror=\"document.title='taken'\"></main>"
    )
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(added, encoding="utf-8")
    document = dump(spoilt, "#clm-visit")
    assert "<title>taken" not in document
    assert "<title>Veldania and Osmara" in document
    spoilt.write_text(re.sub(r"<meta http-equiv[^>]*>", "", added), encoding="utf-8")
    assert "<title>taken" in dump(spoilt), "the test itself must be able to fail"
