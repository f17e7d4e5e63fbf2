# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""JavaScript: package.json and the lock files of npm, pnpm and Yarn."""

import json

from tests.repositories.facts.manifests.declaring import declared, locked, package, short

PACKAGE = """{
  "name": "@muenchen/app",
  "version": "1.2.3",
  "license": "MIT",
  "private": true,
  "dependencies": {
    "vue": "^3.5.0",
    "@vueuse/core": "13.0.0",
    "own": "workspace:*"
  },
  "devDependencies": {
    "vitest": "4.0.1"
  },
  "optionalDependencies": {"fsevents": "~2.3"}
}
"""


def test_package_json_tells_what_is_wanted_for_what_and_where() -> None:
    assert short(declared({"package.json": PACKAGE})) == {
        "vue": ("runtime", None, 7),
        "@vueuse/core": ("runtime", "13.0.0", 8),
        "own": ("runtime", None, 9),
        "vitest": ("development", "4.0.1", 12),
        "fsevents": ("optional", None, None),
    }


def test_a_scope_is_the_namespace_of_the_package_url() -> None:
    assert (
        declared({"package.json": PACKAGE})["@vueuse/core"].purl == "pkg:npm/%40vueuse/core@13.0.0"
    )


def test_package_json_names_itself() -> None:
    own = package({"package.json": PACKAGE})
    assert (own.namespace, own.name, own.version, own.licence, own.private, own.line) == (
        "@muenchen", "app", "1.2.3", "MIT", True, 2,
    )  # fmt: skip


def test_lock_file_of_today_knows_what_was_asked_for() -> None:
    lock = json.dumps(
        {
            "lockfileVersion": 3,
            "packages": {
                "": {"dependencies": {"a": "^1"}},
                "node_modules/a": {"version": "1.0.1"},
                "node_modules/@s/b": {"version": "2.0.0", "dev": True},
                "node_modules/a/node_modules/c": {"version": "3.0.0", "optional": True},
                "packages/own": {"version": "0.0.0"},
                "node_modules/own": {"resolved": "packages/own", "link": True},
            },
        },
        indent=2,
    )
    found = locked({"package-lock.json": lock})
    assert {name: (one.scope, one.version, one.direct) for name, one in found.items()} == {
        "a": ("runtime", "1.0.1", True),
        "@s/b": ("development", "2.0.0", False),
        "c": ("optional", "3.0.0", False),
    }
    assert found["a"].line == 9


def test_lock_file_of_version_1_nests() -> None:
    lock = {
        "lockfileVersion": 1,
        "dependencies": {
            "a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0", "dev": True}}}
        },
    }
    assert {
        name: (one.version, one.scope)
        for name, one in locked({"package-lock.json": json.dumps(lock, indent=1)}).items()
    } == {"a": ("1.0.0", "runtime"), "b": ("2.0.0", "development")}


def test_pnpm_in_three_spellings() -> None:
    lock = """lockfileVersion: '9.0'

importers:
  .:
    dependencies:
      a:
        specifier: ^1.0.0

packages:

  a@1.0.0:
    resolution: {integrity: sha512-x}

  '@s/b@2.0.0(a@1.0.0)':
    resolution: {integrity: sha512-x}
    dev: true

  /c/3.0.0_a@1.0.0:
    resolution: {integrity: sha512-x}

  /@s/d/4.0.0:
    dev: false

snapshots:

  a@1.0.0: {}
"""
    assert short(locked({"pnpm-lock.yaml": lock})) == {
        "a": ("runtime", "1.0.0", 11),
        "@s/b": ("development", "2.0.0", 14),
        "c": ("runtime", "3.0.0", 18),
        "@s/d": ("runtime", "4.0.0", 21),
    }


def test_yarn_of_both_kinds() -> None:
    classic = """# yarn lockfile v1


"@babel/core@^7.0.0", "@babel/core@^7.1.0":
  version "7.2.0"
  resolved "https://example.org"

left-pad@^1:
  version "1.3.0"

alias@npm:real@^2:
  version "2.0.0"
"""
    berry = """__metadata:
  version: 8

"a@npm:^1.0.0, a@npm:^1.1.0":
  version: 1.2.0
  resolution: "a@npm:1.2.0"

"own@workspace:.":
  version: 0.0.0-use.local
"""
    assert short(locked({"yarn.lock": classic})) == {
        "@babel/core": ("runtime", "7.2.0", 4),
        "left-pad": ("runtime", "1.3.0", 8),
        "real": ("runtime", "2.0.0", 11),
    }
    assert short(locked({"yarn.lock": berry})) == {"a": ("runtime", "1.2.0", 4)}
