# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Each rule by a decision table: when it finds what, how much that matters, and how it reads."""

import importlib
import pkgutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from tests.workbench.catalogue.making import entry

from allmende import policies
from allmende.workbench.catalogue import findings
from allmende.workbench.catalogue.findings import RULES, Defect, Rule, Subject
from allmende.workbench.catalogue.models import Proposal, Software, Source, SourceRecord

LONG, SHORT = "x" * 200, "x" * 100
ALMOST = "x" * 125  # a fifth shorter than its double would be: 200 / 125 = 1.6, not more


def subject(
    records: Sequence[SourceRecord] = (), proposals: Sequence[Proposal] = (), **said: Any
) -> Subject:
    return Subject(Software(pk=1, name="Zammad", **said), records, proposals)


def record(*, ours: bool = True, **said: Any) -> SourceRecord:
    source = Source(slug="munich-site", name="Our site", ours=ours)
    return SourceRecord(
        pk=7, source=source, entry=entry(**said).to_json(), fetched_at=datetime.now(UTC)
    )


def found(rule: str, about: Subject) -> list[tuple[str, dict[str, Any]]]:
    return [(one.severity.value, one.data) for one in RULES[rule].check(about)]


OURS = {"stance": "in-use"}
WATCHED = {"stance": "observed"}
BOTH = {"de": "Anfragen.", "en": "Requests."}

