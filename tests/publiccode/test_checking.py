# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a file is told: verdict, key, line."""

from pathlib import Path

import pytest
from tests.publiccode.files import VALID, changed, only, problems, with_more

from allmende.publiccode import check

REAL = Path(__file__).parents[3] / "shared/data/publiccode"


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def test_a_valid_file_has_no_problem():
    report = check(VALID)
    assert report.valid and report.problems == () and report.version == "0.7"


# --- versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["0.2", "0.2.2", "0.3", "0.4.0", "0.5"])
def test_an_old_version_is_valid_and_warned_of(version):
    report = check(changed('"0.7"', f'"{version}"'))
    assert report.valid and report.version == version
    assert [one.code for one in report.problems] == ["version-old"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0.7", "version-number"),
        ('"0.6"', "version-unread"),
        ('"1.0"', "version-unknown"),
        ('!!str "0.7"', "version-dressed"),
        ('""', "empty"),
    ],
)
def test_a_version_that_parsers_do_not_read_is_an_error_at_its_line(written, code):
    problem = only(changed('"0.7"', written))
    assert (problem.code, problem.level, problem.line) == (code, "error", 2)


@pytest.mark.parametrize(("written", "told"), [("0.2", "0.2"), ("0.7", "0.7"), ("2", None)])
def test_a_number_as_version_tells_the_version_beside_its_problem(written, told):
    report = check(changed('"0.7"', written))
    assert report.version == told and not report.valid


def test_a_number_as_version_hides_no_other_error():
    text = changed('"0.7"', "0.4").replace("EUPL-1.2", "EUPL").replace("internal", "commercial")
    assert [code for code, _, _ in problems(text)] == ["version-number", "licence", "one-of"]


def test_without_a_version_everything_else_is_checked():
    text = changed('publiccodeYmlVersion: "0.7"\n', "").replace("stable", "ready")
    assert problems(text) == [
        ("missing", "publiccodeYmlVersion", 0),
        ("one-of", "developmentStatus", 6),
    ]


# --- keys ---------------------------------------------------------------------------------------


def test_an_unknown_key_is_an_error_with_the_likely_meant_one():
    problem = only(with_more("landingUrl: https://example.org\n"))
    assert (problem.code, problem.key) == ("unknown-key", "landingUrl")
    assert "landingURL" in problem.repair["de"]


def test_the_german_section_is_named_for_what_it_is():
    problem = only(with_more('de:\n  countryExtensionVersion: "1.0"\n'))
    assert (problem.code, problem.level) == ("german-section", "error")
    assert "LeiKa" in problem.message["de"]


def test_any_other_country_section_is_none_of_the_standard():
    assert problems(with_more("FR:\n  sample: x\n"))[0][0] == "national-section"


def test_the_italian_section_is_checked_and_its_old_keys_warned_of():
    text = with_more(
        'IT:\n  countryExtensionVersion: "1.0"\n  conforme:\n    gdpr: true\n'
        "  riuso:\n    codiceIPA: c_h501\n  piattaforme:\n    spid: yes\n"
    )
    assert [(code, key) for code, key, _ in problems(text)] == [
        ("deprecated-drop", "IT.conforme"),
        ("deprecated-ipa", "IT.riuso.codiceIPA"),
        ("want-flag", "IT.piattaforme.spid"),
    ]


def test_both_spellings_of_the_italian_section_are_one_too_many():
    found = problems(with_more("IT:\n  piattaforme: {}\nit:\n  piattaforme: {}\n"))
    assert [code for code, _, _ in found] == ["deprecated-capitals", "two-italys"]


@pytest.mark.parametrize(
    ("lines", "code", "key"),
    [
        ("monochromeLogo: a.svg\n", "deprecated-logo", "monochromeLogo"),
        ("inputTypes:\n  - text/plain\n", "deprecated-drop", "inputTypes"),
        ("outputTypes: []\n", "deprecated-drop", "outputTypes"),
        ("it: {}\n", "deprecated-capitals", "it"),
    ],
)
def test_a_deprecated_key_is_a_warning_with_what_to_do(lines, code, key):
    problem = only(with_more(lines))
    assert (problem.code, problem.key, problem.level) == (code, key, "warning")
    assert problem.repair["de"] and problem.repair["en"]


