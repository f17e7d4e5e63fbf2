# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The rules of BSI TR-03183-2 in a sentence each."""

from allmende.components.bill import Text

BILL_WORDS: dict[str, Text] = {
    "format": {
        "de": "Zulässig sind CycloneDX ab 1.6 und SPDX ab 3.0.1, als JSON oder XML",
        "en": "Allowed are CycloneDX from 1.6 and SPDX from 3.0.1, as JSON or XML",
    },
    "bill-creator": {
        "de": "Wer die Stückliste erstellt hat, muss mit E-Mail-Adresse oder URL angegeben sein",
        "en": "Who made the bill of materials must be given with an e-mail address or URL",
    },
    "timestamp": {
        "de": "Der Zeitpunkt der Erstellung muss angegeben sein",
        "en": "The time at which it was made must be given",
    },
    "no-vulnerabilities": {
        "de": "Eine Stückliste darf keine Angaben zu Schwachstellen enthalten",
        "en": "A bill of materials must not contain information on vulnerabilities",
    },
    "bill-uri": {
        "de": "Eine eindeutige URI der Stückliste ist anzugeben, wenn es sie gibt",
        "en": "A unique URI of the bill of materials is to be given where it exists",
    },
}
COMPONENT_WORDS: dict[str, Text] = {
    "component-creator": {
        "de": "Wer die Komponente erstellt hat, muss mit E-Mail-Adresse oder URL angegeben sein",
        "en": "Who made the component must be given with an e-mail address or URL",
    },
    "name": {
        "de": "Der Name der Komponente muss angegeben sein",
        "en": "The name of the component must be given",
    },
    "version": {
        "de": "Die Version der Komponente muss angegeben sein",
        "en": "The version of the component must be given",
    },
    "filename": {
        "de": "Der Dateiname der Komponente muss angegeben sein",
        "en": "The file name of the component must be given",
    },
    "dependencies": {
        "de": "Die Abhängigkeiten der Komponente müssen angegeben sein, auch wenn es keine gibt",
        "en": "The dependencies of the component must be given, even if there are none",
    },
    "completeness": {
        "de": "Es muss angegeben sein, ob die Abhängigkeiten vollständig sind",
        "en": "It must be given whether the dependencies are complete",
    },
    "distribution-licence": {
        "de": "Die Lizenz, unter der weitergegeben wird, muss als SPDX-Ausdruck angegeben sein",
        "en": "The licence under which it is passed on must be given as an SPDX expression",
    },
    "deployable-hash": {
        "de": "Die SHA-512-Prüfsumme der auslieferbaren Komponente muss angegeben sein",
        "en": "The SHA-512 check sum of the deployable component must be given",
    },
    "executable": {
        "de": "Es muss angegeben sein, ob die Komponente ausführbar ist",
        "en": "It must be given whether the component is executable",
    },
    "archive": {
        "de": "Es muss angegeben sein, ob die Komponente ein Archiv ist",
        "en": "It must be given whether the component is an archive",
    },
    "structured": {
        "de": "Es muss angegeben sein, ob die Komponente strukturiert ist",
        "en": "It must be given whether the component is structured",
    },
    "source-uri": {
        "de": "Die URI des Quelltextes ist anzugeben, wenn es sie gibt",
        "en": "The URI of the source code is to be given where it exists",
    },
    "deployable-uri": {
        "de": "Die URI der auslieferbaren Komponente ist anzugeben, wenn es sie gibt",
        "en": "The URI of the deployable component is to be given where it exists",
    },
    "identifiers": {
        "de": "Weitere Kennungen (Package-URL, CPE) sind anzugeben, wenn es sie gibt",
        "en": "Other identifiers (package URL, CPE) are to be given where they exist",
    },
    "original-licence": {
        "de": "Die ursprüngliche Lizenz ist als SPDX-Ausdruck anzugeben, wenn es sie gibt",
        "en": "The original licence is to be given as an SPDX expression where it exists",
    },
}
