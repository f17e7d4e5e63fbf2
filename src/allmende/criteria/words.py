# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The sentences that say why an answer is what it is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from allmende.criteria.checks import Check
from allmende.criteria.giving import Given
from allmende.licences.policy import LEVEL_WORDS, Level, Reason

Text = dict[str, str]
LONGEST_VALUE = 80
"""Characters of a value that a sentence repeats."""
MOST_ITEMS = 12

STATE_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "met": {"de": "erfüllt", "en": "met"},
        "partly": {"de": "teilweise erfüllt", "en": "partly met"},
        "not-met": {"de": "nicht erfüllt", "en": "not met"},
        "unknown": {"de": "unbekannt", "en": "unknown"},
        "needs-human": {"de": "von Menschen zu beurteilen", "en": "for a person to judge"},
        "not-applicable": {"de": "trifft nicht zu", "en": "not applicable"},
    }
)
LEVEL_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "must": {"de": "Muss", "en": "Must"},
        "should": {"de": "Soll", "en": "Should"},
        "info": {"de": "Hinweis", "en": "Info"},
    }
)
NEEDS_A_PERSON: Text = {
    "de": "Das kann nur ein Mensch beurteilen.",
    "en": "Only a person can judge this.",
}
NO_LICENCE_POLICY: Text = {
    "de": "Es liegt kein Lizenzregelwerk vor.",
    "en": "There is no licence policy at hand.",
}
_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "secret": {"de": "Zugangsdaten", "en": "secrets"},
        "personal-data": {"de": "personenbezogene Daten", "en": "personal data"},
        "internal-name": {"de": "interne Namen", "en": "internal names"},
    }
)
_WHERE: Mapping[str, Text] = MappingProxyType(
    {
        "head": {"de": "im aktuellen Stand", "en": "in the current state"},
        "history": {"de": "in der gesamten Historie", "en": "in the whole history"},
    }
)


def missing(key: str) -> Text:
    """Why there is no such fact."""
    if key.startswith("forge."):
        return {
            "de": f"{key}: das weiß nur die Plattform.",
            "en": f"{key}: only the forge knows.",
        }
    return {"de": f"{key}: wurde nicht untersucht.", "en": f"{key}: not looked at."}


def told(fact: Mapping[str, Any]) -> Text:
    """A fact that helps to judge, as it is."""
    key, note, state = str(fact["key"]), fact.get("note"), fact.get("state")
    if state == "value":
        shown = _shown(fact.get("value"))
        return _noted(key, shown, shown, note)
    return {"yes": says_yes, "no": says_no}.get(str(state), unknown)(key, note)


def unknown(key: str, note: Text | None) -> Text:
    return _noted(key, "nicht ermittelt", "could not be determined", note)


def says_yes(key: str, note: Text | None) -> Text:
    return _noted(key, "ja", "yes", note)


def says_no(key: str, note: Text | None) -> Text:
    return _noted(key, "nein", "no", note)


def no_value(name: str) -> Text:
    return {"de": f"{name}: es liegt kein Wert vor.", "en": f"{name}: there is no value."}


def not_yes_or_no(name: str) -> Text:
    return {
        "de": f"{name}: ist ein Wert, kein Ja oder Nein.",
        "en": f"{name}: is a value, and neither yes nor no.",
    }


def not_comparable(name: str, value: Any) -> Text:
    shown = _shown(value)
    return {
        "de": f"{name}: {shown} lässt sich nicht vergleichen.",
        "en": f"{name}: {shown} cannot be compared.",
    }


def compared(name: str, value: Any, check: Check, note: Text | None) -> Text:
    shown = _shown(value)
    asked = {code: f" {_and(code)} ".join(parts) for code, parts in _asked(check).items()}
    de = f"{shown}; verlangt ist {asked['de']}"
    en = f"{shown}; asked for is {asked['en']}"
    return _noted(name, de, en, note)


def found(kind: str, where: str, number: int) -> Text:
    return {
        "de": f"{_upper(_KINDS[kind]['de'])} {_WHERE[where]['de']}: {_count(number, 'de')}.",
        "en": f"{_upper(_KINDS[kind]['en'])} {_WHERE[where]['en']}: {_count(number, 'en')}.",
    }


