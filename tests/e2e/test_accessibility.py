# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""axe walks every page of the project, in light, dark and on a phone.

A new address needs an entry: in PAGES with who opens it, or in NO_PAGE with what it is instead.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.urls import get_resolver, reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import Page
from tests.e2e.conftest import PHONE
from tests.test_permissions import names
from tests.workbench.assessments import stored
from tests.workbench.cases import standing
from tests.workbench.catalogue.making import entry, record_of, take_in
from tests.workbench.communities import making as consulting
from tests.workbench.licensing.asking import answered, asked, ending
from tests.workbench.licensing.bills import making
from tests.workbench.opencode import making as opencode
from tests.workbench.publications import making as publishing
from tests.workbench.radar import making as watching

from allmende.sources import Problem, Usage
from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.services import answering
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import conditions, filing, talking
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import (
    Harvest,
    HarvestPlan,
    Organisation,
    Proposal,
    Source,
)
from allmende.workbench.catalogue.services import editing, joining, placing, searches
from allmende.workbench.communities.models import Body, Consultation, Delegation
from allmende.workbench.communities.services import assessing, bodies
from allmende.workbench.core import events
from allmende.workbench.core.models import Job, Unit
from allmende.workbench.licensing.models import Bill, Question, Waiver
from allmende.workbench.publications.models import NotPublished, Publication
from allmende.workbench.radar.models import Watch

LANGUAGE = "de"
"""The longer of the two, so that what grows too wide on a phone is seen."""


def link() -> str:
    person = User.objects.get(username="colleague")
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return f"{uid}/{default_token_generator.make_token(person)}".replace("/", "|")


def bill(file: str) -> int:
    return Bill.objects.get(file=file).pk


def analysis(criteria: str = "usability-analysis") -> int:
    return Assessment.objects.filter(subject__criteria=criteria, state="done").latest("pk").pk


def stadt_ulm() -> Organisation:
    return Organisation.objects.get(name="Stadt Ulm")


def unfinished(state: str) -> int:
    return Assessment.objects.get(state=state).pk


