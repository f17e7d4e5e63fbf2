# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One inspection of a whole history, again, and after ten new commits.

`./dev bench repositories [--peers DIR]... [--limit SECONDS] [--only-given] [CLONE...]`

Measured on a history that is generated from a seed (kept under var/bench) and on the clones given.
The floor is what git alone takes to list the objects and to hand out the same blobs. Each figure
is of one process with its children; CPU is user and system time.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench._table import print_table
from tests.bench.repositories import generating
from tests.bench.repositories.copying import LISTING, NEW, Size, add_commits, copy, list_blobs
from tests.bench.repositories.measuring import Run, run
from tests.bench.repositories.peers import Peer, installed, version
from tests.bench.repositories.planting import Planted, planted
from tests.repositories.many import make_many

from allmende.repositories import Limits
from allmende.repositories.scanning.redacting import redact

CACHE = Path(__file__).parents[3] / "var/bench"
MANY = 200
"""Small repositories in one call of the command."""
_MB = 1_000_000

Row = tuple[str, str]


def main(arguments: Sequence[str] = ()) -> None:
    asked = _arguments(arguments)
    if not asked.only_given:
        folder, secrets = generating.generated(CACHE)
        new = next(planted(generating.SEED + 1))
        title = f"repositories: generated, seed {generating.SEED}"
        print_table(title, list(_rows(folder, secrets, new, asked)))
        print_table(f"repositories: {MANY} small ones", list(_many()))
    for clone in asked.clones:
        name = "/".join(clone.resolve().parts[-2:])
        print_table(f"repositories: {name}", list(_rows(clone, [], None, asked)))


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench repositories")
    parser.add_argument("clones", metavar="CLONE", nargs="*", type=Path)
    parser.add_argument(
        "--peers",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="an environment with other scanners; may be given again",
    )
    parser.add_argument("--limit", metavar="SECONDS", type=float, default=300, help="for each peer")
    parser.add_argument("--only-given", action="store_true", help="leave the generated one out")
    return parser.parse_args(words)


def _rows(
    source: Path, secrets: list[Planted], new: Planted | None, asked: argparse.Namespace
) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="allmende-bench-") as place:
        scratch = Path(place)
        repository = copy(source, scratch / "copy.git")
        size = list_blobs(repository, scratch / "blobs", Limits().blob_bytes)
        yield "what is measured", _described(size, repository)
        if secrets:
            yield "planted secrets", _tally(secrets, secrets)
        floor = run(["git", "-C", str(repository), "cat-file", "--batch", "--buffer"],
                    feed=scratch / "blobs")  # fmt: skip
        listing = run(["git", "-C", str(repository), *LISTING])
        yield "floor: git cat-file --batch --buffer, the same blobs", _took(floor)
        yield "beside it: git rev-list --objects --all", _took(listing)
        yield from _inspections(repository, scratch, secrets, new, floor, listing)
        yield from _peers(repository, scratch, secrets, floor, asked)
        yield (
            "load of the machine (1, 5, 15 min)",
            "{:.1f}, {:.1f}, {:.1f}".format(*os.getloadavg()),
        )


def _described(size: Size, repository: Path) -> str:
    packs = sum(one.stat().st_size for one in repository.glob("objects/pack/*.pack"))
    return (
        f"{size.commits:,} commits, {size.blobs:,} blobs, of them read {size.read:,} with "
        f"{size.bytes / _MB:,.0f} MB; pack {packs / _MB:,.0f} MB"
    )


def _took(one: Run, floor: Run | None = None) -> str:
    times = f" = {one.cpu / floor.cpu:.1f} × floor" if floor else ""
    together = f", all without mapped files {one.together / _MB:,.0f} MB" if one.together else ""
    return (
        f"{one.cpu:.1f} s CPU{times}, {one.wall:.1f} s by the clock, "
        f"largest process {one.largest / _MB:,.0f} MB{together}"
    )


# --- ourselves -----------------------------------------------------------------------------------


def _inspections(
    repository: Path,
    scratch: Path,
    secrets: list[Planted],
    new: Planted | None,
    floor: Run,
    listing: Run,
) -> Iterator[Row]:
    first, told = _inspect(repository, scratch)
    yield "first inspection, all facts and detectors", _took(first, floor)
    both = first.cpu / (floor.cpu + listing.cpu)
    yield "the same against cat-file and rev-list together", f"{both:.1f} ×"
    yield "its findings", _found(told, secrets)
    second, again = _inspect(repository, scratch)
    same = "the same findings" if again["findings"] == told["findings"] else "OTHER FINDINGS"
    yield "second inspection, nothing new", f"{_took(second)}; {same}"
    add_commits(repository, new, generating.SEED)
    third, told = _inspect(repository, scratch)
    yield f"third inspection, after {NEW} new commits", _took(third)
    yield "its findings", _found(told, [*secrets, *([new] if new else [])])
    size = sum(one.stat().st_size for one in (scratch / "store").rglob("*") if one.is_file())
    yield "store on disk", f"{size / _MB:.1f} MB"


