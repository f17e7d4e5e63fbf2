# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Tags and filters every template has."""

import copy
import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allmende.workbench.core import events, icons, jobs, links, markdown
from allmende.workbench.core.models import Event, Job
from allmende.workbench.core.panels import Panel

register = template.Library()

FACET_SHOWN = 8


def _request(context: Context) -> HttpRequest:
    """The request, also inside an include with `only`."""
    return getattr(context, "request", None) or context["request"]


# --- text ---------------------------------------------------------------------------------------


@register.filter("markdown", is_safe=True)
def markdown_as_html(text: str | None, top: int = 3) -> SafeString:
    """Markdown as safe HTML; `top` is the level of its outermost headings."""
    return mark_safe(markdown.html(text or "", top))  # noqa: S308 - cleaned by nh3


@register.filter("plain")
def markdown_as_text(text: str | None) -> str:
    """Markdown as plain words, for excerpts."""
    return markdown.plain(text or "")


@register.filter("sentence")
def event_as_sentence(event: Event) -> str:
    return events.sentence(event)


@register.filter("number")
def grouped(value: Any) -> str:
    """A number with its thousands apart, as the language writes it; anything else unchanged."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return formats.number_format(value, use_l10n=True, force_grouping=True)
    return "" if value is None else str(value)


@register.filter("job_title")
def job_title(job: Job) -> str:
    """What a kind of job is called; its key where no app declares it any more."""
    kind = jobs.KINDS.get(job.kind)
    return str(kind.title) if kind else job.kind


@register.filter("ago")
def ago(moment: datetime.datetime | datetime.date | None, precision: str = "minute") -> str:
    """`today, 09:12`, `yesterday, 16:40`, then the date; `day` leaves the time of day out."""
    if moment is None:
        return ""
    clock = ""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        clock = ", " + formats.time_format(moment, "H:i") if precision == "minute" else ""
        moment = moment.date()
    days = (timezone.localdate() - moment).days
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    return (near.get(days) or formats.date_format(moment, "SHORT_DATE_FORMAT")) + clock


# --- addresses ----------------------------------------------------------------------------------


@register.simple_tag(name="address")
def address_as_link(address: str | None, label: str = "") -> str:
    """A web address as a link; anything else stays text, so that no odd scheme is followed."""
    address = (address or "").strip()
    if not links.may_be_followed(address):
        return label or address
    return format_html(
        '<a href="{}" rel="{}">{}</a>', address, markdown.REL, label or links.short(address)
    )


@register.filter("address")
def address_as_link_filter(address: str | None) -> str:
    return address_as_link(address)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This page's query string with changes; None or "" removes, and the list begins anew."""
    return changed_query(_request(context), changes)


def changed_query(request: HttpRequest, changes: dict[str, Any]) -> str:
    """`?a=1&b=2` for the request's parameters with these changes, without the page number."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        elif isinstance(value, list | tuple):
            parameters.setlist(name, [str(one) for one in value])
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()


@register.simple_tag(takes_context=True)
def translated_url(context: Context, language: str) -> str:
    """This page in the other language, with its query."""
    address = _request(context).get_full_path()
    found = translate_url(address, language)
    if found == address:
        # A page that does not exist resolves to nothing; its prefix can be changed all the same.
        here = f"/{translation.get_language()}/"
        found = f"/{language}/{address.removeprefix(here)}" if address.startswith(here) else address
    return found


# --- lists --------------------------------------------------------------------------------------


def _sorting(context: Context, key: str, label: str, first: str, default: str) -> dict[str, Any]:
    request = _request(context)
    now = request.GET.get("sort") or default
    rising, falling = key, f"-{key}"
    direction = {rising: "ascending", falling: "descending"}.get(now, "none")
    wanted = {"ascending": falling, "descending": rising}.get(
        direction, falling if first == "descending" else rising
    )
    address = changed_query(request, {"sort": wanted})
    return {"label": label, "direction": direction, "address": address}


@register.inclusion_tag("core/components/sort_link.html", takes_context=True)
def sort_link(
    context: Context, key: str, label: str, first: str = "ascending", default: str = ""
) -> dict[str, Any]:
    """A link that sorts by `key` (`sort=key`, `sort=-key`); `default` is the order without one."""
    return _sorting(context, key, label, first, default)


@register.inclusion_tag("core/components/sort_head.html", takes_context=True)
def sort_head(
    context: Context,
    key: str,
    label: str,
    first: str = "ascending",
    default: str = "",
    numeric: bool = False,
) -> dict[str, Any]:
    """The `<th>` of a sortable column."""
    return {**_sorting(context, key, label, first, default), "numeric": numeric}


@register.filter("page_numbers")
def page_numbers(page: Page) -> Iterator[int | str]:
    """The page numbers worth showing, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.inclusion_tag("core/components/facet.html")
