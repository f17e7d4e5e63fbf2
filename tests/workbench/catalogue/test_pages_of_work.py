# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Quadrant, findings, duplicates, sources: what stands there, what one decides."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.workbench.catalogue.making import (
    entry,
    queries_of,
    record_of,
    software,
    take_in,
    text_of,
)

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.findings import RULES
from allmende.workbench.catalogue.models import (
    Finding,
    Merge,
    Proposal,
    Software,
    Source,
    SourceRecord,
)
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.catalogue.services import deriving, editing, joining, placing
from allmende.workbench.catalogue.views.duplicates import LIKELIHOODS, likelihood
from allmende.workbench.core.models import Event, Job

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]
PAGES = ("quadrant", "findings", "duplicates", "sources", "upload")


def placed(name: str, x: float = 0.1, y: float = 0.5, **said: Any) -> Software:
    one = software(name, **said)
    placing.place(None, one, x, y, f"Because of {name}.")
    return one


def pairs(*wanted: tuple[str, str, float]) -> list[Proposal]:
    """Proposals of two names and a score each; their reasons are one for and one against."""
    take_in(
        *(entry(left, "list-a", f"{left}-a") for left, _right, _score in wanted),
        *(entry(right, "list-b", f"{right}-b") for _left, right, _score in wanted),
    )
    # What the import proposed by itself gives way to what the test is about.
    Proposal.objects.all().delete()
    return [
        Proposal.objects.create(
            left=record_of("list-a", f"{left}-a").software,
            right=record_of("list-b", f"{right}-b").software,
            score=score,
            reasons=[
                {"code": "same-name", "values": {"name": "gimp"}},
                {"code": "other-name", "values": {"left": "a", "right": "b"}},
            ],
        )
        for left, right, score in wanted
    ]


def pair() -> Proposal:
    return pairs(("GIMP", "Gimp", 0.9))[0]


# --- every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("view", PAGES)
def test_a_page_has_one_heading_one_title_and_no_inline_style_or_script(
    view: str, language: str, client_of: Signed, office: User
) -> None:
    placed("Keycloak"), pair()
    with translation.override(language):
        html = client_of(office).get(reverse(f"catalogue:{view}")).content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert not re.search(r"<title>\s*–", html)
    assert not re.search(r'<[^>]*\s(style|on[a-z]+)="', html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("view", PAGES)
def test_an_empty_workbench_says_what_would_be_here(
    view: str, client_of: Signed, office: User
) -> None:
    html = client_of(office).get(reverse(f"catalogue:{view}")).content.decode()
    assert ('class="empty"' in html) == (view != "upload")


def test_no_list_asks_more_often_the_longer_it_is(client_of: Signed, office: User) -> None:
    client = client_of(office)
    addresses = [reverse(f"catalogue:{view}") for view in ("quadrant", "findings", "duplicates")]
    addresses += [reverse("catalogue:sources"), "/en/catalogue/findings.json"]

    def grow(names: range) -> None:
        for number in names:
            placed(f"Tool {number}")
        pairs(*((f"Pair {number}", f"pair-{number}", 0.9) for number in range(names.stop)))
        take_in(entry("Elsewhere", f"list-{names.start}"))
        deriving.refresh_findings(list(Software.objects.all()))

    grow(range(2))
    client.get(addresses[0])
    few = {one: queries_of(lambda one=one: client.get(one)) for one in addresses}
    grow(range(2, 12))
    assert {one: queries_of(lambda one=one: client.get(one)) for one in addresses} == few


def test_the_records_of_a_source_and_a_pair_cost_the_same_for_few_and_many(
    client_of: Signed, office: User
) -> None:
    client, costs = client_of(office), []
    client.get("/en/catalogue/sources")
    for number in (1, 12):
        first = pairs(*((f"Pair {n}", f"pair-{n}", 0.9) for n in range(number)))[0]
        addresses = ("/en/catalogue/sources/list-a", reverse("catalogue:pair", args=[first.pk]))
        costs.append([queries_of(lambda one=one: client.get(one)) for one in addresses])
    assert costs[0] == costs[1]


# --- quadrant ------------------------------------------------------------------------------------


def test_the_table_says_what_the_picture_shows(client_of: Signed, office: User) -> None:
    one = software("Keycloak")
    placing.place(office, one, 0.2, 0.62, "The same everywhere.")
    answer = client_of(office).get(reverse("catalogue:quadrant"))
    html = answer.content.decode()
    assert "Keycloak: Standard of the IT market" in html
    row = text_of(
        html[html.index('id="placed-keycloak"') :].partition("</tr>")[0].join(["<main>"] * 2)
    )
    for said in ("Keycloak", "observed", "Standard of the IT market", "0.20", "0.62"):
        assert said in row
    assert "The same everywhere." in row and "Olga Office" in row and "today" in row


def test_an_area_narrows_the_table_and_says_its_strategy(client_of: Signed, office: User) -> None:
    placed("Keycloak", 0.1, 0.5), placed("Masterportal", 0.9, 0.9)
    answer = client_of(office).get("/en/catalogue/quadrant?area=own-development")
    assert [row.software.name for row in answer.context["rows"]] == ["Masterportal"]
    area = quadrant().area("own-development")
    assert area and area.strategy["en"] in text_of(answer.content.decode())
    counts = {tab["label"]: tab["count"] for tab in answer.context["tabs"]}
    assert counts["All areas"] == 2 and counts["In-house development"] == 1
    assert "/en/catalogue/export.csv?area=own-development" in answer.content.decode()


def test_the_stance_narrows_picture_counts_and_table(client_of: Signed, office: User) -> None:
    placed("Keycloak"), placed("Watched")
    editing.edit(None, Software.objects.get(slug="keycloak"), {"stance": "in-use"})
    answer = client_of(office).get("/en/catalogue/quadrant?stance=in-use&area=it-market")
    assert [row.software.name for row in answer.context["rows"]] == ["Keycloak"]
    assert len(answer.context["picture"].points) == 1
    assert {tab["address"] for tab in answer.context["tabs"]} >= {"?stance=in-use"}


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["A", "B", "C"]),
        ("-name", ["C", "B", "A"]),
        ("x", ["B", "C", "A"]),
        ("?", ["A", "B", "C"]),
    ],
)
def test_the_table_can_be_sorted(
    sort: str, names: list[str], client_of: Signed, office: User
) -> None:
    placed("A", 0.9), placed("B", 0.1), placed("C", 0.5)
    answer = client_of(office).get("/en/catalogue/quadrant", {"sort": sort})
    assert [row.software.name for row in answer.context["rows"]] == names


