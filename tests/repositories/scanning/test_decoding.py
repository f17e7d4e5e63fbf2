# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What files may look like, and be scanned all the same."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from tests.repositories.scanning.inspecting import OTHER, PATTERNS, TOKEN

from allmende.repositories.scanning.archives import INFLATED, MEMBERS
from allmende.repositories.scanning.engine import Engine
from allmende.repositories.scanning.hits import Outcome

TEXT = f"one\nkey: {TOKEN}\n"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(PATTERNS, None, b"salt" * 8)


def places(outcome: Outcome) -> list[tuple[str, int, int, str | None]]:
    return [(one.detector, one.line, one.column, one.member) for one in outcome.hits]


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"]
)
def test_texts_in_every_encoding(engine: Engine, encoding: str) -> None:
    text = f"Größe\nkey: {TOKEN}\n" if encoding != "utf-16-le" else TEXT
    assert places(engine.scan(text.encode(encoding))) == [("token", 2, 6, None)]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_letters_outside_ascii_are_found_in_every_encoding(engine: Engine, encoding: str) -> None:
    outcome = engine.scan("Name: A, Straße Überlingen".encode(encoding))
    assert places(outcome)[0][:1] == ("street",)


def test_bytes_that_are_no_utf_8_between_some_that_are(engine: Engine) -> None:
    data = b"\xff\xc3\x28 " + "Straße Überlingen ".encode() + b"\xfe" + TOKEN.encode() + b"\x80"
    assert [one.detector for one in engine.scan(data).hits] == ["street", "token"]


def test_the_column_counts_characters(engine: Engine) -> None:
    assert places(engine.scan(f"äöü {TOKEN}".encode())) == [("token", 1, 5, None)]


def test_a_line_of_megabytes(engine: Engine) -> None:
    data = b"ab " * 700_000 + TOKEN.encode() + b" cd" * 700_000
    assert places(engine.scan(data)) == [("token", 1, 2_100_001, None)]


def test_a_match_over_many_lines(engine: Engine) -> None:
    key = "-----BEGIN " + "KEY-----\n" + "Ab3d5F7h\n" * 150
    assert places(engine.scan(f"x\n{key}-----END".encode())) == [("key", 3, 1, None)]


def test_the_same_value_many_times_is_one_hit_with_a_count(engine: Engine) -> None:
    hit = engine.scan(f"{TOKEN}\n{OTHER}\n{TOKEN}\n".encode()).hits[0]
    assert (hit.line, hit.count) == (1, 2)


def test_a_judge_can_drop(engine: Engine) -> None:
    assert engine.scan(b"tok" + b"_" + b"x" * 30).hits == ()


def test_more_matches_than_are_kept_are_said(engine: Engine) -> None:
    data = "".join(f"h{number}.intern.example\n" for number in range(1_500)).encode()
    outcome = engine.scan(data)
    assert (len(outcome.hits), outcome.notes) == (1_000, ("overflow",))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files(engine: Engine, pack) -> None:
    outcome = engine.scan(pack(TEXT.encode()))
    assert places(outcome) == [("token", 2, 6, "content")]
    assert outcome.notes == ("archive",)


def test_two_compressed_streams_in_one_file(engine: Engine) -> None:
    data = gzip.compress(b"nothing\n") + gzip.compress(TEXT.encode()) + b"\0" * 100
    assert places(engine.scan(data)) == [("token", 3, 6, "content")]


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: gzip.compress(tarred(files))])
def test_members_of_archives(engine: Engine, pack) -> None:
    data = pack({"a/b.txt": TEXT.encode(), "wide.txt": OTHER.encode("utf-16")})
    found = places(engine.scan(data))
    assert found == [("token", 2, 6, "a/b.txt"), ("token", 1, 1, "wide.txt")]


def test_an_archive_in_an_archive_is_not_opened_and_said(engine: Engine) -> None:
    outcome = engine.scan(zipped({"inner.zip": zipped({"a.txt": TEXT.encode()})}))
    assert (outcome.hits, outcome.notes) == ((), ("archive", "archive-nested", "binary"))


def test_a_bomb_of_one_member_is_cut(engine: Engine) -> None:
    outcome = engine.scan(zipped({"a.txt": b"\n" * 40_000_000}))
    assert "archive-cut" in outcome.notes


def test_a_compressed_bomb_is_cut(engine: Engine) -> None:
    assert engine.scan(gzip.compress(b"\n" * (2 * INFLATED))).notes == ("archive", "archive-cut")


def test_a_bomb_of_many_members_is_cut(engine: Engine) -> None:
    files = {f"{number}.txt": b"" for number in range(MEMBERS + 1)}
    assert engine.scan(zipped(files)).notes == ("archive", "archive-cut")


def test_what_stands_before_the_damage_is_read(engine: Engine) -> None:
    outcome = engine.scan(gzip.compress(TEXT.encode() + b"more\n" * 60_000, 0)[:200_000])
    assert places(outcome) == [("token", 2, 6, "content")]
    assert "archive-unreadable" in outcome.notes


@pytest.mark.parametrize("start", [b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"])
def test_archives_that_cannot_be_read_are_said(engine: Engine, start: bytes) -> None:
    assert "archive-unreadable" in engine.scan(start + b"\0" * 100).notes


def test_binary_files_are_searched_for_what_is_certain(engine: Engine) -> None:
    data = b"\x7fELF\0\0" + TOKEN.encode() + b'\0secret="abcdefgh"\0www.intern.example\0'
    outcome = engine.scan(data)
    assert [one[:2] for one in places(outcome)] == [("token", 0)]
    assert (len(outcome.hits), outcome.notes) == (1, ("binary",))


def test_a_pdf_is_said_not_to_be_read(engine: Engine) -> None:
    assert engine.scan(b"%PDF-1.7\n...").notes == ("pdf",)


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh"])
def test_the_shortest_files(engine: Engine, data: bytes) -> None:
    assert engine.scan(data).hits == ()
