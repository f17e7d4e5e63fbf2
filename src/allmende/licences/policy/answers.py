# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What comes out: a verdict, the reasons it rests on, and the waiver that changed it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allmende.licences.policy import purls
from allmende.licences.policy.levels import Level


class UnknownContext(ValueError):
    """The policy has no such context; `known` lists those it has."""

    def __init__(self, context: str, known: tuple[str, ...]) -> None:
        self.context, self.known = context, known
        super().__init__(f"no context {context!r}; the policy has {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that spoke.

    `level` is what it says, None where it only informs; `subject` the licence (or expression, or
    package) it speaks of; `remedy` what one can do; `source` the address it rests on.
    """

    rule: str
    level: Level | None
    subject: str
    text: dict[str, str]
    remedy: dict[str, str] | None = None
    source: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "level": self.level.value if self.level else None,
            "licence": self.subject,
            "text": self.text,
            "remedy": self.remedy,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception that somebody granted, for a package, an expression, or both together.

    `purl` may leave out the version (all versions) or have "*" as its name (the whole namespace).
    No contexts: all. `choose` is the branch that was chosen or the licence that was found to hold.
    `expires` is the last day on which it applies; None: until withdrawn.
    """

    purl: str | None
    expression: str | None
    contexts: tuple[str, ...]
    choose: str | None
    reason: str
    by: str
    expires: date | None

    def covers(self, purl: str | None) -> bool:
        """Whether the waiver is for this package; one without package is for all of them."""
        return self.purl is None or (purl is not None and purls.covers(self.purl, purl))

    def holds_on(self, day: date) -> bool:
        return self.expires is None or day <= self.expires

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.purl, self.expression) if part)

    def as_json(self) -> dict[str, Any]:
        return {
            "purl": self.purl,
            "expression": self.expression,
            "contexts": list(self.contexts),
            "choose": self.choose,
            "reason": self.reason,
            "by": self.by,
            "expires": self.expires.isoformat() if self.expires else None,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the policy says to one licence in one context.

    `expression` is the SPDX expression that was judged, None where there is none; `chosen` the
    branch the level belongs to, None where there was no choice; `policy` name and version;
    `problem` why the licence could not be read.
    """

    written: str
    expression: str | None
    context: str
    level: Level
    reasons: tuple[Reason, ...]
    chosen: str | None
    waiver: Waiver | None
    policy: str
    problem: dict[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        name, _, version = self.policy.rpartition(" ")
        return {
            "written": self.written,
            "expression": self.expression,
            "context": self.context,
            "verdict": self.level.value,
            "reasons": [reason.as_json() for reason in self.reasons],
            "chosen": self.chosen,
            "waiver": self.waiver.as_json() if self.waiver else None,
            "policy": {"name": name, "version": version},
            "problem": self.problem,
        }
