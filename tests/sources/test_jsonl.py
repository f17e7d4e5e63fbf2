# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import json
import os
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.sources import Entry, Limits, Problem, Usage, describe, read_jsonl
from allmende.sources.entry import digest_of

Catalogue = Callable[..., Path]
Maker = Callable[..., dict[str, Any]]


def only_entry(path: Path) -> Entry:
    (entry,) = [item for item in read_jsonl(path) if isinstance(item, Entry)]
    return entry


def codes(path: Path, **limits: int) -> list[tuple[int | None, str, str]]:
    items = read_jsonl(path, Limits(**limits))
    return [(p.line, p.code, p.level) for p in items if isinstance(p, Problem)]


# What goes in


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"url": "https://zammad.org"}, "homepage", "https://zammad.org"),
        ({"url": " https://zammad.org "}, "homepage", "https://zammad.org"),
        ({"publisher": "Zammad GmbH"}, "developer", "Zammad GmbH"),
        ({"publisher": ""}, "developer", None),
        ({"developer": "A", "publisher": "B"}, "developer", "A"),
        ({"organisations": ["A, Inc.", "B"]}, "developer", "A, Inc.; B"),
        ({"aliases": ["Z", "Z", ""]}, "aliases", ("Z",)),
        (
            {
                "repo_url": "https://a.org/r",
                "other_repos": ["https://a.org/s"],
                "catalogue_repo_url": "https://a.org/r.git",
                "aliases_urls": ["https://a.org/r"],
            },
            "repositories",
            ("https://a.org/r", "https://a.org/s", "https://a.org/r.git"),
        ),
        (
            {"comptoir_du_libre_id": "72"},
            "identifiers",
            (("sill", "zammad"), ("comptoir-du-libre", "72")),
        ),
        ({"similar_ids": ["193"]}, "similar", (("sill", "193"),)),
        ({"alternative_to": ["OTRS"]}, "replaces", ("OTRS",)),
        ({"licences": ["GPL", "MIT/Apache-2.0"]}, "licences", ("GPL", "MIT/Apache-2.0")),
        ({"licensing_model": "open core"}, "licensing_model", "open core"),
        ({"tags": "desktop"}, "tags", ("desktop",)),
        ({"platforms": ["C++", "deb"]}, "platforms", ("C++", "deb")),
        ({"opencode_url": "https://opencode.de/x"}, "opencode", "https://opencode.de/x"),
        ({"demo_url": "https://demo.org"}, "demo", "https://demo.org"),
        ({"archived": True}, "archived", True),
        ({"stars": 396}, "stars", 396),
        ({"stars": "396"}, "stars", 396),
        ({"latest_release": "0.13.0"}, "latest_release", "0.13.0"),
        ({"latest_release_at": "2026-08-16"}, "latest_release_at", date(2026, 8, 16)),
        ({"release_date": "2021-03-08T10:00:00Z"}, "latest_release_at", date(2021, 3, 8)),
        ({"description": {"it-IT": "Sistema"}}, "descriptions", {"it": "Sistema"}),
        ({"description": {"en_GB": "b", "en": "a"}}, "descriptions", {"en": "a"}),
        ({"description": "Outil"}, "descriptions", {"und": "Outil"}),
        ({"long_description": {"fr": "Long"}}, "texts", {"fr": "Long"}),
        ({"stage": "dpg", "vitality": None}, "extra", {"stage": "dpg", "vitality": None}),
        ({"a": {"b": [1, None, 1.5]}}, "extra", {"a": {"b": [1, None, 1.5]}}),
    ],
)
def test_a_key_becomes_its_field(
    catalogue: Catalogue, zammad: Maker, record: dict[str, Any], field: str, value: object
) -> None:
    assert getattr(only_entry(catalogue(zammad(**record))), field) == value


