# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which pairs a person is asked about, and with which reasons."""

import pytest
from django.utils import translation
from tests.workbench.catalogue.making import entry, software, take_in

from allmende.identity import ReasonCode
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import reasons
from allmende.workbench.catalogue.models import Proposal, Software
from allmende.workbench.catalogue.services import editing, joining, proposing
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db
PAGE = "https://zammad.org"


def test_same_name_and_homepage_are_proposed_with_both_reasons() -> None:
    take_in(entry("Zammad", homepage=PAGE), entry("zammad", "list-b", homepage=f"{PAGE}/"))
    proposal = Proposal.objects.get()
    assert proposal.left_id < proposal.right_id
    assert [reason["code"] for reason in proposal.reasons] == ["same-name", "same-homepage"]
    assert 0.8 < proposal.score <= 1


def test_what_hardly_fits_is_not_worth_a_persons_minute() -> None:
    take_in(
        entry("Zammad", homepage=PAGE, repositories=("https://github.com/a/one",)),
        entry("Tickets", "list-b", homepage=PAGE, repositories=("https://github.com/b/two",)),
    )
    assert not Proposal.objects.exists()


def test_looking_again_leaves_a_proposal_as_it_is() -> None:
    take_in(entry("Zammad"), entry("Zammad", "list-b"))
    before = Proposal.objects.values().get()
    assert proposing.refresh_all() == set()
    assert Proposal.objects.values().get() == before


def test_a_proposal_goes_when_its_reason_goes() -> None:
    take_in(entry("Zammad"), entry("Zammad", "list-b", "z"))
    take_in(entry("Znuny", "list-b", "z"))
    assert not Proposal.objects.exists()
    assert {one.name for one in Software.objects.all()} == {"Zammad", "Znuny"}


def test_a_new_reason_makes_the_proposal_new() -> None:
    take_in(entry("Zammad", homepage=PAGE), entry("Zammad", "list-b"))
    before = Proposal.objects.get().score
    take_in(entry("Zammad", "list-b", homepage=PAGE))
    assert Proposal.objects.get().score > before


def test_our_own_words_count_when_looking_for_duplicates(office: User) -> None:
    take_in(entry("Zammad"), entry("Znuny", "list-b"))
    editing.edit(office, Software.objects.get(name="Znuny"), {"name": "Zammad"})
    assert len(proposing.refresh_all()) == 2
    assert Proposal.objects.get().reasons[0]["code"] == "same-name"


def test_a_merge_has_a_job_look_for_new_proposals(office: User) -> None:
    joining.merge(office, software("Zammad"), software("Zammad", "list-b"))
    assert Job.objects.get().kind == "catalogue.propose"


def test_the_job_brings_a_proposal_and_its_findings(office: User, work_off_jobs) -> None:
    one, other = software("Zammad"), software("Zammad", "list-b")
    joined = software("Znuny"), software("Znuny", "list-b")
    Proposal.objects.all().delete()
    joining.merge(office, *joined)
    (job,) = work_off_jobs()
    assert job.result == {"changed": 2}
    assert Proposal.objects.count() == 1
    assert one.findings.get(rule="duplicate-candidate").data["other"] == other.name


EXAMPLES = {
    "key": "github.com/a/b", "name": "Zammad", "left": "links", "right": "rechts",
    "homepage": PAGE, "host": "zammad.org", "owner": "github.com/a", "scheme": "wikidata",
    "source": "sill-2022", "similarity": "0.9",
}  # fmt: skip


@pytest.mark.parametrize("code", ReasonCode)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reason_is_a_sentence_with_its_values(code: ReasonCode, language: str) -> None:
    with translation.override(language):
        told = reasons.sentence({"code": code.value, "values": EXAMPLES})
    assert told != code.value
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize("code", ReasonCode)
def test_a_reason_against_says_so(code: ReasonCode) -> None:
    assert reasons.speaks_against({"code": code.value}) == code.speaks_against


def test_an_entry_made_by_hand_is_proposed_where_name_and_homepage_agree(office: User) -> None:
    software("Keycloak", homepage="https://www.keycloak.org")
    editing.create(office, {"name": "Keycloak", "homepage": "https://keycloak.org/"})
    proposing.refresh_all()
    assert Proposal.objects.count() == 1
