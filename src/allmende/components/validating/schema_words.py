# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a JSON schema has against a value, in the words of an office."""

from typing import Any

from allmende.components.bill import Text
from allmende.components.notes import shown, unknown_key

TYPES = {
    "array": ("eine Liste", "a list"),
    "boolean": ("true oder false", "true or false"),
    "integer": ("eine ganze Zahl", "a whole number"),
    "null": ("null", "null"),
    "number": ("eine Zahl", "a number"),
    "object": ("ein Objekt", "an object"),
    "string": ("ein Text", "a text"),
}
FEWER = {"minItems", "minLength", "minimum", "minProperties", "exclusiveMinimum"}
MORE = {"maxItems", "maxLength", "maximum", "maxProperties", "exclusiveMaximum"}


def in_words(failure: Any) -> Text:
    """The failure of `jsonschema` as a sentence in German and English."""
    kind, rule, value = failure.validator, failure.validator_value, failure.instance
    said = shown(str(value), 60)
    if kind == "required":
        missing = [key for key in rule if key not in value] if isinstance(value, dict) else rule
        return _pair("Pflichtangabe fehlt: {}", "Required, but missing: {}", ", ".join(missing))
    if kind == "additionalProperties":
        known = failure.schema.get("properties", {})
        odd = [key for key in value if key not in known] if isinstance(value, dict) else []
        return unknown_key(", ".join(map(str, odd)) or "?")
    if kind == "type":
        names = [rule] if isinstance(rule, str) else list(rule)
        german = " oder ".join(TYPES.get(name, (name, name))[0] for name in names)
        english = " or ".join(TYPES.get(name, (name, name))[1] for name in names)
        return {"de": f"Erwartet: {german}", "en": f"Expected: {english}"}
    if kind in ("enum", "const"):
        allowed = shown(", ".join(map(str, rule)) if kind == "enum" else str(rule), 160)
        return _pair(
            "„{}“ ist nicht erlaubt; erlaubt: {}", '"{}" is not allowed; allowed: {}', said, allowed
        )
    if kind == "pattern":
        return _pair(
            "„{}“ hat nicht die Form {}", '"{}" is not of the form {}', said, shown(str(rule), 160)
        )
    if kind == "format":
        return _pair(
            "„{}“ ist kein gültiger Wert ({})", '"{}" is no valid value ({})', said, str(rule)
        )
    if kind == "uniqueItems":
        return _pair(
            "Ein Eintrag steht mehrfach in der Liste", "An entry stands in the list more than once"
        )
    if kind in FEWER:
        return _pair(
            "Zu klein oder zu kurz: mindestens {}", "Too small or too short: at least {}", rule
        )
    if kind in MORE:
        return _pair(
            "Zu groß oder zu lang: höchstens {}", "Too large or too long: at most {}", rule
        )
    if kind in ("oneOf", "anyOf"):
        return _pair(
            "Passt zu keiner der erlaubten Formen: {}", "Fits none of the allowed forms: {}", said
        )
    return _pair(
        "Verstößt gegen das Schema ({}): {}", "Against the schema ({}): {}", str(kind), said
    )


def _pair(german: str, english: str, *values: object) -> Text:
    return {"de": german.format(*values), "en": english.format(*values)}
