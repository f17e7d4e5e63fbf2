# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Repositories made to run something, to read outside of themselves, or to never end.

Whatever a repository could make git run would leave the file `sentinel`.
"""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.repositories.making import Made, make

from allmende.repositories.git import Limits, Repository, open_repository


@pytest.fixture
def sentinel(tmp_path: Path) -> Path:
    return tmp_path / "sentinel"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({"a.txt": "first", "b.bin": b"\0\1"}, "Begin")
    made.commit({"a.txt": "second"}, "Go on")
    return made


def inspect(source: Path, limits: Limits | None = None) -> set[bytes | None]:
    """Everything that can be asked of a repository; returns the content of its blobs."""
    with open_repository(source, limits=limits) as repository:
        list(repository.commits())
        list(repository.changes())
        list(repository.messages())
        list(repository.tags())
        tree = repository.tree()
        for path in tree.entries:
            tree.text(path)
        return {each.data for each in read(repository)}


def read(repository: Repository) -> list:
    return list(repository.read_blobs(id for id, _ in repository.blobs()))


def command(made: Made, sentinel: Path) -> Path:
    """A program that leaves the sentinel, outside of what git tracks."""
    program = made.inner / "run.sh"
    program.write_text(f"#!/bin/sh\ntouch {sentinel}\nexit 1\n")
    program.chmod(0o755)
    return program


CONFIGURATIONS = {
    "fsmonitor": "[core]\n\tfsmonitor = {run}\n",
    "pager": "[core]\n\tpager = {run}\n[pager]\n\tlog = {run}\n",
    "ssh": "[core]\n\tsshCommand = {run}\n\taskPass = {run}\n\tgitProxy = {run}\n",
    "alternate refs": "[core]\n\talternateRefsCommand = {run}\n",
    "external diff": '[diff]\n\texternal = {run}\n[diff "x"]\n\ttextconv = {run}\n',
    "filter": '[filter "x"]\n\tclean = {run}\n\tsmudge = {run}\n\tprocess = {run}\n\trequired\n',
    "signatures": "[gpg]\n\tprogram = {run}\n[log]\n\tshowSignature = true\n",
    "hooks": "[core]\n\thooksPath = {hooks}\n",
    "alias": "[alias]\n\tlog = !{run}\n\trev-list = !{run}\n\tcat-file = !{run}\n",
    "include": "[include]\n\tpath = {included}\n",
    "credentials": "[credential]\n\thelper = !{run}\n",
    "pack hook": "[uploadpack]\n\tpackObjectsHook = {run}\n",
    "work tree": "[core]\n\tworktree = {outside}\n\tbare = false\n",
    "unknown extension": "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tunheard = of\n",
    "not a configuration": "[[[\n= = =\n\\\n",
}


@pytest.mark.parametrize("text", CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_its_configuration_does_not_count(made: Made, sentinel: Path, tmp_path: Path, text: str):
    run = command(made, sentinel)
    made.write({".gitattributes": "* diff=x filter=x text eol=crlf ident\n"})
    made.commit()
    (made.inner / "info/attributes").write_text("* diff=x filter=x\n")
    included = made.inner / "included"
    included.write_text(CONFIGURATIONS["fsmonitor"].format(run=run))
    names = {"run": run, "hooks": made.inner / "hooks", "included": included, "outside": tmp_path}
    made.configure(text.format(**names))
    assert {b"first", b"second"} <= inspect(made.folder)
    assert not sentinel.exists()


def test_no_hook_runs(made: Made, sentinel: Path):
    run = command(made, sentinel)
    (made.inner / "hooks").mkdir(exist_ok=True)
    for name in ("post-checkout", "pre-auto-gc", "reference-transaction", "post-index-change"):
        (made.inner / "hooks" / name).symlink_to(run)
    inspect(made.folder)
    assert not sentinel.exists()


def test_the_callers_own_git_variables_do_not_count(
    made: Made, sentinel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run = command(made, sentinel)
    other = make(tmp_path / "other")
    other.commit({"x": "other"})
    monkeypatch.setenv("GIT_DIR", str(other.inner))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.objects))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(run))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(run))
    assert inspect(made.folder) == {b"first", b"second", b"\0\1"}
    assert not sentinel.exists()


def test_a_promised_object_is_not_fetched_from_a_remote_that_is_a_command(
    made: Made, sentinel: Path
):
    run = command(made, sentinel)
    gone = made.git("rev-parse", "HEAD:a.txt")
    made.remove(gone)
    made.configure(
        f'[remote "origin"]\n\turl = ext::{run}\n\tpromisor = true\n\tuploadpack = {run}\n'
        '[protocol "ext"]\n\tallow = always\n'
        "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n"
    )
    assert inspect(made.folder) == {b"first", b"\0\1"}
    assert not sentinel.exists()
    with open_repository(made.folder) as repository:
        assert repository.partial
        read(repository)
        assert repository.coverage_notes().samples == (gone,)


def test_a_submodule_that_points_to_a_file_address_is_only_an_entry(made: Made, tmp_path: Path):
    other = make(tmp_path / "other")
    commit = other.commit({"secret": "of the other"})
    made.git("update-index", "--add", "--cacheinfo", f"160000,{commit},inner")
    made.write({".gitmodules": f'[submodule "i"]\n\tpath = inner\n\turl = file://{other.folder}\n'})
    made.git("add", ".gitmodules")
    made.git("commit", "--quiet", "--message", "With a submodule")
    assert b"of the other" not in inspect(made.folder)


def test_replace_refs_are_not_obeyed_but_counted(made: Made):
    blob = made.git("rev-parse", "HEAD:a.txt")
    made.git("replace", blob, made.blob(b"put in its place"))
    with open_repository(made.folder) as repository:
        found = {each.id: each.data for each in read(repository)}
        assert found[blob] == b"second"
        assert b"put in its place" in found.values()
        assert repository.tree().text("a.txt") == "second"
        assert repository.coverage_notes().replaced == 1


def test_grafts_are_not_obeyed_but_said(made: Made):
    (made.inner / "info/grafts").write_text(made.git("rev-parse", "HEAD") + "\n")
    with open_repository(made.folder) as repository:
        assert len(list(repository.commits())) == 2
        assert repository.coverage_notes().grafted


def test_alternates_outside_are_not_followed_unless_allowed(made: Made, tmp_path: Path):
    borrower = Made(tmp_path / "borrower", made.clock)
    made.git("clone", "--quiet", "--shared", str(made.folder), str(borrower.folder))
    with open_repository(borrower.folder) as repository:
        assert read(repository) == []
        notes = repository.coverage_notes()
        assert notes.alternates == (str(made.objects),)
        assert not notes.complete
    with open_repository(borrower.folder, borrow=(made.folder,)) as repository:
        assert len(read(repository)) == 3
        assert len(list(repository.commits())) == 2
        assert repository.coverage_notes().complete


def test_alternates_in_a_circle_end(made: Made):
    (made.objects / "info").mkdir(exist_ok=True)
    (made.objects / "info/alternates").write_text(f"{made.objects}\n../objects\n")
    assert len(inspect(made.folder)) == 3


@pytest.mark.parametrize("name", ["pack", "ab"])
def test_a_link_in_the_place_of_objects_is_not_followed_out(made: Made, tmp_path: Path, name: str):
    other = make(tmp_path / "other")
    commit = other.commit({"secret": "of the other"})
    if name == "pack":
        other.pack()
    name = name if name == "pack" else commit[:2]
    if (made.objects / name).is_dir():
        (made.objects / name).rename(tmp_path / "away")
    (made.objects / name).symlink_to(other.objects / name)
    made.ref("refs/heads/stolen", commit)
    with open_repository(made.folder) as repository:
        assert repository.coverage_notes().alternates == (str(made.objects / name),)
        assert commit not in repository.commit_ids()


def test_a_pipe_in_the_place_of_an_object_does_not_block(made: Made):
    blob = made.git("rev-parse", "HEAD:a.txt")
    made.remove(blob)
    os.mkfifo(made.loose(blob))
    os.mkfifo(made.inner / "refs/heads/pipe")
    assert inspect(made.folder) == {b"first", b"\0\1"}


def test_a_symbolic_link_is_text_and_leads_nowhere(made: Made, tmp_path: Path):
    (tmp_path / "outside.txt").write_text("outside")
    (made.folder / "out").symlink_to(tmp_path / "outside.txt")
    made.commit()
    with open_repository(made.folder) as repository:
        tree = repository.tree()
        assert tree.entries["out"].is_link
        assert tree.text("out") == str(tmp_path / "outside.txt")


NAMES = [b"../../escape", b".git", b"..", b"/etc/passwd", b"a\\b", b"con\r\nx", b"\xff\xfe", b"-x"]


def test_names_that_lead_elsewhere_are_only_names(made: Made, tmp_path: Path):
    blob = made.blob(b"harmless")
    tree = made.tree([*(("100644", name, blob) for name in NAMES), ("100644", b".GIT", blob)])
    nested = made.tree([("40000", b"..", tree)])
    made.ref("refs/heads/main", made.commit_object(nested, [made.git("rev-parse", "HEAD")]))
    before = sorted(tmp_path.rglob("*"))
    assert b"harmless" in inspect(made.folder)
    assert sorted(tmp_path.rglob("*")) == before
    with open_repository(made.folder) as repository:
        paths = set(repository.tree().entries)
        assert {"../../../escape", "../.git", "../\\xff\\xfe", "../con\r\nx", "../-x"} <= paths
        assert repository.tree().text("../../../escape") == "harmless"
        changed = {each.path for each in repository.changes()}
        assert {"../../../escape", "../\\xff\\xfe"} <= changed


def test_one_name_twice_in_a_tree_counts_once(made: Made):
    one, two = made.blob(b"one"), made.blob(b"two")
    tree = made.tree([("100644", b"z", two), ("100644", b"a", one), ("100644", b"a", two)])
    made.ref("refs/heads/main", made.commit_object(tree))
    with open_repository(made.folder) as repository:
        assert list(repository.tree().entries) == ["a", "z"]
        assert repository.tree().text("a") == "one"
        assert {each.data for each in read(repository)} >= {b"one", b"two"}


DATES = {
    b"-2208988800 +0000": -2208988800,
    b"4102444800 +0100": 4102444800,
    b"9223372036854775807 +0000": 9223372036854775807,
    b"0 -9999": 0,
    b"": None,
    b"yesterday": None,
    b"99999999999999999999999999 +0000": None,
}


@pytest.mark.parametrize(("date", "expected"), DATES.items())
def test_any_date_is_read_or_unknown(made: Made, date: bytes, expected: int | None):
    tree = made.git("rev-parse", "HEAD^{tree}")
    person = b"Anna Beispiel <anna@example.org> " + date
    made.ref("refs/heads/odd", made.commit_object(tree, [made.git("rev-parse", "HEAD")], person))
    with open_repository(made.folder) as repository:
        commits = {each.id: each for each in repository.commits()}
        odd = commits[made.git("rev-parse", "odd")]
        assert (odd.author_name, odd.author_mail) == ("Anna Beispiel", "anna@example.org")
        assert odd.authored_at == expected
        assert len(commits) == 3


PERSONS = [b"", b"<>", b"only a name", b"\xff <\xfe> 1 +0000", b"a <b <c> d> 5 +0000", b"<" * 5000]


@pytest.mark.parametrize("person", PERSONS)
def test_any_author_is_read(made: Made, person: bytes):
    tree = made.git("rev-parse", "HEAD^{tree}")
    message = b"\xff\xfe\0 invalid\n"
    made.ref("refs/heads/odd", made.commit_object(tree, (), person, message=message))
    with open_repository(made.folder) as repository:
        assert len(list(repository.commits())) == 3
        texts = [each.text for each in repository.messages()]
        assert any("invalid" in text for text in texts)


def test_content_that_swells_is_not_held_in_memory(made: Made):
    made.commit({"bomb": b"\0" * 30_000_000})
    with open_repository(made.folder, limits=Limits(blob_bytes=1_000_000)) as repository:
        assert repository.coverage_notes().too_large == 0
        assert [e.state for e in read(repository) if e.size > 1_000_000] == ["too-large"]


def test_a_loose_object_that_lies_about_its_size_is_broken(made: Made):
    blob = made.git("rev-parse", "HEAD:a.txt")
    for size in (b"3", b"99999999999999", b"-1"):
        made.spoil(blob, zlib.compress(b"blob " + size + b"\0second"))
        assert b"first" in inspect(made.folder)


def test_a_tree_of_folders_in_folders_that_multiplies_ends(made: Made):
    tree = made.tree([("100644", b"f", made.blob(b"leaf"))])
    for _ in range(12):
        tree = made.tree([("40000", name.encode(), tree) for name in "abcdefghij"])
    made.ref("refs/heads/main", made.commit_object(tree, [made.git("rev-parse", "HEAD")]))
    made.pack()
    limits = Limits(paths=1000, memory=30_000_000)
    with open_repository(made.folder, limits=limits) as repository:
        assert {each.data for each in read(repository)} >= {b"leaf"}
        assert len(repository.tree().entries) == 1000
        assert len({each.commit for each in repository.changes()}) == 2
        notes = repository.coverage_notes()
        assert notes.limits_hit == ("paths",)
        assert not notes.complete


def test_folders_of_nothing_that_multiply_end(made: Made):
    tree = made.tree([])
    for _ in range(30):
        tree = made.tree([("40000", b"a", tree), ("40000", b"b", tree)])
    made.ref("refs/heads/main", made.commit_object(tree, [made.git("rev-parse", "HEAD")]))
    with open_repository(made.folder, limits=Limits(patience=0.5)) as repository:
        assert len(repository.tree().entries) == 0
        assert b"first" in {each.data for each in read(repository)}
        list(repository.changes())
        assert "patience" in repository.coverage_notes().limits_hit


def test_a_file_without_a_name_hides_nothing_else(made: Made):
    tree = made.tree([("100644", b"", made.blob(b"nameless")), ("100644", b"z", made.blob(b"z"))])
    odd = made.commit_object(tree, [made.git("rev-parse", "HEAD")])
    made.ref("refs/heads/odd", odd)
    assert {b"nameless", b"z", b"first"} <= inspect(made.folder)
    with open_repository(made.folder) as repository:
        assert len({each.commit for each in repository.changes()}) == 2
        assert repository.coverage_notes().samples == (odd,)


def forever(repository: Repository) -> None:
    list(repository.changes())


def blobs(repository: Repository) -> None:
    list(repository.blobs())


@pytest.mark.parametrize("ask", [forever, blobs])
def test_time_that_is_up_ends_every_question(made: Made, ask: Callable[[Repository], None]):
    with open_repository(made.folder, limits=Limits(seconds=0.0)) as repository:
        ask(repository)
        assert repository.coverage_notes().limits_hit == ("seconds",)
