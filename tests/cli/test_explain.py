"""What `explain` shows of who retells whom: the family as a tree, a derivation as two columns."""

import json
from pathlib import Path
from typing import Any

REPORT = (
    "The mayor of Lissa opened the new bridge on Monday after eleven years of building and two floods. "
    "She thanked the masons, who had worked through the winter, and cut a rope of straw."
)
MORE = (
    "The old ferry will sail for the last time on Friday, the harbour office said in a notice. "
    "A toll of two crowns is to be paid by carts, while walkers cross for nothing."
)


def test_a_story_is_a_tree_and_an_account_shows_its_passages_side_by_side(call: Any, tmp_path: Path) -> None:
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "wire.txt").write_text(f"LISSA, May 2, 1995 - {REPORT}\n\n{MORE}\n")
    lead = "It was raining when the crowd of four hundred came down to the river with its flags and its brass band."
    (folder / "echo.txt").write_text(f"LISSA, May 3, 1995 - {lead}\n\n{REPORT.replace('eleven', 'twelve')}\n\n{MORE}\n")
    record = tmp_path / "bridge.db"
    assert call("collate", folder, "-o", record, "-q").status == 0
    exported = json.loads(call("export", record, "--format", "json").out)
    told = call("explain", record, exported["stories"][0]["id"]).out
    assert "2 articles, 1 independent account" in told
    assert told.index("wire.txt") < told.index("echo.txt")
    assert "└── " in told
    told = call("explain", record, exported["accounts"][0]["id"]).out
    assert "characters of its own" in told
    assert "┃ echo.txt" in told
    assert "twelve" in told
    assert "eleven" in told
    words = " ".join(told.replace("│", " ").split())
    (derivation,) = exported["derivations"]
    assert f"{derivation['passages'][0]['start']}–{derivation['passages'][0]['end']}" in words


def test_the_file_of_corrections_in_the_folder_that_is_read_is_no_source(call: Any, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(f"LISSA, May 2, 1995 - {REPORT}\n")
    (tmp_path / "bridge.corrections.yaml").write_text("same: []\n")
    told = call("collate", tmp_path, "-o", tmp_path / "bridge.db")
    assert "bridge.corrections.yaml" not in told.out + told.err
    assert told.out.startswith("1 article,")
