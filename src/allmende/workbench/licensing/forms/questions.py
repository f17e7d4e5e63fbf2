# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The form of the desk, of a question and of its answer."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from packageurl import PackageURL

from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.markdown import plain
from allmende.workbench.licensing import desk, words
from allmende.workbench.licensing.models.questions import Level

ANSWERS = [(key, label) for key, label in Level.choices if key != Level.REVIEW]
LONGEST_LICENCE = 1000
LONGEST_TEXT = 20_000


class EnquiryForm(forms.Form):
    """What is to be used, and how; sent with GET, so that its answer has an address."""

    licence = forms.CharField(
        label=_("Licence"),
        max_length=LONGEST_LICENCE,
        help_text=_("As it is written, or as an SPDX expression: MIT OR GPL-2.0-only."),
        error_messages={"required": _("Name a licence, a software or a package.")},
    )
    software = forms.CharField(
        label=_("Software of the catalogue"),
        required=False,
        max_length=300,
        help_text=_("Its name or the end of its address; without a licence above, its own counts."),
    )
    purl = forms.CharField(
        label=_("Package URL"),
        required=False,
        max_length=LONGEST_LICENCE,
        help_text=_("For example pkg:npm/node-forge; waivers for the package are then found."),
    )
    context = forms.ChoiceField(
        label=_("How is it to be used?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Left open, you see the answer to each of these."),
    )
    uses = forms.MultipleChoiceField(
        label=_("What else will happen with it?"),
        required=False,
        choices=list(words.USES.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(data, **kwargs)
        self.fields["context"].choices = words.context_choices()  # type: ignore[attr-defined]
        said = self.data if self.is_bound else self.initial
        other = any(str(said.get(key, "")).strip() for key in ("software", "purl"))
        self.fields["licence"].required = not other

    def clean_licence(self) -> str:
        return str(self.cleaned_data["licence"]).strip()

    def clean_purl(self) -> str:
        purl = str(self.cleaned_data["purl"]).strip()
        if purl:
            try:
                PackageURL.from_string(purl)
            except ValueError as error:
                raise forms.ValidationError(
                    _("This is not a package URL; one looks like pkg:npm/node-forge@1.3.1.")
                ) from error
        return purl

    def clean_software(self) -> Software | None:
        name = str(self.cleaned_data["software"]).strip()
        if not name:
            return None
        slug = name.rstrip("/").rpartition("/")[2]
        if found := catalogue.by_slug(self.user, slug):
            return found
        named = list(catalogue.visible_to(self.user).filter(name__iexact=name)[:2])
        if len(named) == 1:
            return named[0]
        raise forms.ValidationError(
            _("Several entries have this name; take the end of the address of the right one.")
            if named
            else _("The catalogue has no entry of this name.")
        )

    def enquiry(self) -> desk.Enquiry:
        said = self.cleaned_data
        return desk.Enquiry(
            written=said["licence"],
            context=said["context"],
            uses=frozenset(said["uses"]),
            purl=said["purl"],
            software=said["software"],
        )


class QuestionForm(EnquiryForm):
    """A question to the office: the enquiry, and what a person has to know of it."""

    field_order = ("title", "text", "licence", "software", "purl", "context", "uses")

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("In one line, so that others find it.")
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What you plan, who gets it, what it is combined with, and by when you need to know. "
            "Markdown."
        ),
    )

    def __init__(self, data: Any = None, *, user: Any, **kwargs: Any) -> None:
        super().__init__(data, user=user, **kwargs)
        self.fields["context"].required = True
        self.fields["context"].help_text = ""


class AnswerForm(forms.Form):
    """What office or legal say to a question."""

    level = forms.ChoiceField(label=_("Result"), choices=[("", _("please choose")), *ANSWERS])
    text = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Why, under which conditions, and what has to be done. Markdown."),
    )
    language = forms.ChoiceField(
        label=_("Language of the reasons"), choices=[("de", _("German")), ("en", _("English"))]
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Empty: until the question is opened again."),
    )
    precedent = forms.BooleanField(
        label=_("Publish as a precedent"),
        required=False,
        help_text=_(
            "Everybody who is signed in can then read question and answer, without the name of "
            "the person who asked."
        ),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language() or "de"})

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if not plain(text):
            raise forms.ValidationError(_("An answer needs a text that says why."))
        return text

    def clean_valid_until(self) -> Any:
        day = self.cleaned_data["valid_until"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("The last day of an answer cannot lie in the past."))
        return day


class ReasonForm(forms.Form):
    """Why something is opened again or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReplaceForm(ReasonForm):
    """Which newer precedent takes the place of one, and why."""

    newer = forms.ChoiceField(label=_("The newer precedent"), widget=forms.RadioSelect)
    field_order = ("newer", "reason")

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["newer"].choices = choices  # type: ignore[attr-defined]
