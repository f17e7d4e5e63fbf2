# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The values behind findings, in clear, for whoever has to take them out of a history.

They stay in the memory of the caller's machine: nothing here keeps, prints or sends one.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.scanning.confirming import Confirmer, _Match
from allmende.repositories.scanning.engine import Engine
from allmende.repositories.scanning.hits import Found, Hit


@dataclass(frozen=True, slots=True)
class Revealed:
    """A hit with its value, and with the texts around it that the detector matched."""

    hit: Hit
    value: str = field(repr=False)
    matches: frozenset[str] = field(repr=False)


class Revealer:
    """Scans as an inspection does and says what stood there. Not for several threads at once.

    `folder` keeps the compiled automaton.
    """

    def __init__(self, patterns: Sequence[Pattern], folder: Path | None = None) -> None:
        salt = secrets.token_bytes(32)
        self._confirmer = _Telling(patterns, salt)
        self._engine = Engine(patterns, folder, salt, self._confirmer)

    def reveal(self, data: bytes) -> tuple[Revealed, ...]:
        """What stands in the bytes of one object; the same value has the same digest throughout."""
        told = self._confirmer.told
        return tuple(
            Revealed(hit, *_first(told[hit.found])) for hit in self._engine.scan(data).hits
        )


def _first(told: tuple[str, set[str]]) -> tuple[str, frozenset[str]]:
    return told[0], frozenset(told[1])


class _Telling(Confirmer):
    """Notes the value of everything it confirms."""

    def __init__(self, patterns: Sequence[Pattern], salt: bytes) -> None:
        super().__init__(patterns, salt)
        self.told: dict[Found, tuple[str, set[str]]] = {}

    def _judged(self, index: int, text: bytes, match: Any, end: int) -> _Match:
        judged = super()._judged(index, text, match, end)
        if judged.found is not None:
            group = next((one for one in range(1, match.re.groups + 1) if match[one]), 0)
            value = match[group].decode("utf-8", "ignore")
            _, matches = self.told.setdefault(judged.found, (value, set()))
            matches.add(match[0].decode("utf-8", "ignore"))
        return judged