def test_an_area_nobody_knows_shows_everything(client_of: Signed, office: User) -> None:
    placed("Keycloak")
    answer = client_of(office).get("/en/catalogue/quadrant?area=nowhere&stance=odd")
    assert len(answer.context["rows"]) == 1


def test_a_software_is_placed_by_the_form(client_of: Signed, office: User) -> None:
    one = software("Keycloak")
    answer = client_of(office).post(
        reverse("catalogue:place", args=[one.slug]), {"x": "0.2", "y": "0.62", "reason": "Same."}
    )
    assert answer.url == one.get_absolute_url()
    placement = one.placements.get()
    assert (placement.x, placement.y, placement.reason, placement.by) == (
        0.2,
        0.62,
        "Same.",
        office,
    )


def test_a_refused_place_keeps_what_was_written_and_shows_the_point_there(
    client_of: Signed, office: User
) -> None:
    one = placed("Keycloak")
    answer = client_of(office).post(
        reverse("catalogue:place", args=[one.slug]), {"x": "0.9", "y": "0.9", "reason": ""}
    )
    html = answer.content.decode()
    assert "error-summary" in html and 'value="0.9"' in html
    assert "Keycloak lies in the area “In-house development”." in html
    assert one.placements.count() == 1


def test_the_form_tells_strategy_and_history_in_words(client_of: Signed, office: User) -> None:
    one = placed("Keycloak", 0.1)
    placing.place(office, one, 0.9, 0.9, "We changed our mind.")
    html = client_of(office).get(reverse("catalogue:place", args=[one.slug])).content.decode()
    text = text_of(html)
    assert text.index("In-house development: We changed our mind.") < text.index(
        "Standard of the IT market: Because of Keycloak."
    )
    assert "0.90 to the right, 0.90 up" in text
    area = quadrant().area("own-development")
    assert area and area.strategy["en"] in text


# --- findings ------------------------------------------------------------------------------------


@pytest.fixture
def faulty() -> None:
    """One entry of ours under a licence that is not open, one watched entry that lacks most."""
    ours = software("Graylog", licences=("SSPL-1.0",), repositories=("https://github.com/g/g",))
    editing.edit(None, ours, {"stance": "in-use", "descriptions": {"de": "Da.", "en": "There."}})
    software("Watched")


