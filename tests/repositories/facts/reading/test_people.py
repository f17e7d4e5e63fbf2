# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.repositories.facts.reading.people import (
    author,
    domain,
    is_bot,
    kind_of,
    mailmap,
    people,
)

KEY = bytes(range(16))


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


def counted_as(known, name, mail):
    return known.address(author(name, mail, KEY))


def test_the_mailmap_is_read_in_its_forms():
    known = mailmap(
        "Proper Name <only@name.example>\n"
        "<new@a.example> <OLD@a.example>\n"
        "Proper <new@b.example> Wrong Name <shared@b.example> # why\n"
        "broken <\n",
        KEY,
    )
    nothing = mailmap(None, KEY)
    first, second = (counted_as(nothing, "", one) for one in ("new@a.example", "new@b.example"))
    assert counted_as(known, "x", "old@A.example") == first
    assert counted_as(known, "wrong name", "shared@b.example") == second
    assert counted_as(known, "another", "shared@b.example") not in (first, second)


def test_persons_are_joined_over_mails_and_full_names():
    written = [
        ("Anna Beispiel", "a@x.example"),
        ("anna  beispiel", "a@y.example"),
        ("ab", "a@y.example"),
        ("ab", "b@y.example"),
        ("", ""),
    ]
    numbers = people((author(*one, KEY) for one in written), mailmap(None, KEY))
    assert len(set(numbers.values())) == 3


def test_an_author_holds_no_word_of_name_and_mail_and_is_another_under_another_key():
    one = author("Anna Beispiel", "anna@stadt.example", KEY)
    assert not {"anna", "beispiel", "stadt"} & set(str(one).lower().replace("'", " ").split())
    assert one != author("Anna Beispiel", "anna@stadt.example", bytes(16))
    assert one == author("Anna Beispiel", "anna@stadt.example", KEY)