TABLE: list[tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]]] = [
    # licence-missing
    ("licence-missing", OURS, [("medium", {})]),
    ("licence-missing", WATCHED, [("low", {})]),
    ("licence-missing", {"licences": ["whatever"]}, []),
    # licence-not-spdx
    ("licence-not-spdx", {**OURS, "licences": ["whatever"]}, [("medium", {"written": "whatever"})]),
    ("licence-not-spdx", {**WATCHED, "licences": ["house"]}, [("low", {"written": "house"})]),
    ("licence-not-spdx", {"licences": ["MIT OR Apache-2.0"]}, []),
    ("licence-not-spdx", {"licences": ["GPL", "Apache 2"]}, []),
    ("licence-not-spdx", {"licences": []}, []),
    # licence-name
    (
        "licence-name",
        {**OURS, "licences": ["MIT", "Apache 2"]},
        [("low", {"written": "Apache 2", "expression": "Apache-2.0"})],
    ),
    ("licence-name", {"licences": ["GPL", "MIT", "whatever"]}, []),
    # licence-ambiguous
    (
        "licence-ambiguous",
        {**OURS, "licences": ["BSD"]},
        [("medium", {"written": "BSD", "candidates": "BSD-3-Clause, BSD-2-Clause, BSD-4-Clause"})],
    ),
    ("licence-ambiguous", {"licences": ["MIT", "Apache 2", "whatever"]}, []),
    # licence-policy: the shipped policies refuse for use only what is not open source
    ("licence-policy", {**OURS, "licences": ["SSPL-1.0", "MIT", "GPL", "whatever"]}, []),
    # licence-deprecated
    ("licence-deprecated", {"licences": ["GPL-2.0"]}, [("low", {"written": "GPL-2.0"})]),
    ("licence-deprecated", {**OURS, "licences": ["LGPL-2.1"]}, [("low", {"written": "LGPL-2.1"})]),
    ("licence-deprecated", {"licences": ["GPL-2.0-only"]}, []),
    ("licence-deprecated", {"licences": ["GPL"]}, []),
    # licence-not-osi
    ("licence-not-osi", {**OURS, "licences": ["SSPL-1.0"]}, [("high", {"written": "SSPL-1.0"})]),
    (
        "licence-not-osi",
        {"stance": "improving", "licences": ["SSPL-1.0"]},
        [("high", {"written": "SSPL-1.0"})],
    ),
    ("licence-not-osi", {"stance": "in-analysis", "licences": ["SSPL-1.0"]}, []),
    ("licence-not-osi", {"stance": "retired", "licences": ["SSPL-1.0"]}, []),
    ("licence-not-osi", {**WATCHED, "licences": ["SSPL-1.0"]}, []),
    ("licence-not-osi", {**OURS, "licences": ["MIT OR SSPL-1.0"]}, []),
    ("licence-not-osi", {**OURS, "licences": ["EUPL-1.2"]}, []),
    ("licence-not-osi", {**OURS, "licences": ["nobody knows"]}, []),
    # repository-missing
    ("repository-missing", OURS, [("medium", {})]),
    ("repository-missing", WATCHED, [("low", {})]),
    ("repository-missing", {"repository": "https://github.com/zammad/zammad"}, []),
    # repository-unusable
    (
        "repository-unusable",
        {"records": [record(repositories=("https://github.com/zammad",))]},
        [("low", {"address": "https://github.com/zammad", "source": "Our site"})],
    ),
    ("repository-unusable", {"records": [record(repositories=("https://github.com/a/b",))]}, []),
    ("repository-unusable", {"records": [record()]}, []),
    # description-missing
    ("description-missing", OURS, [("medium", {})]),
    ("description-missing", WATCHED, [("low", {})]),
    ("description-missing", {"descriptions": {"fr": "Des demandes."}}, []),
    # language-missing
    (
        "language-missing",
        {"published": True, "descriptions": {"de": "Anfragen."}},
        [("medium", {"language": "en", "part": "description"})],
    ),
    (
        "language-missing",
        {**OURS, "descriptions": BOTH, "texts": {"en": "How we use it."}},
        [("medium", {"language": "de", "part": "text"})],
    ),
    (
        "language-missing",
        {**OURS, "descriptions": {"fr": "Des demandes."}},
        [
            ("medium", {"language": "de", "part": "description"}),
            ("medium", {"language": "en", "part": "description"}),
        ],
    ),
    ("language-missing", {**OURS, "descriptions": BOTH}, []),
    ("language-missing", {**OURS}, []),
    ("language-missing", {**OURS, "texts": {"fr": "Pour traiter des demandes."}}, []),
    ("language-missing", {**WATCHED, "descriptions": {"de": "Anfragen."}}, []),
    # language-shorter
    (
        "language-shorter",
        {"published": True, "descriptions": {"de": LONG, "en": SHORT}},
        [("low", {"language": "en", "other": "de", "part": "description", "percent": 50})],
    ),
    (
        "language-shorter",
        {**OURS, "texts": {"de": SHORT, "en": LONG}},
        [("low", {"language": "de", "other": "en", "part": "text", "percent": 50})],
    ),
    ("language-shorter", {**OURS, "texts": {"de": LONG, "en": ALMOST}}, []),
    ("language-shorter", {**OURS, "texts": {"de": "x" * 119, "en": "x"}}, []),
    ("language-shorter", {**OURS, "texts": {"de": LONG}}, []),
    ("language-shorter", {**WATCHED, "texts": {"de": LONG, "en": SHORT}}, []),
    # language-older
    (
        "language-older",
        {**OURS, "records": [record(text_dates={"de": date(2025, 1, 1), "en": date(2026, 1, 1)})]},
        [("low", {"language": "de", "other": "en", "days": 365})],
    ),
    (
        "language-older",
        {**OURS, "records": [record(text_dates={"de": date(2026, 6, 30), "en": date(2026, 1, 1)})]},
        [],  # 180 days are allowed
    ),
    ("language-older", {**OURS, "records": [record(text_dates={"de": date(2020, 1, 1)})]}, []),
    (
        "language-older",
        {
            **OURS,
            "records": [
                record(ours=False, text_dates={"de": date(2020, 1, 1), "en": date(2026, 1, 1)})
            ],
        },
        [],
    ),
    (
        "language-older",
        {
            **WATCHED,
            "records": [record(text_dates={"de": date(2020, 1, 1), "en": date(2026, 1, 1)})],
        },
        [],
    ),
    # sponsor-disagrees
    (
        "sponsor-disagrees",
        {"tags": ["sponsor"]},
        [("medium", {"has": "sponsor-tag", "lacks": "sponsor-address"})],
    ),
    (
        "sponsor-disagrees",
        {**OURS, "sponsor": "https://example.org"},
        [("medium", {"has": "sponsor-address", "lacks": "sponsor-tag"})],
    ),
    ("sponsor-disagrees", {"tags": ["sponsor"], "sponsor": "https://example.org"}, []),
    # A developer's own sponsoring page says nothing about us.
    ("sponsor-disagrees", {**WATCHED, "sponsor": "https://example.org"}, []),
    ("sponsor-disagrees", {}, []),
    # duplicate-candidate
    (
        "duplicate-candidate",
        {
            **OURS,
            "proposals": [
                Proposal(
                    left=Software(pk=1, name="Zammad", slug="zammad"),
                    right=Software(pk=2, name="Zammad 2", slug="zammad-2"),
                )
            ],
        },
        [("medium", {"other": "Zammad 2", "slug": "zammad-2"})],
    ),
    (
        "duplicate-candidate",
        {
            "proposals": [
                Proposal(
                    left=Software(pk=0, name="Older", slug="older"),
                    right=Software(pk=1, name="Zammad", slug="zammad"),
                )
            ]
        },
        [("low", {"other": "Older", "slug": "older"})],
    ),
    ("duplicate-candidate", OURS, []),
]


