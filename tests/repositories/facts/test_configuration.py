# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Configuration and whether it is explained."""

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import configuration

SETTINGS = {"src/main/resources/application.yml": "server:\n  port: 8080\n"}


def state(files: dict[str, str], key: str = "documented") -> str:
    return facts_of(configuration.find, looking_at(files))[f"configuration.{key}"].state


def test_without_anything_it_is_unknown_and_with_settings_alone_no() -> None:
    assert state({}) == "unknown"
    assert state(SETTINGS) == "no"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/configuration.md", ""),
        ("docs/Konfiguration.md", ""),
        ("docs/configuration/index.md", ""),
        ("README.md", "# App\n## Configuration\n"),
        ("README.md", "# App\n### Umgebungsvariablen\n"),
        ("README.rst", "Configuration\n=============\n"),
        ("README.md", "| Name | |\n|--|--|\n| `DB_HOST` | a |\n| `DB_PORT` | b |\n"),
        ("chart/values.schema.json", "{}"),
        ("chart/values.yaml", "# how many\nreplicas: 1\n# which\nimage: x\nother: y\n"),
    ],
)
def test_what_explains_it(path: str, text: str) -> None:
    assert state({**SETTINGS, path: text}) == "yes"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", "# App\nNo configuration needed.\n"),
        ("chart/values.yaml", "replicas: 1\nimage: x\nother: y\nmore: z\n"),
        (".claude/skills/configuration.md", ""),
        ("tests/configuration.md", ""),
        ("src/configuration.py", ""),
    ],
)
def test_what_does_not_explain_it(path: str, text: str) -> None:
    assert state({**SETTINGS, path: text}) == "no"


def test_examples() -> None:
    for path in (".env.example", "config.yaml.example", "settings.example.toml", "app/.env.dist"):
        assert state({path: ""}, "examples") == "yes"
    assert state({"example.md": ""}, "examples") == "no"


def test_values_from_the_environment() -> None:
    assert state({"application.properties": "a=${A:b}"}, "environment") == "yes"
    assert state({"compose.yml": "services: {a: {environment: {B: c}}}"}, "environment") == "yes"
    assert state(SETTINGS, "environment") == "unknown"
