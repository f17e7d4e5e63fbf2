# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licence: its files and what they are, and whether the manifests say the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    at,
    found,
    no,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look, outermost
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.reading.declared import READERS, Declared, declared_in
from allmende.repositories.facts.reading.spdx_tags import tags_in
from allmende.repositories.facts.reading.texts import cut, text_of

if TYPE_CHECKING:
    from allmende.licences.texts import Identified

MOST_TEXTS = 80
MOST_MANIFESTS = 60
MOST_HOLDERS = 50

_NAME = re.compile(
    r"(?:(?:un)?licen[cs]e|copying|lizenz|copyright|eupl|[a-z0-9.]{2,12}[-_]licen[cs]e)"
    r"(?:[-_.][a-z0-9 ._-]{1,40})?$"
)
_NO_TEXT = (
    *(".py", ".js", ".ts", ".java", ".kt", ".go", ".rs", ".php", ".rb", ".sh", ".tsx", ".vue"),
    *(".json", ".yml", ".yaml", ".toml", ".xml", ".html", ".css", ".png", ".svg", ".spdx"),
)
_FURTHER = re.compile(
    r"/(?:licen[cs]e|copying|lizenz)(?:[-.](?:txt|md|rst|mit|apache|lesser))?$", re.IGNORECASE
)
_HOLDER = re.compile(
    r"(?:copyright|\(c\)|©|[\s:.,;–—-]|all rights reserved|\b\d{4}\b|\bpresent\b|\bheute\b)+",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"[\[<{](?:year|yyyy|name|fullname|owner|copyright)|\bnotice\b|\bholder|\bowner\b|\blicen[cs]|\bstatement"
    r"|^(?:and|or|the|by|of|law|to)\b",
    re.IGNORECASE,
)

NOT_CERTAIN: Text = {
    "de": "Es gibt eine Lizenzdatei, doch welche Lizenz sie enthält, ist nicht sicher zu sagen",
    "en": "There is a licence file, yet which licence it holds cannot be said with certainty",
}
NO_FILE: Text = {
    "de": "Es gibt keine Lizenzdatei; die Angaben der Manifeste stehen allein",
    "en": "There is no licence file; what the manifests declare stands alone",
}
NOTHING_TO_COMPARE: Text = {
    "de": "Es gibt nicht beides, eine erkannte Lizenzdatei und eine Angabe in einem Manifest",
    "en": "There are not both, a licence file that is known and a declaration in a manifest",
}
NO_LICENCE: Text = {
    "de": "Keine Lizenz gefunden, also ist nicht zu sagen, was sie erlaubt",
    "en": "No licence found, so what it permits cannot be said",
}


@dataclass(frozen=True, slots=True)
class LicenceText:
    """A licence file; `expression` None where no licence is certain."""

    path: str
    expression: str | None
    modified: bool
    line: int | None
    remarks: tuple[Text, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "expression": self.expression,
            "modified": self.modified,
            "remarks": list(self.remarks),
        }


def find(look: Look) -> Iterator[Fact]:
    """Keys `licence.*`."""
    root = texts_of_root(look)
    texts = _texts(look, _in_folder(look))
    manifests = _declared(look)
    yield found("licence.file", (_shown(one) for one in root), [one.as_json() for one in root])
    yield found("licence.texts", (_shown(one) for one in texts), [one.as_json() for one in texts])
    yield _further(look)
    yield value(
        "licence.declared",
        [{"path": one.path, "line": one.line, "written": one.written} for one in manifests],
        *(at(one.path, one.line, one.written) for one in manifests),
    )
    expression = main_expression(look)
    yield _expression(root, expression)
    yield from _what_it_is(root, expression)
    yield _agreement(root, [one for one in manifests if "/" not in one.path], expression)
    yield _holders(look, [one.path for one in root])


def is_licence_file(path: str) -> bool:
    """By its name: LICENSE, LICENCE.md, COPYING.LESSER, MIT-LICENSE.txt, LIZENZ, ..."""
    name = path.rpartition("/")[2].lower()
    return bool(_NAME.match(name)) and not name.endswith((*_NO_TEXT, ".license"))


def texts_of_root(look: Look) -> tuple[LicenceText, ...]:
    """The licence files in the root folder."""
    paths = [path for path in look.paths if "/" not in path and is_licence_file(path)]
    return look.once("licence texts of the root", lambda one: _texts(one, paths))


def main_expression(look: Look) -> str | None:
    """What the licence files of the root together say, else what its manifests agree on."""
    root = [one for one in texts_of_root(look) if one.expression]
    if root:
        written = dict.fromkeys(one.expression or "" for one in root)
        return _joined(list(written), " OR " if _offers_choice(root) else " AND ")
    if texts_of_root(look):
        return None
    declared = {read_licence(one.written) for one in _declared(look) if "/" not in one.path}
    return declared.pop() if len(declared) == 1 else None


def read_licence(written: str) -> str | None:
    """An SPDX expression or a licence's usual name as an expression."""
    from allmende.licences.expressions import read
    from allmende.licences.names import normalise

    expression = read(written).expression
    if expression:
        return expression
    match = normalise(written)
    return match.expression if match.status == "match" else None


def _offers_choice(root: Sequence[LicenceText]) -> bool:
    """LICENSE-MIT beside LICENSE-APACHE is an offer; COPYING beside COPYING.LESSER is not."""
    names = [one.path.lower() for one in root]
    return len(names) > 1 and all(re.match(r"licen[cs]e[-_.]", name) for name in names)


