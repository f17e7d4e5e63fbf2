# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Findings that must not go out, with all their places and how each place is left behind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from allmende.repositories import Finding
from allmende.repositories.detectors import by_name

Text = Mapping[str, str]
How = Literal["path", "text", "version", "message", "ref"]
"""How a place goes: the file by its path, the value as text, the versions of the file that hold it,
the value in a message, or the ref that alone leads to it."""

LIMIT = 0.6
"""From which confidence on a finding counts, unless the caller says otherwise."""
WHOLE_FILE = 0.5
"""From which confidence of its name on a file goes as a whole although it is still in use."""
OF_KEYS = frozenset(
    (
        "private-key-encoded",
        "private-key-der",
        "putty-private-key",
        "json-web-key",
        "xml-rsa-key",
    )
)
"""Detectors that see one part of a key; taking out that part would leave the others."""
_IN_ARCHIVE = re.compile(
    r"(.+?\.(?:zip|[jwe]ar|nupkg|whl|egg|apk|docx|xlsx|pptx|od[tsp]|epub|gz|tgz|bz2|tbz2?|xz|txz"
    r"|tar|zst|7z|lzma))!(.+)",
    re.IGNORECASE | re.DOTALL,
)
FIRST: Mapping[str, Text] = {
    "secret": {
        "de": "Zuerst sperren und erneuern: Was in einer Historie stand, gilt als bekannt. Kein "
        "Umschreiben holt es zurück.",
        "en": "Revoke and replace it first: what stood in a history counts as known. No rewriting "
        "brings it back.",
    },
    "personal-data": {
        "de": "Mit der Stelle für Datenschutz klären, ob die Daten schon anderswo einsehbar waren "
        "und ob das zu melden ist.",
        "en": "Settle with the data protection office whether the data could already be seen "
        "elsewhere, and whether that has to be reported.",
    },
    "internal-name": {
        "de": "Klären, ob der Name wirklich intern bleiben muss; sonst mit Begründung ausnehmen.",
        "en": "Settle whether the name really has to stay internal; else except it with a reason.",
    },
}


@dataclass(frozen=True, slots=True)
class OffendingPlace:
    """Where it stands or stood, and how that place is left behind.

    `path` is the file in the repository, `member` the name inside an archive. `refs` are the
    names that lead to the commit which brought it; None where nobody looked.
    """

    id: str
    where: str
    path: str
    member: str | None
    line: int | None
    introduced: str | None
    removed: str | None
    in_head: bool
    how: How
    refs: tuple[str, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Offence:
    """One finding above the limit that nobody suppressed; `redacted` is all that is told of it.

    `places_total` counts places, also those that a stored inspection left out. `first` is what
    has to be done before the history is touched.
    """

    id: str
    kind: str
    detector: str
    title: Text
    redacted: str
    confidence: float
    places: tuple[OffendingPlace, ...]
    places_total: int

    @property
    def in_head(self) -> bool:
        return any(one.in_head for one in self.places)

    @property
    def first(self) -> Text:
        return FIRST[self.kind]

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "title": dict(self.title),
            "in_head": self.in_head,
            "first": dict(self.first),
            "places": [one.as_json() for one in self.places],
        }


Refs = Mapping[str, tuple[str, ...]]
"""Names of refs by the commit, tag or blob that they lead to."""


def offences(
    findings: Iterable[Mapping[str, Any]], limit: float = LIMIT, refs: Refs | None = None
) -> tuple[Offence, ...]:
    """Those of the findings, as an inspection writes them in JSON, that must not go out."""
    counted = (one for one in findings if not one.get("suppressed") and one["confidence"] >= limit)
    return tuple(_offence(one, refs) for one in counted)


def told(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    """Findings as their JSON, with every place and the names inside archives told apart."""
    for one in findings:
        places = [{**place.as_json(), "member": place.hit.member} for place in one.places]
        yield {**one.as_json(), "places": places}


def _offence(found: Mapping[str, Any], refs: Refs | None) -> Offence:
    listed = found.get("places") or ({**found, "where": "file"},)
    return Offence(
        id=found["id"],
        kind=found["kind"],
        detector=found["detector"],
        title=found["title"],
        redacted=found["redacted"],
        confidence=found["confidence"],
        places=tuple(_place(one, found["detector"], refs) for one in listed),
        places_total=found.get("places_total") or len(listed),
    )


def _place(found: Mapping[str, Any], detector: str, refs: Refs | None) -> OffendingPlace:
    path, member = _parts(found)
    introduced = found["introduced"]
    return OffendingPlace(
        id=found["id"],
        where=found["where"],
        path=path,
        member=member,
        line=found["line"],
        introduced=introduced,
        removed=found["removed"],
        in_head=found["in_head"],
        how=_how(found["where"], path, member, found["in_head"], detector),
        refs=None if refs is None else refs.get(introduced or "", ()),
    )


def _parts(found: Mapping[str, Any]) -> tuple[str, str | None]:
    """A stored inspection says "a.zip!file"; there the ending tells where the archive ends."""
    path = found["path"]
    if "member" in found:
        member = found["member"]
        return (path if member is None else path.removesuffix(f"!{member}")), member
    split = _IN_ARCHIVE.fullmatch(path)
    return (split[1], split[2]) if split else (path, None)


def _how(where: str, path: str, member: str | None, in_head: bool, detector: str) -> How:
    if where in ("commit message", "tag message"):
        return "message"
    if where == "object":
        return "ref"
    named = by_name(path.replace("\n", " "))
    if named and (named.id == detector or named.confidence >= WHOLE_FILE or not in_head):
        return "path"
    if member is not None or detector in OF_KEYS:
        return "version"
    return "text"
