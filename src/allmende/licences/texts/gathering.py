# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Everything a page says of licences, in the order of its places, not yet weighed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from allmende.licences.texts.comparing import LEAST_WORDS, NOTICE_WORDS, nearly
from allmende.licences.texts.differences import Comparison, restricts
from allmende.licences.texts.findings import Difference, Kind
from allmende.licences.texts.ids import is_long
from allmende.licences.texts.notices import Statement, statements
from allmende.licences.texts.paragraphs import Paragraph, paragraphs
from allmende.licences.texts.rendering import Page
from allmende.licences.texts.scanning import Region, Scan, scanned
from allmende.licences.texts.titles import sentenced, titled

_SIGNALS = re.compile(
    r"permission|redistribut|licen[cs]e|warrant|granted|lizenz|as is\b|copyright|distribute|liable"
)
_LEAST_SIGNALS = 2
_APPENDIX = re.compile(
    r"how\s+to\s+(?:apply|use)\s+(?:these|this|the\s+apache)\s+(?:licen[cs]e\s+)?(?:terms|licen[cs]e)"
    r"|exhibit\s+[ab]\b",
    re.I,
)
_APPENDIX_LENGTH = 3_000
"""Characters after its heading in which a licence shows how to apply it."""
_LONGEST_SHORT_TEXT = 5_000
"""Characters of a text into which an alternative may be written."""
_SURER = 0.98
"""Similarity from which a text recognised as a whole counts more than one sentence in it."""


@dataclass(slots=True)
class Item:
    """One statement before it is weighed; `place` orders it in the page's plain text.

    `parts` are the licences it names, `choice` says that it offers one of several, `alternative`
    that it is offered beside what stands around it, `guessed` that the version was not written.
    """

    expression: str
    kind: Kind
    place: int
    start_line: int
    end_line: int
    similarity: float = 1.0
    modified: bool = False
    differences: tuple[Difference, ...] = ()
    parts: tuple[str, ...] = ()
    choice: bool = False
    alternative: bool = False
    restricted: bool = False


@dataclass(slots=True)
class Gathered:
    items: list[Item] = field(default_factory=list)
    left: list[Paragraph] = field(default_factory=list)
    """Paragraphs that no licence text covers."""
    open: list[str] = field(default_factory=list)
    """Families that were granted without their version."""


def gathered(page: Page) -> Gathered:
    scan = scanned(page.plain)
    items = [_text_item(page, scan, one) for one in scan.regions]
    covered = [_place(scan, one.first, one.last) for one in scan.regions]
    title = _title(page, scan) if not any(one.kind == "text" for one in items) else None
    if title:
        # The text speaks of its own licence; that is no further statement.
        return Gathered([title])
    near = [one for first, last in _uncovered(page, scan) for one in _nearly(scan, first, last)]
    result = Gathered(items, paragraphs(page, covered))
    places = [_place(scan, one.first, one.last) for one in near]
    spoken = _add_statements(page, result, places)
    result.items += [
        _near_item(page, scan, one, spoken)
        for one, place in zip(near, places, strict=True)
        if page.complete or not _over_the_gap(page, *place)
    ]
    result.left = paragraphs(page, covered + places)
    _add_known_by_words(page, result, covered)
    result.items[:] = _without_samples(page, result.items)
    result.items.sort(key=lambda one: one.place)
    return result


def _title(page: Page, scan: Scan) -> Item | None:
    beginning = " ".join(page.plain[:1500].lower().split())
    found = titled(beginning, len(scan.words))
    if found is None:
        return None
    return Item(found.expression, "notice", 0, page.numbers[0], page.numbers[-1])


def _over_the_gap(page: Page, start: int, end: int) -> bool:
    """Whether a place goes from the head of a long text into its tail: half of two texts."""
    lines = page.plain.count("\n", start, end)
    return page.line_at(end - 1) - page.line_at(start) > lines + 1


def _place(scan: Scan, first: int, last: int) -> tuple[int, int]:
    return scan.words[first][1], scan.words[last - 1][2]


def _text_item(page: Page, scan: Scan, region: Region) -> Item:
    start, end = _place(scan, region.first, region.last)
    short = is_long(region.expression) and region.last - region.first < NOTICE_WORDS
    kind: Kind = "notice" if short else "text"
    item = Item(region.expression, kind, start, page.line_at(start), page.line_at(end - 1))
    if " OR " in region.expression:
        item.choice, item.parts = True, tuple(region.expression.split(" OR "))
    return item


