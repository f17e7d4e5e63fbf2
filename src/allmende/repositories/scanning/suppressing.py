# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What somebody has looked at and decided not to be a finding: with a reason, and until when.

A suppressed finding stays in the result and says so. The file `.allmende/suppressions.yaml` is read
from HEAD's tree only, so that what counts is what stands in the repository for all to see.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from allmende.repositories.git import Repository

FILE = ".allmende/suppressions.yaml"
_SIZE = 64_000
_DEPTH = 30
"""Brackets in brackets; reading takes the square of it, so that a file could last for hours."""
_ROW = re.compile(rb"^\s*(?:[-?:]\s+){4}", re.MULTILINE)
"""The same in the other notation."""
_SHORTEST = 8
"""Digits of a finding's id that are needed to name it."""
_KEYS = ("detector", "path", "finding", "reason", "expires")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Names findings by detector, by path (`*` within a folder, `**` across), by the first digits
    of the id of one of their places, or by several of these, which then must all fit.

    It counts up to and with the day `expires`; None is without end. `origin` says who set it,
    `line` where it stands in the repository's file.
    """

    reason: str
    detector: str | None = None
    path: str | None = None
    finding: str | None = None
    expires: date | None = None
    origin: Literal["repository", "caller"] = "caller"
    line: int | None = None

    def as_json(self) -> Mapping[str, Any]:
        return asdict(self) | {"expires": self.expires.isoformat() if self.expires else None}

    def fits(self, detectors: Iterable[str], places: Iterable[tuple[str, str]]) -> bool:
        """Whether it names a finding of these detectors at these places (id, path).

        A path must fit all of them: a value that stands in another file, too, is still a finding.
        """
        known = tuple(places)
        return (
            (self.detector is None or self.detector in detectors)
            and (self.path is None or all(_glob(self.path, path) for _, path in known))
            and (self.finding is None or any(id.startswith(self.finding) for id, _ in known))
        )


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that does not count, and why; `line` in the repository's file, if it has one."""

    why: Mapping[str, str]
    line: int | None = None

    def as_json(self) -> Mapping[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Suppressions:
    """Those that count, and those that do not."""

    valid: tuple[Suppression, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def first(
        self, detectors: Iterable[str], places: Sequence[tuple[str, str]]
    ) -> Suppression | None:
        """The first that fits all places, else the first of several that cover each of them."""
        names = tuple(detectors)
        whole = next((one for one in self.valid if one.fits(names, places)), None)
        if whole or not places:
            return whole
        covering = [self._covering(names, place) for place in places]
        return covering[0] if all(covering) else None

    def _covering(self, names: tuple[str, ...], place: tuple[str, str]) -> Suppression | None:
        return next((one for one in self.valid if one.fits(names, (place,))), None)


def suppressions(
    repository: Repository,
    given: Iterable[Suppression] = (),
    today: date | None = None,
    content: bytes | None = None,
) -> Suppressions:
    """Those in HEAD's file and those the caller hands in; `today` decides what has expired.

    `content` takes the place of HEAD's file, where the one that will be committed counts.
    """
    day = today or date.today()
    if content is None:
        content = _committed(repository)
    entries, problems = _in_file(content)
    checked = [(one, _problem(one, day)) for one in (*given, *entries)]
    rejected = [Rejected(why, one.line) for one, why in checked if why]
    return Suppressions(tuple(one for one, why in checked if not why), (*problems, *rejected))


def _problem(one: Suppression, today: date) -> Mapping[str, str] | None:
    if not one.reason.strip():
        return {"de": "Die Begründung fehlt", "en": "The reason is missing"}
    if one.expires is not None and one.expires < today:
        return {
            "de": f"Am {one.expires:%d.%m.%Y} abgelaufen",
            "en": f"Expired on {one.expires.isoformat()}",
        }
    if one.detector is None and one.path is None and one.finding is None:
        return {
            "de": "Weder Detektor noch Pfad noch Fund ist genannt",
            "en": "Neither detector nor path nor finding is named",
        }
    if one.finding is not None and len(one.finding) < _SHORTEST:
        return {
            "de": f"Ein Fund wird mit mindestens {_SHORTEST} Zeichen seiner Kennung genannt",
            "en": f"A finding is named by at least {_SHORTEST} characters of its id",
        }
    return None


def _committed(repository: Repository) -> bytes | None:
    """HEAD's file, or more than is read of one that is larger, so that it is said."""
    tree = repository.tree()
    if FILE not in tree.entries:
        return None
    content = tree.read(FILE, _SIZE)
    return bytes(_SIZE + 1) if content is None else content


def _in_file(content: bytes | None) -> tuple[list[Suppression], list[Rejected]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.error import YAMLError

    if content is None:
        return [], []
    if len(content) > _SIZE:
        return [], [Rejected({"de": f"{FILE} ist zu groß", "en": f"{FILE} is too large"})]
    if _deep(content):
        return [], [_not_understood(None)]
    try:
        data = YAML(typ="rt").load(io.BytesIO(content))
    except (YAMLError, ValueError, RecursionError):
        return [], [_not_understood(None)]
    entries = data.get("suppressions") if isinstance(data, dict) else None
    if not isinstance(entries, CommentedSeq):
        return [], [_not_understood(None)]
    valid: list[Suppression] = []
    rejected: list[Rejected] = []
    for number, entry in enumerate(entries):
        line = entries.lc.item(number)[0] + 1
        one = _entry(entry, line)
        if one is None:
            rejected.append(_not_understood(line))
        else:
            valid.append(one)
    return valid, rejected


def _deep(content: bytes) -> bool:
    depth = deepest = 0
    for one in content:
        if one in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif one in b"]}":
            depth -= 1
    return deepest > _DEPTH or _ROW.search(content) is not None


def _entry(entry: Any, line: int) -> Suppression | None:
    """None where a key or a value is none that is known: a misspelt one must not suppress more."""
    if not isinstance(entry, dict) or entry.keys() - set(_KEYS):
        return None
    expires = entry.get("expires")
    texts = {key: entry[key] for key in _KEYS[:-1] if entry.get(key) is not None}
    if isinstance(expires, datetime) or not isinstance(expires, date | None):
        return None
    if not all(isinstance(one, str) for one in texts.values()):
        return None
    words = {key: str(one) for key, one in texts.items()}
    reason = words.pop("reason", "")
    return Suppression(reason, expires=expires, origin="repository", line=line, **words)


def _not_understood(line: int | None) -> Rejected:
    keys = ", ".join(_KEYS)
    return Rejected(
        {
            "de": f"Nicht verstanden; unter „suppressions“ stehen Einträge mit {keys}",
            "en": f'Not understood; under "suppressions" stand entries with {keys}',
        },
        line,
    )


def _glob(pattern: str, path: str) -> bool:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    regex = "".join(words.get(one) or re.escape(one) for one in pieces)
    return re.fullmatch(regex, path, re.DOTALL) is not None