PAGES: list[tuple[str, str, Callable[[], list[Any]], str]] = [
    # who, address, its arguments, query
    ("stranger", "core:today", list, ""),
    ("stranger", "account_login", list, ""),
    ("stranger", "account_inactive", list, ""),
    ("stranger", "socialaccount_login_cancelled", list, ""),
    ("stranger", "socialaccount_login_error", list, ""),
    ("stranger", "accounts:forgotten", list, ""),
    ("stranger", "accounts:link-sent", list, ""),
    ("stranger", "accounts:choose-password", lambda: link().split("|"), ""),
    ("stranger", "accounts:choose-password", lambda: ["x", "y"], ""),
    ("stranger", "accounts:demo", list, ""),
    ("stranger", "catalogue:index", list, ""),
    ("stranger", "catalogue:index", list, "?q=Tickets&stance=in-use&tag=helpdesk"),
    ("stranger", "catalogue:index", list, "?q=qqqqzzzz"),
    ("stranger", "catalogue:software", lambda: ["zammad"], ""),
    ("stranger", "catalogue:sources", list, ""),
    ("colleague", "account_logout", list, ""),
    ("colleague", "accounts:me", list, ""),
    ("colleague", "accounts:change-password", list, ""),
    ("administrator", "accounts:people", list, ""),
    ("administrator", "accounts:person-new", list, ""),
    ("administrator", "accounts:person", lambda: [User.objects.get(username="colleague").pk], ""),
    (
        "administrator",
        "accounts:person-edit",
        lambda: [User.objects.get(username="colleague").pk],
        "",
    ),
    ("office", "core:today", list, ""),
    ("office", "core:jobs", list, ""),
    ("office", "core:job", lambda: [Job.objects.filter(state="done").earliest("pk").pk], ""),
    ("office", "core:job", lambda: [Job.objects.filter(state="failed").earliest("pk").pk], ""),
    ("office", "core:trail", list, "?check=1"),
    ("office", "core:units", list, ""),
    ("office", "core:unit-new", list, ""),
    ("office", "core:unit-edit", lambda: [Unit.objects.earliest("pk").pk], ""),
    ("office", "core:styleguide", list, ""),
    ("office", "catalogue:index", list, ""),
    ("office", "catalogue:index", list, "?q=Tickets&stance=in-use&tag=helpdesk"),
    ("office", "catalogue:index", list, "?q=nothing+at+all"),
    ("office", "catalogue:compare", list, ""),
    ("office", "catalogue:compare", list, "?s=zammad"),
    ("office", "catalogue:compare", list, "?s=zammad&s=keycloak"),
    ("office", "catalogue:compare", list, "?s=zammad&s=keycloak&s=tool-1&s=tool-2&s=tool-3"),
    ("office", "catalogue:quadrant", list, ""),
    ("office", "catalogue:quadrant", list, "?area=it-market"),
    ("office", "catalogue:quadrant", list, "?stance=retired"),
    ("office", "catalogue:findings", list, "?scope=all"),
    ("office", "catalogue:findings", list, "?rule=sponsor-disagrees"),
    ("office", "catalogue:duplicates", list, ""),
    ("office", "catalogue:pair", lambda: [Proposal.objects.get().pk], ""),
    ("office", "catalogue:organisations", list, ""),
    ("office", "catalogue:organisations", list, "?q=Ulm&kind=municipality&country=DE&role=uses"),
    ("office", "catalogue:organisations", list, "?q=qqqq"),
    ("office", "catalogue:organisation", lambda: [stadt_ulm().pk], ""),
    ("office", "catalogue:organisation", lambda: [stadt_ulm().pk], "?role=supports"),
    ("office", "catalogue:organisation-edit", lambda: [stadt_ulm().pk], ""),
    ("office", "catalogue:organisation-duplicates", list, ""),
    ("office", "catalogue:sources", list, ""),
    ("office", "catalogue:source", lambda: ["list-a"], ""),
    ("office", "catalogue:source", lambda: ["list-a"], "?gone=1"),
    ("office", "catalogue:harvest-plan", lambda: ["github"], ""),
    ("office", "catalogue:harvest", lambda: [Harvest.objects.earliest("pk").pk], ""),
    ("office", "catalogue:upload", list, ""),
    ("office", "catalogue:source-new", list, ""),
    ("office", "catalogue:new", list, ""),
    ("office", "catalogue:software", lambda: ["zammad"], ""),
    ("office", "catalogue:edit", lambda: ["zammad"], ""),
    ("office", "catalogue:place", lambda: ["zammad"], ""),
    *(
        ("office", "catalogue:software-tab", lambda tab=tab: ["zammad", tab], "")
        for tab in ("sources", "users", "alternatives", "findings", "history")
    ),
    ("stranger", "licensing:desk", list, ""),
    ("stranger", "licensing:licences", list, "?q=eupl"),
    ("stranger", "licensing:licence", lambda: ["EUPL-1.2"], ""),
    ("stranger", "licensing:waivers", list, ""),
    ("colleague", "licensing:desk", list, "?licence=EUPL-1.2&context=embed&uses=pass-on"),
    ("colleague", "licensing:question-new", list, "?licence=GPL&context=embed"),
    ("colleague", "licensing:bills", list, ""),
    ("colleague", "licensing:product-new", list, ""),
    ("colleague", "licensing:bill", lambda: [bill("open.json")], ""),
    ("colleague", "licensing:bill", lambda: [bill("broken.json")], ""),
    ("office", "licensing:bills", list, ""),
    ("office", "licensing:bills", list, "?q=nothing"),
    ("office", "licensing:product", lambda: ["portal"], ""),
    ("office", "licensing:product-edit", lambda: ["portal"], ""),
    ("office", "licensing:bill-upload", lambda: ["portal"], ""),
    ("office", "licensing:bill", lambda: [bill("second.json")], ""),
    ("office", "licensing:bill", lambda: [bill("second.json")], "?level=avoid&q=part"),
    ("office", "licensing:bill-difference", lambda: [bill("second.json")], ""),
    ("office", "licensing:bill-difference", lambda: [bill("first.json")], ""),
    *(
        ("office", "licensing:bill-findings", lambda tab=tab: [bill("second.json"), tab], "")
        for tab in ("not-understood", "guideline", "validation")
    ),
    ("office", "licensing:desk", list, "?context=embed"),
    ("office", "licensing:desk", list, "?licence=GPL&context=embed"),
    ("office", "licensing:desk", list, "?software=zammad"),
    ("office", "licensing:licences", list, ""),
    ("office", "licensing:licence", lambda: ["GPL-2.0"], ""),
    ("office", "licensing:questions", list, ""),
    ("office", "licensing:questions", list, "?state=withdrawn"),
    ("office", "licensing:question", lambda: [Question.objects.get(state="open").pk], ""),
    ("office", "licensing:question", lambda: [Question.objects.get(state="answered").pk], ""),
    ("office", "licensing:waivers", list, ""),
    ("office", "licensing:waiver", lambda: [Waiver.objects.get().pk], ""),
    ("office", "licensing:waiver-new", list, ""),
    ("office", "licensing:waiver-replace", lambda: [Waiver.objects.get().pk], ""),
    ("colleague", "assessments:index", list, ""),
    ("colleague", "assessments:assessment", lambda: [analysis()], ""),
    ("office", "assessments:index", list, ""),
    ("office", "assessments:index", list, "?state=running&q=nothing"),
    ("office", "assessments:checks", list, ""),
    ("office", "assessments:new", list, "?software=zammad"),
    ("office", "assessments:assessment", lambda: [analysis()], ""),
    ("office", "assessments:assessment", lambda: [analysis()], "?level=must&state=met"),
    ("office", "assessments:assessment", lambda: [unfinished("waiting")], ""),
    ("office", "assessments:assessment", lambda: [unfinished("failed")], ""),
    ("office", "assessments:criterion", lambda: [analysis(), "framework"], ""),
    ("office", "assessments:comparison", lambda: [analysis("publication-check")], ""),
    ("office", "assessments:findings", lambda: [analysis("publication-check")], ""),
    ("office", "assessments:finding", lambda: [analysis(), stored.FINDING], ""),
    ("office", "assessments:facts", lambda: [analysis()], ""),
    ("office", "assessments:history", lambda: [analysis()], ""),
    ("colleague", "cases:mine", list, ""),
    ("colleague", "cases:kinds", list, ""),
    ("colleague", "cases:start", lambda: ["legal-question"], ""),
    ("colleague", "cases:form", lambda: [case("draft")], ""),
    ("colleague", "cases:case", lambda: [case("review")], ""),
    ("office", "cases:mine", list, ""),
    ("office", "cases:use", list, ""),
    ("office", "cases:use", list, "?phase=closed&q=nothing"),
    ("office", "cases:give", list, ""),
    ("office", "cases:board", lambda: ["legal-question"], ""),
    ("office", "cases:calendar", list, ""),
    ("office", "cases:preferences", list, ""),
    ("office", "cases:migrate", lambda: [case("review")], ""),
    ("office", "cases:case", lambda: [case("review")], ""),
    ("office", "cases:case", lambda: [case("answered")], ""),
    ("office", "cases:lane", lambda: [case("review"), "legal"], ""),
    ("office", "cases:step", lambda: [case("review"), "query"], ""),
    *(
        ("office", f"cases:{tab}", lambda: [case("review")], "")
        for tab in ("answers", "discussion", "files", "history")
    ),
    ("office", "cases:document", lambda: [case("answered"), "decision-sheet", "html"], ""),
    ("office", "listing:index", list, ""),
    ("office", "opencode:index", list, ""),
    ("office", "opencode:index", list, "?show=gaps&q=nothing"),
    ("office", "opencode:software", lambda: ["werkzeug-31"], ""),
    ("stranger", "publications:unpublished", list, ""),
    ("stranger", "publications:guide", list, ""),
    ("stranger", "publications:index", list, ""),
    ("office", "publications:guide-form", list, ""),
    ("office", "publications:guide-licences", list, ""),
    ("office", "publications:guide-lane", lambda: ["security"], ""),
    ("office", "publications:guide-criteria", lambda: ["publication-check"], ""),
    ("office", "cases:case", lambda: [case("published")], ""),
    ("office", "publications:prepare", lambda: [case("published")], ""),
    ("office", "publications:clean", lambda: [case("published")], ""),
    ("office", "publications:index", list, ""),
    ("office", "publications:publication", lambda: [Publication.objects.latest("pk").pk], ""),
    ("office", "publications:end", lambda: [Publication.objects.latest("pk").pk], ""),
    ("office", "publications:unpublished", list, ""),
    ("office", "publications:unpublished-new", list, ""),
    (
        "office",
        "publications:unpublished-change",
        lambda: [NotPublished.objects.latest("pk").pk],
        "",
    ),
    ("colleague", "communities:consultation", lambda: [asked_of_us()], ""),
    ("office", "communities:bodies", list, ""),
    ("office", "communities:body", lambda: [Body.objects.get(key="zendis").pk], ""),
    ("office", "communities:body-new", list, ""),
    ("office", "communities:body-edit", lambda: [Body.objects.get(key=None).pk], ""),
    ("office", "communities:delegate", lambda: [Body.objects.get(key=None).pk], ""),
    (
        "office",
        "communities:delegation",
        lambda: [Body.objects.get(key=None).pk, Delegation.objects.get().pk],
        "",
    ),
    ("office", "communities:consultations", list, ""),
    ("office", "communities:consultations", list, "?when=late&q=nothing"),
    ("office", "communities:calendar", list, ""),
    ("office", "communities:consultation-new", list, ""),
    ("office", "communities:consultation-edit", lambda: [asked_of_us()], ""),
    ("office", "communities:position", lambda: [asked_of_us()], ""),
    ("office", "communities:obligations", list, ""),
    ("office", "communities:obligation", lambda: ["ozg-4-3"], ""),
    ("office", "communities:assess", lambda: ["ozg-4-3"], ""),
    ("colleague", "radar:index", list, ""),
    ("office", "radar:index", list, "?since=30"),
    ("office", "radar:index", list, "?since=30&watch=mine"),
    ("office", "radar:watches", list, ""),
    ("office", "radar:new", list, ""),
    ("office", "radar:new", list, "?software=zammad"),
    ("office", "radar:watch", lambda: [Watch.objects.earliest("pk").pk], ""),
]
NO_PAGE = {
    "choose-language": "leads on",
    "health": "a word for machines",
    "core:theme": "decides",
    "core:job-act": "decides",
    "core:job-start": "decides",
    "accounts:person-roles": "decides",
    "accounts:person-act": "decides",
    "openid_connect_login": "leads to the identity provider",
    "openid_connect_callback": "comes from the identity provider",
    "api:status": "an interface",
    "api:software-list": "an interface",
    "api:software": "an interface",
    "api:software-logs": "an interface",
    "api:publishers": "an interface",
    "api:publisher": "an interface",
    "api:catalogues": "an interface",
    "api:catalogue": "an interface",
    "api:in-catalogue": "an interface",
    "api:publishers-in-catalogue": "an interface",
    "api:logs": "an interface",
    "api:nothing": "an interface",
    "api:dcat-catalogue": "a file",
    "api:publiccode": "a file",
    "api:codemeta": "a file",
    "api:dcat": "a file",
    "listing:export": "a file",
    "listing:look": "decides",
    "opencode:export": "a file",
    "opencode:start": "decides",
    "opencode:stop": "decides",
    "opencode:decide": "decides",
    "catalogue:suggest": "JSON",
    "catalogue:export": "a file",
    "catalogue:findings-export": "a file",
    "catalogue:organisations-export": "a file",
    "catalogue:organisation-export": "a file",
    "catalogue:organisation-decide": "decides",
    "catalogue:organisation-merge": "decides",
    "catalogue:organisation-undo": "decides",
    "catalogue:save-search": "decides",
    "catalogue:remove-search": "decides",
    "catalogue:decide": "decides",
    "catalogue:undo-merge": "decides",
    "catalogue:split-record": "decides",
    "catalogue:merge": "decides",
    "catalogue:change-source": "decides",
    "catalogue:harvest-start": "decides",
    "catalogue:harvest-stop": "decides",
    "assessments:again": "decides",
    "assessments:count-again": "decides",
    "assessments:export": "a file",
    "assessments:judge": "decides",
    "assessments:renewal": "decides",
    "assessments:report": "a file",
    "assessments:stop": "decides",
    "assessments:withdraw": "decides",
    "cases:condition": "decides",
    "cases:condition-add": "decides",
    "cases:confidential": "decides",
    "cases:export": "a file",
    "cases:feed": "a calendar",
    "cases:file": "a file",
    "cases:file-remove": "decides",
    "cases:index": "leads on",
    "cases:lane-again": "decides",
    "cases:lane-assign": "decides",
    "cases:look-up": "a part of a page",
    "cases:move": "decides",
    "cases:review": "decides",
    "cases:watch": "decides",
    "communities:bodies-export": "a file",
    "communities:bodies-take-in": "decides",
    "communities:consultations-export": "a file",
    "communities:feed": "a calendar",
    "communities:obligations-export": "a file",
    "radar:export": "a file",
    "radar:feed": "a feed",
    "radar:quiet": "decides",
    "radar:remove": "decides",
    "radar:seen": "decides",
    "publications:address": "decides",
    "publications:clean-download": "a file",
    "publications:export": "a file",
    "publications:guide-document": "a document of its own",
    "publications:hide": "decides",
    "publications:prepare-patch": "a file",
    "publications:show": "decides",
    "publications:unpublished-end": "decides",
    "publications:unpublished-export": "a file",
    "publications:verify": "decides",
    "licensing:bill-check": "decides",
    "licensing:bill-components": "a file",
    "licensing:bill-file": "a file",
    "licensing:bill-notices": "a file",
    "licensing:bill-remove": "decides",
    "licensing:bills-export": "a file",
    "licensing:licences-export": "a file",
    "licensing:questions-export": "a file",
    "licensing:question-answer": "decides",
    "licensing:question-reopen": "decides",
    "licensing:question-replace": "decides",
    "licensing:question-withdraw": "decides",
    "licensing:waivers-export": "a file",
    "licensing:waiver-withdraw": "decides",
}


