# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The form of a software: only what a person changed becomes a word of our own."""

from typing import Any

import pytest
from tests.workbench.catalogue.making import columns, software

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.forms import PlacementForm, SoftwareForm
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import editing
from allmende.workbench.core.models import Unit

pytestmark = pytest.mark.django_db


def posted(found: Software, **changes: Any) -> SoftwareForm:
    """The form as a browser sends it back: every field, line ends as HTML has them."""
    data = {}
    for field in SoftwareForm(software=found):
        value = field.value()
        if value is True:
            data[field.name] = "on"
        elif value not in (None, False):
            data[field.name] = str(value).replace("\n", "\r\n")
    return SoftwareForm({**data, **changes}, software=found)


def values(form: SoftwareForm) -> dict[str, Any]:
    assert form.is_valid(), form.errors
    return form.values()


@pytest.fixture
def zammad() -> Software:
    return software(
        "Zammad",
        "munich-site",
        aliases=("OTRS", "Znuny"),
        homepage="https://zammad.org",
        repositories=("https://github.com/zammad/zammad",),
        descriptions={"de": "Anfragen\nbearbeiten.", "en": "x" * 3000},
        texts={"de": "# Titel\n\nEin Absatz.\n\nNoch einer."},
        licences=("AGPL-3.0-only", "MIT"),
        tags=("mail", "support"),
        replaces=("Jira", "Remedy"),
        developer="Zammad GmbH",
    )


def test_what_is_sent_back_untouched_is_no_word_of_ours(zammad: Software) -> None:
    form = posted(zammad)
    assert values(form) == {}
    assert form.relations() == {}


@pytest.mark.parametrize(
    ("field", "sent", "ours"),
    [
        ("name", "Zammad Server", {"name": "Zammad Server"}),
        ("stance", "in-use", {"stance": "in-use"}),
        ("kind", "application", {"kind": "application"}),
        ("since", "2021", {"since": 2021}),
        ("published", "on", {"published": True}),
        ("developer", "", {"developer": ""}),
        ("tags", "mail\r\n\r\n chat \r\nmail", {"tags": ["mail", "chat"]}),
        ("licences", "", {"licences": []}),
        ("description_de", "Eins.\r\nZwei.", {"descriptions": {"de": "Eins.\nZwei."}}),
        ("text_de", "", {"texts": {"de": ""}}),
        ("text_en", "Used.", {"texts": {"en": "Used."}}),
        (
            "repositories",
            "https://codeberg.org/zammad/zammad",
            {"repositories": ["https://codeberg.org/zammad/zammad"]},
        ),
    ],
)
def test_what_was_changed_is_our_word_and_nothing_else(
    zammad: Software, field: str, sent: str, ours: dict[str, Any]
) -> None:
    assert values(posted(zammad, **{field: sent})) == ours


def test_two_languages_changed_one_after_the_other_are_both_ours(
    office: User, zammad: Software
) -> None:
    editing.edit(office, zammad, values(posted(zammad, description_de="Deutsch.")))
    editing.edit(office, zammad, values(posted(zammad, description_en="English.")))
    assert editing.own_values(zammad)["descriptions"] == {"de": "Deutsch.", "en": "English."}


def test_an_emptied_year_is_saved_and_stays_empty(office: User, zammad: Software) -> None:
    editing.edit(office, zammad, values(posted(zammad, since="2020")))
    editing.edit(office, zammad, values(posted(zammad, since="")))
    assert columns(zammad)["since"] is None


def test_the_unit_is_kept_by_its_key_and_can_be_taken_back(office: User, zammad: Software) -> None:
    unit = Unit.objects.create(name="IT-Referat", short_name="IT")
    editing.edit(office, zammad, values(posted(zammad, unit=str(unit.pk))))
    assert columns(zammad)["unit_id"] == unit.pk
    zammad.refresh_from_db()
    editing.edit(office, zammad, values(posted(zammad, unit="")))
    assert columns(zammad)["unit_id"] is None


def test_a_replaced_product_can_be_taken_off_the_list(office: User, zammad: Software) -> None:
    form = posted(zammad, replaces="Remedy")
    assert values(form) == {}
    editing.edit(office, zammad, values(form), **form.relations())
    assert [one.product for one in zammad.alternatives.all()] == ["Remedy"]


@pytest.mark.parametrize("field", ["homepage", "documentation", "sponsor", "opencode"])
def test_an_address_that_runs_script_is_refused_at_its_field(zammad: Software, field: str) -> None:
    form = posted(zammad, **{field: "javascript:alert(1)"})
    assert not form.is_valid()
    assert set(form.errors) == {field}


def test_an_address_that_is_no_repository_is_named(zammad: Software) -> None:
    form = posted(zammad, repositories="https://github.com/a/b\r\nhttps://github.com/zammad")
    assert not form.is_valid()
    assert "https://github.com/zammad" in form.errors["repositories"][0]


@pytest.mark.parametrize("year", ["1959", "2101", "20200101", "soon"])
def test_a_year_that_is_none_is_refused(zammad: Software, year: str) -> None:
    assert set(posted(zammad, since=year).errors) == {"since"}


def test_a_new_software_needs_a_name_and_no_more() -> None:
    assert set(SoftwareForm({"stance": "observed"}).errors) == {"name"}
    form = SoftwareForm({"name": "Ämterweg", "stance": "publishing"})
    assert values(form) == {"name": "Ämterweg", "stance": "publishing"}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"x": "0.5", "y": "1", "reason": "Darum."}, set()),
        ({"x": "1.1", "y": "-0.1", "reason": "Darum."}, {"x", "y"}),
        ({"x": "nan", "y": "inf", "reason": "Darum."}, {"x", "y"}),
        ({"x": "0.5", "y": "1", "reason": " "}, {"reason"}),
        ({}, {"x", "y", "reason"}),
    ],
)
def test_a_placement_needs_two_values_from_0_to_1_and_a_reason(
    data: dict[str, str], wrong: set[str]
) -> None:
    assert set(PlacementForm(data).errors) == wrong