def _joined(expressions: list[str], word: str) -> str:
    from allmende.licences.expressions import NotAnExpression, simplify

    if len(expressions) == 1:
        return expressions[0]
    try:
        return str(simplify(word.join(f"({one})" for one in expressions)))
    except NotAnExpression:
        return word.join(expressions)


def _in_folder(look: Look) -> list[str]:
    """The folder LICENSES/ of the REUSE specification."""
    return [path for path in look.under("LICENSES/") if not path.endswith(".license")][:MOST_TEXTS]


def _texts(look: Look, paths: Iterable[str]) -> tuple[LicenceText, ...]:
    read = ((path, text_of(look, path, 400_000)) for path in list(paths)[:MOST_TEXTS])
    return tuple(_identified(path, text) for path, text in read if text is not None)


def _identified(path: str, text: str) -> LicenceText:
    from allmende.licences.texts import identify

    result: Identified = identify(text)
    first = next(iter(result.matches), None)
    modified = any(one.modified for one in result.matches)
    line = first.start_line if first else None
    return LicenceText(path, result.expression, modified, line, tuple(result.remarks))


def _shown(one: LicenceText) -> Evidence:
    return at(one.path, one.line, one.expression)


def _further(look: Look) -> Fact:
    """Licence files in folders: what is under other terms than the whole, or brought along."""
    paths = [
        path for path in look.paths if not path.startswith("LICENSES/") and _FURTHER.search(path)
    ]
    shown = [at(path) for path in sorted(paths, key=outermost)[:MOST_TEXTS]]
    return value("licence.further-files", len(paths), *shown)


def _declared(look: Look) -> tuple[Declared, ...]:
    return look.once("declared licences", _all_declared)


def _all_declared(look: Look) -> tuple[Declared, ...]:
    paths = [*look.named(*READERS), *look.ending(".gemspec", ".csproj")]
    own = [path for path in paths if place_of(path) == "product"]
    return tuple(
        one
        for path in sorted(own, key=outermost)[:MOST_MANIFESTS]
        for one in declared_in(look, path)
    )


def _expression(root: Sequence[LicenceText], expression: str | None) -> Fact:
    shown = [_shown(one) for one in root]
    if expression is None:
        return unknown("licence.expression", NOT_CERTAIN if root else NO_LICENCE, *shown)
    return value("licence.expression", expression, *shown, note=None if root else NO_FILE)


def _what_it_is(root: Sequence[LicenceText], expression: str | None) -> Iterator[Fact]:
    from allmende.licences.expressions import read

    shown = [_shown(one) for one in root]
    if expression is None:
        yield unknown("licence.osi-approved", NO_LICENCE, *shown)
        yield unknown("licence.class", NO_LICENCE, *shown)
        return
    reading = read(expression)
    if reading.osi_approved is None:
        yield unknown("licence.osi-approved", NOT_CERTAIN, *shown)
    else:
        state = yes if reading.osi_approved else no
        yield state("licence.osi-approved", *shown, value=expression)
    yield value("licence.class", reading.licence_class.value, *shown)


def _agreement(
    root: Sequence[LicenceText], declared: Sequence[Declared], expression: str | None
) -> Fact:
    """Whether each manifest of the root names licences of which the files hold the texts."""
    known = [(one, read_licence(one.written)) for one in declared]
    if expression is None or not known or not root:
        shown = [at(one.path, one.line, one.written) for one in declared]
        return unknown("licence.agreement", NOTHING_TO_COMPARE, *shown)
    other = [one for one, read in known if read is None or not same_texts(read, expression)]
    shown = [_shown(one) for one in root]
    shown += [at(one.path, one.line, one.written) for one in (other or declared)]
    return (no if other else yes)("licence.agreement", *shown)


def same_texts(declared: str, of_files: str) -> bool:
    """Equal, or the same texts: "or later" and a choice are no matter of the text."""
    from allmende.licences.expressions import NotAnExpression, equivalent, licences_of, parse

    try:
        if equivalent(declared, of_files):
            return True
        texts = [
            {_text_of(str(one)) for one in licences_of(parse(expression))}
            for expression in (declared, of_files)
        ]
        return texts[0] == texts[1]
    except NotAnExpression:
        return declared == of_files


def _text_of(licence: str) -> str:
    return re.sub(r"(?:-only|-or-later|\+)(?= |$)", "", licence)


def _holders(look: Look, paths: Sequence[str]) -> Fact:
    """Who holds the copyright, by the notices of licence files, NOTICE and COPYRIGHT."""
    beside = [path for path in look.named("NOTICE", "NOTICE.md", "NOTICE.txt") if "/" not in path]
    holders: dict[str, Evidence] = {}
    for path in [*paths, *beside]:
        for number, line in enumerate(cut(text_of(look, path, 100_000) or ""), 1):
            for notice in tags_in(line).copyrights:
                name = holder(notice)
                if name and len(holders) < MOST_HOLDERS:
                    holders.setdefault(name, at(path, number, line))
    return value("licence.copyright-holders", list(holders), *holders.values())


def holder(notice: str) -> str | None:
    """The name in a copyright notice; None where a placeholder stands for it."""
    name = notice
    while matched := _HOLDER.match(name):
        name = name[matched.end() :]
    name = re.sub(r"(?:\.?\s*all rights reserved\.?|[\s,;])+$", "", name, flags=re.IGNORECASE)
    name = re.sub(r"\s*<[^<>]{0,200}>?$", "", name).strip()
    return name if len(name) > 1 and not _PLACEHOLDER.search(name) else None
