# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The forms of bodies, delegations, consultations and obligations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.workbench.accounts import queries as accounts
from allmende.workbench.communities import queries
from allmende.workbench.communities.models import Body, Consultation, Delegation, Obligation
from allmende.workbench.communities.services import assessing, bodies, consulting

ROWS = forms.Textarea(attrs={"rows": 4})


class BodyForm(forms.ModelForm[Body]):
    class Meta:
        model = Body
        fields = bodies.FIELDS
        widgets = {
            "about_de": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "ours_de": _("For example: member, guest, observer."),
            "source": _("The page that says so, with the day on which it was read."),
        }


class _WithPeople:
    """Fields that name a person offer those who can sign in."""

    fields: dict[str, forms.Field]
    person_field: str

    def offer_people(self) -> None:
        field = self.fields[self.person_field]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = accounts.people()


class DelegationForm(_WithPeople, forms.ModelForm[Delegation]):
    person_field = "person"

    class Meta:
        model = Delegation
        fields = bodies.DELEGATION_FIELDS
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": _("Where the person has no account here."),
            "until": _("Somebody who leaves gets an end and stays in the list."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people()


class ConsultationForm(_WithPeople, forms.ModelForm[Consultation]):
    person_field = "responsible"

    class Meta:
        model = Consultation
        fields = consulting.FIELDS
        help_texts = {
            "due_on": _("Left empty, it stands in the list as one without a day."),
            "responsible": _("Is reminded by mail; else our delegates in the body, or the office."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people()
        named = [(one.pk, one.name) for one in queries.bodies()]
        self.fields["body"].widget.choices = [("", "---------"), *named]


class PositionForm(forms.ModelForm[Consultation]):
    links = forms.CharField(
        label=_("Links"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One web address a line: drafts, what was submitted, minutes."),
    )

    class Meta:
        model = Consultation
        fields = consulting.POSITION_FIELDS
        widgets = {
            "position": forms.Textarea(attrs={"rows": 8}),
            "reason": forms.Textarea(attrs={"rows": 3}),
            "outcome": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "position": _(
                "Office, legal, community and who speaks for us read it at once; all others when "
                "it is submitted."
            ),
            "reason": _("Needed where we decline."),
            "outcome": _("What became of it, as far as that is known."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["links"] = "\n".join(self.instance.links)

    def clean_links(self) -> list[str]:
        return [one.strip() for one in self.cleaned_data["links"].splitlines() if one.strip()]


class ObligationForm(forms.ModelForm[Obligation]):
    class Meta:
        model = Obligation
        fields = assessing.FIELDS
        widgets = {"evidence": ROWS}
        help_texts = {
            "evidence": _(
                "What shows that it is so: a decision, a page, a report. Needed unless open or "
                "unknown."
            ),
        }
