# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The sentences of a verdict, German and English."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from allmende.licences.known import Claim, Effect, LicenceClass
from allmende.licences.policy.levels import LEVEL_WORDS, Level

Text = dict[str, str]
MOST = 10
"""Licences that one sentence lists before it counts the rest."""

CLASS_WORDS: Mapping[LicenceClass, Text] = {
    LicenceClass.PUBLIC_DOMAIN: {"de": "gemeinfrei gestellt", "en": "public domain"},
    LicenceClass.PERMISSIVE: {"de": "freizügig (permissiv)", "en": "permissive"},
    LicenceClass.WEAK_COPYLEFT: {"de": "schwaches Copyleft", "en": "weak copyleft"},
    LicenceClass.STRONG_COPYLEFT: {"de": "starkes Copyleft", "en": "strong copyleft"},
    LicenceClass.NETWORK_COPYLEFT: {
        "de": "Copyleft auch bei Nutzung über ein Netz",
        "en": "copyleft that network use sets off, too",
    },
    LicenceClass.RESTRICTED: {"de": "eingeschränkte Nutzung", "en": "restricted use"},
    LicenceClass.UNKNOWN: {"de": "nicht eingestuft", "en": "not classified"},
}

CLARIFY: Text = {
    "de": "Die Lizenz feststellen: Lizenzdatei und Kopfzeilen der Quelltexte lesen, sonst bei den "
    "Rechteinhabenden nachfragen. Ohne Lizenz gibt es kein Recht zur Nutzung.",
    "en": "Find out the licence: read the licence file and the headers of the sources, else ask "
    "the rights holders. Without a licence there is no right to use it.",
}
TOO_DEEP: Text = {
    "de": "Der Ausdruck ist zu tief verschachtelt, um beurteilt zu werden.",
    "en": "The expression is nested too deeply to be judged.",
}
ASK_VERSION: Text = {
    "de": "Die genaue Lizenz und Version feststellen: Lizenzdatei und Kopfzeilen der Quelltexte "
    "lesen.",
    "en": "Find out the exact licence and version: read the licence file and the headers of the "
    "sources.",
}
READ_TERMS: Text = {
    "de": "Den Lizenztext lesen und einstufen; danach die Lizenz ins Regelwerk aufnehmen oder eine "
    "Ausnahme festhalten.",
    "en": "Read and class the licence text; then add the licence to the policy or record a waiver.",
}

_EFFECTS: Mapping[Effect, Text] = {
    Effect.LINKING: {
        "de": "{exception} erlaubt es, eigene Werke damit zu verbinden, ohne dass das Copyleft auf "
        "sie übergreift.",
        "en": "{exception} permits linking own works with it without the copyleft reaching them.",
    },
    Effect.LINKING_FREE: {
        "de": "{exception} erlaubt die Verbindung mit eigenen Werken nur, soweit auch sie freie "
        "Software sind.",
        "en": "{exception} permits combining it with own works only as far as they are free "
        "software, too.",
    },
    Effect.OUTPUT_ONLY: {
        "de": "{exception} gibt frei, was das Werkzeug in eigene Werke schreibt; das Werkzeug "
        "selbst bleibt unter {licence}.",
        "en": "{exception} frees what the tool writes into own works; the tool itself stays under "
        "{licence}.",
    },
    Effect.DOCUMENTS: {
        "de": "{exception} gilt für Dokumente, in die etwas eingebettet wird, nicht für Software.",
        "en": "{exception} is about documents that embed something, not about software.",
    },
    Effect.NONE: {
        "de": "{exception} ändert an der Einstufung von {licence} nichts.",
        "en": "{exception} does not change the class of {licence}.",
    },
    Effect.UNKNOWN: {
        "de": "Die Wirkung von {exception} ist hier nicht bekannt; eingestuft ist {licence} ohne "
        "sie. Bitte den Text der Ausnahme prüfen.",
        "en": "The effect of {exception} is not known here; {licence} is classed without it. "
        "Please review the text of the exception.",
    },
}


