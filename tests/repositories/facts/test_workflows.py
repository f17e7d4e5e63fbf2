# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Hygiene of workflows: our own numbers, and the findings of zizmor in our own words."""

from pathlib import Path
from unittest.mock import patch

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import workflow_findings, workflows
from allmende.repositories.facts.workflow_findings import (
    Workflow,
    WorkflowsNotChecked,
    check,
    findings_in,
)
from allmende.repositories.facts.workflow_words import TITLES, title_of

COMMIT = "0123456789" * 4
BAD = """name: bad
on: pull_request_target
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.pull_request.title }}
  b:
    uses: org/repo/.github/workflows/x.yml@main
    secrets: inherit
"""
GOOD = f"""name: good
on:
  push:
permissions: {{}}
jobs:
  a:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@{COMMIT} # v6
        with:
          persist-credentials: false
      - uses: ./.github/actions/own
      - uses: docker://alpine@sha256:{"ab" * 32}
"""
BAD_PATH, GOOD_PATH = ".github/workflows/bad.yml", ".github/workflows/good.yml"


def facts(**files: str):  # type: ignore[no-untyped-def]
    named = {f".github/workflows/{name}.yml": text for name, text in files.items()}
    return facts_of(workflows.find, looking_at(named))


def counts(**files: str):  # type: ignore[no-untyped-def]
    """What we count ourselves, without asking the program."""
    with patch.object(workflow_findings, "located", return_value=None):
        return facts(**files)


def places(fact) -> list[tuple[str | None, int | None]]:  # type: ignore[no-untyped-def]
    return [(one.path, one.line) for one in fact.evidence]


def test_without_workflows_there_is_nothing_to_be_good_or_bad() -> None:
    found = facts_of(workflows.find, looking_at({"a.yml": "x"}))
    assert set(found) == set(workflows.KEYS)
    assert {one.state for one in found.values()} == {"unknown"}


def test_uses_are_counted_and_local_ones_left_out() -> None:
    assert counts(good=GOOD)["workflows.pinned"].value == {"pinned": 2, "total": 2}
    both = counts(good=GOOD, bad=BAD)["workflows.pinned"]
    assert (both.state, both.value) == ("no", {"pinned": 2, "total": 4})
    assert places(both) == [(BAD_PATH, 7), (BAD_PATH, 10)]


@pytest.mark.parametrize(
    "version", ["v4", "main", COMMIT[:7], COMMIT + "0", "", "sha256:" + "a" * 64]
)
def test_only_a_full_commit_pins_an_action(version: str) -> None:
    assert not workflows.Use("w", 1, f"actions/checkout@{version}").is_pinned
    assert workflows.Use("w", 1, f"actions/checkout@{COMMIT}").is_pinned


def test_permissions_stand_at_the_top_or_in_every_job() -> None:
    assert counts(good=GOOD)["workflows.permissions"].value == {"top_level": 1, "total": 1}
    bad = counts(good=GOOD, bad=BAD)["workflows.permissions"]
    assert (bad.state, bad.value) == ("no", {"top_level": 1, "total": 2})
    assert places(bad) == [(BAD_PATH, 4), (BAD_PATH, 9)]
    per_job = BAD.replace("    runs-on", "    permissions: {}\n    runs-on").replace(
        "    uses: org", "    permissions: {}\n    uses: org"
    )
    assert counts(bad=per_job)["workflows.permissions"].state == "yes"


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("on: pull_request_target", 2),
        ("on: [push, pull_request_target]", 2),
        ("on:\n  push:\n  pull_request_target:\n    branches: [main]", 4),
        ("'on':\n  - push\n  - pull_request_target", 4),
    ],
)
def test_the_dangerous_trigger_is_found_in_every_spelling(on: str, line: int) -> None:
    fact = counts(bad=BAD.replace("on: pull_request_target", on))["workflows.pull_request_target"]
    assert places(fact) == [(BAD_PATH, line)]
    assert counts(good=GOOD)["workflows.pull_request_target"].state == "no"