def test_every_address_of_the_project_is_walked_or_is_no_page() -> None:
    walked = {name for _role, name, _arguments, _query in PAGES}
    assert not walked & NO_PAGE.keys()
    assert walked | NO_PAGE.keys() == set(names(get_resolver().url_patterns))


def case(state: str) -> str:
    return Case.objects.filter(state=state).latest("pk").number


def cases(colleague: User) -> None:
    """A legal question in each of three states, with a word, a file and a condition."""
    standing.case(colleague, "draft")
    standing.case(colleague, "answered")
    found = standing.case(colleague, "review")
    talking.comment(colleague, found, "The annex follows.")
    filing.attach(None, found, "annex.txt", [b"Annex"])
    conditions.add(None, found, conditions.NewCondition("Ask the author.", timezone.localdate()))


def publications(colleague: User) -> None:
    """Something published, and in the register something that the public reads."""
    found = publishing.in_state(colleague, "published")
    publishing.checked(found, None, colleague)
    today = timezone.localdate()
    publishing.stored_publication(found, published_on=today, platforms=[], public=True)
    publishing.entry(released=True, confidential=False)


def communities(office: User, colleague: User) -> None:
    """Bodies of the policy and one of our own, with a delegate and something due today."""
    bodies.take_in()
    consulting.consultation(delegate=colleague, due_on=timezone.localdate())
    said = {"state": "partly", "evidence": "As decided.", "reviewed_on": None, "review_on": None}
    assessing.assess(office, "ozg-4-3", said)