def judged(licence: str, found: LicenceClass, source: str, level: Level) -> Text:
    """The sentence of a rule that has none of its own."""
    about = in_brackets(source)
    return {
        "de": f"{licence}: {CLASS_WORDS[found]['de']}{about['de']}; {LEVEL_WORDS[level]['de']}.",
        "en": f"{licence}: {CLASS_WORDS[found]['en']}{about['en']}; {LEVEL_WORDS[level]['en']}.",
    }


def no_rule(licence: str) -> Text:
    return {
        "de": f"Das Regelwerk hat für {licence} in dieser Verwendung keine Regel.",
        "en": f"The policy has no rule for {licence} in this context.",
    }


def named_elsewhere(licence: str, found: LicenceClass, source: str) -> Text:
    return {
        "de": f"{licence} steht nicht auf der SPDX-Liste; andernorts gilt die Lizenz als "
        f"{CLASS_WORDS[found]['de']}{in_brackets(source)['de']}. Das Regelwerk "
        "nennt die Lizenz nicht.",
        "en": f"{licence} is not on the SPDX list; elsewhere it counts as "
        f"{CLASS_WORDS[found]['en']}{in_brackets(source)['en']}. "
        "The policy does not name the licence.",
    }


def deprecated(spdx_id: str, modern: str | None) -> Text:
    if modern is None:
        return {
            "de": f"{spdx_id} ist als SPDX-Kennung veraltet.",
            "en": f"{spdx_id} is deprecated as an SPDX id.",
        }
    return {
        "de": f"{spdx_id} ist als SPDX-Kennung veraltet; SPDX empfiehlt {modern}.",
        "en": f"{spdx_id} is deprecated as an SPDX id; SPDX recommends {modern}.",
    }


def or_later(spdx_id: str) -> Text:
    return {
        "de": f"Beurteilt ist {spdx_id}; auch eine spätere Version darf gewählt werden.",
        "en": f"Judged as {spdx_id}; a later version may be chosen, too.",
    }


def overridden(licence: str, ours: LicenceClass, theirs: LicenceClass, source: str) -> Text:
    about = in_brackets(source)
    return {
        "de": f"Das Regelwerk stuft {licence} als {CLASS_WORDS[ours]['de']} ein; üblich wäre "
        f"{CLASS_WORDS[theirs]['de']}{about['de']}.",
        "en": f"The policy classes {licence} as {CLASS_WORDS[ours]['en']}; the default would be "
        f"{CLASS_WORDS[theirs]['en']}{about['en']}.",
    }


def contested(licence: str, claims: Iterable[Claim]) -> Text:
    """Who says what; the addresses stand with the facts of the licence."""
    claims = tuple(claims)
    said = {
        key: "; ".join(f"{one.who[key]}: {one.says[key]}" for one in claims) for key in ("de", "en")
    }
    return {
        "de": f"Die Quellen stufen {licence} verschieden ein. {said['de']}.",
        "en": f"Sources class {licence} differently. {said['en']}.",
    }


def exception(licence: str, named: str, effect: Effect) -> Text:
    return {
        key: text.format(licence=licence, exception=named) for key, text in _EFFECTS[effect].items()
    }


def treated_as(licence: str, found: LicenceClass) -> Text:
    return {
        "de": f"Das Regelwerk behandelt {licence} hier als {CLASS_WORDS[found]['de']}.",
        "en": f"The policy treats {licence} as {CLASS_WORDS[found]['en']} here.",
    }


def choice(taken: str, level: Level, others: Sequence[tuple[str, Level, str]]) -> Text:
    """`others` are the branches not taken, each with its level and the rules that gave it."""
    left = [(one, found) for one, found, _ in others]
    rules = ", ".join(dict.fromkeys(rule for _, _, rule in others if rule))
    return {
        "de": f"Zur Wahl gestellt; gewählt ist {taken} ({LEVEL_WORDS[level]['de']}). Nicht "
        f"gewählt: {_listed(left, 'de')}{f'; Regel {rules}' if rules else ''}.",
        "en": f"Offered as a choice; {taken} is taken ({LEVEL_WORDS[level]['en']}). Not taken: "
        f"{_listed(left, 'en')}{f'; rule {rules}' if rules else ''}.",
    }


def together(strictest: str, level: Level) -> Text:
    return {
        "de": f"Alle Teile gelten zugleich; maßgeblich ist {strictest} "
        f"({LEVEL_WORDS[level]['de']}).",
        "en": f"All parts hold together; {strictest} decides ({LEVEL_WORDS[level]['en']}).",
    }


