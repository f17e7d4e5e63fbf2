# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One object's bytes in, its outcome out: decode, let the automaton look, confirm."""

from collections.abc import Sequence
from pathlib import Path

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.scanning.automaton import build
from allmende.repositories.scanning.confirming import Confirmer
from allmende.repositories.scanning.decoding import Text, texts
from allmende.repositories.scanning.hits import NOTHING, Hit, Note, Outcome

VERSION = 3
"""Rises when the same bytes and patterns can give another outcome than before."""

CERTAIN = 0.9
"""In what is no text only a format that nothing else has counts."""


class Engine:
    """All patterns, ready to scan. Not for several threads at once.

    `folder` keeps the compiled automaton, `salt` (16 to 64 bytes) is the key of the hashes.
    """

    def __init__(
        self,
        patterns: Sequence[Pattern],
        folder: Path | None,
        salt: bytes,
        confirmer: Confirmer | None = None,
    ) -> None:
        self._automaton = build(patterns, folder)
        self._confirmer = confirmer or Confirmer(patterns, salt)
        self._secrets = {one.id for one in patterns if one.kind == "secret"}

    def scan(self, data: bytes) -> Outcome:
        """What stands in the bytes of one object."""
        notes: set[Note] = set()
        hits: list[Hit] = []
        for text in texts(data, notes):
            hits += self._scan(text, notes)
        return Outcome(tuple(hits), tuple(sorted(notes))) if hits or notes else NOTHING

    def _scan(self, text: Text, notes: set[Note]) -> Sequence[Hit]:
        ends, cut = self._automaton.ends(text.content)
        if not ends:
            return ()
        confirmed = self._confirmer.confirm(text.content, ends, text.member)
        if cut or confirmed.overflow:
            notes.add("overflow")
        if not text.binary:
            return confirmed.hits
        return [
            Hit(one.found, 0, one.column, one.member, one.count)
            for one in confirmed.hits
            if one.confidence >= CERTAIN and one.detector in self._secrets
        ]
