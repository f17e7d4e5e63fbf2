# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The tree of an SPDX licence expression, and the error of a text that is none.

Source: SPDX specification 2.3 Annex D and 3.0.1 Annex "SPDX license expressions". Printing puts
in only the parentheses that the order of precedence (+, WITH, AND, OR) makes necessary.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence id as the SPDX list spells it, or a LicenseRef; `plus` where "+" was written."""

    id: str
    plus: bool = False

    def __str__(self) -> str:
        return f"{self.id}+" if self.plus else self.id


@dataclass(frozen=True, slots=True)
class With:
    """A licence with an SPDX exception id or an AdditionRef."""

    licence: Licence
    exception: str

    def __str__(self) -> str:
        return f"{self.licence} WITH {self.exception}"


@dataclass(frozen=True, slots=True)
class And:
    """Two or more expressions that hold together."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " AND ".join(
            [f"({part})" if isinstance(part, Or) else str(part) for part in self.parts]
        )


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more expressions among which the receiver chooses."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " OR ".join([str(part) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Unstated:
    """NONE (there is no licence) or NOASSERTION (nothing is said)."""

    word: str

    def __str__(self) -> str:
        return self.word


Leaf: TypeAlias = Licence | With | Unstated
Expression: TypeAlias = Licence | With | And | Or | Unstated


class NotAnExpression(ValueError):
    """A text is no SPDX expression.

    `position` is the 0-based character where reading stopped, `reason` a sentence by language
    (de, en), `suggestion` what was probably meant in place of the word there, or None.
    """

    def __init__(
        self,
        text: str,
        position: int,
        reason: dict[str, str],
        suggestion: str | Callable[[], str | None] | None = None,
    ) -> None:
        super().__init__(f"{reason['en']} (position {position})")
        self.text = text
        self.position = position
        self.reason = reason
        self._suggestion = suggestion

    @property
    def suggestion(self) -> str | None:
        """Looked up only when asked for: who merely wants to know yes or no need not wait."""
        if callable(self._suggestion):
            self._suggestion = self._suggestion()
        return self._suggestion

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "position": self.position,
            "reason": self.reason,
            "suggestion": self.suggestion,
        }
