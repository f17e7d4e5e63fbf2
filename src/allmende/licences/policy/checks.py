# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Mistakes in a licence policy that no single key shows."""

from collections.abc import Iterator
from typing import NamedTuple

from allmende.licences.policy.model import LicencesFile, Rule
from allmende.licences.policy.waiving import fits


class Mistake(NamedTuple):
    """Where (keys and positions from the outside in) and why."""

    place: tuple[str | int, ...]
    why: str


def first_mistake(content: LicencesFile) -> Mistake | None:
    """The first mistake, or None."""
    return next(_mistakes(content), None)


def _mistakes(content: LicencesFile) -> Iterator[Mistake]:
    yield from _rules_named_twice(content)
    yield from _rules_nobody_reaches(content)
    yield from _unknown_contexts(content)
    yield from _waivers(content)


def _rules_named_twice(content: LicencesFile) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for name, context in content.contexts.items():
        for position, rule in enumerate(context.rules):
            if rule.id in seen:
                why = f"the rule {rule.id!r} is there already, in {seen[rule.id]}"
                yield Mistake(("contexts", name, "rules", position, "id"), why)
            seen[rule.id] = name


def _rules_nobody_reaches(content: LicencesFile) -> Iterator[Mistake]:
    for name, context in content.contexts.items():
        for position, rule in enumerate(context.rules):
            before = next(
                (one for one in context.rules[:position] if _holds_all_of(one, rule)), None
            )
            if before:
                why = f"nothing reaches the rule {rule.id!r}: {before.id!r} above takes it all"
                yield Mistake(("contexts", name, "rules", position, "id"), why)


def _holds_all_of(broad: Rule, narrow: Rule) -> bool:
    """Whether every licence that fits `narrow` fits `broad`, as far as the conditions show."""
    return (
        (not broad.licences or (bool(narrow.licences) and {*narrow.licences} <= {*broad.licences}))
        and (not broad.classes or (bool(narrow.classes) and {*narrow.classes} <= {*broad.classes}))
        and broad.osi_approved in (None, narrow.osi_approved)
        and broad.fsf_libre in (None, narrow.fsf_libre)
    )


def _unknown_contexts(content: LicencesFile) -> Iterator[Mistake]:
    named = [("exceptions", at, one.contexts) for at, one in enumerate(content.exceptions)]
    named += [("waivers", at, one.contexts) for at, one in enumerate(content.waivers)]
    for key, position, names in named:
        for place, name in enumerate(names):
            if name not in content.contexts:
                why = f"this policy has no context {name!r}"
                yield Mistake((key, position, "contexts", place), why)


def _waivers(content: LicencesFile) -> Iterator[Mistake]:
    for position, waiver in enumerate(content.waivers):
        if waiver.purl is None and waiver.expression is None:
            yield Mistake(("waivers", position), "a waiver needs a purl or an expression")
        if waiver.choose and waiver.expression and not fits(waiver.choose, waiver.expression):
            why = f"{waiver.choose!r} is no branch of {waiver.expression!r}"
            yield Mistake(("waivers", position, "choose"), why)
