# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One licence of an expression, with everything a rule may ask about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allmende.licences.expressions import Licence, With, doubts
from allmende.licences.known import (
    Effect,
    LicenceClass,
    LicenceFacts,
    class_and_source,
    effect_of,
    facts_of,
)
from allmende.licences.policy import words
from allmende.licences.policy.answers import Reason
from allmende.licences.policy.model import ExceptionRule, Rule
from allmende.licences.policy.patterns import matches


@dataclass(frozen=True, slots=True)
class Leaf:
    """A licence as the rules see it.

    `ids` are the spellings a rule may name it by; flags are None where nobody said anything; the
    notes only inform.
    """

    written: str
    ids: tuple[str, ...]
    licence_class: LicenceClass
    class_source: str
    osi_approved: bool | None
    fsf_libre: bool | None
    notes: tuple[Reason, ...]

    def fits(self, rule: Rule) -> bool:
        """Whether every condition of the rule holds for this licence."""
        if rule.licences and not any(matches(one, self.ids) for one in rule.licences):
            return False
        if rule.classes and self.licence_class not in rule.classes:
            return False
        if rule.osi_approved not in (None, self.osi_approved):
            return False
        return rule.fsf_libre is None or rule.fsf_libre is bool(self.fsf_libre)


def leaf_of(
    written: Licence | With,
    context: str,
    overrides: Mapping[str, LicenceClass],
    exceptions: Sequence[ExceptionRule],
) -> Leaf:
    """What the policy's overrides and exceptions make of one licence in a context."""
    notes: list[Reason] = []
    licence, exception = _modern(written, notes)
    facts = facts_of(licence)
    name = f"{licence} WITH {exception}" if exception else licence
    found, source = _class_of(name, licence, overrides, facts, notes)
    ids = tuple(dict.fromkeys((licence, str(written))))
    if exception:
        base, base_source = class_and_source(licence, overrides)
        notes.append(_about_exception(licence, exception))
        if doubtful := doubts(With(Licence(licence), exception)):
            found, source = base, base_source
            notes.append(Reason("exception-doubt", None, name, doubtful[0].text, words.READ_TERMS))
        for rule in exceptions:
            if rule.is_for(licence, exception, context):
                found, source = rule.treat_as, "office policy"
                text = rule.text or words.treated_as(name, found)
                notes.append(Reason("exceptions", None, name, text, None, rule.source))
                break
        # A rule that names `GPL-*` does not mean what an exception has made another class.
        ids = (licence,) if base is found else ()
    return Leaf(
        str(written),
        ids,
        found,
        source,
        facts.osi_approved if facts else None,
        facts.fsf_libre if facts else None,
        tuple(notes),
    )


def _modern(written: Licence | With, notes: list[Reason]) -> tuple[str, str]:
    """Licence id and exception in the spelling SPDX recommends now; says so where that differs."""
    licence = written.licence if isinstance(written, With) else written
    exception = written.exception if isinstance(written, With) else ""
    # "GPL-2.0+" is an id of the list, "EPL-1.0+" an id with the operator.
    facts = facts_of(str(licence)) or facts_of(licence.id)
    if facts is None:
        return licence.id, exception
    if facts.deprecated:
        text = words.deprecated(str(licence), facts.replaced_by)
        notes.append(Reason("deprecated-id", None, str(licence), text))
        if facts.replaced_by:
            modern, _, own = facts.replaced_by.partition(" WITH ")
            return modern, exception or own
    elif licence.plus:
        notes.append(Reason("or-later", None, str(licence), words.or_later(licence.id)))
    return facts.id, exception


def _class_of(
    name: str,
    licence: str,
    overrides: Mapping[str, LicenceClass],
    facts: LicenceFacts | None,
    notes: list[Reason],
) -> tuple[LicenceClass, str]:
    found, source = class_and_source(name, overrides)
    ours, by = class_and_source(licence, overrides)
    if facts is None and by != "office policy":
        # What another list says of a LicenseRef is worth knowing, yet no rule of this office.
        if found is not LicenceClass.UNKNOWN:
            text = words.named_elsewhere(licence, found, source)
            notes.append(Reason("licence-ref", None, licence, text))
        return LicenceClass.UNKNOWN, ""
    if facts and by == "office policy" and ours is not facts.licence_class:
        text = words.overridden(licence, ours, facts.licence_class, facts.class_source)
        notes.append(Reason("class-override", None, licence, text))
    if facts and facts.contested:
        text = words.contested(licence, facts.contested)
        notes.append(Reason("contested", None, licence, text))
    return found, source


def _about_exception(licence: str, exception: str) -> Reason:
    effect = effect_of(exception)
    return Reason(
        "exception",
        None,
        f"{licence} WITH {exception}",
        words.exception(licence, exception, effect),
        words.READ_TERMS if effect is Effect.UNKNOWN else None,
        None if effect is Effect.UNKNOWN else f"https://spdx.org/licenses/{exception}.html",
    )
