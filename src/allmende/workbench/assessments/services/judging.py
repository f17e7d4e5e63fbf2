# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Hold what was seen against the criteria, with what people state, and store the report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.criteria import (
    Criterion,
    Given,
    Known,
    Rejected,
    assess,
    load_criteria,
    read_given,
)
from allmende.criteria.giving import later
from allmende.criteria.report import SHAPE
from allmende.repositories import ANSWERS, TITLES, with_titles
from allmende.repositories import Suppression as Rule
from allmende.workbench.assessments import policy, words
from allmende.workbench.assessments.models import Assessment, Inspection, Statement
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.queries import judgements
from allmende.workbench.assessments.reports import comparing
from allmende.workbench.assessments.services import checking
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.policy import policy_for

Finding = Mapping[str, Any]


def judge(assessment: Assessment, on: date | None = None) -> None:
    """Answer every criterion on a day (today) and save the report; the inspection stays as it is.

    The licence policy speaks with all waivers in force, whoever looks: a report is one for all.
    """
    day = on or timezone.localdate()
    subject, seen = assessment.subject, assessment.inspection
    criteria = load_criteria(subject.criteria, policy.profile())
    rules = judgements.suppressions_in_force(subject.key, day)
    found = with_suppressions(seen.findings, rules)
    given = [_given(one) for one in judgements.newest_statements(subject).values()]
    theirs, unread = _of_repository(seen)
    report = assess(
        criteria,
        _known(seen, found),
        repository=subject.name,
        commit=assessment.commit or None,
        given=(*given, *theirs),
        on=day,
        own=subject.criteria == words.OWN,
        rejected=unread,
        policy=policy.named(),
    ).as_json()
    before = queries.previous_of(assessment)
    assessment.report, assessment.shape = report, SHAPE
    assessment.summary = report["summary"]["levels"]
    assessment.open_musts = assessment.summary["must"]["open"]
    assessment.criteria_version, assessment.policy = criteria.version, policy.version()
    assessment.judged_at = timezone.now()
    assessment.open_findings = (
        None if found is None else sum(not one.get("suppressed") for one in found)
    )
    assessment.changed = len(comparing.changes(before.report, report)) if before else None
    assessment.expires_on = end_of(assessment, subject.months)
    assessment.recheck_on = _first_lapse(criteria.criteria, (*given, *theirs), rules, day)
    assessment.save()


def answers_by(assessment: Assessment, name: str) -> list[dict[str, Any]]:
    """The answers of a finished analysis to a set of criteria, as its report writes them.

    For another set than its own the inspection is judged by that one; what people stated of the
    own set does not speak there.
    """
    if name == assessment.subject.criteria:
        return list((assessment.report or {}).get("answers", ()))
    day, seen = timezone.localdate(), assessment.inspection
    rules = judgements.suppressions_in_force(assessment.subject.key, day)
    theirs, unread = _of_repository(seen)
    report = assess(
        load_criteria(name, policy.profile()),
        _known(seen, with_suppressions(seen.findings, rules)),
        repository=assessment.subject.name,
        commit=assessment.commit or None,
        given=theirs,
        on=day,
        own=assessment.subject.criteria == words.OWN,
        rejected=unread,
        policy=policy.named(),
    )
    return list(report.as_json()["answers"])


def _known(seen: Inspection, found: Sequence[Finding] | None) -> Known:
    facts = map(with_titles, seen.facts)
    return Known.of(facts, found, seen.coverage, policy_for(None), TITLES)


@transaction.atomic
def judge_again(actor: Any, assessment: Assessment) -> None:
    """Judge the newest analysis by the policy of today. Raises NotAllowed, Refused."""
    require(actor, "assessments.start")
    if assessment.subject.latest_id != assessment.pk:
        raise Refused(_("An older report stays as it was judged then."))
    refresh(actor, assessment, "policy")


def refresh(actor: Any, assessment: Assessment, because: str, on: date | None = None) -> None:
    """Judge anew since something else counts now; `because` is a key of words.BECAUSE."""
    with transaction.atomic():
        judge(assessment, on)
        events.record(
            actor,
            "assessments.judged-again",
            assessment,
            because=because,
            policy=assessment.policy,
            open_musts=assessment.open_musts,
        )
        # Afterwards, since whoever takes a step holds the case before the chain of events.
        transaction.on_commit(lambda: checking.tell(assessment))


def with_suppressions(
    findings: Sequence[Finding] | None, rules: Iterable[Rule]
) -> list[dict[str, Any]] | None:
    """The findings, those marked that the workbench suppresses; the repository's own word stays."""
    if findings is None:
        return None
    standing = tuple(rules)
    return [_marked(dict(one), standing) for one in findings]


def _marked(finding: dict[str, Any], rules: tuple[Rule, ...]) -> dict[str, Any]:
    if finding.get("suppressed"):
        return finding
    detectors = (finding["detector"], *finding.get("also", ()))
    places = [(finding["id"], finding["path"])]
    places += [(one["id"], one["path"]) for one in finding.get("places", ())]
    rule = next((one for one in rules if one.fits(detectors, places)), None)
    return {**finding, "suppressed": dict(rule.as_json()) if rule else None}


def _of_repository(seen: Inspection) -> tuple[tuple[Given, ...], tuple[Rejected, ...]]:
    """What the repository's own people answer in it, and what of that nobody could read."""
    if seen.answers is None:
        return (), ()
    return read_given(seen.answers, origin="repository", source=ANSWERS, sets=words.sets())


def _given(one: Statement) -> Given:
    return Given(
        one.criterion,
        one.state,  # type: ignore[arg-type]
        one.reason,
        str(one.by),
        timezone.localdate(one.at),
        one.valid_until,
    )


def end_of(assessment: Assessment, months: int) -> date:
    """The day on which an analysis has expired: so many months after the inspection."""
    return later(timezone.localdate(assessment.inspected_at or assessment.asked_at), months)


def _first_lapse(
    criteria: Iterable[Criterion], given: Iterable[Given], rules: Iterable[Rule], on: date
) -> date | None:
    """The day after the first last day that is still to come."""
    months = {one.id: one.expires_after_months for one in criteria}
    ends = [one.last_day(months.get(one.criterion)) for one in given]
    ends += [one.expires for one in rules]
    coming = [end for end in ends if end is not None and end >= on]
    return min(coming) + timedelta(days=1) if coming else None
