# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The sentences that say why an answer is what it is."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from allmende.criteria.checks import Check
from allmende.criteria.giving import Given
from allmende.criteria.values import NO, NOT_KNOWN, YES, day, measured, several, title_of, unit_of
from allmende.criteria.values import told as value_told
from allmende.licences.policy import LEVEL_WORDS, Level, Reason

Text = dict[str, str]
Json = Mapping[str, Any]

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
_NO_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "secret": "Zugangsdaten",
        "personal-data": "personenbezogenen Daten",
        "internal-name": "internen Namen",
    }
)
"""German after "keine"."""
_WHERE: Mapping[str, Text] = MappingProxyType(
    {
        "head": {"de": "im aktuellen Stand", "en": "in the current state"},
        "history": {"de": "in der gesamten Historie", "en": "in the whole history"},
    }
)


_LIMITS: Mapping[str, Text] = MappingProxyType(
    {
        "at_least": {"de": "mindestens", "en": "at least"},
        "at_most": {"de": "höchstens", "en": "at most"},
        "among": {"de": "eines von", "en": "one of"},
        "matches": {"de": "die Form", "en": "the form"},
    }
)


def missing(key: str, title: Text) -> Text:
    """Why there is no such fact."""
    if key.startswith("forge."):
        return _said(title, {"de": "das weiß nur die Plattform", "en": "only the forge knows"})
    return _said(title, {"de": "wurde nicht untersucht", "en": "not looked at"})


def told(fact: Json) -> Text:
    """A fact that helps to judge, as it is."""
    title, note, state = title_of(fact), fact.get("note"), fact.get("state")
    if state == "value":
        return _said(title, value_told(fact.get("value"), fact), note)
    return {"yes": says_yes, "no": says_no}.get(str(state), unknown)(title, note)


def unknown(title: Text, note: Text | None) -> Text:
    return _said(title, NOT_KNOWN, note)


def says_yes(title: Text, note: Text | None) -> Text:
    return _said(title, YES, note)


def says_no(title: Text, note: Text | None) -> Text:
    return _said(title, NO, note)


def no_value(title: Text) -> Text:
    return _said(title, {"de": "es liegt kein Wert vor", "en": "there is no value"})


def not_yes_or_no(title: Text) -> Text:
    return _said(
        title,
        {"de": "ist ein Wert, kein Ja oder Nein", "en": "is a value, and neither yes nor no"},
    )


def not_comparable(fact: Json, item: str | None, value: Any) -> Text:
    shown = value_told(value, fact, item)
    said = {
        "de": f"{shown['de']} lässt sich nicht vergleichen",
        "en": f"{shown['en']} cannot be compared",
    }
    return _said(title_of(fact, item), said)


def compared(fact: Json, value: Any, check: Check) -> Text:
    """The value, and what is asked for."""
    shown, asked = value_told(value, fact, check.item), _asked(check, fact)
    said = {
        "de": f"{shown['de']}; verlangt: {asked['de']}",
        "en": f"{shown['en']}; asked for: {asked['en']}",
    }
    return _said(title_of(fact, check.item), said, fact.get("note"))


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
    de = f"Keine {_NO_KINDS[kind]} {_WHERE[where]['de']} gefunden; alles wurde durchsucht"
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


def verdict(written: str, context: Text, level: Level, reasons: Sequence[Reason]) -> Text:
    """The level the policy gives, and the first sentence it has for it."""
    said = next((one.text for one in reasons if one.level is not None and one.text), None)
    text = {}
    for code in ("de", "en"):
        licence = several([written], code)
        head = f"{licence} ({context[code]}): {LEVEL_WORDS[level][code]}."
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
    when, why = {code: day(given.when, code) for code in ("de", "en")}, given.reasons
    place = f" ({given.source})" if given.source else ""
    return {
        "de": f"{de} von {given.who} am {when['de']}{place}: {why['de']}",
        "en": f"{en} by {given.who} on {when['en']}{place}: {why['en']}",
    }


def _led(de: str, en: str, reasons: Sequence[Text]) -> Text:
    rest = joined(reasons)
    return {"de": f"{de} {rest['de']}".strip(), "en": f"{en} {rest['en']}".strip()}


def _said(title: Text, said: Text, note: Text | None = None) -> Text:
    """Title and what is so as a sentence, with the note as a second one."""
    text = {code: f"{title[code]}: {said[code]}." for code in ("de", "en")}
    if note and note.get("de") and note.get("en"):
        return {code: f"{one} {note[code].rstrip('.')}." for code, one in text.items()}
    return text


def _asked(check: Check, fact: Json) -> Text:
    return {code: f" {_and(code)} ".join(_wanted(check, fact, code)) for code in ("de", "en")}


def _wanted(check: Check, fact: Json, code: str) -> Iterator[str]:
    unit = unit_of(fact, check.item)
    if check.at_least is not None:
        yield f"{_LIMITS['at_least'][code]} {_limit(check.at_least, unit, code)}"
    if check.at_most is not None:
        yield f"{_LIMITS['at_most'][code]} {_limit(check.at_most, unit, code)}"
    if check.among:
        names = [value_told(one, fact, check.item)[code] for one in check.among]
        yield f"{_LIMITS['among'][code]} {several(names, code)}" if len(names) > 1 else names[0]
    if check.matches is not None:
        yield f"{_LIMITS['matches'][code]} {check.matches}"


def _limit(value: float, unit: str | None, code: str) -> str:
    return measured(int(value) if float(value).is_integer() else value, unit, code)


def _and(code: str) -> str:
    return {"de": "und", "en": "and"}[code]


def _count(number: int, code: str) -> str:
    one, many = {"de": ("Fundstelle", "Fundstellen"), "en": ("finding", "findings")}[code]
    return f"{number} {one if number == 1 else many}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
