# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What of ours stands on openCode: the list, and the page of one software."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from allmende.workbench.assessments.words import said
from allmende.workbench.core import exporting
from allmende.workbench.core.access import requires
from allmende.workbench.core.panels import Figure
from allmende.workbench.opencode import badges, queries, words
from allmende.workbench.opencode.exporting import FIELDS, exported
from allmende.workbench.opencode.models import Pairing
from allmende.workbench.opencode.services.reading import explained

LONGEST = 300
STRAYS = "strays"
"""Place on the page of what our groups hold that we do not know."""


@requires("opencode.view")
def index(request: HttpRequest) -> HttpResponse:
    """Every software of ours, what our groups hold beside it, and how the reading goes."""
    found, show, text = queries.whole(request.user), _show(request), _text(request)
    reading, figures = queries.reading(), _figures(found)
    context = {
        "opencode": queries.office(),
        "reading": reading,
        "why": explained([reading.problem])[0] if reading.problem else "",
        "unread": explained(reading.problems),
        "figures": figures[:4],
        "more": figures[4:],
        "rows": [_row(one) for one in found.rows if one.fits(show, text)],
        "strays": found.strays,
        "all": len(found.rows),
        "show": show,
        "shown": _titles().get(show, ""),
        "text": text,
        "keep": [("show", show)] if show else [],
        "query": request.GET.urlencode(),
        "examples": any(one.example for one in queries.projects()),
        "demo": settings.DEMO,
    }
    return render(request, "opencode/index.html", context)


@requires("opencode.view")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list as a file."""
    found, show, text = queries.whole(request.user), _show(request), _text(request)
    rows = exported(one for one in found.rows if one.fits(show, text))
    return exporting.answer(form, "opencode", FIELDS, rows)


@requires("opencode.view")
def software(request: HttpRequest, slug: str) -> HttpResponse:
    """One software: its projects there, what differs, what a listing lacks, badges by our count."""
    found = queries.whole(request.user)
    row = found.of(slug)
    if row is None:
        raise Http404
    context = {
        **_row(row),
        "presences": [_presence(one) for one in row.there],
        "head_problem": said(row.head.problem) if row.head else "",
        "refused": _refused(row),
        "badges": [_badge(one) for one in badges.badges(row.analysis)] if row.analysis else [],
    }
    return render(request, "opencode/software.html", context)


def _show(request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    return show if show in queries.SHOWS else ""


def _text(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]


def _titles() -> dict[str, str]:
    return {
        "there": _("on openCode"),
        "absent": _("not on openCode"),
        "mirrored": _("mirrored there"),
        "out-of-step": _("out of step"),
        "not-known": _("in step or not: unknown"),
        "gaps": _("with gaps for a listing"),
        "presumed": _("paired by presumption"),
    }


def _figures(found: queries.Whole) -> list[Figure]:
    here = reverse("opencode:index")
    bad = {"out-of-step": "warn", "gaps": "warn", "presumed": "warn"}
    figures = []
    for show, title in _titles().items():
        number = found.number(show)
        state = bad.get(show, "") if number else ""
        figures.append(Figure(number, title, f"{here}?show={show}#list", state))
    strays = len(found.strays)
    label = _("there, and not known to us")
    return [*figures, Figure(strays, label, f"{here}#{STRAYS}", "warn" if strays else "")]


def _row(row: queries.Row) -> dict[str, Any]:
    return {
        "row": row,
        "entry": row.told.entry,
        "known_by": words.SOURCES[row.known.by] if row.known else "",
        "there": [_summary(one) for one in row.there],
    }


def _summary(one: queries.Presence) -> dict[str, Any]:
    return {
        "one": one,
        "project": one.pair.project,
        "by": words.BY[one.pair.by],
        "relation": words.RELATIONS[one.pair.relation],
        "step": words.STEPS[one.step.state],
        "step_tag": words.STEP_TAGS[one.step.state],
    }


def _presence(one: queries.Presence) -> dict[str, Any]:
    return {
        **_summary(one),
        "requirements": [
            {
                "found": found,
                "word": words.ANSWERS[found.answer.state],
                "tag": words.ANSWER_TAGS[found.answer.state],
            }
            for found in one.requirements
        ],
        "differences": [
            {
                "label": words.DIFFERENCES.get(found.key, ""),
                "key": found.key,
                "ours": _flag(found.key, found.ours),
                "theirs": _flag(found.key, found.theirs),
            }
            for found in one.differences
        ],
    }


def _badge(one: badges.Badge) -> dict[str, Any]:
    levels = [
        {
            "number": level.number,
            "word": words.ANSWERS[level.state],
            "tag": words.ANSWER_TAGS[level.state],
        }
        for level in one.levels
    ]
    return {"one": one, "levels": levels}


def _flag(key: str, value: str) -> str | Promise:
    return words.FLAGS.get(value, value) if key == "archived" else value


def _refused(row: queries.Row) -> list[Pairing]:
    """What people said is another one, so that it can be taken back."""
    entry = row.told.entry.id
    other = Pairing.objects.filter(entry=entry, verdict=Pairing.Verdict.OTHER)
    return list(other.select_related("project", "by"))
