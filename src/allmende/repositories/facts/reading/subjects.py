# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a heading is about, in German and English."""

import re

_SUBJECTS = {
    "what": (
        r"about|what (?:is|does|are)\b|overview|introduction|description|summary|abstract"
        r"|purpose|über|was ist|was macht|überblick|übersicht|einführung|einleitung"
        r"|beschreibung|projektbeschreibung|zweck"
    ),
    "why": (
        r"why\b|motivation|features?|key features|highlights|benefits|goals?|aims?"
        r"|use cases?|background|rationale|capabilities|warum|wieso|nutzen|vorteile|ziele?"
        r"|zielsetzung|funktion(?:en|sumfang)|merkmale|anwendungsfälle|hintergrund"
        r"|leistungsumfang|mehrwert"
    ),
    "use": (
        r"us(?:e|age|ing)\b|try (?:it|out)|demo|ausprobieren|getting started|quick ?start"
        r"|quick start guide|how to (?:use|run|start|get)|first steps"
        r"|install(?:ation|ing)?\b|set[- ]?up|running|run\b|deploy(?:ment|ing)?|download"
        r"|tutorial|examples?|user guide|user manual|requirements|prerequisites|build(?:ing)?\b"
        r"|verwend(?:ung|en)|nutzung"
        r"|benutz(?:ung|en)|benutzung|anwendung|bedienung|erste schritte|schnellstart"
        r"|inbetriebnahme|einrichtung|anleitung|benutzerhandbuch|handbuch|voraussetzungen"
        r"|starten|loslegen|bereitstellung"
    ),
    "contribute": (
        r"contribut(?:e|ing|ions?|ors?)\b|how to contribute|get(?:ting)? involved"
        r"|development|developing|hacking|for developers|join|pull requests?|mitmachen"
        r"|mitwirken|mitwirkung|beitragen|beiträge|mithelfen|entwicklung"
    ),
    "support": (
        r"support\b|get(?:ting)? (?:help|support)|help\b|contact|community|questions"
        r"|feedback|issues\b|bugs?\b|faq|troubleshooting|discussions?|maintainers?"
        r"|who maintains|reporting|hilfe|unterstützung|kontakt|fragen|ansprechpersonen?"
        r"|ansprechpartner|rückmeldung|fehler melden|support und hilfe|betreuung"
    ),
    "api": (
        r"api\b|apis\b|rest api|api reference|interfaces?|endpoints?|reference"
        r"|schnittstellen?|endpunkte|referenz|openapi|swagger|webservices?"
        r"|programming interface"
    ),
    "installation": (
        r"install(?:ation|ing)?\b|set[- ]?up|deploy(?:ment|ing)?|upgrad(?:e|ing)"
        r"|getting started|requirements|einrichtung|inbetriebnahme|bereitstellung"
        r"|systemvoraussetzungen|aufbau der umgebung|aktualisierung|migration"
    ),
    "architecture": (
        r"architecture|architectural|design\b|technical (?:background|overview|concept)"
        r"|system overview|components|how it works|internals|structure|building block"
        r"|architektur|entwurf|bausteine?|bausteinsicht|technischer? (?:hintergrund|aufbau)"
        r"|komponenten|systemüberblick|funktionsweise|aufbau|kontextabgrenzung"
    ),
    "operation": (
        r"operat(?:ion|ions|ing)|admin(?:istration|istrators?)?\b|maint(?:enance|aining)"
        r"|backups?|monitoring|logging|configuration|configuring|runbook|scaling"
        r"|health checks?|betrieb|administration|wartung|konfiguration|datensicherung"
        r"|überwachung|protokollierung"
    ),
}
_BEFORE = (
    r"^(?:\d{1,3}(?:\.\d{1,3}){0,5}\.?\s+)?[^\w\d]{0,6}"
    r"(?:(?:the|our|project|die|der|das|zur|zum)\s+)?"
)
SUBJECTS = {
    name: re.compile(
        rf"{_BEFORE}(?:{words})(?!\w)|^(?:\S+\s+){{1,3}}(?:{words})\s*[?!]?$", re.IGNORECASE
    )
    for name, words in _SUBJECTS.items()
}


def is_about(heading: str, subject: str) -> bool:
    """Whether the heading begins or ends with a usual word for it, whatever its number or emoji."""
    return bool(SUBJECTS[subject].search(heading[:160]))
