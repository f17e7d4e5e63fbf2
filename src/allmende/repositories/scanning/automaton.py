# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""All patterns as one automaton that says where in a text one of them may end.

The automaton is a prefilter: it reports every place where a pattern ends, with the exception that
`_flags` names, and now and then one more; `confirming` looks at each with RE2. Where Hyperscan is
missing, RE2 does both, slowly, and without that exception.
"""

import contextlib
import fcntl
import hashlib
import os
import platform
import re
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from allmende.repositories.detectors.pattern import Pattern

EVENTS = 300_000
"""How many ends are taken from one text, against texts made to match everywhere."""

_SET_MEMORY = 512 << 20
"""Bytes RE2 may take for the automaton of all patterns; with less it would silently give up."""

_COMPILED: dict[str, bytes] = {}
"""What this process compiled, by its name: compiling takes seconds, reading it milliseconds."""
_KEPT = 4
"""How many of them, of some megabytes each."""

_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH

_TAIL = re.compile(
    r"^(?P<head>.*[^\\])(?P<repeat>\+|\{(?P<least>[1-9]\d*),\d*\})(?P<close>\)*)$", re.S
)
_LETTERS = re.compile(r"[^\x00-\x7f]|\\[pP]|\\x\{")


class PatternTooLarge(ValueError):
    """No automaton can be made of this pattern; its repetitions are too long."""

    def __init__(self, id: str) -> None:
        super().__init__(f"the pattern {id} is too large for an automaton")
        self.id = id


class Automaton(Protocol):
    """Not for several threads at once."""

    def ends(self, text: bytes) -> tuple[list[tuple[int, int]], bool]:
        """(index of the pattern, offset behind the match) by offset, and whether some are missing.

        `text` is valid UTF-8.
        """
        ...


def build(patterns: Sequence[Pattern], folder: Path | None = None) -> Automaton:
    """The automaton of these patterns, kept compiled in `folder` for the next time.

    Raises PatternTooLarge.
    """
    try:
        import hyperscan
    except ImportError:
        return WithRe2(patterns)
    return WithHyperscan(patterns, folder, hyperscan)


def fingerprint(patterns: Sequence[Pattern]) -> str:
    """What changes whenever a pattern does; 32 hex digits."""
    parts = [(one.id, one.kind, one.regex, one.anchor, one.version) for one in patterns]
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


class WithHyperscan:
    def __init__(self, patterns: Sequence[Pattern], folder: Path | None, hyperscan: Any) -> None:
        self._database = _database(patterns, folder, hyperscan) if patterns else None
        self._terminated = hyperscan.ScanTerminated

    def ends(self, text: bytes) -> tuple[list[tuple[int, int]], bool]:
        events: list[tuple[int, int]] = []
        if self._database is None or not text:
            return events, False
        add = events.append

        def on_match(index: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            add((end, index))
            return len(events) >= EVENTS

        try:
            self._database.scan(text, match_event_handler=on_match)
        except self._terminated:
            return _by_offset(events), True
        return _by_offset(events) if events else events, False


def _by_offset(events: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(index, end) for end, index in sorted(events)]


def _database(patterns: Sequence[Pattern], folder: Path | None, hyperscan: Any) -> Any:
    name = _name(patterns, hyperscan)
    if folder is None:
        return _of_this_process(name, patterns, hyperscan)
    kept = folder / f"{name}.hyperscan"
    if (ready := _read(kept, hyperscan)) is not None:
        return ready
    with _alone(folder):
        if (ready := _read(kept, hyperscan)) is not None:
            return ready
        database = _of_this_process(name, patterns, hyperscan)
        with contextlib.suppress(OSError):
            _write(kept, hyperscan.dumpb(database))
    return database


def _name(patterns: Sequence[Pattern], hyperscan: Any) -> str:
    """Another one for everything else that is compiled, or compiled in another way."""
    asked = [(shortened(one.prefilter), _flags(one, hyperscan)) for one in patterns]
    engine = (hyperscan.__version__, platform.machine(), asked)
    return hashlib.blake2b(repr(engine).encode(), digest_size=16).hexdigest()


def _of_this_process(name: str, patterns: Sequence[Pattern], hyperscan: Any) -> Any:
    if name not in _COMPILED:
        while len(_COMPILED) >= _KEPT:
            _COMPILED.pop(next(iter(_COMPILED)), None)
        _COMPILED[name] = hyperscan.dumpb(_compile(patterns, hyperscan))
    return _loaded(_COMPILED[name], hyperscan)


def _loaded(content: bytes, hyperscan: Any) -> Any:
    database = hyperscan.loadb(content, hyperscan.HS_MODE_BLOCK)
    database.scratch = hyperscan.Scratch(database)
    return database


def _read(kept: Path, hyperscan: Any) -> Any:
    """A file of another processor or a damaged one is refused by its checksum, and made anew.

    So is one that others could have written: Hyperscan believes what is in it.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    with (
        contextlib.suppress(OSError, hyperscan.error),
        os.fdopen(os.open(kept, flags), "rb") as file,
    ):
        about = os.fstat(file.fileno())
        if about.st_uid == os.geteuid() and not about.st_mode & _OF_OTHERS:
            return _loaded(file.read(), hyperscan)
    return None


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Compiling takes seconds; processes that start together wait for the first."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write(path: Path, content: bytes) -> None:
    """In one step, since another process may read it meanwhile."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        file = Path(place) / path.name
        file.touch(mode=0o600)
        file.write_bytes(content)
        file.replace(path)


def _compile(patterns: Sequence[Pattern], hyperscan: Any) -> Any:
    try:
        return _compiled(patterns, hyperscan, [_flags(one, hyperscan) for one in patterns])
    except hyperscan.error:
        # One pattern too large for exactness spoils the whole; those get an approximation.
        possible = [_possible_flags(one, hyperscan) for one in patterns]
        return _compiled(patterns, hyperscan, possible)


def _compiled(patterns: Sequence[Pattern], hyperscan: Any, flags: Sequence[int]) -> Any:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[shortened(one.prefilter).encode() for one in patterns],
        ids=list(range(len(patterns))),
        elements=len(patterns),
        flags=list(flags),
    )
    return database


def _flags(pattern: Pattern, hyperscan: Any) -> int:
    """Characters instead of bytes are counted only where the pattern names some outside ASCII.

    Everywhere else it would make compiling many times as long. The price: in `[^"]{4,40}` and
    `.{3}` a letter outside ASCII counts as two or more, so that a match which such letters bring
    over the upper limit is not seen.
    """
    return hyperscan.HS_FLAG_UTF8 if names_letters(pattern.prefilter) else 0


def _possible_flags(pattern: Pattern, hyperscan: Any) -> int:
    exact = _flags(pattern, hyperscan)
    for flags in (exact, exact | int(hyperscan.HS_FLAG_PREFILTER)):
        with contextlib.suppress(hyperscan.error):
            _compiled([pattern], hyperscan, [flags])
            return flags
    raise PatternTooLarge(pattern.id)


def names_letters(regex: str) -> bool:
    """Whether the regex speaks of letters outside ASCII.

    >>> names_letters("[^a]."), names_letters("[aä]"), names_letters(r"\\pL")
    (False, True, True)
    """
    return _LETTERS.search(regex) is not None


def shortened(regex: str) -> str:
    """The regex without the repetition at its end, which would report an end at every character.

    It ends wherever the whole one does, or earlier in the same match.

    >>> shortened("key-([a-z]{20,40})"), shortened("key-[a-z]+"), shortened("a[+]")
    ('key-([a-z]{20})', 'key-[a-z]', 'a[+]')
    """
    tail = _TAIL.match(regex)
    if tail is None:
        return regex
    least = f"{{{tail['least']}}}" if tail["least"] else ""
    return f"{tail['head']}{least}{tail['close']}"


class WithRe2:
    """Which patterns match at all by one automaton, then where by each of them."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        import re2

        options = re2.Options()
        options.max_mem = _SET_MEMORY
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self._single = [re2.compile(one.regex) for one in patterns]
        for one in patterns:
            self._set.Add(one.regex)
        if patterns:
            self._set.Compile()

    def ends(self, text: bytes) -> tuple[list[tuple[int, int]], bool]:
        events: list[tuple[int, int]] = []
        if not self._single or not text:
            return events, False
        for index in self._set.Match(text) or ():
            for match in self._single[index].finditer(text):
                events.append((match.end(), index))
                if len(events) >= EVENTS:
                    return _by_offset(events), True
        return _by_offset(events), False
