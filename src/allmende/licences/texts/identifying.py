# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The steps from a file to its licence."""

import re
from collections.abc import Sequence

from allmende.licences.expressions import NotAnExpression, licences_of, parse
from allmende.licences.texts import remarks
from allmende.licences.texts.decoding import decoded, is_text
from allmende.licences.texts.exceptions import exceptions_in, special_words, stands_with
from allmende.licences.texts.findings import Difference, Found, Identified
from allmende.licences.texts.gathering import Gathered, Item, gathered
from allmende.licences.texts.ids import gnu, implied
from allmende.licences.texts.metadata import Declarations, declarations
from allmende.licences.texts.names import named
from allmende.licences.texts.rendering import Page, rendered
from allmende.licences.texts.tags import tags
from allmende.licences.texts.weighing import conjunction, weighed

_MOST_NEAR = 8
_MOST_PLACES = 600
"""Licences an exception is tried on, the nearest first, and paragraphs searched for exceptions."""
_SHORT = 30
"""Words up to which a file that is hardly more than a licence's name means that licence."""
_LICENCE_FILE = 250
"""Words beside a licence's text up to which the file is about that licence."""
_RESTRICTING = re.compile(
    r"\bnon-? ?commercial(?:ly)?\b(?! and commercial)|\bnot (?:be )?(?:used|sold|resold"
    r"|distributed) (?:for|by|in|to|commercially)\b"
    r"|\b(?:may|must|shall) not (?:be )?(?:sold|sell|use)\b|\bmilitary\b|\bweapons?\b"
    r"|\bfor good,? (?:and )?not (?:for )?evil"
    r"|\b(?:personal|academic|educational|research|evaluation) (?:use|purposes) only\b"
    r"|\bonly for (?:personal|academic|educational|research)"
    r"|\bcommercial use (?:is (?:not|prohibited|forbidden)|requires)|\bfor commercial (?:use"
    r"|purposes),? (?:please|contact|you)"
    r"|\bnicht-? ?kommerziell|\bkommerzielle nutzung ist (?:nicht|untersagt)"
)
_HARMLESS = re.compile(r"\bendorse|\bpromot|\badvertis|\btrademark|\bnot use this file except")
_SAYS_SO = re.compile(
    r"-NC\b|Noncommercial|Commons-Clause|BUSL|SSPL|JSON|Prosperity|Hippocratic", re.I
)


def identify(text: str | bytes) -> Identified:
    """Which licence a file is or states.

    `text` is the file's content, of any length: from 360,000 characters on only its beginning and
    its end are read, and `complete` says so. Never raises. What is not certain has no expression.

    A modified text keeps its licence's expression and says so in its match. Where the changed or
    added words take rights away (no commercial use, no military use) it is no longer that licence:
    then the expression is "LicenseRef-modified-" and the id. An exception that is not recognised
    leaves the licence, which is the stricter reading, marks the match as modified and is remarked.
    """
    content = decoded(text) if isinstance(text, bytes) else text
    if not content or not is_text(content) or content.isspace():
        return Identified(None)
    page = rendered(content)
    tagged = tags(page)
    declared = declarations(page)
    if declared.alone:
        expression = declared.expression()
        return Identified(expression, declared.found, (), page.complete)
    found = gathered(page)
    tagged = [one for one in tagged if not _inside_text(one, found)]
    notes = _add_exceptions(page, found)
    notes += _add_restrictions(page, found)
    if not tagged and not found.items and not declared.found:
        _add_bare_name(page, found)
    matches = _ordered([*tagged, *declared.found, *map(_as_found, found.items)])
    expression = _expression(tagged, declared, found)
    if expression is None and found.open:
        notes.append(remarks.open_versions(found.open))
    if any(one.modified for one in found.items):
        notes.append(remarks.MODIFIED)
    return Identified(expression, matches, tuple(notes), page.complete)


def _inside_text(tag: Found, found: Gathered) -> bool:
    """A licence may show a tag as an example of how to apply it."""
    return any(
        one.kind == "text" and one.start_line < tag.start_line <= one.end_line
        for one in found.items
    )


def _expression(tagged: Sequence[Found], declared: Declarations, found: Gathered) -> str | None:
    stated = weighed(found.items, [one.text for one in found.left])
    if tagged:
        return _tags_first(tagged, found)
    if declared.found and (declared.whole_file or stated is None):
        return conjunction([one for one in (declared.expression(), stated) if one])
    return stated


def _tags_first(tagged: Sequence[Found], found: Gathered) -> str | None:
    """Tags speak for the file; texts of other licences in it are added."""
    terms = [one.expression for one in tagged]
    named_there = [leaf for term in terms for leaf in _leaves(term)]
    for item in found.items:
        if item.kind == "text" and not any(_covers(one, item.expression) for one in named_there):
            terms.append(item.expression)
    return conjunction(terms)


def _covers(leaf: str, expression: str) -> bool:
    one, other = gnu(leaf), gnu(expression)
    same = one is not None and other is not None and one[0] in {other[0], f"L{other[0]}"}
    return same or implied(expression, leaf) or leaf == expression


