# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the office's policy knows: `bodies.yaml` and `obligations.yaml`.

A profile's file adds to that of `plain`; an entry with the same id takes its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.conf import settings
from pydantic import Field, model_validator

from allmende import policies
from allmende.policies import PolicyError, PolicyFile, Texts
from allmende.workbench.communities.models import Body

BODIES, OBLIGATIONS = "bodies.yaml", "obligations.yaml"
ID = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)
WEB = Field(pattern=r"^https?://[^\s]+$", max_length=2000)


class KnownBody(PolicyFile):
    """A body, with where its facts were read and when; `ours` is the place we have in it."""

    id: str = ID
    kind: Body.Kind
    name: Texts
    homepage: str = WEB
    about: Texts
    ours: Texts = {"de": "", "en": ""}
    source: str = WEB
    read_on: date


class KnownBodies(PolicyFile):
    """`bodies.yaml`."""

    bodies: tuple[KnownBody, ...]


class KnownDemand(PolicyFile):
    """What a law demands: of whom, how strongly, and what follows for an administration.

    `verified`: the text of the law itself was read at `source`; else it rests on what others say.
    Without `read_on` nobody has read `source` yet.
    """

    id: str = ID
    law: str
    section: Texts
    strength: Literal["must", "should", "may"]
    addressee: Texts
    demand: Texts
    follows: Texts
    source: str = WEB
    read_on: date | None = None
    verified: bool

    @model_validator(mode="after")
    def _was_read(self) -> "KnownDemand":
        if self.verified and self.read_on is None:
            raise ValueError("what is verified was read on some day: read_on is missing")
        return self


class KnownObligations(PolicyFile):
    """`obligations.yaml`: the laws by id, and what they demand."""

    laws: dict[str, Texts]
    obligations: tuple[KnownDemand, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All demands in the order of the files, the laws they name, and the policy's version."""

    laws: dict[str, dict[str, str]]
    demands: tuple[KnownDemand, ...]
    version: str

    def demand(self, key: str) -> KnownDemand | None:
        return next((one for one in self.demands if one.id == key), None)


def bodies() -> tuple[KnownBody, ...]:
    """The bodies of `plain` and of the office's profile. Raises PolicyError."""
    return _bodies(settings.POLICY.directory, _version())


def register() -> Register:
    """The demands of `plain` and of the office's profile. Raises PolicyError."""
    return _register(settings.POLICY.directory, _version())


def _version() -> str:
    """Of the office's own files, and of those beneath them."""
    own, beneath = settings.POLICY, policies.load("plain")
    return own.version if own.directory == beneath.directory else f"{own.version}+{beneath.version}"


@lru_cache(maxsize=8)
def _bodies(folder: Path, version: str) -> tuple[KnownBody, ...]:
    found = {}
    for path in _files(folder, BODIES):
        read = policies.read_yaml(path, KnownBodies).bodies
        _each_once(path, [one.id for one in read])
        found.update({one.id: one for one in read})
    return tuple(found.values())


@lru_cache(maxsize=8)
def _register(folder: Path, version: str) -> Register:
    laws: dict[str, dict[str, str]] = {}
    demands: dict[str, KnownDemand] = {}
    for path in _files(folder, OBLIGATIONS):
        read = policies.read_yaml(path, KnownObligations)
        laws.update(read.laws)
        _each_once(path, [one.id for one in read.obligations])
        demands.update({one.id: one for one in read.obligations})
        if unknown := {one.law for one in read.obligations} - laws.keys():
            raise PolicyError(path, None, f"no law is called {min(unknown)}")
    return Register(laws, tuple(demands.values()), version)


def _files(folder: Path, name: str) -> Iterator[Path]:
    """The file of `plain`, then the profile's own."""
    beneath = policies.load("plain").directory
    yield beneath / name
    if folder != beneath and (folder / name).exists():
        yield folder / name


def _each_once(path: Path, ids: list[str]) -> None:
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise PolicyError(path, None, f"{min(twice)} stands here twice")
