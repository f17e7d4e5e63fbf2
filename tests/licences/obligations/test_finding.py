# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a licence asks for one use."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.licences.compatibility import Matrix
from allmende.licences.known import facts_of
from allmende.licences.obligations import Use, licences_covered, obligations_of
from allmende.licences.obligations.permissive import PERMISSIVE
from allmende.licences.obligations.reciprocal import RECIPROCAL
from allmende.licences.obligations.sources import ALL


def ids(expression, use, chosen=None):
    return [one.id for one in obligations_of(expression, use, chosen)]


def sections(expression, use):
    return {one.id: one.section for one in obligations_of(expression, use)}


@pytest.mark.parametrize(
    ("licence", "use", "duty", "section"),
    [
        ("MIT", "pass-on", "keep-notice", "MIT ¶ 2"),
        ("BSD-3-Clause", "pass-on", "no-endorsement", "BSD-3-Clause (3)"),
        ("BSD-4-Clause", "pass-on", "advertising-clause", "BSD-4-Clause (3)"),
        ("Apache-2.0", "pass-on", "pass-on-notice-file", "Apache-2.0 § 4(d)"),
        ("Apache-2.0", "modify", "state-changes", "Apache-2.0 § 4(b)"),
        ("Apache-2.0", "use", "patent-peace", "Apache-2.0 § 3"),
        ("MPL-2.0", "pass-on", "source-of-covered-files", "MPL-2.0 § 3.2(a)"),
        ("MPL-1.1", "pass-on", "source-twelve-months", "MPL-1.1 § 3.2"),
        ("EPL-2.0", "pass-on", "source-of-program", "EPL-2.0 § 3.1(a)"),
        ("CDDL-1.0", "modify", "identify-contributor", "CDDL-1.0 § 3.3"),
        ("LGPL-2.1-or-later", "pass-on", "allow-replacement", "LGPL-2.1 § 6"),
        ("LGPL-3.0-only", "pass-on", "no-further-restrictions", "GPL-3.0 § 10"),
        ("GPL-2.0-only", "pass-on", "source-three-years", "GPL-2.0 § 3"),
        ("GPL-2.0-only", "modify", "state-changes-dated", "GPL-2.0 § 2(a)"),
        ("GPL-3.0-only", "pass-on", "installation-information", "GPL-3.0 § 6"),
        ("GPL-3.0-only", "modify", "same-licence-work", "GPL-3.0 § 5(c)"),
        ("AGPL-3.0-only", "network", "source-to-network-users", "AGPL-3.0 § 13"),
        ("EUPL-1.2", "pass-on", "source-while-offered", "EUPL-1.2 Art. 5"),
        ("EUPL-1.2", "network", "network-is-distribution", "EUPL-1.2 Art. 1"),
        ("OSL-3.0", "network", "network-is-distribution", "OSL-3.0 § 5"),
        ("SSPL-1.0", "network", "service-source", "SSPL-1.0 § 13"),
        ("BUSL-1.1", "use", "no-production-use", "BUSL-1.1 ¶ 1"),
        ("Elastic-2.0", "network", "no-hosted-service", "Elastic-2.0 Limitations"),
        ("CC-BY-4.0", "pass-on", "attribute", "CC-BY-4.0 § 3(a)(1)"),
        ("CC-BY-SA-4.0", "modify", "share-alike", "CC-BY-SA-4.0 § 3(b)"),
        ("ODbL-1.0", "modify", "database-share-alike", "ODbL-1.0 § 4.4"),
        ("DL-DE-BY-2.0", "use", "source-note", "DL-DE-BY-2.0 (2)"),
        ("OFL-1.1", "modify", "rename-changed", "OFL-1.1 (3)"),
        ("OpenSSL", "pass-on", "acknowledge-on-redistribution", "OpenSSL (6)"),
        ("PHP-3.01", "pass-on", "no-name-in-product", "PHP-3.01 (4)"),
        ("Zlib", "modify", "mark-as-changed", "Zlib (2)"),
    ],
)
def test_a_duty_is_found_with_the_place_that_asks_for_it(licence, use, duty, section):
    assert sections(licence, use)[duty] == section