def test_a_missing_key_is_shown_at_the_first_key_of_its_section():
    text = changed("    features:\n      - Termine buchen\n", "")
    assert problems(text) == [
        ("missing", "description.de.features", line_of(text, "shortDescription"))
    ]


@pytest.mark.parametrize("tag", ["en-US", "de-CH-1996"])
def test_a_language_of_more_than_letters_stands_in_brackets_as_the_reference_parser_writes_it(tag):
    text = changed("    features:\n      - Termine buchen\n", "").replace("  de:\n", f"  {tag}:\n")
    assert problems(text) == [
        ("missing", f"description[{tag}].features", line_of(text, "shortDescription"))
    ]


def test_a_missing_key_of_a_missing_section_has_no_place():
    assert problems(changed("legal:\n  license: EUPL-1.2\n", "")) == [
        ("missing", "legal.license", 0)
    ]


def test_a_missing_key_of_a_section_in_braces_is_shown_at_the_brace():
    text = changed("legal:\n  license: EUPL-1.2\n", "legal: {}\n")
    assert problems(text) == [("missing", "legal.license", line_of(text, "legal"))]


# --- kinds --------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["yes", "no", "on", '"true"', "1"])
def test_only_true_and_false_are_booleans(written):
    problem = only(changed("Ready: true", f"Ready: {written}"))
    assert (problem.code, problem.key) == ("want-flag", "localisation.localisationReady")


@pytest.mark.parametrize("written", ["true", "True", "FALSE"])
def test_booleans_have_three_spellings(written):
    assert check(changed("Ready: true", f"Ready: {written}")).valid


def test_a_number_will_do_for_a_text():
    assert check(with_more("softwareVersion: 1.10\n")).valid


def test_a_value_of_the_wrong_kind_is_shown_where_it_begins():
    text = changed("name: Terminbuch  # as on the website", "name:\n  first: Termin")
    assert problems(text) == [("want-text", "name.first", 4)]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("platforms:\n  - web", "platforms: web", "want-list", "platforms"),
        ("platforms:\n  - web", "platforms: []", "empty", "platforms"),
        ("platforms:\n  - web", "platforms:", "empty", "platforms"),
        ("    - de\n", "    - de\n    - [en]\n", "want-text", "localisation.availableLanguages[1]"),
    ],
)
def test_lists_are_lists_and_hold_texts(old, new, code, key):
    problem = only(changed(old, new))
    assert (problem.code, problem.key) == (code, key)


def test_is_based_on_may_be_one_or_many():
    assert check(with_more("isBasedOn: https://example.org/a\n")).valid
    assert check(with_more("isBasedOn:\n  - https://example.org/a\n")).valid
    assert problems(with_more("isBasedOn: here\n"))[0][:2] == ("url", "isBasedOn[0]")


# --- duties that depend on others ---------------------------------------------------------------


CONTACTS = "  contacts:\n    - name: Kim Beispiel\n      email: kim@example.org\n"


@pytest.mark.parametrize("kind", ["internal", "community"])
def test_contacts_are_due_where_people_maintain(kind):
    text = changed("  type: internal\n" + CONTACTS, f"  type: {kind}\n")
    assert problems(text)[0][:2] == ("missing-if", "maintenance.contacts")


def test_contractors_are_due_with_a_contract_and_not_allowed_without():
    contract = changed("type: internal", "type: contract")
    assert problems(contract)[0][:2] == ("missing-if", "maintenance.contractors")
    contractors = "  contractors:\n    - name: Firma\n      until: 2030-01-01\n"
    assert check(contract.replace(CONTACTS, CONTACTS + contractors)).valid
    assert only(changed(CONTACTS, CONTACTS + contractors)).code == "not-here"


def test_what_a_contractor_lacks_is_told_with_the_rest():
    contractors = "  contractors:\n    - name: Firma\n      email: info\n    - website: www\n"
    text = changed("  type: internal\n" + CONTACTS, "  type: contract\n" + contractors)
    assert {(code, key.partition("[")[2]) for code, key, _ in problems(text)} == {
        ("missing", "0].until"),
        ("email", "0].email"),
        ("missing", "1].name"),
        ("missing", "1].until"),
        ("web", "1].website"),
    }


# --- lengths ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["x", "ä", "e\u0301", "👩‍👩‍👧", "🇩🇪", "नि"])
def test_lengths_count_what_a_person_sees(sign):
    fits = changed("Termine buchen und absagen", f'"{sign * 150}"')
    assert check(fits).valid
    problem = only(changed("Termine buchen und absagen", f'"{sign * 151}"'))
    assert problem.code == "too-long"
    assert "151" in problem.message["de"] and "150" in problem.message["de"]


