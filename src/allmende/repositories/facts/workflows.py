# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Hygiene of GitHub workflows: what is pinned, what is allowed, what an outsider can reach.

The numbers are counted here; the findings come from the program zizmor, if it is there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allmende.repositories.facts.documents import Unreadable, source
from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    at,
    found,
    no,
    some,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.workflow_findings import (
    Finding,
    Workflow,
    WorkflowsNotChecked,
    check,
)
from allmende.repositories.facts.yaml_lines import Mapping, Sequence, yaml_of

WORKFLOW = re.compile(r"\.github/workflows/[^/]+\.ya?ml", re.IGNORECASE)
ACTION = re.compile(r"(?:.*/)?action\.ya?ml", re.IGNORECASE)
FULL_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
MOST_FILES = 400
LARGEST = 250_000


@dataclass(frozen=True, slots=True)
class Use:
    """One `uses:` of something that is not in this tree."""

    path: str
    line: int
    what: str

    @property
    def is_pinned(self) -> bool:
        name, _, version = self.what.rpartition("@")
        pattern = DIGEST if name.startswith("docker://") else FULL_COMMIT
        return pattern.fullmatch(version) is not None


@dataclass(frozen=True, slots=True)
class Workflows:
    """The readable workflows and actions of a tree, and what could not be read."""

    readable: tuple[Workflow, ...]
    documents: tuple[tuple[str, Mapping], ...]
    broken: tuple[Unreadable, ...]

    @property
    def uses(self) -> tuple[Use, ...]:
        return tuple(use for path, one in self.documents for use in uses_in(path, one))


def find(look: Look) -> Iterator[Fact]:
    """Nothing but "unknown" where there are no workflows: there is nothing to be good or bad."""
    workflows = look.once("workflows", read)
    if not workflows.readable and not workflows.broken:
        yield from (unknown(key, NONE) for key in KEYS)
        return
    yield readable(workflows)
    yield pinned(workflows)
    yield permissions(workflows)
    yield found("workflows.pull_request_target", triggers(workflows, "pull_request_target"))
    yield found("workflows.secrets_inherited", inherited(workflows))
    yield from judged(workflows)


def read(look: Look) -> Workflows:
    readable: list[Workflow] = []
    documents: list[tuple[str, Mapping]] = []
    broken: list[Unreadable] = []
    paths = [one for one in look.paths if WORKFLOW.fullmatch(one) or ACTION.fullmatch(one)]
    for path in paths[:MOST_FILES]:
        try:
            file = source(look, path, LARGEST)
            document = yaml_of(file)
        except Unreadable as problem:
            broken.append(problem)
            continue
        if isinstance(document, Mapping):
            readable.append(Workflow(path, file.text, bool(WORKFLOW.fullmatch(path))))
            documents.append((path, document))
    broken += [Unreadable(path, None, TOO_MANY) for path in paths[MOST_FILES:]]
    return Workflows(tuple(readable), tuple(documents), tuple(broken))


def readable(workflows: Workflows) -> Fact:
    evidence = some(at(one.path, one.line, one.why["en"]) for one in workflows.broken)
    number = len(workflows.readable)
    if workflows.broken:
        return no("workflows.readable", *evidence, value=number)
    return yes("workflows.readable", value=number)


def uses_in(path: str, document: Mapping) -> Iterator[Use]:
    """Actions of steps, and reusable workflows of jobs; not what lies in the tree itself."""
    holders: list[Any] = [document.get("runs")]
    jobs = document.get("jobs")
    holders += jobs.values() if isinstance(jobs, Mapping) else ()
    for holder in holders:
        if not isinstance(holder, Mapping):
            continue
        steps = holder.get("steps")
        for one in (holder, *(steps if isinstance(steps, Sequence) else ())):
            what = one.get("uses") if isinstance(one, Mapping) else None
            if isinstance(what, str) and not what.startswith(("./", "../")):
                yield Use(path, one.line_of("uses"), what)


def pinned(workflows: Workflows) -> Fact:
    """Yes where everything from elsewhere is named by a full commit or digest."""
    uses = workflows.uses
    loose = [use for use in uses if not use.is_pinned]
    numbers = {"pinned": len(uses) - len(loose), "total": len(uses)}
    if not uses:
        return yes("workflows.pinned", value=numbers, note=NOTHING_USED)
    shown = loose or uses
    evidence = some(at(use.path, use.line, use.what) for use in shown)
    state = no if loose else yes
    return state("workflows.pinned", *evidence, value=numbers)


