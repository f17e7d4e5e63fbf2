# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The forms of an analysis, of an answer to a criterion, and of a suppression."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from allmende.criteria import load_criteria
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Statement, Subject
from allmende.workbench.assessments.policy import profile
from allmende.workbench.assessments.services import answering, renewing
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Unit

OTHER = "other"
BUNDLE = "bundle"
CARD = '<span class="card"><strong>{}</strong><span class="sub">{}</span></span>'


class StartForm(forms.Form):
    """Which repository is to be held against which criteria."""

    criteria = forms.ChoiceField(label=_("What is asked?"), widget=forms.RadioSelect)
    where = forms.ChoiceField(label=_("Which repository?"), widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Address of the repository"),
        required=False,
        max_length=2000,
        help_text=_("As one clones it: https://…, without user name and password."),
    )
    bundle = forms.FileField(
        label=_("Git bundle"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".bundle,.git"}),
        help_text=_(
            "One file with the whole repository: git bundle create name.bundle --all. It is "
            "deleted once the analysis is over."
        ),
    )
    name = forms.CharField(
        label=_("Name of the repository in the bundle"),
        required=False,
        max_length=300,
        help_text=_(
            "By this name the next bundle is recognised; without it the file's name counts."
        ),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label=_("Organisational unit"),
        required=False,
        empty_label=_("none"),
        help_text=_("Whom it concerns; the list can be filtered by it."),
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, software: Software | None, initial: Any = None
    ) -> None:
        self.software = software
        known = [one.url for one in software.repositories.all()] if software else []
        self.known = [one for one in dict.fromkeys(known) if one.startswith("https://")]
        first = self.known[0] if self.known else OTHER
        begin = {"criteria": words.sets()[0], "where": first, **(initial or {})}
        if software:
            begin.setdefault("unit", software.unit_id)
        super().__init__(data, files, initial=begin)
        self.fields["criteria"].choices = [  # type: ignore[attr-defined]
            (one, _card(one)) for one in words.sets()
        ]
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            *((one, one.removeprefix("https://")) for one in self.known),
            (OTHER, _("another address") if self.known else _("an address")),
            (BUNDLE, _("an uploaded git bundle")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        match cleaned.get("where"):
            case "other" if not cleaned.get("address", "").strip():
                self.add_error("address", _("Please give the address of the repository."))
            case "bundle" if not cleaned.get("bundle") and "bundle" not in self.errors:
                self.add_error("bundle", _("Please choose the file."))
        return cleaned

    @property
    def is_bundle(self) -> bool:
        return bool(self.cleaned_data["where"] == BUNDLE)

    def written(self) -> str:
        """The address that was chosen or typed."""
        where = self.cleaned_data["where"]
        return str(self.cleaned_data["address"] if where == OTHER else where)

    def bundle_name(self) -> str:
        given = self.cleaned_data["name"].strip()
        return given or PurePath(self.cleaned_data["bundle"].name).stem

    def chunks(self) -> Iterator[bytes]:
        yield from self.cleaned_data["bundle"].chunks()


def _card(name: str) -> str:
    criteria = load_criteria(name, profile())
    about = words.said(criteria.about) or words.said(criteria.computed)
    return format_html(CARD, words.said(criteria.title), about)


class StatementForm(forms.Form):
    """A person's answer to one criterion."""

    state = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=answering.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What you looked at, and what speaks for the answer. It is kept with your name."
        ),
    )
    valid_until = forms.DateField(label=_("Holds until"), required=False, widget=forms.DateInput)

    def __init__(self, data: Any = None, *, months: int | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        given = [one for one in Statement.State.values if one != Statement.State.WITHDRAWN]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (one, words.state(one)) for one in given
        ]
        self.fields["valid_until"].help_text = (
            _("Left empty, it holds for {months} months, as the criterion says.").format(
                months=months
            )
            if months
            else _("Left empty, it holds until somebody answers otherwise.")
        )


class WithdrawalForm(forms.Form):
    """Why an answer is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=answering.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SuppressionForm(forms.Form):
    """Why a finding may stay, and until when."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=answering.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why it is harmless, or by when it is mended. It is kept with your name."),
    )
    expires = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput,
        help_text=_("At most 24 months ahead; then the finding counts again."),
    )

    def __init__(self, data: Any = None) -> None:
        year = timezone.localdate() + timedelta(days=365)
        super().__init__(data, initial={"expires": year})


class RenewalForm(forms.Form):
    """How long an analysis holds, and whether it is renewed by itself."""

    months = forms.IntegerField(
        label=_("Months an analysis holds"),
        min_value=renewing.MONTHS.start,
        max_value=renewing.MONTHS.stop - 1,
    )
    renews = forms.BooleanField(label=_("Renew it by itself when it has expired"), required=False)

    def __init__(self, data: Any = None, *, subject: Subject) -> None:
        super().__init__(data, initial={"months": subject.months, "renews": subject.renews})
        if not subject.address:
            del self.fields["renews"]
