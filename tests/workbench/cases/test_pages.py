# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages of a case, as people use them with a browser that runs no script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.workbench.cases import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import kinds
from allmende.workbench.cases.forms.answers import numeral
from allmende.workbench.cases.models import Case, LaneRun

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Asked = Callable[..., Case]


def asked_for(*names: str) -> dict[str, Any]:
    """What a form sends along for the fields that it asked."""
    return {"asked": list(names)}


def page(client: Client, case: Case, name: str = "case", *more: Any) -> str:
    answer = client.get(reverse(f"cases:{name}", args=[case.number, *more]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_whoever_begins_a_case_reads_the_guide_first(
    client_of: ClientOf, colleague: User, legal_question: kinds.Kind
) -> None:
    client = client_of(colleague)
    assert legal_question.title["en"] in client.get(reverse("cases:kinds")).content.decode()
    address = reverse("cases:start", args=["legal-question"])
    assert legal_question.guide.how_long["en"] in client.get(address).content.decode()
    answer = client.post(address)
    case = Case.objects.get()
    assert answer.url == reverse("cases:form", args=[case.number])
    assert (case.state, case.requester) == ("draft", colleague)


def test_what_is_typed_is_kept_though_it_cannot_be_read(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    client = client_of(colleague)
    address = reverse("cases:form", args=[case.number])
    sent = {**asked_for("question", "amount"), "question": "May we?", "amount": "much"}
    shown = client.post(address, sent).content.decode()
    assert "error-summary" in shown and 'value="much"' in shown
    assert 'href="#id_amount"' in shown
    case.refresh_from_db()
    assert case.values["question"] == "May we?" and "amount" in case.unread
    assert 'value="much"' in page(client, case, "form")


def test_an_amount_is_typed_as_germans_write_it(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    sent = {**asked_for("amount"), "amount": "1.200,50 €", "save": "1"}
    client_of(colleague).post(reverse("cases:form", args=[case.number]), sent)
    case.refresh_from_db()
    assert case.values["amount"] == {"amount": "1200.50", "currency": "EUR"}


@pytest.mark.parametrize(
    ("written", "read"),
    [("1.200,50", "1200.50"), ("12,5", "12.5"), ("12.5", "12.5"), ("-3", "-3"), ("a,b", "a,b")],
)
def test_numbers_are_read_as_they_are_written(written: str, read: str) -> None:
    assert numeral(written) == read


def test_submitting_names_every_answer_that_is_missing(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    sent = {**asked_for("facts"), "facts": "", "take": "ask"}
    shown = client_of(colleague).post(reverse("cases:form", args=[case.number]), sent)
    assert shown.status_code == 200
    assert 'href="#id_facts"' in shown.content.decode()
    case.refresh_from_db()
    assert case.state == "draft"


def test_submitting_a_whole_form_hands_it_in(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    answer = client_of(colleague).post(
        reverse("cases:form", args=[case.number]),
        {**asked_for("question"), "question": "May we?", "take": "ask"},
    )
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.title) == ("asked", "May we?")


def test_an_answer_brings_the_question_that_depends_on_it(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked(**{"wanted-by": "", "wanted-by-reason": ""})
    client = client_of(colleague)
    assert "id_wanted-by-reason" not in page(client, case, "form")
    sent = {**asked_for("wanted-by"), "wanted-by": "2030-01-02", "autosave": "1"}
    shown = client.post(reverse("cases:form", args=[case.number]), sent).content.decode()
    assert 'id="asked-wanted-by-reason" hx-swap-oob="true"' in shown
    assert "saved" in shown and "<html" not in shown


def test_two_windows_do_not_overwrite_each_other(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    client = client_of(colleague)
    address, seen = reverse("cases:form", args=[case.number]), case.lock_version
    first = {**asked_for("question"), "question": "First?", "seen": seen, "stay": "1"}
    client.post(address, first)
    shown = client.post(address, {**first, "question": "Second?"}).content.decode()
    assert "Second?" in shown
    case.refresh_from_db()
    assert case.values["question"] == "First?"


def test_a_table_grows_and_shrinks_without_a_script(
    client_of: ClientOf, colleague: User, every_kind: dict[str, kinds.Kind]
) -> None:
    case = making.brought_to(
        colleague, every_kind["publication"], "draft", {"origin": ["contractors"]}
    )
    client = client_of(colleague)
    address = reverse("cases:form", args=[case.number])
    rows = {
        **asked_for("contracts"),
        "contracts-0-company": "One Ltd",
        "contracts-0-rights": "granted",
        "contracts-1-company": "Two Ltd",
        "contracts-1-rights": "unknown",
    }
    shown = client.post(address, {**rows, "add": "contracts"}).content.decode()
    assert 'name="contracts-2-company"' in shown
    client.post(address, {**rows, "remove": "contracts:0"})
    case.refresh_from_db()
    assert [one["company"] for one in case.values["contracts"]] == ["Two Ltd"]


def test_software_is_found_by_its_name_and_chosen(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    client = client_of(colleague)
    address = reverse("cases:look-up", args=[case.number, "software"])
    found = client.get(address, {"software-search": "tool"}).content.decode()
    assert 'value="tool-1"' in found
    assert "tool-1" not in client.get(address, {"software-search": "t"}).content.decode()


def test_a_file_that_is_refused_is_told_at_its_field(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    client = client_of(colleague)
    wrong = SimpleUploadedFile("contract.pdf", b"no PDF")
    sent = {**asked_for("attachments"), "attachments-file": wrong}
    shown = client.post(reverse("cases:form", args=[case.number]), sent).content.decode()
    assert "not what its ending says" in shown
    right = SimpleUploadedFile("contract.txt", b"We agree.")
    client.post(
        reverse("cases:form", args=[case.number]),
        {**asked_for("attachments"), "attachments-file": right, "save": "1"},
    )
    case.refresh_from_db()
    assert case.attachments.filter(name="contract.txt").exists()
    assert "contract.txt" in page(client, case, "answers")


def test_the_page_says_what_stands_against_a_step(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("review")
    shown = page(client_of(legal), case)
    assert "Give the answer" in shown and "Still open" in shown
    step = page(client_of(legal), case, "step", "answer")
    assert "Still open" in step


def test_a_step_asks_for_its_reason(client_of: ClientOf, legal: User, asked: Asked) -> None:
    case = asked("review")
    client = client_of(legal)
    address = reverse("cases:step", args=[case.number, "query"])
    refused = client.post(address, {"reason": "", "seen": case.lock_version})
    assert refused.status_code == 200 and "error-summary" in refused.content.decode()
    client.post(address, {"reason": "Which contract?", "seen": case.lock_version})
    case.refresh_from_db()
    assert case.state == "incomplete"
    assert "Which contract?" in page(client, case, "history")


def test_who_comes_second_is_told_who_was_quicker(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("review")
    client = client_of(legal)
    address = reverse("cases:step", args=[case.number, "query"])
    seen = case.lock_version
    client.post(reverse("cases:discussion", args=[case.number]), {"text": "Hello"})
    Case.objects.filter(pk=case.pk).update(lock_version=seen + 1, changed_by=legal)
    answer = client.post(address, {"reason": "Which?", "seen": seen}, follow=True)
    assert "was quicker" in answer.content.decode()


def test_a_lane_keeps_answers_and_is_finished(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("review")
    client = client_of(legal)
    address = reverse("cases:lane", args=[case.number, "legal"])
    client.post(address, {"item-sources-state": "met", "keep": "1"})
    run = case.lanes.get(lane="legal", current=True)
    assert [one.item for one in run.answers.all()] == ["sources"]
    early = client.post(address, {"answer": "approve", "finish": "1"})
    assert "Not answered yet" in early.content.decode()
    whole = {f"item-{one}-state": "met" for one in ("sources", "earlier", "limits")}
    client.post(address, {**whole, "answer": "approve", "finish": "1"})
    run.refresh_from_db()
    assert (run.state, run.answer) == (LaneRun.State.ANSWERED, "approve")


def test_what_was_chosen_in_a_lane_is_not_lost_by_a_refusal(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("review")
    sent = {"item-sources-state": "not-met", "answer": "reject", "finish": "1"}
    shown = client_of(legal).post(reverse("cases:lane", args=[case.number, "legal"]), sent)
    text = shown.content.decode()
    assert "needs a reason" in text and text.count("checked") >= 2


def test_internal_words_are_not_for_whoever_asked(
    client_of: ClientOf, legal: User, colleague: User, asked: Asked
) -> None:
    case = asked("review")
    address = reverse("cases:discussion", args=[case.number])
    client_of(legal).post(address, {"text": "Between us", "internal": "on"})
    assert "Between us" in page(client_of(legal), case, "discussion")
    assert "Between us" not in page(client_of(colleague), case, "discussion")


def test_confidential_answers_are_named_and_not_shown(
    client_of: ClientOf, office: User, colleague: User, asked: Asked
) -> None:
    case = asked("review", facts="The secret facts")
    assert "The secret facts" in page(client_of(colleague), case, "answers")
    shown = page(client_of(office), case, "answers")
    assert "The secret facts" not in shown and "confidential" in shown


def test_a_file_is_saved_and_never_shown(
    client_of: ClientOf, colleague: User, asked: Asked
) -> None:
    case = asked()
    client = client_of(colleague)
    address = reverse("cases:files", args=[case.number])
    client.post(address, {"file": SimpleUploadedFile("note.txt", b"<script>")})
    file = case.attachments.get(name="note.txt")
    answer = client.get(reverse("cases:file", args=[case.number, file.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    remove = reverse("cases:file-remove", args=[case.number, file.pk])
    client.post(remove, {"reason": "Wrong one"})
    assert "Wrong one" in page(client, case, "files")


def test_a_condition_is_set_and_done(
    client_of: ClientOf, legal: User, colleague: User, asked: Asked
) -> None:
    case = asked("review")
    sent = {"text": "Ask the author.", "due_on": "2099-01-04"}
    client_of(legal).post(reverse("cases:condition-add", args=[case.number]), sent)
    one = case.conditions.get()
    assert "Ask the author." in page(client_of(colleague), case)
    address = reverse("cases:condition", args=[case.number, one.pk])
    client_of(colleague).post(address, {"do": "complete", "note": "She agrees."})
    one.refresh_from_db()
    assert one.done_by == colleague and one.note == "She agrees."


def test_a_case_can_be_made_confidential(
    client_of: ClientOf, office: User, colleague: User, asked: Asked
) -> None:
    case = asked("review")
    address = reverse("cases:confidential", args=[case.number])
    client_of(colleague).post(address, {"confidential": "yes"})
    assert client_of(office).get(case.get_absolute_url()).status_code == 404


def test_the_decision_sheet_is_read_and_printed(
    client_of: ClientOf, legal: User, asked: Asked
) -> None:
    case = asked("answered")
    client = client_of(legal)
    html, pdf = (
        client.get(reverse("cases:document", args=[case.number, "decision-sheet", form]))
        for form in ("html", "pdf")
    )
    assert case.number in html.content.decode() and pdf.content.startswith(b"%PDF-")
    draft = asked()
    address = reverse("cases:document", args=[draft.number, "decision-sheet", "html"])
    assert client.get(address).status_code == 404


def test_somebody_else_s_case_has_no_page(
    client_of: ClientOf, community: User, asked: Asked
) -> None:
    case = asked("review")
    names = ("case", "form", "answers", "discussion", "files", "history")
    client = client_of(community)
    assert {
        client.get(reverse(f"cases:{one}", args=[case.number])).status_code for one in names
    } == {404}
