# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether what is installed is fixed by a lock file beside or above each manifest."""

from collections.abc import Iterator

from allmende.repositories.facts.fact import Evidence, Fact, at, no, some, unknown, yes
from allmende.repositories.facts.manifests.dependency import Dependency
from allmende.repositories.facts.manifests.gathering import Gathered, Manifest

# Maven has no lock file; conda and R rarely use theirs.
LOCKING = ("npm", "pypi", "golang", "cargo", "composer", "gem", "nuget", "pub", "hex", "helm")


def lock_files(everything: Gathered) -> Fact:
    """Yes where every manifest of the product with dependencies of these ecosystems is covered."""
    wanting = [
        one
        for one in everything.manifests
        if one.kind == "manifest"
        and one.place == "product"
        and one.dependencies
        and one.ecosystem in LOCKING
    ]
    locks = [one for one in everything.manifests if one.kind == "lock" and one.place == "product"]
    exact = set(pinned_manifests(everything))
    missing = [
        one for one in wanting if one.path not in exact and not is_covered(one, locks, exact)
    ]
    what = {"lock_files": [one.path for one in locks], "without": [one.path for one in missing]}
    if not wanting and not locks:
        return unknown("dependencies.lock_files", NOTHING_TO_LOCK, value=what)
    if missing:
        return no("dependencies.lock_files", *places(missing), value=what, note=LIBRARIES)
    return yes("dependencies.lock_files", *places(locks or wanting), value=what)


def places(manifests: list[Manifest]) -> Iterator[Evidence]:
    return iter(some(at(one.path, quote=one.ecosystem) for one in manifests))


def is_covered(manifest: Manifest, locks: list[Manifest], exact: set[str]) -> bool:
    """A lock file of a workspace stands above its members."""
    folder = folder_of(manifest.path)
    above = {folder, *(folder[:end] for end, sign in enumerate(folder) if sign == "/"), ""}
    for one in locks:
        if one.ecosystem == manifest.ecosystem and locked_folder(one.path) in above:
            return True
    return manifest.ecosystem == "pypi" and any(
        folder_of(path).startswith(folder) for path in exact
    )


def pinned_manifests(everything: Gathered) -> Iterator[str]:
    """Requirements files that name one version of everything, which is how pip locks."""
    by_path: dict[str, list[Dependency]] = {}
    for one in everything.declared:
        if one.type == "pypi" and one.path.endswith((".txt", ".in")):
            by_path.setdefault(one.path, []).append(one)
    for path, dependencies in by_path.items():
        if all(one.version for one in dependencies):
            yield path


def locked_folder(path: str) -> str:
    """What a lock file is for: a folder named "requirements" belongs to the one it stands in."""
    folder = folder_of(path)
    return (
        folder.removesuffix("requirements").removesuffix("/") if path.endswith(".lock") else folder
    )


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]


NOTHING_TO_LOCK = {
    "de": "Kein Manifest eines Ökosystems, das Lock-Dateien kennt",
    "en": "No manifest of an ecosystem that has lock files",
}
LIBRARIES = {
    "de": "Bibliotheken verzichten oft mit Absicht auf eine Lock-Datei",
    "en": "Libraries often leave a lock file out on purpose",
}
