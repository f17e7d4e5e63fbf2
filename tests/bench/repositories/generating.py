# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A git repository as years of work leave one behind: the same for the same seed.

Commits come from a handful of lanes (main and open branches) that merge; files that were edited
are edited again; most versions differ from the one before in a few lines; sizes are log-normal.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO

from tests.bench.repositories.lines import Words, pools
from tests.bench.repositories.planting import Planted, planted

VERSION = 1
"""Rises with every change of what is generated, so that an older one is not taken for it."""

SEED = 20_261_123
COMMITS = 30_500
BLOBS = 70_500
INFLATED = 2_100_000_000
"""Bytes of all blobs together, about."""

_BEGIN = 1_420_000_000
_LANES = 6
_MOST_VERSIONS = 300
_LARGEST = 1_800_000
_COMMIT = 1_000_000
"""The mark of the first commit, behind those of all blobs."""
_KINDS = {  # share of the files, folder and ending
    "code": (50, "src/{}.py"),
    "json": (10, "src/data/{}.json"),
    "yaml": (9, "config/{}.yaml"),
    "prose": (12, "manual/{}.md"),
    "po": (6, "i18n/{}/messages.po"),
    "lock": (2, "{}/package-lock.json"),
    "packed": (3, "public/{}.min.js"),
    "binary": (8, "public/img/{}.png"),
}


@dataclass(slots=True)
class File:
    """One path, how often it is written, and how many bytes it has."""

    path: str
    kind: str
    size: float
    versions: int = 0
    lane: int | None = None


@dataclass(slots=True)
class Step:
    """One commit: its lane, which versions of which files, and what is planted or taken away."""

    lane: int
    edits: list[tuple[int, int]]
    opens: bool = False
    merges: int | None = None
    adds: list[Planted] = field(default_factory=list)
    removes: list[Planted] = field(default_factory=list)
    message: str = ""


def generated(cache: Path, seed: int = SEED) -> tuple[Path, list[Planted]]:
    """The bare repository of that seed, made where `cache` does not hold it, and what is in it."""
    folder = cache / f"history-{VERSION}-{seed}.git"
    secrets = list(planted(seed))
    if not folder.is_dir():
        half = folder.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        _make(half, seed, secrets)
        half.rename(folder)
    return folder, secrets


