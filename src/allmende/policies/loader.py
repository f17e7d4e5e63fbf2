# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Find a profile's folder, read its YAML with line numbers, and give it a version by content."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

Model = TypeVar("Model", bound=BaseModel)
SHIPPED = Path(__file__).parent


class PolicyError(Exception):
    """A policy file that cannot be used: which file, which line (from 1), and why."""

    def __init__(self, file: Path, line: int | None, why: str) -> None:
        self.file, self.line, self.why = file, line, why
        super().__init__(f"{file}:{line or 1}: {why}")


class PolicyFile(BaseModel):
    """A policy model: an unknown key is an error, since a misspelt rule is a rule that is off."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _require_both(texts: dict[str, str]) -> dict[str, str]:
    if missing := {"de", "en"} - texts.keys():
        raise ValueError(f"the language {min(missing)} is missing")
    return texts


Texts = Annotated[dict[str, str], AfterValidator(_require_both)]
"""A text by language; every screen exists in German and English, so both are asked for."""


class Link(PolicyFile):
    """A page the footer leads to, in both languages."""

    label: Texts
    address: Texts


def _of_every_year(day: str) -> str:
    date.fromisoformat(f"2001-{day}")  # a year without 29 February
    return day


DayOfYear = Annotated[str, AfterValidator(_of_every_year)]
"""Month and day that every year has, as `12-24`."""


class WorkingDays(PolicyFile):
    """Where the office's public holidays come from, for deadlines in working days.

    `country` and `subdivision` by ISO 3166; `categories` beside `public` are for instance
    `catholic`; `closed` are days of every year on which the office is closed, as `12-24`.
    """

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "DE"
    subdivision: str = ""
    categories: tuple[str, ...] = ("public",)
    closed: tuple[DayOfYear, ...] = ()


class OpenCode(PolicyFile):
    """The office's presence on openCode: the GitLab of the platform, and its groups there."""

    address: str = "https://gitlab.opencode.de"
    groups: tuple[str, ...] = ()


class Office(PolicyFile):
    """`office.yaml`: who the office is, in which language it starts, and what its footer holds."""

    name: Texts
    office: Texts
    language: Literal["de", "en"] = "de"
    organisation_names: tuple[str, ...] = ()
    """Names under which sources list this organisation as a user, for "we use it"."""
    contact: str = ""
    working_days: WorkingDays = WorkingDays()
    footer: tuple[Link, ...] = ()
    roles: dict[Literal["community", "legal", "office", "administrator"], tuple[str, ...]] = {}
    """Role to the groups of the identity provider that grant it."""
    opencode: OpenCode = OpenCode()


@dataclass(frozen=True)
class Policy:
    """A profile: its name, folder, version (first 12 hex digits over all files) and office."""

    name: str
    directory: Path
    version: str
    office: Office

    def read(self, file: str, model: type[Model]) -> Model:
        """One file of the profile as its owner's model; `plain` answers where it has none.

        Raises PolicyError with file and line.
        """
        path = self.directory / file
        return read_yaml(path if path.exists() else SHIPPED / "plain" / file, model)


@cache
def load(profile: str) -> Policy:
    """The profile of that name (`munich`, `plain`) or in that folder.

    Raises PolicyError where the folder or its office.yaml is missing or wrong.
    """
    shipped = SHIPPED / profile
    directory = shipped if shipped.parent == SHIPPED and shipped.is_dir() else Path(profile)
    directory = directory.resolve()
    if not (directory / "office.yaml").is_file():
        raise PolicyError(directory / "office.yaml", None, "no such office profile")
    office = read_yaml(directory / "office.yaml", Office)
    return Policy(directory.name, directory, _version(directory), office)


def read_yaml(path: Path, model: type[Model]) -> Model:
    """A YAML 1.2 file as `model`. Raises PolicyError with the line of the first mistake."""
    try:
        content = path.read_bytes()
        data = YAML(typ="rt").load(content.decode())
    except OSError as error:
        raise PolicyError(path, None, str(error)) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PolicyError(path, line, "this is not text in UTF-8") from error
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error)
        raise PolicyError(path, mark.line + 1 if mark else None, why) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PolicyError(path, _line(data, first["loc"]), f"{place}: {first['msg']}") from error


def _line(node: Any, place: tuple[int | str, ...]) -> int | None:
    line: int | None = None
    for part in place:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
            node = node[part]
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
            node = node[part]
        else:
            break
    return line


def _version(directory: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*.yaml")):
        digest.update(path.relative_to(directory).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
