# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the documents and project files say of the house is true."""

import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
VARIABLE = re.compile(r"\b(?:ALLMENDE_[A-Z_]+|DATABASE_URL)\b")
# Put together here, so that this file does not hold what it looks for.
OPEN_WORK = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"]
REGISTRIES = ["py" + r"pi\.org", "npm" + r"js\.(?:org|com)", r"pythonhosted\.org"]
MACHINE = [r"(?<![\w.])/(?:work|root)/"]


def text(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def texts_of_the_project() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    return [
        path
        for path in paths
        if path.suffix in {".py", ".html", ".css", ".js", ".md", ".toml", ".yaml", ".yml", ".json"}
        or path.name in {"dev", "run"}
        if path.is_file()
    ]


def verbs_of_dev() -> set[str]:
    usage = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True)
    return set(re.findall(r"^  ([a-z]+) ", usage.stdout, re.MULTILINE))


def test_dev_says_what_it_can_do():
    assert {"demo", "serve", "test", "lint", "bench", "lock", "format"} <= verbs_of_dev()


def test_every_verb_that_dev_names_is_one_it_knows():
    cases = re.findall(r"^  ([a-z]+)\)", (ROOT / "dev").read_text(), re.MULTILINE)
    assert verbs_of_dev() == set(cases)


def test_dev_refuses_another_word_with_its_usage():
    answer = subprocess.run([ROOT / "dev", "dance"], capture_output=True, text=True)
    assert answer.returncode == 2
    assert "Usage: ./dev" in answer.stderr


@pytest.mark.parametrize("verb", sorted(verbs_of_dev()))
def test_every_verb_of_dev_is_explained(verb: str):
    assert f"./dev {verb}" in text("README.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("page", ["operation.de.md", "operation.en.md"])
def test_every_environment_variable_is_documented_and_exists(page: str):
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        used |= set(VARIABLE.findall(path.read_text(encoding="utf-8")))
    documented = set(
        re.findall(r"^\| `(ALLMENDE_[A-Z_]+|DATABASE_URL)`", text(f"docs/guide/{page}"), re.M)
    )
    assert documented == used


def test_every_decision_is_in_the_index_and_the_other_way_round():
    files = {path.name for path in (ROOT / "docs/decisions").glob("0*.md")}
    assert set(re.findall(r"\]\((0[^)]+)\)", text("docs/decisions/README.md"))) == files


@pytest.mark.parametrize(
    "page", [p.relative_to(ROOT) for p in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]]
)
def test_links_between_documents_lead_somewhere(page: Path):
    targets = re.findall(r"(?<!\!)\[[^\]]*\]\(([^)#\s]+)", text(str(page)))
    inside = [target for target in targets if "://" not in target and "mailto:" not in target]
    missing = [t for t in inside if not (ROOT / page.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("lock", sorted(p.name for p in (ROOT / "requirements").glob("*.lock")))
def test_a_lock_file_holds_hashes_and_no_address(lock: str):
    content = (ROOT / "requirements" / lock).read_text()
    assert "://" not in content
    assert "--index" not in content
    packages = re.findall(r"^[a-z0-9].*==", content, re.MULTILINE)
    assert packages
    assert content.count("--hash=sha256:") >= len(packages)


@pytest.mark.parametrize("extras", [(), ("workbench",), ("workbench", "dev")])
def test_the_lock_file_answers_every_requirement(extras: tuple[str, ...]):
    name = extras[-1] if extras else "base"
    content = (ROOT / "requirements" / f"{name}.lock").read_text()
    locked = dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", content, re.MULTILINE))
    project = PROJECT["project"]
    wanted = [*project["dependencies"]]
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    unanswered = [
        line
        for line in wanted
        if not (one := Requirement(line)).specifier.contains(
            locked.get(one.name.lower().replace("_", "-").replace(".", "-"), "0"), prereleases=True
        )
    ]
    assert unanswered == []


def test_the_lock_files_agree_so_that_they_can_share_an_environment():
    versions: dict[str, set[str]] = {}
    for name in ("base", "workbench", "build", "dev"):
        content = (ROOT / "requirements" / f"{name}.lock").read_text()
        for package, version in re.findall(r"^([a-z0-9.-]+)==([^ ]+)", content, re.MULTILINE):
            versions.setdefault(package, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_contract_on_the_base_names_all_that_the_workbench_brings():
    base = {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
    extra = {
        Requirement(line).name for line in PROJECT["project"]["optional-dependencies"]["workbench"]
    }
    brought = {
        module
        for module, names in importlib.metadata.packages_distributions().items()
        if {name.lower() for name in names} & {name.lower() for name in extra - base}
        and not module.startswith("_")
        and module.isidentifier()
    }
    contract = next(
        one
        for one in PROJECT["tool"]["importlinter"]["contracts"]
        if one["name"] == "No library imports what only the workbench brings"
    )
    assert brought <= set(contract["forbidden_modules"])


def test_every_library_is_under_the_contract_on_the_base():
    libraries = {
        f"allmende.{path.parent.name}"
        for path in (ROOT / "src/allmende").glob("*/__init__.py")
        if path.parent.name not in {"cli", "workbench"}
    }
    contract = next(
        one
        for one in PROJECT["tool"]["importlinter"]["contracts"]
        if one["name"] == "No library imports what only the workbench brings"
    )
    assert libraries == set(contract["source_modules"])


@pytest.mark.parametrize(
    "unwanted",
    [OPEN_WORK, MACHINE, REGISTRIES],
    ids=["open work", "a path of one machine", "the address of a registry"],
)
def test_no_file_holds(unwanted: list[str]):
    pattern = re.compile("|".join(unwanted))
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts_of_the_project()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_npm_brings_the_design_system_and_nothing_else():
    assert '"resolved"' not in text("package-lock.json")
    assert set(re.findall(r'"node_modules/([^"]+)"', text("package-lock.json"))) == {
        "@kern-ux/native"
    }