def unstated(word: str) -> Text:
    if word == "NONE":
        return {
            "de": "Angegeben ist NONE: Es gibt keine Lizenz.",
            "en": "NONE is stated: there is no licence.",
        }
    return {"de": "Es ist keine Lizenz angegeben.", "en": "No licence is stated."}


def read_as(written: str, expression: str, rule: str) -> Text:
    return {
        "de": f"„{_short(written)}“ ist gelesen als {expression} (Regel {rule}).",
        "en": f'"{_short(written)}" is read as {expression} (rule {rule}).',
    }


def ambiguous(written: str, candidates: Sequence[tuple[str, Level]], agreed: Level | None) -> Text:
    meant = {key: _listed(candidates, key) for key in ("de", "en")}
    if agreed is None:
        return {
            "de": f"„{_short(written)}“ ist mehrdeutig, und davon hängt die Bewertung ab: "
            f"{meant['de']}.",
            "en": f'"{_short(written)}" is ambiguous, and the verdict depends on it: '
            f"{meant['en']}.",
        }
    return {
        "de": f"„{_short(written)}“ ist mehrdeutig, die Bewertung aber in jedem Fall gleich: "
        f"{meant['de']}.",
        "en": f'"{_short(written)}" is ambiguous, but the verdict is the same either way: '
        f"{meant['en']}.",
    }


def unknown(written: str) -> Text:
    return {
        "de": f"„{_short(written)}“ ist keine bekannte Lizenz.",
        "en": f'"{_short(written)}" is no known licence.',
    }


def waived(reason: str, by: str, until: date | None) -> Text:
    return {
        "de": f"Ausnahme: {_sentence(reason)} Festgelegt durch {by}"
        f"{f', gültig bis {_german(until)}' if until else ''}.",
        "en": f"Waiver: {_sentence(reason)} Granted by {by}"
        f"{f', valid until {until}' if until else ''}.",
    }


def waiver_ends(until: date, days: int) -> Text:
    return {
        "de": f"Die Ausnahme läuft am {_german(until)} ab, in {days} Tagen.",
        "en": f"The waiver expires on {until}, in {days} days.",
    }


def waiver_expired(reason: str, until: date) -> Text:
    return {
        "de": f"Die Ausnahme ({reason}) ist am {_german(until)} abgelaufen und gilt nicht mehr.",
        "en": f"The waiver ({reason}) expired on {until} and no longer applies.",
    }


def waiver_unfit(choose: str, stated: str) -> Text:
    return {
        "de": f"Die Ausnahme wählt {choose}; das steht bei „{_short(stated)}“ nicht zur Wahl. Sie "
        "gilt hier nicht.",
        "en": f'The waiver chooses {choose}, which "{_short(stated)}" does not offer. It does not '
        "apply here.",
    }


_SOURCES_IN_GERMAN = (
    ("licence text", "Lizenztext"),
    ("office policy", "Regelwerk"),
    ("text of ", "Text von "),
    (", category ", ", Kategorie "),
    (", article ", ", Artikel "),
    (", section ", ", Abschnitt "),
)


def in_brackets(source: str) -> Text:
    """The source of a class behind what it is the source of; nothing where there is none."""
    if not source:
        return {"de": "", "en": ""}
    german = source
    for english, word in _SOURCES_IN_GERMAN:
        german = german.replace(english, word)
    return {"de": f" ({german})", "en": f" ({source})"}


RENEW: Text = {
    "de": "Die Ausnahme neu prüfen und verlängern oder streichen.",
    "en": "Review the waiver and renew or withdraw it.",
}


def _listed(judged_: Sequence[tuple[str, Level]], language: str) -> str:
    shown = [f"{one} ({LEVEL_WORDS[level][language]})" for one, level in judged_[:MOST]]
    if (more := len(judged_) - MOST) > 0:
        shown.append(f"{more} weitere" if language == "de" else f"{more} more")
    return ", ".join(shown)


def _short(written: str) -> str:
    one_line = " ".join(written.split())
    return one_line if len(one_line) <= 120 else f"{one_line[:117]}..."


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _german(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
