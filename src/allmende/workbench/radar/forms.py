# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The form of a watch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.workbench.radar.models import Wish

NO_MAIL = "none"
MAILS = [(NO_MAIL, _("no mail")), *Wish.Rhythm.choices]
FOR = [("me", _("me alone")), ("office", _("the whole office"))]


class WatchForm(forms.Form):
    """What it is called, how one is told, and whose it is; `what` is a subject as targets write it.

    `choices` are subjects by group, where the address names none; an office's people alone share.
    """

    what = forms.CharField(widget=forms.HiddenInput, max_length=2100)
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    mail = forms.ChoiceField(label=_("Mail"), choices=MAILS, widget=forms.RadioSelect)
    whose = forms.ChoiceField(label=_("Watched for"), choices=FOR, widget=forms.RadioSelect)
    use_required_attribute = False

    def __init__(self, *args: Any, choices: Any = None, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choices is not None:
            self.fields["what"] = forms.ChoiceField(label=_("What to watch"), choices=choices)
            self.fields["name"].help_text = _("Empty: what it is about.")
            self.order_fields(["what", "name", "mail", "whose"])
        if not may_share:
            del self.fields["whose"]


class ChangeForm(forms.Form):
    """A new name for whose watch it is, and the own mail of it."""

    name = forms.CharField(label=_("Name"), max_length=100)
    mail = forms.ChoiceField(label=_("Mail"), choices=MAILS, widget=forms.RadioSelect)
    use_required_attribute = False