def doubtful(kind: str, where: str, number: int) -> Text:
    text = found(kind, where, number)
    return {
        "de": f"{text['de'][:-1]}, die ein Mensch durchsehen muss.",
        "en": f"{text['en'][:-1]} that a person has to look through.",
    }


def clean(kind: str, where: str, suppressed: int) -> Text:
    de = f"Keine {_KINDS[kind]['de']} {_WHERE[where]['de']} gefunden; alles wurde durchsucht"
    en = f"No {_KINDS[kind]['en']} found {_WHERE[where]['en']}; everything was scanned"
    if suppressed:
        de += f"; mit Begründung ausgenommen: {suppressed}"
        en += f"; set aside with a reason: {suppressed}"
    return {"de": de + ".", "en": en + "."}


def not_all_seen(kind: str, where: str, gaps: Sequence[Text]) -> Text:
    why = {code: ", ".join(gap[code] for gap in gaps) for code in ("de", "en")}
    return {
        "de": f"Ob {_KINDS[kind]['de']} {_WHERE[where]['de']} stehen, ist offen: {why['de']}.",
        "en": f"Whether there are {_KINDS[kind]['en']} {_WHERE[where]['en']} is open: {why['en']}.",
    }


def verdict(written: str, context: str, level: Level, reasons: Sequence[Reason]) -> Text:
    """The level the policy gives, and the first sentence it has for it."""
    said = next((one.text for one in reasons if one.level is not None and one.text), None)
    text = {}
    for code in ("de", "en"):
        head = f"{_shown(written)} ({context}): {LEVEL_WORDS[level][code]}."
        text[code] = f"{head} {said[code]}" if said and said.get(code) else head
    return text


def application_unknown(reasons: Sequence[Text]) -> Text:
    return _led("Ob die Frage hier zutrifft, ist offen.", "Whether this applies is open.", reasons)


def joined(reasons: Sequence[Text]) -> Text:
    return {code: " ".join(one[code] for one in reasons) for code in ("de", "en")}


def stated(given: Given) -> Text:
    """Who said it, when, where it stands and why; the repository's people are told apart."""
    de, en = {
        "office": ("Beurteilt", "Judged"),
        "repository": ("Im Repository angegeben", "Stated in the repository"),
    }[given.origin]
    when, why = given.when.isoformat(), given.reasons
    place = f" ({given.source})" if given.source else ""
    return {
        "de": f"{de} von {given.who} am {when}{place}: {why['de']}",
        "en": f"{en} by {given.who} on {when}{place}: {why['en']}",
    }


def _led(de: str, en: str, reasons: Sequence[Text]) -> Text:
    rest = joined(reasons)
    return {"de": f"{de} {rest['de']}".strip(), "en": f"{en} {rest['en']}".strip()}


def _noted(key: str, de: str, en: str, note: Text | None) -> Text:
    if note and note.get("de") and note.get("en"):
        return {
            "de": f"{key}: {de}. {note['de'].rstrip('.')}.",
            "en": f"{key}: {en}. {note['en'].rstrip('.')}.",
        }
    return {"de": f"{key}: {de}.", "en": f"{key}: {en}."}


def _asked(check: Check) -> dict[str, list[str]]:
    de, en = [], []
    if check.at_least is not None:
        de.append(f"mindestens {check.at_least:g}")
        en.append(f"at least {check.at_least:g}")
    if check.at_most is not None:
        de.append(f"höchstens {check.at_most:g}")
        en.append(f"at most {check.at_most:g}")
    if check.among:
        names, several = ", ".join(str(one) for one in check.among), len(check.among) > 1
        de.append(f"eines von {names}" if several else names)
        en.append(f"one of {names}" if several else names)
    if check.matches is not None:
        de.append(f"die Form {check.matches}")
        en.append(f"the form {check.matches}")
    return {"de": de, "en": en}


def _and(code: str) -> str:
    return {"de": "und", "en": "and"}[code]


def _count(number: int, code: str) -> str:
    one, many = {"de": ("Fundstelle", "Fundstellen"), "en": ("finding", "findings")}[code]
    return f"{number} {one if number == 1 else many}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(value: Any) -> str:
    text = _written(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_written(one) for one in value[:MOST_ITEMS]) or "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_written(one)}" for key, one in list(value.items())[:MOST_ITEMS])
    return f"{value:g}" if isinstance(value, float) else str(value)
