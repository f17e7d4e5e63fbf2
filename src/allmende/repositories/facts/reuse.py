# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether every file says its licence and copyright as the REUSE specification 3.3 asks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allmende.repositories.facts.fact import Fact, Text, at, counted, found, no, unknown, value, yes
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.reading.reuse_toml import (
    Annotations,
    NotReadable,
    combined,
    read_dep5,
    read_toml,
)
from allmende.repositories.facts.reading.spdx_tags import Tags
from allmende.repositories.facts.reading.survey import Seen, survey
from allmende.repositories.facts.reading.texts import text_of

SHOWN = 20
LISTED = 500
MOST_ANNOTATION_FILES = 200
DEP5 = ".reuse/dep5"

# What is no Covered File: REUSE specification 3.3, "Definitions".
_NAMES_NOT_COVERED = re.compile(
    r"(?:(?:LICEN[CS]E|COPYING)(?:[-.][^/]*)?|REUSE\.toml|\.git|\.hgtags"
    r"|(?:CAL-1\.0(?:-Combined-Work-Exception)?|SHL-2\.1)(?:\.[^/]+)?)$"
)
_ENDINGS_NOT_COVERED = (
    ".license",
    *(f".spdx{one}" for one in ("", ".rdf", ".json", ".xml", ".yaml", ".yml")),
)
_FOLDERS_NOT_COVERED = ("LICENSES/", ".reuse/", ".git/")
_ENDING = re.compile(r"\.(?:txt|md|rst|adoc|html)$", re.IGNORECASE)

