# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was typed into a form, checked by type and brought into the shape that is kept.

Kept values are JSON: text, `true`/`false`/`"unknown"`, numbers as text of a Decimal, money as
`{"amount": "1200.00", "currency": "EUR"}`, dates as `2026-11-23`, a file as `sha256:` and 64 hex
digits, a software, unit or person by the key the application knows it by, a table as rows.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from allmende.licences.expressions import NotAnExpression, parse
from allmende.workbench.cases.kinds.conditions import UNKNOWN, is_filled
from allmende.workbench.cases.kinds.model import Column, Field, Kind

Text = dict[str, str]
LONGEST = {"text": 200, "long-text": 20_000}
MOST_ROWS = 200
HIGHEST = Decimal("999999999999.99")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FILE = re.compile(r"sha256:[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,6})?")
_GIT = re.compile(r"(?:ssh://[\w.-]+@|[\w.-]+@)[\w.-]+[:/][\w./~-]+")

SENTENCES: Mapping[str, Text] = {
    "unknown-field": {
        "de": "Dieses Feld gibt es hier nicht.",
        "en": "There is no such field here.",
    },
    "text": {"de": "Hier wird Text erwartet.", "en": "This takes text."},
    "one-line": {"de": "Hier ist nur eine Zeile möglich.", "en": "This takes one line only."},
    "too-long": {
        "de": "Höchstens {limit} Zeichen sind möglich, es sind {given}.",
        "en": "At most {limit} characters are possible, there are {given}.",
    },
    "option": {
        "de": "Bitte eine der vorgegebenen Antworten wählen.",
        "en": "Please choose one of the answers given.",
    },
    "boolean": {"de": "Bitte Ja oder Nein wählen.", "en": "Please choose yes or no."},
    "number": {
        "de": "Bitte eine Zahl eingeben, zum Beispiel 12 oder 12.5.",
        "en": "Please enter a number, 12 or 12.5 for example.",
    },
    "money": {
        "de": "Bitte einen Betrag mit höchstens zwei Nachkommastellen und eine Währung angeben.",
        "en": "Please enter an amount with at most two decimals, and a currency.",
    },
    "negative": {
        "de": "Der Betrag darf nicht negativ sein.",
        "en": "The amount must not be negative.",
    },
    "too-high": {"de": "Die Zahl ist zu groß.", "en": "The number is too large."},
    "date": {
        "de": "Bitte ein Datum angeben, zum Beispiel 2026-11-23.",
        "en": "Please enter a date, 2026-11-23 for example.",
    },
    "address": {
        "de": "Bitte eine vollständige Adresse angeben, die mit https:// beginnt.",
        "en": "Please enter a full address that begins with https://.",
    },
    "credentials": {
        "de": "Die Adresse enthält Zugangsdaten; bitte ohne Namen und Kennwort angeben.",
        "en": "The address holds credentials; please enter it without name and password.",
    },
    "repository": {
        "de": "Bitte die Adresse eines Git-Repositorys angeben oder ein Bündel hochladen.",
        "en": "Please enter the address of a git repository, or upload a bundle.",
    },
    "licence": {
        "de": "Das ist kein SPDX-Ausdruck, wie zum Beispiel MIT oder EUPL-1.2.",
        "en": "This is no SPDX expression, such as MIT or EUPL-1.2.",
    },
    "file": {"de": "Diese Datei ist nicht bekannt.", "en": "This file is not known."},
    "reference": {"de": "Bitte einen Eintrag wählen.", "en": "Please choose an entry."},
    "list": {"de": "Hier wird eine Liste erwartet.", "en": "This takes a list."},
    "too-few": {
        "de": "Mindestens {limit} Einträge sind nötig, es sind {given}.",
        "en": "At least {limit} entries are needed, there are {given}.",
    },
    "too-many": {
        "de": "Höchstens {limit} Einträge sind möglich, es sind {given}.",
        "en": "At most {limit} entries are possible, there are {given}.",
    },
    "named-twice": {"de": "Dieser Eintrag steht schon da.", "en": "This entry is there already."},
    "column": {
        "de": "Die Spalte „{name}“ gibt es nicht.",
        "en": 'There is no column "{name}".',
    },
    "missing-cell": {"de": "Diese Angabe fehlt.", "en": "This is missing."},
}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class ValueProblem:
    """What is wrong with one answer; `row` (from 0) and `column` in a table or list."""

    field: str
    text: Text
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The answers that can be kept, and what is wrong with the others."""

    values: dict[str, Any]
    problems: tuple[ValueProblem, ...] = ()


class _Wrong(Exception):
    """A value of the wrong shape: the rule, and what its sentence names."""

    def __init__(
        self, code: str, row: int | None = None, column: str | None = None, **values: Any
    ) -> None:
        self.text = {key: text.format(**values) for key, text in SENTENCES[code].items()}
        self.row, self.column = row, column
        super().__init__(code)


def validate_values(kind: Kind, values: Mapping[str, Any]) -> Checked:
    """Each answer by the type of its field; empty ones are left out, what is missing is no error.

    A wrong answer is not kept, its problem says why.
    """
    fields = {one.id: one for one in kind.fields}
    kept: dict[str, Any] = {}
    problems: list[ValueProblem] = []
    for name, value in values.items():
        if name not in fields:
            problems.append(ValueProblem(name, SENTENCES["unknown-field"]))
        elif is_filled(value := _stripped(value)):
            try:
                kept[name] = _field(fields[name], value)
            except ExceptionGroup as group:
                wrong = [one for one in group.exceptions if isinstance(one, _Wrong)]
                problems += [ValueProblem(name, one.text, one.row, one.column) for one in wrong]
            except _Wrong as one:
                problems.append(ValueProblem(name, one.text, one.row, one.column))
    return Checked(kept, tuple(problems))


def money(value: Mapping[str, str]) -> Money:
    """Kept money as numbers."""
    return Money(Decimal(value["amount"]), value["currency"])


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _field(field: Field, value: Any) -> Any:
    if field.type == "table":
        return _rows(field, value)
    if not field.multiple:
        return _single(field, value)
    entries = [_stripped(one) for one in _list(value)]
    _count(field, len(entries))
    kept: list[Any] = []
    for row, entry in enumerate(entries):
        try:
            one = _single(field, entry)
        except _Wrong as wrong:
            wrong.row = row
            raise
        if one in kept:
            raise _Wrong("named-twice", row=row)
        kept.append(one)
    return kept


def _single(field: Field | Column, value: Any) -> Any:
    if isinstance(field, Field) and field.unsure and value == UNKNOWN:
        return UNKNOWN
    return TYPES[field.type](value, field)


def _rows(field: Field, value: Any) -> list[dict[str, Any]]:
    rows = [row for row in _list(value) if not isinstance(row, Mapping) or _any_filled(row)]
    _count(field, len(rows))
    columns = {one.id: one for one in field.columns}
    kept: list[dict[str, Any]] = []
    wrong: list[_Wrong] = []
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise _Wrong("list", row=number)
        wrong += [_Wrong("column", number, None, name=name) for name in row.keys() - columns]
        cells: dict[str, Any] = {}
        for name, column in columns.items():
            try:
                _cell(cells, column, _stripped(row.get(name)))
            except _Wrong as error:
                error.row, error.column = number, name
                wrong.append(error)
        kept.append(cells)
    if wrong:
        raise ExceptionGroup("a table", wrong)
    return kept


def _cell(cells: dict[str, Any], column: Column, value: Any) -> None:
    if is_filled(value):
        cells[column.id] = _single(column, value)
    elif column.required:
        raise _Wrong("missing-cell")


def _any_filled(row: Mapping[str, Any]) -> bool:
    return any(is_filled(_stripped(value)) for value in row.values())


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise _Wrong("list")
    return list(value)


def _count(field: Field, given: int) -> None:
    if field.at_least and given < field.at_least:
        raise _Wrong("too-few", limit=field.at_least, given=given)
    if given > MOST_ROWS:
        raise _Wrong("too-many", limit=MOST_ROWS, given=given)


def _text(value: Any, field: Field | Column) -> str:
    if not isinstance(value, str) or not _storable(value):
        raise _Wrong("text")
    if field.type == "text" and len(value.splitlines()) > 1:
        raise _Wrong("one-line")
    limit = (field.longest if isinstance(field, Field) else None) or LONGEST[field.type]
    if len(value) > limit:
        raise _Wrong("too-long", limit=limit, given=len(value))
    return value


def _storable(text: str) -> bool:
    """Databases take neither NUL nor half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


