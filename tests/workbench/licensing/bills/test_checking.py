# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The check of an uploaded bill: what is stored, what is refused, and what stays."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.workbench.licensing.bills import making

from allmende import policies
from allmende.licences.policy import Waiver
from allmende.workbench.accounts.models import User
from allmende.workbench.core.models import Event, Job
from allmende.workbench.licensing.bills import judging
from allmende.workbench.licensing.models import Bill, Component, Grounds
from allmende.workbench.licensing.policy import policy_for, written_policy
from allmende.workbench.licensing.services import waivers
from allmende.workbench.licensing.services.bills import files, removing, uploading

pytestmark = pytest.mark.django_db

HOSTILE = {
    "no bill": b"Dear colleagues,\nplease find attached",
    "empty object": b"{}",
    "not text": bytes(range(256)) * 4,
    "entities": b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;&a;">]>'
    b'<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>&c;</components></bom>',
    "too deep": b'{"bomFormat": "CycloneDX", "components": ' + b"[" * 100_000,
    "cut off": making.written(making.part("left-pad"))[:-40],
}


def levels(bill: Bill) -> dict[str, str]:
    return dict(Component.objects.filter(bill=bill).values_list("name", "level"))


def test_each_component_gets_verdict_class_and_reasons(colleague: User) -> None:
    bill = making.checked(
        colleague,
        making.written(
            making.part("good", "MIT"),
            making.part("careful", "GPL-3.0-only"),
            making.part("either", "BSD-3-Clause OR GPL-2.0-only"),
            making.part("dark", ""),
        ),
    )
    assert bill.state == Bill.State.DONE and bill.amount == 4
    assert (bill.format, bill.version) == ("cyclonedx-json", "1.6")
    assert bill.subject == "Portal 1.0.0"
    assert levels(bill) == {
        "good": "preferred",
        "careful": "avoid",
        "either": "preferred",
        "dark": "review",
    }
    either = Component.objects.select_related("grounds").get(bill=bill, name="either")
    assert either.grounds.chosen == "BSD-3-Clause" and either.licence_class == "permissive"
    assert {"de", "en"} <= either.grounds.reasons[0]["text"].keys()
    assert (either.purl_type, either.identity) == ("npm", "pkg:npm/either")
    assert either.place == "/components/2"


def test_the_summary_counts_every_component(colleague: User) -> None:
    bill = making.checked(colleague, making.large(50))
    assert sum(bill.summary.values()) == bill.amount == 50
    assert bill.summary["review"] == 10


