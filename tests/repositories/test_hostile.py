# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A whole inspection of what was made to harm it: it ends, says what it did not see, and nothing
is run, nothing is written but into the store.

What git alone must withstand stands in git/test_hostile.py; sizes that take longer are measured by
`./dev bench hostile`.
"""

import gzip
import io
import os
import sqlite3
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.repositories.making import ANNA, Made, make

from allmende.repositories import Inspection, Limits, StoreUnusable, all_patterns, inspect
from allmende.repositories.processes import Processes
from allmende.repositories.scanning import open_store, store
from allmende.repositories.scanning.automaton import build

TOKEN = "AKIA" + "QZ7RT5WMXN3LVK2D"
SECRET = f"AWS_ACCESS_KEY_ID={TOKEN}\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({"README.md": "# Example\n", "deploy.env": SECRET}, "Begin")
    return made


def paths_of_secrets(found: Inspection) -> set[str]:
    """All places of all secrets."""
    secrets = [one for one in found.findings or () if one.kind == "secret"]
    return {place.path for one in secrets for place in one.places}


def state(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Every file below, with what changes when somebody touches it."""
    return {
        path: (seen.st_mode, seen.st_size, seen.st_mtime_ns)
        for path in folder.rglob("*")
        for seen in [path.lstat()]
    }


