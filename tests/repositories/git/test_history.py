# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who did what and when: commits, changes, tags, messages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.repositories.making import Made, make

from allmende.repositories.git import open_repository
from allmende.repositories.git.commits import (
    _read_any,
    message_of_commit,
    message_of_tag,
    read_commit,
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "made")
    made.commit({"a": "1"}, "Begin\nhere\n\nand more")
    return made


def test_a_commit_says_who_and_when(made: Made):
    made.commit({"a": "2"}, "Go on", author="Jürgen Muster", mail="j@example.org", date=86_400)
    with open_repository(made.folder) as repository:
        first = next(each for each in repository.commits() if not each.parents)
        second = next(each for each in repository.commits() if each.parents)
        assert second.parents == (first.id,)
        assert (second.author_name, second.author_mail) == ("Jürgen Muster", "j@example.org")
        assert second.authored_at == second.committed_at == 86_400
        assert (first.subject, second.subject) == ("Begin here", "Go on")
        assert second.tree == repository.tree().id
        assert not first.signed


def test_a_commit_comes_before_its_parents_whatever_the_dates(made: Made):
    made.commit({"a": "2"}, date=200)
    made.commit({"a": "3"}, date=100)
    with open_repository(made.folder) as repository:
        seen: set[str] = set()
        for each in repository.commits():
            assert not seen & set(each.parents)
            seen.update(each.parents)
        assert len(repository.commit_ids(of=repository.head())) == 3


def test_a_signature_is_seen_and_not_verified(made: Made):
    tree = made.git("rev-parse", "HEAD^{tree}")
    signature = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n"
    made.ref("refs/heads/signed", made.commit_object(tree, headers=signature))
    with open_repository(made.folder) as repository:
        assert [each.signed for each in repository.commits()].count(True) == 1
        assert not any("abc" in each.text for each in repository.messages())


def test_a_message_is_read_in_the_encoding_it_names(made: Made):
    tree = made.git("rev-parse", "HEAD^{tree}")
    person = "Jörg <j@example.org> 1 +0000".encode("latin-1")
    commit = made.commit_object(
        tree, (), person, message="Größe".encode("latin-1"), headers=b"encoding ISO-8859-1\n"
    )
    made.ref("refs/heads/old", commit)
    with open_repository(made.folder) as repository:
        found = next(each for each in repository.commits() if each.id == commit)
    assert (found.author_name, found.subject) == ("Jörg", "Größe")


def test_changes_tell_who_brought_and_who_removed(made: Made):
    brought = made.commit({"b": "two"})
    changed = made.commit({"b": "three"})
    removed = made.commit({"b": None})
    with open_repository(made.folder) as repository:
        found = [each for each in repository.changes() if each.path == "b"]
    assert [(each.commit, each.status) for each in found] == [
        (brought, "A"),
        (changed, "M"),
        (removed, "D"),
    ]
    assert found[0].old == "" and found[2].new == ""
    assert found[0].new == found[1].old and found[1].new == found[2].old


def test_what_only_a_merge_brought_is_told_for_each_parent(made: Made):
    made.switch("side", new=True)
    made.commit({"b": "side"})
    made.switch("main")
    made.commit({"c": "main"})
    merge = made.merge("side", {"evil": "only here"})
    with open_repository(made.folder) as repository:
        found = [each for each in repository.changes() if each.commit == merge]
        assert sorted(each.path for each in found) == ["b", "c", "evil", "evil"]
        assert all(each.merge for each in found)
        assert merge not in {each.commit for each in repository.changes(of_merges=())}
        order = list(dict.fromkeys(each.commit for each in repository.changes()))
        assert order[-1] == merge


def test_of_merges_only_what_concerns_some_blobs(made: Made):
    made.switch("side", new=True)
    made.commit({"b": "side"})
    made.switch("main")
    other = made.commit({"c": "main"})
    merge = made.merge("side", {"evil": "only here"})
    wanted = made.git("rev-parse", "HEAD:evil")
    with open_repository(made.folder) as repository:
        found = list(repository.changes(of_merges={wanted}))
    assert [each.path for each in found if each.commit == merge] == ["evil", "evil"]
    assert [(each.path, each.merge) for each in found if each.commit == other] == [("c", False)]


def test_refs_reach_what_is_behind_them_and_nothing_else(made: Made):
    first = made.git("rev-parse", "HEAD")
    made.switch("side", new=True)
    side = made.commit({"b": "side"})
    made.switch("main")
    with open_repository(made.folder) as repository:
        assert repository.reaches([first, side])
    made.git("branch", "-D", "side")
    with open_repository(made.folder) as repository:
        assert repository.reaches([first]) and repository.reaches([])
        assert not repository.reaches([side])
        assert not repository.reaches(["1" * 40])


