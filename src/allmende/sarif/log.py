# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Runs, results, rules and places as SARIF writes them; numbers in brackets are its sections."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

Json = dict[str, Any]
Level = Literal["error", "warning", "note"]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"
_URI = re.compile(r"https?://[^\s<>\"{}|\\^`;]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked for (3.49): `text` in one sentence, `help` what to do, `address` who asks.

    An address that is none of the web (a standard and its section) is left out: it has no place.
    """

    id: str
    text: str = ""
    help: str = ""
    address: str = ""

    def as_json(self) -> Json:
        rule: Json = {"id": self.id}
        if self.text:
            rule["shortDescription"] = {"text": self.text}
        if self.help:
            rule["help"] = {"text": self.help}
        if _URI.fullmatch(self.address):
            rule["helpUri"] = self.address
        return rule


@dataclass(frozen=True, slots=True)
class Place:
    """A file with a line from 1 (3.29), or, without one, what else it is in (3.33).

    `name` and `full_name` tell what stands there beside the line, such as a part of a list.
    """

    path: str | None
    line: int | None = None
    name: str = ""
    full_name: str = ""

    def as_json(self) -> Json:
        place: Json = {}
        if self.path is not None:
            place["physicalLocation"] = {"artifactLocation": {"uri": _address(self.path)}}
            if self.line:
                place["physicalLocation"]["region"] = {"startLine": self.line}
        if self.name or self.full_name:
            place["logicalLocations"] = [{"name": self.name, "fullyQualifiedName": self.full_name}]
        return place


@dataclass(frozen=True, slots=True)
class Suppressed:
    """That somebody has set a result aside, and why (3.35)."""

    reason: str

    def as_json(self) -> Json:
        return {"kind": "external", "status": "accepted", "justification": self.reason}


@dataclass(frozen=True, slots=True)
class Result:
    """One finding (3.27); `rank` from 0 to 100 says how sure it is.

    `fingerprints` stay the same from run to run. `suppressed` None says nothing about it, an empty
    sequence that nobody set it aside.
    """

    rule: Rule
    level: Level
    message: str
    places: Sequence[Place] = ()
    related: Sequence[Place] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict)
    rank: float | None = None
    suppressed: Sequence[Suppressed] | None = None

    def as_json(self) -> Json:
        result: Json = {
            "ruleId": self.rule.id,
            "level": self.level,
            "message": {"text": self.message},
            "partialFingerprints": dict(self.fingerprints),
            "properties": dict(self.properties),
        }
        if self.places:
            result["locations"] = [one.as_json() for one in self.places]
        if self.related:
            result["relatedLocations"] = [one.as_json() for one in dict.fromkeys(self.related)]
        if self.rank is not None:
            result["rank"] = self.rank
        if self.suppressed is not None:
            result["suppressions"] = [one.as_json() for one in self.suppressed]
        return result


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said of the run itself, such as that not everything was seen (3.58)."""

    text: str
    level: Level = "warning"

    def as_json(self) -> Json:
        return {"level": self.level, "message": {"text": self.text}}


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one piece of work (3.14).

    `source` is address and commit of what was looked at, where it has an address.
    """

    results: Sequence[Result]
    properties: Mapping[str, Any] = field(default_factory=dict)
    notices: Sequence[Notice] = ()
    source: tuple[str, str | None] | None = None

    def as_json(self) -> Json:
        rules: dict[str, Rule] = {}
        for one in self.results:
            rules.setdefault(one.rule.id, one.rule)
        driver = {"name": "Allmende", "rules": [one.as_json() for one in rules.values()]}
        run: Json = {
            "tool": {"driver": driver},
            "results": [one.as_json() for one in self.results],
            "properties": dict(self.properties),
        }
        if self.notices:
            told = [one.as_json() for one in self.notices]
            run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": told}]
        if self.source is not None:
            address, commit = self.source
            revision = {"revisionId": commit} if commit else {}
            run["versionControlProvenance"] = [{"repositoryUri": address, **revision}]
        return run


def log(runs: Iterable[Run]) -> Json:
    """A whole log file (3.13)."""
    return {"$schema": SCHEMA, "version": VERSION, "runs": [one.as_json() for one in runs]}


def _address(path: str) -> str:
    """A path as a relative address; bytes that are no text are kept as they are."""
    return quote(path.encode("utf-8", "surrogateescape"))
