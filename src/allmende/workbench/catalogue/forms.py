# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue's forms."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allmende import identity, sources
from allmende.workbench.catalogue.models import Kind, Software, Stance
from allmende.workbench.catalogue.services import editing, harvesting
from allmende.workbench.core.models import Unit

LANGUAGES = ("de", "en")
LISTS = ("names", "repositories", "licences", "tags")


class Lines(forms.CharField):
    """Several values, one a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in (value or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class Text(forms.CharField):
    """A text as sources have it; a browser's line ends are no change of it."""

    LONGEST = 100_000
    """Characters, as the sources are read: what came in can be saved again."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": self.LONGEST, **kwargs})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class WebAddress(forms.CharField):
    """An address a page may lead to; Django's own URLField would also take ftp and odd hosts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 2000, **kwargs})

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not identity.is_web_address(value):
            raise forms.ValidationError(
                _("Please enter a complete web address that begins with https://.")
            )


class SoftwareForm(forms.Form):
    """The fields of a software; only what differs from the shown value becomes our own word."""

    name = forms.CharField(label=_("Name"), max_length=300)
    description_de = Text(
        label=_("Description in German"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence: what it does, and for whom."),
    )
    description_en = Text(
        label=_("Description in English"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text_de = Text(
        label=_("Text in German"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("How we use it. Markdown."),
    )
    text_en = Text(
        label=_("Text in English"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    kind = forms.ChoiceField(
        label=_("Kind of use"), choices=[("", _("unknown")), *Kind.choices], required=False
    )
    since = forms.IntegerField(
        label=_("In use since"),
        required=False,
        min_value=1960,
        max_value=2100,
        help_text=_("Year."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Organisational unit"), required=False, empty_label=_("none")
    )
    published = forms.BooleanField(label=_("Shown to the public"), required=False)
    homepage = WebAddress(label=_("Homepage"))
    repositories = Lines(
        label=_("Source code"), help_text=_("Addresses of the repositories, one a line.")
    )
    documentation = WebAddress(label=_("Documentation"))
    developer = forms.CharField(label=_("Developer"), required=False, max_length=500)
    licences = Lines(label=_("Licence"), help_text=_("SPDX expressions, one a line."))
    tags = Lines(label=_("Tags"), help_text=_("One a line."))
    names = Lines(label=_("Further names"), help_text=_("One a line."))
    sponsor = WebAddress(
        label=_("Sponsorship"),
        help_text=_("Address of the page that shows our sponsorship."),
    )
    opencode = WebAddress(label=_("openCode entry"))
    replaces = Lines(label=_("Replaces"), help_text=_("Proprietary products, one a line."))

    def __init__(self, data: Any = None, *, software: Software | None = None) -> None:
        self.software = software
        super().__init__(data, initial=self._shown(software) if software else None)

    @staticmethod
    def _shown(software: Software) -> dict[str, Any]:
        shown = {
            key: getattr(software, key)
            for key in SoftwareForm.base_fields
            if hasattr(software, key) and key not in {"repositories", "unit"}
        }
        shown["unit"] = software.unit_id
        shown["repositories"] = [one.url for one in software.repositories.all()]
        shown["replaces"] = sorted({one.product for one in software.alternatives.all()})
        for language in LANGUAGES:
            shown[f"description_{language}"] = software.descriptions.get(language, "")
            shown[f"text_{language}"] = software.texts.get(language, "")
        return shown

    def clean_repositories(self) -> list[str]:
        urls: list[str] = self.cleaned_data["repositories"]
        for url in urls:
            if identity.normalise_repository(url) is None:
                raise forms.ValidationError(
                    _("“%(url)s” is not the address of a repository."), params={"url": url}
                )
        return urls

    def values(self) -> dict[str, Any]:
        """What the person changed, as values of our own; untouched fields stay the sources'."""
        own = editing.own_values(self.software) if self.software else {}
        values: dict[str, Any] = {}
        for key in self.changed_data:
            value = self.cleaned_data[key]
            for prefix, field in (("description_", "descriptions"), ("text_", "texts")):
                if key.startswith(prefix):
                    texts = values.setdefault(field, dict(own.get(field, {})))
                    texts[key.removeprefix(prefix)] = value
                    break
            else:
                if key == "unit":
                    values[key] = value.pk if value else None
                elif key != "replaces":
                    values[key] = value if value is not None else ""
        return values

    def relations(self) -> dict[str, Any]:
        return (
            {"replaces": self.cleaned_data["replaces"]} if "replaces" in self.changed_data else {}
        )


class PlacementForm(forms.Form):
    """A point in the quadrant, and why there."""

    x = forms.FloatField(
        label=_("Degree of differentiation"),
        min_value=0,
        max_value=1,
        help_text=_("0 is the same everywhere, 1 is very much our own."),
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )
    y = forms.FloatField(
        label=_("Innovation pressure and criticality"),
        min_value=0,
        max_value=1,
        help_text=_("0 is low, 1 is high."),
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences that somebody will understand in two years."),
    )


class SourceForm(forms.Form):
    """How far a source is believed."""

    priority = forms.IntegerField(
        label=_("Priority"),
        min_value=0,
        max_value=100,
        help_text=_("0 to 100; where sources differ, the higher is believed first."),
    )


class PlanForm(forms.Form):
    """How a source is harvested; what is left empty is what is known of it."""

    on = forms.BooleanField(label=_("Harvest this source regularly"), required=False)
    every = forms.IntegerField(
        label=_("Rhythm in days"),
        min_value=1,
        max_value=365,
        help_text=_("1 to 365. Each run brings only what has changed since the last one."),
    )
    only = Lines(
        label=_("Only these"),
        help_text=_(
            "One a line: groups of a GitLab, organisations at GitHub, or the addresses of "
            "repositories. Empty: everything the source has."
        ),
    )
    bare = forms.BooleanField(
        label=_("Repositories without publiccode.yml, too"),
        required=False,
        help_text=_("At forges only; it may bring a lot that nobody maintains."),
    )
    address = WebAddress(
        label=_("Address"), help_text=_("Only where it is another one than the known one.")
    )
    harvester = forms.ChoiceField(
        label=_("Way to read it"),
        required=False,
        choices=lambda: [
            ("", _("as is known of the source")),
            *((key, one.title) for key, one in sources.HARVESTERS.items()),
        ],
    )
    token_variable = forms.CharField(
        label=_("Variable of the token"),
        required=False,
        max_length=80,
        help_text=_(
            "Name of an environment variable of the workbench that begins with ALLMENDE_TOKEN_. "
            "Empty: none, or the one that is known of the source."
        ),
    )

    def __init__(self, slug: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = slug

    def clean_token_variable(self) -> str:
        variable = str(self.cleaned_data["token_variable"]).strip()
        if variable and not harvesting.may_be_sent(self.slug, variable):
            raise forms.ValidationError(
                _("Please name a variable that begins with ALLMENDE_TOKEN_.")
            )
        return variable

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.errors or not said["on"]:
            return said
        options = sources.Options(
            harvester=said["harvester"] or None,
            address=said["address"] or None,
            only=tuple(said["only"]),
        )
        if missing := harvesting.missing(self.slug, options):
            field, words = self.MISSING[missing]
            self.add_error(field, words)
        return said

    MISSING: ClassVar = {
        "harvester": ("harvester", _("Please choose how this source is read.")),
        "address": ("address", _("Please give the address; none is known of this source.")),
        "organisations": ("only", _("Please name at least one organisation.")),
        "addresses": ("only", _("Please name at least one address of a repository.")),
    }


class NewSourceForm(PlanForm):
    """A source of the office's own choice, read in one of the known ways."""

    name = forms.CharField(label=_("Name of the source"), max_length=200)
    homepage = WebAddress(label=_("Homepage"), help_text=_("Where people read about it."))
    licence = forms.CharField(
        label=_("Licence of the data"),
        max_length=200,
        help_text=_("SPDX id or plain words; where none is stated, write that none is stated."),
    )
    attribution = forms.CharField(
        label=_("attribution"),
        required=False,
        max_length=500,
        help_text=_("The words to print beside the data."),
    )
    priority = forms.IntegerField(
        label=_("Priority"),
        min_value=0,
        max_value=100,
        initial=20,
        help_text=_("0 to 100; where sources differ, the higher is believed first."),
    )
    field_order = (
        "name",
        "harvester",
        "address",
        "only",
        "bare",
        "licence",
        "attribution",
        "homepage",
        "priority",
        "token_variable",
        "every",
        "on",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("", *args, **kwargs)
        way = self.fields["harvester"]
        way.required = True
        way.choices = [("", "–"), *list(way.choices)[1:]]  # type: ignore[attr-defined]
        self.fields["address"].help_text = _("The catalogue, or the instance of a forge.")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.errors:
            return said
        if harvesting.is_known(said["name"]):
            self.add_error("name", _("There is a source of this name already."))
        options = sources.Options(
            harvester=said["harvester"],
            address=said["address"] or None,
            only=tuple(said["only"]),
        )
        if missing := harvesting.missing(self.slug, options):
            field, words = self.MISSING[missing]
            self.add_error(field, words)
        elif said["address"] and (why := harvesting.not_called(said["address"])):
            self.add_error("address", why)
        return said


class UploadForm(forms.Form):
    """A file of one JSON object a line."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("One JSON object a line (.jsonl), UTF-8, at most 100 MB."),
        widget=forms.FileInput(attrs={"accept": ".jsonl,.ndjson,.json"}),
    )
    LARGEST = 100 * 1024 * 1024

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.LARGEST:
            raise forms.ValidationError(_("The file is larger than 100 MB."))
        kind = sources.kind_of(file.read(sources.HEAD))
        file.seek(0)
        if kind not in sources.READABLE:
            problem = sources.Problem(file.name, None, "NotACatalogue", kind)
            raise forms.ValidationError(sources.explain(problem, get_language() or "de"))
        return file


class OrganisationForm(forms.Form):
    """Our own note on an organisation."""

    note = Text(
        label=_("Our note"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        help_text=_("What colleagues should know: what they run, who asked them what. Markdown."),
    )
    contact = forms.CharField(
        label=_("Role address"),
        required=False,
        max_length=200,
        help_text=_("A mailbox of the organisation such as opensource@…, never that of a person."),
        widget=forms.EmailInput,
    )