def _leaves(expression: str) -> list[str]:
    try:
        return [str(leaf) for leaf in licences_of(parse(expression))]
    except NotAnExpression:
        return [expression]


def _as_found(item: Item) -> Found:
    return Found(
        item.expression,
        item.similarity,
        item.modified,
        item.start_line,
        item.end_line,
        item.kind,
        item.differences,
    )


def _ordered(found: Sequence[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: (one.start_line, one.end_line)))


def _add_exceptions(page: Page, found: Gathered) -> list[dict[str, str]]:
    """Gives the licences beside an exception their WITH, or says that one was not recognised."""
    concerned = [one for one in found.items if _takes_exceptions(one.expression)]
    if not concerned:
        return []
    recognised = False
    announced = False
    for line, text in _places_of_exceptions(page, found)[:_MOST_PLACES]:
        announced = announced or special_words(text) is not None
        stated = exceptions_in(text)
        if not stated:
            continue
        nearest = sorted(concerned, key=lambda one: abs(one.start_line - line))
        for item in nearest[:_MOST_NEAR]:
            exception = _exception_for(item, stated)
            if exception:
                _apply(exception, item, concerned)
                recognised = True
                break
    if recognised or not announced:
        return []
    for item in concerned:
        item.modified = True
    return [remarks.UNKNOWN_EXCEPTION]


def _places_of_exceptions(page: Page, found: Gathered) -> list[tuple[int, str]]:
    """Texts beside and inside the licences, with their lines; a sentence may go over two."""
    beside = (
        [
            (page.numbers[one.indexes[0]], f"{one.text} {other.text}")
            for one, other in zip(found.left, [*found.left[1:], found.left[-1]], strict=True)
        ]
        if found.left
        else []
    )
    inside = [(one.start_line, step.words) for one in found.items for step in one.differences]
    return beside + inside


def _exception_for(item: Item, stated: Sequence[str]) -> str | None:
    open_leaves = [one for one in _leaves(item.expression) if " WITH " not in one]
    for exception in stated:
        if any(stands_with(exception, leaf) for leaf in open_leaves):
            return exception
    return None


def _apply(exception: str, item: Item, concerned: Sequence[Item]) -> None:
    """To the licence beside it, and wherever the page names that licence again."""
    families = _gnu_families(item)
    for one in concerned:
        if one is item or families & _gnu_families(one):
            one.expression = _with(exception, one.expression)
            one.parts = tuple(_with(exception, part) for part in one.parts)


def _takes_exceptions(expression: str) -> bool:
    return any(one in expression for one in ("GPL-", "Apache-2.0", "CPL-1.0", "CC-BY-SA-4.0"))


def _gnu_families(item: Item) -> set[tuple[str, str]]:
    found = [gnu(leaf) for leaf in _leaves(item.expression)]
    return {(one[0], one[1]) for one in found if one is not None}


def _with(exception: str, expression: str) -> str:
    """The expression with the exception on each of the licences that it is made for."""
    for leaf in _leaves(expression):
        if " WITH " not in leaf and _takes_exceptions(leaf) and stands_with(exception, leaf):
            pattern = rf"(?<![\w.-]){re.escape(leaf)}(?![\w.+-])(?! WITH)"
            expression = re.sub(pattern, f"{leaf} WITH {exception}", expression)
    return expression


def _add_restrictions(page: Page, found: Gathered) -> list[dict[str, str]]:
    """A licence whose rights are taken back in part is no longer that licence."""
    notes = []
    texts = [
        one for one in found.items if one.kind == "text" and not _SAYS_SO.search(one.expression)
    ]
    words = sum(one.text.count(" ") + 1 for one in found.left)
    if texts and words <= _LICENCE_FILE:
        for paragraph in found.left:
            sentence = _RESTRICTING.search(paragraph.text)
            if sentence is None or _HARMLESS.search(paragraph.text):
                continue
            line = page.numbers[paragraph.index_at(sentence.start())]
            nearest = min(texts, key=lambda one: abs(one.start_line - line))
            said = " ".join(re.findall(r"[^\W_]+", paragraph.text)[:40])
            nearest.differences += (Difference("inserted", said, "", line),)
            nearest.modified = nearest.restricted = True
    for item in found.items:
        if item.restricted and not item.expression.startswith("LicenseRef-"):
            notes.append(remarks.restricted(item.expression))
            item.expression = f"LicenseRef-modified-{item.expression.split(' ')[0]}"
            item.parts = ()
    return notes


def _add_bare_name(page: Page, found: Gathered) -> None:
    """ "MIT", "The MIT License (MIT)", "BSD 3-Clause License": a file that is hardly more."""
    words = sum(one.text.count(" ") + 1 for one in found.left)
    if not 0 < words <= _SHORT:
        return
    if len({name.family for one in found.left for name in named(one.text)}) != 1:
        return
    for paragraph in found.left:
        names = named(paragraph.text)
        if names and names[0].start <= len("this is the ") and names[0].expression:
            first = paragraph.index_at(names[0].start)
            last = paragraph.index_at(names[0].end - 1)
            lines = (page.numbers[first], page.numbers[last])
            found.items.append(Item(names[0].expression, "name", page.starts[first], *lines))
            return
