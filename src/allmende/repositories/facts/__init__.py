# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a repository says about itself: one module per subject, each with `find(look)`.

`FACTS` is the table of contents; a new subject is a module of this folder and a line here.

>>> from allmende.repositories.facts import FACTS
>>> FACTS["containers"]["en"]
'Container images, compose files, Helm charts, Kubernetes'
"""

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import cast

from allmende.repositories.facts.fact import Evidence, Fact, Text
from allmende.repositories.facts.keeping import Forgetful
from allmende.repositories.facts.look import History, Look, Tag
from allmende.repositories.facts.naming import with_titles
from allmende.repositories.facts.past import Past, Touched
from allmende.repositories.facts.titles import TITLES

Find = Callable[[Look], Iterator[Fact]]

FACTS: dict[str, Text] = {
    # Under which terms
    "licences": {
        "de": "Lizenz: Dateien, Angaben der Manifeste, Urheber",
        "en": "Licence: files, what manifests declare, holders",
    },
    "reuse": {
        "de": "Lizenz und Urheber je Datei (REUSE)",
        "en": "Licence and copyright per file (REUSE)",
    },
    # What it says of itself
    "readme": {
        "de": "README und die vier Fragen",
        "en": "README and the four questions",
    },
    "documentation": {
        "de": "Dokumentation, ihre Sprachen, ihre Pflege",
        "en": "Documentation, its languages, its upkeep",
    },
    "community": {
        "de": "Dateien für alle, die mitmachen, melden, fragen",
        "en": "Files for those who take part, report, ask",
    },
    "publiccode": {
        "de": "publiccode.yml",
        "en": "publiccode.yml",
    },
    # What it is made of
    "languages": {
        "de": "Sprachen und Umfang",
        "en": "Languages and size",
    },
    "manifests": {
        "de": "Abhängigkeiten aus Manifesten und Lock-Dateien",
        "en": "Dependencies of manifests and lock files",
    },
    "boms": {
        "de": "Software-Stücklisten, vorhanden oder erzeugt",
        "en": "Bills of materials, present or generated",
    },
    # How it is run
    "containers": {
        "de": "Container-Images, Compose-Dateien, Helm-Charts, Kubernetes",
        "en": "Container images, compose files, Helm charts, Kubernetes",
    },
    "services": {
        "de": "Dienste, die es zum Betrieb braucht, mit Versionen",
        "en": "Services it needs to run, with versions",
    },
    "configuration": {
        "de": "Dokumentierte Konfiguration",
        "en": "Documented configuration",
    },
    "logging": {"de": "Einstellbare Protokollierung", "en": "Configurable logging"},
    "interfaces": {
        "de": "Beschriebene Schnittstellen",
        "en": "Described interfaces",
    },
    # How it is built
    "ci": {
        "de": "Kontinuierliche Integration und was sie ausführt",
        "en": "Continuous integration and what it runs",
    },
    "workflows": {
        "de": "Sicherheit der GitHub-Workflows",
        "en": "Hygiene of the GitHub workflows",
    },
    # How it lives
    "releases": {
        "de": "Versionen und Abstand der Veröffentlichungen",
        "en": "Versions and rhythm of releases",
    },
    "activity": {
        "de": "Tätigkeit und ihr Verlauf",
        "en": "Activity and its trend",
    },
    "contributors": {
        "de": "Beitragende in Zahlen, Busfaktor, Vielfalt der Organisationen",
        "en": "Contributors in numbers, bus factor, diversity of organisations",
    },
    "publishing": {
        "de": "Namen und Schritte der Veröffentlichung, und was nur die Plattform weiß",
        "en": "Names and steps of publishing, and what only the forge knows",
    },
}


def find(look: Look, subjects: Collection[str] | None = None) -> Iterator[Fact]:
    """The facts of all subjects, or of these, in the order of the table."""
    for subject in FACTS:
        if subjects is None or subject in subjects:
            yield from finder_of(subject)(look)


def finder_of(subject: str) -> Find:
    """The function of one subject, imported when it is asked for: some bring heavy readers."""
    return cast(Find, import_module(f"{__name__}.{subject}").find)


__all__ = [
    "FACTS",
    "TITLES",
    "Evidence",
    "Fact",
    "Find",
    "Forgetful",
    "History",
    "Look",
    "Past",
    "Tag",
    "Touched",
    "find",
    "finder_of",
    "with_titles",
]
