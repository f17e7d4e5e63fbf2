# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One test for each kind of mistake: it is found, at its line, and named in both languages."""

from pathlib import Path

import pytest
from tests.workbench.cases.kinds.making import KIND, REGISTRY, problems_of, written

from allmende.workbench.cases.kinds import check_kind
from allmende.workbench.cases.kinds.problems import SENTENCES

# rule, what is written instead of what, and what stands in the line that is named
MISTAKES = [
    ("unreadable", "prefix: TST", "prefix: [", None),
    ("key-twice", "prefix: TST", "prefix: TST\nprefix: TSU", "prefix: TSU"),
    ("missing-key", "    to: lent\n", "", "  - id: lend"),
    ("missing-key", "subject: device\n", "", "version: 1"),
    ("unknown-key", "    to: lent", "    too: lent\n    to: lent", "too: lent"),
    ("unknown-key", "{tier: cheap}", "{tier: cheap, teir: dear}", "teir"),
    ("wrong-type", "    who: [office]", "    who: {office: yes}", "who: {office"),
    ("wrong-type", "    four_eyes: yes", "    four_eyes: perhaps", "perhaps"),
    ("wrong-type", "version: 1", "version: one", "version: one"),
    ("wrong-type", "label: {de: Bitten, en: Ask}", "label: {de: Bitten, en: [A]}", "en: [A]"),
    ("empty-value", "de: Bitten, en: Ask", "de: Bitten, ja, en: Ask", "ja, en"),
    ("no-such-value", "type: money", "type: gold", "type: gold"),
    ("no-such-value", "phase: decided", "phase: done", "phase: done"),
    ("no-such-value", "office: read,", "office: all,", "office: all"),
    ("wrong-form", "prefix: TST", "prefix: test", "prefix: test"),
    ("wrong-form", "- id: works", "- id: It Works", "It Works"),
    ("wrong-form", "version: 1", "version: 0", "version: 0"),
    ("missing-language", "{de: Bitten, en: Ask}", "{de: Bitten}", "{de: Bitten}"),
    ("missing-language", "{de: Bitten, en: Ask}", '{de: " ", en: Ask}', '{de: " "'),
    ("other-language", "{de: Bitten, en: Ask}", "{de: B, en: A, fr: D}", "fr: D"),
    ("no-such-value", "version: 1", "version: 1\nbased_on: munich", "based_on"),
    ("no-base", "version: 1", "version: 1\nbased_on: plain", "based_on"),
    ("without-base", "version: 1", "version: 1\nwithout: {lanes: [device]}", "without"),
    ("named-twice", "- id: value", "- id: place", "- id: place", -1),
    ("named-twice", "- {id: dear,", "- {id: cheap,", "de: Teuer"),
    ("named-twice", "- id: works", "- id: readme", "- id: readme"),
    ("named-twice", "{id: office, label", "{id: home, label", "de: Büro"),
    ("named-twice", "  - id: insurance", "  - id: device", "  - id: device", -1),
    ("unknown-state", "    to: lent", "    to: rent", "to: rent"),
    ("unknown-state", "from: [draft, review,", "from: [draft, revue,", "revue"),
    ("unknown-state", "required: always", "required: [review, later]", "later"),
    ("unknown-state", "made_by: slip, states: [lent]", "made_by: slip, states: [due]", "[due]"),
    ("unknown-state", "    states: [lent]\n", "    states: [gone]\n", "[gone]"),
    ("unknown-transition", "    states: [lent]\n", "    transitions: [rent]\n", "[rent]"),
    ("unknown-field", "{field: place, is: office}", "{field: plaice, is: office}", "plaice"),
    ("unknown-tier", "{tier: cheap}", "{not: {tier: free}}", "free"),
    ("unknown-lane", "after: [device]", "after: [devise]", "devise"),
    ("unknown-role", "    who: [office]", "    who: [office, mayor]", "mayor"),
    ("unknown-role", "    who: [office]", "    who: [administrator]", "administrator"),
    ("unknown-role", "    role: legal", "    role: requester", "role: requester"),
    ("unknown-role", "    to: [requester]", "    to: [everybody]", "everybody"),
    ("unknown-role", "employee: own}", "employee: own, public: read}", "public: read"),
    ("unknown-role", "confidential_to: [office]", "confidential_to: [mayor]", "mayor"),
    ("unknown-registered", "guards: [in-stock,", "guards: [out-of-stock,", "out-of-stock"),
    ("unknown-registered", "[count-stock]", "[count-stick]", "count-stick"),
    ("unknown-registered", "panels: [stock]", "panels: [shop]", "panels"),
    ("unknown-registered", "made_by: slip", "made_by: slap", "slap"),
    ("unknown-criteria", "{set: check,", "{set: chick,", "chick"),
    ("unknown-criterion", "id: readme}}", "id: read}}", "id: read}}"),
    ("unknown-retention", "retention: opinion", "retention: forever", "retention"),
    ("unknown-placeholder", 'en: "{number}: {title}"', 'en: "{number}: {name}"', "{name}"),
    ("bad-subject", "subject: device", "subject: value", "subject"),
    ("needs-options", "type: money", "type: choice", "- id: value"),
    ("needs-columns", "type: money", "type: table", "- id: value"),
    ("not-for-type", "type: money", "type: money\n        longest: 5", "longest"),
    ("not-for-type", "type: money", "type: money\n        at_least: 2", "at_least"),
    ("not-one-condition", "{tier: cheap}", "{tier: cheap, field: place, is: home}", "cheap, field"),
    ("not-one-condition", "{tier: cheap}", "{}", "skipped_when: {}"),
    ("not-one-comparison", "{tier: cheap}", "{any: [{field: place}]}", "any"),
    ("not-one-comparison", "{tier: cheap}", "{tier: cheap, is: home}", "cheap, is"),
    ("impossible-answer", "{field: place, is: office}", "{field: place, is: shop}", "is: shop"),
    ("impossible-answer", "{field: place, is: office}", "{field: place, is: unknown}", "unknown}"),
    ("impossible-answer", "{tier: cheap}", "{field: insured, is: maybe}", "maybe"),
    ("not-comparable", "{tier: cheap}", "{field: place, at_least: 3}", "at_least"),
    ("not-comparable", "{tier: cheap}", "{field: value, is: 3}", "is: 3"),
    ("start-not-open", "phase: open, figure: draft", "phase: decided, figure: draft", "id: draft"),
    ("unreachable", "    to: lent", "    to: back", "id: lent"),
    ("dead-end", "from: [draft, review, lent]", "from: [draft, review]", "id: lent"),
    ("nobody", "    who: [office]", "    who: []", "who: []"),
    ("nobody", "    who: [office]", "    who: [requester]", "who: [requester]", -1),
    ("one-pair-of-eyes", "    four_eyes: yes\n", "", "- id: lend"),
    ("same-transition", "- id: return", "- id: lend", "- id: lend", -1),
    ("cycle", "    role: office\n", "    role: office\n    after: [insurance]\n", "[insurance]"),
    ("lanes-nowhere", "lanes: yes, ", "", "lanes:"),
    ("tier-never-set", "    asks_tier: yes\n", "", "tiers:"),
    ("not-one-question", "question: {de: Geht es?, en: Does it work?}", "", "- id: works"),
    ("no-answers", "    after: [device]", "    answers: [reject]", "answers"),
    ("no-occasion", "    states: [lent]\n", "", "- id: lent"),
]


