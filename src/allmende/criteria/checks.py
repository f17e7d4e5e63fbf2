# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How a criterion is checked: the closed vocabulary that a criteria file may use.

A check has exactly one kind (`fact`, `findings`, `licence`, `all`, `any`, `not`, `human`); one
model holds them all, so that a mistake deep in a check is named with its own line.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from allmende.policies import PolicyFile

PREFIXES = frozenset(
    {
        "activity", "ci", "community", "configuration", "containers", "contributors",
        "dependencies", "documentation", "forge", "interfaces", "languages", "licence", "logging",
        "manifests", "publiccode", "publishing", "readme", "releases", "reuse", "sbom",
        "services", "workflows",
    }
)  # fmt: skip
"""Subjects of facts, the part of a key before its first dot."""

KINDS = ("fact", "findings", "licence", "all", "any", "not", "human")
COMPARISONS = ("is", "at_least", "at_most", "in", "matches")
OPTIONS = ("item", *COMPARISONS)
Scalar = str | int | float | bool


def _check_key(key: str) -> str:
    subject, dot, name = key.partition(".")
    if not dot or not name:
        raise ValueError(f"{key!r} is no fact, such as licence.file")
    if subject not in PREFIXES:
        raise ValueError(
            f"no fact begins with {subject!r}; known are {', '.join(sorted(PREFIXES))}"
        )
    return canonical(key)


def canonical(key: str) -> str:
    """The key with hyphens, which is how criteria name facts."""
    return key.replace("_", "-")


def _check_pattern(pattern: str) -> str:
    import re2

    try:
        re2.compile(pattern)
    except re2.error as error:
        raise ValueError(f"{pattern!r} is no pattern: {error}") from error
    return pattern


FactKey = Annotated[str, AfterValidator(_check_key)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
"""A regular expression in RE2's syntax, since what it is held against comes from elsewhere."""
Share = Annotated[float, Field(ge=0, le=1)]


class FindingsCheck(PolicyFile):
    """No open finding of a kind, in a scan that saw everything.

    A finding counts from `confidence` on; one between `ask_from` and that is put to a person.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    none_of: Literal["secret", "personal-data", "internal-name"]
    confidence: Share = 0.5
    ask_from: Share | None = None
    where: Annotated[Literal["history", "head"], Field(alias="in")] = "history"

    @model_validator(mode="after")
    def _in_order(self) -> "FindingsCheck":
        if self.ask_from is not None and self.ask_from >= self.confidence:
            raise ValueError("ask_from must lie below confidence")
        return self


class LicenceCheck(PolicyFile):
    """What the office's licence policy says to the licences that a fact names.

    `met` and `partly` are levels of the policy; `review` is put to a person unless it is listed,
    any other level is not met.
    """

    fact: FactKey
    context: Literal["use", "contribute", "embed", "build-only", "publish", "distinct-component"]
    met: tuple[Literal["preferred", "allowed", "avoid", "review"], ...] = ("preferred", "allowed")
    partly: tuple[Literal["allowed", "avoid", "review"], ...] = ()


class Check(PolicyFile):
    """One check, possibly made of others.

    `all` with `partly: true` is met, partly met or not met as a whole; without it the worst part
    decides. `item` is a path with dots into the value of the fact.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: FactKey | None = None
    item: str | None = None
    state: Annotated[Literal["yes", "no"] | None, Field(alias="is")] = None
    at_least: float | None = None
    at_most: float | None = None
    among: Annotated[tuple[Scalar, ...], Field(alias="in")] = ()
    matches: Pattern | None = None

    findings: FindingsCheck | None = None
    licence: LicenceCheck | None = None

    all_of: Annotated[tuple["Check", ...] | None, Field(alias="all", min_length=1)] = None
    partly: bool = False
    any_of: Annotated[tuple["Check", ...] | None, Field(alias="any", min_length=1)] = None
    negated: Annotated["Check | None", Field(alias="not")] = None
    human: Literal[True] | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, data: Any) -> Any:
        return {"human": True} if data == "human" else data

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Check":
        kinds = self.kinds()
        if len(kinds) != 1:
            given = f"this one has {' and '.join(kinds)}" if kinds else "this one has none"
            raise ValueError(f"a check is one of {', '.join(KINDS)}; {given}")
        options = self._options()
        if kinds != ("fact",) and options:
            raise ValueError(f"{options[0]} belongs to a fact")
        if self.partly and kinds != ("all",):
            raise ValueError("partly belongs to all")
        compared = {*options} - {"item"}
        if len(compared) > 1 and compared != {"at_least", "at_most"}:
            raise ValueError(f"{' and '.join(sorted(compared))} do not go together")
        return self

    def kinds(self) -> tuple[str, ...]:
        given = (
            self.fact,
            self.findings,
            self.licence,
            self.all_of,
            self.any_of,
            self.negated,
            self.human,
        )
        return tuple(kind for kind, one in zip(KINDS, given, strict=True) if one is not None)

    @property
    def kind(self) -> str:
        return self.kinds()[0]

    def parts(self) -> tuple["Check", ...]:
        """The checks this one is made of, one level down."""
        return (
            *(self.all_of or ()),
            *(self.any_of or ()),
            *((self.negated,) if self.negated else ()),
        )

    def leaves(self) -> Iterator["Check"]:
        """The checks that look at something, in the order of the file."""
        parts = self.parts()
        if not parts:
            yield self
        for part in parts:
            yield from part.leaves()

    @property
    def asks_a_human(self) -> bool:
        return any(leaf.human for leaf in self.leaves())

    def facts(self) -> Iterator[str]:
        """The keys of the facts it needs."""
        for leaf in self.leaves():
            if leaf.fact:
                yield leaf.fact
            if leaf.licence:
                yield leaf.licence.fact

    def _options(self) -> tuple[str, ...]:
        given = (
            self.item,
            self.state,
            self.at_least,
            self.at_most,
            self.among or None,
            self.matches,
        )
        return tuple(name for name, one in zip(OPTIONS, given, strict=True) if one is not None)
