# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every detector of personal data finds its examples and leaves what looks like them."""

import pytest
from tests.repositories.detectors.finding import hits, sure

from allmende.repositories.detectors import personal
from allmende.repositories.detectors.pattern import Pattern

PATTERNS = personal.patterns(["stadtamt.de"], ["buero.ob"])
AT = "@"


def found(text: str, path: str | None = None) -> set[str]:
    return sure(PATTERNS, text, path)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_finds_its_examples(pattern: Pattern):
    assert [text for text in pattern.matches if not hits([pattern], text)] == []


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_leaves_what_only_looks_like_it(pattern: Pattern):
    assert [text for text in pattern.misses if hits([pattern], text)] == []


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_says_what_it_is(pattern: Pattern):
    assert pattern.kind == "personal-data"
    assert {"de", "en"} <= pattern.title.keys()
    assert pattern.source


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_keywords_stand_in_every_example(pattern: Pattern):
    for text in pattern.matches:
        assert not pattern.keywords or any(word in text.lower() for word in pattern.keywords)


@pytest.mark.parametrize(
    "text",
    [
        "+49 89 233-7" + "3104",
        "Tel. (0 89) 2 33-7" + "3104",
        "Telefon: 089 / 233 - 7" + "3104",
        "Fon: 0049 (0)89 2337" + "3104",
        '{"mobile": "0171/83' + '50264"}',
        "telefon;0821 32" + "40 718",
        'href="tel:+4989233' + '73104"',
        "Durchwahl: 089/233-7" + "3104",
        "Phone: (212) 736-" + "5049",
    ],
)
def test_a_phone_number_is_seen_in_the_usual_notations(text: str):
    assert found(text) & {"phone-germany", "phone-named"}


@pytest.mark.parametrize(
    "text",
    [
        "+490001112223",
        "x = a +4912",
        "Telefon: 0800 330" + "1000",
        "Tel: 116 117",
        "phone: 555-0123",
        "telemetry: 0123456789",
        "mobile/2017-07-01/x.json",
        "+4953-09709",
        "fax = 3.14159265",
        "cellpadding=0123456",
        "Tel.: 089/123456",
        "Tel.: 089 99998" + "123",
        "9876543210123456+4930123",
    ],
)
def test_service_numbers_made_up_ones_and_measures_are_nobodys_phone(text: str):
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        f"no-reply{AT}stadtamt.de",
        f"ospo{AT}stadtamt.de",
        f"buero.ob{AT}stadtamt.de",
        f"it-support{AT}firma-huber.de",
        f"max.mustermann{AT}web.de",
        f"petra.huber{AT}example.org",
        f"petra{AT}foo.test",
        f"git{AT}gitlab.opencode.de:gruppe/projekt.git",
        f"https://token{AT}gitlab.com/x.git",
        f"logo{AT}2x.png",
        f"debian-devel{AT}lists.debian.org",
        f"a{AT}b.com",
    ],
)
def test_functions_lists_examples_and_addresses_of_repositories_are_nobodys_mail(text: str):
    assert not found(text)


def test_an_address_of_an_own_domain_is_surest():
    own = hits(PATTERNS, f"Frage an petra.wagenbrett{AT}stadtamt.de")
    other = hits(PATTERNS, f"Frage an petra.wagenbrett{AT}huber-bau.de")
    assert own[0][2] > other[0][2] >= 0.5


@pytest.mark.parametrize("path", ["AUTHORS", "package.json", "a/pyproject.toml", "debian/control"])
def test_who_gives_an_address_as_author_has_published_it(path: str):
    assert not found(f"p.wagenbrett{AT}huber-bau.de", path)


def test_a_copyright_line_names_an_author():
    assert not found(f"# Copyright 2021 Petra Wagenbrett <petra{AT}huber-bau.de>")


def test_numbers_in_tests_weigh_less():
    card = "card: 4539 5787 " + "6362 1486"
    assert (
        hits(PATTERNS, card, "tests/data.json")[0][2] < hits(PATTERNS, card, "src/data.json")[0][2]
    )


@pytest.mark.parametrize("digits", ["4111" * 4, "4242" * 4, "5555555555554444", "378282246310005"])
def test_the_cards_that_payment_services_publish_for_tests_are_doubtful(digits: str):
    assert not found(f"Kreditkarte: {digits}")


def test_a_table_of_code_points_holds_no_card():
    assert not found("521F 5220 5221 5222 5223 5224 5225 5226 5227 5228")


def test_the_iban_of_every_instruction_is_doubtful():
    assert not found("IBAN: DE89 3704 0044 " + "0532 0130 00")


@pytest.mark.parametrize(
    "text",
    [
        '"lastName": "Nachname"',
        "vorname: Max",
        "firstName: String",
        'firstName = "${user.firstName}"',
        "nachname = getNachname()",
        "surname: null",
        "  name: Run tests",
        '"name": "Windows Server"',
    ],
)
def test_types_labels_and_placeholders_are_no_names(text: str):
    assert not found(text)


def test_a_translated_label_is_no_name():
    assert not found('"firstName": "Etternamn"', "src/i18n/nn.json")


def test_a_table_is_found_by_its_heading():
    assert "person-table" in found("nr;nachname;vorname\n7;Ober" + "huber;Katharina\n")
    assert "person-table" not in found("nr;nachname;vorname\n7;?;?\n")


def test_columns_and_values_of_an_insert_are_read_together():
    into, values = "INSERT INTO person (id, nachname, ort)", "VALUES (1, 'Oberhuber', 'Ulm')"
    assert "person-insert" in {one[0] for one in hits(PATTERNS, f"{into} {values}")}
    assert "person-insert" not in found("INSERT INTO ort (id, name) VALUES (1, 'Katharina')")


def test_a_health_number_needs_a_word_for_it():
    number = "M50231788"
    number += next(d for d in "0123456789" if hits(PATTERNS, f"KVNR: {number}{d}"))
    assert found(f"Krankenversichertennummer {number}") == {"german-health-number"}
    assert not found(f"id={number}")


@pytest.mark.parametrize("text", ["Steuernummer: 143/" + "217/30862", "St.-Nr. 133/8150" + "/8159"])
def test_a_tax_number_is_seen_as_the_laender_write_it(text: str):
    assert "german-tax-number" in found(text)


def test_the_first_of_january_is_any_date():
    assert not found("geburtsdatum: 1980-01-01")
    assert found("geburtsdatum: 1980-01-" + "17") == {"date-of-birth"}
