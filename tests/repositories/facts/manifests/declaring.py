# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What manifests written down in a test declare."""

from tests.repositories.facts.looking import looking_at

from allmende.repositories.facts.manifests.dependency import Dependency, Package
from allmende.repositories.facts.manifests.gathering import Gathered, gathered


def gather(files: dict[str, str]) -> Gathered:
    return gathered(looking_at(files))


def declared(files: dict[str, str]) -> dict[str, Dependency]:
    return {one.full_name: one for one in gather(files).declared}


def locked(files: dict[str, str]) -> dict[str, Dependency]:
    return {one.full_name: one for one in gather(files).locked}


def package(files: dict[str, str]) -> Package:
    (only,) = gather(files).packages
    return only


def short(dependencies: dict[str, Dependency]) -> dict[str, tuple[str, str | None, int | None]]:
    """Scope, exact version and line by name."""
    return {name: (one.scope, one.version, one.line) for name, one in dependencies.items()}
