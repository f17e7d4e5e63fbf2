# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import community

GITHUB = "https://github.com/it-at-m/example"
GITLAB = "https://gitlab.opencode.de/example/example.git"


def facts(files, **more):
    return facts_of(community.find, looking_at(files, **more))


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("contributing", "CONTRIBUTING.md"),
        ("contributing", "docs/contributing.rst"),
        ("code-of-conduct", ".github/CODE_OF_CONDUCT.md"),
        ("security-policy", ".gitlab/SECURITY.md"),
        ("support", "SUPPORT"),
        ("governance", "GOVERNANCE.md"),
        ("funding", ".github/FUNDING.yml"),
        ("maintainers", "MAINTAINERS"),
        ("citation", "CITATION.cff"),
        ("codeowners", "CODEOWNERS"),
        ("issue-templates", ".github/ISSUE_TEMPLATE/bug.yml"),
        ("issue-templates", ".gitlab/issue_templates/Bug.md"),
        ("pull-request-template", ".github/pull_request_template.md"),
    ],
)
def test_files_are_found_where_forges_look(key, path):
    fact = facts({path: "text"})[f"community.{key}"]
    assert fact.state == "yes"
    assert fact.evidence[0].path == path


def test_what_is_absent_on_github_may_be_inherited():
    seen = facts({}, origin=GITHUB)
    for key in (
        "contributing",
        "security-policy",
        "funding",
        "issue-templates",
        "private-reporting",
    ):
        assert seen[f"community.{key}"].state == "unknown", key
        assert ".github" in seen[f"community.{key}"].note["de"]


def test_codeowners_and_the_like_are_never_inherited():
    seen = facts({}, origin=GITHUB)
    for key in ("codeowners", "maintainers", "citation"):
        assert seen[f"community.{key}"].state == "no", key


def test_what_is_absent_elsewhere_is_absent():
    seen = facts({}, origin=GITLAB)
    assert seen["community.contributing"].state == "no"
    assert seen["community.private-reporting"].state == "no"
    assert facts({}, origin="https://notgithub.com/a/b")["community.contributing"].state == "no"


def test_a_section_of_the_readme_is_shown_but_is_no_file():
    seen = facts({"README.md": "# X\n\n## Contributing\n\nDo.\n"})["community.contributing"]
    assert seen.state == "no"
    assert seen.evidence[0].line == 3


@pytest.mark.parametrize(
    "line",
    [
        "Write to security@example.org.",
        "Mail: security [at] example [dot] org",
        "Use https://github.com/it-at-m/x/security/advisories/new",
        "Please report a vulnerability in private.",
        "Bitte erstellen Sie ein vertrauliches Issue.",
    ],
)
def test_a_private_way_to_report_is_quoted(line):
    fact = facts({"SECURITY.md": "# Security\n\n" + line})["community.private-reporting"]
    assert fact.state == "yes"
    assert (fact.evidence[0].path, fact.evidence[0].line) == ("SECURITY.md", 3)


def test_a_security_policy_without_a_private_way_is_for_a_person_to_read():
    seen = facts({"SECURITY.md": "Open an issue, see https://example.org/security"})
    assert seen["community.private-reporting"].state == "unknown"
    assert seen["community.private-reporting"].evidence[0].quote == "https://example.org/security"


def test_the_untouched_template_names_no_way():
    text = "Use this section to tell people how to report a vulnerability."
    assert facts({"SECURITY.md": text})["community.private-reporting"].state == "unknown"


def test_codeowners_are_counted_and_not_named():
    owners = "* @it-at-m/team\n/docs/ @someone docs@example.org\nsrc/x.py\n"
    seen = facts({".github/CODEOWNERS": owners, "src/x.py": "", "docs/a.md": "", "b": ""})
    assert seen["community.codeowners-owners"].value == {"person": 1, "team": 1, "mail": 1}
    assert seen["community.codeowners-coverage"].value == 0.75
    assert "someone" not in str([one.as_json() for one in seen.values()])


def test_lines_that_github_skips_are_problems():
    seen = facts({"CODEOWNERS": "* @a\n!b @c\n*.[ch] @d\n*.js nobody\n"}, origin=GITHUB)
    assert [one["line"] for one in seen["community.codeowners-problems"].value] == [2, 3, 4]


def test_sections_of_gitlab_have_owners_of_their_own():
    text = "[Documentation][2] @docs\ndocs/\n^[Optional]\n*.py @py\n"
    seen = facts({"CODEOWNERS": text, "docs/a.md": "", "a.py": "", "b.c": ""}, origin=GITLAB)
    assert seen["community.codeowners-problems"].state == "no"
    assert seen["community.codeowners-coverage"].value == 0.5


def test_the_file_that_github_takes_is_the_one_that_counts():
    seen = facts({"CODEOWNERS": "a @x\n", ".github/CODEOWNERS": "* @x\n", "b": ""})
    assert seen["community.codeowners-coverage"].value == 1.0


@pytest.mark.parametrize(
    ("path", "state"),
    [("SECURITY.md", "yes"), (".github/SECURITY.md", "no"), ("docs/SECURITY.md", "no")],
)
def test_a_security_policy_in_the_main_folder_is_told_apart(path, state):
    seen = facts({path: "Mail."}, origin=GITHUB)
    assert seen["community.security-policy"].state == "yes"
    assert seen["community.security-in-root"].state == state
