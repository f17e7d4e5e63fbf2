# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The forms of publications, and of the register of what is not published."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.workbench.publications.models import NotPublished, Publication
from allmende.workbench.publications.services.noting import FIELDS
from allmende.workbench.publications.words import PLATFORMS, STATUS, TYPES


class AddressForm(forms.Form):
    """Where the software is public."""

    address = forms.CharField(
        label=_("Public address of the repository"),
        max_length=2000,
        help_text=_("As everybody clones it: https://…"),
    )


class EndForm(forms.Form):
    """How a publication ends."""

    how = forms.ChoiceField(
        label=_("How does it end?"), choices=Publication.End.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept with the case and stands on the page of the publication."),
    )
    successor = forms.URLField(
        label=_("Address of who carries it on"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("Needed where it is handed over or a fork is endorsed."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        how = cleaned.get("how")
        needed = how and how != "archived" and "successor" not in self.errors
        if needed and not cleaned.get("successor"):
            self.add_error("successor", _("Give the address of who carries it on."))
        return cleaned


class PreparationForm(forms.Form):
    """What the case does not say and the files need; everything may be left open."""

    owners = forms.CharField(
        label=_("Names of the people in charge on the platform"),
        required=False,
        max_length=500,
        help_text=_("At least two people or one team, such as @organisation/team."),
    )
    address = forms.URLField(
        label=_("Public address the repository will have"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("For links to issues and the private way to report."),
    )
    contact = forms.EmailField(
        label=_("Shared mailbox for questions"),
        required=False,
        max_length=200,
        help_text=_("No personal address: it stands in public."),
    )
    usage = forms.CharField(
        label=_("How is it installed and used?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes into the README; Markdown is possible."),
    )
    features = forms.CharField(
        label=_("What it can do, one feature a line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For catalogues."),
    )
    status = forms.ChoiceField(
        label=_("Development status"),
        required=False,
        choices=[("", _("not said")), *STATUS.items()],
    )
    type = forms.ChoiceField(
        label=_("Type of software"),
        required=False,
        choices=[("", _("not said")), *TYPES.items()],
    )
    platforms = forms.MultipleChoiceField(
        label=_("Runs on"),
        required=False,
        choices=list(PLATFORMS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    interface_languages = forms.MultipleChoiceField(
        label=_("Languages of the software itself"),
        required=False,
        choices=[("de", _("German")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Main language of the files"),
        required=False,
        choices=[
            ("", _("that of the description")),
            ("de", _("German, then English")),
            ("en", _("English, then German")),
        ],
    )


class NotPublishedForm(forms.ModelForm[NotPublished]):
    """An entry of the register."""

    class Meta:
        model = NotPublished
        fields = FIELDS
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 4}),
            "short": forms.Textarea(attrs={"rows": 3}),
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "reason": _("Why it is not published. Office, legal and community read it."),
            "short": _("Without confidential parts; left empty, the reason itself is shown."),
            "released": _("Name, unit, reason for the public and day of review."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        hidden = cleaned.get("confidential") and not (cleaned.get("short") or "").strip()
        if cleaned.get("released") and hidden:
            self.add_error(
                "short",
                _("The reason is confidential: give one for the public, or do not show the entry."),
            )
        return cleaned
