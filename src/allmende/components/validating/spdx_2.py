# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 2.2 and 2.3: the shape of the JSON by our own table, everything else by spdx-tools."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from allmende.components.bill import NotABill, Text
from allmende.components.decoding import TOO_DEEP, Written
from allmende.components.limits import Limits
from allmende.components.notes import LIST, OBJECT, TEXT, shown, unknown_key, wrong_kind
from allmende.components.spdx_rdf import model_of
from allmende.components.validating.positions import Path, positions
from allmende.components.validating.spdx_2_shape import DOCUMENT, KINDS, SINCE_2_3
from allmende.components.validating.spdx_tools_quickly import (
    tag_value_parser,
    without_plain_relationships,
)
from allmende.components.validating.validation import MOST, Problem, error, unknown_version

VERSIONS = "SPDX-2.2, SPDX-2.3"
UNRECOGNISED = re.compile(r"Unrecognized license reference: (\S+)\. ")
SECOND_KIND = {
    "text": TEXT,
    "truth": wrong_kind("true oder false", "true or false"),
    "number": wrong_kind("eine Zahl", "a number"),
}


def dictionary_problems(
    text: Written, document: dict[str, Any], *, from_json: bool
) -> list[Problem]:
    """Problems of a document in the shape of the JSON, from JSON or from YAML."""
    version = document.get("spdxVersion")
    if version not in ("SPDX-2.2", "SPDX-2.3"):
        said = version if isinstance(version, str) else None
        return [
            error(unknown_version(said, VERSIONS), "/spdxVersion", line_of(text, "spdxVersion"))
        ]
    misshapen = list(_misshapen(document, str(version)))[:MOST]
    places = positions(text.text, [path for path, _ in misshapen]) if from_json else {}
    found = [
        error(message, "".join(f"/{step}" for step in path), *places.get(path, (None, None)))
        for path, message in misshapen
    ]
    return [*found, *_by_spdx_tools(text, lambda: _parsed(document))]


def tag_value_problems(text: Written) -> list[Problem]:
    return _by_spdx_tools(text, lambda: tag_value_parser().parse(text.text))


def rdf_problems(text: Written, limits: Limits) -> list[Problem]:
    try:
        model = model_of(text, limits)
    except NotABill as refused:
        return [error(refused.why, line=refused.line)]
    return _by_spdx_tools(text, lambda: model)


def typed(value: Any, shape: Any = DOCUMENT) -> Any:
    """YAML read as text alone, with truth values and numbers where the shape has them."""
    if isinstance(shape, dict) and isinstance(value, dict):
        return {key: typed(each, shape.get(key, "anything")) for key, each in value.items()}
    if isinstance(shape, list) and isinstance(value, list):
        return [typed(each, shape[0]) for each in value]
    if shape == "truth" and value in ("true", "false", "True", "False", "TRUE", "FALSE"):
        return value.lower() == "true"
    if shape == "number" and isinstance(value, str) and value.isdecimal() and len(value) < 20:
        return int(value)
    return value


def _parsed(document: dict[str, Any]) -> Any:
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser

    parser: Any = JsonLikeDictParser
    return parser().parse(document)


def _by_spdx_tools(text: Written, parse: Any) -> list[Problem]:
    """What spdx-tools has against the document, when it is parsed and when it is validated."""
    from spdx_tools.spdx.parser.error import SPDXParsingError
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    try:
        document, aside = without_plain_relationships(parse())
        messages = validate_full_spdx_document(document)
    except SPDXParsingError as refused:
        return list(_unique(_of_parser(refused.messages)))
    except RecursionError:
        return [error(TOO_DEEP)]
    except (Exception, SystemExit) as stumbled:  # its parsers trust the kinds of values
        return [error(_in_words(f"{type(stumbled).__name__}: {stumbled}"))]
    own = [error(message, key, line_of_id(text, key)) for key, message in aside]
    return list(_unique([*own, *_of_validator(text, messages)]))


def _of_parser(messages: Iterable[Any]) -> Iterator[Problem]:
    for message in messages:
        said = str(message)
        line = re.search(r"[Ll]ine:? (\d+)", said)
        yield error(_in_words(said), line=int(line.group(1)) if line else None)


def _of_validator(text: Written, messages: Iterable[Any]) -> Iterator[Problem]:
    for each in messages:
        said = str(each.validation_message)
        unknown = UNRECOGNISED.match(said)
        if unknown and _is_listed(unknown.group(1)):
            continue
        key = each.context.spdx_id or each.context.parent_id or ""
        yield error(_in_words(said), key, line_of_id(text, key))


def _is_listed(identifier: str) -> bool:
    """The list of licences that spdx-tools rests on may be older than ours."""
    from allmende.licences.known import facts_of, is_exception

    return facts_of(identifier) is not None or is_exception(identifier)


def _unique(problems: Iterable[Problem]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for each in problems:
        same = (each.key, each.message["en"])
        if same not in seen and len(seen) < MOST:
            seen.add(same)
            yield each


def _misshapen(document: Any, version: str) -> Iterator[tuple[Path, Text]]:
    """Keys that the schema does not know and values of another kind than it wants."""
    waiting: list[tuple[Path, Any, Any]] = [((), document, DOCUMENT)]
    while waiting:
        path, value, shape = waiting.pop()
        if isinstance(shape, dict):
            if not isinstance(value, dict):
                yield path, OBJECT
                continue
            for key, each in value.items():
                newer = version == "SPDX-2.2" and key in SINCE_2_3
                if key not in shape or newer:
                    yield (*path, key), unknown_key(str(key))
                else:
                    waiting.append(((*path, key), each, shape[key]))
        elif isinstance(shape, list):
            if not isinstance(value, list):
                yield path, LIST
                continue
            waiting.extend(((*path, at), each, shape[0]) for at, each in enumerate(value))
        elif not _is_kind(value, shape):
            yield path, SECOND_KIND[shape]


def _is_kind(value: Any, shape: str) -> bool:
    if isinstance(value, bool):
        return shape in ("truth", "anything")
    return isinstance(value, KINDS[shape])


def line_of_id(text: Written, identifier: str) -> int | None:
    """The line on which an element says its id."""
    if not identifier:
        return None
    found = re.search(rf'SPDXID["\']?\s*:\s*["\']?{re.escape(identifier)}(?![\w.-])', text.text)
    return text.line_at(found.start()) if found else None


def line_of(text: Written, word: str) -> int | None:
    position = text.text.find(word)
    return text.line_at(position) if position >= 0 else None


def _in_words(said: str) -> Text:
    """spdx-tools speaks English only; the sentence around it says whose words these are."""
    short = shown(" ".join(said.split()), 300)
    return {
        "de": f"Regel von SPDX 2 verletzt (spdx-tools: {short})",
        "en": f"Against SPDX 2: {short}",
    }
