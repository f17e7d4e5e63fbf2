# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""What one source says of one software: the Entry, and its JSON form."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

SHAPE: Final = 1
"""Version of the JSON form of Entry and Problem; raised when a key changes its meaning."""


class NotOfThisShape(ValueError):
    """The JSON is not the form that `to_json` writes. `key` is what is missing or wrong."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(f"{key}: expected {expected}")
        self.key = key
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Usage:
    """An organisation that uses the software, as the source says."""

    organisation: str
    """Name or abbreviation, as the source wrote it."""
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case; only where the source says it or lists one country alone."""
    level: str | None = None
    """municipal, regional, national or international; None = the source does not say."""
    since: int | None = None
    """Calendar year."""
    contact: str | None = None
    """Who can be asked, as the source wrote it. May be personal data: show it with care."""
    source: str | None = None
    """Slug of the source that says so."""


@dataclass(frozen=True, slots=True)
class Support:
    """Who gives commercial support for the software, as the source says."""

    name: str
    homepage: str | None = None
    """An http or https address."""
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""
    source: str | None = None
    """Slug of the source that says so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source says of one software; a value, never changed after reading.

    Texts are verbatim: they may hold HTML or script, whoever shows them sanitises.
    Addresses are http or https, as the source wrote them (an organisation's page may stand
    where a repository should: `allmende.identity` judges that); only `logo` may be a path
    relative to the site it comes from.
    """

    source: str
    """Slug of the source, a key of registry.yaml where known."""
    external_id: str
    """The source's own id; "#2", "#3" is added where one file gives an id to several contents."""
    name: str
    payload: str
    """What the source said, verbatim: the JSON line, or for a site a JSON object
    {language: {"path", "text"}} with the raw pages."""
    digest: str
    """SHA-256 of `payload` in UTF-8, hexadecimal: equal digest, nothing new."""
    aliases: tuple[str, ...] = ()
    homepage: str | None = None
    documentation: str | None = None
    developer: str | None = None
    logo: str | None = None
    repositories: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    """(scheme, value); the first is always the source's own id by `registry.scheme_of`."""
    descriptions: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Language (ISO 639, lower case, "und" = not said) -> short Markdown."""
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Language -> long Markdown."""
    text_dates: Mapping[str, date] = dataclasses.field(default_factory=dict)
    """Language -> day the text was last changed; only where the source's history says so."""
    licences: tuple[str, ...] = ()
    """Exactly as written, "GPL" and "MIT/Apache-2.0" included."""
    licensing_model: str | None = None
    tags: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    usages: tuple[Usage, ...] = ()
    support: tuple[Support, ...] = ()
    replaces: tuple[str, ...] = ()
    """Names of the products the software is an alternative to."""
    similar: tuple[tuple[str, str], ...] = ()
    """(scheme, value) of the entries the source calls similar."""
    sponsor: str | None = None
    """Page on which the sponsoring can be seen or done."""
    opencode: str | None = None
    """The software's page on opencode.de."""
    demo: str | None = None
    """A place to try the software without installing it."""
    archived: bool | None = None
    """Whether its makers have closed development."""
    latest_release: str | None = None
    latest_release_at: date | None = None
    stars: int | None = None
    """Stars on the forge on the day of the data; a number to look at, not a measure of quality."""
    extra: Mapping[str, Json] = dataclasses.field(default_factory=dict)
    """Every key of the payload that has no field here, untouched."""

    def to_json(self) -> dict[str, Json]:
        """The entry as JSON values, with "shape" and every field; dates as ISO 8601."""
        fields = {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}
        return {"shape": SHAPE, **fields}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Entry:
        """Read what `to_json` wrote. Raises NotOfThisShape; unknown keys are passed over."""
        if data.get("shape") != SHAPE:
            raise NotOfThisShape("shape", str(SHAPE))
        entry: Entry = _build(cls, data)
        return entry


def digest_of(payload: str) -> str:
    """SHA-256 of the payload in UTF-8, hexadecimal."""
    return hashlib.sha256(payload.encode()).hexdigest()


def _plain(value: Any) -> Json:
    match value:
        case Usage() | Support():
            return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _build(kind: type[Any], data: Mapping[str, Any]) -> Any:
    """An instance of one of our dataclasses, each field by the decoder its annotation names."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.name in data:
            values[field.name] = _DECODERS[str(field.type)](field.name, data[field.name])
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise NotOfThisShape(field.name, str(field.type))
    return kind(**values)


def _exactly(*kinds: type) -> Callable[[str, Any], Any]:
    def decode(key: str, value: Any) -> Any:
        if type(value) not in kinds:
            raise NotOfThisShape(key, " or ".join(kind.__name__ for kind in kinds))
        return value

    return decode


def _many(decode: Callable[[str, Any], Any]) -> Callable[[str, Any], tuple[Any, ...]]:
    def decode_all(key: str, value: Any) -> tuple[Any, ...]:
        items = _exactly(list)(key, value)
        return tuple(decode(f"{key}[{place}]", item) for place, item in enumerate(items))

    return decode_all


def _by_key(decode: Callable[[str, Any], Any]) -> Callable[[str, Any], dict[str, Any]]:
    def decode_all(key: str, value: Any) -> dict[str, Any]:
        items = _exactly(dict)(key, value)
        return {str(name): decode(f"{key}.{name}", item) for name, item in items.items()}

    return decode_all


def _pair(key: str, value: Any) -> tuple[str, str]:
    match value:
        case [str(scheme), str(identifier)]:
            return scheme, identifier
    raise NotOfThisShape(key, "[scheme, value]")


def _day(key: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise NotOfThisShape(key, "a date as YYYY-MM-DD") from None


def _part(kind: type[Any]) -> Callable[[str, Any], Any]:
    return lambda key, value: _build(kind, _exactly(dict)(key, value))


_text = _exactly(str)

_DECODERS: Final[Mapping[str, Callable[[str, Any], Any]]] = {
    "str": _text,
    "str | None": _exactly(str, type(None)),
    "bool | None": _exactly(bool, type(None)),
    "int | None": _exactly(int, type(None)),
    "date | None": lambda key, value: None if value is None else _day(key, value),
    "tuple[str, ...]": _many(_text),
    "tuple[tuple[str, str], ...]": _many(_pair),
    "tuple[Usage, ...]": _many(_part(Usage)),
    "tuple[Support, ...]": _many(_part(Support)),
    "Mapping[str, str]": _by_key(_text),
    "Mapping[str, date]": _by_key(_day),
    "Mapping[str, Json]": _by_key(lambda _key, value: value),
}
"""By annotation as written (annotations are postponed in this module)."""
