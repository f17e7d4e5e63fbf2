# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The rules that take a value out of texts, and what no text reaches."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publishing.cleaning.seeding import token
from tests.repositories.making import Made, make

from allmende.publishing.cleaning import Expressions, expressions_of, plan_of
from allmende.publishing.cleaning.values import replaced
from allmende.repositories.detectors.secrets.keys import pem_text

Read = Callable[[dict[str, str | bytes]], Expressions]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "example")


@pytest.fixture
def read(made: Made, store: Path) -> Read:
    def of(files: dict[str, str | bytes]) -> Expressions:
        made.commit(files)
        found = plan_of(made.folder, store=store, limit=0.3)
        assert found.offences
        return expressions_of(made.folder, found.offences, store=store)

    return of


def lines(text: bytes, rules: bytes) -> bytes:
    """A text after the rules, read from the lines of the file as the manual says."""
    pairs = [line.rsplit(b"==>", 1) for line in rules.splitlines()]
    for left, right in pairs:
        kind, _, pattern = left.partition(b":")
        text = text.replace(pattern, right) if kind == b"literal" else re.sub(pattern, right, text)
    return text


def test_a_long_value_goes_wherever_it_stands(read: Read) -> None:
    made = read({"app.env": f"AWS_ACCESS_KEY_ID={token(1)}\n"})
    elsewhere = f"see {token(1)} there".encode()
    assert lines(elsewhere, made.text) == b"see ***REMOVED*** there"


def test_a_short_value_goes_only_where_it_was_found(read: Read) -> None:
    short = "Zk4" + "!pq7"
    text = f"password = '{short}'\n"
    made = read({"app.properties": text})
    assert short.encode() not in lines(text.encode(), made.text)
    assert lines(b"other " + short.encode(), made.text) == b"other " + short.encode()


def test_a_key_goes_as_a_whole_although_a_detector_sees_its_beginning_only(read: Read) -> None:
    key = pem_text("RSA ", b"\x30\x82\x09\x28" + bytes(range(256)) * 9)
    text = f'KEY = """{key}"""\nPORT = 1\n'.encode()
    assert lines(text, read({"src/key.py": text}).text) == b'KEY = """***REMOVED***"""\nPORT = 1\n'


def test_a_key_without_an_end_takes_its_file_along(read: Read) -> None:
    key = pem_text("RSA ", b"\x30\x82\x09\x28" + bytes(range(256)) * 9)
    assert read({"src/key.py": key.partition("-----END")[0]}).files == ("src/key.py",)


def test_letters_in_latin_1_go_as_well(read: Read) -> None:
    value = "Grün-Weiß-4711-Zugspitze"
    text = f'password = "{value}"\n'.encode("latin-1")
    assert value.encode("latin-1") not in lines(text, read({"app.conf": text}).text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_takes_the_version_of_the_file_along(
    encoding: str, read: Read, made: Made
) -> None:
    made.commit({"notes.ini": "[x]\n"})
    found = read({"notes.ini": f"AWS_ACCESS_KEY_ID={token(2)}\n".encode(encoding)})
    assert found.versions == (made.git("rev-parse", "HEAD:notes.ini"),)
    assert found.files == ("notes.ini",)


def test_values_do_not_show_when_the_rules_are_printed(read: Read) -> None:
    assert token(3) not in repr(read({"app.env": f"AWS_ACCESS_KEY_ID={token(3)}\n"}))


def test_a_binary_file_is_left_as_git_filter_repo_leaves_it(read: Read) -> None:
    made = read({"app.env": f"AWS_ACCESS_KEY_ID={token(4)}\n"})
    binary = b"\0" + token(4).encode()
    assert replaced(binary, made.rules) == binary