def test_a_commit_with_an_unreadable_tree_is_counted_and_the_others_are_told(made: Made):
    for number in range(5):
        made.commit({f"folder{number}/x": str(number)})
    commits = made.git("rev-list", "--reverse", "HEAD").split()
    made.remove(made.git("rev-parse", f"{commits[3]}^{{tree}}"))
    with open_repository(made.folder) as repository:
        told = {each.commit for each in repository.changes()}
        assert told == {*commits[:3], commits[5]}
        assert {commits[3], commits[4]} <= set(repository.coverage_notes().samples)


def test_tags_light_annotated_signed_and_of_other_things(made: Made):
    made.tag("light")
    made.clock += 1000
    made.tag("v1.0", "First release")
    made.tag("v1.1", "text\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----")
    made.git("tag", "of-a-blob", made.blob(b"x"))
    head = made.git("rev-parse", "HEAD")
    with open_repository(made.folder) as repository:
        tags = {tag.name: tag for tag in repository.tags()}
    assert list(tags) == ["light", "of-a-blob", "v1.0", "v1.1"]
    assert (tags["light"].commit, tags["light"].annotated, tags["light"].at) == (
        head,
        False,
        made.clock - 1000,
    )
    assert (tags["v1.0"].commit, tags["v1.0"].annotated, tags["v1.0"].at) == (
        head,
        True,
        made.clock,
    )
    assert tags["v1.0"].subject == "First release"
    assert [tag.signed for tag in tags.values()] == [False, False, False, True]
    assert tags["of-a-blob"].commit is None


def test_messages_of_commits_and_tags_are_text_to_be_searched(made: Made):
    made.tag("v1", "a word in a tag")
    made.commit(message="a word in a commit")
    with open_repository(made.folder) as repository:
        found = [(each.kind, each.author_mail, each.text.strip()) for each in repository.messages()]
    assert found == [
        ("commit", "anna@example.org", "a word in a commit"),
        ("commit", "anna@example.org", "Begin\nhere\n\nand more"),
        ("tag", "anna@example.org", "a word in a tag"),
    ]


@pytest.mark.parametrize(
    ("message", "counts"),
    [
        (b"Add\n\nSigned-off-by: A <a@b.example>\nreviewed-by: C <c@d.example>\n", (1, 1)),
        (b"Add\n\nLong text.\r\n\r\nSigned-Off-By: A\r\nSigned-off-by: B\r\n", (2, 0)),
        (b"Add\n\nSigned-off-by: A\n\nNot the last paragraph\n", (0, 0)),
        (b"Signed-off-by: a subject is no trailer\n", (0, 0)),
        (b"Add\n\nWe had it Signed-off-by: nobody\n", (0, 0)),
        (b"", (0, 0)),
    ],
)
def test_trailers_are_counted_and_nobody_is_named(message: bytes, counts: tuple[int, int]):
    read = read_commit(
        "1" * 40, b"tree " + b"2" * 40 + b"\nauthor A <a@b.example> 1 +0000\n\n" + message
    )
    assert (read.signed_off, read.reviewed_by) == counts


def test_a_long_history_is_read_whole(made: Made):
    made.import_commits(2000, branch="long")
    with open_repository(made.folder) as repository:
        assert len(list(repository.commits())) == 2001
        assert sum(1 for _ in repository.changes()) == 2001
        assert len(list(repository.blobs())) == 2001


@given(st.binary(max_size=500))
def test_any_bytes_are_taken_as_a_commit_or_tag(data: bytes):
    assert read_commit("x", data).as_json()["id"] == "x"
    message_of_commit("x", data)
    message_of_tag("x", data)


HEADER_LINES = st.lists(
    st.sampled_from(
        [
            b"tree " + b"a" * 40,
            b"parent " + b"b" * 40,
            b"author Anna A <anna@example.org> 1700000000 +0100",
            b"author Anna<anna@example.org> -5 -0100",
            b"author <> 0 +0000",
            "author Jörg <jörg@example.org> 1700000000 +0100".encode("latin-1"),
            b"author broken <",
            b"committer Bert  <bert@example.org> 1700000001 +0000",
            b"committer Bert <bert@example.org> soon",
            b"gpgsig -----BEGIN PGP SIGNATURE-----",
            b" more of it",
            b"encoding ISO-8859-1",
            b"mergetag object " + b"c" * 40,
            b"",
        ]
    ),
    max_size=8,
)


@given(HEADER_LINES, st.text(max_size=80))
def test_the_short_way_of_reading_a_commit_says_what_the_long_one_says(
    lines: list[bytes], text: str
) -> None:
    usual = [b"tree " + b"a" * 40, b"author A <a@b> 1 +0000", b"committer A <a@b> 2 +0000"]
    for head in (lines, usual + lines, usual):
        data = b"\n".join([*head, b"", text.encode()])
        assert read_commit("1" * 40, data) == _read_any("1" * 40, data)
