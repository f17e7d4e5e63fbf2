# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What publications put on the page of a case and on the start page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases import registry
from allmende.workbench.cases.models import Case
from allmende.workbench.core import panels
from allmende.workbench.publications import cleaning, queries, words
from allmende.workbench.publications.forms import AddressForm
from allmende.workbench.publications.models import Verification
from allmende.workbench.publications.services import preparing, verifying


@panels.hand_in
def publications(request: HttpRequest) -> Iterator[panels.Figure]:
    """What of the register is to be reviewed, and what is published and broke."""
    if request.user.has_perm("publications.note") and (due := queries.entries_due()):
        address = reverse("publications:unpublished")
        yield panels.Figure(due, _("reasons against publication to review"), address, "warn")
    if request.user.has_perm("publications.view") and (broken := queries.broken(request.user)):
        address = f"{reverse('publications:index')}?state=published&result=fails"
        yield panels.Figure(broken, _("publications with a problem"), address, "bad")


@registry.panel("public-repository")
def public_repository(request: HttpRequest, case: Case) -> Iterator[panels.Panel]:
    """Where the software is public, what was verified there and when; from the approval on."""
    found = queries.of_case(case)
    takes = verifying.takes_address(case)
    if found is None and not takes:
        return
    may_act = takes and verifying.may_act(request.user, case)
    address = found.address if found else ""
    yield panels.Panel(
        "publications/panels/public_repository.html",
        {
            "case": case,
            "publication": found,
            "newest": found.newest if found else None,
            "rows": rows(found.newest) if found and found.newest else [],
            "may_act": may_act,
            "form": AddressForm(initial={"address": address}, auto_id="public_%s"),
        },
    )


@registry.panel("prepare-publication")
def prepare_publication(request: HttpRequest, case: Case) -> Iterator[panels.Panel]:
    """How many files are ready, and how many answers are open; for whoever may see them."""
    if not preparing.may_see(request.user, case):
        return
    found = queries.preparation_of(case)
    if found is None and not preparing.may_prepare(request.user, case):
        return
    states = [one["state"] for one in (found.pieces or ())] if found else []
    yield panels.Panel(
        "publications/panels/prepare_publication.html",
        {
            "case": case,
            "preparation": found,
            "ready": sum(one in ("created", "completed") for one in states),
            "open": states.count("open"),
        },
    )


@registry.panel("clean-history")
def clean_history(request: HttpRequest, case: Case) -> Iterator[panels.Panel]:
    """How much must not go out, to all who see the case; where it stands, to few."""
    if not request.user.has_perm("assessments.view"):
        return
    found = cleaning.of_case(case)
    number = len(found.plan.offences) if found else 0
    if not number and not cleaning.wants(case):
        return
    compared = found.report if found and found.before else None
    yield panels.Panel(
        "publications/panels/clean_history.html",
        {
            "case": case,
            "checked": found is not None,
            "number": number,
            "past": found.only_past if found else 0,
            "kinds": list(found.kinds.items()) if found else [],
            "may_see": request.user.has_perm("assessments.view_findings"),
            "command": cleaning.command(),
            "compare": reverse("assessments:comparison", args=[compared.pk]) if compared else "",
        },
    )


def rows(one: Verification) -> list[dict[str, Any]]:
    """What a verification says, one row a question."""
    return [
        {
            "label": _("Can everybody open it?"),
            "tag": words.KNOWN_TAGS[one.reachable],
            "state": words.known(one.reachable),
            "says": "",
        },
        {
            "label": _("Does it have the licence that was approved?"),
            "tag": words.KNOWN_TAGS[one.licence],
            "state": words.known(one.licence),
            "says": _licence(one),
        },
        {
            "label": _("Is it what was checked?"),
            "tag": words.CONTENT_TAGS[one.content],
            "state": words.content(one.content),
            "says": _content(one),
        },
    ]


def _licence(one: Verification) -> str:
    if not one.licence_files:
        return _("There is no licence file.") if one.licence == "no" else ""
    found = one.licence_found or _("not told with certainty")
    wanted = one.licence_wanted or _("not known")
    return _("{files}: {found}; approved: {wanted}").format(
        files=", ".join(one.licence_files), found=found, wanted=wanted
    )


def _content(one: Verification) -> str:
    parts = []
    if one.checked_commit or one.public_commit:
        parts.append(
            _("checked {checked}, public {public}").format(
                checked=one.checked_commit[:12] or _("not known"),
                public=one.public_commit[:12] or _("not known"),
            )
        )
    if one.further:
        parts.append(_("commits not checked: {number}").format(number=one.further))
    if one.differing_total:
        parts.append(_("files that differ: {number}").format(number=one.differing_total))
    return "; ".join(parts)
