# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What we know of a software as rows to read: the value, and in small print who says so."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.identity import FieldRule
from allmende.workbench.catalogue import words
from allmende.workbench.catalogue.models import Kind, Software, Source, SourceRecord, Stance
from allmende.workbench.catalogue.queries import Said
from allmende.workbench.catalogue.values import RULES
from allmende.workbench.core import links
from allmende.workbench.core.markdown import plain
from allmende.workbench.core.queries import unit_name
from allmende.workbench.core.templatetags.allmende import address_as_link

ADDRESSES = frozenset({"homepage", "documentation", "sponsor", "opencode", "demo", "repositories"})
BY_LANGUAGE = frozenset({"descriptions", "texts"})
LONGEST_IN_SMALL_PRINT = 80
LONGEST_UNFOLDED = 280
NAMES_SHOWN = 6
BREAK = SafeString("<br>")


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: its field, how its value is read from a software, and when it is left out."""

    field: str
    show: Callable[[Software], Any]
    always: bool = False
    """Also shown while it is unknown."""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What `core/components/facts.html` shows."""

    label: str
    value: Any
    source: str = ""


def rows(software: Software, said: Mapping[str, Said], *, internal: bool) -> Iterator[Row]:
    """The rows of a software's page."""
    for fact in FACTS:
        value = fact.show(software) or None
        if (value or fact.always) and (internal or not fact.internal):
            print_ = small_print(software, fact.field, said) if value else ""
            yield Row(str(words.FIELDS[fact.field]), value, print_)


# --- values -------------------------------------------------------------------------------------


def stance(software: Software) -> str:
    """What the office does with it; the year says since when it is used, so not once it is not."""
    label = software.get_stance_display()
    if not software.since or software.stance in {Stance.OBSERVED, Stance.RETIRED}:
        return label
    return _("{stance} since {year}").format(stance=label, year=software.since)


def licence(software: Software) -> str:
    """The SPDX expressions, and what was written where that is something else."""
    written = ", ".join(software.licences)
    if not software.expressions:
        return written
    read = ", ".join(software.expressions)
    if read == written:
        return read
    return _("{expression} (written as “{written}”)").format(expression=read, written=written)


def tag_links(software: Software) -> SafeString:
    """Tags that lead to all software with the same."""
    address = reverse("catalogue:index")
    return format_html_join(
        ", ", '<a href="{}?{}">{}</a>', ((address, urlencode({"tag": t}), t) for t in software.tags)
    )


def release(software: Software) -> str:
    parts = [software.latest_release]
    if software.latest_release_at:
        parts.append(formats.date_format(software.latest_release_at, "SHORT_DATE_FORMAT"))
    return ", ".join(filter(None, parts))


def some(names: Sequence[str], shown: int = NAMES_SHOWN) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - shown
    first = ", ".join(names[:shown])
    if more <= 0:
        return first
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
        names=first, n=more
    )


def linked(addresses: Iterable[str]) -> SafeString:
    return format_html_join(BREAK, "{}", ((address_as_link(one),) for one in addresses))


FACTS = (
    Fact("repositories", lambda one: linked([r.url for r in one.repositories.all()]), always=True),
    Fact("licences", licence, always=True),
    Fact("licensing_model", lambda one: one.licensing_model),
    Fact("developer", lambda one: one.developer),
    Fact("homepage", lambda one: linked(filter(None, [one.homepage])), always=True),
    Fact("documentation", lambda one: linked(filter(None, [one.documentation]))),
    Fact("opencode", lambda one: linked(filter(None, [one.opencode]))),
    Fact("demo", lambda one: linked(filter(None, [one.demo]))),
    Fact("latest_release", release),
    Fact("archived", lambda one: _("yes") if one.archived else ""),
    Fact("sponsor", lambda one: linked(filter(None, [one.sponsor]))),
    Fact("names", lambda one: ", ".join(one.names)),
    Fact("tags", tag_links),
    Fact("unit", lambda one: str(one.unit) if one.unit_id else "", internal=True),
)


