# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A first file from a few answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allmende.publiccode.checking import check
from allmende.publiccode.model import Problem, Words, dotted
from allmende.publiccode.standard import TOP, Section, Text
from allmende.publiccode.writing import as_yaml, write


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known of a key. `many`: several answers; `flag`: yes or no."""

    key: str
    text: Words
    choices: tuple[str, ...] = ()
    many: bool = False
    flag: bool = False
    only_if: tuple[str, tuple[str, ...]] | None = None
    """Asked where the key named first has one of these answers."""

    def problems(self, answer: object) -> tuple[Problem, ...]:
        """What the standard has against an answer; empty where it will do."""
        report = check(as_yaml(_nested({self.key: answer})))
        key = dotted(tuple(self.key.split(".")))
        return tuple(one for one in report.problems if one.key.startswith(key))


def questions(language: str = "de") -> tuple[Question, ...]:
    """What a file needs at least, with the description in one language."""
    about = f"description.{language}"
    return (
        Question("name", {"de": "Name der Software", "en": "Name of the software"}),
        Question("url", {"de": "Adresse des Repositorys", "en": "Address of the repository"}),
        Question(
            "platforms",
            {
                "de": "Plattformen (web, windows, mac, linux, ios, android, ...)",
                "en": "Platforms (web, windows, mac, linux, ios, android, ...)",
            },
            many=True,
        ),
        Question(
            "developmentStatus",
            {"de": "Stand der Entwicklung", "en": "State of the development"},
            _choices("developmentStatus"),
        ),
        Question(
            "softwareType",
            {"de": "Art der Software", "en": "Kind of software"},
            _choices("softwareType"),
        ),
        Question(
            f"{about}.shortDescription",
            {"de": "Kurzbeschreibung (bis 150 Zeichen)", "en": "In short (up to 150 characters)"},
        ),
        Question(
            f"{about}.longDescription",
            {"de": "Beschreibung (ab 150 Zeichen)", "en": "Description (from 150 characters on)"},
        ),
        Question(
            f"{about}.features",
            {"de": "Was die Software kann", "en": "What the software does"},
            many=True,
        ),
        Question("legal.license", {"de": "Lizenz (SPDX)", "en": "Licence (SPDX)"}),
        Question(
            "maintenance.type",
            {"de": "Wer die Software pflegt", "en": "Who maintains the software"},
            _choices("maintenance", "type"),
        ),
        Question(
            "maintenance.contacts[0].name",
            {"de": "Name einer Ansprechperson", "en": "Name of a person to contact"},
            only_if=("maintenance.type", ("internal", "community")),
        ),
        Question(
            "maintenance.contractors[0].name",
            {"de": "Name des Unternehmens", "en": "Name of the contractor"},
            only_if=("maintenance.type", ("contract",)),
        ),
        Question(
            "maintenance.contractors[0].until",
            {"de": "Vertrag bis (JJJJ-MM-TT)", "en": "Contract until (YYYY-MM-DD)"},
            only_if=("maintenance.type", ("contract",)),
        ),
        Question(
            "localisation.localisationReady",
            {
                "de": "Lässt sich die Software in weitere Sprachen übersetzen?",
                "en": "Can the software be translated to further languages?",
            },
            flag=True,
        ),
        Question(
            "localisation.availableLanguages",
            {"de": "Sprachen der Oberfläche (de, en, ...)", "en": "Languages (de, en, ...)"},
            many=True,
        ),
    )


def new(answers: Mapping[str, Any]) -> str:
    """A valid file from answers by key, as `questions` names them, or from nested data.

    Raises Invalid with all that is missing or wrong.
    """
    return write(_nested(answers))


def _nested(answers: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, answer in answers.items():
        *sections, last = key.split(".")
        place = data
        for section in sections:
            name, is_list, _ = section.partition("[0]")
            if is_list:
                items = place.setdefault(name, [{}])
                place = items[0]
            else:
                place = place.setdefault(name, {})
        place[last] = answer
    return data


def _choices(*key: str) -> tuple[str, ...]:
    want: Any = Section(TOP)
    for name in key:
        want = want.fields[name]
    return want.one_of if isinstance(want, Text) else ()
