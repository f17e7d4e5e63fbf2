# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Read the guide from the policy files: kind of case, criteria, licence rules; no database."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.criteria import LEVEL_NAMES, Criteria, load_criteria
from allmende.criteria import Criterion as WrittenCriterion
from allmende.licences.policy import CLASS_WORDS, LEVEL_WORDS
from allmende.licences.policy import Rule as WrittenRule
from allmende.workbench.cases import definitions
from allmende.workbench.cases.kinds import (
    ROLE_WORDS,
    Condition,
    Item,
    Kind,
    Transition,
    described,
    holds,
)
from allmende.workbench.cases.kinds import Field as Asked
from allmende.workbench.cases.kinds import Lane as Declared
from allmende.workbench.cases.kinds.conditions import parts as conditions_in
from allmende.workbench.cases.words import language, said
from allmende.workbench.licensing.policy import written_policy
from allmende.workbench.publications.guide.parts import (
    CriteriaSet,
    Criterion,
    Field,
    Group,
    Lane,
    Line,
    Passing,
    Rule,
    Section,
    Stage,
    Tier,
    Use,
    Way,
)

KIND = "publication"
SETS = ("publication-check", "house-standard")
"""Told as a whole; a set that only a checklist names follows them."""
USES = ("publish", "embed")
"""The contexts of use that matter to whoever publishes."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide in the active language; texts are the policy's, `rules` say which."""

    title: str
    help: str
    what: str
    how_long: str
    needed: str
    days: int | None
    way: tuple[str, ...]
    """The states of a case that goes well."""
    stages: tuple[Stage, ...]
    tiers: tuple[Tier, ...]
    lanes: tuple[Lane, ...]
    groups: tuple[Group, ...]
    sets: tuple[CriteriaSet, ...]
    uses: tuple[Use, ...]
    outbound: str
    rules: tuple[tuple[str, str], ...]

    def lane(self, name: str) -> Lane | None:
        return next((one for one in self.lanes if one.id == name), None)

    def criteria(self, name: str) -> CriteriaSet | None:
        return next((one for one in self.sets if one.id == name), None)


def read(kind: Kind | None = None) -> Guide | None:
    """The guide to this kind, else to publications; None where the office has none.

    Raises PolicyError where a file cannot be read.
    """
    kind = kind or definitions.current().get(KIND)
    if kind is None:
        return None
    profile = definitions.profile()
    sets = {name: load_criteria(name, profile) for name in _sets_of(kind)}
    licences = written_policy()
    uses = [(name, licences.contexts[name]) for name in USES if name in licences.contexts]
    return Guide(
        title=said(kind.title),
        help=said(kind.help),
        what=said(kind.guide.what),
        how_long=said(kind.guide.how_long),
        needed=said(kind.guide.needed),
        days=kind.target_days,
        way=tuple(_way_of_all(kind)),
        stages=tuple(_stages(kind)),
        tiers=tuple(Tier(one.id, said(one.label), said(one.help)) for one in kind.tiers),
        lanes=tuple(_lane(kind, one, sets) for one in kind.lanes),
        groups=tuple(
            Group(
                one.id, said(one.title), said(one.help), tuple(_field(kind, f) for f in one.fields)
            )
            for one in kind.groups
        ),
        sets=tuple(_set(name, one) for name, one in sets.items()),
        uses=tuple(
            Use(name, said(one.title), said(one.help), tuple(_rule(rule) for rule in one.rules))
            for name, one in uses
        ),
        outbound=licences.outbound,
        rules=tuple(_versions(kind, sets)),
    )


def _sets_of(kind: Kind) -> dict[str, None]:
    named = [one.criterion.set for lane in kind.lanes for one in lane.items if one.criterion]
    return dict.fromkeys([*(one for one in SETS if one in named), *named])


def _versions(kind: Kind, sets: dict[str, Criteria]) -> Iterator[tuple[str, str]]:
    yield _("Policy"), f"{settings.POLICY.name} {settings.POLICY.version}"
    number = _("version {number}, hash {digest}")
    yield said(kind.title), number.format(number=kind.version, digest=kind.digest)
    for one in sets.values():
        yield said(one.title), one.version


# --- the process --------------------------------------------------------------------------------


def _way_of_all(kind: Kind) -> Iterator[str]:
    for one in kind.states:
        if one.phase == "open" and one.figure in ("draft", "working"):
            yield said(one.label)
    for figure in ("granted", "done"):
        decided = (one for one in kind.states if one.phase == "decided" and one.figure == figure)
        yield from (said(one.label) for one in list(decided)[:1])


def _stages(kind: Kind) -> Iterator[Stage]:
    for state in kind.states:
        ways = [one for one in kind.transitions if state.id in one.from_states]
        yield Stage(
            state.id,
            said(state.label),
            said(state.help),
            state.target_days,
            tuple(_way(kind, one) for one in ways),
        )


def _way(kind: Kind, one: Transition) -> Way:
    who = ", ".join(said(ROLE_WORDS[role]) for role in one.who)
    return Way(
        one.id, said(one.label), said(one.help), who, said(kind.state(one.to).label),
        tuple(_rules_of(kind, one)),
    )  # fmt: skip


def _rules_of(kind: Kind, one: Transition) -> Iterator[str]:
    if one.four_eyes or (kind.four_eyes and _decides(kind, one)):
        yield _("not by the person who asked (four eyes)")
    if one.needs_reason:
        yield _("with a reason")
    if one.asks_tier:
        yield _("sets the tier")


def _decides(kind: Kind, one: Transition) -> bool:
    before, after = (kind.state(name) for name in (one.from_states[0], one.to))
    decided = after.phase == "decided" or after.figure == "refused"
    return before.phase == "open" and decided