def test_a_plain_text_is_in_the_language_of_a_source_that_has_one(catalogue: Catalogue) -> None:
    record = {"source": "awesome-privacy", "source_id": "x", "name": "X", "description": "Tool"}

    assert only_entry(catalogue(record)).descriptions == {"en": "Tool"}


@pytest.mark.parametrize(
    ("source", "used_by", "usage"),
    [
        ("munich-opensource", "LHM", Usage("LHM", "DE", "municipal", source="munich-opensource")),
        ("canada-ore-software", "tc", Usage("tc", "CA", source="canada-ore-software")),
        ("developers-italia-api", "Ala", Usage("Ala", source="developers-italia-api")),
        (
            "awesome-behoerden-floss",
            "somebody/Stadt Ulm",
            Usage("Stadt Ulm", "DE", contact="somebody", source="awesome-behoerden-floss"),
        ),
        (
            "elsewhere",
            {"name": "Graz", "country": "at", "level": "municipal", "since": 2020, "contact": "IT"},
            Usage("Graz", "AT", "municipal", 2020, "IT", "elsewhere"),
        ),
    ],
)
def test_who_uses_it_is_said_as_far_as_the_source_says_it(
    catalogue: Catalogue, zammad: Maker, source: str, used_by: object, usage: Usage
) -> None:
    entry = only_entry(catalogue(zammad(source=source, used_by=[used_by, used_by])))

    assert entry.usages == (usage,)


def test_a_person_is_not_taken_for_an_organisation(catalogue: Catalogue, zammad: Maker) -> None:
    record = zammad(source="awesome-behoerden-floss", used_by=["some_body"])

    entry = only_entry(catalogue(record))

    assert entry.usages == ()
    assert entry.extra == {"used_by": ["some_body"]}


def test_contractors_give_support(catalogue: Catalogue, zammad: Maker) -> None:
    record = zammad(contractors=["MAGGIOLI SPA", {"name": "B", "website": "https://b.it"}])

    entry = only_entry(catalogue(record))

    assert [(s.name, s.homepage, s.source) for s in entry.support] == [
        ("MAGGIOLI SPA", None, "sill-2022"),
        ("B", "https://b.it", "sill-2022"),
    ]


def test_html_and_script_stay_verbatim(catalogue: Catalogue, zammad: Maker) -> None:
    text = "<script>alert(1)</script> **x**"

    assert only_entry(catalogue(zammad(description={"en": text}))).descriptions == {"en": text}


def test_the_payload_is_the_line_verbatim(catalogue: Catalogue) -> None:
    line = '{"source":"s",  "source_id":"1", "name":"Caf\\u00e9"}'

    entry = only_entry(catalogue(line, end=b"\r\n"))

    assert entry.payload == line
    assert entry.digest == digest_of(line)


def test_a_number_is_taken_as_an_id(catalogue: Catalogue, zammad: Maker) -> None:
    assert only_entry(catalogue(zammad(source_id=12))).external_id == "12"


def test_a_byte_order_mark_and_blank_lines_are_passed_over(
    catalogue: Catalogue, zammad: Maker
) -> None:
    path = catalogue(b"\xef\xbb\xbf", b"  ", json.dumps(zammad()), b"")
    assert only_entry(path).name == "Zammad"
    path = catalogue(b"\xef\xbb\xbf" + json.dumps(zammad()).encode())
    assert only_entry(path).name == "Zammad"


# What is left out and told


