# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of reports as documents, in German and English, and how figures are written."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from allmende.documents import Tone

Language = Literal["de", "en"]
Text = Mapping[str, str]

TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "met": "good",
        "partly": "partly",
        "not-met": "bad",
        "unknown": "open",
        "needs-human": "open",
        "not-applicable": "neutral",
    }
)
KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "secret": {"de": "Zugangsdaten", "en": "Secrets"},
        "personal-data": {"de": "Personenbezogene Daten", "en": "Personal data"},
        "internal-name": {"de": "Interne Namen", "en": "Internal names"},
    }
)
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de": {
            "repository": "Repository",
            "commit": "Commit",
            "no_commit": "keiner",
            "policy": "Regelwerk",
            "version": "Fassung {version}",
            "criteria": "Kriterien",
            "seen": "Was angesehen wurde",
            "result": "Ergebnis",
            "must_met": "Muss-Kriterien erfüllt",
            "must_known": "Muss-Kriterien bekannt",
            "must_not_met": "Muss-Kriterien nicht erfüllt",
            "must_open": "Muss-Kriterien offen",
            "of": "{part} von {whole}",
            "open_note": "unbekannt {unknown}, von Menschen zu beurteilen {needs_human}",
            "known_note": "beantwortet, ob gut oder schlecht",
            "met_note": "von allen, die hier gelten",
            "by_human_note": "davon von Menschen beurteilt: {by_human}",
            "figures": "Jede Zahl zählt Kriterien, die hier gelten. „Unbekannt“ heißt, dass die"
            " Prüfung es nicht feststellen konnte; das zählt weder als erfüllt noch als nicht"
            " erfüllt, und ein Anteil wird nie besser, weil etwas unbekannt ist.",
            "not_applicable": "Nicht anwendbar: {number}.",
            "by_level": "Nach Verbindlichkeit",
            "by_group": "Nach Bereich",
            "by_tier": "Nach Stufe (alle Kriterien, die eine Stufe verlangt)",
            "level": "Verbindlichkeit",
            "group": "Bereich",
            "tier": "Stufe",
            "met": "erfüllt",
            "partly": "teilweise",
            "not_met": "nicht erfüllt",
            "unknown": "unbekannt",
            "needs_human": "zu beurteilen",
            "todo": "Was zu tun ist",
            "todo_must": "Nicht oder nur teilweise erfüllt, obwohl es sein muss",
            "todo_should": "Nicht oder nur teilweise erfüllt, obwohl es sein soll",
            "todo_human": "Von Menschen zu beurteilen",
            "todo_unknown": "Unbekannt",
            "todo_none": "Kein Kriterium ist offen.",
            "answers": "Die Antworten im Einzelnen",
            "by_machine": "automatisch ermittelt",
            "by_human": "von einem Menschen beurteilt",
            "computed": "Die Prüfung sagt: ",
            "contested": "Widerspruch",
            "evidence": "Belege",
            "remedy": "Abhilfe: ",
            "hints": "Anzusehen: ",
            "more": "weitere Stellen: {number}",
            "aside": "Zählt nicht ({who}): {why}",
            "aside_title": "Angaben, die nicht zählen",
            "rejected": "Nicht gelesene Antwort ({where}): {why}",
            "method": "Wie geprüft wurde",
            "method_text": "Gelesen wurde ausschließlich das Repository: alle Branches, Tags und"
            " Fassungen, ohne Verbindung nach außen und ohne etwas daraus auszuführen. Jede Antwort"
            " nennt, worauf sie beruht. Was die Prüfung nicht feststellen konnte, heißt unbekannt;"
            " was nur Menschen beurteilen können, steht als Aufgabe da. Gefundene Werte sind"
            " geschwärzt.",
            "asked_by": "Verlangt in",
            "for_criteria": "Kriterien {ids}",
            "for_criterion": "Kriterium {ids}",
            "no_state": "ohne Angabe der Fassung",
            "inspection": "Inspektion des Repositorys",
            "findings": "Funde",
            "finding_what": "Was",
            "finding_where": "Wo",
            "finding_shown": "Geschwärzt",
            "finding_sure": "Sicherheit",
            "finding_now": "Stand",
            "in_head": "steht noch da",
            "in_history": "nur in der Historie",
            "places": ", weitere Stellen: {number}",
            "no_findings": "Es wurde nichts gefunden, und alles wurde angesehen.",
            "no_findings_gaps": "Es wurde nichts gefunden. Weil nicht alles angesehen wurde, heißt"
            " das nicht, dass nichts da ist.",
            "not_scanned": "Nach Zugangsdaten, personenbezogenen Daten und internen Namen wurde"
            " nicht gesucht.",
            "doubtful": "Unter der Schwelle von {confidence} und hier nicht aufgeführt: {number}."
            " Die Ausgabe als JSON nennt sie.",
            "findings_left": "Aufgeführt sind die ersten {number}, die sichersten zuerst; die"
            " Ausgabe als JSON nennt alle.",
            "suppressed": "Mit Begründung ausgenommen",
            "reason": "Begründung",
            "until": "bis {day}",
            "endless": "ohne Ende",
            "suppressions_rejected": "Ausnahmen, die nicht zählen",
            "line": "Zeile {number}: ",
            "facts": "Fakten",
            "fact": "Fakt",
            "value": "Wert",
            "where": "Beleg",
            "yes": "ja",
            "no": "nein",
            "not_known": "unbekannt",
            "findings_figure": "Funde, die zählen",
            "suppressed_figure": "ausgenommen",
            "facts_figure": "Fakten bekannt",
            "sureness_note": "ab Sicherheit {confidence}",
            "message": "Nachricht von {commit}",
        },
        "en": {
            "repository": "Repository",
            "commit": "Commit",
            "no_commit": "none",
            "policy": "Policy",
            "version": "version {version}",
            "criteria": "Criteria",
            "seen": "What was looked at",
            "result": "Result",
            "must_met": "must-criteria met",
            "must_known": "must-criteria known",
            "must_not_met": "must-criteria not met",
            "must_open": "must-criteria open",
            "of": "{part} of {whole}",
            "open_note": "unknown {unknown}, for a person to judge {needs_human}",
            "known_note": "answered, whether good or bad",
            "met_note": "of all that apply here",
            "by_human_note": "of these judged by a person: {by_human}",
            "figures": "Each number counts criteria that apply here. “Unknown” means that the"
            " inspection could not find out; it counts neither as met nor as not met, and no share"
            " gets better because something is unknown.",
            "not_applicable": "Not applicable: {number}.",
            "by_level": "By how binding they are",
            "by_group": "By area",
            "by_tier": "By level (all criteria that a level asks for)",
            "level": "Binding",
            "group": "Area",
            "tier": "Level",
            "met": "met",
            "partly": "partly",
            "not_met": "not met",
            "unknown": "unknown",
            "needs_human": "to judge",
            "todo": "What is to be done",
            "todo_must": "Not met, or only partly, although it must be",
            "todo_should": "Not met, or only partly, although it should be",
            "todo_human": "For a person to judge",
            "todo_unknown": "Unknown",
            "todo_none": "No criterion is open.",
            "answers": "The answers one by one",
            "by_machine": "found automatically",
            "by_human": "judged by a person",
            "computed": "The inspection says: ",
            "contested": "Contradiction",
            "evidence": "Evidence",
            "remedy": "Remedy: ",
            "hints": "Look at: ",
            "more": "further places: {number}",
            "aside": "Does not count ({who}): {why}",
            "aside_title": "Statements that do not count",
            "rejected": "Answer not read ({where}): {why}",
            "method": "How this was checked",
            "method_text": "Nothing but the repository was read: all branches, tags and versions,"
            " without a connection to the outside and without running anything in it. Each answer"
            " says what it rests on. What the inspection could not find out is called unknown; what"
            " only people can judge stands there as a task. Values that were found are redacted.",
            "asked_by": "Asked for in",
            "for_criteria": "Criteria {ids}",
            "for_criterion": "Criterion {ids}",
            "no_state": "version not stated",
            "inspection": "Inspection of the repository",
            "findings": "Findings",
            "finding_what": "What",
            "finding_where": "Where",
            "finding_shown": "Redacted",
            "finding_sure": "Confidence",
            "finding_now": "State",
            "in_head": "still there",
            "in_history": "in the history only",
            "places": ", further places: {number}",
            "no_findings": "Nothing was found, and everything was looked at.",
            "no_findings_gaps": "Nothing was found. Since not everything was looked at, this does"
            " not mean that there is nothing.",
            "not_scanned": "Secrets, personal data and internal names were not looked for.",
            "doubtful": "Below the limit of {confidence} and not listed here: {number}. The output"
            " as JSON names them.",
            "findings_left": "Listed are the first {number}, the surest first; the output as JSON"
            " names all.",
            "suppressed": "Set aside with a reason",
            "reason": "Reason",
            "until": "until {day}",
            "endless": "without end",
            "suppressions_rejected": "Exceptions that do not count",
            "line": "line {number}: ",
            "facts": "Facts",
            "fact": "Fact",
            "value": "Value",
            "where": "Evidence",
            "yes": "yes",
            "no": "no",
            "not_known": "unknown",
            "findings_figure": "findings that count",
            "suppressed_figure": "set aside",
            "facts_figure": "facts known",
            "sureness_note": "from confidence {confidence} on",
            "message": "message of {commit}",
        },
    }
)


def count(number: int, language: Language) -> str:
    """1.234 in German, 1,234 in English."""
    written = f"{number:,}"
    return written.replace(",", ".") if language == "de" else written


def size(octets: int, language: Language) -> str:
    """Bytes as kB, MB or GB (powers of ten) with one digit."""
    value, unit = float(octets), "Bytes" if language == "de" else "bytes"
    for bigger in ("kB", "MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, bigger
    if unit.lower() == "bytes":
        return f"{octets} {unit}"
    written = f"{value:.1f}"
    return f"{written.replace('.', ',') if language == 'de' else written} {unit}"


def share(value: float, language: Language) -> str:
    """0.6 as 60 %, which English writes without the space."""
    return f"{value * 100:.0f}\u00a0%" if language == "de" else f"{value:.0%}"


def as_data(thing: Any) -> Mapping[str, Any]:
    """The JSON of a value, or the JSON that was given; raises TypeError for anything else."""
    read = thing if isinstance(thing, Mapping) else thing.as_json()
    if not isinstance(read, Mapping):
        raise TypeError(f"{type(thing).__name__} is no JSON object")
    return read
