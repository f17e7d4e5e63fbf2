# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""After the patch the publication check is greener: that is the proof."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.publishing.preparing.making import (
    applied,
    asked,
    bare,
    piece,
    prepared,
    said,
)
from tests.repositories.making import Made

from allmende import publiccode
from allmende.criteria import Known, assess, load_criteria
from allmende.licences.policy import load_policy
from allmende.publishing.preparing import KINDS, Details
from allmende.repositories import TITLES, inspect


def answers(made: Made, profile: str = "munich") -> dict[str, str]:
    """Criterion to state, as the publication check says it."""
    found = inspect(made.folder, with_scan=False)
    known = Known.of(found.facts, (), found.coverage_json, load_policy(profile), TITLES)
    report = assess(load_criteria("publication-check", profile), known, repository="x", own=True)
    return {one.criterion.id: str(one.state) for one in report.answers}


def lint(made: Made) -> str:
    """What the REUSE tool itself says."""
    words = [sys.executable, "-m", "reuse", "lint"]
    return subprocess.run(words, cwd=made.folder, capture_output=True, text=True).stdout


def test_the_patch_meets_every_criterion_it_says_it_serves(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal")
    found = prepared(made)
    wanted = {
        id
        for one in found.pieces
        if one.is_written
        for id in one.kind.meets
        if id != "third-party-licences"
    }
    before = answers(made)
    assert not [id for id in wanted if before[id] == "met"]
    applied(made, found)
    after = answers(made)
    assert {id: after[id] for id in wanted} == dict.fromkeys(wanted, "met")
    assert len(wanted) >= 11


def test_the_reuse_tool_is_content_with_the_result(tmp_path: Path) -> None:
    made = bare(
        tmp_path / "portal",
        **{
            "src/ä b/*odd*.txt": "x\n",
            "img/logo.png": b"\x89PNG\r\n\x00",
            "lib/other.py": "# SPDX-" + "License-Identifier: Apache-2.0\n"
            "# SPDX-" + "FileCopyrightText: 2020 Others\n",
        },
    )
    applied(made, prepared(made))
    assert "compliant with version 3.3 of the REUSE Specification :-)" in lint(made)


def test_a_second_preparation_has_nothing_left_to_write(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal")
    applied(made, prepared(made))
    again = prepared(made)
    assert again.patch == b""
    assert {one.state for one in again.pieces} <= {"kept", "open"}


def test_without_details_nothing_is_made_up_and_nothing_turns_green_that_is_not(
    tmp_path: Path,
) -> None:
    made = bare(tmp_path / "portal")
    found = prepared(made, Details())
    states = {one.path: one.state for one in found.pieces}
    assert states["LICENSE"] == states["CODEOWNERS"] == states["publiccode.yml"] == "open"
    assert states["REUSE.toml"] == "open"
    applied(made, found)
    after = answers(made)
    for id in (
        "licence-file",
        "readme-questions",
        "security-file",
        "reporting-by-mail",
        "maintainers-named",
        "publiccode",
        "reuse",
    ):
        assert after[id] != "met", id


def test_the_patch_with_an_author_is_taken_as_a_message(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal", **{"README.md": "# Portal\r\n\r\nHallo"})
    found = prepared(made, author="Änne Öl <aenne@example.org>")
    made.git("am", "--keep-cr", "-", feed=found.patch)
    assert made.git("log", "-1", "--format=%an <%ae> %s") == (
        "Änne Öl <aenne@example.org> Prepare the publication"
    )
    assert made.git("status", "--porcelain") == ""


def test_publiccode_is_valid_by_the_standard(tmp_path: Path) -> None:
    found = piece(prepared(bare(tmp_path / "portal")), "publiccode.yml")
    assert publiccode.check(found.content.decode()).valid


def test_what_publiccode_lacks_is_named_key_by_key(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal"), said(publiccode={}))
    assert piece(found, "publiccode.yml").state == "open"
    assert "developmentStatus" in asked(found, "publiccode.yml")


def test_nothing_of_the_repository_is_changed(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal")
    prepared(made)
    assert made.git("status", "--porcelain", "--ignored") == ""


def test_an_earlier_commit_can_be_prepared(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal")
    first = made.git("rev-parse", "HEAD")
    made.commit({"LICENSE": "later\n"})
    assert piece(prepared(made, commit=first), "LICENSE").state == "created"


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))
def test_a_piece_serves_criteria_that_there_are(kind: object) -> None:
    asked_for = {one.id for one in load_criteria("publication-check", "munich").criteria}
    assert set(kind.meets) <= asked_for  # type: ignore[attr-defined]
