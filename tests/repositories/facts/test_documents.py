# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files as JSON, TOML, YAML and XML: what is broken or hostile is said, never raised further."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.repositories.facts.looking import looking_at

from allmende.repositories.facts.documents import (
    Source,
    Unreadable,
    json_of,
    jsonc_of,
    source,
    toml_of,
    xml_of,
)
from allmende.repositories.facts.yaml_lines import Mapping, yaml_documents, yaml_of

READERS: tuple[Callable[[Source], Any], ...] = (json_of, jsonc_of, toml_of, xml_of, yaml_documents)


def written(text: str) -> Source:
    return Source("file", text, looking_at({"file": text}))


def laughs(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(1, levels):
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]")
    return "\n".join(lines)


def test_yaml_keeps_what_is_written_and_knows_its_lines() -> None:
    document = yaml_of(written("on: push\nversion: 1.10\nempty:\nlist:\n  - no\n  - {a: b}\n"))
    assert isinstance(document, Mapping)
    assert dict(document) == {
        "on": "push",
        "version": "1.10",
        "empty": None,
        "list": ["no", {"a": "b"}],
    }
    assert document.line_of("list") == 4
    assert list(document["list"].numbered()) == [(5, "no"), (6, {"a": "b"})]


def test_yaml_merges_what_anchors_say() -> None:
    text = "base: &base\n  image: postgres:16\n  a: 1\none:\n  <<: *base\n  a: 2\n"
    document = yaml_of(written(text))
    assert document["one"] == {"a": "2", "image": "postgres:16"}
    assert document["one"].line_of("image") == 2


def test_yaml_has_several_documents() -> None:
    assert yaml_documents(written("a: 1\n---\nb: 2\n---\n")) == [{"a": "1"}, {"b": "2"}, None]


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (yaml_of, laughs(12)),
        (yaml_of, "&a [*a]"),
        (yaml_of, "[" * 5_000),
        (yaml_of, "a: [1,"),
        (yaml_of, "a: " + "x" * 1_100_000),
        (yaml_of, "a: *nobody"),
        (json_of, "[" * 100_000),
        (json_of, '{"a": ' * 50_000),
        (json_of, "{"),
        (json_of, "1" * 10_000),
        (toml_of, "a = " + "[" * 5_000),
        (toml_of, "a = "),
        (toml_of, "a." * 200_000 + "a = 1"),
        (xml_of, "<a>"),
        (xml_of, "<a>" * 5_000),
        (xml_of, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        (xml_of, '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
    ],
)
def test_what_is_hostile_or_broken_is_unreadable(
    reader: Callable[[Source], Any], text: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        reader(written(text))
    assert set(caught.value.why) == {"de", "en"}


def test_the_line_of_the_mistake_is_told() -> None:
    for reader, text in (
        (json_of, '{\n"a": 1,\n}'),
        (toml_of, "a = 1\n\nb = = 2"),
        (yaml_of, "a: 1\n\nb: ]"),
        (xml_of, "<a>\n\n</b></a>"),
    ):
        with pytest.raises(Unreadable) as caught:
            reader(written(text))
        assert caught.value.line == 3


def test_xml_keeps_its_lines_without_its_declaration() -> None:
    root = xml_of(written('<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>\n<b/></a>'))
    assert root[0].sourceline == 3


def test_json_with_comments_reads_as_editors_write_it() -> None:
    text = '{\n// a comment\n"a": "http://x", /* two */ "b": [1, 2,],\n}'
    assert jsonc_of(written(text)) == {"a": "http://x", "b": [1, 2]}


def test_a_file_too_large_is_not_even_read() -> None:
    look = looking_at({"big": b"x" * 11})
    with pytest.raises(Unreadable):
        source(look, "big", limit=10)
    assert look.tree.was_read == []  # type: ignore[attr-defined]


def test_bytes_that_are_no_text_are_refused_and_utf_16_is_read() -> None:
    look = looking_at({"binary": b"a\x00b", "utf-16": "ä".encode("utf-16"), "broken": b"\xff\xc3a"})
    with pytest.raises(Unreadable):
        source(look, "binary")
    assert source(look, "utf-16").text == "ä"
    assert source(look, "broken").text.endswith("a")


@given(st.text(max_size=200) | st.text(alphabet="{}[]\"':,&*<>-!|#%=\n a1", max_size=200))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for reader in READERS:
        try:
            reader(written(text))
        except Unreadable as problem:
            assert problem.why["de"]