def facet(
    name: str,
    title: str,
    choices: Iterable[Any],
    form: str = "filters",
    kind: str = "checkbox",
    shown: int = FACET_SHOWN,
) -> dict[str, Any]:
    """A group of choices of the filter form; those beyond `shown` fold away.

    A choice has value, label, and as far as known count, checked and lang, as keys or attributes.
    """
    every = list(choices)
    # One folded value alone would cost as much room as the line that hides it.
    cut = shown if len(every) > shown + 1 else len(every)
    folded = every[cut:]
    return {
        "name": name,
        "title": title,
        "shown": every[:cut],
        "folded": folded,
        "folded_chosen": any(_part(choice, "checked") for choice in folded),
        "form_id": form,
        "kind": kind,
    }


def _part(choice: Any, name: str) -> Any:
    return choice.get(name) if isinstance(choice, dict) else getattr(choice, name, None)


# --- forms --------------------------------------------------------------------------------------

# The first widget that fits decides the kind; a kind may bring a class of KERN's.
_KINDS: Sequence[tuple[type[forms.Widget], str, str]] = (
    (forms.CheckboxInput, "check", ""),
    (forms.CheckboxSelectMultiple, "choices", ""),
    (forms.RadioSelect, "choices", ""),
    (forms.SelectMultiple, "multiple", ""),
    (forms.Select, "select", "kern-form-input__select"),
    (forms.FileInput, "file", ""),
    (forms.MultiWidget, "parts", ""),
    (forms.SelectDateWidget, "parts", ""),
    (forms.Widget, "input", "kern-form-input__input"),
)


@register.inclusion_tag("core/components/field.html", name="field")
def form_field(field: BoundField) -> dict[str, Any]:
    """A form field of any widget: label above, help beneath the label, error at the field."""
    widget = field.field.widget
    kind, css = next((kind, css) for type_, kind, css in _KINDS if isinstance(widget, type_))
    if isinstance(widget, forms.DateInput) and widget.input_type == "text":
        # Browsers bring their own calendar, and speak ISO 8601 with it.
        widget = copy.copy(widget)
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    classes = " ".join(filter(None, [css, widget.attrs.get("class", "")]))
    attributes: dict[str, str | bool] = {"class": classes} if classes else {}
    return {
        "field": field,
        "kind": kind,
        "box": "fieldset" if field.use_fieldset else "div",
        "widget": field.as_widget(widget, attributes),
    }


# --- components with a body ---------------------------------------------------------------------


@register.simple_block_tag
def panel(content: str, **parameters: Any) -> str:
    """`{% panel title=… flush=True address=… more=… id=… %}…{% endpanel %}`."""
    return render_to_string("core/components/panel.html", {"body": content, **parameters})


@register.simple_block_tag
def facets(content: str, **parameters: Any) -> str:
    """The filters beside a list: `{% facets %}{% facet … %}…{% endfacets %}`."""
    return render_to_string("core/components/facets.html", {"body": content, **parameters})


@register.simple_tag(takes_context=True)
def handed_in(context: Context, one: Panel) -> str:
    """A panel of the start page, with the context its app gave it."""
    return render_to_string(one.template, one.context, _request(context))


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """One of our icons; it says nothing to a screen reader, the text beside it does."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        classes,
        icons.PATHS[name],
    )