def test_secrets_handed_on_are_found() -> None:
    assert places(counts(bad=BAD)["workflows.secrets_inherited"]) == [(BAD_PATH, 11)]
    assert counts(good=GOOD)["workflows.secrets_inherited"].state == "no"


def test_findings_come_in_our_words_with_path_and_line() -> None:
    found = facts(bad=BAD)
    listed = found["workflows.findings"].value["findings"]
    injected = next(one for one in listed if one["id"] == "template-injection")
    assert (injected["path"], injected["line"], injected["severity"]) == (BAD_PATH, 8, "high")
    assert injected["title"]["de"].startswith("Ein Ausdruck wird in ein Skript eingesetzt")
    assert found["workflows.untrusted_input"].state == "yes"
    assert places(found["workflows.untrusted_input"]) == [(BAD_PATH, 8)]


def test_a_clean_workflow_has_no_untrusted_input() -> None:
    found = facts(good=GOOD)
    assert found["workflows.untrusted_input"].state == "no"
    assert found["workflows.findings"].value["by_severity"]["high"] == 0


def test_a_repository_cannot_silence_findings_only_have_them_marked() -> None:
    silenced = BAD.replace("@v4", "@v4 # zizmor: ignore[unpinned-uses,artipacked]")
    files = {BAD_PATH: silenced, "zizmor.yml": "rules: {template-injection: {disable: true}}"}
    listed = facts_of(workflows.find, looking_at(files))["workflows.findings"].value
    unpinned = next(
        one for one in listed["findings"] if (one["id"], one["line"]) == ("unpinned-uses", 7)
    )
    assert unpinned["suppressed"]
    assert listed["suppressed"] >= 1
    assert any(one["id"] == "template-injection" for one in listed["findings"])


def test_without_the_program_its_part_is_unknown_and_ours_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workflow_findings, "located", lambda: None)
    found = facts(bad=BAD)
    assert found["workflows.findings"].state == "unknown"
    assert found["workflows.untrusted_input"].note == workflow_findings.MISSING
    assert found["workflows.pinned"].state == "no"


def test_a_program_that_fails_or_talks_nonsense_is_not_believed(tmp_path: Path) -> None:
    for body in ("exit 1", "echo nonsense", "echo '[1]'", "echo '{}'"):
        program = tmp_path / "zizmor"
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
        with pytest.raises(WorkflowsNotChecked):
            check([Workflow("a", GOOD)], str(program))
    with pytest.raises(WorkflowsNotChecked):
        check([Workflow("a", GOOD)], str(tmp_path / "missing"))


def test_the_program_sees_no_token_and_no_name_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "a value")
    program = tmp_path / "zizmor"
    program.write_text(
        f"#!/bin/sh\nenv > {tmp_path}/env\nfind . -type f > {tmp_path}/files\necho '[]'\n"
    )
    program.chmod(0o755)
    check(
        [Workflow("../../etc/evil name.yml", GOOD), Workflow("x", "runs: {}", False)], str(program)
    )
    assert "GH_TOKEN" not in (tmp_path / "env").read_text()
    assert sorted((tmp_path / "files").read_text().split()) == [
        "./.github/workflows/w00000.yml",
        "./a00001/action.yml",
    ]


def test_a_workflow_that_cannot_be_read_is_said() -> None:
    found = facts(good=GOOD, broken="a: [")
    assert found["workflows.readable"].state == "no"
    assert places(found["workflows.readable"])[0][0] == ".github/workflows/broken.yml"


def test_a_file_that_is_no_workflow_leaves_the_question_open() -> None:
    found = facts(good=GOOD, other="hello: world")
    assert found["workflows.findings"].value["skipped"] == [".github/workflows/other.yml"]
    assert found["workflows.untrusted_input"].state == "unknown"


def test_every_finding_has_a_sentence_in_both_languages() -> None:
    for id, title in TITLES.items():
        assert set(title) == {"de", "en"}
        assert title_of(id) is title
    assert "brand-new" in title_of("brand-new")["de"]


def test_an_answer_about_a_file_we_did_not_hand_in_is_not_believed() -> None:
    with pytest.raises(WorkflowsNotChecked):
        list(findings_in(b'[{"ident": "x", "locations": []}]', {}))
