# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The forms of a product and of its bills of materials."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Unit
from allmende.workbench.licensing import words
from allmende.workbench.licensing.bills.judging import LIMITS
from allmende.workbench.licensing.models import Product
from allmende.workbench.licensing.services.bills.products import About

LONGEST_PASTE = 2_000_000
"""Characters; what is longer is a file."""
PASTED = "pasted"
"""Name of a bill that came as text."""


class ProductForm(forms.Form):
    """What a product is, and how its parts are used."""

    name = forms.CharField(label=_("Name of the product"), max_length=200)
    context = forms.ChoiceField(
        label=_("How are the components used?"),
        widget=forms.RadioSelect,
        help_text=_("The verdict depends on it; each upload can say otherwise."),
    )
    outbound = forms.CharField(
        label=_("Licence of the product"),
        required=False,
        max_length=300,
        help_text=_("As an SPDX expression, if the product is passed on: EUPL-1.2."),
    )
    software = forms.CharField(
        label=_("Entry in the catalogue"),
        required=False,
        max_length=300,
        help_text=_("Its name, or the end of its address."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label=_("Organisational unit"),
        required=False,
        empty_label=_("none: only you, the office and legal see it"),
        help_text=_("Whoever belongs to this unit sees the product and can upload for it."),
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, user: Any, product: Product | None = None
    ) -> None:
        self.user = user
        super().__init__(data, files, initial=self._shown(product, user))
        self.fields["context"].choices = words.context_choices()  # type: ignore[attr-defined]

    @staticmethod
    def _shown(product: Product | None, user: Any) -> dict[str, Any]:
        if product is None:
            return {"unit": user.unit_id}
        return {
            "name": product.name,
            "context": product.context,
            "outbound": product.outbound,
            "software": product.software.slug if product.software else "",
            "unit": product.unit_id,
        }

    def clean_software(self) -> Software | None:
        name = str(self.cleaned_data["software"]).strip()
        if not name:
            return None
        if found := catalogue.by_slug(self.user, name.rstrip("/").rpartition("/")[2]):
            return found
        named = list(catalogue.visible_to(self.user).filter(name__iexact=name)[:2])
        if len(named) == 1:
            return named[0]
        raise forms.ValidationError(
            _("Several entries have this name; take the end of the address of the right one.")
            if named
            else _("The catalogue has no entry of this name.")
        )

    def about(self) -> About:
        said = self.cleaned_data
        return About(**{field: said[field] for field in About.__dataclass_fields__})


class Dropped(forms.FileInput):
    """A field onto which a file can be dropped; browsers bring that along, it is only large."""

    def __init__(self) -> None:
        super().__init__(
            attrs={"class": "drop", "accept": ".json,.xml,.spdx,.yaml,.yml,.rdf,.tag,.jsonld"}
        )


class FileForm(forms.Form):
    """A bill of materials: a file, or its text."""

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Please choose a file, or paste its text.")},
        widget=Dropped,
        help_text=_(
            "Choose it or drop it here. CycloneDX (JSON, XML) or SPDX (JSON, YAML, tag-value, RDF, "
            "3.0), at most 100 MB."
        ),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("For a short bill of materials: paste what is in the file."),
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        pasted = bool(data) and bool(data.get("text", "").strip())
        self.fields["file"].required = not pasted

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LIMITS.bytes:
            raise forms.ValidationError(
                _("The file has %(size)s; at most %(most)s can be read."),
                params={
                    "size": filesizeformat(file.size),
                    "most": filesizeformat(LIMITS.bytes),
                },
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["file"] and cleaned["text"].strip():
            self.add_error("file", _("Please give either a file or its text, not both."))
        return cleaned

    @property
    def file_name(self) -> str:
        file = self.cleaned_data["file"]
        return str(file.name) if file else PASTED

    def chunks(self) -> Iterator[bytes]:
        if file := self.cleaned_data["file"]:
            yield from file.chunks()
        else:
            yield self.cleaned_data["text"].encode()


class UploadForm(FileForm):
    """A further bill of a product that is there."""

    context = forms.ChoiceField(label=_("How are the components used?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, files: Any = None, *, product: Product) -> None:
        super().__init__(data, files, initial={"context": product.context})
        self.fields["context"].choices = words.context_choices()  # type: ignore[attr-defined]


class FirstUploadForm(ProductForm, FileForm):
    """A new product together with its first bill."""

    field_order = ("name", "file", "text", "context", "outbound", "software", "unit")


class RemovalForm(forms.Form):
    """Why a bill of materials is deleted."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
