# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The tags and filters every template has."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from allmende.workbench.core.models import Event, Job


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def shown(template: str, address: str = "/en/catalogue/", **context: object) -> str:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return Template(template).render(RequestContext(request, context)).strip()


# query, sort_link, translated_url


def test_query_changes_one_parameter_and_begins_the_list_anew():
    address = "/en/catalogue/?q=mail&page=3&kind=a&kind=b"
    assert shown("{% autoescape off %}{% query sort='name' %}{% endautoescape %}", address) == (
        "?q=mail&kind=a&kind=b&sort=name"
    )


def test_query_removes_with_none_and_with_nothing():
    assert shown("{% query q=None %}", "/en/?q=mail") == "?"
    assert shown("{% query q='' %}", "/en/?q=mail") == "?"


def test_query_keeps_the_page_it_is_given():
    assert shown("{% query page=2 %}", "/en/?page=7") == "?page=2"


def test_query_knows_the_request_inside_an_include_with_only():
    template = "{% include 'core/components/pagination.html' with page=page only %}"
    page = Paginator(range(100), 10).page(2)
    assert 'href="?q=mail&amp;page=3"' in shown(template, "/en/?q=mail&page=2", page=page)


def test_pages_are_not_counted_out_where_there_is_one():
    template = "{% include 'core/components/pagination.html' with page=page only %}"
    html = shown(template, page=Paginator(range(3), 10).page(1))
    assert "1 to 3 of 3" in html
    assert "aria-current" not in html


@pytest.mark.parametrize(
    ("query", "direction", "link"),
    [
        ("", "none", "?sort=name"),
        ("?sort=name", "ascending", "?sort=-name"),
        ("?sort=-name", "descending", "?sort=name"),
    ],
)
def test_a_column_says_how_it_is_sorted_and_turns_round(query, direction, link):
    html = shown("{% sort_head 'name' 'Name' %}", f"/en/{query}")
    assert f'aria-sort="{direction}"' in html
    assert f'href="{link}"' in html


def test_a_column_can_begin_with_the_greatest():
    assert 'href="?sort=-sources"' in shown(
        "{% sort_link 'sources' 'Sources' first='descending' %}"
    )


def test_this_page_in_the_other_language_keeps_its_query():
    assert shown("{% translated_url 'de' %}", "/en/jobs/?state=done") == "/de/jobs/?state=done"


def test_a_page_that_does_not_exist_has_another_language_too():
    assert shown("{% translated_url 'de' %}", "/en/nowhere") == "/de/nowhere"


# address


def test_a_web_address_becomes_a_link_that_is_short_to_read():
    html = shown("{% address 'https://www.example.org/a/' %}")
    assert html == '<a href="https://www.example.org/a/" rel="nofollow noopener">example.org/a</a>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.example", "keycloak", "http://"]
)
def test_any_other_address_stays_text(address):
    assert shown("{{ given|address }}", given=address) == address


def test_an_address_cannot_break_out_of_its_attribute():
    html = shown("{{ given|address }}", given='https://a.example/"><script>')
    assert "<script>" not in html


# text


def test_moments_near_today_are_named():
    now = timezone.localtime()
    at = now.replace(hour=9, minute=12)
    assert shown("{{ at|ago }}", at=at) == "today, 09:12"
    assert shown("{{ at|ago }}", at=at - timedelta(days=1)) == "yesterday, 09:12"
    assert shown("{{ at|ago:'day' }}", at=at) == "today"
    assert shown("{{ at|ago }}", at=now.date()) == "today"


def test_moments_far_from_today_are_dates_in_the_zone_of_the_office():
    late = datetime(2020, 1, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    with translation.override("de"):
        assert shown("{{ at|ago }}", at=late) == "02.01.2020, 00:30"
        assert shown("{{ at|ago }}", at=date(2020, 1, 2)) == "02.01.2020"
    assert shown("{{ at|ago }}", at=None) == ""


def test_great_numbers_are_grouped_as_the_language_does():
    assert shown("{{ 9312|number }}") == "9,312"
    with translation.override("de"):
        assert shown("{{ 9312|number }}") == "9.312"
    assert shown("{{ text|number }}", text="28 of 34") == "28 of 34"


def test_an_event_reads_as_a_sentence():
    event = Event(kind="core.unit-created", subject_label="IT")
    assert shown("{{ event|sentence }}", event=event) == "created the unit IT"


def test_a_job_of_a_kind_nobody_declares_any_more_shows_its_key():
    assert shown("{{ job|job_title }}", job=Job(kind="gone.kind")) == "gone.kind"


def test_markdown_filters():
    assert shown("{{ text|markdown }}", text="**a**") == "<p><strong>a</strong></p>"
    assert shown("{{ text|plain }}", text="**a** <b>") == "a"
    assert shown("{{ text|markdown }}", text=None) == ""


# facets


def _choices(number: int, **more: object) -> list[dict[str, object]]:
    return [{"value": str(n), "label": f"L{n}", "count": n, **more} for n in range(number)]


def test_up_to_nine_choices_stand_open():
    assert "<details" not in shown("{% facet 'a' 'A' choices %}", choices=_choices(9))


def test_more_choices_fold_behind_a_line():
    html = shown("{% facet 'a' 'A' choices %}", choices=_choices(20))
    assert "Show 12 more" in html
    assert "<details>" in html


def test_a_chosen_value_is_never_hidden():
    choices = _choices(20)
    choices[15]["checked"] = True
    assert "<details open>" in shown("{% facet 'a' 'A' choices %}", choices=choices)


# fields


class Everything(forms.Form):
    text = forms.CharField(label="Text", help_text="Helps.")
    date = forms.DateField(label="Date", required=False)
    choice = forms.ChoiceField(label="Choice", choices=[("a", "A")])
    several = forms.MultipleChoiceField(
        label="Several", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )
    yes = forms.BooleanField(label="Yes")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_names_its_help_and_its_error():
    form = Everything({})
    html = shown("{% field form.text %}", form=form)
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = shown("{% field form.several %}", form=Everything({}))
    assert "<fieldset" in html
    assert '<legend class="label">Several' in html


def test_a_date_speaks_iso_with_the_browser_in_every_language():
    form = Everything(initial={"date": date(2026, 11, 23)})
    with translation.override("de"):
        html = shown("{% field form.date %}", form=form)
    assert 'type="date"' in html
    assert 'value="2026-11-23"' in html


def test_only_what_may_be_left_out_is_marked():
    assert "(optional)" in shown("{% field form.date %}", form=Everything())
    assert "(optional)" not in shown("{% field form.text %}", form=Everything())


def test_a_whole_form_has_its_summary_and_its_hidden_fields():
    html = shown(
        "{% include 'core/components/form.html' with form=form only %}", form=Everything({})
    )
    assert html.count('name="secret"') == 1
    assert "Please look at 4 places" in html
    assert 'href="#id_several_0"' in html
    assert 'href="#id_text"' in html


def test_an_icon_says_nothing_to_a_screen_reader():
    assert 'aria-hidden="true"' in shown("{% icon 'close' %}")
