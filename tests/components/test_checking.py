# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Verdicts on a bill."""

import pytest
from tests.components.bills import as_bytes, component, cyclonedx, licence

from allmende.components import check, parts_of, read
from allmende.licences.policy import UnknownContext, load_policy

PURL = "pkg:npm/left-pad@1.3.0"


def checked(*components, context: str = "embed", **more):
    return check(read(as_bytes(cyclonedx(*components, **more))), load_policy("munich"), context)


def test_every_component_gets_the_verdict_of_its_licence():
    answer = checked(
        component("a", licenses=[licence(id="MIT")]),
        component("b", licenses=[licence(id="GPL-3.0-only")]),
        component("c"),
    )
    assert [row.verdict.level.value for row in answer.rows] == ["preferred", "avoid", "review"]
    assert answer.summary == {"preferred": 1, "allowed": 0, "avoid": 1, "blocked": 0, "review": 1}


def test_the_subject_is_not_judged():
    subject = {"component": component("own", licenses=[licence(id="GPL-3.0-only")])}
    assert checked(metadata=subject).rows == ()


def test_a_name_is_judged_as_the_expression_it_stands_for():
    [row] = checked(component(licenses=[licence(name="The MIT License")])).rows
    assert (row.licence, row.component.licence) == ("MIT", "The MIT License")


def test_names_side_by_side_all_apply_where_each_is_known():
    names = [licence(name="Apache License 2.0"), licence(name="GPL-3.0-only")]
    [row] = checked(component(licenses=names)).rows
    assert (row.licence, row.verdict.level.value) == ("Apache-2.0 AND GPL-3.0-only", "avoid")


def test_names_side_by_side_are_left_to_people_where_one_is_not_known():
    names = [licence(name="MIT"), licence(name="See our website")]
    [row] = checked(component(licenses=names)).rows
    assert row.verdict.level.value == "review"


def test_a_check_is_json_with_the_keys_that_are_promised():
    bill = checked(component(purl=PURL, version="1.3.0", licenses=[licence(id="MIT")])).as_json()
    assert {"file", "format", "version", "components", "summary", "not_understood"} <= set(bill)
    [part] = bill["components"]
    assert {"name", "version", "purl", "licence", "verdict", "reasons"} <= set(part)
    assert (part["verdict"], part["purl"]) == ("preferred", PURL)
    assert as_bytes(bill)


def test_an_unknown_context_is_refused():
    with pytest.raises(UnknownContext):
        checked(component(), context="dance")


def test_components_become_parts_of_notices():
    body = {"content": "Words"}
    part = component(
        group="@pads",
        version="1",
        purl=PURL,
        copyright="Copyright A",
        licenses=[licence(id="MIT", text=body)],
    )
    [made] = parts_of(read(as_bytes(cyclonedx(part))))
    assert (made.name, made.version, made.licence) == ("@pads/left-pad", "1", "MIT")
    assert (made.purl, made.text, made.copyrights) == (PURL, "Words", ("Copyright A",))