@pytest.mark.parametrize(
    ("licence", "use"),
    [
        ("MIT", "use"),
        ("MIT", "network"),
        ("GPL-2.0-only", "use"),
        ("GPL-3.0-only", "network"),
        ("0BSD", "pass-on"),
        ("Unlicense", "modify"),
        ("CC0-1.0", "pass-on"),
    ],
)
def test_a_licence_that_asks_for_nothing_says_so(licence, use):
    assert ids(licence, use)[0] == "nothing-asked"


@pytest.mark.parametrize(
    "written", ["LicenseRef-house", "NOASSERTION", "GPL or later", "", "see COPYING", "(" * 5000]
)
def test_what_is_not_known_says_so(written):
    found = obligations_of(written, Use.PASS_ON)
    assert [one.id for one in found] == ["not-known"]


def test_without_a_licence_there_is_no_permission():
    found = obligations_of("NONE", Use.USE)[0]
    assert (found.id, found.kind) == ("no-licence", "prohibition")


def test_and_joins_the_duties():
    joined = {(one.id, one.licence) for one in obligations_of("MIT AND Zlib", "pass-on")}
    alone = {
        (one.id, one.licence)
        for licence in ("MIT", "Zlib")
        for one in obligations_of(licence, "pass-on")
    }
    assert joined == alone


def test_or_keeps_the_branches_apart():
    found = obligations_of("MIT OR GPL-2.0-only", "pass-on")
    assert {one.branch for one in found} == {"MIT", "GPL-2.0-only"}
    assert {one.id for one in found if one.branch == "MIT"} == {"keep-notice"}


def test_the_chosen_branch_speaks_alone():
    found = obligations_of("MIT OR GPL-2.0-only", "pass-on", chosen="MIT")
    assert [(one.id, one.branch) for one in found] == [("keep-notice", None)]


def test_a_linking_exception_lifts_the_copyleft_on_the_linked_work_and_nothing_else():
    plain = set(ids("GPL-2.0-only", "pass-on"))
    softened = set(ids("GPL-2.0-only WITH Classpath-exception-2.0", "pass-on"))
    assert plain - softened == {"same-licence-linked-work"}
    assert softened - plain == {"exception"}


def test_an_exception_that_nobody_has_read_lifts_nothing():
    plain = set(ids("GPL-2.0-only", "pass-on"))
    assert set(ids("GPL-2.0-only WITH AdditionRef-house", "pass-on")) == plain | {"exception"}


@pytest.mark.parametrize("licence", ["GPL-2.0-or-later", "EPL-1.0+"])
def test_a_later_version_is_offered_where_the_licence_does(licence):
    assert "later-version" in ids(licence, "pass-on")
    assert "later-version" not in ids("GPL-2.0-only", "pass-on")


def test_an_old_spelling_has_the_same_duties():
    assert obligations_of("GPL-2.0", "modify") == obligations_of("GPL-2.0-only", "modify")


def test_a_use_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="sell"):
        obligations_of("MIT", "sell")


def test_every_duty_of_the_tables_has_a_sentence_and_every_sentence_a_licence():
    named = {duty for terms in (*PERMISSIVE.values(), *RECIPROCAL.values()) for duty in terms}
    assert named == ALL.keys()


def test_every_sentence_exists_in_both_languages():
    for duty in ALL.values():
        assert set(duty.text) == {"de", "en"}
        assert all(one.endswith(".") and len(one) > 20 for one in duty.text.values())


def test_every_licence_of_the_tables_is_on_the_spdx_list():
    assert all(facts_of(one) or facts_of(f"{one}-only") for one in licences_covered())


def test_nearly_every_licence_of_the_matrix_is_covered():
    missing = {one for one in Matrix.shipped().licences if ids(one, Use.PASS_ON)[0] == "not-known"}
    assert missing == {
        "LicenseRef-scancode-bsla-no-advert",
        "LicenseRef-scancode-info-zip-2003-05",
        "LicenseRef-scancode-ppp",
        "NBPL-1.0",
    }


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.sampled_from(["MIT AND (ISC OR Zlib)", "MIT OR NONE"])),
    st.sampled_from(Use),
)
def test_every_text_has_an_answer_with_a_sentence(text, use):
    found = obligations_of(text, use)
    assert found
    assert all(one.text["de"] and one.text["en"] and one.use is use for one in found)
    assert json.dumps([one.as_json() for one in found])