def rules_of(answer: Any) -> set[str]:
    return {row["finding"].rule for row in answer.context["rows"]}


def test_findings_begin_with_what_is_ours(client_of: Signed, colleague: User, faulty: None) -> None:
    answer = client_of(colleague).get("/en/catalogue/findings")
    assert {row["software"].name for row in answer.context["rows"]} == {"Graylog"}
    everything = client_of(colleague).get("/en/catalogue/findings?scope=all")
    assert {row["software"].name for row in everything.context["rows"]} == {"Graylog", "Watched"}


def test_a_finding_says_what_where_and_what_to_do(
    client_of: Signed, office: User, faulty: None
) -> None:
    html = client_of(office).get("/en/catalogue/findings?rule=licence-not-osi").content.decode()
    text = text_of(html)
    assert "We use it, but its licence “SSPL-1.0” is not approved" in text
    assert str(RULES["licence-not-osi"].remedy) in text
    assert "Field: Licence" in text and "severe" in text
    assert "/en/catalogue/software/graylog/edit#id_licences" in html
    assert "/en/catalogue/software/graylog/findings" in html


def test_who_may_not_edit_is_not_offered_it(
    client_of: Signed, colleague: User, faulty: None
) -> None:
    html = client_of(colleague).get("/en/catalogue/findings").content.decode()
    assert "/edit" not in html


def test_every_choice_shows_the_number_it_gives(
    client_of: Signed, office: User, faulty: None
) -> None:
    client = client_of(office)
    chosen = {"scope": "all", "severity": "low"}
    facets = client.get("/en/catalogue/findings", chosen).context["facets"]
    for facet in facets:
        for choice in facet["choices"]:
            query = {**chosen, facet["name"]: choice["value"]}
            found = client.get("/en/catalogue/findings", query).context["page"].paginator.count
            assert found == choice["count"], (facet["name"], choice["value"])


def test_no_findings_is_said_truthfully(client_of: Signed, office: User, faulty: None) -> None:
    client = client_of(office)
    assert "No finding of this kind" in text_of(
        client.get("/en/catalogue/findings?rule=sponsor-disagrees").content.decode()
    )
    Finding.objects.filter(software__slug="graylog").delete()
    told = text_of(client.get("/en/catalogue/findings").content.decode())
    assert "Well done" in told and "What we only watch may still have findings." in told


