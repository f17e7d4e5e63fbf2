# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Policy files: shipped profiles load, and a mistake is named with file and line."""

from pathlib import Path

import pytest

from allmende import policies

OFFICE = """\
name:
  de: Musterstadt
  en: Example
office:
  de: OSPO
  en: OSPO
roles:
  office: [ospo]
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile of a folder's own; policies.load keeps what it read, hence a folder per test."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return folder


def wrong(folder: Path, content: str) -> policies.PolicyError:
    (folder / "office.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(policies.PolicyError) as caught:
        policies.load(str(folder))
    return caught.value


@pytest.mark.parametrize("name", ["munich", "plain"])
def test_a_shipped_profile_loads_in_both_languages(name: str) -> None:
    policy = policies.load(name)
    assert policy.name == name
    assert set(policy.office.name) == set(policy.office.office) == {"de", "en"}
    assert {"office", "community", "legal", "administrator"} == set(policy.office.roles)


def test_a_folder_of_one_s_own_loads(profile: Path) -> None:
    policy = policies.load(str(profile))
    assert (policy.name, policy.directory) == ("ours", profile)
    assert policy.office.roles == {"office": ("ospo",)}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        policies.PolicyError, match=r"nowhere/office\.yaml:1: no such office profile"
    ):
        policies.load(str(tmp_path / "nowhere"))


def test_a_folder_without_office_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(policies.PolicyError, match="no such office profile"):
        policies.load(str(tmp_path))


@pytest.mark.parametrize("name", ["", ".", "..", "../policies/munich", "__pycache__"])
def test_a_name_that_leads_elsewhere_is_no_shipped_profile(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(policies.PolicyError, match="no such office profile"):
        policies.load(name)


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        (OFFICE + "langauge: en\n", 9, "langauge: Extra inputs"),
        (OFFICE.replace("[ospo]", "ospo"), 8, "roles.office: Input should be"),
        (OFFICE + "language: fr\n", 9, "language: Input should be 'de' or 'en'"),
        (OFFICE + "footer:\n  - label: {de: A, en: B}\n    adres: {}\n", 10, "footer.0.address"),
        (OFFICE.replace("  en: OSPO\n", ""), 4, "office: Value error, the language en is missing"),
        (OFFICE + "  ofice: [ospo]\n", 9, "roles.ofice"),
        (OFFICE.replace("  de: OSPO", "  de: [OSPO"), 6, ""),
        (OFFICE + "name: {}\n", 9, "duplicate key"),
        (OFFICE.replace("  de: M", "\tde: M"), 2, "cannot start any token"),
        ("office: {de: O, en: O}\n", 1, "name: Field required"),
        ("", 1, "Input should be a valid dictionary"),
        ("- a\n- list\n", 1, "Input should be a valid dictionary"),
    ],
    ids=[
        "unknown key",
        "wrong type",
        "wrong value",
        "missing key inside a list",
        "missing language",
        "unknown role",
        "broken YAML",
        "key twice",
        "tab",
        "missing key",
        "empty file",
        "list for a mapping",
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    profile: Path, content: str, line: int, why: str
) -> None:
    error = wrong(profile, content)
    assert error.file == profile / "office.yaml"
    assert (error.line or 1) == line, str(error)
    assert why in error.why
    assert str(error).startswith(f"{profile / 'office.yaml'}:{line}: ")


def test_a_file_that_is_not_text_is_named(profile: Path) -> None:
    (profile / "office.yaml").write_bytes(b"name:\n  de: M\xfcnchen\n")
    with pytest.raises(policies.PolicyError, match=r"office\.yaml:2: .*UTF-8"):
        policies.load(str(profile))


def test_the_version_changes_with_content_and_with_nothing_else(tmp_path: Path) -> None:
    def version(folder: str, **files: str) -> str:
        for name, content in {"office": OFFICE, **files}.items():
            path = tmp_path / folder / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        (tmp_path / folder / "README.txt").write_text(folder)
        return policies.load(str(tmp_path / folder)).version

    first = version("first", rules="a: 1\n")
    assert version("again", rules="a: 1\n") == first
    different = [
        version("changed", rules="a: 2\n"),
        version("renamed", rule="a: 1\n"),
        version("more", rules="a: 1\n", further=""),
        version("less"),
        version("moved", rules="", further="a: 1\n"),
    ]
    assert len({first, *different}) == 6
    assert all(len(one) == 12 for one in different)


def test_a_file_the_profile_lacks_is_answered_by_plain(profile: Path) -> None:
    class Rules(policies.PolicyFile):
        limit: int

    policy = policies.load(str(profile))
    assert policy.read("office.yaml", policies.Office).name["en"] == "Example"
    with pytest.raises(policies.PolicyError, match=r"plain/no-such-file\.yaml"):
        policy.read("no-such-file.yaml", Rules)
    (profile / "rules.yaml").write_text("limit: 3\n", encoding="utf-8")
    assert policy.read("rules.yaml", Rules).limit == 3
