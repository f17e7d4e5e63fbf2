# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CODEOWNERS: who is asked when a path changes, and whether the file works.

Sources: GitHub documentation "About code owners", GitLab documentation "Code Owners syntax".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from allmende.repositories.facts.fact import Text
from allmende.repositories.facts.reading import globs

MOST_RULES = 2_000
MOST_MATCHES = 3_000_000
"""Files times rules; beyond, the share is not counted."""

_SECTION = re.compile(r"\^?\[([^\]]{1,200})\](?:\[\d{1,3}\])?(?:\s+(.*))?$")
_WORDS = re.compile(r"(?:\\.|[^\s\\]){1,1000}")
_OWNER = re.compile(r"(@@?)?[\w.-]{1,100}((?:/[\w.-]{1,100}){0,20})$")
_MAIL = re.compile(r"[^@\s]{1,100}@[^@\s]{1,200}\.[^@\s.]{2,60}$")

OwnerKind = Literal["person", "team", "mail"]

NO_OWNER: Text = {
    "de": "Kein Eintrag nach dem Muster ist ein Name mit @ oder eine Mailadresse",
    "en": "Nothing after the pattern is a name with @ or a mail address",
}
NEGATED: Text = {
    "de": "GitHub kennt keine Ausnahmen mit !",
    "en": "GitHub does not know exceptions with !",
}
RANGE: Text = {
    "de": "GitHub kennt keine Zeichenklassen mit [ ]",
    "en": "GitHub does not know character ranges with [ ]",
}
NOT_USED: Text = {
    "de": "Das Muster ist leer oder zu lang",
    "en": "The pattern is empty or too long",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`owners` without those that are none; an empty rule takes the owners away again."""

    line: int
    pattern: str
    owners: tuple[tuple[str, OwnerKind], ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    written: str
    why: Text


@dataclass(frozen=True, slots=True)
class Codeowners:
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]

    def owners(self, kind: OwnerKind) -> int:
        return len({name for rule in self.rules for name, one in rule.owners if one == kind})

    def covered(self, paths: Sequence[str]) -> int | None:
        """How many of the paths have an owner; None where counting would take too long."""
        if len(paths) * len(self.rules) > MOST_MATCHES:
            return None
        owned: set[str] = set()
        for section in {rule.section for rule in self.rules}:
            owned.update(_owned(paths, [one for one in self.rules if one.section == section]))
        return len(owned)


def read(lines: Iterable[str], gitlab: bool = False) -> Codeowners:
    """Never raises; what GitHub would skip or GitLab would not understand is a problem."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    section = ""
    default: tuple[tuple[str, OwnerKind], ...] = ()
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#") or len(rules) >= MOST_RULES:
            continue
        if (heading := _SECTION.match(text)) and (gitlab or " " not in heading[1] or heading[2]):
            section, default = heading[1].lower(), tuple(_owners((heading[2] or "").split()))
            gitlab = True
            continue
        pattern, *rest = _without_comment(_WORDS.findall(text))
        if why := _refused(pattern, gitlab):
            problems.append(Problem(number, text, why))
            continue
        owners = tuple(_owners(rest))
        if rest and not owners:
            problems.append(Problem(number, text, NO_OWNER))
        rules.append(Rule(number, pattern, owners or (() if rest else default), section))
    return Codeowners(tuple(rules), tuple(problems))


def _without_comment(words: list[str]) -> list[str]:
    for index, word in enumerate(words[1:], 1):
        if word.startswith("#"):
            return words[:index]
    return words or [""]


def _refused(pattern: str, gitlab: bool) -> Text | None:
    if pattern.startswith("!") and not gitlab:
        return NEGATED
    if "[" in pattern and "]" in pattern and not gitlab:
        return RANGE
    return None if globs.gitignore(_unescaped(pattern)) or pattern == "/" else NOT_USED


def _unescaped(pattern: str) -> str:
    return pattern[1:] if pattern.startswith("\\#") else pattern


def _owners(words: Iterable[str]) -> Iterator[tuple[str, OwnerKind]]:
    for word in words:
        if _MAIL.match(word):
            yield word.lower(), "mail"
        elif word.startswith("@") and (owner := _OWNER.match(word)):
            yield word.lower(), "team" if owner[2] or owner[1] == "@@" else "person"


def _owned(paths: Sequence[str], rules: Sequence[Rule]) -> list[str]:
    """The last rule that matches a path decides."""
    left = list(paths)
    owned: list[str] = []
    for rule in reversed(rules):
        glob = globs.gitignore(_unescaped(rule.pattern))
        if glob is None:
            continue
        matching = [path for path in left if glob.matches(path)]
        if rule.owners:
            owned += matching
        if matching:
            taken = set(matching)
            left = [path for path in left if path not in taken]
    return owned
