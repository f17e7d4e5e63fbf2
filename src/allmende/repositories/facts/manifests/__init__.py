# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Dependencies of manifests and lock files: one file per ecosystem, none of them ever run."""

from collections.abc import Iterable, Iterator

from allmende.repositories.facts.fact import Evidence, Fact, at, found, no, some, value, yes
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.dependency import Dependency
from allmende.repositories.facts.manifests.frameworks import frameworks
from allmende.repositories.facts.manifests.gathering import Gathered, Manifest, gathered
from allmende.repositories.facts.manifests.locking import lock_files
from allmende.repositories.facts.places import place_of

MOST_DECLARED = 5_000
MOST_LOCKED = 10_000
# Manifests that are programs, or of ecosystems that no file here reads.
UNREAD = (
    "setup.py", "conanfile.py", "conanfile.txt", "vcpkg.json", "cmakelists.txt", "build.sbt",
    "podfile", "cartfile", "deno.json", "bun.lock", "bun.lockb", "flake.nix", "project.clj",
    "deps.edn", "stack.yaml", "rebar.config", "dub.json", "build.xml", "ivy.xml", "module.bazel",
    "build.zig.zon", "shard.yml", "cpanfile",
)  # fmt: skip


def find(look: Look) -> Iterator[Fact]:
    """Which manifests there are, what they ask for, and what is fixed by lock files."""
    everything = gathered(look)
    yield manifests_present(everything)
    unread = (path for path in look.named(*UNREAD) if place_of(path) == "product")
    yield found("manifests.unread", map(at, unread))
    yield readable(everything)
    yield own_packages(everything)
    yield listed("dependencies.declared", everything.declared, everything, MOST_DECLARED)
    yield listed("dependencies.locked", everything.locked, everything, MOST_LOCKED)
    yield lock_files(everything)
    yield frameworks(everything)


def manifests_present(everything: Gathered) -> Fact:
    manifests = everything.manifests
    return found(
        "manifests.present",
        (at(one.path, quote=one.ecosystem) for one in manifests),
        {
            "ecosystems": sorted({one.ecosystem for one in manifests}),
            "files": [one.as_json() for one in manifests],
        },
    )


def readable(everything: Gathered) -> Fact:
    """No where a manifest is broken or too large, with the reason as the quote."""
    problems = [at(one.path, one.line, one.why["en"]) for one in everything.unreadable]
    note = None if everything.whole else TOO_MANY
    if problems or note:
        return no("manifests.readable", *some(problems), value=len(problems), note=note)
    return yes("manifests.readable", value=0)


def own_packages(everything: Gathered) -> Fact:
    packages = everything.packages
    return value(
        "manifests.packages",
        [one.as_json() for one in packages],
        *some(at(one.path, one.line, one.name) for one in packages),
    )


def listed(key: str, all: Iterable[Dependency], everything: Gathered, most: int) -> Fact:
    dependencies = list(all)
    what = {
        "count": len(dependencies),
        "by_scope": counts(one.scope for one in dependencies),
        "by_type": counts(one.type for one in dependencies),
        "listed": min(len(dependencies), most),
        "packages": [one.as_json() for one in dependencies[:most]],
    }
    note = None if everything.whole else TOO_MANY
    return value(key, what, *some(files_of(dependencies, everything.manifests)), note=note)


def files_of(dependencies: list[Dependency], manifests: list[Manifest]) -> Iterator[Evidence]:
    numbers = counts(one.path for one in dependencies)
    for one in manifests:
        if one.path in numbers:
            yield Evidence("path", path=one.path, number=numbers[one.path], quote="dependencies")


def counts(words: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for word in words:
        numbers[word] = numbers.get(word, 0) + 1
    return numbers


TOO_MANY = {
    "de": "Es gibt mehr Manifeste oder Abhängigkeiten, als gelesen wurden",
    "en": "There are more manifests or dependencies than were read",
}
