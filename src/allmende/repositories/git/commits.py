# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Commits and tags, read from their bytes; git's own formatting may run programs."""

import re
from dataclasses import asdict, dataclass
from typing import Literal

_PERSON = re.compile(rb"(.*?)\s*<([^<>\n]*)>?[^>]*?(?:\s(-?\d{1,20}))?(?:\s+[-+]?\d*)?\s*$")
_WHO = rb"([^<>\n]*?)\s*<([^<>\n]*)> (-?[0-9]{1,20}) [-+][0-9]{4}\n"
_USUAL = re.compile(
    rb"tree ([0-9a-f]+)\n((?:parent [0-9a-f]+\n)*)author "
    + _WHO
    + rb"committer "
    + _WHO
    + rb"(gpgsig [^\n]*\n(?: [^\n]*\n)*)?\n"
)
"""A commit as git writes it, up to its message, without an encoding or headers of other tools."""
SUBJECT = 1_000  # characters
TRAILERS = 20_000
"""Bytes at the end of a message in which trailers are looked for."""
_TRAILER = re.compile(rb"^(?:(signed-off-by)|(reviewed-by)) ?:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; times are seconds since 1970 (negative before), None where unreadable.

    `parents` are as written, so that at the edge of a shallow clone they name what is not there.
    `signed` says that a signature is attached, not that it holds. `signed_off` and `reviewed_by`
    count the trailers of that name in the last paragraph (git-interpret-trailers(1)).
    """

    id: str
    parents: tuple[str, ...]
    tree: str
    author_name: str
    author_mail: str
    authored_at: int | None
    committed_at: int | None
    subject: str
    signed: bool
    committer_name: str = ""
    committer_mail: str = ""
    signed_off: int = 0
    reviewed_by: int = 0

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; `commit` is what it leads to in the end, None where that is no commit.

    `at` are seconds since 1970: of the tag where it is annotated, else of the commit.
    """

    name: str
    id: str
    commit: str | None
    at: int | None
    annotated: bool
    signed: bool
    subject: str

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Message:
    """What a person wrote beside the files: headers with names and mail, and the text."""

    kind: Literal["commit", "tag"]
    id: str
    author_name: str
    author_mail: str
    committer_name: str
    committer_mail: str
    at: int | None
    text: str

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Headers:
    """A commit's or tag's header lines in order, continuations joined, and the text.

    `encoding` is the one that the object names for both.
    """

    lines: tuple[tuple[bytes, bytes], ...]
    text: bytes
    encoding: str = "utf-8"

    def all(self, name: bytes) -> tuple[bytes, ...]:
        return tuple([value for key, value in self.lines if key == name])

    def first(self, name: bytes) -> bytes:
        for key, value in self.lines:
            if key == name:
                return value
        return b""

    def decoded(self, value: bytes) -> str:
        """The text in its encoding; what does not fit is replaced."""
        try:
            return value.decode(self.encoding, "replace")
        except (LookupError, ValueError):
            return value.decode("utf-8", "replace")


def split(data: bytes) -> Headers:
    head, _, text = data.partition(b"\n\n")
    lines: list[tuple[bytes, bytes]] = []
    encoding = b""
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        if not key and line and lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + b"\n" + value)
            continue
        if key == b"encoding":
            encoding = encoding or value
        lines.append((key, value))
    return Headers(tuple(lines), text, encoding.decode("ascii", "replace").strip() or "utf-8")


def person(headers: Headers, name: bytes) -> tuple[str, str, int | None]:
    """Name, mail and time; whatever cannot be read is "" or None."""
    value = headers.first(name)
    found = _PERSON.match(value)
    if found is None:
        return headers.decoded(value), "", None
    return headers.decoded(found[1]), headers.decoded(found[2]), int(found[3]) if found[3] else None


def subject(headers: Headers) -> str:
    """The first paragraph in one line, as git shows it."""
    paragraph = headers.text.lstrip(b"\n").partition(b"\n\n")[0]
    return " ".join(headers.decoded(paragraph[: 4 * SUBJECT]).split())[:SUBJECT]