def test_components_of_one_licence_share_their_reasons(colleague: User) -> None:
    bill = making.checked(colleague, making.large(100))
    assert Grounds.objects.filter(bill=bill).count() <= 2 * len(making.FAMILIES)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("MIT AND LGPL-2.1-only", "weak-copyleft"),
        ("MIT", "permissive"),
        ("LicenseRef-ours", "unknown"),
        ("no expression at all", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_class_is_the_narrowest_of_what_holds_together(expression: str, found: str) -> None:
    assert judging.narrowest_class(expression, written_policy()) == found


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_bill_is_refused_with_the_reason_and_leaves_nothing(
    kind: str, colleague: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    waiting = making.uploaded(colleague, HOSTILE[kind], name=f"{kind}.json")
    with django_capture_on_commit_callbacks(execute=True):
        bill = making.checked_again(waiting)
    assert bill.state == Bill.State.REFUSED
    assert bill.problem["why"]["de"] and bill.problem["why"]["en"]
    assert not Component.objects.exists() and not files.path_of(bill.digest).exists()
    assert Job.objects.get().state == Job.State.DONE
    assert Event.objects.filter(kind="licensing.bill-refused").exists()


def test_a_bill_that_is_too_long_for_the_desk_says_so(
    colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "LIMITS", judging.components.Limits(components=10))
    bill = making.checked(colleague, making.large(11))
    assert bill.state == Bill.State.REFUSED and not Component.objects.exists()


def test_a_file_that_is_gone_fails_in_plain_words(colleague: User) -> None:
    bill = making.uploaded(colleague, making.large(3))
    files.path_of(bill.digest).unlink()
    bill = making.checked_again(bill)
    assert bill.state == Bill.State.WAITING
    assert Job.objects.get().error == "The uploaded file is gone; please upload it again."


def test_a_second_check_replaces_the_first_whole(colleague: User) -> None:
    bill = making.checked(colleague, making.large(30))
    uploading.check_again(colleague, bill)
    bill = making.checked_again(making.fresh(bill))
    assert Component.objects.filter(bill=bill).count() == bill.amount == 30
    assert Grounds.objects.filter(bill=bill, components=None).count() == 0


def test_a_waiver_that_came_changes_the_next_check_only(colleague: User, office: User) -> None:
    bill = making.checked(colleague, making.written(making.part("pdf", "AGPL-3.0-only")))
    assert levels(bill)["pdf"] != "allowed"
    before = bill.waivers
    waivers.grant(
        office,
        waivers.Terms(
            purl="pkg:npm/pdf",
            expression="",
            contexts=["embed"],
            choose="",
            reason="Runs apart from our code.",
            expires=timezone.localdate() + timedelta(days=200),
        ),
    )
    assert making.fresh(bill).waivers == before != judging.waivers_of(policy_for(colleague))
    uploading.check_again(colleague, bill)
    bill = making.checked_again(making.fresh(bill))
    pdf = Component.objects.select_related("grounds").get(bill=bill)
    assert pdf.waived and pdf.grounds.waiver["reason"] == "Runs apart from our code."
    assert bill.waivers == judging.waivers_of(policy_for(colleague))


def test_a_check_names_policy_and_version(colleague: User, settings: Any) -> None:
    bill = making.checked(colleague, making.large(1))
    assert bill.policy == judging.name_of(policy_for(colleague))
    settings.POLICY = policies.load("plain")
    assert bill.policy != judging.name_of(policy_for(colleague))


def test_the_check_of_a_deleted_bill_fails_in_plain_words(colleague: User, office: User) -> None:
    bill = making.uploaded(colleague, making.large(1))
    Bill.objects.filter(pk=bill.pk).update(job=None)
    removing.remove(office, making.fresh(bill), "Wrong file.")
    assert bill.job
    making.run(bill.job)
    assert Job.objects.get().error == "This bill of materials was deleted."


def test_every_check_is_an_event_with_what_it_rests_on(colleague: User) -> None:
    bill = making.checked(colleague, making.large(10))
    event = Event.objects.get(kind="licensing.bill-checked")
    assert event.actor == colleague and event.data["policy"] == bill.policy
    assert event.data["components"] == 10 and event.data["context"] == "embed"


def test_odd_letters_are_stored_as_what_every_database_can_hold(colleague: User) -> None:
    odd = "nul\0 half \ud800 bell\a"
    content = making.written(
        making.part(odd, odd, odd, scope=odd, purl=odd, **{"bom-ref": odd, odd: odd}), name=odd
    )
    bill = making.checked(colleague, content)
    stored = [
        *Bill.objects.values_list().get(pk=bill.pk),
        *Component.objects.values_list().get(bill=bill),
        *(value for row in Grounds.objects.filter(bill=bill).values_list() for value in row),
    ]
    text = json.dumps(stored, default=str)
    assert bill.state == Bill.State.DONE
    assert "\\u0000" not in text and "\\ud800" not in text


def test_whichever_check_ends_first_the_later_bill_is_compared_with_the_one_before(
    colleague: User,
) -> None:
    first = making.uploaded(colleague, making.written(making.part("a")))
    second = making.uploaded(colleague, making.written(making.part("b")), first.product)
    assert making.checked_again(second).changes == {}
    making.checked_again(first)
    assert making.fresh(second).changes["added"] == making.fresh(second).changes["removed"] == 1


def test_a_waiver_of_the_policy_file_that_expires_is_a_change_of_the_rules() -> None:
    last_day = timezone.localdate()
    waiver = Waiver("pkg:npm/pdf", None, (), None, "For now.", "ospo", last_day)
    policy = written_policy().with_waivers([waiver])
    today, tomorrow = (
        judging.waivers_of(policy, last_day + timedelta(days=days)) for days in (0, 1)
    )
    assert today != tomorrow == judging.waivers_of(written_policy(), last_day + timedelta(days=1))
