# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""GitHub's dependency review: its configuration read, answered with, and written.

Source: documentation and behaviour of actions/dependency-review-action 4.9. A list that denies
refuses an expression as soon as one branch of an OR lies wholly in the list, and lets an AND pass
unless all of its parts do; a list that allows answers the right way round. Both keys may be
written with hyphens or underscores, in a file of their own or in the step of a workflow.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allmende.licences.exchange.configuration import (
    Answer,
    Entry,
    Exemption,
    NotAConfiguration,
    Oddity,
    comment_above,
    line_of,
    listed,
    opened,
)
from allmende.licences.expressions import And, NotAnExpression, Or, parse, satisfies

if TYPE_CHECKING:
    from allmende.licences.policy import LicencePolicy

ACTION = "dependency-review-action"
_NOT_STATED = ("NOASSERTION", "NONE", "")


@dataclass(frozen=True, slots=True)
class DependencyReview:
    """One configuration: `allow` or `deny` (None where the key is missing), what is exempted,
    all other settings as written, and what is odd about it."""

    file: str
    allow: tuple[Entry, ...] | None
    deny: tuple[Entry, ...] | None
    exemptions: tuple[Exemption, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    oddities: tuple[Oddity, ...] = ()

    kind = "dependency-review"

    @property
    def mode(self) -> str:
        if self.allow is not None:
            return "allow"
        return "deny" if self.deny is not None else "none"

    def answer(self, written: str | None) -> Answer:
        """What the action does with a package under this licence."""
        if (written or "").strip() in _NOT_STATED:
            return Answer.WARNS
        try:
            expression = parse(written or "")
        except NotAnExpression:
            return Answer.UNRESOLVED
        if self.allow is not None:
            plain = [one.licence for one in self.allow if not _is_compound(one.licence)]
            return Answer.PASSES if satisfies(expression, plain).satisfied else Answer.REFUSES
        denied = [one.licence for one in self.deny or ()]
        return Answer.REFUSES if satisfies(expression, denied).satisfied else Answer.PASSES


def read_dependency_review(source: Path | bytes | str, file: str = "") -> DependencyReview:
    """Read a configuration file of the action, or a workflow that gives its options in the step.

    The comment above an exempted package becomes its reason. Raises NotAConfiguration.
    """
    file, data, text = opened(source, file)
    options = _in_workflow(data) if "jobs" in data else data
    if options is None:
        raise NotAConfiguration(
            file,
            None,
            {
                "de": f"kein Schritt dieses Workflows nutzt {ACTION}",
                "en": f"no step of this workflow uses {ACTION}",
            },
        )
    lines = text.splitlines()
    keys = {str(key).replace("-", "_"): key for key in options}
    oddities: list[Oddity] = []
    allow = _entries(options, keys.get("allow_licenses"), oddities)
    deny = _entries(options, keys.get("deny_licenses"), oddities)
    if allow is not None and deny is not None:
        oddities.append(_both_lists(line_of(options, keys["deny_licenses"])))
    for entry in allow or ():
        if _is_compound(entry.licence):
            oddities.append(_dropped(entry))
    exempted = keys.get("allow_dependencies_licenses")
    licence_keys = {"allow_licenses", "deny_licenses", "allow_dependencies_licenses"}
    return DependencyReview(
        file,
        allow,
        deny,
        tuple(
            Exemption(purl, comment_above(lines, line), line)
            for purl, line in (listed(options, exempted) if exempted else ())
        ),
        {key: options[name] for key, name in keys.items() if key not in licence_keys},
        tuple(oddities),
    )


def _in_workflow(data: Any) -> Any | None:
    jobs = data["jobs"]
    for job in jobs.values() if isinstance(jobs, dict) else ():
        steps = job.get("steps") if isinstance(job, dict) else None
        for step in steps if isinstance(steps, list) else ():
            if isinstance(step, dict) and ACTION in str(step.get("uses", "")):
                options = step.get("with")
                return options if isinstance(options, dict) else None
    return None


def _entries(options: Any, key: str | None, oddities: list[Oddity]) -> tuple[Entry, ...] | None:
    if key is None:
        return None
    entries = []
    for licence, line in listed(options, key):
        try:
            parse(licence)
        except NotAnExpression as error:
            oddities.append(
                Oddity(
                    line,
                    {
                        "de": f"„{licence}“ ist kein SPDX-Ausdruck: {error.reason['de']}",
                        "en": f'"{licence}" is no SPDX expression: {error.reason["en"]}',
                    },
                )
            )
            continue
        entries.append(Entry(licence, line))
    return tuple(entries)


def _is_compound(licence: str) -> bool:
    try:
        return isinstance(parse(licence), And | Or)
    except NotAnExpression:
        return False


def _both_lists(line: int) -> Oddity:
    return Oddity(
        line,
        {
            "de": "Beide Listen sind gesetzt; die Sperrliste bleibt ohne Wirkung",
            "en": "both lists are set; the one that denies has no effect",
        },
    )


def _dropped(entry: Entry) -> Oddity:
    return Oddity(
        entry.line,
        {
            "de": f"„{entry.licence}“ wird übergangen: Die Liste nimmt nur einzelne Lizenzen",
            "en": f'"{entry.licence}" is passed over: the list takes single licences only',
        },
    )


def write_dependency_review(policy: "LicencePolicy", context: str) -> str:
    """The policy as a configuration with an allow-list, waivers of packages as exemptions.

    Of every SPDX licence and of well-known licences with exception, those stand in the list that
    the policy prefers or allows in this context.
    """
    from allmende.licences.exchange.probes import acceptable, known_expressions

    allowed = [one for one in known_expressions() if acceptable(policy.verdict(one, context))]
    lines = [
        f"# {policy.name} {policy.version}, {context}",
        f"# {len(allowed)} licences that this policy prefers or allows; made by Allmende.",
        "allow-licenses:",
        *(f"  - {one}" for one in allowed),
    ]
    exempted = list(_exempted(policy, context))
    if exempted:
        lines.append("allow-dependencies-licenses:")
        lines += exempted
    return "\n".join(lines) + "\n"


def _exempted(policy: "LicencePolicy", context: str) -> Iterator[str]:
    for waiver in policy.waivers:
        if waiver.purl is None or (waiver.contexts and context not in waiver.contexts):
            continue
        until = f", until {waiver.expires.isoformat()}" if waiver.expires else ""
        yield from _as_comment(f"{waiver.reason} ({waiver.by}{until})")
        yield f"  - {waiver.purl}"


def _as_comment(text: str) -> Iterable[str]:
    return (f"  # {line}" for line in text.splitlines() if line.strip())
