# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A file of answers by persons: read strictly, with the line of whatever does not count.

answers:
  - criteria: publication-check
    criterion: rights-cleared
    state: met
    reason: {de: Alles ist selbst geschrieben., en: All of it was written by us.}
    who: Open source programme office
    when: 2026-11-23
    expires: 2027-11-23

`reason` is one text or one by language; `criteria` and `expires` may be left out. Whoever inspects
a foreign repository reads foreign files: nesting is bounded, aliases are refused, and nothing is
converted but the two dates.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from allmende.criteria.giving import Given, GivenState, Origin, Rejected, Text

REQUIRED = ("criterion", "state", "reason", "who", "when")
KEYS = ("criteria", *REQUIRED, "expires")
LANGUAGES = ("de", "en")
DEEPEST = 4
"""The file, its list, an entry, the languages of a reason."""
LONGEST = 4_000
"""Characters of one value."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTHING = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int
    plain: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """A mapping, with its keys in order, or a list, whose keys are None."""

    line: int
    items: tuple[tuple[_Word | None, Any], ...]
    is_list: bool


class _Refused(Exception):
    """What is wrong with the file or an entry, and in which line."""

    def __init__(self, why: Text, line: int | None) -> None:
        super().__init__(why["en"])
        self.why = why
        self.line = line


def read_given(
    text: str,
    *,
    origin: Origin = "office",
    source: str | None = None,
    sets: Collection[str] | None = None,
) -> tuple[tuple[Given, ...], tuple[Rejected, ...]]:
    """The answers of a file that are complete and correct, and the others with line and reason.

    `source` names the file, `origin` whose it is; `sets` are the names that `criteria` may have
    (None: any).
    """
    try:
        entries = _entries(_document(text))
    except _Refused as error:
        return (), (Rejected(error.why, error.line, source),)
    given: list[Given] = []
    rejected: list[Rejected] = []
    for entry in entries:
        try:
            given.append(_given(entry, origin, source, sets))
        except _Refused as error:
            rejected.append(Rejected(error.why, error.line, source))
    return tuple(given), tuple(rejected)


def _document(text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = yaml.parse(text, Loader=loader)
        return _first(events)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _Refused(NO_YAML, mark.line + 1 if mark else None) from error


def _first(events: Iterator[Any]) -> Any:
    """The one document there is; the events of the parser are never more than it is deep."""
    from yaml.events import DocumentEndEvent, DocumentStartEvent, StreamEndEvent, StreamStartEvent

    found: Any = None
    for event in events:
        if isinstance(event, StreamStartEvent | DocumentEndEvent | StreamEndEvent):
            continue
        line = event.start_mark.line + 1
        if not isinstance(event, DocumentStartEvent) or found is not None:
            raise _Refused(ONE_DOCUMENT, line)
        found = _node(next(events), events, 0)
    return found


def _node(event: Any, events: Iterator[Any], depth: int) -> Any:
    from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent

    line = event.start_mark.line + 1
    if isinstance(event, AliasEvent):
        raise _Refused(NO_ALIAS, line)
    if isinstance(event, ScalarEvent):
        if len(event.value) > LONGEST:
            raise _Refused(TOO_LONG, line)
        return _Word(event.value, line, event.style in (None, ""))
    if depth >= DEEPEST:
        raise _Refused(TOO_DEEP, line)
    is_list = not isinstance(event, MappingStartEvent)
    return _Block(line, tuple(_items(events, is_list, depth + 1)), is_list)


def _items(events: Iterator[Any], is_list: bool, depth: int) -> Iterator[tuple[_Word | None, Any]]:
    from yaml.events import MappingEndEvent, SequenceEndEvent

    for event in events:
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            return
        key = None
        if not is_list:
            key = _node(event, events, depth)
            if not isinstance(key, _Word):
                raise _Refused(NOT_A_KEY, event.start_mark.line + 1)
            event = next(events)
        yield key, _node(event, events, depth)


def _entries(document: Any) -> list[Any]:
    if not isinstance(document, _Block) or document.is_list:
        raise _Refused(NO_LIST, getattr(document, "line", None))
    keys = _by_key(document)
    for name, (line, _) in keys.items():
        if name != "answers":
            raise _Refused(unknown_key(name, ("answers",)), line)
    answers = keys["answers"][1] if "answers" in keys else None
    if not isinstance(answers, _Block) or not answers.is_list:
        raise _Refused(NO_LIST, document.line)
    return [one for _, one in answers.items]


def _by_key(block: _Block) -> dict[str, tuple[int, Any]]:
    keys: dict[str, tuple[int, Any]] = {}
    for key, value in block.items:
        assert key is not None  # noqa: S101
        if key.text in keys:
            raise _Refused(twice(key.text), key.line)
        keys[key.text] = key.line, value
    return keys


def _given(entry: Any, origin: Origin, source: str | None, sets: Collection[str] | None) -> Given:
    if not isinstance(entry, _Block) or entry.is_list:
        raise _Refused(NO_ENTRY, getattr(entry, "line", None))
    keys = _by_key(entry)
    for name, (line, _) in keys.items():
        if name not in KEYS:
            raise _Refused(unknown_key(name, KEYS), line)
    for name in REQUIRED:
        if name not in keys:
            raise _Refused(missing(name), entry.line)
    state = _text(keys, "state")
    if state not in get_args(GivenState):
        raise _Refused(no_state(state), keys["state"][0])
    criteria = _text(keys, "criteria") if "criteria" in keys else None
    if criteria is not None and sets is not None and criteria not in sets:
        raise _Refused(no_set(criteria, sets), keys["criteria"][0])
    expires = keys.get("expires")
    is_open = expires is None or (
        isinstance(expires[1], _Word) and expires[1].plain and expires[1].text in _NOTHING
    )
    return Given(
        criterion=_text(keys, "criterion"),
        state=cast(GivenState, state),
        reason=_reason(keys),
        who=_text(keys, "who"),
        when=_day(keys, "when"),
        expires=None if is_open else _day(keys, "expires"),
        criteria=criteria,
        origin=origin,
        source=f"{source}:{entry.line}" if source else None,
    )


def _text(keys: dict[str, tuple[int, Any]], name: str) -> str:
    line, value = keys[name]
    if not isinstance(value, _Word) or not value.text.strip():
        raise _Refused(missing(name), line)
    return " ".join(value.text.split())


def _reason(keys: dict[str, tuple[int, Any]]) -> str | Text:
    line, value = keys["reason"]
    if not isinstance(value, _Block):
        return _text(keys, "reason")
    if value.is_list:
        raise _Refused(missing("reason"), line)
    texts = _by_key(value)
    if set(texts) != set(LANGUAGES):
        raise _Refused(BOTH_LANGUAGES, line)
    return {code: _text(texts, code) for code in LANGUAGES}


def _day(keys: dict[str, tuple[int, Any]], name: str) -> date:
    written = _text(keys, name)
    try:
        if _DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise _Refused(no_date(name, written), keys[name][0])


NO_YAML: Text = {"de": "Das ist kein gültiges YAML", "en": "This is no valid YAML"}
ONE_DOCUMENT: Text = {
    "de": "Die Datei enthält mehr als ein Dokument",
    "en": "The file holds more than one document",
}
NO_ALIAS: Text = {"de": "Verweise (*name) sind nicht erlaubt", "en": "Aliases (*name) are refused"}
TOO_LONG: Text = {
    "de": f"Ein Wert ist länger als {LONGEST} Zeichen",
    "en": f"A value is longer than {LONGEST} characters",
}
TOO_DEEP: Text = {"de": "Zu tief verschachtelt", "en": "Nested too deeply"}
NOT_A_KEY: Text = {"de": "Hier wird ein Wort erwartet", "en": "A word is expected here"}
NO_LIST: Text = {
    "de": "Unter „answers“ wird eine Liste von Antworten erwartet; die Datei ist leer, zu groß oder"
    " anders aufgebaut",
    "en": 'A list of answers is expected under "answers"; the file is empty, too large or built'
    " otherwise",
}
NO_ENTRY: Text = {
    "de": f"Eine Antwort besteht aus {', '.join(KEYS)}",
    "en": f"An answer consists of {', '.join(KEYS)}",
}
BOTH_LANGUAGES: Text = {
    "de": "Eine Begründung ist ein Text oder steht unter „de“ und „en“",
    "en": 'A reason is one text, or stands under "de" and "en"',
}


def unknown_key(name: str, known: Collection[str]) -> Text:
    names = ", ".join(known)
    return {
        "de": f"„{name[:80]}“ ist kein Schlüssel; bekannt sind: {names}",
        "en": f'"{name[:80]}" is no key; known are: {names}',
    }


def twice(name: str) -> Text:
    return {"de": f"„{name[:80]}“ steht zweimal da", "en": f'"{name[:80]}" stands there twice'}


def missing(name: str) -> Text:
    return {"de": f"„{name}“ fehlt oder ist leer", "en": f'"{name}" is missing or empty'}


def no_state(written: str) -> Text:
    names = ", ".join(get_args(GivenState))
    return {
        "de": f"„{written[:80]}“ kann ein Mensch nicht antworten; möglich sind: {names}",
        "en": f'a person cannot answer "{written[:80]}"; possible are: {names}',
    }


def no_set(written: str, sets: Collection[str]) -> Text:
    names = ", ".join(sorted(sets))
    return {
        "de": f"Kriterien „{written[:80]}“ gibt es nicht; bekannt sind: {names}",
        "en": f'there are no criteria "{written[:80]}"; known are: {names}',
    }


def no_date(name: str, written: str) -> Text:
    return {
        "de": f"„{name}“ ist kein Tag der Form 2026-11-23: {written[:40]}",
        "en": f'"{name}" is no day such as 2026-11-23: {written[:40]}',
    }
