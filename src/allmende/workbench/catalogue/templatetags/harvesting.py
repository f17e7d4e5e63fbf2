# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the pages of a source say of its harvest."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from allmende import sources
from allmende.workbench.catalogue.models import Harvest, HarvestPlan, Source
from allmende.workbench.core.templatetags.allmende import ago, grouped

register = template.Library()

MOODS = {
    Harvest.State.OPEN: "info",
    Harvest.State.DONE: "good",
    Harvest.State.FAILED: "bad",
    Harvest.State.STOPPED: "warn",
}


@dataclass(frozen=True, slots=True)
class Health:
    """How it goes with the harvest of a source, and the colour of that."""

    state: str
    label: str


@register.filter
def health(source: Source) -> Health:
    """How it goes with the harvest; the source comes from `queries.sources`."""
    plan = _plan(source)
    if source.running:  # type: ignore[attr-defined]
        return Health("info", _("is being harvested"))
    if plan is None:
        return Health("", _("from files"))
    if plan.failing_since:
        return Health("bad", _("fails since {moment}").format(moment=_plain(plan.failing_since)))
    if not plan.on:
        return Health("", _("switched off"))
    if plan.succeeded_at is None:
        return Health("info", _("waits for its first run"))
    return Health("good", _("healthy"))


@register.filter
def standing(source: Source) -> list[dict[str, Any]]:
    """When it was tried, when that went well, when it is tried again."""
    plan = _plan(source)
    if plan is None:
        return []
    moments = [
        (_("Last complete run"), plan.succeeded_at),
        (_("Last attempt"), plan.attempted_at),
        (_("Fails since"), plan.failing_since),
        (_("Next run"), plan.next_at if plan.on else None),
    ]
    rows = [{"label": label, "value": ago(moment)} for label, moment in moments if moment]
    about = sources.describe(source.slug)
    return [
        *rows,
        {"label": _("Rhythm in days"), "value": grouped(plan.every)},
        {"label": _("Address"), "value": plan.address or about.address or ", ".join(plan.only)},
    ]


@register.filter
def mood(harvest: Harvest) -> str:
    """The colour of a run's state."""
    return MOODS[Harvest.State(harvest.state)]


@register.filter
def told(problem: dict[str, Any]) -> str:
    """Why a run stopped, in the active language."""
    return sources.explain(sources.Problem.from_json(problem), translation.get_language() or "de")


@register.filter
def unlisted(harvest: Harvest) -> int:
    """Problems that were counted and not kept."""
    return harvest.errors + harvest.warnings - len(harvest.problems)


@register.filter
def brought(harvest: Harvest) -> list[dict[str, Any]]:
    """The numbers of a run."""
    numbers = (
        (_("Records read"), harvest.read),
        (_("New records"), harvest.created),
        (_("Changed records"), harvest.changed),
        (_("Unchanged records"), harvest.unchanged),
        (_("New software"), harvest.software),
        (_("No longer there"), harvest.vanished),
        (_("There again"), harvest.returned),
        (_("Not taken in"), harvest.errors),
        (_("Taken in with a remark"), harvest.warnings),
    )
    moments = [(_("Begun"), harvest.created_at), (_("Ended"), harvest.ended_at)]
    return [
        *({"label": label, "value": ago(moment)} for label, moment in moments if moment),
        *({"label": label, "value": grouped(number)} for label, number in numbers),
    ]


def _plan(source: Source) -> HarvestPlan | None:
    return getattr(source, "plan", None)


def _plain(moment: Any) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")
