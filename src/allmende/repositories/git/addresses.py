# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which addresses lead to a repository, and how to show them without their credentials."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from allmende.repositories.git.errors import NotARepository

_SCP = re.compile(r"(?:[\w.+-]+@)?[\w.-]+:(?!/?/)[^:\s].*", re.ASCII)
_CREDENTIALS = re.compile(r"(?<=//)[^/@\s]*@|^[^/@\s:]*:[^/@\s]*@")
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a repository lies: `url` without password, or `path` on this machine.

    `authorization` is the header that the credentials of an https address become; it is handed to
    git in the environment and is kept nowhere.
    """

    kind: Literal["path", "https", "ssh"]
    url: str
    path: Path | None = None
    authorization: str = field(default="", repr=False)


def without_credentials(address: str) -> str:
    """The address as it may be shown; the user of an ssh address stays, since it is no secret."""
    if address.startswith("ssh://"):
        return re.sub(r"(?<=//)([^/@:\s]*):[^/@\s]*@", r"\1@", address)
    return _CREDENTIALS.sub("", address)


def read_address(source: str | Path) -> Address:
    """Raises `NotARepository` for everything but https, ssh, file and paths."""
    if isinstance(source, Path):
        return Address("path", str(source), source)
    if source.startswith("-") or "\0" in source:
        raise _refused(source)
    scheme, found, _ = source.partition("://")
    if found:
        return _with_scheme(source, scheme.lower())
    if "::" in source.partition("/")[0]:
        raise _refused(source)
    if _SCP.fullmatch(source) and not Path(source).exists():
        return _ssh(source, source.partition(":")[0], source.partition(":")[2])
    return Address("path", source, Path(source))


def _with_scheme(source: str, scheme: str) -> Address:
    try:
        parts = urlsplit(source)
        port = parts.port
    except ValueError as error:
        raise _refused(source) from error
    if scheme == "file" and parts.hostname in (None, "localhost"):
        return Address("path", source, Path(unquote(parts.path)))
    if _UNSAFE.search(source) or not parts.hostname:
        raise _refused(source)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = host if port is None else f"{host}:{port}"
    if scheme == "ssh":
        user = f"{parts.username}@" if parts.username else ""
        return _ssh(f"ssh://{user}{place}{parts.path}", user + host, parts.path)
    if scheme == "https" and not host.startswith("-"):
        url = urlunsplit(("https", place, parts.path, "", ""))
        return Address("https", url, authorization=_authorization(parts))
    raise _refused(source)


def _ssh(url: str, place: str, path: str) -> Address:
    host = place.rpartition("@")[2]
    if place.startswith("-") or host.startswith("-") or path.startswith("-") or _UNSAFE.search(url):
        raise _refused(url)
    return Address("ssh", url)


def _authorization(parts: SplitResult) -> str:
    if not parts.username and not parts.password:
        return ""
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return "Authorization: Basic " + b64encode(pair.encode()).decode("ascii")


def _refused(source: str) -> NotARepository:
    return NotARepository(
        without_credentials(source),
        {
            "de": "Diese Adresse wird nicht geöffnet: möglich sind https://, ssh://, "
            "name@rechner:pfad, file:// und Pfade auf diesem Rechner",
            "en": "This address is not opened: possible are https://, ssh://, name@host:path, "
            "file:// and paths on this machine",
        },
    )
