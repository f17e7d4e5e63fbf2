# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Python: pyproject, requirements, setup.cfg, Pipfile and their lock files."""

import json

from tests.repositories.facts.manifests.declaring import declared, gather, locked, package, short

PYPROJECT = """[build-system]
requires = ["hatchling>=1.27"]

[project]
name = "My_Tool"
version = "1.0"
license = "EUPL-1.2"
dependencies = [
  "Django>=5.2,<6",
  "requests[socks]==2.32.3; python_version > '3.10'",
  "tool @ https://example.org/tool.whl",
]

[project.optional-dependencies]
postgres = ["psycopg[binary]>=3.2"]

[dependency-groups]
dev = ["ruff==0.14.0", {include-group = "test"}]
test = ["pytest~=9.0"]
"""


def test_pyproject_tells_groups_apart() -> None:
    assert short(declared({"pyproject.toml": PYPROJECT})) == {
        "hatchling": ("build", None, 2),
        "django": ("runtime", None, 9),
        "requests": ("runtime", "2.32.3", 10),
        "tool": ("runtime", None, 11),
        "psycopg": ("optional", None, 15),
        "ruff": ("development", "0.14.0", 18),
        "pytest": ("test", None, 19),
    }


def test_names_are_spelt_as_the_index_spells_them() -> None:
    own = package({"pyproject.toml": PYPROJECT})
    assert (own.name, own.licence, own.line) == ("my-tool", "EUPL-1.2", 5)


def test_poetry_has_tables_of_its_own() -> None:
    text = """[tool.poetry]
name = "a"
[tool.poetry.dependencies]
python = "^3.11"
flask = "^3.0"
redis = {version = "==5.0.0", optional = true}
[tool.poetry.group.dev.dependencies]
mypy = "*"
"""
    assert short(declared({"pyproject.toml": text})) == {
        "flask": ("runtime", None, 5),
        "redis": ("optional", "5.0.0", 6),
        "mypy": ("development", None, 8),
    }


def test_requirements_with_hashes_markers_and_comments() -> None:
    text = """# comment
-r base.txt
--index-url https://example.org
Django==5.2.1 \\
    --hash=sha256:abc
psycopg[binary] >= 3.2  # database
uvicorn==0.30.*
not a requirement at all !!
git+https://example.org/x.git
"""
    assert short(declared({"requirements.txt": text})) == {
        "django": ("runtime", "5.2.1", 4),
        "psycopg": ("runtime", None, 6),
        "uvicorn": ("runtime", None, 7),
    }


def test_the_name_of_a_requirements_file_tells_its_scope() -> None:
    files = {"requirements-dev.txt": "a", "requirements/test.txt": "b", "requirements/base.in": "c"}
    assert {name: one.scope for name, one in declared(files).items()} == {
        "a": "development",
        "b": "test",
        "c": "runtime",
    }


def test_setup_cfg() -> None:
    text = """[metadata]
name = ckan
license = AGPL
[options]
install_requires =
    flask>=3
    six==1.16.0
[options.extras_require]
docs = sphinx
"""
    files = {"setup.cfg": text}
    assert short(declared(files)) == {
        "flask": ("runtime", None, 6),
        "six": ("runtime", "1.16.0", 7),
        "sphinx": ("build", None, 9),
    }
    assert package(files).licence == "AGPL"
    assert gather({"setup.cfg": "no section"}).unreadable[0].path == "setup.cfg"


def test_pipfile_and_its_lock() -> None:
    pipfile = '[packages]\nflask = "==3.0.0"\n[dev-packages]\npytest = "*"\n'
    lock = {"default": {"flask": {"version": "==3.0.0"}}, "develop": {"pytest": {"version": "==9"}}}
    assert short(declared({"Pipfile": pipfile})) == {
        "flask": ("runtime", "3.0.0", 2),
        "pytest": ("development", None, 4),
    }
    assert short(locked({"Pipfile.lock": json.dumps(lock, indent=1)})) == {
        "flask": ("runtime", "3.0.0", 3),
        "pytest": ("development", "9", 8),
    }


def test_lock_files_in_blocks() -> None:
    text = """version = 1

[[package]]
name = "Own"
version = "0.1"
source = { editable = "." }

[[package]]
name = "ruamel.yaml"
version = "0.18.6"
source = { registry = "x" }

[[package.wheels]]
name = "never"
"""
    for name in ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"):
        assert short(locked({name: text})) == {"ruamel-yaml": ("runtime", "0.18.6", 8)}


def test_a_conflict_left_in_a_lock_file_is_said() -> None:
    found = gather({"uv.lock": "[[package]]\n<<<<<<< HEAD\n"}).unreadable
    assert [(one.path, one.line) for one in found] == [("uv.lock", 2)]
