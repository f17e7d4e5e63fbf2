# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The form that a kind of case declares: built from its fields, filled from a case.

Answers are not checked here: what was typed goes to `services.filling`, which checks it and keeps
also what it cannot read, and its problems come back to the fields.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases import words
from allmende.workbench.cases.forms.looking import found, labels
from allmende.workbench.cases.forms.widgets import LookUp, Rows, Upload, shown
from allmende.workbench.cases.kinds import (
    Column,
    Condition,
    Field,
    Kind,
    ValueProblem,
    holds,
    is_filled,
    is_shown,
)
from allmende.workbench.cases.models import Case
from allmende.workbench.core.models import Unit

LOOKED_UP = ("software", "person")
FILED = ("file", "repository")
FEW = 7
"""So many options are shown at once, more in a list that opens."""
MOST_ROWS = 50
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?|-?[0-9]+(,[0-9]+)?")


class AnswersForm(forms.Form):
    """The fields of a kind that are asked of this case now, with what is answered so far."""

    use_required_attribute = False

    def __init__(
        self,
        case: Case,
        kind: Kind,
        values: Mapping[str, Any],
        *,
        needed: Iterable[str] = (),
        search: Mapping[str, str] | None = None,
    ) -> None:
        self.case, self.kind, self.values = case, kind, dict(values)
        super().__init__(initial={name: _initial(value) for name, value in self.values.items()})
        necessary = set(needed)
        for one in self.asked:
            field = _field(case, one, dict(search or {}).get(one.id, ""))
            field.required = one.id in necessary
            self.fields[one.id] = field
            self.initial.setdefault(one.id, None)
        self._fill_widgets()
        self._errors = ErrorDict()

    @property
    def asked(self) -> list[Field]:
        """The fields that the conditions of the kind show.

        One that depends on a question nobody has answered yet waits for the answer.
        """
        tier = self.case.tier or None
        return [
            one
            for one in self.kind.fields
            if is_shown(one, self.values, tier)
            if one.shown_when is None
            or holds(one.shown_when, self.values, tier) is True
            or any(is_filled(self.values.get(name)) for name in _named(one.shown_when))
        ]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Each group of the kind with its fields; a field that is not asked keeps its place."""
        return [
            {
                "group": group,
                "title": words.said(group.title),
                "help": words.said(group.help),
                "fields": [
                    {
                        "id": one.id,
                        "type": one.type,
                        "bound": self[one.id] if one.id in self.fields else None,
                    }
                    for one in group.fields
                ],
                "asked": any(one.id in self.fields for one in group.fields),
            }
            for group in self.kind.groups
        ]

    def tell(self, problems: Sequence[ValueProblem]) -> None:
        """Put what is wrong at its field, in a table also at its cell."""
        for one in problems:
            if one.field not in self.fields:
                continue
            text = words.said(one.text)
            widget = self.fields[one.field].widget
            if isinstance(widget, Rows) and one.row is not None:
                widget.wrong[one.row, one.column] = text
                column = next((c for c in self._columns(one.field) if c.id == one.column), None)
                label = f", {words.said(column.label)}" if column else ""
                text = _("Row {row}{column}: {text}").format(
                    row=one.row + 1, column=label, text=text
                )
            elif one.row is not None:
                text = _("Entry {row}: {text}").format(row=one.row + 1, text=text)
            self.blame(one.field, text)

    def blame(self, name: str, text: str) -> None:
        """Add an error to a field."""
        fresh = self.error_class(renderer=self.renderer, field_id=f"id_{name}")
        known = self.errors.setdefault(name, fresh)
        if text not in known.data:
            known.data.append(text)

    def _columns(self, name: str) -> tuple[Column, ...]:
        return self.kind.field(name).columns

    def _fill_widgets(self) -> None:
        asked = {one.id: one for one in self.asked}
        known = labels(asked.values(), self.values)
        files = {
            f"sha256:{one.sha256}": one.name
            for one in (
                self.case.attachments.filter(removed_at=None)
                if any(one.type in FILED for one in asked.values())
                else ()
            )
        }
        for name, one in asked.items():
            widget = self.fields[name].widget
            keys = _keys(self.values.get(name))
            if isinstance(widget, LookUp):
                widget.chosen = [(key, known[one.type].get(key, key)) for key in keys]
                widget.found = [pair for pair in found(one, widget.searched) if pair[0] not in keys]
            elif isinstance(widget, Upload):
                widget.kept = [(key, files[key]) for key in keys if key in files]


def typed(kind: Kind, data: QueryDict) -> dict[str, Any]:
    """What was sent for the fields that the form asked; those it did not ask stay as they are."""
    return {
        one.id: _READ.get(one.type, _one)(one, data)
        for one in kind.fields
        if one.id in data.getlist("asked")
    }


def values_of(case: Case) -> dict[str, Any]:
    """What a form shows of a case: what is kept, or what was typed and could not be read."""
    return {**case.values, **{name: one["written"] for name, one in case.unread.items()}}


def _named(condition: Condition) -> set[str]:
    """The fields that a condition looks at."""
    inner = [*condition.all_of, *condition.any_of, *filter(None, [condition.negated])]
    names = {condition.field} if condition.field else set()
    return names.union(*(_named(one) for one in inner))


def _initial(value: Any) -> Any:
    if isinstance(value, list):
        return value
    return shown(value)


def _keys(value: Any) -> list[str]:
    if value in (None, "", []):
        return []
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _one(field: Field, data: QueryDict) -> Any:
    if field.multiple:
        return [one for one in data.getlist(field.id) if one.strip()]
    return _cell(field, data.get(field.id, ""))


def _cell(field: Field | Column, written: str) -> str:
    written = written.replace("\0", "").strip()
    if field.type in ("number", "money"):
        return numeral(written)
    return written.replace("\r\n", "\n")


def numeral(written: str) -> str:
    """A number as German writes it (1.200,50) the way it is kept; any other text as it is."""
    bare = written.replace("\u00a0", "").replace(" ", "").removesuffix("€")
    if "," in bare and _NUMBER.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return bare


def _looked_up(field: Field, data: QueryDict) -> Any:
    keys = list(dict.fromkeys(one for one in data.getlist(field.id) if one))
    if field.multiple:
        return keys
    # Of a choice and a former one, the new one is meant.
    return keys[-1] if keys else ""


def _files(field: Field, data: QueryDict) -> Any:
    keys = [one for one in data.getlist(field.id) if one.strip()]
    return keys if field.multiple else (keys[-1] if keys else "")


def _rows(field: Field, data: QueryDict) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for number in range(MOST_ROWS):
        names = [f"{field.id}-{number}-{one.id}" for one in field.columns]
        if not any(name in data for name in names):
            break
        rows.append(
            {
                one.id: _cell(one, data.get(name, ""))
                for name, one in zip(names, field.columns, strict=True)
            }
        )
    return rows


_READ: Mapping[str, Callable[[Field, QueryDict], Any]] = {
    "software": _looked_up,
    "person": _looked_up,
    "file": _files,
    "repository": _files,
    "table": _rows,
}


def _field(case: Case, one: Field, search: str) -> forms.Field:
    widget = _widget(case, one, search)
    label = words.said(one.label)
    if one.type == "money":
        label = _("{label} (EUR)").format(label=label)
    kept = words.said(one.help)
    if one.confidential:
        note = _("Confidential: only few people read this answer.")
        kept = f"{kept} {note}".strip()
    return forms.Field(label=label, help_text=kept, widget=widget)


def _widget(case: Case, one: Field, search: str) -> forms.Widget:
    if one.type in LOOKED_UP:
        address = reverse("cases:look-up", args=[case.number, one.id])
        return LookUp(multiple=one.multiple, address=address, searched=search)
    if one.type in FILED:
        return Upload(also_text=one.type == "repository")
    if one.type == "table":
        return Rows([(column, _plain(column)) for column in one.columns], one.at_least or 1)
    return _plain(one)


def _plain(one: Field | Column) -> forms.Widget:
    match one.type:
        case "long-text":
            rows = 2 if isinstance(one, Column) else 4
            return forms.Textarea(attrs={"rows": rows})
        case "choice" | "boolean" | "unit":
            return _choice(one, _options(one))
        case "date":
            return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case "number" | "money":
            return forms.TextInput(attrs={"inputmode": "decimal", "class": "amount"})
        case "address":
            return forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"})
        case _:
            return forms.TextInput()


def _choice(one: Field | Column, options: list[tuple[str, str]]) -> forms.Widget:
    if isinstance(one, Field) and one.multiple:
        return forms.CheckboxSelectMultiple(choices=options)
    if isinstance(one, Column) or len(options) > FEW or one.type == "unit":
        return forms.Select(choices=[("", _("please choose")), *options])
    return forms.RadioSelect(choices=options)


def _options(one: Field | Column) -> list[tuple[str, str]]:
    if one.type == "boolean":
        unsure = isinstance(one, Field) and one.unsure
        return [("yes", _("Yes")), ("no", _("No")), *([("unknown", _("Not known yet"))] * unsure)]
    if one.type == "unit":
        return [(str(unit.pk), unit.name) for unit in Unit.objects.all()]
    return [(option.id, words.said(option.label)) for option in one.options]