def _make(folder: Path, seed: int, secrets: list[Planted]) -> None:
    chance = Random(seed)
    files, steps = _plan(chance)
    _plant(steps, secrets, chance)
    _scale(files)
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(folder)], check=True)
    # As deep as the chains of deltas are in most real packs.
    command = ["git", "-C", str(folder), "fast-import", "--quiet", "--depth=8"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as git:
        assert git.stdin
        first = _write_blobs(git.stdin, files, chance)
        _write_commits(git.stdin, files, steps, first, chance)
        _write_other_branches(git.stdin, steps, secrets, chance)
        git.stdin.close()
        assert git.wait() == 0
    subprocess.run(["git", "-C", str(folder), "repack", "-adq"], check=True)


# --- the plan: who edits what when ---------------------------------------------------------------


def _plan(chance: Random) -> tuple[list[File], list[Step]]:
    files: list[File] = []
    steps: list[Step] = []
    written: list[int] = []
    branches: dict[int, set[int]] = {}
    newest = blobs = 0
    while blobs < BLOBS or len(steps) < COMMITS:
        lane, opens = _lane(chance, branches, newest) if steps else (0, False)
        newest = max(newest, lane)
        step = Step(lane, [], opens)
        for _ in range(_amount(chance)):
            number = _file(chance, files, written, lane)
            if number not in [one for one, _ in step.edits]:
                files[number].versions += 1
                files[number].lane = lane or None
                step.edits.append((number, files[number].versions - 1))
                written.append(number)
                blobs += 1
        if lane:
            branches.setdefault(lane, set()).update(number for number, _ in step.edits)
        steps.append(step)
        if lane and chance.random() < 0.12:
            steps.append(_merge(files, branches.pop(lane), lane))
    steps += [_merge(files, touched, lane) for lane, touched in branches.items()]
    return files, steps


def _lane(chance: Random, branches: dict[int, set[int]], newest: int) -> tuple[int, bool]:
    """Main is 0; a branch that is opened gets the next number."""
    pick = chance.random()
    if pick < 0.4:
        return 0, False
    if not branches or (len(branches) < _LANES and pick < 0.5):
        return newest + 1, True
    return chance.choice(list(branches)), False


def _amount(chance: Random) -> int:
    return min(40, int(chance.paretovariate(1.5)))


def _file(chance: Random, files: list[File], written: list[int], lane: int) -> int:
    """A new file or one that nobody else edits; what was edited often is edited again."""
    if files and chance.random() > 0.125:
        for _ in range(10):
            number = chance.choice(written)
            one = files[number]
            if one.lane in (None, lane) and one.versions < _MOST_VERSIONS:
                return number
    kind = chance.choices(list(_KINDS), [share for share, _ in _KINDS.values()])[0]
    name = f"part{chance.randint(0, 40)}/{'abcdefgh'[chance.randint(0, 7)]}/unit{len(files)}"
    size = chance.lognormvariate(9.2, 1.25) * {"lock": 8, "po": 4, "packed": 4}.get(kind, 1)
    files.append(File(_KINDS[kind][1].format(name), kind, size))
    return len(files) - 1


def _merge(files: list[File], touched: set[int], lane: int) -> Step:
    for number in touched:
        files[number].lane = None
    return Step(
        0, [(number, files[number].versions - 1) for number in sorted(touched)], False, lane
    )


def _plant(steps: list[Step], secrets: list[Planted], chance: Random) -> None:
    last = len(steps) - 1
    on_main = [at for at, step in enumerate(steps) if step.lane == 0 and step.merges is None]
    merges = [at for at, step in enumerate(steps) if step.merges is not None]
    for one in secrets:
        at = chance.choice(merges if one.where == "merge only" else on_main)
        if one.where == "message":
            steps[at].message = one.line
            continue
        if one.where == "other branch":
            continue
        steps[at].adds.append(one)
        if one.where in ("removed", "merge only"):
            later = [other for other in on_main if at < other <= at + 400]
            steps[later[-1] if later else last].removes.append(one)


def _scale(files: list[File]) -> None:
    """So that all versions together are as large as they shall be."""
    planned = sum(min(one.size, _LARGEST) * one.versions for one in files)
    for one in files:
        one.size = min(_LARGEST, max(40, one.size * INFLATED / planned))


# --- the stream for git fast-import --------------------------------------------------------------


def _write_blobs(out: IO[bytes], files: list[File], chance: Random) -> list[int]:
    """All versions, those of one file behind each other; answers the mark of each file's first."""
    lines = pools(chance)
    marks, mark = [], 1
    for one in files:
        marks.append(mark)
        for content in _contents(one, lines, chance):
            out.write(b"blob\nmark :%d\ndata %d\n" % (mark, len(content)))
            out.write(content)
            out.write(b"\n")
            mark += 1
    return marks


def _contents(file: File, pool: dict[str, list[bytes]], chance: Random) -> Iterator[bytes]:
    if file.kind == "binary":
        for _ in range(file.versions):
            yield b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + chance.randbytes(int(file.size))
        return
    lines = pool[file.kind]
    width = sum(map(len, lines[:500])) / len(lines[:500])
    text = chance.choices(lines, k=1 + int(file.size / width))
    text.insert(0, f"# {file.path}\n".encode())
    yield b"".join(text)
    for number in range(1, file.versions):
        for _ in range(1 + int(chance.expovariate(0.6))):
            at, gone = chance.randint(1, len(text)), chance.choice((0, 1, 1, 1, 2, 3))
            text[at : at + gone] = chance.choices(lines, k=chance.choice((0, 1, 1, 1, 2, 3)))
        text[0] = f"# {file.path} {number}\n".encode()
        yield b"".join(text)


def _write_commits(
    out: IO[bytes], files: list[File], steps: list[Step], first: list[int], chance: Random
) -> None:
    words = Words(chance)
    people = [
        f"{words.word().title()} {words.word().title()} <{words.word()}{n}@example.org>"
        for n in range(40)
    ]
    for number, step in enumerate(steps):
        when = _BEGIN + number * 11_000 + chance.randint(0, 5_000)
        text = step.message or f"{words.sentence()}\n\n{words.sentence()}\n"
        lines = [f"commit {_ref(step.lane)}", f"mark :{_COMMIT + number}"]
        lines += [f"committer {chance.choice(people)} {when} +0100"]
        lines += [f"data {len(text.encode())}", text]
        if step.opens:
            lines.append("from refs/heads/main")
        if step.merges is not None:
            lines.append(f"merge {_ref(step.merges)}")
        lines += [
            f"M 100644 :{first[one] + version} {files[one].path}" for one, version in step.edits
        ]
        lines += [f"D {one.path}" for one in step.removes]
        out.write("\n".join(lines).encode() + b"\n")
        for one in step.adds:
            _write_inline(out, one)
        out.write(b"\n")
        if step.merges is not None:  # the branch is deleted after its merge
            out.write(f"reset {_ref(step.merges)}\nfrom {'0' * 40}\n\n".encode())
        if number % 300 == 299:
            _write_tag(out, f"v1.{number // 300}.0", people[0], when, annotated=number % 600 == 599)


def _write_other_branches(
    out: IO[bytes], steps: list[Step], secrets: list[Planted], chance: Random
) -> None:
    """Branches that never came back, each with one commit."""
    kept = [one for one in secrets if one.where == "other branch"]
    for number, one in enumerate(kept):
        base = _COMMIT + chance.randrange(len(steps))
        head = f"commit refs/heads/support/{number}\ncommitter A B <a@example.org> {_BEGIN} +0000\n"
        out.write(f"{head}data 4\nStay\nfrom :{base}\n".encode())
        _write_inline(out, one)
        out.write(b"\n")


def _write_inline(out: IO[bytes], one: Planted) -> None:
    content = one.content()
    out.write(f"M 100644 inline {one.path}\ndata {len(content)}\n".encode() + content + b"\n")


def _write_tag(out: IO[bytes], name: str, person: str, when: int, annotated: bool) -> None:
    if annotated:
        who = f"tagger {person} {when} +0100\ndata {len(name)}\n{name}\n"
        out.write(f"tag {name}\nfrom refs/heads/main\n{who}".encode())
    else:
        out.write(f"reset refs/tags/{name}\nfrom refs/heads/main\n\n".encode())


def _ref(lane: int) -> str:
    return f"refs/heads/feature/{lane}" if lane else "refs/heads/main"
