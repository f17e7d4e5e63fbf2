# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Ids given twice, and names that lead nowhere."""

import re
from collections.abc import Iterator

from allmende.workbench.cases.kinds.checking.mistake import Mistake, Where, twice, unknown
from allmende.workbench.cases.kinds.model import Kind, Notification
from allmende.workbench.cases.kinds.registry import CHECKED_HERE, Registry
from allmende.workbench.cases.kinds.roles import ACTORS, READERS, RECIPIENTS

PLACEHOLDERS = ("number", "title", "state", "lane", "reason", "due", "link")
_BRACES = re.compile(r"\{([^{}]*)\}")


def mistakes(kind: Kind, registry: Registry, retention: frozenset[str]) -> Iterator[Mistake]:
    for name in ("tiers", "states", "documents", "notifications"):
        yield from twice((name,), (one.id for one in getattr(kind, name)))
    if kind.retention not in retention:
        yield Mistake(("retention",), "unknown-retention", {"id": kind.retention})
    yield from _registered(("panels",), kind.panels, registry.panels, "panels")
    yield from _transitions(kind, registry)
    yield from _documents(kind, registry)
    for place, one in enumerate(kind.notifications):
        yield from _notification(("notifications", place), one, kind)
    yield from _visibility(kind)


def _transitions(kind: Kind, registry: Registry) -> Iterator[Mistake]:
    states = [one.id for one in kind.states]
    guards = registry.guards | CHECKED_HERE
    for place, one in enumerate(kind.transitions):
        at: Where = ("transitions", place)
        yield from unknown((*at, "from"), one.from_states, states, "state")
        if one.to not in states:
            yield Mistake((*at, "to"), "unknown-state", {"id": one.to})
        yield from unknown((*at, "who"), one.who, ACTORS, "role")
        yield from _registered((*at, "guards"), one.guards, guards, "guards")
        yield from _registered(
            (*at, "computations"), one.computations, registry.computations, "computations"
        )


def _documents(kind: Kind, registry: Registry) -> Iterator[Mistake]:
    for place, one in enumerate(kind.documents):
        at = ("documents", place)
        if one.made_by not in registry.documents:
            values = {"id": one.made_by, "list": "documents"}
            yield Mistake((*at, "made_by"), "unknown-registered", values)
        yield from unknown((*at, "states"), one.states, [s.id for s in kind.states], "state")


def _notification(at: Where, one: Notification, kind: Kind) -> Iterator[Mistake]:
    yield from unknown((*at, "to"), one.to, RECIPIENTS, "role")
    transitions = [step.id for step in kind.transitions]
    yield from unknown((*at, "transitions"), one.transitions, transitions, "transition")
    yield from unknown((*at, "states"), one.states, [s.id for s in kind.states], "state")
    if not (one.transitions or one.states or one.due):
        yield Mistake(at, "no-occasion", {})
    expected = tuple(f"{{{name}}}" for name in PLACEHOLDERS)
    for key, texts in (("subject", one.subject), ("text", one.text)):
        for language, text in texts.items():
            for name in sorted(set(_BRACES.findall(text)) - set(PLACEHOLDERS)):
                values = {"id": f"{{{name}}}", "expected": expected}
                yield Mistake((*at, key, language), "unknown-placeholder", values)


def _visibility(kind: Kind) -> Iterator[Mistake]:
    for role in kind.visibility.roles:
        if role not in READERS:
            values = {"id": role, "expected": READERS}
            yield Mistake(("visibility", "roles", role), "unknown-role", values)
    at = ("visibility", "confidential_to")
    yield from unknown(at, kind.visibility.confidential_to, READERS, "role")


def _registered(
    at: Where, names: tuple[str, ...], known: frozenset[str], what: str
) -> Iterator[Mistake]:
    for place, one in enumerate(names):
        if one not in known:
            yield Mistake((*at, place), "unknown-registered", {"id": one, "list": what})
