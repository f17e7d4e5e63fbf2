# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Forms for what people do with a case: steps, lanes, conditions, words, files."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases import words
from allmende.workbench.cases.kinds import Kind, Lane, Transition
from allmende.workbench.cases.queries.page import Line
from allmende.workbench.cases.services.conditions import NewCondition

CONDITIONS = 3
"""So many conditions one form takes; more are set beside."""


def _long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WithConditions(forms.Form):
    """A form that takes conditions: what is to be done, and by which day."""

    use_required_attribute = False

    def add_conditions(self, number: int = CONDITIONS) -> None:
        for place in range(1, number + 1):
            self.fields[f"condition-{place}"] = forms.CharField(
                label=_("Condition {number}").format(number=place),
                required=False,
                max_length=5000,
                widget=_long(2),
            )
            self.fields[f"due-{place}"] = forms.DateField(
                label=_("Condition {number}: to be done by").format(number=place), required=False
            )

    @property
    def conditions(self) -> list[dict[str, forms.BoundField]]:
        places = range(1, CONDITIONS + 1)
        return [
            {"text": self[f"condition-{one}"], "due": self[f"due-{one}"]}
            for one in places
            if f"condition-{one}" in self.fields
        ]

    def wanted(self) -> list[NewCondition]:
        """The conditions that were written; only of a valid form."""
        said = self.cleaned_data
        return [
            NewCondition(said[f"condition-{one}"], said.get(f"due-{one}"))
            for one in range(1, CONDITIONS + 1)
            if said.get(f"condition-{one}")
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for one in range(1, CONDITIONS + 1):
            due = cleaned.get(f"due-{one}")
            if due and due < timezone.localdate():
                self.add_error(f"due-{one}", _("This day lies in the past."))
            if due and not cleaned.get(f"condition-{one}"):
                self.add_error(f"condition-{one}", _("Please say what is to be done by then."))
        return cleaned


class StepForm(WithConditions):
    """What a step asks of whoever takes it."""

    def __init__(self, data: Any, *, kind: Kind, step: Transition, decides: bool) -> None:
        super().__init__(data)
        if step.asks_tier:
            self.fields["tier"] = forms.ChoiceField(
                label=_("Tier"),
                widget=forms.RadioSelect,
                choices=[
                    (one.id, f"{words.said(one.label)}: {words.said(one.help)}")
                    for one in kind.tiers
                ],
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            required=step.needs_reason,
            max_length=20_000,
            widget=_long(4),
            help_text=_("It stands in the history and goes to whoever asked."),
        )
        if decides and kind.state(step.to).figure == "granted":
            self.add_conditions()


class ConditionForm(forms.Form):
    """One more condition beside lanes and decisions."""

    text = forms.CharField(label=_("What is to be done?"), max_length=5000, widget=_long(2))
    due_on = forms.DateField(label=_("To be done by"), required=False)
    use_required_attribute = False


class ReviewForm(forms.Form):
    """On which day a case is looked at again; without one, not at all."""

    day = forms.DateField(label=_("Day of the next review"), required=False)
    use_required_attribute = False


class MigrationForm(forms.Form):
    """Why a case is moved to the present version of its kind."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=20_000,
        widget=_long(3),
        help_text=_("It stands in the history and in the discussion; whoever asked reads it."),
    )
    use_required_attribute = False


class PreferenceForm(forms.Form):
    """Whether a person wants mail of cases, and in which language."""

    mails = forms.ChoiceField(
        label=_("Mail"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Tell me by mail what concerns me")),
            ("no", _("No mail: I look at “My cases” myself")),
        ],
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("as the office writes")), ("de", "Deutsch"), ("en", "English")],
    )
    use_required_attribute = False


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Your message"), max_length=20_000, widget=_long(4))
    internal = forms.BooleanField(
        label=_("Internal: only who works on the case reads it"), required=False
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, insider: bool) -> None:
        super().__init__(data)
        if not insider:
            del self.fields["internal"]


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("At most 50 MB; PDF, pictures, text, OpenDocument, Office without macros."),
    )
    internal = forms.BooleanField(
        label=_("Internal: only who works on the case reads it"), required=False
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, insider: bool) -> None:
        super().__init__(data, files)
        if not insider:
            del self.fields["internal"]


class LaneForm(WithConditions):
    """The checklist of a lane with an answer and a reason to each line, and what comes of it."""

    def __init__(self, data: Any, *, lane: Lane, lines: tuple[Line, ...]) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            name = f"item-{line.item.id}"
            self.fields[f"{name}-state"] = forms.ChoiceField(
                label=_("Your answer"),
                required=False,
                widget=forms.RadioSelect,
                choices=[(one, words.item_answer(one)) for one in words.ITEM_STATES],
                initial=line.human.state if line.human else None,
            )
            self.fields[f"{name}-reason"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=5000,
                initial=line.human.reason if line.human else "",
            )
        self.fields["answer"] = forms.ChoiceField(
            label=_("What comes of this lane?"),
            # Answers so far can be kept without saying what comes of it.
            required=data is None or "finish" in data,
            widget=forms.RadioSelect,
            choices=[(one, words.lane_answer(one)) for one in lane.answers],
        )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            required=False,
            max_length=20_000,
            widget=_long(3),
            help_text=_("Needed where something must change or the lane rejects."),
        )
        if "approve-with-condition" in lane.answers:
            self.add_conditions(2)

    def asked(self, line: Line) -> dict[str, forms.BoundField]:
        name = f"item-{line.item.id}"
        return {"state": self[f"{name}-state"], "reason": self[f"{name}-reason"]}

    def given(self) -> Iterator[tuple[str, str, str]]:
        """Item, answer and reason of the lines that are answered otherwise than before."""
        for line in self.lines:
            name = f"item-{line.item.id}"
            state = self.cleaned_data.get(f"{name}-state") or ""
            reason = (self.cleaned_data.get(f"{name}-reason") or "").strip()
            before = (line.human.state, line.human.reason) if line.human else ("", "")
            if state and (state, reason) != before:
                yield line.item.id, state, reason