def permissions(workflows: Workflows) -> Fact:
    """Yes where every workflow says at its top, or in each of its jobs, what it may do."""
    own = [(path, one) for path, one in workflows.documents if WORKFLOW.fullmatch(path)]
    at_top = [path for path, one in own if one.get("permissions") is not None]
    missing: list[Evidence] = []
    for path, one in own:
        if path not in at_top:
            missing += without_permissions(path, one)
    numbers = {"top_level": len(at_top), "total": len(own)}
    if missing:
        return no("workflows.permissions", *some(missing), value=numbers)
    evidence = some(at(path, one.line_of("permissions")) for path, one in own if path in at_top)
    return yes("workflows.permissions", *evidence, value=numbers)


def without_permissions(path: str, document: Mapping) -> Iterator[Evidence]:
    jobs = document.get("jobs")
    if not isinstance(jobs, Mapping):
        yield at(path)
        return
    for name, job in jobs.items():
        if not isinstance(job, Mapping) or job.get("permissions") is None:
            yield at(path, jobs.line_of(name), name)


def triggers(workflows: Workflows, event: str) -> Iterator[Evidence]:
    for path, one in workflows.documents:
        on = one.get("on")
        if on == event:
            yield at(path, one.line_of("on"), event)
        elif isinstance(on, Mapping) and event in on:
            yield at(path, on.line_of(event), event)
        elif isinstance(on, Sequence):
            yield from (at(path, line, event) for line, name in on.numbered() if name == event)


def inherited(workflows: Workflows) -> Iterator[Evidence]:
    for path, one in workflows.documents:
        jobs = one.get("jobs")
        for job in jobs.values() if isinstance(jobs, Mapping) else ():
            if isinstance(job, Mapping) and job.get("secrets") == "inherit":
                yield at(path, job.line_of("secrets"), job.get("uses"))


def judged(workflows: Workflows) -> Iterator[Fact]:
    """What zizmor finds; unknown, and said why, where it is missing or gives up."""
    try:
        checked = check(workflows.readable)
    except WorkflowsNotChecked as problem:
        yield unknown("workflows.findings", problem.why)
        yield unknown("workflows.untrusted_input", problem.why)
        return
    findings = [one for one in checked.findings if not one.suppressed]
    yield value(
        "workflows.findings",
        {
            "program": checked.program,
            "by_severity": {
                level: sum(one.severity == level for one in findings)
                for level in ("high", "medium", "low", "informational")
            },
            "suppressed": len(checked.findings) - len(findings),
            "skipped": list(checked.skipped),
            "findings": [one.as_json() for one in checked.findings],
        },
        *some(evidence(one) for one in findings),
    )
    untrusted = [one for one in findings if one.id in REACHABLE and one.severity in SERIOUS]
    if checked.skipped and not untrusted:
        skipped = (at(path) for path in checked.skipped)
        yield unknown("workflows.untrusted_input", SKIPPED, *some(skipped))
    else:
        yield found("workflows.untrusted_input", map(evidence, untrusted), len(untrusted))


def evidence(one: Finding) -> Evidence:
    return at(one.path, one.line, f"{one.id}: {one.title['en']}")


# Findings by which what an outsider writes is executed.
REACHABLE = frozenset({"template-injection", "github-env", "insecure-commands"})
SERIOUS = frozenset({"high", "medium"})
KEYS = (
    "workflows.readable",
    "workflows.pinned",
    "workflows.permissions",
    "workflows.pull_request_target",
    "workflows.secrets_inherited",
    "workflows.findings",
    "workflows.untrusted_input",
)
NONE: Text = {
    "de": "Es gibt keine GitHub-Workflows",
    "en": "There are no GitHub workflows",
}
NOTHING_USED: Text = {
    "de": "Die Workflows verwenden nichts von außerhalb",
    "en": "The workflows use nothing from elsewhere",
}
TOO_MANY: Text = {
    "de": f"Gelesen werden höchstens {MOST_FILES} Workflows",
    "en": f"At most {MOST_FILES} workflows are read",
}
SKIPPED: Text = {
    "de": "Nicht alle Workflows ließen sich prüfen",
    "en": "Not all workflows could be checked",
}
