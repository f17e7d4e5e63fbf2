# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Kinds of a profile: found, laid over those of plain, versioned by what they say."""

import json
from pathlib import Path

import pytest
from tests.workbench.cases.kinds.making import KIND, REGISTRY, loan, shipped, written

from allmende.policies import PolicyError
from allmende.workbench.cases.kinds import (
    Kind,
    KindErrors,
    Registry,
    check_kind,
    check_kinds,
    load_kinds,
)
from allmende.workbench.cases.kinds.merging import laid_over
from allmende.workbench.cases.kinds.reading import Mapped, read

OWN = "based_on: plain\nversion: 2\n"


def publication(folder: Path, content: str) -> tuple[Kind | None, list[str]]:
    registry = shipped("plain")
    kind, problems = check_kind(
        "publication", str(written(folder / "ours", publication=content)), registry
    )
    return kind, [f"{one.code}:{one.line}" for one in problems]


def both(one: Registry, other: Registry) -> Registry:
    return Registry(
        one.guards | other.guards,
        one.computations | other.computations,
        one.panels | other.panels,
        one.documents | other.documents,
        {**one.criteria, **other.criteria},
    )


def test_a_profile_has_its_own_kinds_and_those_of_plain(tmp_path: Path) -> None:
    folder = str(written(tmp_path / "ours", loan=KIND))
    kinds = load_kinds(folder, both(REGISTRY, shipped("plain")))
    assert [one.id for one in kinds] == [
        "contribution",
        "legal-question",
        "licence-question",
        "loan",
        "publication",
        "usability-analysis",
    ]


def test_all_mistakes_of_all_files_are_raised_together(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "ours",
        loan=KIND.replace("to: lent", "to: rent"),
        visit=KIND.replace("TST", "VIS").replace("subject: device", "subject: devise"),
    )
    with pytest.raises(KindErrors) as caught:
        load_kinds(str(folder), both(REGISTRY, shipped("plain")))
    lines = str(caught.value).splitlines()
    assert any("loan.yaml:" in line and 'no state "rent"' in line for line in lines)
    assert any("visit.yaml:" in line and '"devise" is none' in line for line in lines)
    assert isinstance(caught.value, PolicyError)


def test_two_kinds_share_no_prefix(tmp_path: Path) -> None:
    folder = written(tmp_path / "ours", loan=KIND, second=KIND)
    kinds, problems = check_kinds(str(folder), both(REGISTRY, shipped("plain")))
    assert [(one.code, one.file.name, one.line) for one in problems] == [
        ("prefix-taken", "second.yaml", 2)
    ]
    assert "loan" in {one.id for one in kinds}


def test_a_profile_changes_entries_by_id_and_keeps_the_rest(tmp_path: Path) -> None:
    content = OWN + (
        "target_days: 20\n"
        "groups:\n"
        "  - id: software\n"
        "    fields:\n"
        "      - {id: name, label: {de: Titel, en: Title}}\n"
        "      - {id: shelf, type: text, label: {de: Regal, en: Shelf}}\n"
        "lanes:\n"
        "  - id: metadata\n"
        "    items:\n"
        "      - {id: shelf, question: {de: Wo?, en: Where?}}\n"
    )
    kind, problems = publication(tmp_path, content)
    plain, _ = check_kind("publication", "plain", shipped("plain"))
    assert problems == []
    assert kind is not None
    assert plain is not None
    assert kind.target_days == 20
    assert kind.field("name").label == {"de": "Titel", "en": "Title"}
    assert kind.field("name").type == "text"
    assert [one.id for one in kind.groups] == [one.id for one in plain.groups]
    assert len(kind.fields) == len(plain.fields) + 1
    assert len(kind.lane("metadata").items) == len(plain.lane("metadata").items) + 1
    assert kind.transitions == plain.transitions


def test_a_profile_leaves_entries_out(tmp_path: Path) -> None:
    content = OWN + "without:\n  lanes: [staff-council]\n  fields: [wanted-by]\n  items: [export]\n"
    kind, problems = publication(tmp_path, content)
    assert problems == []
    assert kind is not None
    assert "staff-council" not in {one.id for one in kind.lanes}
    assert "wanted-by" not in {one.id for one in kind.fields}
    assert "export" not in {one.id for lane in kind.lanes for one in lane.items}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("without: {lanes: [staff]}\n", ["nothing-to-leave-out:3"]),
        ("without: {guide: [what]}\n", ["wrong-type:3"]),
        ("without: [lanes]\n", ["wrong-type:3"]),
        ("without: {lanes: staff-council}\n", ["wrong-type:3"]),
        ("lanes:\n  - {id: data, role: mayor}\n", ["unknown-role:4"]),
        ("lanes:\n  - {id: new, role: legal}\n", ["missing-key:4"]),
        ("retention: never\n", ["unknown-retention:3"]),
    ],
)
def test_a_mistake_in_a_change_is_named_in_the_profile_s_file(
    change: str, expected: list[str], tmp_path: Path
) -> None:
    assert publication(tmp_path, OWN + change) == (None, expected)


def test_an_id_that_plain_has_twice_cannot_be_changed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("states:\n  - {id: a}\n  - {id: a}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("states:\n  - {id: a, x: 1}\n", encoding="utf-8")
    base, own = read(tmp_path / "a.yaml"), read(tmp_path / "b.yaml")
    assert isinstance(base, Mapped)
    assert isinstance(own, Mapped)
    assert [one.code for one in laid_over(base, own)[1]] == ["ambiguous-id"]


def test_the_digest_changes_with_what_is_said_and_not_with_how_it_is_written(
    tmp_path: Path,
) -> None:
    first = loan(tmp_path / "a").digest
    assert len(first) == 16
    remarked = KIND.replace("version: 1", "# a remark\nversion:    1")
    moved = KIND.replace("prefix: TST\n", "") + "prefix: TST\n"
    said = KIND.replace("from: draft", "from: [draft]").replace("four_eyes: yes", "four_eyes: true")
    assert {loan(tmp_path / "b", remarked).digest, loan(tmp_path / "c", moved).digest} == {first}
    assert loan(tmp_path / "d", said).digest == first
    assert loan(tmp_path / "e", KIND.replace("Geht es?", "Geht es noch?")).digest != first
    assert loan(tmp_path / "f", KIND.replace("version: 1", "version: 2")).digest != first


def test_a_kind_survives_as_json(tmp_path: Path) -> None:
    kind = loan(tmp_path / "ours")
    kept = json.loads(json.dumps(kind.as_json()))
    assert Kind.from_json(kept) == kind
    assert kept["lanes"][1]["skipped_when"] == {"field": "place", "is": "office"}


def test_json_of_another_format_is_refused(tmp_path: Path) -> None:
    kept = loan(tmp_path / "ours").as_json() | {"format": 99}
    with pytest.raises(ValueError, match="format 99"):
        Kind.from_json(kept)


def test_a_missing_file_and_one_that_is_no_text_are_named(tmp_path: Path) -> None:
    folder = written(tmp_path / "ours")
    kind, problems = check_kind("loan", str(folder), REGISTRY)
    assert kind is None
    assert [one.code for one in problems] == ["unreadable"]
    (folder / "cases" / "loan.yaml").write_bytes(b"version: 1\ntitle: \xff\n")
    _, problems = check_kind("loan", str(folder), REGISTRY)
    assert [(one.code, one.line) for one in problems] == [("unreadable", 2)]
