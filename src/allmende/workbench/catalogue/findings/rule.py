# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a rule is, what it looks at, and what it finds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models import Proposal, Severity, Software, SourceRecord


@dataclass(frozen=True, slots=True)
class Subject:
    """A software with its records (most trusted first) and the proposals it takes part in."""

    software: Software
    records: Sequence[SourceRecord]
    proposals: Sequence[Proposal]

    @property
    def weight(self) -> Severity:
        """The office's own entries matter more than those it only watches."""
        return Severity.MEDIUM if self.software.is_ours else Severity.LOW


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect: how much it matters, the values its sentence names, and the record at fault."""

    severity: Severity
    data: dict[str, Any] = field(default_factory=dict)
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name on screen, its sentence (naming keys of `Defect.data`), and the remedy."""

    key: str
    title: str | Promise
    sentence: str | Promise
    remedy: str | Promise
    check: Callable[[Subject], Iterable[Defect]]
    about: str
    """The field of the software that is to be mended; empty where it is no single one."""

    def explain(self, data: dict[str, Any]) -> str:
        """The defect as a sentence in the active language."""
        named = {key: WORDS.get(value, value) for key, value in data.items()}
        return str(self.sentence).format(**named)


WORDS = {
    "de": _("German"),
    "en": _("English"),
    "description": _("description"),
    "text": _("text"),
    "sponsor-tag": _("the tag for sponsorship"),
    "sponsor-address": _("the address of the sponsorship"),
}
"""Values in `Defect.data` that stand for a word; the data itself is the same in every language."""
