# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What changed from one report to the next, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Json = Mapping[str, Any]
Text = Mapping[str, str]
Why = Literal["new", "gone", "answered", "answer-ended", "policy", "repository"]
BETTER = {"met": 3, "partly": 2, "not-met": 0}
"""States that can be ordered; what is not known is neither better nor worse."""


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion with another answer; a state is "" where the criterion was not asked.

    `why`: the criterion came or went; a person answered, or the answer no longer holds; the policy
    is another one; or what the inspection saw is. `before` and `after` explain each answer.
    """

    criterion: str
    question: Text
    level: str
    was: str
    now: str
    why: Why
    before: Text | None
    after: Text | None

    @property
    def direction(self) -> str:
        """better, worse, or other: where one of the two is not known."""
        if self.was not in BETTER or self.now not in BETTER:
            return "other"
        return "better" if BETTER[self.now] > BETTER[self.was] else "worse"


def changes(before: Json | None, after: Json | None) -> list[Change]:
    """The criteria whose state differs, in the order of the later report, then those that went."""
    if not before or not after:
        return []
    return list(_changes(before, after))


def _changes(before: Json, after: Json) -> Iterator[Change]:
    earlier = {one["criterion"]: one for one in before["answers"]}
    same_rules = _rules(before) == _rules(after)
    for one in after["answers"]:
        was = earlier.pop(one["criterion"], None)
        if was is None:
            yield _change(one, None, one, "new")
        elif was["state"] != one["state"]:
            yield _change(one, was, one, _why(was, one, same_rules))
    for was in earlier.values():
        yield _change(was, was, None, "gone")


def _rules(report: Json) -> tuple[Any, Any]:
    return report["criteria"]["version"], report["policy"]["version"]


def _why(was: Json, now: Json, same_rules: bool) -> Why:
    if now["by"] == "human":
        return "answered"
    if was["by"] == "human":
        return "answer-ended"
    return "repository" if same_rules else "policy"


def _change(shown: Json, was: Json | None, now: Json | None, why: Why) -> Change:
    return Change(
        criterion=shown["criterion"],
        question=shown["question"],
        level=shown["level"],
        was=was["state"] if was else "",
        now=now["state"] if now else "",
        why=why,
        before=was["explanation"] if was else None,
        after=now["explanation"] if now else None,
    )


def by_finding(before: list[Any] | None, after: list[Any] | None) -> tuple[int, int] | None:
    """How many findings came and went; None where one of the two was not scanned."""
    if before is None or after is None:
        return None
    was, now = {one["id"] for one in before}, {one["id"] for one in after}
    return len(now - was), len(was - now)