NOT_ALL_READ: Text = {
    "de": "Nicht alle Dateien konnten gelesen werden",
    "en": "Not all files could be read",
}
NO_FILES: Text = {
    "de": "Es gibt keine Datei, die Lizenz und Urheber nennen müsste",
    "en": "There is no file that would have to state licence and copyright",
}
NO_TAGS: Text = {
    "de": "Keine Datei nennt ihre Lizenz",
    "en": "No file states its licence",
}
BOTH_KINDS: Text = {
    "de": "REUSE.toml und .reuse/dep5 schließen einander aus",
    "en": "REUSE.toml and .reuse/dep5 exclude each other",
}
OLD: Text = {
    "de": ".reuse/dep5 gilt als veraltet, REUSE.toml löst es ab",
    "en": ".reuse/dep5 is deprecated, REUSE.toml takes its place",
}
BY_HEAD: Text = {
    "de": "Gelesen wurden die ersten 8 KB jeder Datei",
    "en": "The first 8 KB of every file were read",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What holds for one covered file. `certain` False: it could not be read itself."""

    path: str
    tags: Tags
    certain: bool


def find(look: Look) -> Iterator[Fact]:
    """Keys `reuse.*`; files are covered files of the specification."""
    files, problems = _annotations(look)
    problems += _strange_texts(look)
    stated = statements(look)
    lacking = [one for one in stated if not (one.tags.licences and one.tags.copyrights)]
    unread = [one for one in lacking if not one.certain]
    used = licences_used(stated)
    present = _present(look)
    missing = sorted(set(used) - set(present))
    unused = sorted(set(present) - set(used))
    yield _mechanism(look, files)
    yield found("reuse.problems", (at(path, None, why) for path, why in problems))
    yield _counts(stated)
    yield _lacking("reuse.files-lacking", stated, lacking, unread)
    yield value(
        "reuse.licences-used", sorted(used), *(at(used[one], None, one) for one in sorted(used))
    )
    yield value("reuse.licences-present", sorted(present), *(at(one) for one in present.values()))
    yield _texts_complete(stated, used, missing, unread)
    yield value("reuse.texts-unused", unused, *(at(present[one], None, one) for one in unused))
    yield _compliant(stated, lacking, unread, missing, unused, problems)


def statements(look: Look) -> tuple[Stated, ...]:
    """What holds for each covered file, by itself and by the files that speak for others."""
    files, _ = _annotations(look)
    return tuple(_stated(look, one, files) for one in _covered(look))


def _annotations(look: Look) -> tuple[tuple[Annotations, ...], tuple[tuple[str, str], ...]]:
    """The files that speak for others, outermost first, and what is wrong with them."""
    read: list[Annotations] = []
    problems: list[tuple[str, str]] = []
    tomls = [path for path in look.by_name.get("reuse.toml", ()) if path.endswith("REUSE.toml")]
    tomls.sort(key=lambda path: path.count("/"))
    for path in tomls[:MOST_ANNOTATION_FILES]:
        try:
            read.append(read_toml(text_of(look, path) or "", path.removesuffix("REUSE.toml")))
        except NotReadable as error:
            problems.append((path, str(error)))
    if DEP5 in look.tree.entries:
        if tomls:
            problems.append((DEP5, BOTH_KINDS["en"]))
        try:
            read.append(read_dep5(text_of(look, DEP5) or ""))
        except NotReadable as error:
            problems.append((DEP5, str(error)))
    return tuple(read), tuple(problems)


def _covered(look: Look) -> Iterator[Seen]:
    """Links, submodules and empty files state nothing and need not."""
    for one in survey(look).files.values():
        if (one.size or not one.read) and _is_covered(one.path):
            yield one


def _is_covered(path: str) -> bool:
    """Asked of every file of the tree."""
    return not (
        path.endswith(_ENDINGS_NOT_COVERED)
        or path.startswith(_FOLDERS_NOT_COVERED)
        or _NAMES_NOT_COVERED.match(path, path.rfind("/") + 1)
        or "/.git/" in path
    )


def _stated(look: Look, seen: Seen, files: Sequence[Annotations]) -> Stated:
    """A `.license` file beside takes the place of what the file itself says."""
    beside = survey(look).files.get(f"{seen.path}.license")
    own = beside.tags if beside else seen.tags
    tags, _ = combined(own, files, seen.path) if files else (own, False)
    return Stated(seen.path, tags, seen.read or beside is not None)


def licences_used(stated: Sequence[Stated]) -> dict[str, str]:
    """Licences and exceptions in use, with the first file that names each."""
    used: dict[str, str] = {}
    known: dict[str, tuple[str, ...]] = {}
    for one in stated:
        for written in one.tags.licences:
            if written not in known:
                known[written] = _ids(written)
            for id in known[written]:
                used.setdefault(id, one.path)
    return used


def _ids(written: str) -> tuple[str, ...]:
    from allmende.licences.expressions import NotAnExpression, licences_of, parse

    try:
        licences = licences_of(parse(written))
    except NotAnExpression:
        return ()
    return tuple(part.rstrip("+") for one in licences for part in str(one).split(" WITH "))


def _present(look: Look) -> dict[str, str]:
    """Licence texts of LICENSES/ by the id in their names."""
    texts = (path for path in look.under("LICENSES/") if not path.endswith(".license"))
    return {_ENDING.sub("", path.rpartition("/")[2]): path for path in texts}


def _strange_texts(look: Look) -> tuple[tuple[str, str], ...]:
    """Files of LICENSES/ whose name is neither an SPDX id nor a LicenseRef-, or has no ending."""
    from allmende.licences.known import all_exceptions, all_ids

    ids = {*all_ids(), *all_exceptions()}
    found = []
    for id, path in _present(look).items():
        if id not in ids and not id.startswith(("LicenseRef-", "AdditionRef-")):
            found.append((path, f"{id} is no SPDX id"))
        elif path.endswith(f"/{id}"):
            found.append((path, "the file name has no ending"))
    return tuple(found)


def _mechanism(look: Look, files: Sequence[Annotations]) -> Fact:
    tomls = [path for path in look.by_name.get("reuse.toml", ()) if path.endswith("REUSE.toml")]
    beside = [path for path in look.ending(".license") if path[:-8] in look.tree.entries]
    by_themselves = sum(bool(one.tags.licences) for one in survey(look).files.values())
    ways = {
        "headers": by_themselves,
        "licence-files-beside": len(beside),
        "reuse-toml": len(tomls),
        "dep5": int(DEP5 in look.tree.entries),
    }
    shown = [at(path) for path in [*tomls, *([DEP5] if ways["dep5"] else []), *beside][:SHOWN]]
    return value("reuse.ways", ways, *shown, note=OLD if ways["dep5"] and files else None)


def _counts(stated: Sequence[Stated]) -> Fact:
    counts = {
        "covered": len(stated),
        "with-licence": sum(bool(one.tags.licences) for one in stated),
        "with-copyright": sum(bool(one.tags.copyrights) for one in stated),
        "with-both": sum(bool(one.tags.licences and one.tags.copyrights) for one in stated),
        "not-readable": sum(not one.certain for one in stated),
    }
    return value("reuse.files", counts, counted(len(stated), "covered files"), note=BY_HEAD)


def _lacking(
    key: str, stated: Sequence[Stated], lacking: Sequence[Stated], unread: Sequence[Stated]
) -> Fact:
    """Yes where files lack licence or copyright; the value lists the first of them."""
    if not stated:
        return unknown(key, NO_FILES)
    certain = [one.path for one in lacking if one.certain]
    shown = [counted(len(certain), "files"), *(at(path) for path in certain[:SHOWN])]
    if certain:
        return yes(key, *shown, value=certain[:LISTED])
    if unread:
        return unknown(key, NOT_ALL_READ, *(at(one.path) for one in unread[:SHOWN]))
    return no(key, counted(len(stated), "covered files"))


def _texts_complete(
    stated: Sequence[Stated],
    used: dict[str, str],
    missing: Sequence[str],
    unread: Sequence[Stated],
) -> Fact:
    key = "reuse.texts-complete"
    if missing:
        return no(key, *(at(used[one], None, one) for one in missing), value=list(missing))
    if not stated or not used:
        return unknown(key, NO_FILES if not stated else NO_TAGS)
    return unknown(key, NOT_ALL_READ) if unread else yes(key, counted(len(used), "licences"))


def _compliant(
    stated: Sequence[Stated],
    lacking: Sequence[Stated],
    unread: Sequence[Stated],
    missing: Sequence[str],
    unused: Sequence[str],
    problems: Sequence[tuple[str, str]],
) -> Fact:
    """Our reading of the specification, not the REUSE tool's."""
    key = "reuse.compliant"
    without = [one for one in lacking if one.certain]
    numbers = {
        "files-lacking": len(without),
        "texts-missing": len(missing),
        "texts-unused": len(unused),
        "problems": len(problems),
    }
    if any(numbers.values()):
        shown = [counted(number, name) for name, number in numbers.items() if number]
        return no(key, *shown, value=numbers)
    if not stated:
        return unknown(key, NO_FILES)
    if unread:
        return unknown(key, NOT_ALL_READ, *(at(one.path) for one in unread[:SHOWN]))
    return yes(key, counted(len(stated), "covered files"), value=numbers)
