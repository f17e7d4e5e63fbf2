# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A foreign configuration as the beginning of a policy file of one's own."""

from collections.abc import Iterator
from pathlib import Path

from allmende.licences.exchange.configuration import Answer, NotAConfiguration, opened
from allmende.licences.exchange.dependency_review import DependencyReview, read_dependency_review
from allmende.licences.exchange.ort import Classifications, read_ort
from allmende.licences.exchange.scancode import ScanCodePolicies, read_scancode

Foreign = DependencyReview | ScanCodePolicies | Classifications

_LEVEL = {Answer.REFUSES: "blocked", Answer.WARNS: "review", Answer.PASSES: "allowed"}


def read_configuration(source: Path | bytes | str, file: str = "") -> Foreign:
    """Read whichever of the three formats this is, told by its keys. Raises NotAConfiguration."""
    name, data, text = opened(source, file)
    if "license_policies" in data:
        return read_scancode(text, name)
    if "categorizations" in data:
        return read_ort(text, name)
    keys = {str(key).replace("-", "_") for key in data}
    if "jobs" in data or keys & {
        "allow_licenses",
        "deny_licenses",
        "allow_dependencies_licenses",
        "license_check",
        "fail_on_severity",
    }:
        return read_dependency_review(text, name)
    raise NotAConfiguration(
        name,
        None,
        {
            "de": "weder dependency-review noch ScanCode-Policies noch ORT-Klassifizierungen",
            "en": "neither dependency review nor ScanCode policies nor ORT classifications",
        },
    )


def as_policy(configuration: Foreign, context: str) -> str:
    """A `licences.yaml` that answers in this context as the configuration does, for a start.

    Ranges are written out as the licences they hold; exemptions become waivers with the comment
    as reason. What the file does not say, such as the outbound licence, stands there as a
    question in a comment.
    """
    return "\n".join(_policy_lines(configuration, context)) + "\n"


def _policy_lines(configuration: Foreign, context: str) -> Iterator[str]:
    yield f"# Taken from {Path(configuration.file).name} ({configuration.kind}); please go over it."
    yield "outbound: MIT  # not in the file: which licence do you publish under?"
    if isinstance(configuration, Classifications):
        yield "class_overrides:"
        yield from (f"  {one.licence}: {one.level}" for one in configuration.entries)
        yield "contexts: {}  # not in the file: a classification says nothing of what is allowed"
        return
    yield "contexts:"
    yield f"  {context}:"
    yield f"    title: {{de: {context}, en: {context}}}"
    yield "    help: {de: Aus der CI übernommen., en: Taken from CI.}"
    yield "    rules:"
    yield from _rules(configuration)
    if configuration.exemptions:
        yield "waivers:"
    for one in configuration.exemptions:
        yield f"  - purl: {_quoted(one.purl)}"
        yield f"    contexts: [{context}]"
        yield f"    reason: {_quoted(one.reason or 'please say why')}"
        yield "    by: please say who"


def _rules(configuration: DependencyReview | ScanCodePolicies) -> Iterator[str]:
    from allmende.licences.known import all_ids

    listed_only = isinstance(configuration, DependencyReview) and configuration.mode == "allow"
    rest = Answer.REFUSES if listed_only else Answer.PASSES
    by_answer: dict[Answer, list[str]] = {}
    for licence in all_ids():
        by_answer.setdefault(configuration.answer(licence), []).append(licence)
    for answer, licences in sorted(by_answer.items()):
        if answer is rest:
            continue
        yield f"      - id: {answer.value}"
        yield f"        level: {_LEVEL[answer]}"
        yield "        licences:"
        yield from (f"          - {licence}" for licence in licences)
    yield "      - id: everything-else"
    yield f"        level: {_LEVEL[rest]}"


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