@pytest.mark.parametrize(
    ("record", "code", "key"),
    [
        ({"tags": {"a": 1}}, "WrongType", "tags"),
        ({"tags": ["a", 5, None, ["b"]]}, "WrongType", "tags"),
        ({"licences": True}, "WrongType", "licences"),
        ({"stars": -1}, "WrongType", "stars"),
        ({"stars": 1.5}, "WrongType", "stars"),
        ({"stars": 10**15}, "WrongType", "stars"),
        ({"archived": "yes"}, "WrongType", "archived"),
        ({"latest_release_at": "soon"}, "WrongType", "latest_release_at"),
        ({"description": ["a"]}, "WrongType", "description"),
        ({"description": {"en": 5}}, "WrongType", "description.en"),
        ({"description": {"English": "a"}}, "UnknownLanguage", "description"),
        ({"description": {"en-GB": "a", "en-US": "b"}}, "LanguageTwice", "description"),
        ({"description": {"en": "x" * 100_001}}, "TextTooLong", "description.en"),
        ({"tags": ["x" * 3000]}, "TextTooLong", "tags"),
        ({"url": "urn:npm/"}, "NotAnAddress", "url"),
        ({"url": "javascript:alert(1)"}, "NotAnAddress", "url"),
        ({"url": "https://user:secret@a.org"}, "NotAnAddress", "url"),
        ({"url": "https://a.org/b c"}, "NotAnAddress", "url"),
        ({"url": "http://["}, "NotAnAddress", "url"),
        ({"url": "https://"}, "NotAnAddress", "url"),
        ({"repo_url": "git@github.com:a/b.git"}, "NotAnAddress", "repo_url"),
        ({"used_by": [5]}, "WrongType", "used_by"),
        ({"used_by": [{"name": "A", "country": "Germany"}]}, "WrongType", "used_by.country"),
        ({"description": {"en": "\ud800"}}, "BrokenCharacters", None),
        ({"tags": ["a\x00b"]}, "BrokenCharacters", None),
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_warning(
    catalogue: Catalogue, zammad: Maker, record: dict[str, Any], code: str, key: str | None
) -> None:
    items = list(read_jsonl(catalogue(json.dumps(zammad(**record)))))

    assert isinstance(items[0], Entry)
    (problem,) = items[1:]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.key, problem.level, problem.line) == (code, key, "warning", 1)


def test_what_is_usable_of_a_list_goes_in(catalogue: Catalogue, zammad: Maker) -> None:
    assert only_entry(catalogue(zammad(tags=["a", True, 7]))).tags == ("a", "7")


def test_characters_that_cannot_be_stored_are_replaced(catalogue: Catalogue, zammad: Maker) -> None:
    line = json.dumps(zammad(name="Z\x00", tags=["\udc80", "\U0001f600"]))

    entry = only_entry(catalogue(line))

    assert (entry.name, entry.tags) == ("Z\ufffd", ("\ufffd", "\U0001f600"))
    json.dumps(entry.to_json(), ensure_ascii=False).encode()


def test_a_repeated_key_is_told(catalogue: Catalogue) -> None:
    path = catalogue('{"source":"s","source_id":"1","name":"A","name":"B"}')
    assert codes(path) == [(1, "RepeatedKey", "warning")]


def test_thousands_of_defects_in_one_line_are_told_in_few_words(
    catalogue: Catalogue, zammad: Maker
) -> None:
    record = zammad(tags=[{}] * 50_000, description={f"x{n}": n for n in range(50_000)})

    assert len(codes(catalogue(record), line=1 << 22)) <= 50


# What does not go in


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"name": ', "NotJson"),
        ("{'name': 1}", "NotJson"),
        ('{"a":1} {"b":2}', "NotJson"),
        ("[1]", "NotAnObject"),
        ('"text"', "NotAnObject"),
        ("null", "NotAnObject"),
        ('{"name":"\x01"}', "NotJson"),
        (b'{"name":"\x00"}', "NulCharacter"),
        ('{"name":"Bürger"}'.encode("latin-1"), "NotUtf8"),
        (b'{"name":"\xed\xa0\x80"}', "NotUtf8"),
        ('{"a":' * 50_000, "TooDeep"),
        ('{"a":' * 65 + "1" + "}" * 65, "TooDeep"),
        ('{"a":NaN}', "NumberOutOfRange"),
        ('{"a":-Infinity}', "NumberOutOfRange"),
        ('{"a":1e999}', "NumberOutOfRange"),
        ('{"a":9223372036854775808}', "NumberOutOfRange"),
        ('{"a":' + "9" * 5000 + "}", "NumberOutOfRange"),
        ("{}", "MissingKey"),
        ('{"source":"s","source_id":"1"}', "MissingKey"),
        ('{"source":"s","source_id":"1","name":" "}', "MissingKey"),
        ('{"source":"s","source_id":"1","name":["a","b"]}', "MissingKey"),
        ('{"source":"s","source_id":true,"name":"A"}', "MissingKey"),
        ('{"source":null,"source_id":"1","name":"A"}', "MissingKey"),
        ('{"source":"s","source_id":"1","name":"' + "A" * 501 + '"}', "MissingKey"),
    ],
)
def test_a_broken_line_is_told_and_the_others_go_in(
    catalogue: Catalogue, zammad: Maker, line: str | bytes, code: str
) -> None:
    path = catalogue(zammad(), line, zammad(source_id="2"))

    items = list(read_jsonl(path))

    assert [type(item) for item in items] == [Entry, Problem, Entry]
    assert codes(path) == [(2, code, "error")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_up_to_the_limit_goes_in_and_one_byte_more_does_not(
    catalogue: Catalogue, zammad: Maker, end: bytes
) -> None:
    line = json.dumps(zammad())
    path = catalogue(line, line + " ", line, "x" * 300_000, zammad(source_id="2"), end=end)

    items = list(read_jsonl(path, Limits(line=len(line))))

    assert [item.external_id for item in items if isinstance(item, Entry)] == ["zammad", "2"]
    assert [(p.line, p.code) for p in items if isinstance(p, Problem)] == [
        (2, "LineTooLong"),
        (4, "LineTooLong"),
    ]


def test_a_line_of_fifty_megabytes_is_skipped_without_being_held(
    tmp_path: Path, zammad: Maker
) -> None:
    path = tmp_path / "huge.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"name":"')
        for _ in range(50):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n' + json.dumps(zammad()).encode() + b"\n")

    tracemalloc.start()
    items = list(read_jsonl(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [type(item) for item in items] == [Problem, Entry]
    assert peak < 20_000_000


# The same id again


def test_the_same_line_again_gives_nothing(catalogue: Catalogue, zammad: Maker) -> None:
    assert len(list(read_jsonl(catalogue(zammad(), zammad(), zammad())))) == 1


def test_another_content_under_the_same_id_goes_in_with_a_number(
    catalogue: Catalogue, zammad: Maker
) -> None:
    path = catalogue(
        zammad(), zammad(stars=1), zammad(stars=2), zammad(stars=1), zammad(source="other")
    )

    items = list(read_jsonl(path))
    entries = [item for item in items if isinstance(item, Entry)]

    assert [e.external_id for e in entries] == ["zammad", "zammad#2", "zammad#3", "zammad"]
    assert entries[1].identifiers == (("sill", "zammad#2"),)
    assert codes(path) == [(2, "RepeatedId", "warning"), (3, "RepeatedId", "warning")]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["a#2", "a", "a"], ["a#2", "a", "a#3"]),
        (["a", "a", "a#2"], ["a", "a#2", "a#2#2"]),
        (["a#2", "a#2", "a", "a"], ["a#2", "a#2#2", "a", "a#3"]),
    ],
)
def test_no_two_entries_ever_share_an_id(
    catalogue: Catalogue, zammad: Maker, ids: list[str], expected: list[str]
) -> None:
    path = catalogue(*(zammad(source_id=name, stars=n) for n, name in enumerate(ids)))

    assert [item.external_id for item in read_jsonl(path) if isinstance(item, Entry)] == expected


