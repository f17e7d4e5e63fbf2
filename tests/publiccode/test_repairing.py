# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Repairs change what they name and nothing else."""

import pytest
from tests.publiccode.files import VALID, changed, with_more

from allmende.publiccode import check, repair, repairing


@pytest.mark.parametrize(
    ("old", "new", "mended"),
    [
        ('"0.7"', "0.7", '"0.7"'),
        ('"0.7"', "'0.6'", '"0.7"'),
        ("Ready: true", "Ready: yes  # or no", "Ready: true  # or no"),
        ("Ready: true", 'Ready: "False"', "Ready: false"),
        ("  - web", "  - web\nreleaseDate: 2026-3-1", "  - web\nreleaseDate: 2026-03-01"),
        ("  - web", "  - web\nreleaseDate: '1.3.2026'", '  - web\nreleaseDate: "2026-03-01"'),
        ("    - de\n", "    - de_AT  # Wien\n", "    - de-AT  # Wien\n"),
        ("    - de\n", "    - ger\n", "    - de\n"),
        ("  de:\n", "  de_DE:\n", "  de-DE:\n"),
        ("EUPL-1.2", "MIT or Apache-2.0", "MIT OR Apache-2.0"),
        ("EUPL-1.2", "EUPL-1.2-or-later", "EUPL-1.2+"),
        ("EUPL-1.2", "eupl-1.2", "EUPL-1.2"),
        ("stable", "Stable", "stable"),
        ("platforms:\n  - web", "platforms: web", "platforms: [web]"),
        (
            "url: ",
            "landingURL: ' https://example.org'\nurl: ",
            'landingURL: "https://example.org"\nurl: ',
        ),
    ],
)
def test_a_safe_repair(old, new, mended):
    done = repair(changed(old, new))
    assert done.text == VALID.replace(old, mended)
    assert done.applied and done.left == ()


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (
            "intendedAudience:\n  countries: [de, AT]\n",
            "intendedAudience:\n  countries: [DE, AT]\n",
        ),
        ("categories:\n  - Help Desk\n", "categories:\n  - help-desk\n"),
        ("inputTypes:\n  - text/plain\nusedBy:\n  - Amt\n", "usedBy:\n  - Amt\n"),
        ("monochromeLogo: a.svg\n", "logo: a.svg\n"),
        ("logo: b.svg\nmonochromeLogo: a.svg\n", "logo: b.svg\n"),
        ("roadmap: ''\n", ""),
        ("de:\n  leika:\n    - x\n", "# de:\n#   leika:\n#     - x\n"),
        ("it:\n  conforme:\n    gdpr: true\n  piattaforme:\n    io: true\n", None),
        (
            "IT:\n  riuso:\n    codiceIPA: c_h501\n",
            "organisation:\n  uri: urn:x-italian-pa:c_h501\n",
        ),
    ],
)
def test_keys_move_or_go(lines, mended):
    done = repair(with_more(lines))
    after = "IT:\n  piattaforme:\n    io: true\n" if mended is None else mended
    assert done.text == VALID + after
    assert done.left == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("internal", "commercial"),
        ("EUPL-1.2", "GPL"),
        ("platforms:\n  - web", "platforms: web, linux"),
        ('"0.7"', '"1.0"'),
        ("kim@example.org", "Kim <kim@example.org>"),
    ],
)
def test_what_needs_a_person_is_left(old, new):
    text = changed(old, new)
    done = repair(text)
    assert done.text == text and done.applied == ()
    assert done.left == check(text).problems


def test_comments_line_ends_and_order_stay():
    text = changed("Ready: true", "Ready: yes").replace("\n", "\r\n")
    assert repair(text).text == VALID.replace("\n", "\r\n")


def test_a_file_that_is_no_text_is_handed_back_with_its_problem():
    done = repair(b"name: \xff\n")
    assert [one.code for one in done.left] == ["not-utf-8"] and done.applied == ()


def test_a_byte_order_mark_goes():
    assert repair("\ufeff" + VALID).text == VALID


def test_a_value_below_a_language_of_more_than_letters_is_found_by_its_key():
    text = changed("  de:\n", "  de-AT:\n    documentation: ' https://example.org/a'\n")
    assert repair(text).text == text.replace("' https://example.org/a'", '"https://example.org/a"')


def test_a_repair_that_brings_a_new_kind_of_error_is_taken_back_though_fewer_are_left(monkeypatch):
    text = changed("stable", "ready").replace("internal", "commercial")
    fewer = changed("EUPL-1.2", "GPL")
    assert len(check(fewer).problems) < len(check(text).problems)
    monkeypatch.setitem(repairing._REPAIRS, "one-of", lambda file, problem: fewer)
    done = repair(text)
    assert done.text == text and done.applied == ()
