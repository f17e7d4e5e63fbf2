# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What openCode's directory asks of a repository, and what of it is missing.

Where each rule comes from is said with it: openCode's own words as they are known here (domain
knowledge on catalogues, November 2026), the standard, or this house, where openCode's rule is not
known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allmende import publiccode
from allmende.licences import read as read_licence
from allmende.workbench.opencode.models import Project

TEMPLATE_VERSION = "0.4"
"""The version that openCode's guide and template name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a rule is met: "met", "not-met" or "unknown"; `detail` is what was found."""

    state: str
    detail: str | Promise = ""
    problems: tuple[publiccode.Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked, what to do about it, and who says so."""

    key: str
    rule: str | Promise
    remedy: str | Promise
    source: str | Promise
    answer: Callable[[Project], Answer] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule and how one project answers it."""

    rule: Rule
    answer: Answer

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong in the file, in the active language."""
        language = get_language() or "de"
        return [
            {
                "key": one.key,
                "message": one.message.get(language, one.message["en"]),
                "repair": one.repair.get(language, one.repair["en"]),
            }
            for one in self.answer.problems
        ]


def requirements(project: Project) -> list[Requirement]:
    """Every rule with its answer."""
    return [Requirement(rule, rule.answer(project)) for rule in RULES]


def missing(found: Iterable[Requirement]) -> list[Requirement]:
    """What is known not to be met."""
    return [one for one in found if one.answer.state == "not-met"]


def _public(project: Project) -> Answer:
    visibility = project.said.get("visibility")
    if visibility is None:
        return Answer("unknown")
    return Answer("met" if visibility == "public" else "not-met", str(visibility))


def _has_file(project: Project) -> Answer:
    if project.file is not None:
        return Answer("met")
    return Answer("not-met" if _was_read(project) else "unknown")


def _valid(project: Project) -> Answer:
    if project.file is None:
        return Answer("unknown")
    errors, _version = _checked(project.file)
    return Answer("not-met" if errors else "met", problems=errors)


def _version(project: Project) -> Answer:
    if project.file is None:
        return Answer("unknown")
    errors, version = _checked(project.file)
    if version is None or any(one.key == "publiccodeYmlVersion" for one in errors):
        return Answer("not-met", version or "")
    return Answer("met" if version == TEMPLATE_VERSION else "unknown", version)


def _licence(project: Project) -> Answer:
    legal = publiccode.read(project.file or "").get("legal")
    written = str(legal.get("license") or "") if isinstance(legal, dict) else ""
    if not written:
        return Answer("unknown")
    approved = read_licence(written).osi_approved
    return Answer({True: "met", False: "not-met", None: "unknown"}[approved], written)


def _was_read(project: Project) -> bool:
    """Whether the default branch was looked into; an example or a mere name was not."""
    return project.seen_at is not None


@lru_cache(maxsize=1_000)
def _checked(text: str) -> tuple[tuple[publiccode.Problem, ...], str | None]:
    report = publiccode.check(text)
    errors = tuple(one for one in report.problems if one.level == "error")
    return errors, report.version


OPENCODE = _("openCode, conditions for a listing in the directory (as known in November 2026)")
STANDARD = _("Standard publiccode.yml; openCode reads the file continuously")
RULES: Sequence[Rule] = (
    Rule(
        "public",
        _("The repository is public."),
        _("Set the visibility of the project to “public”."),
        OPENCODE,
        _public,
    ),
    Rule(
        "file",
        _("publiccode.yml is in the root of the default branch."),
        _("Add the file; “publiccode.yml” of the software’s page here can be taken for it."),
        OPENCODE,
        _has_file,
    ),
    Rule(
        "valid",
        _("publiccode.yml is valid."),
        _("Put the named places right in the repository."),
        STANDARD,
        _valid,
    ),
    Rule(
        "version",
        _("openCode reads the version of the standard that the file names."),
        _("openCode’s template names 0.4; whether a newer one is read can be seen after the scan."),
        OPENCODE,
        _version,
    ),
    Rule(
        "licence",
        _("The licence is approved by the OSI."),
        _("Choose an approved licence and name it by its SPDX id under legal.license."),
        _("Rule of this house by the SPDX list; what openCode itself asks is not known here"),
        _licence,
    ),
)