def radar(office: User) -> None:
    """A watch that something fits: changed, new, no longer seen; and a source that is new."""
    watching.watch(office, "search:q=Tickets", "Help desk", rhythm="weekly")
    watching.watch(office, "software:keycloak", "Keycloak")
    watching.watch(office, f"body:{Body.objects.get(key='zendis').pk}", shared=True)
    take_in(
        entry("Zammad", licences=("AGPL-3.0-only",), descriptions={"en": "Tickets"}),
        entry("Tickets anew", descriptions={"en": "Tickets"}),
    )
    watching.gone("Keycloak")


def asked_of_us() -> int:
    return Consultation.objects.latest("pk").pk


def harvests(problem: Problem) -> None:
    """A source that fails, with one run that stopped short."""
    source, told = Source.objects.get(slug="list-a"), problem.to_json()
    failing = {"failing_since": timezone.now(), "problem": told}
    HarvestPlan.objects.create(source=source, on=True, address="https://example.org", **failing)
    ran = {"state": "failed", "read": 3, "errors": 2, "problems": [told], "problem": told}
    Harvest.objects.create(source=source, ended_at=timezone.now(), **ran)


def analyses(office: User) -> None:
    """One of each kind: with an answer, with something to compare, running, failed."""
    zammad = record_of("list-a", "Zammad").software
    seen = stored.report(office, "usability-analysis", software=zammad)
    answering.answer(office, seen, "framework", "met", "Widespread and maintained.")
    stored.report(office, findings=[])
    stored.report(office, coverage={**stored.COMPLETE, "shallow": True, "complete": False})
    running = Job.objects.create(
        kind="assessments.assess",
        state="running",
        done=40,
        total=100,
        arguments={"assessment": seen.pk, "name": "portal"},
        created_by=office,
    )
    for state, job in (("waiting", running), ("failed", None)):
        subject = Subject.objects.create(criteria="house-standard", name=state, key=state)
        subject.newest = Assessment.objects.create(
            subject=subject,
            state=state,
            step="scan",
            job=job,
            asked_by=office,
            problem={"de": "Nicht zu erreichen", "en": "Out of reach"},
        )
        subject.save()