def test_a_line_that_did_not_go_in_does_not_take_an_id(catalogue: Catalogue, zammad: Maker) -> None:
    path = catalogue(zammad(name=""), zammad())

    assert only_entry(path).external_id == "zammad"


# What is no catalogue


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "empty"),
        (b"\n \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"[ ]", "empty"),
        (b"%PDF-1.7\n{}\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        ('{"name": "Zammad"}'.encode("utf-16"), "utf-16"),
        ('{"name": "Zammad"}'.encode("utf-16-le"), "utf-16"),
        ('{"name": "Zammad"}'.encode("utf-16-be"), "utf-16"),
        ('{"name": "Zammad"}'.encode("utf-32"), "utf-16"),
        (b"name;licence\nZammad;AGPL\n", "text"),
        (b'{\n  "name": "Zammad",\n  "a": {\n  }\n}\n', "text"),
        (b"<html><body></body></html>", "text"),
        (b"[1, 2]", "array-of-others"),
        (b"\x7fELF\0\0\0", "binary data"),
    ],
)
def test_a_file_that_is_no_catalogue_gives_one_clear_problem(
    tmp_path: Path, content: bytes, detail: str
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)

    assert list(read_jsonl(path)) == [Problem(str(path), None, "NotACatalogue", detail)]


def test_a_zip_of_a_catalogue_is_told_as_a_zip(tmp_path: Path, zammad: Maker) -> None:
    path = tmp_path / "catalogue.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("catalogue.jsonl", json.dumps(zammad()))

    assert list(read_jsonl(path)) == [Problem(str(path), None, "NotACatalogue", "zip")]