def line_of(content: str, snippet: str, which: int) -> int:
    lines = [n for n, line in enumerate(content.splitlines(), 1) if snippet in line]
    return lines[which]


@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=[f"{one[0]}-{n}" for n, one in enumerate(MISTAKES)]
)
def test_a_mistake_is_named_with_its_line(mistake: tuple[str, ...], tmp_path: Path) -> None:
    code, old, new, snippet, *which = mistake
    assert old in KIND
    content = KIND.replace(old, new, 1)
    found = [one for one in problems_of(tmp_path / "ours", content) if one.code == code]
    assert found, problems_of(tmp_path / "ours", content)
    assert found[0].file == tmp_path / "ours" / "cases" / "loan.yaml"
    if snippet:
        assert found[0].line == line_of(content, snippet, int(which[0]) if which else 0)
    assert set(found[0].text) == {"de", "en"}


def test_a_kind_without_lanes_has_no_state_that_runs_them_and_no_reviewer(tmp_path: Path) -> None:
    content = KIND[: KIND.index("lanes:\n")] + KIND[KIND.index("documents:") :]
    content = content.replace("who: [office]", "who: [reviewer]")
    codes = {one.code for one in problems_of(tmp_path / "ours", content)}
    assert codes == {"state-without-lanes", "nobody"}


def test_a_step_asks_for_no_tier_where_there_is_none(tmp_path: Path) -> None:
    content = KIND[: KIND.index("tiers:\n")] + KIND[KIND.index("states:") :]
    codes = {one.code for one in problems_of(tmp_path / "ours", content)}
    assert codes == {"no-tiers", "unknown-tier"}


def test_a_kind_without_states_is_none(tmp_path: Path) -> None:
    content = KIND[: KIND.index("states:\n")] + KIND[KIND.index("lanes:\n") :]
    content += "states: []\ntransitions: []\n"
    assert "no-states" in {one.code for one in problems_of(tmp_path / "ours", content)}


def test_a_file_name_is_an_id(tmp_path: Path) -> None:
    folder = written(tmp_path / "ours", Loan=KIND)
    assert [one.code for one in check_kind("Loan", str(folder), REGISTRY)[1]] == ["bad-id"]


def test_all_mistakes_are_named_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    content = KIND.replace("    to: lent", "    to: rent").replace("after: [device]", "after: [x]")
    content = content.replace("retention: opinion", "retention: forever")
    found = {one.code for one in problems_of(tmp_path / "ours", content)}
    assert {"unknown-state", "unknown-lane", "unknown-retention"} <= found


def test_mistakes_of_shape_are_named_at_once_too(tmp_path: Path) -> None:
    content = KIND.replace("type: money", "type: gold").replace("{de: Bitten, en: Ask}", "{de: B}")
    content = content.replace("four_eyes: yes", "foureyes: yes")
    assert [one.code for one in problems_of(tmp_path / "ours", content)] == [
        "no-such-value",
        "missing-language",
        "unknown-key",
    ]


def test_every_rule_is_shown_by_a_mistake() -> None:
    shown = {one[0] for one in MISTAKES}
    elsewhere = {
        "state-without-lanes", "no-tiers", "no-states", "bad-id", "prefix-taken",
        "ambiguous-id", "nothing-to-leave-out",
    }  # fmt: skip
    assert set(SENTENCES) == shown | elsewhere
