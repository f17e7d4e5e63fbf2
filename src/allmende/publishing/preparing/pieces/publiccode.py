# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""publiccode.yml from what is known; only a valid one is written, the rest is a draft."""

from collections.abc import Iterator
from typing import Any

from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text

PATH = "publiccode.yml"
SHORT = 150
"""Characters of a short description, by the standard."""

UNREADABLE: Text = {
    "de": "Die vorhandene Datei ist nicht lesbar; „allmende publiccode check“ sagt, warum.",
    "en": 'The file cannot be read; "allmende publiccode check" says why.',
}
CHECK_VALUES: Text = {
    "de": "publiccode.yml: Angaben durchsehen, vor allem Entwicklungsstand und Art der Software.",
    "en": "publiccode.yml: look through the values, above all development status and type.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The file of the main folder."""
    from allmende import publiccode

    if ground.is_yes("publiccode.file"):
        readable = ground.is_yes("publiccode.readable")
        yield ground.kept(kind, ground.place("publiccode.file"), None if readable else UNREADABLE)
        return
    data = data_of(ground)
    try:
        text = publiccode.write(data)
    except publiccode.Invalid as error:
        needs = tuple(_missing(one) for one in error.problems)
        yield Piece(kind, PATH, "open", _draft(data).encode(), None, needs)
        return
    yield ground.created(kind, PATH, text, CHECK_VALUES)


def data_of(ground: Ground) -> dict[str, Any]:
    """What is known, under the standard's keys; the details' own keys win."""
    details = ground.details
    data: dict[str, Any] = {"publiccodeYmlVersion": "0.7"}
    data |= _filled({"name": details.name, "url": details.address})
    data |= _filled(
        {
            "description": {
                one: {"shortDescription": short, "longDescription": text}
                for one, text in details.description.items()
                if (short := _first_sentence(text))
            },
            "legal": _filled(
                {
                    "license": details.licence or ground.value("licence.expression"),
                    "mainCopyrightOwner": details.holder,
                }
            ),
            "maintenance": _filled(
                {"contacts": [_filled(one.model_dump()) for one in details.contacts]}
            ),
        }
    )
    return _merged(data, details.publiccode)


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in data.items() if one not in (None, "", {}, [], ())}


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Mappings are joined, anything else is replaced."""
    result = dict(below)
    for key, one in above.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(one, dict):
            result[key] = _merged(old, one)
        else:
            result[key] = one
    return result


def _first_sentence(text: str) -> str:
    """As a summary where it is short enough; nothing is cut."""
    paragraph = " ".join(text.split("\n\n")[0].split())
    end = paragraph.find(". ")
    sentence = paragraph if end < 0 else paragraph[: end + 1]
    return sentence if len(sentence) <= SHORT else ""


def _missing(problem: Any) -> Text:
    told = problem.repair or problem.message
    return {
        language: f"publiccode.yml, {problem.key}: {told[language]}" for language in ("de", "en")
    }


def _draft(data: dict[str, Any]) -> str:
    from io import StringIO

    from ruamel.yaml import YAML

    stream = StringIO()
    YAML().dump(data, stream)
    return stream.getvalue()
