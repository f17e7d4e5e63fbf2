# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Finds the manifests of a tree by their names and has each read by its ecosystem."""

import re
from dataclasses import dataclass, field
from fnmatch import translate
from typing import Any

from allmende.repositories.facts.documents import Unreadable, source
from allmende.repositories.facts.look import Look, outermost
from allmende.repositories.facts.manifests import (
    cargo,
    composer,
    conda,
    dart,
    elixir,
    go,
    gradle,
    helm,
    maven,
    npm,
    nuget,
    python,
    r,
    ruby,
    swift,
)
from allmende.repositories.facts.manifests.dependency import Dependency, Kind, Package, Reader
from allmende.repositories.facts.places import Place, place_of

READERS: tuple[Reader, ...] = (
    *npm.READERS,
    *python.READERS,
    *maven.READERS,
    *gradle.READERS,
    *go.READERS,
    *cargo.READERS,
    *composer.READERS,
    *ruby.READERS,
    *nuget.READERS,
    *dart.READERS,
    *swift.READERS,
    *elixir.READERS,
    *r.READERS,
    *conda.READERS,
    *helm.READERS,
)
PATTERNS = frozenset(pattern for reader in READERS for pattern in reader.patterns)
NAMES = frozenset(one for one in PATTERNS if not set(one) & set("*?[/"))
WILD = re.compile("|".join(translate(one) for one in PATTERNS - NAMES if "/" not in one))
IN_FOLDERS = re.compile("|".join(translate(one) for one in PATTERNS if "/" in one))
MOST_FILES = 2_000
MOST_BYTES = 60_000_000
MOST_DEPENDENCIES = 100_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """One file that was recognised; `dependencies` is None where it could not be read."""

    path: str
    ecosystem: str
    kind: Kind
    place: Place
    dependencies: int | None

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "ecosystem": self.ecosystem,
            "kind": self.kind,
            "place": self.place,
            "dependencies": self.dependencies,
        }


@dataclass(slots=True)
class Gathered:
    """What all manifests say together; not `whole` where the bounds cut something off.

    Dependencies and packages are those of the product and of its documentation: what only tests
    or examples declare, or vendored code, stands in `manifests` with its number.
    """

    manifests: list[Manifest] = field(default_factory=list)
    declared: list[Dependency] = field(default_factory=list)
    locked: list[Dependency] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    whole: bool = True


def gathered(look: Look) -> Gathered:
    """Read once, for all facts that need dependencies."""
    return look.once("manifests", gather)


def gather(look: Look) -> Gathered:
    everything = Gathered()
    bytes_read = 0
    for path in candidates(look):
        reader = next(one for one in READERS if one.is_for(path))
        place = place_of(path)
        if place == "vendored":
            everything.manifests.append(Manifest(path, reader.ecosystem, reader.kind, place, None))
            continue
        bytes_read += max(look.tree.entries[path].size, 0)
        beyond = (
            len(everything.manifests) >= MOST_FILES
            or bytes_read > MOST_BYTES
            or len(everything.declared) + len(everything.locked) > MOST_DEPENDENCIES
        )
        if beyond:
            everything.whole = False
            break
        take(everything, look, path, reader, place)
    return everything


def candidates(look: Look) -> list[str]:
    """Paths that some reader is for, those of the product and nearest to the root first."""
    fitting = [path for path in look.paths if may_fit(path.lower())]
    return sorted(fitting, key=lambda path: (place_of(path) != "product", outermost(path)))


def may_fit(lower: str) -> bool:
    """Whether some reader is for that path, in lower case; asked of every file of the tree."""
    name = lower.rpartition("/")[2]
    return bool(name in NAMES or WILD.match(name) or IN_FOLDERS.match(f"/{lower}"))


def take(everything: Gathered, look: Look, path: str, reader: Reader, place: Place) -> None:
    number: int | None = 0
    try:
        named = list(reader.read(source(look, path)))
    except Unreadable as problem:
        named, number = [], None
        everything.unreadable.append(problem)
    dependencies = [one for one in named if isinstance(one, Dependency)]
    number = None if number is None else len(dependencies)
    everything.manifests.append(Manifest(path, reader.ecosystem, reader.kind, place, number))
    if place in ("product", "documentation"):
        own = everything.locked if reader.kind == "lock" else everything.declared
        own.extend(dependencies)
        everything.packages.extend(one for one in named if isinstance(one, Package))
