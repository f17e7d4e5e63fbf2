# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The guide as one document, to share or to print."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.documents import (
    Block,
    Definitions,
    Document,
    Emphasis,
    Inline,
    Items,
    Line,
    Link,
    Paragraph,
    Section,
    Table,
)
from allmende.workbench.cases.templatetags.cases import working_days
from allmende.workbench.cases.words import language, said
from allmende.workbench.publications.guide import parts, words
from allmende.workbench.publications.guide.reading import Guide


def guide_document(guide: Guide) -> Document:
    """The whole guide in the active language, with the versions it is made from."""
    office = settings.POLICY.office
    return Document(
        title=words.title(guide),
        subtitle=guide.help,
        language="de" if language() == "de" else "en",
        day=timezone.localdate(),
        office=said(office.name),
        author=said(office.office),
        sections=(
            Section(_("At a glance"), tuple(_glance(guide))),
            Section(
                _("The steps"),
                (Paragraph(_("Where all goes well: {way}.").format(way=" → ".join(guide.way))),),
                tuple(_stage(one) for one in guide.stages),
            ),
            Section(_("Tiers and lanes"), tuple(_tiers(guide))),
            Section(_("What is reviewed"), (), tuple(_lane(one) for one in guide.lanes)),
            Section(_("What is asked"), (), tuple(_group(one) for one in guide.groups)),
            *(_set(one) for one in guide.sets),
            Section(_("Licences"), (), tuple(_use(one) for one in guide.uses)),
            Section(_("Version"), (Paragraph(str(words.BASIS)), Definitions(guide.rules))),
        ),
    )


def _glance(guide: Guide) -> Iterator[Block]:
    yield Paragraph(guide.what)
    pairs: list[tuple[str, Line]] = [(_("How long it takes"), guide.how_long)]
    if guide.needed:
        pairs.append((_("What you need for it"), guide.needed))
    if contact := settings.POLICY.office.contact:
        pairs.append((_("Whom to ask"), Link(contact, f"mailto:{contact}")))
    yield Definitions(tuple(pairs))


def _stage(one: parts.Stage) -> Section:
    blocks: list[Block] = []
    if one.help:
        blocks.append(Paragraph(one.help))
    if one.days:
        blocks.append(Paragraph(words.at_most(one.days), small=True))
    if one.ways:
        head = (_("Step"), _("Who"), _("Leads to"), _("Rule"))
        rows = tuple(
            (_with_help(way.label, way.help), way.who, way.to, "; ".join(way.rules) or "–")
            for way in one.ways
        )
        blocks.append(Table(head, rows, widths=(4, 3, 2, 3), row_headers=True))
    else:
        blocks.append(Paragraph(str(words.END), small=True))
    return Section(one.label, tuple(blocks))


def _with_help(label: str, help: str) -> Line:
    return (Emphasis(label), f" {help}") if help else Emphasis(label)


def _tiers(guide: Guide) -> Iterator[Block]:
    if guide.tiers:
        yield Definitions(tuple((one.label, one.help) for one in guide.tiers))
    head = (_("Lane"), *(one.label for one in guide.tiers))
    rows = tuple((one.label, *(words.passing(each) for each in one.passing)) for one in guide.lanes)
    if rows:
        yield Table(head, rows, row_headers=True)


def _lane(one: parts.Lane) -> Section:
    pairs = [(_("Who reviews it"), one.role), (_("Target"), working_days(one.days))]
    if one.after:
        pairs.append((_("After"), ", ".join(one.after)))
    if one.skipped:
        pairs.append((_("Not needed where"), one.skipped))
    blocks: list[Block] = [Paragraph(one.help)] if one.help else []
    blocks.append(Definitions(tuple(pairs)))
    if one.lines:
        blocks.append(Items(tuple(_line(each) for each in one.lines), numbered=True))
    return Section(one.label, tuple(blocks))


def _line(one: parts.Line) -> Line:
    said: list[Inline] = [Emphasis(one.question)]
    if one.criterion:
        said.append(f" ({one.criterion.level})")
    said += [f" {text}" for text in (one.hint,) if text]
    if one.remedy:
        said.append(f" {_('If not:')} {one.remedy}")
    if one.skipped:
        said.append(f" {_('Not asked where:')} {one.skipped}.")
    return tuple(said)


def _group(one: parts.Group) -> Section:
    head = (_("Question"), _("Answer"), _("Why"))
    rows = tuple((each.label, words.answer(each), _why(each)) for each in one.fields)
    blocks: list[Block] = [Paragraph(one.help)] if one.help else []
    blocks.append(Table(head, rows, widths=(3, 3, 5), row_headers=True))
    return Section(one.title, tuple(blocks))


def _why(one: parts.Field) -> str:
    told = [one.help] if one.help else []
    if one.decides:
        told.append(_("Matters to: {lanes}.").format(lanes=", ".join(one.decides)))
    if one.confidential:
        told.append(str(words.CONFIDENTIAL))
    return " ".join(told) or "–"


def _set(one: parts.CriteriaSet) -> Section:
    return Section(
        one.title,
        (Paragraph(one.about),) if one.about else (),
        tuple(
            Section(each.title, (Items(tuple(_criterion(item) for item in each.criteria)),))
            for each in one.sections
        ),
    )


def _criterion(one: parts.Criterion) -> Line:
    said: list[Inline] = [Emphasis(one.question), f" ({one.level})"]
    said += [f" {text}" for text in (one.why, one.evidence, one.hint) if text]
    if one.remedy:
        said.append(f" {_('If not:')} {one.remedy}")
    source = Link(one.source, one.source)
    return (*said, f" {_('Source:')} ", source if source.target else one.source)


def _use(one: parts.Use) -> Section:
    head = (_("Licences"), _("Rule"), _("Reason"))
    rows = tuple(
        (each.licences, each.level_label, " ".join(filter(None, (each.text, each.remedy))) or "–")
        for each in one.rules
    )
    return Section(
        one.title, (Paragraph(one.help), Table(head, rows, widths=(3, 2, 5), row_headers=True))
    )