def _without_samples(page: Page, items: Sequence[Item]) -> list[Item]:
    """The sample notice at the end of a licence is part of its text, not a statement."""
    texts = [one.place for one in items if one.kind == "text" and is_long(one.expression)]
    if not texts:
        return list(items)
    samples = [one.start() for one in _APPENDIX.finditer(page.plain) if min(texts) < one.start()]
    return [
        one
        for one in items
        if one.kind == "text" or not any(0 <= one.place - at < _APPENDIX_LENGTH for at in samples)
    ]


def _uncovered(page: Page, scan: Scan) -> list[tuple[int, int]]:
    """Stretches of words outside the classifier's regions that sound like a licence."""
    stretches, at = [], 0
    for region in [*scan.regions, None]:
        end = region.first if region else len(scan.words)
        if end - at >= LEAST_WORDS:
            start, stop = _place(scan, at, end)
            signals = _SIGNALS.findall(page.plain[start:stop].lower())
            if len(set(signals)) >= _LEAST_SIGNALS:
                stretches.append((at, end))
        at = region.last if region else end
    return stretches


def _nearly(scan: Scan, first: int, last: int) -> list[Comparison]:
    found = nearly([word for word, _, _ in scan.words[first:last]])
    return [
        replace(
            one,
            first=one.first + first,
            last=one.last + first,
            steps=tuple(
                replace(step, first=step.first + first, last=step.last + first)
                for step in one.steps
            ),
        )
        for one in found
    ]


def _near_item(page: Page, scan: Scan, one: Comparison, spoken: Sequence[tuple[int, int]]) -> Item:
    start, end = _place(scan, one.first, one.last)
    steps = []
    for step in one.steps:
        at = scan.words[min(step.first, len(scan.words) - 1)][1]
        to = scan.words[min(max(step.last, step.first + 1), len(scan.words)) - 1][2]
        if step.last > step.first and any(lo < to and at < hi for lo, hi in spoken):
            continue
        steps.append((step, page.line_at(at)))
    differences = tuple(
        Difference(step.change, step.words, step.expected, line) for step, line in steps
    )
    return Item(
        one.reference.expression,
        "text",
        start,
        page.line_at(start),
        page.line_at(end - 1),
        one.similarity,
        bool(differences),
        differences,
        restricted=restricts([step for step, _ in steps]),
    )


def _add_statements(
    page: Page, result: Gathered, texts: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Adds what the paragraphs grant; returns the places inside nearly recognised texts."""
    spoken = []
    for paragraph in result.left:
        for one in statements(paragraph.text):
            index = paragraph.index_at(one.start)
            place = page.starts[index]
            last = page.starts[paragraph.index_at(one.end - 1)] + 1
            around = [end - start for start, end in texts if start <= place < end]
            inside = bool(around)
            short_text = inside and min(around) < _LONGEST_SHORT_TEXT
            if inside and (not one.alternative or not one.expression or not short_text):
                continue
            if inside:
                spoken.append((place, last))
            if one.expression:
                result.items.append(_statement_item(page, paragraph, one))
            else:
                result.open += one.open
    return spoken


def _statement_item(page: Page, paragraph: Paragraph, one: Statement) -> Item:
    first, last = paragraph.index_at(one.start), paragraph.index_at(max(one.end - 1, one.start))
    return Item(
        one.expression,
        "name" if one.bare else "notice",
        page.starts[first] + one.start - paragraph.starts[paragraph.indexes.index(first)],
        page.numbers[first],
        page.numbers[last],
        parts=one.parts,
        choice=one.choice,
        alternative=one.alternative,
    )


def _add_known_by_words(page: Page, result: Gathered, covered: Sequence[tuple[int, int]]) -> None:
    for paragraph in paragraphs(page, covered):
        short = sentenced(paragraph.text)
        if short is None:
            continue
        first, last = paragraph.index_at(short.start), paragraph.index_at(short.end - 1)
        start, end = page.numbers[first], page.numbers[last]
        nearer = [
            one
            for one in result.items
            if one.kind == "text" and one.start_line <= start <= one.end_line
        ]
        if any(one.similarity > _SURER for one in nearer):
            continue
        result.items[:] = [one for one in result.items if one not in nearer]
        result.items.append(Item(short.expression, "text", page.starts[first], start, end))
        result.left[:] = [one for one in result.left if first not in one.indexes]