def _option(value: Any, field: Field | Column) -> str:
    if value not in [one.id for one in field.options]:
        raise _Wrong("option")
    return str(value)


def _boolean(value: Any, _: Field | Column) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raise _Wrong("boolean")
    return bool(value == "yes")


def _decimal(value: Any, code: str) -> Decimal:
    if isinstance(value, float):
        value = str(value) if math.isfinite(value) else ""
    if isinstance(value, bool) or not _DECIMAL.fullmatch(str(value)):
        raise _Wrong(code)
    number = Decimal(str(value))
    if abs(number) > HIGHEST:
        raise _Wrong("too-high")
    return number


def _number(value: Any, _: Field | Column) -> str:
    return str(_decimal(value, "number"))


def _money(value: Any, _: Field | Column) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {"amount": value}
    if isinstance(value, Money):
        given = {"amount": value.amount, "currency": value.currency}
    currency = str(given.get("currency", "EUR"))
    amount = _decimal(given.get("amount"), "money")
    if given.keys() - {"amount", "currency"} or not _CURRENCY.fullmatch(currency):
        raise _Wrong("money")
    cents = amount.quantize(Decimal("0.01"))
    if cents != amount:
        raise _Wrong("money")
    if amount < 0:
        raise _Wrong("negative")
    return {"amount": str(cents), "currency": currency}


