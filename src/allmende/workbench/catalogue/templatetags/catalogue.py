# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How the catalogue's values are shown: hits, stances, licences, languages, findings, history."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from allmende.workbench.catalogue import facts, organisations, words
from allmende.workbench.catalogue.findings import RULES
from allmende.workbench.catalogue.models import Finding, OrganisationKind, Severity, Software
from allmende.workbench.catalogue.policy import Area
from allmende.workbench.core import links
from allmende.workbench.core.search import Highlighted

register = template.Library()

TAG = "core/components/tag.html"
EXPRESSIONS_SHOWN = 2
ORGANISATIONS_SHOWN = 2
_WORD = re.compile(r"\w+")


# --- hits ---------------------------------------------------------------------------------------


@register.filter
def marked(pieces: Highlighted) -> SafeString:
    """A highlighted text, with what matches in `<mark>`."""
    html = ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in pieces)
    return format_html_join("", "{}", html)


@register.filter
def language_in(pieces: Highlighted, software: Software) -> str:
    """The language of a software's excerpt: the one whose texts hold most of its words."""
    texts = {
        language: f"{software.descriptions.get(language, '')} {software.texts.get(language, '')}"
        for language in {*software.descriptions, *software.texts}
    }
    if len(texts) < 2:
        return next(iter(texts), "")
    said = set(_WORD.findall("".join(text for text, _hit in pieces)))
    return max(texts, key=lambda code: (len(said & set(_WORD.findall(texts[code]))), code))


@register.filter
def users_in_short(software: Software) -> str:
    """`Munich, Berlin and 4 more`; empty where nobody is known."""
    names = list(dict.fromkeys(one.organisation for one in software.references.all()))
    return facts.some(names, ORGANISATIONS_SHOWN)


# --- states -------------------------------------------------------------------------------------


@register.inclusion_tag(TAG)
def stance_tag(software: Software) -> dict[str, str]:
    """What the office does with it, and since when."""
    return {"label": facts.stance(software), "state": words.STANCE_STATES[software.stance]}


@register.inclusion_tag("catalogue/software/licence_tags.html")
def licence_tags(software: Software) -> dict[str, Any]:
    """The licences, and their class where it is worth a look."""
    named = software.expressions or software.licences
    state = words.LICENCE_STATES.get(software.licence_class) if named else None
    return {
        "shown": named[:EXPRESSIONS_SHOWN],
        "more": max(0, len(named) - EXPRESSIONS_SHOWN),
        "label": words.LICENCE_TAGS.get(software.licence_class, ""),
        "state": state,
    }


@register.inclusion_tag(TAG)
def severity_tag(finding: Finding) -> dict[str, Any]:
    return {
        "label": words.SEVERITIES[Severity(finding.severity)],
        "state": words.SEVERITY_STATES[Severity(finding.severity)],
    }


# --- languages ----------------------------------------------------------------------------------


@register.simple_tag
def lang(code: str) -> str:
    """The attribute that names a text's language, where it is not the page's."""
    if not code or code == translation.get_language():
        return ""
    return format_html(' lang="{}"', "" if code == "und" else code)


@register.filter
def language_name(code: str) -> str:
    """The language's name in the active one; a code nobody knows stays a code."""
    if code in words.LANGUAGES:
        return str(words.LANGUAGES[code])
    try:
        return str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def is_foreign(code: str) -> bool:
    """Whether a text of this language is not in the language of the page."""
    return bool(code) and code != translation.get_language()


# --- fields, findings, history ------------------------------------------------------------------


@register.filter
def field_name(key: str) -> str:
    return str(words.FIELDS.get(key) or words.RELATIONS.get(key) or words.DERIVED.get(key, key))


@register.filter
def field_names(keys: Iterable[str]) -> str:
    """What some fields are called, as one reads them in a row."""
    return ", ".join(field_name(key) for key in keys)


@register.filter
def level_name(key: str) -> str:
    """The level of one organisation."""
    return str(words.LEVELS_OF_ONE.get(key, key))


register.filter("country_name", organisations.country_name)


@register.filter
def organisation_kind(key: str) -> str:
    """What a kind of organisation is called."""
    return str(OrganisationKind(key).label)


@register.filter
def area_title(area: Area) -> str:
    return area.title[translation.get_language() or "de"]


@register.filter
def is_link(address: str) -> bool:
    """Whether an address from elsewhere may become a link."""
    return links.may_be_followed(address)


@register.simple_tag
def field_value(key: str, value: Any) -> str:
    """What a record says on one field."""
    return facts.as_html(key, value)


register.filter("said_by", facts.source_name)


@register.filter
def finding_title(finding: Finding) -> str:
    return str(RULES[finding.rule].title)


@register.filter
def finding_sentence(finding: Finding) -> str:
    return RULES[finding.rule].explain(finding.data)


@register.filter
def finding_remedy(finding: Finding) -> str:
    return str(RULES[finding.rule].remedy)
