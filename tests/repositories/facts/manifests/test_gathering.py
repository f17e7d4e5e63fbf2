# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""All manifests of a tree together: facts, lock files, frameworks, tests and examples."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.repositories.facts.looking import facts_of, looking_at
from tests.repositories.facts.manifests.declaring import gather

from allmende.repositories.facts import manifests
from allmende.repositories.facts.documents import Source, Unreadable
from allmende.repositories.facts.manifests.dependency import purl_of
from allmende.repositories.facts.manifests.gathering import READERS

PACKAGE = '{"name": "a", "dependencies": {"vue": "3.5.0"}}'


def test_every_fact_is_stated_for_an_empty_tree() -> None:
    facts = facts_of(manifests.find, looking_at())
    assert {key: one.state for key, one in facts.items()} == {
        "manifests.present": "no",
        "manifests.unread": "no",
        "manifests.readable": "yes",
        "manifests.packages": "value",
        "dependencies.declared": "value",
        "dependencies.locked": "value",
        "dependencies.lock_files": "unknown",
        "dependencies.frameworks": "value",
    }


def test_tests_examples_and_vendored_code_are_listed_but_not_the_products() -> None:
    paths = (
        "package.json",
        "tests/package.json",
        "examples/package.json",
        "node_modules/x/package.json",
    )
    everything = gather(dict.fromkeys(paths, PACKAGE))
    assert [one.path for one in everything.declared] == ["package.json"]
    assert {one.path: one.dependencies for one in everything.manifests} == {
        "package.json": 1,
        "tests/package.json": 1,
        "examples/package.json": 1,
        "node_modules/x/package.json": None,
    }


def test_a_broken_manifest_is_evidence() -> None:
    look = looking_at({"package.json": "{", "pom.xml": "<a>", "app/package.json": PACKAGE})
    facts = facts_of(manifests.find, look)
    broken = facts["manifests.readable"]
    assert broken.state == "no"
    assert [(one.path, one.line) for one in broken.evidence] == [
        ("package.json", 1),
        ("pom.xml", 1),
    ]
    assert facts["dependencies.declared"].value["count"] == 1


def test_programs_are_named_and_not_read() -> None:
    look = looking_at({"setup.py": "import os; os.system('boom')", "tests/setup.py": ""})
    fact = facts_of(manifests.find, look)["manifests.unread"]
    assert [one.path for one in fact.evidence] == ["setup.py"]
    assert look.tree.was_read == []  # type: ignore[attr-defined]


def lock_state(files: dict[str, str]) -> tuple[str, list[str]]:
    fact = facts_of(manifests.find, looking_at(files))["dependencies.lock_files"]
    return fact.state, fact.value["without"]


def test_a_lock_file_above_covers_the_members_of_a_workspace() -> None:
    assert lock_state({"package.json": PACKAGE, "package-lock.json": "{}"})[0] == "yes"
    assert lock_state({"app/a/package.json": PACKAGE, "yarn.lock": ""})[0] == "yes"
    assert lock_state({"app/a/package.json": PACKAGE, "app/b/yarn.lock": ""}) == (
        "no",
        ["app/a/package.json"],
    )
    assert lock_state({"package.json": PACKAGE, "uv.lock": ""})[0] == "no"


def test_pinned_requirements_are_the_lock_file_of_pip() -> None:
    assert lock_state({"requirements.txt": "a==1\nb==2\n"})[0] == "yes"
    assert lock_state({"requirements.txt": "a==1\nb\n"})[0] == "no"
    project = '[project]\nname = "x"\ndependencies = ["a"]'
    assert lock_state({"pyproject.toml": project, "requirements/base.txt": "a==1"})[0] == "yes"
    assert lock_state({"pyproject.toml": project, "requirements/base.lock": "a==1"})[0] == "yes"


def test_frameworks_are_recognised_by_what_is_asked_for() -> None:
    files = {
        "package.json": PACKAGE,
        "api/requirements.txt": "Django>=5.2\n",
        "tests/requirements.txt": "flask",
    }
    fact = facts_of(manifests.find, looking_at(files))["dependencies.frameworks"]
    assert [(one["name"], one["version"]) for one in fact.value] == [
        ("Vue", "3.5.0"),
        ("Django", ">=5.2"),
    ]


def test_package_urls_are_canonical_whatever_the_name() -> None:
    assert purl_of("npm", "@a", "b", "1") == "pkg:npm/%40a/b@1"
    assert purl_of("pypi", None, "a", "1.0+local") == "pkg:pypi/a@1.0%2Blocal"
    assert purl_of("maven", "g.h", "Art", "1") == "pkg:maven/g.h/Art@1"
    assert purl_of("npm", None, "", None) is None


@settings(max_examples=60)
@given(
    st.sampled_from(READERS),
    st.text(max_size=120) | st.text(alphabet='{}[]"=:,\n <>/.-#@ab1', max_size=120),
)
def test_no_text_makes_a_manifest_reader_fail(reader, text) -> None:  # type: ignore[no-untyped-def]
    try:
        named = list(reader.read(Source("folder/file", text, looking_at())))
    except Unreadable:
        return
    for one in named:
        one.as_json()