def _date(value: Any, _: Field | Column) -> str:
    if type(value) is date:
        return value.isoformat()
    try:
        # Only the long form with hyphens, the one that sorts as text.
        return date.fromisoformat(value).isoformat() if len(value) == 10 else _no_date()
    except (TypeError, ValueError) as error:
        raise _Wrong("date") from error


def _no_date() -> str:
    raise ValueError


def _address(value: Any, _: Field | Column) -> str:
    if not isinstance(value, str) or len(value) > 2000 or re.search(r"[\s\\\x00-\x1f]", value):
        raise _Wrong("address")
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise _Wrong("address") from error
    if parts.scheme != "https" or not host:
        raise _Wrong("address")
    if parts.username is not None or parts.password is not None:
        raise _Wrong("credentials")
    return value


def _repository(value: Any, field: Field | Column) -> str:
    if not isinstance(value, str):
        raise _Wrong("repository")
    if _FILE.fullmatch(value) or (_GIT.fullmatch(value) and len(value) <= 2000):
        return value
    if not value.startswith("https://"):
        raise _Wrong("repository")
    return _address(value, field)


def _licence(value: Any, _: Field | Column) -> str:
    if not isinstance(value, str) or len(value) > 2000:
        raise _Wrong("licence")
    try:
        parse(value)
    except NotAnExpression as error:
        raise _Wrong("licence") from error
    return value


def _file(value: Any, _: Field | Column) -> str:
    if not isinstance(value, str) or not _FILE.fullmatch(value):
        raise _Wrong("file")
    return value


def _reference(value: Any, _: Field | Column) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > 200:
        raise _Wrong("reference")
    if isinstance(value, str) and not _storable(value):
        raise _Wrong("reference")
    return value


TYPES: Mapping[str, Callable[[Any, Field | Column], Any]] = {
    "text": _text,
    "long-text": _text,
    "choice": _option,
    "boolean": _boolean,
    "number": _number,
    "money": _money,
    "date": _date,
    "address": _address,
    "repository": _repository,
    "software": _reference,
    "unit": _reference,
    "person": _reference,
    "licence": _licence,
    "file": _file,
}
