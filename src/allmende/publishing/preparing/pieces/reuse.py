# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""REUSE: one REUSE.toml for the files that say nothing themselves, and the texts in LICENSES/.

What looks like the work of others is left out: whose it is only a person can say.
Source: REUSE specification 3.3, "REUSE.toml" and "License files".
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator

from allmende.licences.expressions import NotAnExpression, parse
from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.publishing.preparing.pieces.licence import no_text
from allmende.publishing.preparing.texts import licence_text
from allmende.publishing.preparing.wording import appended
from allmende.repositories.facts import reuse as facts

PATH, DEP5 = "REUSE.toml", ".reuse/dep5"
SHOWN = 5

# In parts, or these lines would be tags of this file.
_LICENCE, _COPYRIGHT = "SPDX-" + "License-Identifier", "SPDX-" + "FileCopyrightText"
_FOREIGN_FOLDER = re.compile(
    r"(?:^|/)(?:vendor|vendored|third[-_]?party|external|extern|contrib|node_modules"
    r"|bower_components|fonts?|webjars)/",
    re.IGNORECASE,
)
_FOREIGN_FILE = re.compile(
    r"(?:\.min\.(?:js|css)|\.(?:woff2?|ttf|otf|eot|jar|dll|exe|so|dylib|whl))$|(?:^|/)jquery[^/]*\.js$"
    r"|(?:^|/)(?:gradlew(?:\.bat)?|mvnw(?:\.cmd)?)$",
    re.IGNORECASE,
)

NO_HOLDER: Text = {
    "de": "Wer die Rechte am Code hält, ist nicht bekannt.",
    "en": "Who holds the copyright of the code is not known.",
}
NO_LICENCE: Text = {
    "de": "Die Lizenz des Codes ist nicht bekannt.",
    "en": "The licence of the code is not known.",
}
OLD_FORM: Text = {
    "de": "Das Repository hat eine .reuse/dep5; zuerst mit „reuse convert-dep5“ umstellen.",
    "en": 'The repository has a .reuse/dep5; convert it with "reuse convert-dep5" first.',
}
ALL_OWN: Text = {
    "de": "Durchsehen, ob alle Dateien, die REUSE.toml nennt, eigene sind.",
    "en": "Look through whether all files that REUSE.toml names are own ones.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """REUSE.toml first, then each text that is named and not there."""
    if ground.is_yes("reuse.compliant") and not any(one.is_written for one in ground.made):
        yield ground.kept(kind, _place(ground))
        return
    toml = _toml(ground, kind)
    if toml is not None:
        ground.made.append(toml)
    used = _used(ground)
    if toml is not None:
        ground.made.pop()
        yield toml
    present = {one.rpartition("/")[2] for one in ground.look.under("LICENSES/")}
    stems = {one.removesuffix(".txt").removesuffix(".md") for one in present}
    for id in sorted(used - stems):
        yield _text(ground, kind, id)


def _place(ground: Ground) -> str:
    return PATH if PATH in ground.look.tree.entries else "LICENSES"


def _toml(ground: Ground, kind: Kind) -> Piece | None:
    lacking, others = _lacking(ground)
    if not lacking:
        return None
    if DEP5 in ground.look.tree.entries:
        return Piece(kind, PATH, "open", needs_human=(OLD_FORM,))
    details = ground.details
    licence = details.licence or str(ground.value("licence.expression") or "")
    if not _is_expression(licence):
        return Piece(kind, PATH, "open", needs_human=(NO_LICENCE,))
    if not details.holder:
        return Piece(kind, PATH, "open", needs_human=(NO_HOLDER,))
    foreign = [one for one in lacking if is_foreign(one)]
    own = [one for one in lacking if not is_foreign(one)]
    there = PATH in ground.look.tree.entries
    patterns = covering(own, [*foreign, *(others if there else ())])
    if not patterns:
        return Piece(kind, PATH, "open", needs_human=tuple(_foreign(foreign)))
    entry = annotation(patterns, details.notice, licence)
    needs = (ALL_OWN, *_foreign(foreign))
    if there:
        text = ground.text(PATH)
        if text is None:
            return Piece(kind, PATH, "open", needs_human=needs)
        return ground.completed(kind, PATH, appended(text, entry), *needs)
    return ground.created(kind, PATH, f"version = 1\n\n{entry}", *needs)


def _lacking(ground: Ground) -> tuple[list[str], list[str]]:
    """Files, those to be made among them, that lack licence or copyright; and all others."""
    lacking: list[str] = []
    others: list[str] = []
    for stated in facts.statements(ground.after()):
        full = stated.tags.licences and stated.tags.copyrights
        (others if full else lacking).append(stated.path)
    return lacking, others


def _used(ground: Ground) -> set[str]:
    """Ids of licences and exceptions that any file names, REUSE.toml included."""
    return set(facts.licences_used(facts.statements(ground.after())))


def _is_expression(written: str) -> bool:
    try:
        parse(written)
    except NotAnExpression:
        return False
    return bool(written)


def is_foreign(path: str) -> bool:
    """Whether name or folder say that others made it."""
    return bool(_FOREIGN_FOLDER.search(path) or _FOREIGN_FILE.search(path))


def _foreign(paths: list[str]) -> Iterator[Text]:
    if not paths:
        return
    shown = ", ".join(paths[:SHOWN])
    more = len(paths) - SHOWN
    yield {
        "de": f"Vermutlich von Dritten, daher ausgelassen: {shown}"
        + (f" und {more} weitere" if more > 0 else ""),
        "en": f"Probably made by others, hence left out: {shown}"
        + (f" and {more} more" if more > 0 else ""),
    }


def covering(wanted: Collection[str], others: Iterable[str]) -> list[str]:
    """Few patterns of REUSE.toml that match all wanted paths and none of the others."""
    return sorted(_patterns("", sorted(wanted), sorted(others)))


def _patterns(folder: str, wanted: list[str], others: list[str]) -> Iterator[str]:
    if not wanted:
        return
    if not others:
        yield escaped(folder) + "**"
        return
    folders: dict[str, tuple[list[str], list[str]]] = {}
    for number, paths in enumerate((wanted, others)):
        for path in paths:
            name, slash, _ = path[len(folder) :].partition("/")
            if slash:
                folders.setdefault(name, ([], []))[number].append(path)
            elif not number:
                yield escaped(path)
    for name, (some, rest) in folders.items():
        yield from _patterns(f"{folder}{name}/", some, rest)


def escaped(path: str) -> str:
    """A name as a pattern that means itself."""
    return path.replace("\\", "\\\\").replace("*", "\\*")


def annotation(patterns: list[str], notice: str, licence: str) -> str:
    """One table of REUSE.toml; a string of JSON is one of TOML."""
    paths = "".join(f"  {_quoted(one)},\n" for one in patterns)
    path = _quoted(patterns[0]) if len(patterns) == 1 else f"[\n{paths}]"
    return (
        "[[annotations]]\n"
        f"path = {path}\n"
        'precedence = "closest"\n'
        f"{_COPYRIGHT} = {_quoted(notice)}\n"
        f"{_LICENCE} = {_quoted(licence)}\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(ground: Ground, kind: Kind, id: str) -> Piece:
    path = f"LICENSES/{id}.txt"
    found = licence_text(id, ground.details.notice, ground.texts)
    if found is not None:
        return ground.created(kind, path, found.text)
    for one in ground.facts["licence.file"].value or ():
        if one["expression"] == id and not one["modified"]:
            text = ground.text(one["path"])
            if text is not None:
                return ground.created(kind, path, text)
    return Piece(kind, path, "open", needs_human=(no_text(id, path),))
