# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Facts, findings, coverage and criteria, made in one line each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from allmende.criteria import Answer, Criterion, Given, Known, answer

TODAY = date(2026, 11, 23)
COMPLETE = {"complete": True, "shallow": False, "missing": 0, "broken": 0, "too_large": 0}
OFFICE = "name: {de: Musterstadt, en: Example}\noffice: {de: OSPO, en: OSPO}\n"
Write = Callable[..., Path]
"""Writes criteria files, content by name, into a profile of its own and gives its folder."""


def fact(key: str, state: str = "yes", value: Any = None, **more: Any) -> dict[str, Any]:
    """A fact as its JSON; `path` adds a place of evidence, `note` the same note twice."""
    path, note = more.get("path"), more.get("note")
    evidence = [{"kind": "path", "path": path, "line": more.get("line")}] if path else []
    notes = {"de": note, "en": note} if note else None
    return {"key": key, "state": state, "value": value, "evidence": evidence, "note": notes}


def finding(kind: str = "secret", confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "detector": "a-detector",
        "path": "conf/app.yml",
        "line": 7,
        "redacted": "abc…",
        "confidence": confidence,
        "introduced": "1" * 40,
        "removed": None,
        "in_head": True,
        "suppressed": None,
        **more,
    }


def known(*facts: dict[str, Any], **more: Any) -> Known:
    return Known.of(facts, **more)


def criterion(check: Any, **more: Any) -> Criterion:
    """A criterion with this check, complete enough to be valid."""
    texts = {"de": "Wort", "en": "word"}
    given = {"id": "one", "group": "g", "level": "must", "question": texts, "source": "a book"}
    return Criterion.model_validate(
        {**given, "remedy": texts, "hints": texts, "check": check, **more}
    )


def asked(check: Any, *facts: dict[str, Any], **more: Any) -> Answer:
    """The answer to a check, from these facts."""
    return answer(criterion(check), known(*facts, **more), on=TODAY)


def state_of(check: Any, *facts: dict[str, Any], **more: Any) -> str:
    return asked(check, *facts, **more).state


def given(state: Any = "met", **more: Any) -> Given:
    return Given(
        **{
            "criterion": "one",
            "state": state,
            "reason": "looked at it",
            "who": "office",
            "when": date(2026, 10, 1),
            **more,
        }
    )
