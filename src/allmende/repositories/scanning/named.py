# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files of the history that hold secrets by their nature, where nothing was found inside them."""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from allmende.repositories.detectors import NamedFile
from allmende.repositories.facts.past import Touched
from allmende.repositories.scanning.attribution import Place
from allmende.repositories.scanning.findings import Finding
from allmende.repositories.scanning.hits import Found, Hit
from allmende.repositories.scanning.suppressing import Suppressions

ByName = Callable[[str], NamedFile | None]


@dataclass(slots=True)
class _Life:
    """When a path came first and went last."""

    introduced: str
    removed: str | None = None


def named_files(
    touched: Iterable[Touched],
    in_head: Container[str],
    told: Container[str],
    by_name: ByName,
    rules: Suppressions,
) -> Iterator[Finding]:
    """One finding for each path that tells by its name; paths in `told` speak for themselves.

    `touched` comes parents before children; what only a merge brought is not among them.
    """
    for path, life in _lives(touched).items():
        kind = None if path in told else by_name(path)
        if kind is not None:
            yield _finding(path, life, kind, path in in_head, rules)


def _lives(touched: Iterable[Touched]) -> dict[str, _Life]:
    lives: dict[str, _Life] = {}
    for one in touched:
        life = lives.setdefault(one.path, _Life(one.commit))
        life.removed = one.commit if one.status == "D" else None
    return lives


def _finding(
    path: str, life: _Life, kind: NamedFile, in_head: bool, rules: Suppressions
) -> Finding:
    name = path.rpartition("/")[2]
    key = f"{kind.id}\0{life.introduced}\0{path}".encode("utf-8", "replace")
    id = hashlib.blake2b(key, digest_size=8).hexdigest()
    removed = None if in_head else life.removed
    hit = Hit(Found(kind.id, id, name, kind.confidence), 0, 1)
    place = Place(id, "file", path, None, 1, life.introduced, removed, in_head, hit)
    return Finding(
        id=id,
        kind="secret",
        detector=kind.id,
        title=kind.title,
        redacted=name,
        confidence=kind.confidence,
        places=(place,),
        suppressed=rules.first((kind.id,), [(id, path)]),
    )
