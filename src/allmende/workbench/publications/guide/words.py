# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The frame around what the policy files say."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allmende.workbench.publications.guide import parts
from allmende.workbench.publications.guide.reading import Guide

BASIS = gettext_lazy(
    "This guide is made from the files that the process itself runs on. "
    "A case that has begun keeps the version it began with."
)
CONFIDENTIAL = gettext_lazy("Confidential: only whoever asks and whoever reviews read it.")
END = gettext_lazy("The case ends here.")


def title(guide: Guide) -> str:
    return _("Guide: {kind}").format(kind=guide.title)


def at_most(days: int) -> str:
    return ngettext(
        "Target: at most {number} working day.", "Target: at most {number} working days.", days
    ).format(number=days)


def passing(one: parts.Passing) -> str:
    """Whether publications of a tier pass a lane, in words."""
    if one.answer == "depends":
        return _("not needed where {why}").format(why=one.why)
    return {"always": _("always"), "never": _("not needed")}[one.answer]


def answer(one: parts.Field) -> str:
    """What kind of answer a question takes, and when."""
    told = [one.kind, one.needed]
    if one.shown:
        told.append(_("asked where {why}").format(why=one.shown))
    said = "; ".join(told)
    choices = one.options or tuple((column, "") for column in one.columns)
    return f"{said}: {', '.join(label for label, _help in choices)}" if choices else said
