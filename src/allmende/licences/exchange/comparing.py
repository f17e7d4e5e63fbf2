# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a check in CI and the written policy disagree, each with an example."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allmende.licences.exchange.configuration import Answer, Exemption, Oddity, Texts
from allmende.licences.exchange.dependency_review import DependencyReview
from allmende.licences.exchange.probes import acceptable, known_expressions
from allmende.licences.exchange.scancode import ScanCodePolicies

if TYPE_CHECKING:
    from allmende.licences.policy import LicencePolicy, Verdict


Configuration = DependencyReview | ScanCodePolicies
"""What has an answer for every licence, so that it can be compared."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One group: the policy says `level` by `rule`, CI does `answer`; example first.

    `kind` is licence, choice (OR), combination (AND), exception (WITH), own-licence
    (LicenseRef), not-stated or not-understood.
    """

    kind: str
    level: str
    rule: str
    answer: Answer
    licences: tuple[str, ...]
    text: Texts

    @property
    def example(self) -> str:
        return self.licences[0]

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "example": self.example,
            "policy": self.level,
            "rule": self.rule,
            "ci": self.answer.value,
            "count": len(self.licences),
            "licences": list(self.licences),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class ExemptionFound:
    """An exempted package, whether it has a reason, and whether the policy has a waiver for it."""

    exemption: Exemption
    waived: bool

    def as_json(self) -> dict[str, Any]:
        one = self.exemption
        return {"purl": one.purl, "line": one.line, "reason": one.reason, "waiver": self.waived}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All disagreements between one configuration and one policy in one context."""

    file: str
    kind: str
    mode: str
    context: str
    policy: str
    compared: int
    disagreements: tuple[Disagreement, ...]
    exemptions: tuple[ExemptionFound, ...]
    oddities: tuple[Oddity, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": self.kind,
            "mode": self.mode,
            "context": self.context,
            "policy": self.policy,
            "compared": self.compared,
            "disagreements": [one.as_json() for one in self.disagreements],
            "exemptions": [one.as_json() for one in self.exemptions],
            "oddities": [one.as_json() for one in self.oddities],
        }


def compare(configuration: Configuration, policy: "LicencePolicy", context: str) -> Comparison:
    """Try every SPDX licence, and what a list alone cannot know: choices, combinations, own
    licences and missing ones.

    Raises UnknownContext.
    """
    groups: dict[tuple[str, str, str, Answer], list[str]] = defaultdict(list)
    compared = 0
    for kind, written in _probes(configuration, policy, context):
        compared += 1
        verdict = policy.verdict(written, context)
        answer = configuration.answer(written)
        if _disagree(verdict, answer):
            rule = _deciding_rule(verdict)
            groups[kind, verdict.level.value, rule, answer].append(written)
    return Comparison(
        configuration.file,
        configuration.kind,
        configuration.mode,
        context,
        f"{policy.name} {policy.version}",
        compared,
        tuple(
            Disagreement(kind, level, rule, answer, tuple(found), _text(level, answer, found))
            for (kind, level, rule, answer), found in groups.items()
        ),
        tuple(ExemptionFound(one, _waived(one, policy)) for one in configuration.exemptions),
        configuration.oddities,
    )


def _disagree(verdict: "Verdict", answer: Answer) -> bool:
    """CI lets through what the policy does not accept, or stops what it accepts.

    A warning beside a review is agreement: both send a person to look.
    """
    if verdict.level.value == "review" and answer is Answer.WARNS:
        return False
    return acceptable(verdict) != answer.lets_through


def _deciding_rule(verdict: "Verdict") -> str:
    return next((one.rule for one in verdict.reasons if one.level is verdict.level), "")


def _probes(
    configuration: Configuration, policy: "LicencePolicy", context: str
) -> Iterator[tuple[str, str]]:
    known = known_expressions()
    for licence in known:
        yield "exception" if " WITH " in licence else "licence", licence
    good = [one for one in known if acceptable(policy.verdict(one, context))]
    bad = [one for one in known if policy.verdict(one, context).level.value in ("avoid", "blocked")]
    refused = [one for one in known if configuration.answer(one) is Answer.REFUSES]
    for left in _examples(good):
        for right in dict.fromkeys([*_examples(bad), *_examples(refused)]):
            if left != right:
                yield "choice", f"{left} OR {right}"
                yield "combination", f"{right} AND {left}"
    yield "own-licence", "LicenseRef-own"
    yield "not-stated", "NOASSERTION"
    yield "not-understood", "Company Licence 7"


def _examples(licences: Iterable[str]) -> list[str]:
    plain = [one for one in licences if " WITH " not in one]
    return plain[:3]


def _waived(exemption: Exemption, policy: "LicencePolicy") -> bool:
    return any(waiver.purl and waiver.covers(exemption.purl) for waiver in policy.waivers)


_DOES: dict[Answer, Texts] = {
    Answer.PASSES: {"de": "lässt es durch", "en": "lets it pass"},
    Answer.WARNS: {"de": "warnt nur", "en": "only warns"},
    Answer.REFUSES: {"de": "weist es zurück", "en": "refuses it"},
    Answer.UNRESOLVED: {
        "de": "bricht ab, weil sie es nicht versteht",
        "en": "stops, since it does not understand it",
    },
}
_SAYS: dict[str, Texts] = {
    "preferred": {"de": "bevorzugt", "en": "preferred"},
    "allowed": {"de": "erlaubt", "en": "allowed"},
    "avoid": {"de": "zu vermeiden", "en": "to be avoided"},
    "blocked": {"de": "gesperrt", "en": "blocked"},
    "review": {"de": "zu prüfen", "en": "to be reviewed"},
}


def _text(level: str, answer: Answer, found: list[str]) -> Texts:
    example, more = found[0], len(found) - 1
    others_de = f" (und {more} weitere)" if more else ""
    others_en = f" (and {more} more)" if more else ""
    return {
        "de": f"{example}{others_de}: nach der Richtlinie {_SAYS[level]['de']}, "
        f"die CI-Prüfung {_DOES[answer]['de']}.",
        "en": f"{example}{others_en}: {_SAYS[level]['en']} by the policy, "
        f"the check in CI {_DOES[answer]['en']}.",
    }