def source_name(record: SourceRecord) -> str:
    """The source's name, or that it is our own word."""
    return _("our own word") if record.source.slug == Source.OWN else record.source.name


# --- who says so --------------------------------------------------------------------------------


def small_print(software: Software, field: str, said: Mapping[str, Said]) -> str:
    """`7 sources agree`, or who says it, and who says otherwise what."""
    one = said.get(field)
    if one is None:
        return ""
    together = RULES[field] is not FieldRule.FIRST and field != "repositories"
    by = [*one.by, *(record for record, _value in one.otherwise)] if together else one.by
    parts = [_who(by, agree=not together)]
    if not together:
        parts += _otherwise(field, one.otherwise)
    return " · ".join(filter(None, parts))


def _who(records: Sequence[SourceRecord], *, agree: bool) -> str:
    if any(record.source.slug == Source.OWN for record in records):
        return _("our own word")
    names = list(dict.fromkeys(record.source.name for record in records))
    if len(names) == 1:
        return names[0]
    if agree:
        return ngettext("{n} source agrees", "{n} sources agree", len(names)).format(n=len(names))
    return ngettext("{n} source", "{n} sources", len(names)).format(n=len(names))


def _otherwise(field: str, views: Sequence[tuple[SourceRecord, Any]]) -> Iterator[str]:
    by_value: dict[str, list[str]] = defaultdict(list)
    for record, value in views:
        by_value[as_text(field, value)].append(record.source.name)
    for value, sources in by_value.items():
        names = list(dict.fromkeys(sources))
        if len(names) == 1:
            yield _("{source} says otherwise: {value}").format(source=names[0], value=value)
        else:
            yield ngettext(
                "{source} and {n} other say otherwise: {value}",
                "{source} and {n} others say otherwise: {value}",
                len(names) - 1,
            ).format(source=names[0], n=len(names) - 1, value=value)


# --- values as a record has them ----------------------------------------------------------------

_NAMES: Mapping[str, Mapping[str, Any]] = {
    "kind": dict(Kind.choices),
    "stance": dict(Stance.choices),
}


def as_text(field: str, value: Any) -> str:
    """A value in short, for the small print."""
    many = value if isinstance(value, list) else [value]
    texts = [links.short(str(one)) if field in ADDRESSES else _one(field, one) for one in many]
    text = ", ".join(texts)
    return text if len(text) <= LONGEST_IN_SMALL_PRINT else text[:LONGEST_IN_SMALL_PRINT] + " …"


def as_html(field: str, value: Any) -> str:
    """A value in full, with addresses as links and texts in their language."""
    if field in BY_LANGUAGE and isinstance(value, dict):
        texts = ((code, plain(str(text))) for code, text in value.items() if text)
        return format_html_join("", "{}", ((_text(code, text),) for code, text in texts))
    many = value if isinstance(value, list) else [value]
    if field in ADDRESSES:
        return linked([str(one) for one in many])
    return format_html("{}", ", ".join(_one(field, one) for one in many))


def _text(code: str, text: str) -> str:
    """A text in its language; a long one folds."""
    language = words.LANGUAGES.get(code, code)
    code = "" if code == "und" else code
    if len(text) <= LONGEST_UNFOLDED:
        return format_html(
            '<div><span class="mute">{}:</span> <span lang="{}">{}</span></div>',
            language,
            code,
            text,
        )
    return format_html(
        '<details class="more"><summary><span class="mute">{}:</span> <span lang="{}">{}</span>'
        '</summary><div lang="{}">{}</div></details>',
        language,
        code,
        Truncator(text).chars(LONGEST_UNFOLDED // 2),
        code,
        text,
    )


def _one(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "unit":
        return unit_name(value) if value else ""
    if field == "latest_release_at":
        try:
            return formats.date_format(date.fromisoformat(str(value)), "SHORT_DATE_FORMAT")
        except ValueError:
            return str(value)
    return str(_NAMES.get(field, {}).get(value, value))
