# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Patches are taken by the real git, whatever the names, the line ends and the last line."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allmende.publishing.preparing import Change, patch

LINES = st.lists(
    st.sampled_from([b"a", b"", b"\xc3\xa4", b"-x", b"+y", b"@@", b"\\ no", b"a\r", b"\xff", b" "]),
    max_size=12,
)
NAMES = st.text("ab ä\"\\'\t-*é日", min_size=1, max_size=8).map(lambda one: f"x{one}x")


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    newline = draw(st.sampled_from([b"\n", b"\r\n"]))
    return newline.join(draw(LINES)) + (newline if draw(st.booleans()) else b"")


def by_git(folder: Path, change: Change) -> bytes:
    path = folder / change.path
    if change.before is not None:
        path.write_bytes(change.before)
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        cwd=folder,
        input=patch([change]),
        check=True,
        capture_output=True,
    )
    return path.read_bytes()


@given(NAMES, st.none() | contents(), contents())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_git_makes_of_the_patch_what_was_meant(
    name: str, before: bytes | None, after: bytes
) -> None:
    if before == after:
        assert patch([Change(name, before, after)]) == b""
        return
    with tempfile.TemporaryDirectory() as folder:
        assert by_git(Path(folder), Change(name, before, after)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\r\ntwo", b"one\r\ntwo\r\n\r\nthree\r\n"),
        (b"one\ntwo", b"one\ntwo\nthree"),
        (b"", b"one\n"),
        (None, b"one"),
        (b"one\n" * 40, b"zero\n" + b"one\n" * 40 + b"two\n"),
    ],
)
def test_line_ends_and_last_lines_survive(
    tmp_path: Path, before: bytes | None, after: bytes
) -> None:
    assert by_git(tmp_path, Change("Über uns.md", before, after)) == after


def test_nothing_changed_is_an_empty_patch() -> None:
    assert patch([Change("a", b"x", b"x")]) == b""