@pytest.mark.parametrize("language", ["de", "en"])
def test_findings_go_along_as_csv_in_the_language_of_the_page(
    language: str, client_of: Signed, colleague: User, faulty: None
) -> None:
    answer = client_of(colleague).get(f"/{language}/catalogue/findings.csv?rule=licence-not-osi")
    assert "findings.csv" in answer["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    with translation.override(language):
        assert row["sentence"] == RULES["licence-not-osi"].explain({"written": "SSPL-1.0"})
    assert (row["software"], row["severity"]) == ("Graylog", "high")


def test_findings_go_along_as_json_all_pages_of_them(
    client_of: Signed, colleague: User, faulty: None
) -> None:
    answer = client_of(colleague).get("/en/catalogue/findings.json?scope=all")
    told = json.loads(answer.getvalue())
    assert told["version"] == 1 and len(told["findings"]) == Finding.objects.count()


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(
    client_of: Signed, colleague: User
) -> None:
    software("=cmd()")
    answer = client_of(colleague).get("/en/catalogue/findings.csv?scope=all")
    assert b"'=cmd()" in answer.getvalue()


@pytest.mark.parametrize("key", RULES)
def test_every_rule_names_a_field_of_the_form_or_none(key: str) -> None:
    from allmende.workbench.catalogue import words
    from allmende.workbench.catalogue.forms import SoftwareForm

    about = RULES[key].about
    assert not about or about in words.FIELDS
    fields = {"descriptions": "description_de", "texts": "text_de"}
    assert not about or fields.get(about, about) in SoftwareForm.base_fields


# --- duplicates ----------------------------------------------------------------------------------


@pytest.mark.parametrize("score", [0, 0.3, 0.44, 0.45, 0.7, 0.84, 0.85, 1])
def test_a_score_is_told_in_words_and_as_a_number(score: float) -> None:
    told = likelihood(Proposal(score=score))
    assert told["percent"] == round(score * 100)
    assert told["word"] == next(word for least, word, _state in LIKELIHOODS if score >= least)


def test_the_list_tells_reasons_for_and_against_and_begins_with_the_surest(
    client_of: Signed, office: User
) -> None:
    pairs(("Unsure", "unsure", 0.5), ("Sure", "sure", 0.95))
    html = client_of(office).get("/en/catalogue/duplicates").content.decode()
    text = text_of(html)
    assert text.index("Sure") < text.index("Unsure")
    assert "almost certain 95 %" in text
    assert "Same name: “gimp”." in text and "Against it: different names" in text


def test_a_pair_marks_what_differs_and_not_what_only_one_side_knows(
    client_of: Signed, office: User
) -> None:
    left = software(
        "GIMP", "list-a", homepage="https://gimp.org/", licences=("GPL-3.0-only",), tags=("image",)
    )
    right = software("Gimp", "list-b", homepage="https://gimp.org", licences=("GPL-3.0-or-later",))
    proposal = Proposal.objects.get(left=left, right=right)
    rows = client_of(office).get(reverse("catalogue:pair", args=[proposal.pk])).context["rows"]
    differs = {str(row["label"]): row["differs"] for row in rows if not row["empty"]}
    assert differs["Licence"] is True
    assert differs["Homepage"] is False, "a stroke at the end is no difference"
    assert differs["Tags"] is False, "one side knows nothing"
    assert differs["Sources and their date"] is False, "those always differ"


def test_a_pair_shows_its_keys_and_how_many_are_left(client_of: Signed, office: User) -> None:
    one, _other = pairs(("GIMP", "Gimp", 0.9), ("Dia", "dia", 0.5))
    html = client_of(office).get(reverse("catalogue:pair", args=[one.pk])).content.decode()
    assert "2 pairs are left, this one included." in html
    assert re.findall(r'data-key="(.)"', html) == ["1", "2", "a", "s"]


def test_skipping_meets_each_pair_once_and_ends_at_the_list(
    client_of: Signed, office: User
) -> None:
    scores = enumerate([0.9, 0.9, 0.7, 0.9])
    pairs(*((f"Pair {number}", f"pair-{number}", score) for number, score in scores))
    client, met = client_of(office), []
    proposal = queries.proposals().first()
    while proposal is not None:
        met.append(proposal.pk)
        address = reverse("catalogue:pair", args=[proposal.pk])
        proposal = client.get(address).context["following"]
    assert met == [one.pk for one in queries.proposals()]


@pytest.mark.parametrize("answer", ["left", "right"])
def test_a_merge_keeps_the_side_one_chose_and_goes_on_to_the_next(
    answer: str, client_of: Signed, office: User
) -> None:
    proposal, other = pairs(("GIMP", "Gimp", 0.9), ("Dia", "dia", 0.5))
    reply = client_of(office).post(
        reverse("catalogue:decide", args=[proposal.pk]), {"answer": answer}, follow=True
    )
    assert reply.redirect_chain[-1][0] == reverse("catalogue:pair", args=[other.pk])
    assert "Merged into “" in reply.content.decode()
    merge = Merge.objects.get()
    assert merge.kept == getattr(proposal, answer) and merge.by == office


def test_two_kept_apart_are_not_asked_about_again(client_of: Signed, office: User) -> None:
    proposal = pair()
    reply = client_of(office).post(
        reverse("catalogue:decide", args=[proposal.pk]), {"answer": "apart"}, follow=True
    )
    assert "They stay apart." in reply.content.decode()
    assert not Proposal.objects.exists() and not Merge.objects.exists()


@pytest.mark.parametrize("answer", ["", "both"])
def test_no_answer_decides_nothing(answer: str, client_of: Signed, office: User) -> None:
    proposal = pair()
    address = reverse("catalogue:decide", args=[proposal.pk])
    reply = client_of(office).post(address, {"answer": answer}, follow=True)
    assert "Please choose one of the answers." in reply.content.decode()
    assert Proposal.objects.filter(pk=proposal.pk).exists()


def test_only_a_post_decides(client_of: Signed, office: User) -> None:
    proposal = pair()
    client = client_of(office)
    assert client.get(reverse("catalogue:decide", args=[proposal.pk])).status_code == 405
    merge = joining.merge(None, proposal.left, proposal.right)
    assert client.get(reverse("catalogue:undo-merge", args=[merge.pk])).status_code == 405


def test_a_pair_somebody_else_decided_meanwhile_is_told(client_of: Signed, office: User) -> None:
    proposal = pair()
    joining.keep_apart(None, proposal.left, proposal.right)
    address = reverse("catalogue:decide", args=[proposal.pk])
    reply = client_of(office).post(address, {"answer": "left"}, follow=True)
    assert "This pair was decided already." in reply.content.decode()


def test_a_merge_is_taken_back_from_the_list(client_of: Signed, office: User) -> None:
    proposal = pair()
    merge = joining.merge(office, proposal.left, proposal.right)
    client = client_of(office)
    listed = client.get("/en/catalogue/duplicates").content.decode()
    assert f'action="/en/catalogue/merges/{merge.pk}/undo"' in listed
    reply = client.post(reverse("catalogue:undo-merge", args=[merge.pk]), follow=True)
    assert "taken back today" in text_of(reply.content.decode())
    assert Software.objects.get(pk=proposal.right.pk).merged_into is None


# --- sources -------------------------------------------------------------------------------------


def test_the_sum_of_the_sources_is_the_sum_of_the_records(client_of: Signed, office: User) -> None:
    take_in(*(entry(f"Tool {n}") for n in range(3)), entry("Tool 1", "list-b"))
    answer = client_of(office).get("/en/catalogue/sources")
    assert answer.context["number"] == 4 == SourceRecord.objects.count()
    assert [one.number for one in answer.context["sources"]] == [3, 1]


def test_the_sources_stand_in_the_order_of_their_priority(client: Client) -> None:
    for priority in (10, 90, 40):
        Source.objects.create(slug=f"s{priority}", name=f"S{priority}", priority=priority)
    found = client.get("/en/catalogue/sources").context["sources"]
    assert [one.priority for one in found] == [90, 40, 10]


def test_the_public_reads_licence_and_attribution_but_is_offered_no_import(client: Client) -> None:
    Source.objects.create(
        slug="list", name="A list", licence="CC0-1.0", attribution="Contributors of the list"
    )
    html = client.get("/en/catalogue/sources").content.decode()
    assert "CC0-1.0" in html and "Contributors of the list" in html
    assert "/sources/upload" not in html and "/sources/list" not in html


def test_the_records_of_a_source_are_found_by_name_or_id(
    client_of: Signed, colleague: User
) -> None:
    take_in(*(entry(f"Tool {n}", external_id=f"id-{n}") for n in range(3)))
    client = client_of(colleague)

    def found(text: str) -> list[str]:
        page = client.get("/en/catalogue/sources/list-a", {"q": text}).context["page"]
        return [record.external_id for record in page]

    assert found("") == ["id-0", "id-1", "id-2"]
    assert found("tool 2") == found("ID-2") == ["id-2"]
    assert found("%") == found("nothing") == []


def test_a_new_priority_is_an_event_and_brings_the_entries_in_line(
    client_of: Signed, office: User, work_off_jobs: Callable[..., list[Job]]
) -> None:
    take_in(entry("Tool", "list-a", developer="A", identifiers=(("x", "1"),)))
    take_in(entry("Tool", "list-b", developer="B", identifiers=(("x", "1"),)))
    one = record_of("list-a", "Tool").software
    assert one == record_of("list-b", "Tool").software
    raised = "list-b" if one.developer == "A" else "list-a"
    address = reverse("catalogue:change-source", args=[raised])
    reply = client_of(office).post(address, {"priority": "99"}, follow=True)
    assert "Saved." in reply.content.decode()
    event = Event.objects.get(kind="catalogue.source-changed")
    assert event.actor_id == office.pk and event.data["priority"][1] == 99
    work_off_jobs()
    before = one.developer
    one.refresh_from_db()
    assert one.developer != before


@pytest.mark.parametrize("priority", ["", "-1", "101", "high"])
def test_a_priority_that_is_none_is_refused_and_kept_in_the_field(
    priority: str, client_of: Signed, office: User
) -> None:
    source = Source.objects.create(slug="list", name="A list")
    reply = client_of(office).post(
        reverse("catalogue:change-source", args=["list"]), {"priority": priority}
    )
    assert "error-summary" in reply.content.decode()
    source.refresh_from_db()
    assert source.priority == 20 and not Job.objects.exists()


def test_the_same_priority_starts_no_work(client_of: Signed, office: User) -> None:
    Source.objects.create(slug="list", name="A list")
    client_of(office).post(reverse("catalogue:change-source", args=["list"]), {"priority": "20"})
    assert not Job.objects.exists() and not Event.objects.exists()
