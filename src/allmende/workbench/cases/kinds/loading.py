# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Find, read, check and version the kinds of cases of an office's profile."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from allmende.policies import load
from allmende.workbench.cases.kinds.checking import mistakes
from allmende.workbench.cases.kinds.merging import laid_over
from allmende.workbench.cases.kinds.model import Kind, read_kind
from allmende.workbench.cases.kinds.problems import WANTED, KindErrors, Problem, sentence
from allmende.workbench.cases.kinds.reading import Mapped, place_of, read
from allmende.workbench.cases.kinds.registry import Registry
from allmende.workbench.cases.kinds.retention import load_retention

FOLDER = "cases"
NO_PREFIXES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Read:
    """A kind and the keys it was read from, for lines."""

    kind: Kind
    written: Mapped


def load_kinds(profile_or_folder: str, registry: Registry) -> tuple[Kind, ...]:
    """The kinds of a profile, its own and those of `plain`, by id.

    Raises KindErrors with every mistake in every file, PolicyError where the profile itself or its
    retention classes cannot be read.
    """
    kinds, problems = check_kinds(profile_or_folder, registry)
    if problems:
        raise KindErrors(problems)
    return kinds


def check_kinds(
    profile_or_folder: str, registry: Registry
) -> tuple[tuple[Kind, ...], tuple[Problem, ...]]:
    """The kinds that can be used, and all problems of the others by file and line.

    Raises PolicyError where the profile itself or its retention classes cannot be read.
    """
    folders = {load(one).directory / FOLDER for one in (profile_or_folder, "plain")}
    kinds: list[Kind] = []
    problems: dict[str, Problem] = {}
    taken: dict[str, str] = {}
    for name in sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}):
        kind, wrong = check_kind(name, profile_or_folder, registry, taken)
        problems |= {str(one): one for one in wrong}
        if kind is not None:
            kinds.append(kind)
            taken[kind.prefix] = kind.id
    ordered = sorted(problems.values(), key=lambda one: (one.file, one.line, one.code))
    return tuple(kinds), tuple(ordered)


def check_kind(
    name: str, profile_or_folder: str, registry: Registry, taken: Mapping[str, str] = NO_PREFIXES
) -> tuple[Kind | None, tuple[Problem, ...]]:
    """The kind of that name, or None and what is wrong with it.

    `taken` maps prefixes to the kinds that have them. Raises PolicyError as `check_kinds` does.
    """
    policy = load(profile_or_folder)
    retention = frozenset(load_retention(policy).classes)
    own, plain = (one.directory / FOLDER / f"{name}.yaml" for one in (policy, load("plain")))
    found = _kind(name, own, plain)
    if isinstance(found, tuple):
        return None, found
    wrong = [
        _at(found.written, one.where, one.code, one.values)
        for one in mistakes(found.kind, registry, retention)
    ]
    if other := taken.get(found.kind.prefix):
        values = {"prefix": found.kind.prefix, "kind": other}
        wrong.append(_at(found.written, ("prefix",), "prefix-taken", values))
    return (None, tuple(wrong)) if wrong else (found.kind, ())


def digest_of(kind: Kind) -> str:
    """16 hex digits over everything the kind says, in whatever order and file it was written."""
    content = replace(kind, digest="").as_json()
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _kind(name: str, own: Path, plain: Path) -> _Read | tuple[Problem, ...]:
    path = own if own.is_file() else plain
    written = read(path)
    if isinstance(written, tuple):
        return written
    merged, problems = _on_its_base(written, path, plain)
    if problems:
        return problems
    try:
        kind = read_kind({**merged, "id": name})
    except ValidationError as error:
        return tuple(_of_shape(one, merged, name) for one in error.errors())
    return _Read(replace(kind, digest=digest_of(kind)), merged)


def _on_its_base(written: Mapped, path: Path, plain: Path) -> tuple[Mapped, tuple[Problem, ...]]:
    if "based_on" not in written:
        if "without" in written:
            return written, (_at(written, ("without",), "without-base", {}),)
        return written, ()
    if written["based_on"] != "plain":
        values = {"value": written["based_on"], "key": "based_on", "expected": "plain"}
        return written, (_at(written, ("based_on",), "no-such-value", values),)
    base = read(plain) if plain.is_file() and path != plain else None
    if not isinstance(base, Mapped):
        return written, (_at(written, ("based_on",), "no-base", {}),)
    return laid_over(base, written)


def _at(
    written: Mapped, where: tuple[str | int, ...], code: str, values: Mapping[str, Any]
) -> Problem:
    place = place_of(written, where)
    return Problem(place.file, place.line, code, sentence(code, values))


def _of_shape(error: ErrorDetails, written: Mapped, name: str) -> Problem:
    where = error["loc"]
    keys = [part for part in where if isinstance(part, str)]
    key = keys[-1] if keys else ""
    context = error.get("ctx", {})
    given = str(error.get("input"))[:60]
    code: str
    values: dict[str, Any]
    match error["type"]:
        case "missing":
            code, values = "missing-key", {"key": key}
        case "string_type" if error.get("input") is None:
            code, values = "empty-value", {"key": key}
        case "unexpected_keyword_argument" | "extra_forbidden":
            code, values = "unknown-key", {"key": key}
        case "language":
            code, values = "missing-language", dict(context)
        case "other_language":
            code, values = "other-language", dict(context)
        case "literal_error":
            expected = context["expected"].replace("'", "").replace(" or ", ", ")
            code, values = "no-such-value", {"key": key, "value": given, "expected": expected}
        case kind if wanted := WANTED.get(kind.split("_")[0]):
            code, values = "wrong-type", {"key": key, "wanted": wanted}
            if kind in ("string_pattern_mismatch", "string_too_short", "string_too_long"):
                expected = context.get("pattern") or error["msg"]
                code, values = "wrong-form", {"key": key, "value": given, "expected": expected}
        case _:
            code, values = "wrong-form", {"key": key, "value": given, "expected": error["msg"]}
    if where == ("id",):
        code, values = "bad-id", {"id": name}
    return _at(written, where, code, values)
