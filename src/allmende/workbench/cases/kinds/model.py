# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A kind of case as its policy file declares it: plain data, JSON at any time.

Texts are mappings with `de` and `en`; days are working days; an id is lower case with hyphens and
unique where it stands. Each class names what its keys mean, and the file uses the same keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, TypeAdapter
from pydantic import Field as Rule
from pydantic_core import PydanticCustomError

FORMAT = 1
"""Version of the JSON shape of a kind."""

FieldType = Literal[
    "text", "long-text", "choice", "boolean", "number", "money", "date", "address", "repository",
    "software", "unit", "person", "licence", "file", "table",
]  # fmt: skip
ColumnType = Literal["text", "long-text", "choice", "boolean", "number", "money", "date", "address"]
Phase = Literal["open", "decided", "closed"]
Figure = Literal["draft", "working", "waiting", "granted", "refused", "withdrawn", "done"]
LaneAnswer = Literal["approve", "approve-with-condition", "needs-change", "reject"]
Level = Literal["none", "own", "assigned", "read"]
LEVELS: tuple[Level, ...] = get_args(Level)
LANE_ANSWERS: tuple[LaneAnswer, ...] = get_args(LaneAnswer)


def _in_both(texts: dict[str, str]) -> dict[str, str]:
    for language in ("de", "en"):
        if not texts.get(language, "").strip():
            raise PydanticCustomError("language", "{language} is missing", {"language": language})
    if other := texts.keys() - {"de", "en"}:
        raise PydanticCustomError("other_language", "{language}", {"language": min(other)})
    return texts


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Texts = Annotated[dict[str, str], AfterValidator(_in_both)]
Id = Annotated[str, Rule(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list)]
Days = Annotated[int, Rule(ge=1, le=400)]
Answer = str | bool | int
Answers = Annotated[tuple[Answer, ...], BeforeValidator(_as_list)]
STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Condition:
    """When something holds: exactly one of `field`, `tier`, `all`, `any`, `not`.

    A `field` is compared by one of `is`, `in`, `at_least` (a number, or money in the office's
    currency) or `filled`.
    """

    __pydantic_config__ = STRICT

    field: Id | None = None
    equals: Annotated[Answer | None, Rule(alias="is")] = None
    among: Annotated[Answers, Rule(alias="in")] = ()
    at_least: Decimal | None = None
    filled: bool | None = None
    tier: Ids = ()
    all_of: Annotated[tuple["Condition", ...], Rule(alias="all")] = ()
    any_of: Annotated[tuple["Condition", ...], Rule(alias="any")] = ()
    negated: Annotated["Condition | None", Rule(alias="not")] = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice. The id `unknown` says that nobody knows yet."""

    __pydantic_config__ = STRICT

    id: Id
    label: Texts
    help: Texts | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    __pydantic_config__ = STRICT

    id: Id
    label: Texts
    type: ColumnType = "text"
    help: Texts | None = None
    required: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A question to whoever asks.

    `required`: in the states named, or `always`: in every state but the first and the closed ones.
    `required_when` narrows that; alone it means `always`, when it is known to hold. `shown_when`
    hides the field, and with it its duty, where it is known not to hold. `unsure` allows "not known
    yet" to a boolean. `multiple` takes a list. `role` limits a person to who has that role.
    `confidential` shows the answer to the requester and to `confidential_to` only.
    """

    __pydantic_config__ = STRICT

    id: Id
    type: FieldType
    label: Texts
    help: Texts | None = None
    required: Ids = ()
    required_when: Condition | None = None
    shown_when: Condition | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    at_least: Annotated[int, Rule(ge=1, le=200)] | None = None
    """Rows of a table, or entries of a list."""
    multiple: bool = False
    unsure: bool = False
    role: Id | None = None
    longest: Annotated[int, Rule(ge=1, le=20_000)] | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading, a step of the form."""

    __pydantic_config__ = STRICT

    id: Id
    title: Texts
    fields: tuple[Field, ...]
    help: Texts | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """How big a case is, set at triage; lanes and fields depend on it."""

    __pydantic_config__ = STRICT

    id: Id
    label: Texts
    help: Texts


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands.

    `figure` says what statistics count it as; the service clock runs in `working` and stands still
    in `waiting` (for the requester). `lanes`: the lanes are worked on in this state. `editable`:
    the requester may change the form. `target_days`: how long a case should stay here at most.
    """

    __pydantic_config__ = STRICT

    id: Id
    label: Texts
    phase: Phase
    figure: Figure
    help: Texts | None = None
    lanes: bool = False
    editable: bool = False
    target_days: Days | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one state into another.

    `who` may take it; `guards` must hold; `computations` run after it. `four_eyes`: not by the
    person who asked. `asks_tier`: whoever takes it names the tier. `when`: it exists only where the
    condition is known to hold.
    """

    __pydantic_config__ = STRICT

    id: Id
    label: Texts
    from_states: Annotated[Ids, Rule(alias="from")]
    to: Id
    who: Ids
    help: Texts | None = None
    guards: Ids = ()
    computations: Ids = ()
    needs_reason: bool = False
    four_eyes: bool = False
    asks_tier: bool = False
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class CriterionName:
    """A criterion of a set: answered by the machine, judged by a person."""

    __pydantic_config__ = STRICT

    set: Id
    id: Annotated[str, Rule(min_length=1)]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a lane's checklist: a `criterion`, or a `question` to the reviewer.

    `remedy` is what the requester does where the answer is no; a criterion has its own.
    """

    __pydantic_config__ = STRICT

    id: Id
    criterion: CriterionName | None = None
    question: Texts | None = None
    hint: Texts | None = None
    remedy: Texts | None = None
    skipped_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the parallel reviews: whose it is, after which others, what is looked at.

    `skipped_when` leaves it out only where the condition is known to hold.
    """

    __pydantic_config__ = STRICT

    id: Id
    label: Texts
    role: Id
    items: tuple[Item, ...] = ()
    help: Texts | None = None
    after: Ids = ()
    target_days: Days = 5
    skipped_when: Condition | None = None
    answers: tuple[LaneAnswer, ...] = LANE_ANSWERS


@dataclass(frozen=True, slots=True)
class Document:
    """What can be printed of a case; `made_by` is the name an app registered it under."""

    __pydantic_config__ = STRICT

    id: Id
    title: Texts
    made_by: Id
    states: Ids = ()
    """Where it can be made; empty: always."""


@dataclass(frozen=True, slots=True)
class Notification:
    """A message: after `transitions`, on arriving in `states`, or when something is `due`.

    In subject and text stand {number}, {title}, {state}, {lane}, {reason}, {due}, {link}.
    """

    __pydantic_config__ = STRICT

    id: Id
    to: Ids
    subject: Texts
    text: Texts
    transitions: Ids = ()
    states: Ids = ()
    due: tuple[Literal["lane", "case", "condition", "review"], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """What a requester reads before starting."""

    __pydantic_config__ = STRICT

    what: Texts
    how_long: Texts
    needed: Texts | None = None


@dataclass(frozen=True, slots=True)
class Visibility:
    """Who sees which cases of the kind; who is not named sees none.

    `roles`: role to `own`, `assigned` (own, and those with a lane of theirs) or `read` (all);
    whoever asked is an employee with cases of their own. `public`: `published` shows what the app
    makes public of it. `confidential_to`: who, beside the requester, reads confidential answers.
    """

    __pydantic_config__ = STRICT

    roles: dict[Id, Level]
    confidential_to: Ids = ()
    public: Literal["none", "published"] = "none"

    def level(self, roles: frozenset[str]) -> Level:
        """The widest view that any of these roles opens."""
        return max((self.roles.get(one, "none") for one in roles), key=LEVELS.index, default="none")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case. Its first state is the one in which a case starts.

    `version` is the author's number, `digest` the hash of the content (16 hex digits); `subject`
    the field that names a case in lists; `four_eyes`: every decision is taken by somebody else
    than the requester. `target_days` is the service target from submission to decision.
    """

    __pydantic_config__ = STRICT

    id: Id
    version: Annotated[int, Rule(ge=1)]
    prefix: Annotated[str, Rule(pattern=r"^[A-Z]{2,5}$")]
    title: Texts
    help: Texts
    guide: Guide
    subject: Id
    groups: tuple[Group, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    retention: Id
    visibility: Visibility
    tiers: tuple[Tier, ...] = ()
    lanes: tuple[Lane, ...] = ()
    documents: tuple[Document, ...] = ()
    notifications: tuple[Notification, ...] = ()
    panels: Ids = ()
    four_eyes: bool = True
    target_days: Days | None = None
    digest: str = ""

    @property
    def start(self) -> State:
        return self.states[0]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for group in self.groups for field in group.fields)

    def field(self, name: str) -> Field:
        """Raises KeyError."""
        return _named(name, self.fields)

    def state(self, name: str) -> State:
        """Raises KeyError."""
        return _named(name, self.states)

    def lane(self, name: str) -> Lane:
        """Raises KeyError."""
        return _named(name, self.lanes)

    def transition(self, name: str, state: str) -> Transition:
        """The transition of that id from that state. Raises KeyError."""
        return _named(name, (one for one in self.transitions if state in one.from_states))

    def as_json(self) -> dict[str, Any]:
        """All of it but defaults, for a running case to keep; what `from_json` reads."""
        content: dict[str, Any] = _adapter().dump_python(
            self, mode="json", by_alias=True, exclude_defaults=True
        )
        return {"format": FORMAT, **content}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Kind":
        """What `as_json` gave. Raises ValueError where it is another shape."""
        if content.get("format") != FORMAT:
            raise ValueError(f"a kind of case in format {content.get('format')!r}, not {FORMAT}")
        return read_kind({key: value for key, value in content.items() if key != "format"})


def read_kind(content: dict[str, Any]) -> Kind:
    """A kind from plain data. Raises pydantic's ValidationError with every mistake of shape."""
    return _adapter().validate_python(content)


Named = TypeVar("Named", Field, State, Lane, Transition)


@cache
def _adapter() -> TypeAdapter[Kind]:
    return TypeAdapter(Kind)


def _named(name: str, among: Iterable[Named]) -> Named:
    for one in among:
        if one.id == name:
            return one
    raise KeyError(name)
