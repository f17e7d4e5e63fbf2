# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The form of a waiver."""

from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from allmende.workbench.licensing import words
from allmende.workbench.licensing.models import Waiver
from allmende.workbench.licensing.services.waivers import Terms, last_day


class WaiverForm(forms.Form):
    """An exception: for what, where, why and until when."""

    purl = forms.CharField(
        label=_("Package URL"),
        required=False,
        max_length=1000,
        help_text=_("For example pkg:npm/node-forge; without a version it is for every version."),
    )
    expression = forms.CharField(
        label=_("Licence expression"),
        required=False,
        max_length=1000,
        help_text=_("In SPDX. Together with a package URL it is for this licence of the package."),
    )
    contexts = forms.MultipleChoiceField(
        label=_("Contexts of use"), widget=forms.CheckboxSelectMultiple
    )
    choose = forms.CharField(
        label=_("Licence to choose"),
        required=False,
        max_length=500,
        help_text=_("Where there is a choice (OR): the branch that we take."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences that somebody will understand in two years."),
    )
    expires = forms.DateField(
        label=_("Valid until"),
        widget=forms.DateInput,
    )

    def __init__(
        self, data: Any = None, *, waiver: Waiver | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=self._shown(waiver) if waiver else initial)
        latest = formats.date_format(last_day(), "SHORT_DATE_FORMAT")
        self.fields["expires"].help_text = _("The last day, at the latest {day}.").format(
            day=latest
        )
        choices = [(key, name) for key, name in words.context_titles().items()]
        self.fields["contexts"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def _shown(waiver: Waiver) -> dict[str, Any]:
        return {key: getattr(waiver, key) for key in WaiverForm.base_fields}

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(**{key: said[key] for key in Terms.__dataclass_fields__})
