# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CycloneDX against the schemas that cyclonedx-python-lib carries, JSON and XML."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from allmende.components.bill import Text
from allmende.components.cyclonedx_xml import version_of
from allmende.components.decoding import TOO_DEEP, Written
from allmende.components.notes import dangling, shown, twice
from allmende.components.validating.json_schema import quick, telling
from allmende.components.validating.positions import Path, positions
from allmende.components.validating.schema_words import in_words
from allmende.components.validating.validation import (
    MOST,
    Problem,
    error,
    unknown_version,
    warning,
)

JSON_VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
XML_VERSIONS = ("1.0", "1.1", *JSON_VERSIONS)


def json_problems(text: Written, document: dict[str, Any]) -> list[Problem]:
    """What the schema of the version that the file names has against it."""
    version = document.get("specVersion")
    if version not in JSON_VERSIONS:
        said = version if isinstance(version, str) else None
        [(line, column)] = positions(text.text, [("specVersion",)]).values()
        known = ", ".join(JSON_VERSIONS)
        return [error(unknown_version(said, known), "/specVersion", line, column)]
    try:
        failures = list(
            map(telling, islice(_json_validator(str(version)).iter_errors(document), MOST))
        )
    except RecursionError:
        return [error(TOO_DEEP)]
    doubts = list(_doubts(document))
    at = positions(
        text.text,
        [*(tuple(each.absolute_path) for each in failures), *(path for path, _ in doubts)],
    )
    return [
        *(
            error(in_words(each), _pointer(each.absolute_path), *at[tuple(each.absolute_path)])
            for each in failures
        ),
        *(warning(message, _pointer(path), *at[path]) for path, message in doubts),
    ]


def xml_problems(text: str, root: Any) -> list[Problem]:
    """What the schema of the version that the namespace names has against it."""
    from cyclonedx.schema import OutputFormat

    version = version_of(root)
    if version not in XML_VERSIONS:
        return [error(unknown_version(version, ", ".join(XML_VERSIONS)), "/bom", root.sourceline)]
    validator = _validator(OutputFormat.XML, version)
    found = islice(validator.validate_str(text, all_errors=True) or (), MOST)
    return [
        error(_xml_words(each.data.message), each.data.path or "", each.data.line, each.data.column)
        for each in found
    ]


@cache
def _json_validator(version: str) -> Any:
    """One of the known versions; reading its schema takes longer than most bills do."""
    from cyclonedx.schema import OutputFormat

    return quick(_validator(OutputFormat.JSON, version))


def _validator(form: Any, version: str) -> Any:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation import make_schemabased_validator

    return make_schemabased_validator(form, SchemaVersion.from_version(version))


def _doubts(document: dict[str, Any]) -> Iterator[tuple[Path, Text]]:
    """What the words of the standard ask for and its JSON schema cannot say: references.

    Warnings only: ECMA-424 wants each `bom-ref` unique and does not forbid others to be unknown.
    """
    refs = Counter(_refs(document))
    for repeated, count in refs.items():
        if count > 1:
            yield (), twice(repeated)
    dependencies = document.get("dependencies")
    for index, each in enumerate(dependencies if isinstance(dependencies, list) else ()):
        ref = each.get("ref") if isinstance(each, dict) else None
        if isinstance(ref, str) and ref not in refs:
            yield ("dependencies", index, "ref"), dangling(ref)


def _refs(document: dict[str, Any]) -> Iterator[str]:
    waiting: list[Any] = [document]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            ref = thing.get("bom-ref")
            if isinstance(ref, str):
                yield ref
            waiting.extend(value for value in thing.values() if isinstance(value, dict | list))
        else:
            waiting.extend(value for value in thing if isinstance(value, dict | list))


def _pointer(path: Any) -> str:
    return "".join(f"/{step}" for step in path)


def _xml_words(message: str) -> Text:
    plain = message.replace("{http://cyclonedx.org/schema/", "{")
    return {
        "de": f"Verstößt gegen das XML-Schema: {shown(plain, 300)}",
        "en": f"Against the XML schema: {shown(plain, 300)}",
    }
