# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A valid file from data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from allmende.publiccode.checking import check
from allmende.publiccode.model import Invalid
from allmende.publiccode.standard import LATEST, TOP, ByLanguage, Field, Many, Section

_WIDTH = 90


def write(data: Mapping[str, Any]) -> str:
    """The file that says what `data` says, by the latest version of the standard.

    Keys stand in the order of the standard, whatever their order in `data`; empty values are left
    out, dates may be dates, numbers become texts. Raises Invalid with every problem, deprecated
    keys included: what is written new is written for the years to come.
    """
    text = as_yaml(data)
    report = check(text)
    if report.problems:
        raise Invalid(report.problems)
    return text


def as_yaml(data: Mapping[str, Any]) -> str:
    """The data as YAML in the order of the standard, whether valid or not."""
    return yaml.dump(
        _ordered(TOP, {**data, "publiccodeYmlVersion": LATEST}),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=False,
    )


def _ordered(wanted: Mapping[str, Field], data: Mapping[str, Any]) -> dict[str, Any]:
    names = [*(name for name in wanted if name in data), *(n for n in data if n not in wanted)]
    tidy = ((name, _tidy(wanted.get(name), data[name])) for name in names)
    return {str(name): value for name, value in tidy if not _is_empty(value)}


def _tidy(want: Field | None, value: Any) -> Any:
    if isinstance(value, Mapping):
        if isinstance(want, ByLanguage):
            return {str(name): _tidy(want.of, below) for name, below in value.items()}
        return _ordered(want.fields if isinstance(want, Section) else {}, value)
    if isinstance(value, list | tuple):
        of = want.of if isinstance(want, Many) else None
        return [_tidy(of, item) for item in value]
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value if isinstance(value, bool) or value is None else str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


class _Dumper(yaml.SafeDumper):
    """Indented lists, texts of several lines as such, no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else '"' if text == LATEST else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