@pytest.fixture
def town(transactional_db: None, office: User, colleague: User, settings: Any) -> None:
    """A little of everything that pages show, as the demo has it."""
    settings.DEMO, settings.BIND = True, "127.0.0.1:8000"
    Unit.objects.create(name="IT-Referat", short_name="IT")
    take_in(
        entry(
            "Zammad",
            homepage="https://zammad.org/",
            repositories=("https://github.com/zammad/zammad",),
            descriptions={"de": "Vorgänge einer **Beratung**", "en": "Tickets of a help desk"},
            texts={"de": "# Bei uns\n\nÜberall.", "en": "Everywhere."},
            licences=("GPL", "SSPL-1.0"),
            tags=("helpdesk", "web"),
            replaces=("Jira Service Desk",),
            usages=(Usage("Stadt Ulm", "DE", "municipal", 2020),),
        ),
        entry("Zammad", "list-b", homepage="https://zammad.org/"),
        entry("Keycloak", licences=("Apache-2.0",), replaces=("Jira Service Desk",)),
        entry("Kanboard", licences=("MIT",), usages=(Usage("Ulm", "DE"), Usage("Town"))),
        entry("Kanbord", "list-b", licences=("MIT",)),
        *(entry(f"Tool {n}", tags=(f"tag-{n}",)) for n in range(24)),
    )
    zammad = record_of("list-a", "Zammad").software
    editing.edit(office, zammad, {"stance": "in-use", "since": 2020, "published": True})
    placing.place(office, zammad, 0.2, 0.6, "As everywhere.")
    placing.place(office, zammad, 0.95, 0.05, "We thought again.")
    placing.place(office, record_of("list-a", "Keycloak").software, 0.15, 0.4, "As everywhere.")
    joining.merge(
        office, record_of("list-a", "Kanboard").software, record_of("list-b", "Kanbord").software
    )
    searches.save(office, "Help desk", "q=Tickets")
    problem = Problem("list.jsonl", 3, "NotJson", "Expecting value, column 9")
    harvests(problem)
    counted = dict.fromkeys(("read", "created", "changed", "unchanged", "software"), 1)
    told = {**counted, "file": "list.jsonl", "errors": 1, "problems_in_all": 2}
    Job.objects.create(
        kind="catalogue.import",
        state="done",
        created_by=office,
        arguments={"name": "list.jsonl", "path": "/x", "by": office.pk},
        result={**told, "problems": [problem.to_json()]},
    )
    Job.objects.create(kind="catalogue.index", state="failed", error="It broke.", created_by=office)
    events.record(office, "core.unit-created", Unit.objects.earliest("pk"))
    asked(colleague, "GPL", title="Which GPL is it?")
    answered(office, asked(colleague, "EUPL-1.2"), precedent=True)
    ending(office, 20, expression="EUPL-1.2")
    first = making.checked(colleague, making.large(60), name="first.json")
    making.checked(colleague, making.large(70), first.product, "second.json")
    making.checked(colleague, b"{}", first.product, "broken.json")
    making.uploaded(colleague, making.large(3), first.product, "open.json")
    analyses(office)
    cases(colleague)
    publications(colleague)
    communities(office, colleague)
    radar(office)
    opencode.town(31)
    searching.rebuild()
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "part", "which"),
    [
        ("stranger", "", slice(None)),
        ("colleague", "", slice(None)),
        ("administrator", "", slice(None)),
        ("office", "core:", slice(None)),
        # What is long in two halves, which two processes share (tests/conftest.py).
        ("office", "catalogue:", slice(0, None, 2)),
        ("office", "catalogue:", slice(1, None, 2)),
        ("office", "licensing:", slice(0, None, 2)),
        ("office", "licensing:", slice(1, None, 2)),
        ("office", "assessments:", slice(None)),
        ("office", "cases:", slice(None)),
        ("office", ("publications:", "listing:", "opencode:"), slice(None)),
        ("office", "communities:", slice(None)),
        ("office", "radar:", slice(None)),
    ],
)
def test_no_page_shuts_anybody_out(
    role: str,
    part: str | tuple[str, ...],
    which: slice,
    page_as: Callable[..., Page],
    axe: Callable[[Page], None],
    town: None,
) -> None:
    page = page_as(role)
    barriers = []
    mine = [one for one in PAGES if one[0] == role and one[1].startswith(part)]
    for _role, name, arguments, query in mine[which]:
        with translation.override(LANGUAGE):
            address = reverse(name, args=arguments()) + query
        answer = page.goto(address)
        # The page on a failed sign-in says so by its status, too.
        assert answer and answer.status in {200, 401}, address
        assert page.get_by_role("heading", level=1).count() == 1, address
        try:
            axe(page)
        except AssertionError as barrier:
            barriers.append(str(barrier))
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            barriers.append(f"{address} is wider than a phone")
    assert not barriers, "\n\n".join(barriers)