def test_a_folder_a_pipe_and_a_missing_file_give_one_clear_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert codes(tmp_path) == [(None, "NotACatalogue", "error")]
    assert codes(tmp_path / "pipe") == [(None, "NotACatalogue", "error")]
    assert codes(tmp_path / "missing") == [(None, "NotReadable", "error")]
    assert codes(tmp_path / "a\0b") == [(None, "NotReadable", "error")]
    assert codes(tmp_path / ("x" * 5000)) == [(None, "NotReadable", "error")]


# A JSON list


def test_a_list_of_objects_is_read_like_lines(tmp_path: Path, zammad: Maker) -> None:
    records = [zammad(), zammad(), zammad(source_id="2", stars=-1), {"name": "X"}, 5]
    path = tmp_path / "list.json"
    path.write_text(json.dumps(records, indent=2))

    items = list(read_jsonl(path))

    assert [item.external_id for item in items if isinstance(item, Entry)] == ["zammad", "2"]
    assert codes(path) == [
        (12, "WrongType", "warning"),
        (18, "MissingKey", "error"),
        (21, "NotAnObject", "error"),
    ]
    assert isinstance(items[0], Entry)
    assert json.loads(items[0].payload) == zammad()


@pytest.mark.parametrize("rest", [", {]", ", ", "] x", " {}]", ", " + "[" * 100_000, ",]"])
def test_a_broken_list_gives_what_stands_before_the_break(
    tmp_path: Path, zammad: Maker, rest: str
) -> None:
    path = tmp_path / "list.json"
    path.write_text("[" + json.dumps(zammad()) + "\n" + rest)

    items = list(read_jsonl(path))

    assert [type(item) for item in items] == [Entry, Problem]
    assert codes(path)[0][1] == "BrokenArray"


def test_a_list_beyond_the_limits_is_told(tmp_path: Path, zammad: Maker) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([zammad(), zammad(source_id="2", tags=["x" * 500])]))

    assert codes(path, array=100) == [(None, "NotACatalogue", "error")]
    assert codes(path, line=300) == [(1, "LineTooLong", "error")]


def test_a_list_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes('[{"name":\n"Bürger"}]'.encode("latin-1"))

    assert codes(path) == [(2, "NotUtf8", "error")]


# Whatever comes