def test_a_long_description_has_150_to_10000_characters():
    start = VALID.index(">\n      Wer")
    end = VALID.index("    features:")
    for count, code in ((149, "too-short"), (150, ""), (10_000, ""), (10_001, "too-long")):
        text = VALID[:start] + "x" * count + "\n" + VALID[end:]
        assert [one for one, _, _ in problems(text)] == ([code] if code else [])


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n- b\n", "words", "null\n", "---\n"])
def test_a_file_without_keys_is_told_so(text):
    assert problems(text) == [("no-section", "publiccodeYmlVersion", 0)]


def test_a_key_twice_is_an_error_at_the_second():
    problem = only(with_more("name: Anders\n"))
    assert (problem.code, problem.line) == ("duplicate", VALID.count("\n") + 1)


def test_a_second_document_is_an_error():
    assert problems(with_more("---\na: b\n"))[0][0] == "documents"
    assert check("---\n" + VALID + "...\n").valid


def test_what_is_not_utf_8_is_told_with_its_line():
    problem = only(VALID.encode().replace("ü".encode(), b"\xfc"))
    assert (problem.code, problem.line) == ("not-utf-8", line_of(VALID, "ü"))


def test_a_byte_order_mark_is_an_error_that_hides_no_other():
    text = b"\xef\xbb\xbf" + changed("EUPL-1.2", "EUPL").encode()
    assert [code for code, _, _ in problems(text)] == ["byte-order-mark", "licence"]


@pytest.mark.parametrize(
    ("old", "new", "line_of_piece"),
    [
        ("  license: EUPL-1.2", "\tlicense: EUPL-1.2", "\tlicense"),
        ("platforms:\n", "platforms: [web\n", "platforms"),
        ("name: Terminbuch ", 'name: "Terminbuch ', "name: "),
        ("stable", "stable: beta", "developmentStatus"),
        ("softwareType: ", "softwareType ", "softwareType"),
    ],
)
def test_broken_syntax_is_told_where_it_is_mended(old, new, line_of_piece):
    text = changed(old, new)
    problem = only(text)
    assert (problem.code, problem.line) == ("syntax", line_of(text, line_of_piece))


def test_yaml_1_2_allows_a_tab_between_key_and_value():
    assert check(changed("license: EUPL-1.2", "license:\tEUPL-1.2")).valid


def test_windows_line_ends_are_as_good_as_others():
    assert check(VALID.replace("\n", "\r\n")).valid


def test_aliases_and_merge_keys_are_followed():
    text = with_more(
        "organisation: &us\n  uri: https://example.org\n  name: Amt\n"
        "fundedBy:\n  - *us\n  - <<: *us\n    name: Stadt\nusedBy: [*nobody]\n"
    )
    assert [(code, key) for code, key, _ in problems(text)] == [("undefined", "usedBy[0]")]


def test_aliases_within_aliases_do_not_grow_without_bound():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    report = check(with_more("\n".join(rows) + "\nusedBy: *a39\nsupports: *a39\n"))
    assert not report.valid


def test_a_thousand_lists_within_each_other_are_told_as_one_problem():
    assert problems(with_more("usedBy: " + "[" * 1_000 + "]" * 1_000 + "\n"))[0][0] == "too-deep"


def test_every_problem_speaks_both_languages():
    text = with_more("logo: /a.gif\nroadmap: x\nfoo: 1\nreleaseDate: 1.2.24\nusedBy: x\n")
    for problem in check(text).problems:
        assert problem.message["de"] and problem.message["en"]
        assert problem.repair["de"] and problem.repair["en"]
        assert "{" not in "".join([*problem.message.values(), *problem.repair.values()])


@pytest.mark.skipif(not REAL.is_dir(), reason="shared/data is not beside this checkout")
def test_real_files_are_read_to_their_end():
    verdicts = {path.stem: check(path.read_bytes()) for path in REAL.glob("*.yml")}
    assert len(verdicts) > 20
    german = verdicts["Aitema-gmbh+hinweisgebersystem"]
    assert {"version-number", "one-of", "too-long"} <= {one.code for one in german.problems}
    assert verdicts["AgID+pat"].valid
