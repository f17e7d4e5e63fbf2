# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Does a file keep strictly to its standard? The reader is tolerant; this is the other question."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from allmende.components import reading
from allmende.components.bill import NotABill
from allmende.components.decoding import TOO_DEEP, Written, parsed_json, written
from allmende.components.limits import Limits, TooMany, too_long, too_many
from allmende.components.notes import Notes
from allmende.components.validating.validation import Problem, Validation, error, validation

__all__ = ["Problem", "Validation", "validate"]

Answer = tuple[str | None, str | None, list[Problem]]


def validate(source: Path | str | bytes, limits: Limits | None = None) -> Validation:
    """Whether the file is valid by the schema and the rules of its own format and version.

    Raises nothing: what cannot be read at all is not valid, with the reason as its problem.
    """
    limits = limits or Limits()
    name = "-" if isinstance(source, bytes) else str(source)
    try:
        text = written(source, limits)
        form, version, problems = _answer(text, limits)
    except NotABill as refused:
        return validation(name, None, None, [error(refused.why, line=refused.line)])
    except TooMany:
        return validation(name, None, None, [error(too_many(limits))])
    except RecursionError:
        return validation(name, None, None, [error(TOO_DEEP)])
    return validation(name, form, version, problems)


def _answer(text: Written, limits: Limits) -> Answer:
    return ANSWERS[reading.reader_of(text)](text, limits)


def _json(text: Written, limits: Limits) -> Answer:
    document = parsed_json(text, Notes(), limits)
    if not isinstance(document, dict):
        raise text.refused(reading.NO_BILL)
    if reading.is_spdx_3(document):
        from allmende.components.validating import spdx_3

        return "spdx-3-json", spdx_3.version_of(document), spdx_3.problems(text, document)
    if reading.is_spdx_2(document):
        from allmende.components.validating import spdx_2

        found = spdx_2.dictionary_problems(text, document, from_json=True)
        return "spdx-json", _spdx_version(document), found
    if reading.is_cyclonedx(document) or reading.looks_like_cyclonedx(document):
        from allmende.components.validating import cyclonedx

        version = document.get("specVersion")
        said = version if isinstance(version, str) else None
        return "cyclonedx-json", said, cyclonedx.json_problems(text, document)
    raise text.refused(reading.NO_BILL)


def _xml(text: Written, limits: Limits) -> Answer:
    from allmende.components import cyclonedx_xml, xml
    from allmende.components.validating import cyclonedx, spdx_2

    root = xml.parsed_xml(text, limits)
    if cyclonedx_xml.namespace(root) == reading.RDF:
        return "spdx-rdf", None, spdx_2.rdf_problems(text, limits)
    if cyclonedx_xml.is_bom(root):
        version = cyclonedx_xml.version_of(root)
        found = cyclonedx.xml_problems(xml.without_declaration(text), root)
        return "cyclonedx-xml", version, found
    raise text.refused(reading.NO_BILL, root.sourceline)


def _yaml(text: Written, limits: Limits) -> Answer:
    from allmende.components.spdx_yaml import parsed_yaml
    from allmende.components.validating import spdx_2

    document = spdx_2.typed(parsed_yaml(text, limits))
    if not isinstance(document, dict) or not reading.is_spdx_2(document):
        raise text.refused(reading.NO_BILL)
    found = spdx_2.dictionary_problems(text, document, from_json=False)
    return "spdx-yaml", _spdx_version(document), found


def _tag_value(text: Written, limits: Limits) -> Answer:
    from allmende.components.validating import spdx_2

    written_version = reading.TAG_VALUE.search(text.text)
    line = text.text[written_version.end() :].split("\n", 1)[0] if written_version else ""
    version = line.strip().removeprefix("SPDX-") or None
    if any(len(each) > limits.line for each in text.text.splitlines()):
        raise text.refused(too_long(limits))
    return "spdx-tag-value", version, spdx_2.tag_value_problems(text)


def _spdx_version(document: dict[str, Any]) -> str | None:
    version = document.get("spdxVersion")
    return version.removeprefix("SPDX-") if isinstance(version, str) else None


ANSWERS: dict[Any, Callable[[Written, Limits], Answer]] = {
    reading.read_json: _json,
    reading.read_xml: _xml,
    reading.read_yaml: _yaml,
    reading.read_tag_value: _tag_value,
}