GOOD = b'{"source":"s","source_id":"good","name":"Good"}'
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("https://a.org"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *("source", "source_id", "name", "url", "repo_url", "other_repos", "aliases", "stars"),
        *("description", "long_description", "licences", "tags", "used_by", "contractors"),
        *("archived", "latest_release_at", "similar_ids", "elsewhere"),
    ]
)
RECORDS = st.dictionaries(KEYS, VALUES).map(
    lambda keys: json.dumps({"source": "s", "source_id": "1", "name": "N", **keys}).encode()
)
LINES = st.lists(
    st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"")) | RECORDS, max_size=8
)


@given(lines=LINES)
def test_every_line_is_accounted_for_and_nothing_raises(lines: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.jsonl"
        path.write_bytes(b"\n".join([GOOD, *lines]))
        items = list(read_jsonl(path))

    entries = [item for item in items if isinstance(item, Entry)]
    errors = [item for item in items if isinstance(item, Problem) and item.level == "error"]
    again = repeated([GOOD, *lines], {entry.payload.encode() for entry in entries})
    assert len(entries) + len(errors) + again == len([x for x in [GOOD, *lines] if x.strip()])
    assert len({(entry.source, entry.external_id) for entry in entries}) == len(entries)
    for entry in entries:
        assert Entry.from_json(entry.to_json()) == entry
        json.dumps(entry.to_json(), ensure_ascii=False, allow_nan=False).encode()


def repeated(lines: list[bytes], gone_in: set[bytes]) -> int:
    kept = [line.rstrip(b"\r\n") for line in lines if line.rstrip(b"\r\n") in gone_in]
    return len(kept) - len(set(kept))


@given(content=st.binary(max_size=200) | st.text(alphabet='[]{}",:\n 1a\\u0').map(str.encode))
def test_any_file_at_all_gives_an_answer(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(content)
        assert list(read_jsonl(path))


# The real data


@pytest.mark.parametrize(
    ("name", "lines", "same_again", "warnings"),
    [
        ("awesome_selfhosted", 1348, 0, 0),
        ("behoerden", 20, 0, 0),
        ("canada", 164, 0, 0),
        ("cncf", 993, 0, 0),
        ("developers_italia_api", 25, 0, 0),
        ("dpg", 714, 0, 6),
        ("frawesome", 20, 0, 0),
        ("gsa", 2506, 1, 0),
        ("munich", 141, 0, 0),
        ("ospo", 25, 0, 0),
        ("privacy", 382, 0, 0),
        ("sill", 240, 0, 1),
        ("sustain", 2703, 0, 0),
        ("sysadmin", 306, 0, 0),
    ],
)
def test_every_line_of_a_real_catalogue_goes_in(
    shared_data: Path, name: str, lines: int, same_again: int, warnings: int
) -> None:
    path = shared_data / "catalogues" / f"{name}.jsonl"

    items = list(read_jsonl(path))

    entries = [item for item in items if isinstance(item, Entry)]
    problems = [item for item in items if isinstance(item, Problem)]
    assert len(path.read_text(encoding="utf-8").splitlines()) == lines
    assert len(entries) == lines - same_again
    assert len(problems) == warnings
    assert all(problem.level == "warning" for problem in problems)
    for entry in entries:
        assert entry.identifiers[0] == (describe(entry.source).scheme, entry.external_id)


def test_every_key_of_the_real_catalogues_is_mapped_or_meant_to_stay(shared_data: Path) -> None:
    meant = {
        *("active", "added", "based_on", "category", "commits_12m", "countries"),
        *("depends_3rdparty", "features", "is_fork", "languages", "maintenance_type", "maturity"),
        *("open_source", "organisation", "publiccode_version", "scope", "security_audited"),
        *("software_type", "stage", "status", "support_contract", "type", "updated_at"),
        *("used_by", "version_min", "vitality", "working_group"),
    }

    left = {
        key
        for path in (shared_data / "catalogues").glob("*.jsonl")
        if path.name != "orgs.jsonl"
        for item in read_jsonl(path)
        if isinstance(item, Entry)
        for key in item.extra
    }

    assert left == meant