def _inspect(repository: Path, scratch: Path) -> tuple[Run, dict]:
    command = [sys.executable, "-m", "allmende", "repository", "inspect", str(repository)]
    out = scratch / "inspection.json"
    took = run([*command, "--json", "--store", str(scratch / "store")], out=out, limit=3_600)
    lines = out.read_text().splitlines()
    if took.status not in (0, 1) or not lines:
        raise SystemExit(f"allmende repository inspect ended with {took.status}")
    return took, json.loads(lines[0])


def _found(told: dict, secrets: list[Planted]) -> str:
    kinds = [one["kind"] for one in told["findings"]]
    counts = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in sorted(set(kinds)))
    complete = "complete" if told["coverage"]["complete"] else "incomplete"
    if not secrets:
        return f"{counts}; coverage {complete}"
    shown = {
        (one["redacted"], place["path"].partition("!")[0] if place["where"] == "file" else "")
        for one in told["findings"]
        for place in one["places"]
    }
    known = [
        one
        for one in secrets
        if (redact(one.value), "" if one.where == "message" else one.path) in shown
    ]
    return f"{counts}; coverage {complete}; planted found: {_tally(known, secrets)}"


def _tally(known: list[Planted], secrets: list[Planted]) -> str:
    """How many of how many, by where they were put."""
    parts = []
    for where in dict.fromkeys(one.where for one in secrets):
        of = sum(one.where == where for one in secrets)
        parts.append(f"{where} {sum(one.where == where for one in known)}/{of}")
    return f"{len(known)} of {len(secrets)} ({', '.join(parts)})"


def _many() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="allmende-bench-") as place:
        scratch = Path(place)
        sources = scratch / "sources"
        made = make_many(scratch / "many", MANY)
        sources.write_text("".join(json.dumps(str(one)) + "\n" for one in made))
        command = [sys.executable, "-m", "allmende", "repository", "inspect", "-", "--json"]
        said = []
        for jobs in (1, 2):
            out = scratch / f"{jobs}.json"
            more = [f"--jobs={jobs}", f"--store={scratch / f'store{jobs}'}"]
            took = run([*command, *more], feed=sources, out=out, limit=3_600)
            told = [json.loads(line) for line in out.read_text().splitlines()]
            said.append([_told(each) for each in told])
            holds, failed = (sum(map(test, told)) for test in (_holds, _failed))
            counts = f"{len(told)} answers, {holds} with findings, {failed} errors"
            yield f"--jobs {jobs}", f"{_took(took)}; {counts}"
        yield "the same answers in the same order", "yes" if said[0] == said[1] else "NO"


def _told(answer: dict) -> dict:
    """All but the time, and the coverage, in which it counts what was known already."""
    return {key: answer[key] for key in answer.keys() - {"inspected_at", "coverage"}}


def _holds(answer: dict) -> bool:
    return bool(answer.get("findings"))


def _failed(answer: dict) -> bool:
    return "error" in answer


# --- the others ----------------------------------------------------------------------------------


def _peers(
    repository: Path,
    scratch: Path,
    secrets: list[Planted],
    floor: Run,
    asked: argparse.Namespace,
) -> Iterator[Row]:
    tree = scratch / "tree"
    for peer, program in installed(asked.peers):
        if program is None:
            yield peer.name, "not installed"
            continue
        if peer.tree and not tree.is_dir():
            _check_out(repository, tree)
        report = scratch / f"{peer.name}.json"
        place = tree if peer.tree else repository
        home = {"HOME": str(scratch), "XDG_CACHE_HOME": str(scratch / "cache")}
        took = run(
            [program, *peer.words(place, report)],
            out=scratch / "out.json",
            limit=asked.limit,
            more=home,
        )
        name = f"{peer.name} {version(peer, program)}" + (", files of HEAD" if peer.tree else "")
        yield name, _judged(peer, took, report, scratch / "out.json", secrets, floor)


def _judged(
    peer: Peer, took: Run, report: Path, out: Path, secrets: list[Planted], floor: Run
) -> str:
    if took.stopped:
        return f"stopped after {took.wall:.0f} s by the clock, {took.wall / floor.wall:.0f} × floor"
    text = (report if report.exists() else out).read_text(encoding="utf-8", errors="replace")
    try:
        count = f"{peer.count(text):,} findings"
    except (ValueError, LookupError, TypeError):
        count = f"no report (exit status {took.status})"
    known = [one for one in secrets if peer.knows(text, one)]
    planted_too = f"; planted found: {_tally(known, secrets)}" if secrets else ""
    return f"{_took(took, floor)}; {count}{planted_too}"


def _check_out(repository: Path, tree: Path) -> None:
    """The files of HEAD, those that are there; nothing is smudged or hooked."""
    tree.mkdir()
    archive = subprocess.Popen(
        ["git", "-C", str(repository), "archive", "HEAD"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    subprocess.run(["tar", "-xm", "-C", str(tree)], stdin=archive.stdout, check=False)
    archive.wait()
    shutil.rmtree(tree / ".git", ignore_errors=True)