# --- the lanes ----------------------------------------------------------------------------------


def _lane(kind: Kind, one: Declared, sets: dict[str, Criteria]) -> Lane:
    return Lane(
        id=one.id,
        label=said(one.label),
        help=said(one.help),
        role=said(ROLE_WORDS[one.role]),
        days=one.target_days,
        after=tuple(said(kind.lane(name).label) for name in one.after),
        skipped=_described(one.skipped_when, kind),
        passing=tuple(_passing(kind, one, tier.id) for tier in kind.tiers),
        lines=tuple(_line(kind, item, sets) for item in one.items),
    )


def _passing(kind: Kind, lane: Declared, tier: str) -> Passing:
    condition = lane.skipped_when
    known = False if condition is None else holds(condition, {}, tier)
    if known is None:
        return Passing(tier, "depends", _described(_left_of(condition, tier), kind))
    return Passing(tier, "never" if known else "always")


def _left_of(condition: Condition | None, tier: str) -> Condition | None:
    """What of a condition is still open once the tier is known."""
    if condition is None or not (inner := condition.all_of or condition.any_of):
        return condition
    open_ones = tuple(
        left
        for one in inner
        if holds(one, {}, tier) is None and (left := _left_of(one, tier)) is not None
    )
    if len(open_ones) == 1:
        return open_ones[0]
    return Condition(all_of=open_ones) if condition.all_of else Condition(any_of=open_ones)


def _line(kind: Kind, item: Item, sets: dict[str, Criteria]) -> Line:
    found = _named(item, sets)
    return Line(
        item.id,
        said(item.question) or (found.question if found else item.id),
        said(item.hint) or (found.hint if found else ""),
        said(item.remedy) or (found.remedy if found else ""),
        _described(item.skipped_when, kind),
        found,
    )


def _named(item: Item, sets: dict[str, Criteria]) -> Criterion | None:
    if item.criterion is None:
        return None
    name = item.criterion
    written = (one for one in sets[name.set].criteria if one.id == name.id)
    return next((_criterion(name.set, one) for one in written), None)


def _described(condition: Condition | None, kind: Kind) -> str:
    return described(condition, kind)[language()] if condition else ""


# --- the form -----------------------------------------------------------------------------------


def _field(kind: Kind, one: Asked) -> Field:
    return Field(
        id=one.id,
        label=said(one.label),
        help=said(one.help),
        kind=str(_kinds_of_answer().get(one.type, "")),
        needed=_needed(kind, one),
        shown=_described(one.shown_when, kind),
        confidential=one.confidential,
        options=tuple((said(each.label), said(each.help)) for each in one.options),
        columns=tuple(said(each.label) for each in one.columns),
        decides=tuple(_decided_by(kind, one.id)),
    )


def _kinds_of_answer() -> dict[str, str]:
    return {
        "text": _("text"), "long-text": _("longer text"), "choice": _("choice"),
        "boolean": _("yes or no"), "number": _("number"), "money": _("amount of money"),
        "date": _("day"), "address": _("web address"), "repository": _("address or upload"),
        "software": _("software of the catalogue"), "unit": _("organisational unit"),
        "person": _("person"), "licence": _("licence"), "file": _("file"), "table": _("table"),
    }  # fmt: skip


def _needed(kind: Kind, one: Asked) -> str:
    needed = one.required or one.required_when or one.id == kind.subject
    if not needed:
        return _("may be left empty")
    if one.at_least and one.at_least > 1:
        least = ngettext("needed, at least {number}", "needed, at least {number}", one.at_least)
        return least.format(number=one.at_least)
    return _("needed")


def _decided_by(kind: Kind, field: str) -> Iterator[str]:
    """The lanes, and checklists of lanes, that an answer can leave out."""
    for lane in kind.lanes:
        items = [item.skipped_when for item in lane.items]
        conditions = [one for one in (lane.skipped_when, *items) if one is not None]
        if any(part.field == field for one in conditions for part in conditions_in(one)):
            yield said(lane.label)


# --- criteria and licences ----------------------------------------------------------------------


def _set(name: str, one: Criteria) -> CriteriaSet:
    sections = (
        Section(
            said(group.title),
            tuple(_criterion(name, each) for each in one.criteria if each.group == group.id),
        )
        for group in one.groups
    )
    return CriteriaSet(
        name,
        said(one.title),
        said(one.about),
        one.version,
        tuple(each for each in sections if each.criteria),
    )


def _criterion(name: str, one: WrittenCriterion) -> Criterion:
    return Criterion(
        set=name,
        id=one.id,
        question=said(one.question),
        level=said(LEVEL_NAMES[one.level]),
        why=said(one.why),
        evidence=said(one.evidence),
        hint=said(one.hints),
        remedy=said(one.remedy),
        source=one.source,
        by_machine=one.check.human is None,
    )


def _rule(one: WrittenRule) -> Rule:
    return Rule(
        one.id,
        one.level.value,
        said(LEVEL_WORDS[one.level]),
        _licences(one),
        said(one.text),
        said(one.remedy),
        one.source or "",
    )


def _licences(one: WrittenRule) -> str:
    """Which licences a rule is about; all of its conditions hold together."""
    told = []
    if one.licences:
        told.append(", ".join(one.licences))
    if one.classes:
        told.append(", ".join(said(CLASS_WORDS[each]) for each in one.classes))
    if one.osi_approved is not None:
        told.append(_("approved by the OSI") if one.osi_approved else _("not approved by the OSI"))
    if one.fsf_libre is not None:
        told.append(_("free by the FSF") if one.fsf_libre else _("not free by the FSF"))
    return "; ".join(told) or _("every other licence")
