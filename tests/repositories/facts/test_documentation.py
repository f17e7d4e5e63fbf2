# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from tests.repositories.facts.looking import FakeChange, FakeCommit, facts_of, looking_at

from allmende.repositories.facts import documentation
from allmende.repositories.facts.reading.times import DAY, now

ENGLISH = "This is the text for you, and it is in English for all of us.\n"
GERMAN = "Das ist der Text, und er ist für alle auf Deutsch geschrieben.\n"


def facts(files, **more):
    return facts_of(documentation.find, looking_at(files, **more))


def commit(number, days_ago, **more):
    return FakeCommit(f"{number:040x}", now() - days_ago * DAY, **more)


def test_a_folder_and_a_site_are_found():
    seen = facts({"docs/index.md": ENGLISH, "docs/.vitepress/config.mts": "x", "mkdocs.yml": "x"})
    assert seen["documentation.folder"].value == {"docs/": 2}
    assert seen["documentation.site"].value == ["mkdocs", "vitepress"]


def test_documentation_of_foreign_code_is_not_ours():
    assert facts({"vendor/docs/index.md": ENGLISH})["documentation.folder"].state == "no"


def test_headings_tell_the_subjects():
    text = "# Architecture\nx\n## REST API\nx\n## Installation\nx\n## Betrieb\nx\n"
    seen = facts({"docs/all.md": text})
    for subject in ("architecture", "api", "installation", "operation"):
        assert seen[f"documentation.{subject}"].state == "yes", subject
    assert seen["documentation.api"].evidence[0].line == 3


def test_a_subject_without_heading_is_unknown_not_missing():
    assert facts({"docs/a.md": ENGLISH})["documentation.api"].state == "unknown"
    assert facts({})["documentation.api"].state == "unknown"


def test_languages_are_told_per_file_and_pairs_are_found():
    seen = facts({"docs/a.en.md": ENGLISH, "docs/a.de.md": GERMAN, "docs/b.md": ENGLISH})
    assert seen["documentation.english"].value == 2
    assert seen["documentation.german"].value == 1
    assert seen["documentation.in-both-languages"].value == 1


def test_only_german_documentation_is_not_english():
    assert facts({"docs/a.md": GERMAN})["documentation.english"].state == "no"


def test_changelog_and_decisions_are_found():
    seen = facts({"CHANGELOG.md": "x", "docs/adr/0001-use-git.md": "x", "docs/adr/README.md": "x"})
    assert seen["documentation.changelog"].state == "yes"
    assert seen["documentation.decisions"].value == 1


def test_an_office_format_is_not_open():
    assert facts({"docs/a.md": "x"})["documentation.open-formats"].state == "yes"
    closed = facts({"docs/a.md": "x", "docs/Handbuch.docx": "x"})["documentation.open-formats"]
    assert closed.state == "no"
    assert closed.evidence[0].path == "docs/Handbuch.docx"


def test_the_share_of_commits_with_documentation_leaves_bots_and_merges_out():
    commits = (
        commit(1, 1),
        commit(2, 2),
        commit(3, 3, author_name="dependabot[bot]"),
        commit(4, 4, parents=("a", "b")),
        commit(5, 500),
    )
    changes = [FakeChange(one.id, "src/a.py") for one in commits]
    changes.append(FakeChange(commits[1].id, "docs/a.md"))
    seen = facts({"docs/a.md": "x"}, commits=commits, changes=tuple(changes))
    assert seen["documentation.share-of-commits"].value == {"overall": 0.333, "last-year": 0.5}
    assert seen["documentation.lag-days"].value == 1


def test_a_changelog_entry_is_no_documentation():
    assert not documentation.is_document("CHANGELOG.md")
    assert not documentation.is_document("docs/changelog.md")
    assert documentation.is_document("docs/guide.md")


def test_without_history_nothing_is_said_about_upkeep():
    seen = facts({"docs/a.md": "x"})
    assert seen["documentation.share-of-commits"].state == "unknown"
    assert seen["documentation.lag-days"].state == "unknown"
