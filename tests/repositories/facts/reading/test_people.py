# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from tests.repositories.facts.looking import FakeCommit

from allmende.repositories.facts.reading.people import domain, is_bot, kind_of, mailmap, people


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
        ("renovate[bot]", "bot@renovateapp.com"),
        ("Renovate Bot", "renovate@firma.example"),
        ("github-actions", "actions@github.com"),
        ("Weblate", "hosted@weblate.org"),
        ("semantic-release-bot", "x@example.org"),
        ("project_12_bot", "project_12_bot_ab@noreply.example"),
        ("ci", "ci@stadt.example"),
    ],
)
def test_bots_are_recognised(name, mail):
    assert is_bot(name, mail)


@pytest.mark.parametrize(
    "name", ["Anna Beispiel", "Lena Abbot", "Kim Talbot", "Bodo Botho", "Robin Travisano", "Cidem"]
)
def test_people_are_not_bots(name):
    assert not is_bot(name, "someone@stadt.example")


@pytest.mark.parametrize(
    ("mail", "kind"),
    [
        ("a@muenchen.de", "organisation"),
        ("a@mail.muenchen.de", "organisation"),
        ("a@gmx.de", "free"),
        ("a@Googlemail.com", "free"),
        ("12+a@users.noreply.github.com", "noreply"),
        ("noreply@example.org", "noreply"),
        ("root@localhost", "noreply"),
        ("a@laptop.local", "noreply"),
        ("(none)", "noreply"),
        ("", "noreply"),
    ],
)
def test_mail_addresses_are_told_apart(mail, kind):
    assert kind_of(mail) == kind


def test_domains_are_cut_to_what_was_registered():
    assert domain("a@it.mail.muenchen.de") == "muenchen.de"
    assert domain("a@digital.cabinet-office.gov.uk") == "cabinet-office.gov.uk"


def test_the_mailmap_is_read_in_its_forms():
    known = mailmap(
        "Proper Name <only@name.example>\n"
        "<new@a.example> <OLD@a.example>\n"
        "Proper <new@b.example> Wrong Name <shared@b.example> # why\n"
        "broken <\n"
    )
    assert known.mail("x", "old@A.example") == "new@a.example"
    assert known.mail("wrong name", "shared@b.example") == "new@b.example"
    assert known.mail("another", "shared@b.example") == "shared@b.example"


def test_persons_are_joined_over_mails_and_full_names():
    commits = [
        FakeCommit("1", 1, "a@x.example", "Anna Beispiel"),
        FakeCommit("2", 1, "a@y.example", "anna  beispiel"),
        FakeCommit("3", 1, "a@y.example", "ab"),
        FakeCommit("4", 1, "b@y.example", "ab"),
        FakeCommit("5", 1, "", ""),
    ]
    numbers = people(commits, mailmap(None))
    assert len(set(numbers.values())) == 3
