# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The automaton loses nothing, whichever engine runs it."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.repositories.scanning.inspecting import OTHER, PATTERNS, TOKEN, pattern

from allmende.repositories.scanning import automaton
from allmende.repositories.scanning.automaton import (
    PatternTooLarge,
    WithHyperscan,
    WithRe2,
    build,
    fingerprint,
    names_letters,
    shortened,
)
from allmende.repositories.scanning.confirming import Confirmer

HYPERSCAN = build(PATTERNS)
RE2 = WithRe2(PATTERNS)
PIECES = (
    TOKEN,
    OTHER,
    "tok" + "_" + "x" * 30,
    "-----BEGIN " + "KEY-----\nAb3d5F7h\nAb3d5F7h=",
    "Name: Straße Überlingen",
    "db.intern.example",
    'secret="grün und blau"',
    " ",
    "\n",
    "_",
    "a",
    "ü",
    '"',
    "x" * 3_000,
)


def confirmed(engine, text: bytes):
    confirmer = Confirmer(PATTERNS, b"salt" * 8)
    return confirmer.confirm(text, engine.ends(text)[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_both_engines_find_the_same(pieces: list[str]) -> None:
    text = "".join(pieces).encode()
    assert confirmed(HYPERSCAN, text) == confirmed(RE2, text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_nothing_that_re2_matches_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = {hit.detector for hit in confirmed(HYPERSCAN, text.encode()).hits}
    for one in PATTERNS:
        groups = [match.group(1) for match in re2.finditer(one.regex, text)]
        if any("x" * 8 not in group for group in groups):
            assert one.id in found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6), st.integers(0, 3))
def test_what_was_said_of_a_window_before_changes_nothing(pieces: list[str], shift: int) -> None:
    confirmer = Confirmer(PATTERNS, b"salt" * 8)
    text = "".join(pieces).encode()
    other = b"\n" * shift + text
    confirmer.confirm(text, HYPERSCAN.ends(text)[0])
    again = confirmer.confirm(other, HYPERSCAN.ends(other)[0])
    assert again == confirmed(HYPERSCAN, other)


def test_this_machine_uses_hyperscan() -> None:
    assert isinstance(HYPERSCAN, WithHyperscan)


def test_the_automaton_is_read_back_from_its_folder(tmp_path: Path) -> None:
    first = build(PATTERNS, tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    second = build(PATTERNS, tmp_path)
    assert kept.stat().st_mtime_ns == written
    assert first.ends(TOKEN.encode()) == second.ends(TOKEN.encode()) == ([(0, len(TOKEN))], False)


def test_a_damaged_automaton_is_made_anew(tmp_path: Path) -> None:
    build(PATTERNS, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"spoilt" + kept.read_bytes()[6:])
    assert build(PATTERNS, tmp_path).ends(TOKEN.encode()) == ([(0, len(TOKEN))], False)


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_an_automaton_that_others_may_write_is_made_anew(tmp_path: Path, mode: int) -> None:
    build(PATTERNS, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    written = kept.stat().st_mtime_ns
    kept.chmod(mode)
    build(PATTERNS, tmp_path)
    assert kept.stat().st_mtime_ns != written
    assert kept.stat().st_mode & 0o777 == 0o600


def test_an_automaton_of_somebody_else_is_made_anew(tmp_path: Path, monkeypatch) -> None:
    build(PATTERNS, tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    somebody = kept.stat().st_uid + 1
    monkeypatch.setattr(automaton.os, "geteuid", lambda: somebody)
    build(PATTERNS, tmp_path)
    assert kept.stat().st_mtime_ns != written


def test_an_automaton_behind_a_link_is_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "automata", tmp_path / "elsewhere"
    build(PATTERNS, folder)
    (kept,) = folder.iterdir()
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    build(PATTERNS, folder)
    assert not kept.is_symlink()


def test_what_cannot_be_kept_leaves_nothing_behind(tmp_path: Path, monkeypatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "write_bytes", no_room)
    assert build(PATTERNS, tmp_path).ends(TOKEN.encode()) == ([(0, len(TOKEN))], False)
    assert not list(tmp_path.iterdir())


def test_another_way_of_compiling_has_another_name(tmp_path: Path, monkeypatch) -> None:
    build(PATTERNS, tmp_path)
    monkeypatch.setattr(automaton, "shortened", lambda regex: regex)
    build(PATTERNS, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_without_patterns_nothing_is_found() -> None:
    assert build(()).ends(b"text") == WithRe2(()).ends(b"text") == ([], False)


def test_a_pattern_too_large_for_exactness_is_approximated() -> None:
    large = pattern("large", r"é[^a]{400}b")
    text = ("é" * 401 + "b").encode()
    assert build([large]).ends(text)[0] == [(0, len(text))]


def test_a_pattern_too_large_for_any_automaton_is_named() -> None:
    large = pattern("large", r"(?:[a-f]{900}g{900}){900}")
    with pytest.raises(PatternTooLarge, match="large"):
        build([*PATTERNS, large])


def test_the_fingerprint_changes_with_every_pattern() -> None:
    assert fingerprint(PATTERNS) != fingerprint(PATTERNS[:-1])


@pytest.mark.parametrize(
    ("regex", "short"),
    [
        ("ab{3,9}", "ab{3}"),
        ("(ab+)", "(ab)"),
        ("((?:a|b+))", "((?:a|b))"),
        (r"a\+", r"a\+"),
        (r"a\\+", r"a\\+"),
        ("a{0,9}", "a{0,9}"),
        ("a[b+]", "a[b+]"),
        ("a{3}", "a{3}"),
        (r"a\{3,5}", r"a\{3,5}"),
    ],
)
def test_the_repetition_at_the_end_is_left_out(regex: str, short: str) -> None:
    assert shortened(regex) == short
    re.compile(short)


@pytest.mark.parametrize(
    ("regex", "named"),
    [("[a-z.]{3}[^a]", False), ("[aä]", True), (r"\p{L}", True), (r"\x{e4}", True)],
)
def test_letters_outside_ascii_are_told_apart(regex: str, named: bool) -> None:
    assert names_letters(regex) is named


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often something was compiled since, in a process that has compiled nothing yet."""
    counted: list[int] = []
    compile = automaton._compile
    monkeypatch.setattr(automaton, "_COMPILED", {})
    monkeypatch.setattr(automaton, "_compile", lambda *all: counted.append(1) or compile(*all))
    return counted


def test_of_two_that_start_together_one_compiles(tmp_path: Path, compiled: list[int]) -> None:
    with ThreadPoolExecutor(2) as threads:
        made = [threads.submit(build, PATTERNS, tmp_path) for _ in range(2)]
        ends = [one.result().ends(TOKEN.encode()) for one in made]
    assert ends[0] == ends[1] == ([(0, len(TOKEN))], False)
    assert len(compiled) == 1


def test_a_process_compiles_the_same_patterns_once(compiled: list[int]) -> None:
    for _ in range(3):
        assert build(PATTERNS).ends(TOKEN.encode()) == ([(0, len(TOKEN))], False)
    build(PATTERNS[:2])
    assert len(compiled) == 2
