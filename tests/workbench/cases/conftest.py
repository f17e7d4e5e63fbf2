# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Cases under the plain profile; what later apps register stands in for itself here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.cases import making

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions, kinds, registry
from allmende.workbench.cases.models import Case


@pytest.fixture
def every_kind(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> dict[str, Any]:
    """All kinds that are shipped, whether or not the apps that they name are there yet."""
    settings.POLICY = policies.load("plain")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SITE_ADDRESS = "https://werkbank.example.org"
    for which, stand_in in (
        ("GUARDS", lambda case: True),
        ("COMPUTATIONS", lambda actor, case: None),
        ("PANELS", lambda request, case: ()),
        ("DOCUMENTS", registry.DOCUMENTS["decision-sheet"]),
    ):
        known = {**dict.fromkeys(making.named()[which], stand_in), **getattr(registry, which)}
        monkeypatch.setattr(registry, which, known)
    found = definitions.current()
    assert len(found) >= 5
    return found


@pytest.fixture
def legal_question(every_kind: dict[str, kinds.Kind]) -> kinds.Kind:
    return every_kind["legal-question"]


@pytest.fixture
def asked(legal_question: kinds.Kind, colleague: User) -> Callable[..., Case]:
    """A legal question by the colleague in a state: `asked("review")`."""

    def make(state: str = "draft", **values: Any) -> Case:
        return making.brought_to(colleague, legal_question, state, values)

    return make
