# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is wrong in a kind's file: where, and a sentence in German and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allmende.policies import PolicyError

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: file, line (from 1), the rule's name, and what to read."""

    file: Path
    line: int
    code: str
    text: Text

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text['en']}"


class KindErrors(PolicyError):
    """Files of kinds that cannot be used; `problems` holds every mistake, by file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems[0].file, problems[0].line, problems[0].text["en"])

    def __str__(self) -> str:
        return "\n".join(str(one) for one in self.problems)


def sentence(code: str, values: Mapping[str, Any]) -> Text:
    """The sentence of a rule, in both languages; a value may be a text by language itself."""
    return {
        language: text.format(**{key: _said(value, language) for key, value in values.items()})
        for language, text in SENTENCES[code].items()
    }


def _said(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return value[language]
    return ", ".join(value) if isinstance(value, tuple) else value


SENTENCES: Mapping[str, Text] = {
    # The shape of the file
    "unreadable": {"de": "Nicht lesbar: {why}", "en": "This cannot be read: {why}"},
    "missing-key": {"de": "Der Schlüssel „{key}“ fehlt.", "en": 'The key "{key}" is missing.'},
    "unknown-key": {
        "de": "Den Schlüssel „{key}“ gibt es hier nicht.",
        "en": 'There is no key "{key}" here.',
    },
    "key-twice": {
        "de": "Der Schlüssel „{key}“ steht schon da.",
        "en": 'The key "{key}" is there already.',
    },
    "empty-value": {
        "de": "Zu „{key}“ fehlt der Wert; ein Text mit Komma gehört in Anführungszeichen.",
        "en": '"{key}" has no value; a text with a comma needs quotation marks.',
    },
    "wrong-type": {
        "de": "„{key}“ erwartet {wanted}.",
        "en": '"{key}" takes {wanted}.',
    },
    "no-such-value": {
        "de": "„{value}“ ist bei „{key}“ nicht möglich, nur {expected}.",
        "en": '"{value}" is not possible for "{key}", only {expected}.',
    },
    "wrong-form": {
        "de": "„{value}“ hat bei „{key}“ nicht die verlangte Form ({expected}).",
        "en": '"{value}" has not the form that "{key}" asks for ({expected}).',
    },
    "missing-language": {
        "de": "Die Sprache „{language}“ fehlt; jeder Text steht auf Deutsch und Englisch da.",
        "en": 'The language "{language}" is missing; every text is there in German and English.',
    },
    "other-language": {
        "de": "„{language}“ ist keine der Sprachen de und en.",
        "en": '"{language}" is neither of the languages de and en.',
    },
    "no-base": {
        "de": "„plain“ hat keine solche Vorgangsart, auf der diese aufbauen könnte.",
        "en": "plain has no such kind of case to base this one on.",
    },
    "nothing-to-leave-out": {
        "de": "„{id}“ ist unter „{list}“ in „plain“ nicht vorhanden und kann nicht entfallen.",
        "en": 'There is no "{id}" among "{list}" in plain that could be left out.',
    },
    "without-base": {
        "de": "„without“ gibt es nur zusammen mit „based_on: plain“.",
        "en": '"without" goes only together with "based_on: plain".',
    },
    "ambiguous-id": {
        "de": "„{id}“ gibt es in „plain“ mehrmals; so ist unklar, was ersetzt wird.",
        "en": 'There is more than one "{id}" in plain, so it is not clear which one is changed.',
    },
    "bad-id": {
        "de": "Der Dateiname „{id}“ ist keine Kennung (Kleinbuchstaben, Ziffern, Bindestriche).",
        "en": 'The file\'s name "{id}" is no id (lower case, digits, hyphens).',
    },
    # Names
    "named-twice": {
        "de": "Die Kennung „{id}“ ist schon vergeben.",
        "en": 'The id "{id}" is there already.',
    },
    "prefix-taken": {
        "de": "Das Kürzel „{prefix}“ trägt schon die Vorgangsart „{kind}“.",
        "en": 'The prefix "{prefix}" is already that of the kind "{kind}".',
    },
    "unknown-state": {
        "de": "Einen Zustand „{id}“ gibt es nicht.",
        "en": 'There is no state "{id}".',
    },
    "unknown-transition": {
        "de": "Einen Übergang „{id}“ gibt es nicht.",
        "en": 'There is no transition "{id}".',
    },
    "unknown-field": {"de": "Ein Feld „{id}“ gibt es nicht.", "en": 'There is no field "{id}".'},
    "unknown-tier": {"de": "Eine Stufe „{id}“ gibt es nicht.", "en": 'There is no tier "{id}".'},
    "unknown-lane": {
        "de": "Eine Prüfspur „{id}“ gibt es nicht.",
        "en": 'There is no lane "{id}".',
    },
    "unknown-role": {
        "de": "Die Rolle „{id}“ ist hier nicht möglich, nur {expected}.",
        "en": 'The role "{id}" is not possible here, only {expected}.',
    },
    "unknown-registered": {
        "de": "Unter „{list}“ ist nichts mit dem Namen „{id}“ angemeldet.",
        "en": 'Nothing named "{id}" is registered among the {list}.',
    },
    "unknown-criteria": {
        "de": "Eine Kriteriensammlung „{id}“ gibt es nicht.",
        "en": 'There is no set of criteria "{id}".',
    },
    "unknown-criterion": {
        "de": "Die Sammlung „{set}“ hat kein Kriterium „{id}“.",
        "en": 'The set "{set}" has no criterion "{id}".',
    },
    "unknown-retention": {
        "de": "Eine Aufbewahrungsklasse „{id}“ gibt es nicht.",
        "en": 'There is no retention class "{id}".',
    },
    "unknown-placeholder": {
        "de": "Den Platzhalter {id} gibt es nicht, nur {expected}.",
        "en": "There is no placeholder {id}, only {expected}.",
    },
    # Fields and conditions
    "bad-subject": {
        "de": "„subject“ nennt ein Feld vom Typ text; „{id}“ ist keines.",
        "en": '"subject" names a field of the type text; "{id}" is none.',
    },
    "needs-options": {
        "de": "Eine Auswahl braucht mindestens zwei Antworten (options).",
        "en": "A choice needs at least two answers (options).",
    },
    "needs-columns": {
        "de": "Eine Tabelle braucht Spalten (columns).",
        "en": "A table needs columns.",
    },
    "not-for-type": {
        "de": "„{key}“ gibt es bei einem Feld vom Typ {type} nicht.",
        "en": 'A field of the type {type} has no "{key}".',
    },
    "not-one-condition": {
        "de": "Eine Bedingung hat genau einen der Schlüssel field, tier, all, any und not.",
        "en": "A condition has exactly one of the keys field, tier, all, any and not.",
    },
    "not-one-comparison": {
        "de": "Zu „field“ gehört genau einer der Schlüssel is, in, at_least und filled.",
        "en": 'To "field" belongs exactly one of the keys is, in, at_least and filled.',
    },
    "impossible-answer": {
        "de": "Das Feld „{field}“ kann nie „{answer}“ antworten, nur {expected}.",
        "en": 'The field "{field}" never answers "{answer}", only {expected}.',
    },
    "not-comparable": {
        "de": "„{key}“ passt nicht zum Feld „{field}“ vom Typ {type}.",
        "en": '"{key}" does not suit the field "{field}" of the type {type}.',
    },
    # States and transitions
    "no-states": {
        "de": "Eine Vorgangsart braucht Zustände und Übergänge.",
        "en": "A kind of case needs states and transitions.",
    },
    "start-not-open": {
        "de": "Der erste Zustand ist der Beginn; er muss die Phase open haben.",
        "en": "The first state is where a case starts; its phase has to be open.",
    },
    "unreachable": {
        "de": "Den Zustand „{id}“ erreicht kein Vorgang.",
        "en": 'No case ever reaches the state "{id}".',
    },
    "dead-end": {
        "de": "Aus dem Zustand „{id}“ führt kein Weg zu einem Zustand der Phase closed.",
        "en": 'No way leads from the state "{id}" to a state of the phase closed.',
    },
    "nobody": {
        "de": "Den Übergang „{id}“ kann niemand auslösen: {why}",
        "en": 'Nobody can take the transition "{id}": {why}',
    },
    "one-pair-of-eyes": {
        "de": "„{id}“ entscheidet, ohne four_eyes zu verlangen, wie es die Vorgangsart vorsieht.",
        "en": '"{id}" decides without four_eyes, which the kind asks for.',
    },
    "same-transition": {
        "de": "Aus dem Zustand „{state}“ führt schon ein Übergang „{id}“.",
        "en": 'There is a transition "{id}" from the state "{state}" already.',
    },
    # Lanes
    "cycle": {
        "de": "Diese Prüfspuren warten im Kreis aufeinander: {lanes}.",
        "en": "These lanes wait for each other in a circle: {lanes}.",
    },
    "lanes-nowhere": {
        "de": "Es gibt Prüfspuren, aber keinen Zustand mit „lanes: yes“, in dem sie laufen.",
        "en": 'There are lanes, yet no state with "lanes: yes" in which they run.',
    },
    "state-without-lanes": {
        "de": "Der Zustand lässt Prüfspuren laufen, aber es gibt keine.",
        "en": "The state runs lanes, yet there are none.",
    },
    "tier-never-set": {
        "de": "Es gibt Stufen, aber keinen Übergang mit „asks_tier: yes“, der eine festlegt.",
        "en": 'There are tiers, yet no transition with "asks_tier: yes" that sets one.',
    },
    "no-tiers": {
        "de": "Der Übergang fragt nach einer Stufe, aber es gibt keine.",
        "en": "The transition asks for a tier, yet there are none.",
    },
    "not-one-question": {
        "de": "Ein Prüfpunkt hat entweder „criterion“ oder „question“.",
        "en": 'An item of a checklist has either "criterion" or "question".',
    },
    "no-answers": {
        "de": "Eine Prüfspur muss freigeben können (approve).",
        "en": "A lane has to be able to approve.",
    },
    "no-occasion": {
        "de": "Eine Benachrichtigung braucht einen Anlass: transitions, states oder due.",
        "en": "A notification needs an occasion: transitions, states or due.",
    },
}

WANTED: Mapping[str, Text] = {
    "string": {"de": "Text", "en": "text"},
    "bool": {"de": "ja oder nein (yes, no)", "en": "yes or no"},
    "int": {"de": "eine ganze Zahl", "en": "a whole number"},
    "decimal": {"de": "eine Zahl", "en": "a number"},
    "tuple": {"de": "eine Liste", "en": "a list"},
    "dict": {"de": "Schlüssel mit Werten", "en": "keys with values"},
    "dataclass": {"de": "Schlüssel mit Werten", "en": "keys with values"},
}
NOBODY: Mapping[str, Text] = {
    "empty": {"de": "„who“ ist leer.", "en": '"who" is empty.'},
    "same-person": {
        "de": "four_eyes schließt die antragstellende Person aus, sonst ist niemand genannt.",
        "en": "four_eyes rules out the requester, and nobody else is named.",
    },
    "no-reviewer": {
        "de": "ohne Prüfspuren gibt es keine prüfende Person.",
        "en": "without lanes there is no reviewer.",
    },
}
