# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""A VitePress site: a page a software and language under `software/`, one Entry a software.

How the keys of the front matter are meant was decided from opensource.muenchen.de:
`linkapplication` is where the city's own installation runs, neither documentation nor a place
to try the software, and stays in `extra`; so do `codelinktext`, `sortingPriority` and `Source`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from allmende.sources.entry import Entry, Json, digest_of
from allmende.sources.history import NoHistory, last_changed
from allmende.sources.links import Links
from allmende.sources.page import BrokenPage, Page, split
from allmende.sources.problem import Problem, shown
from allmende.sources.record import Record, is_address, language_of, mend
from allmende.sources.registry import scheme_of

FOLDER: Final = "software"
OVERVIEW: Final = "index.md"
"""The overview of the folder, not a software."""
MAX_PAGE: Final = 1 << 20
"""Bytes."""
SAMPLE: Final = 20
"""Pages from which the language of the root is told."""

_KEYS: Final = frozenset(
    (
        "title",
        "developer",
        "developerlink",
        "code",
        "licensingmodel",
        "license",
        "opencode",
        "logo",
        "sponsor",
        "documentation",
        "tags",
    )
)
_LANGUAGE_FOLDER = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})?")
_RELATIVE = re.compile(r"[^\s:]+")
_WORDS = re.compile(r"[^\W\d_]+")
_COMMON: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset(("the", "and", "of", "is", "to", "for", "with", "which", "used", "by")),
    "de": frozenset(("der", "die", "und", "ist", "das", "für", "mit", "von", "wird", "eine")),
    "fr": frozenset(("le", "la", "les", "et", "est", "des", "pour", "avec", "une", "dans")),
    "it": frozenset(("il", "di", "che", "per", "con", "una", "della", "sono", "nel", "gli")),
}
"""The commonest words; the order decides where they do not."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Branch:
    """The pages of one language."""

    language: str
    prefix: str
    """Folder of the language, "" = root."""
    names: frozenset[str]

    @property
    def folder(self) -> str:
        return f"{self.prefix}/{FOLDER}" if self.prefix else FOLDER

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"


@dataclass(frozen=True, slots=True)
class _Read:
    """One page of one language, read."""

    language: str
    path: str
    text: str
    page: Page
    record: Record


def read(
    directory: str | os.PathLike[str],
    source: str,
    *,
    base_url: str | None = None,
    root_language: str | None = None,
) -> Iterator[Entry | Problem]:
    """Each software's Entry and the warnings about it; each page that did not go in as a Problem.

    `source` is the slug the entries carry. With `base_url`, the address of the site's root,
    relative links and images become absolute. `root_language` is told from the folders and
    the texts where it is not given. Texts are dated by the git history the site lies in.
    Raises ValueError for a base_url that is no address; nothing for what stands in the site.
    """
    if base_url is not None and not is_address(base_url):
        raise ValueError(f"base_url: expected an http or https address, got {base_url!r}")
    return _read(Path(directory), source, base_url, root_language)


def _read(
    directory: Path, source: str, base_url: str | None, root_language: str | None
) -> Iterator[Entry | Problem]:
    site = shown(os.fspath(directory))
    try:
        root = directory.resolve(strict=True)
        prefixes = _prefixes(root)
    except (OSError, RuntimeError, ValueError) as error:  # 3.11 raises RuntimeError for a loop
        reason = getattr(error, "strerror", None) or str(error)
        yield Problem(site, None, "NotASite", shown(reason))
        return
    branches: list[_Branch] = []
    for prefix in prefixes:
        folder = root / prefix / FOLDER
        if not folder.resolve().is_relative_to(root):
            yield Problem((Path(prefix) / FOLDER).as_posix(), None, "LeavesDirectory")
            continue
        language = language_of(prefix) if prefix else None
        if language in {branch.language for branch in branches}:
            language = prefix.lower()
        branches.append(_Branch(language or "", prefix, _names(folder)))
    if not any(branch.names for branch in branches):
        yield Problem(site, None, "NotASite", "no pages")
        return
    if branches[0].prefix == "" and branches[0].names:
        taken = {branch.language for branch in branches}
        language = root_language or _root_language(root, branches[0], taken)
        if language == "und" or language in taken:
            language = "und"
            yield Problem(site, None, "RootLanguageUnknown", level="warning")
        branches[0] = _Branch(language, "", branches[0].names)
    days: dict[str, date] = {}
    try:
        days = last_changed(root, tuple(branch.folder for branch in branches))
    except NoHistory as error:
        yield Problem(site, None, "NoDates", shown(str(error)), level="warning")
    for name in sorted(frozenset[str]().union(*(branch.names for branch in branches))):
        pages: list[_Read] = []
        for branch in branches:
            if name in branch.names:
                found = _page(root, branch, name)
                if isinstance(found, Problem):
                    yield found
                else:
                    pages.append(found)
        if pages:
            yield from _joined(pages, source, name.removesuffix(".md"), base_url, days)


def _prefixes(root: Path) -> list[str]:
    """The root and the language folders that hold a folder of software, the root first."""
    names = sorted(place.name for place in root.iterdir() if _LANGUAGE_FOLDER.fullmatch(place.name))
    return [prefix for prefix in ("", *names) if (root / prefix / FOLDER).is_dir()]


def _names(folder: Path) -> frozenset[str]:
    try:
        names = [place.name for place in folder.iterdir()]
    except OSError:
        return frozenset()
    return frozenset(
        name
        for name in names
        if name.endswith(".md") and name != OVERVIEW and not name.startswith(".")
    )


def _root_language(root: Path, branch: _Branch, taken: set[str]) -> str:
    """The language none of the folders has and whose common words are the most frequent."""
    words: list[str] = []
    for name in sorted(branch.names)[:SAMPLE]:
        found = _page(root, branch, name)
        if isinstance(found, _Read):
            words += _WORDS.findall((found.page.short + " " + found.page.long).lower())
    left = [language for language in _COMMON if language not in taken]
    return max(
        left,
        key=lambda language: sum(word in _COMMON[language] for word in words),
        default="und",
    )


def _page(root: Path, branch: _Branch, name: str) -> _Read | Problem:
    path = branch.path(name)
    if not _encodable(path):
        return Problem(shown(path), None, "NotUtf8", "file name")
    try:
        place = (root / path).resolve(strict=True)
        if not place.is_relative_to(root):
            return Problem(path, None, "LeavesDirectory")
        if not place.is_file():
            return Problem(path, None, "NotAPage")
        with place.open("rb") as stream:
            raw = stream.read(MAX_PAGE + 1)
    except (OSError, RuntimeError) as error:
        return Problem(path, None, "NotReadable", shown(getattr(error, "strerror", None) or error))
    if len(raw) > MAX_PAGE:
        return Problem(path, None, "PageTooLarge", str(MAX_PAGE))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(path, line, "NotUtf8", f"byte {error.start + 1}")
    try:
        page = split(text.replace("\0", "\ufffd"))
    except BrokenPage as error:
        return Problem(path, error.line, error.code, shown(error.detail))
    values, mended = mend(page.front_matter)
    record = Record(_known_keys_in_lower_case(values), path, None)
    if mended or "\0" in text:
        record.warn("BrokenCharacters", None)
    if page.repeated:
        record.warn("RepeatedKey", None, page.repeated)
    return _Read(branch.language, path, text, page, record)


def _joined(
    pages: list[_Read], source: str, stem: str, base_url: str | None, days: Mapping[str, date]
) -> Iterator[Entry | Problem]:
    """The pages of one software in their languages as one Entry; the first language leads."""
    records = [page.record for page in pages]
    titles = _union(record.strings("title") for record in records)
    if not titles:
        yield from (Problem(page.path, None, "MissingTitle", key="title") for page in pages)
        return
    links = {page.language: _links(base_url, page.path) for page in pages}
    payload = json.dumps(
        {page.language: {"path": page.path, "text": page.text} for page in pages},
        ensure_ascii=False,
        sort_keys=True,
    )
    descriptions: dict[str, str] = {}
    texts: dict[str, str] = {}
    for page in pages:
        for key, markdown, into in (
            ("description", page.page.short, descriptions),
            ("text", page.page.long, texts),
        ):
            if text := page.record.markdown(key, markdown):
                where = links[page.language]
                into[page.language] = where.rewrite(text) if where else text
    front_matter: dict[str, Json] = {page.language: page.page.front_matter for page in pages}
    entry = Entry(
        source=source,
        external_id=stem,
        name=titles[0],
        payload=payload,
        digest=digest_of(payload),
        aliases=titles[1:],
        homepage=_first(record.address("developerlink") for record in records),
        documentation=_first(record.address("documentation") for record in records),
        developer=_first(record.text("developer") for record in records),
        logo=_first(_logo(page.record, links[page.language]) for page in pages),
        repositories=_union(record.addresses("code") for record in records),
        identifiers=((scheme_of(source), stem),),
        descriptions=descriptions,
        texts=texts,
        text_dates={page.language: days[page.path] for page in pages if page.path in days},
        licences=_union(record.strings("license") for record in records),
        licensing_model=_first(record.text("licensingmodel") for record in records),
        tags=_union(record.strings("tags") for record in records),
        sponsor=_first(record.address("sponsor") for record in records),
        opencode=_first(record.address("opencode") for record in records),
        extra=_unmapped(records) | {"front_matter": front_matter},
    )
    yield entry
    for record in records:
        yield from record.warnings


def _logo(record: Record, links: Links | None) -> str | None:
    logo = record.text("logo")
    if logo is None or is_address(logo):
        return logo
    if not _RELATIVE.fullmatch(logo) or logo.startswith("//"):
        record.warn("NotAnAddress", "logo", logo)
        return None
    return links.absolute(logo) if links else logo


def _links(base_url: str | None, path: str) -> Links | None:
    if base_url is None:
        return None
    return Links(base_url, f"{base_url.rstrip('/')}/{path.removesuffix('.md')}.html")


def _unmapped(records: Iterable[Record]) -> dict[str, Json]:
    """The keys nobody asked for; where languages differ, the first that says something."""
    found: dict[str, Json] = {}
    for record in records:
        for key, value in record.rest().items():
            if found.get(key) is None:
                found[key] = value
    return found


def _first(values: Iterable[_T | None]) -> _T | None:
    # All are asked, so that each record tells its warnings and knows the key as mapped.
    return next((value for value in list(values) if value is not None), None)


def _union(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in values for item in items))


def _known_keys_in_lower_case(values: Mapping[str, Json]) -> dict[str, Json]:
    known = {key: key.lower() for key in values if key.lower() in _KEYS}
    return {
        known[key] if key in known and known[key] not in values else key: value
        for key, value in values.items()
    }


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
