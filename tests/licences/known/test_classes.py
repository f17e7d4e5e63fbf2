# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What kind of licence an id is."""

import pytest

from allmende.licences.expressions import parse, simplify
from allmende.licences.known import LicenceClass, all_exceptions, all_ids, class_of, facts_of
from allmende.licences.known.classes import SUPPLEMENT
from allmende.licences.known.exceptions import Effect, effect_of


@pytest.mark.parametrize(
    ("spdx_id", "expected"),
    [
        ("MIT", "permissive"),
        ("apache-2.0", "permissive"),
        ("0BSD", "permissive"),
        ("CC-BY-4.0", "permissive"),
        ("CC0-1.0", "public-domain"),
        ("Unlicense", "public-domain"),
        ("PDDL-1.0", "public-domain"),
        ("LGPL-2.1-or-later", "weak-copyleft"),
        ("EPL-2.0", "weak-copyleft"),
        ("EPL-1.0+", "weak-copyleft"),
        ("GFDL-1.3-only", "weak-copyleft"),
        ("CC-BY-SA-4.0", "weak-copyleft"),
        ("GPL-2.0+", "strong-copyleft"),
        ("GPL-3.0-only", "strong-copyleft"),
        ("ODbL-1.0", "strong-copyleft"),
        ("AGPL-3.0-or-later", "network-copyleft"),
        ("OSL-3.0", "network-copyleft"),
        ("EUPL-1.2", "network-copyleft"),
        ("EUPL-1.0", "strong-copyleft"),  # online access came into the text with 1.1
        ("SSPL-1.0", "restricted"),
        ("BUSL-1.1", "restricted"),
        ("CC-BY-NC-4.0", "restricted"),
        ("CC-BY-ND-4.0", "restricted"),
        ("LicenseRef-ours", "unknown"),
        ("no licence at all", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_licence_has_the_class_its_source_gives_it(spdx_id: str, expected: str) -> None:
    assert class_of(spdx_id).value == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("GPL-2.0-only WITH Classpath-exception-2.0", "weak-copyleft"),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", "weak-copyleft"),
        ("GPL-3.0-or-later WITH Bison-exception-2.2", "weak-copyleft"),
        ("GPL-2.0-only WITH Universal-FOSS-exception-1.0", "weak-copyleft"),
        ("GPL-2.0-or-later WITH Font-exception-2.0", "strong-copyleft"),
        ("GPL-2.0-or-later WITH openvpn-openssl-exception", "strong-copyleft"),
        ("GPL-2.0-only WITH AdditionRef-nobody-knows", "strong-copyleft"),
        ("Apache-2.0 WITH LLVM-exception", "permissive"),
        ("MIT WITH Classpath-exception-2.0", "permissive"),
    ],
)
def test_an_exception_that_permits_linking_makes_copyleft_weak(
    expression: str, expected: str
) -> None:
    assert class_of(expression).value == expected


def test_an_office_may_class_a_family_and_one_id_of_it_apart() -> None:
    ours = {"EUPL-*": LicenceClass.STRONG_COPYLEFT, "EUPL-1.1": LicenceClass.WEAK_COPYLEFT}
    assert class_of("EUPL-1.2", ours) is LicenceClass.STRONG_COPYLEFT
    assert class_of("eupl-1.1", ours) is LicenceClass.WEAK_COPYLEFT
    assert class_of("MIT", ours) is LicenceClass.PERMISSIVE


def test_facts_name_their_sources() -> None:
    agpl = facts_of("agpl-3.0-only")
    assert agpl is not None
    assert (agpl.id, agpl.class_source) == ("AGPL-3.0-only", "licence text, section 13")
    gpl = facts_of("GPL-3.0-only")
    assert gpl is not None
    assert gpl.class_source == "ScanCode LicenseDB, category Copyleft"
    assert gpl.address == "https://spdx.org/licenses/GPL-3.0-only.html"


def test_the_fsf_says_yes_or_no_or_nothing() -> None:
    said = {one: facts_of(one) for one in ("MIT", "JSON", "PostgreSQL")}
    assert {one: facts and facts.fsf_libre for one, facts in said.items()} == {
        "MIT": True,
        "JSON": False,
        "PostgreSQL": None,
    }


def test_the_eupl_is_shown_as_contested_with_who_says_what() -> None:
    facts = facts_of("EUPL-1.2")
    assert facts is not None
    assert [claim.who["en"] for claim in facts.contested] == [
        "ScanCode LicenseDB",
        "Dependency-Track",
        "City of Munich",
        "licence text, article 1",
        "European Commission",
    ]
    assert all(claim.source.startswith("https://") for claim in facts.contested)
    assert facts.as_json()["contested"][0]["says"].keys() == {"de", "en"}


@pytest.mark.parametrize(
    ("deprecated", "modern"),
    [
        ("GPL-2.0", "GPL-2.0-only"),
        ("LGPL-2.1+", "LGPL-2.1-or-later"),
        ("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("BSD-2-Clause-FreeBSD", "BSD-2-Clause-Views"),
        ("Net-SNMP", None),
        ("MIT", None),
    ],
)
def test_a_deprecated_id_names_its_successor(deprecated: str, modern: str | None) -> None:
    facts = facts_of(deprecated)
    assert facts is not None
    assert (facts.replaced_by, facts.deprecated) == (modern, deprecated != "MIT")


def test_every_successor_is_an_expression_without_deprecated_ids() -> None:
    every = [facts_of(one) for one in all_ids()]
    for modern in [one.replaced_by for one in every if one and one.replaced_by]:
        assert str(simplify(parse(modern))) == modern


def test_what_is_no_id_has_no_facts() -> None:
    assert [facts_of(one) for one in ("GPL", "LicenseRef-x", "", "MIT OR ISC")] == [None] * 4


def test_the_tables_name_only_what_spdx_knows() -> None:
    assert set(all_ids()) >= set(SUPPLEMENT)
    unread = [one for one in all_exceptions() if effect_of(one) is Effect.UNKNOWN]
    assert "Classpath-exception-2.0" not in unread
    assert len(unread) < len(all_exceptions()) / 3