@pytest.mark.parametrize(("rule", "said", "expected"), TABLE)
def test_a_rule_finds_what_it_says_and_nothing_else(
    rule: str, said: dict[str, Any], expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert found(rule, subject(**said)) == expected


POSITIVE = [(rule, said, data) for rule, said, expected in TABLE for _severity, data in expected]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("rule", "said", "data"), POSITIVE)
def test_a_finding_reads_as_a_sentence_with_its_values(
    rule: str, said: dict[str, Any], data: dict[str, Any], language: str
) -> None:
    with translation.override(language):
        told = RULES[rule].explain(data)
    assert told.endswith((".", "%"))
    assert "{" not in told
    for key in {"written", "address", "source", "other", "percent", "days"} & data.keys():
        if data[key] not in {"de", "en"}:
            assert str(data[key]) in told


def test_a_value_that_stands_for_a_word_is_told_as_that_word() -> None:
    with translation.override("en"):
        told = RULES["language-missing"].explain({"language": "de", "part": "text"})
    assert told == "There is no text in German."


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_a_title_and_a_remedy(rule: Rule, language: str) -> None:
    with translation.override(language):
        assert str(rule.title)
        assert str(rule.remedy).endswith(".")


def rules_in_files() -> list[Rule]:
    modules = [
        importlib.import_module(f"{findings.__name__}.{module.name}")
        for module in pkgutil.iter_modules(findings.__path__)
    ]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Rule)]


def test_every_rule_of_every_file_is_registered() -> None:
    assert {one.key for one in rules_in_files()} == set(RULES)
    assert len(rules_in_files()) == len(RULES)


def test_no_two_rules_share_a_key_a_title_or_a_sentence() -> None:
    with translation.override("en"):
        for texts in (
            [rule.key for rule in RULES.values()],
            [str(rule.title) for rule in RULES.values()],
            [str(rule.sentence) for rule in RULES.values()],
        ):
            assert len(set(texts)) == len(texts)


def test_every_rule_stands_in_the_table_with_a_case_that_is_found_and_one_that_is_not() -> None:
    # No shipped policy makes the finding; it has a test with a policy of its own.
    found = {rule for rule, _said, expected in TABLE if expected} | {"licence-policy"}
    assert found == set(RULES)
    assert {rule for rule, _said, expected in TABLE if not expected} == set(RULES)


def test_a_good_entry_has_no_findings() -> None:
    good = subject(
        stance="in-use",
        published=True,
        licences=["AGPL-3.0-only"],
        repository="https://github.com/zammad/zammad",
        descriptions=BOTH,
        texts={"de": LONG, "en": LONG},
    )
    assert list(findings.defects_of(good)) == []


def test_the_record_at_fault_is_named() -> None:
    bad = subject([record(repositories=("https://github.com/zammad",))])
    (defect,) = RULES["repository-unusable"].check(bad)
    assert isinstance(defect, Defect)
    assert defect.record_id == 7


STRICT = """
outbound: MIT
contexts:
  use:
    title: {de: Nutzen, en: Use}
    help: {de: Nutzen., en: Use.}
    rules:
      - {id: no-network-copyleft, classes: [network-copyleft], level: blocked}
      - {id: the-rest, level: allowed}
"""


def test_a_licence_in_use_that_the_policy_refuses_is_named_with_the_rule(
    settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "office.yaml").write_text("name: {de: A, en: A}\noffice: {de: B, en: B}\n")
    (tmp_path / "licences.yaml").write_text(STRICT)
    settings.POLICY = policies.load(str(tmp_path))
    about = subject(stance="in-use", licences=["AGPL-3.0-only", "MIT"])
    assert found("licence-policy", about) == [
        ("high", {"written": "AGPL-3.0-only", "rule": "no-network-copyleft"})
    ]
    assert found("licence-policy", subject(stance="observed", licences=["AGPL-3.0-only"])) == []
