# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Duplicates: the list of pairs, one pair, and what one decides."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import pair, pairs, software, text_of

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Merge, Proposal, Software
from allmende.workbench.catalogue.services import joining
from allmende.workbench.catalogue.views.duplicates import LIKELIHOODS, likelihood

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


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
