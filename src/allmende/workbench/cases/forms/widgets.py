# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Widgets of a case's form that Django has none for: look-ups, tables, files, repositories."""

from typing import Any

from django import forms


class LookUp(forms.Widget):
    """Chosen entries, and a search that offers more; works by a button where no script runs.

    Its value is a list of keys; `found` are the (key, label) that the search offers, `asked` what
    was searched for.
    """

    template_name = "cases/widgets/look_up.html"
    use_fieldset = True

    def __init__(self, *, multiple: bool, address: str, searched: str = "") -> None:
        super().__init__()
        self.multiple, self.address, self.searched = multiple, address, searched
        self.chosen: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {
            **context,
            "chosen": self.chosen,
            "found": self.found,
            "multiple": self.multiple,
            "searched": self.searched,
            "address": self.address,
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
        }


class Rows(forms.Widget):
    """A table: a row of inputs for each entry, one more to fill, and buttons to add and remove.

    `columns` are (column, widget); `value` is a list of rows by column, `wrong` the sentences by
    (row, column).
    """

    template_name = "cases/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: list[tuple[Any, forms.Widget]], at_least: int) -> None:
        super().__init__()
        self.columns, self.at_least = columns, at_least
        self.wrong: dict[tuple[int | None, str | None], str] = {}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        given = [one for one in value or [] if isinstance(one, dict)]
        rows = given or [{}]
        return {
            **context,
            "name": name,
            "rows": [self._row(name, number, row) for number, row in enumerate(rows)],
        }

    def _row(self, name: str, number: int, row: dict[str, Any]) -> dict[str, Any]:
        cells = []
        for column, widget in self.columns:
            key = f"{name}-{number}-{column.id}"
            wrong = self.wrong.get((number, column.id), "")
            attrs: dict[str, Any] = {"id": f"id_{key}"}
            if isinstance(widget, forms.Select):
                attrs["class"] = "kern-form-input__select"
            else:
                attrs["class"] = "kern-form-input__input"
            if wrong:
                attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{key}_error"}
            cells.append(
                {
                    "column": column,
                    "id": f"id_{key}",
                    "wrong": wrong,
                    "is_choice": isinstance(widget, forms.Select),
                    "widget": widget.render(key, shown(row.get(column.id)), attrs),
                }
            )
        return {"number": number, "place": number + 1, "cells": cells}


class Upload(forms.ClearableFileInput):
    """Files that lie with the case already, each kept by a tick, and one to add."""

    template_name = "cases/widgets/upload.html"
    use_fieldset = True

    def __init__(self, *, also_text: bool = False) -> None:
        super().__init__()
        self.also_text = also_text
        self.kept: list[tuple[str, str]] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = forms.Widget.get_context(self, name, None, attrs)
        text = value if isinstance(value, str) and not value.startswith("sha256:") else ""
        return {
            **context,
            "kept": self.kept,
            "text": text,
            "also_text": self.also_text,
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
        }

    def format_value(self, value: Any) -> None:
        return None


def shown(value: Any) -> Any:
    """A kept answer as an input holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return value.get("amount", "")
    return "" if value is None else value