def test_nothing_is_run_and_nothing_is_written_but_into_the_store(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    canary = tmp_path / "canary"
    run = made.inner / "run.sh"
    run.write_text(f"#!/bin/sh\ntouch {canary}\nexit 1\n")
    run.chmod(0o755)
    lay_traps(made, run, tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    before = state(tmp_path)
    found = inspect(made.folder, store=tmp_path / "store")
    after = {
        path: seen
        for path, seen in state(tmp_path).items()
        if tmp_path / "store" not in path.parents
    }
    after.pop(tmp_path / "store")
    assert not canary.exists()
    assert after == before
    paths = paths_of_secrets(found)
    assert "deploy.env" in paths
    assert paths & {"../../escape.env", "-x", "..", ".git", "/etc/passwd"}
    assert not paths & {"link.env", "folder/outside.env", "theirs.env"}


def lay_traps(made: Made, run: Path, outside: Path) -> None:
    """Everything at once that could make git or us run, fetch, follow or write something."""
    (outside / "outside.env").write_text(SECRET)
    (made.folder / "link.env").symlink_to(outside / "outside.env")
    (made.folder / "folder").symlink_to(outside)
    modules = f'[submodule "s"]\n\tpath = s\n\turl = file://{outside}\n\tupdate = !{run}\n'
    made.write({".gitmodules": modules, ".gitconfig": f"[core]\n\tfsmonitor = {run}\n"})
    made.commit()
    made.write({".gitattributes": "* filter=x diff=x merge=x ident\n"})
    made.commit()
    names = [b"../../escape.env", b".git", b"..", b"/etc/passwd", b"\xff\xfe.env", b"-x", b"a\nb"]
    blob = made.blob(SECRET.encode() + b"# elsewhere\n")
    tree = made.tree(("100644", name, blob) for name in names)
    made.ref("refs/heads/names", made.commit_object(tree))
    made.git("replace", made.git("rev-parse", "HEAD:README.md"), made.blob(b"replaced\n"))
    other = make(outside / "other")
    other.commit({"theirs.env": SECRET})
    (made.objects / "info").mkdir(exist_ok=True)
    (made.objects / "info/alternates").write_text(f"{other.objects}\n")
    (made.inner / "hooks").mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        (made.inner / "hooks" / name).symlink_to(run)
    made.configure(
        f"[core]\n\tfsmonitor = {run}\n\tsshCommand = {run}\n\tpager = {run}\n"
        f'[filter "x"]\n\tclean = {run}\n\tsmudge = {run}\n\trequired\n'
        f'[diff "x"]\n\ttextconv = {run}\n\tcommand = {run}\n[diff]\n\texternal = {run}\n'
        f'[remote "origin"]\n\turl = ext::{run}\n\tpromisor = true\n'
        f"[credential]\n\thelper = !{run}\n"
    )


def test_bytes_that_are_no_utf_8_stand_everywhere(made: Made):
    odd = b"\xff\xfe\x80\xc3("
    blob = made.blob(odd + b"\n" + SECRET.encode())
    tree = made.tree([("100644", odd + b".env", blob), ("100644", b"README.md", blob)])
    person = odd + b" <" + odd + b"@example.org> 1700000000 +0000"
    message = odd + b"\n" + SECRET.replace("QZ7", "WZ7").encode()
    commit = made.commit_object(
        tree, (), person, message=message, headers=b"encoding " + odd + b"\n"
    )
    made.ref("refs/heads/main", commit)
    with (made.inner / "packed-refs").open("ab") as file:
        file.write(commit.encode() + b" refs/tags/v1" + odd + b"\n")
    found = inspect(made.folder)
    assert found.commit == commit
    # A secret in a message stands under no path.
    assert paths_of_secrets(found) == {"README.md", "\\xff\\xfe\\x80\\xc3(.env", ""}
    assert found.coverage_json["complete"]


@pytest.mark.parametrize("at", [-2208988800, 4102444800], ids=["1900", "2100"])
def test_a_history_of_another_century_is_inspected(made: Made, at: int):
    tree = made.git("rev-parse", "HEAD^{tree}")
    person = f"{ANNA[0]} <{ANNA[1]}> {at} +0000".encode()
    commit = made.commit_object(tree, (), person)
    made.ref("refs/heads/main", commit)
    made.ref("refs/tags/v1.0.0", commit)
    found = inspect(made.folder)
    assert found.commit == commit
    assert paths_of_secrets(found) == {"deploy.env"}


def test_archives_that_swell_are_cut_and_the_rest_is_found(made: Made, tmp_path: Path):
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", b"\0" * 30_000_000)
    made.commit({"bomb.zip": zipped.getvalue(), "bomb.gz": gzip.compress(b"0" * 100_000_000)})
    start = time.process_time()
    found = inspect(made.folder)
    assert found.scan is not None and found.scan.notes["archive-cut"] == 2
    assert not found.coverage_json["complete"]
    assert paths_of_secrets(found) == {"deploy.env"}
    assert time.process_time() - start < 20


def test_a_blob_that_swells_over_the_limit_is_told_and_not_held(made: Made):
    made.commit({"large": b"\0" * 60_000_000})
    found = inspect(made.folder, limits=Limits(blob_bytes=1_000_000))
    assert found.scan is not None
    assert (found.coverage.too_large, found.scan.too_large) == (1, 1)
    assert not found.coverage_json["complete"]


def test_a_broken_pack_is_said_and_what_is_readable_is_found(made: Made):
    for number in range(30):
        made.commit({f"{number}.env": f"{number}\n{SECRET}" + os.urandom(300).hex()})
    pack = made.pack()
    pack.chmod(0o644)
    content = bytearray(pack.read_bytes())
    content[-3_000:-2_900] = b"\xff" * 100
    pack.write_bytes(content)
    found = inspect(made.folder)
    assert not found.coverage_json["complete"]
    assert found.coverage.broken or found.coverage.missing or found.coverage.cut_at


def test_a_store_that_another_process_holds_is_said_and_the_inspection_goes_on(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "_BUSY", 0.05)
    open_store(tmp_path / "store").close()
    holder = sqlite3.connect(tmp_path / "store/scans.sqlite3", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        found = inspect(made.folder, store=tmp_path / "store")
    finally:
        holder.close()
    assert found.scan is not None and found.scan.store is not None
    assert found.scan.store.keys() == {"de", "en"}
    assert paths_of_secrets(found) == {"deploy.env"}


def test_a_store_that_may_only_be_read_is_named(made: Made, tmp_path: Path):
    open_store(tmp_path / "store").close()
    for path in (tmp_path / "store").iterdir():
        path.chmod(0o444)
    (tmp_path / "store").chmod(0o555)
    if os.access(tmp_path / "store", os.W_OK):
        pytest.skip("whoever may write everywhere writes here, too")
    try:
        assert said_of_the_store(made.folder, tmp_path / "store")
    finally:
        (tmp_path / "store").chmod(0o755)


def said_of_the_store(folder: Path, place: Path) -> bool:
    """Whether an inspection says that it could not use the store, before or in its coverage."""
    try:
        found = inspect(folder, store=place)
    except StoreUnusable as error:
        return error.why.keys() == {"de", "en"}
    return found.scan is not None and found.scan.store is not None


def test_two_processes_inspect_the_same_into_the_same_store_at_once(made: Made, tmp_path: Path):
    for number in range(30):
        made.commit({f"{number}.txt": f"{number} {SECRET}"})
    build(all_patterns(), tmp_path / "store/automata")  # not what is tested, and long
    with Processes(2) as processes:
        both = [processes.submit(inspect, made.folder, store=tmp_path / "store") for _ in range(3)]
        found = [one.result() for one in both]
    assert all(one.scan and one.scan.store is None for one in found)
    assert len({len(one.findings or ()) for one in found}) == 1
    assert all(one.coverage_json["complete"] for one in found)


def test_two_threads_do_not_disturb_each_other(made: Made, tmp_path: Path):
    with ThreadPoolExecutor(2) as threads:
        found = list(
            threads.map(lambda _: inspect(made.folder, store=tmp_path / "store"), range(4))
        )
    assert [paths_of_secrets(one) for one in found] == 4 * [{"deploy.env"}]