def trailers(headers: Headers) -> tuple[int, int]:
    """How many Signed-off-by and Reviewed-by stand in the last paragraph, which is not the first.

    Git takes a paragraph for trailers when it holds one that git writes itself, as a sign-off is.
    """
    text = headers.text[-TRAILERS:].rstrip().replace(b"\r\n", b"\n")
    paragraph = text.rpartition(b"\n\n")
    if not paragraph[1]:
        return 0, 0
    found = [match.lastindex for match in _TRAILER.finditer(paragraph[2])]
    return found.count(1), found.count(2)


def read_commit(id: str, data: bytes) -> Commit:
    """Tolerates what git refuses; missing headers come out empty."""
    usual = _USUAL.match(data)
    return _read_usual(id, data, usual) if usual else _read_any(id, data)


def _read_usual(id: str, data: bytes, found: re.Match[bytes]) -> Commit:
    """Nearly all commits; the rest is read line by line, which takes three times as long."""
    headers = Headers((), data[found.end() :])
    signed_off, reviewed_by = trailers(headers)
    author, author_mail, authored = found[3], found[4], found[5]
    committer, committer_mail, committed = found[6], found[7], found[8]
    return Commit(
        id=id,
        parents=tuple(found[2].decode("ascii").replace("parent ", "").split()),
        tree=found[1].decode("ascii"),
        author_name=author.decode("utf-8", "replace"),
        author_mail=author_mail.decode("utf-8", "replace"),
        authored_at=int(authored),
        committed_at=int(committed),
        subject=subject(headers),
        signed=found[9] is not None,
        committer_name=committer.decode("utf-8", "replace"),
        committer_mail=committer_mail.decode("utf-8", "replace"),
        signed_off=signed_off,
        reviewed_by=reviewed_by,
    )


def _read_any(id: str, data: bytes) -> Commit:
    headers = split(data)
    author, committer = person(headers, b"author"), person(headers, b"committer")
    signed_off, reviewed_by = trailers(headers)
    return Commit(
        id=id,
        parents=tuple(each.decode("ascii", "replace") for each in headers.all(b"parent")),
        tree=headers.first(b"tree").decode("ascii", "replace"),
        author_name=author[0],
        author_mail=author[1],
        authored_at=author[2],
        committed_at=committer[2],
        subject=subject(headers),
        signed=bool(headers.first(b"gpgsig") or headers.first(b"gpgsig-sha256")),
        committer_name=committer[0],
        committer_mail=committer[1],
        signed_off=signed_off,
        reviewed_by=reviewed_by,
    )


def is_signed_tag(headers: Headers) -> bool:
    armour = re.compile(rb"^-----BEGIN (?:PGP|SSH|SIGNED) [A-Z ]+-----", re.MULTILINE)
    return bool(headers.first(b"gpgsig") or armour.search(headers.text))


def message_of_commit(id: str, data: bytes) -> Message:
    if usual := _USUAL.match(data):
        who, mail, by, by_mail, text = (
            part.decode("utf-8", "replace")
            for part in (*usual.group(3, 4, 6, 7), data[usual.end() :])
        )
        return Message("commit", id, who, mail, by, by_mail, int(usual[5]), text)
    headers = split(data)
    author, committer = person(headers, b"author"), person(headers, b"committer")
    text = headers.decoded(headers.text)
    # Headers that only some tools write may hold anything, a signed tag's whole text among it.
    rest = [
        headers.decoded(value)
        for key, value in headers.lines
        if key not in (b"tree", b"parent", b"author", b"committer", b"gpgsig", b"encoding")
    ]
    return Message("commit", id, *author[:2], *committer[:2], author[2], "\n".join([text, *rest]))


def message_of_tag(id: str, data: bytes) -> Message:
    headers = split(data)
    tagger = person(headers, b"tagger")
    return Message("tag", id, *tagger[:2], *tagger[:2], tagger[2], headers.decoded(headers.text))
