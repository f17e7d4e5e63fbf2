# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.sources import Entry, Problem, read_jsonl, read_vitepress, vitepress
from allmende.sources.entry import digest_of
from allmende.sources.history import NoHistory

Site = Callable[[dict[str, str | bytes]], Path]
PageMaker = Callable[..., str]


def only_entry(root: Path, **options: str) -> Entry:
    (entry,) = [item for item in read(root, **options) if isinstance(item, Entry)]
    return entry


def read(root: Path, **options: Any) -> list[Entry | Problem]:
    return list(read_vitepress(root, "munich-site", **options))


def told(root: Path) -> list[tuple[str, int | None, str, str]]:
    return [(p.file, p.line, p.code, p.level) for p in read(root) if isinstance(p, Problem)]


# One software, several languages


def test_the_pages_of_one_name_are_one_entry_in_two_languages(
    site: Site, written: PageMaker
) -> None:
    english = written("license: MIT", short="Helpdesk", long="Used a lot.")
    german = written("license: MIT", short="Ticketsystem", long="Viel genutzt.")
    root = site({"software/zammad.md": english, "de/software/zammad.md": german})

    entry = only_entry(root)

    assert (entry.source, entry.external_id, entry.name) == ("munich-site", "zammad", "Zammad")
    assert entry.identifiers == (("opensource.muenchen.de", "zammad"),)
    assert entry.descriptions == {"en": "Helpdesk", "de": "Ticketsystem"}
    assert entry.texts == {"en": "Used a lot.", "de": "Viel genutzt."}
    assert entry.digest == digest_of(entry.payload)
    assert json.loads(entry.payload) == {
        "en": {"path": "software/zammad.md", "text": english},
        "de": {"path": "de/software/zammad.md", "text": german},
    }


@pytest.mark.parametrize(
    ("folders", "root", "text", "expected"),
    [
        (["", "de"], None, "", {"en", "de"}),
        (["", "en"], None, "", {"en", "de"}),
        (["", "de", "fr"], None, "", {"en", "de", "fr"}),
        (["", "en", "fr"], None, "", {"en", "de", "fr"}),
        (["", "en"], None, "Le logiciel est utilisé pour les données", {"en", "fr"}),
        ([""], None, "Eine Software für die Verwaltung", {"de"}),
        ([""], None, "A tool for the administration", {"en"}),
        ([""], "nl", "", {"nl"}),
        (["de", "en"], None, "", {"en", "de"}),
        (["", "pt-br", "pt-pt"], None, "", {"en", "pt", "pt-pt"}),
        (["", "de", "en", "fr", "it"], None, "", {"und", "de", "en", "fr", "it"}),
        (["", "de"], "de", "", {"und", "de"}),
    ],
)
def test_the_languages_are_told_from_the_folders_and_the_texts(
    site: Site,
    written: PageMaker,
    folders: list[str],
    root: str | None,
    text: str,
    expected: set[str],
) -> None:
    pages: dict[str, str | bytes] = {
        f"{folder}/software/a.md".lstrip("/"): written(short=text or "x") for folder in folders
    }

    items = read(site(pages), root_language=root)

    assert isinstance(items[-1], Entry)
    assert set(items[-1].descriptions) == expected
    assert len(items) == 1 + ("und" in expected)


def test_a_page_in_one_language_only_still_gives_an_entry(site: Site, written: PageMaker) -> None:
    root = site({"software/a.md": written(short="x"), "de/software/b.md": written(short="y")})

    assert [
        (item.external_id, dict(item.descriptions))
        for item in read(root)
        if isinstance(item, Entry)
    ] == [("a", {"en": "x"}), ("b", {"de": "y"})]


def test_where_languages_disagree_nothing_is_lost_and_each_can_be_compared(
    site: Site, written: PageMaker
) -> None:
    root = site(
        {
            "software/a.md": written("license: MIT\ntags: [a]\ndeveloper: null\nSource: SNow"),
            "de/software/a.md": written(
                "license: [GPL, MIT]\ntags: [a, b]\ndeveloper: LHM\ncode: https://a.org/r"
            ).replace("Zammad", "Zammad (Tickets)"),
        }
    )

    entry = only_entry(root)

    assert (entry.name, entry.aliases) == ("Zammad", ("Zammad (Tickets)",))
    assert entry.licences == ("MIT", "GPL")
    assert entry.tags == ("a", "b")
    assert entry.developer == "LHM"
    assert entry.repositories == ("https://a.org/r",)
    assert entry.extra["Source"] == "SNow"
    matter = entry.extra["front_matter"]
    assert isinstance(matter, dict)
    assert matter["en"] == {
        "title": "Zammad", "license": "MIT", "tags": ["a"], "developer": None, "Source": "SNow"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("front_matter", "field", "value"),
    [
        ("developerlink: https://a.org", "homepage", "https://a.org"),
        ("developer: LHM", "developer", "LHM"),
        ("code: https://a.org/r", "repositories", ("https://a.org/r",)),
        ("code: [https://a.org/r, https://a.org/s]", "repositories", ("https://a.org/r", "https://a.org/s")),
        ("licensingmodel: open core", "licensing_model", "open core"),
        ("license: GPLv2+CPE", "licences", ("GPLv2+CPE",)),
        ("License: MIT", "licences", ("MIT",)),
        ("opencode: https://opencode.de/x", "opencode", "https://opencode.de/x"),
        ("sponsor: https://a.org/#gold", "sponsor", "https://a.org/#gold"),
        ("logo: /logo/a.svg", "logo", "/logo/a.svg"),
        ("logo: https://a.org/a.svg", "logo", "https://a.org/a.svg"),
        ("tags:\n- k8s\n- ai", "tags", ("k8s", "ai")),
        ("linkapplication: https://a.org", "documentation", None),
        ("linkapplication: https://a.org", "demo", None),
    ],
)  # fmt: skip
def test_a_key_of_the_front_matter_becomes_its_field(
    site: Site, written: PageMaker, front_matter: str, field: str, value: object
) -> None:
    assert getattr(only_entry(site({"software/a.md": written(front_matter)})), field) == value


@pytest.mark.parametrize(
    ("line", "code", "key"),
    [
        ("code: git@a.org:r.git", "NotAnAddress", "code"),
        ("logo: javascript:alert(1)", "NotAnAddress", "logo"),
        ("logo: //a.org/a.svg", "NotAnAddress", "logo"),
        ("tags: {a: b}", "WrongType", "tags"),
        ("license: MIT\nlicense: GPL", "RepeatedKey", None),
        ('developer: "a\\0b"', "BrokenCharacters", None),
        ("developer: LHM\n---\n" + "x" * 100_001, "TextTooLong", "description"),
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_warning(
    site: Site, written: PageMaker, line: str, code: str, key: str | None
) -> None:
    entry, problem = read(site({"software/a.md": written(line)}))

    assert isinstance(entry, Entry)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.code, problem.key) == ("software/a.md", code, key)
    assert problem.level == "warning"


def test_links_become_absolute_only_with_the_address_of_the_site(
    site: Site, written: PageMaker
) -> None:
    root = site({"de/software/a.md": written("logo: /a.svg", long="[b](./b.md) ![c](/c.png)")})

    kept = only_entry(root)
    moved = only_entry(root, base_url="https://a.org/oss/")

    assert (kept.logo, kept.texts["de"]) == ("/a.svg", "[b](./b.md) ![c](/c.png)")
    assert moved.logo == "https://a.org/oss/a.svg"
    assert moved.texts["de"] == (
        "[b](https://a.org/oss/de/software/b.html) ![c](https://a.org/oss/c.png)"
    )
    assert moved.digest == kept.digest


def test_an_address_of_the_site_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="base_url"):
        read_vitepress(tmp_path, "munich-site", base_url="opensource.muenchen.de")


def test_texts_carry_the_day_of_their_last_commit(
    site: Site, written: PageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({"software/a.md": written(), "de/software/a.md": written()})
    days = {"de/software/a.md": date(2026, 8, 6)}
    monkeypatch.setattr(vitepress, "last_changed", lambda *_: days)

    assert only_entry(root).text_dates == {"de": date(2026, 8, 6)}


def test_a_history_that_cannot_be_read_is_told_and_the_pages_go_in(
    site: Site, written: PageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NoHistory("dubious ownership")

    monkeypatch.setattr(vitepress, "last_changed", fail)
    root = site({"software/a.md": written()})

    assert told(root) == [(str(root), None, "NoDates", "warning")]
    assert only_entry(root).text_dates == {}


# What does not go in


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        ("# Zammad\n", 1, "NoFrontMatter"),
        ("---\ntitle: Foo: bar\n---\n", 2, "BrokenFrontMatter"),
        ("---\nlicense: MIT\n---\n", None, "MissingTitle"),
        ("---\ntitle: 'Bürger\n---\n".encode("latin-1"), 2, "NotUtf8"),
        (b"---\ntitle: A\n---\n" + b"x" * (1 << 20), None, "PageTooLarge"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_and_the_others_go_in(
    site: Site, written: PageMaker, content: str | bytes, line: int | None, code: str
) -> None:
    root = site({"software/a.md": content, "software/b.md": written()})

    assert told(root) == [("software/a.md", line, code, "error")]
    assert only_entry(root).external_id == "b"


def test_a_broken_page_in_one_language_leaves_the_other(site: Site, written: PageMaker) -> None:
    root = site({"software/a.md": written(short="x"), "de/software/a.md": "nothing"})

    assert told(root) == [("de/software/a.md", 1, "NoFrontMatter", "error")]
    assert only_entry(root).descriptions == {"en": "x"}


def test_the_overview_hidden_files_and_other_files_are_no_software(
    site: Site, written: PageMaker
) -> None:
    root = site(
        {
            "software/a.md": written(),
            "software/index.md": "# Overview",
            "software/.draft.md": written(),
            "software/a.png": b"",
            "node_modules/software/b.md": written(),
        }
    )

    assert len(read(root)) == 1


def test_a_link_out_of_the_site_is_not_followed(
    site: Site, written: PageMaker, tmp_path: Path
) -> None:
    root = site({"software/a.md": written(), "de/x.md": ""})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(written())
    (root / "software" / "out.md").symlink_to(outside / "secret.md")
    (root / "software" / "gone.md").symlink_to(root / "nowhere.md")
    (root / "software" / "loop.md").symlink_to(root / "software" / "loop.md")
    (root / "software" / "folder.md").mkdir()
    (root / "software" / "inside.md").symlink_to(root / "software" / "a.md")
    (root / "de" / "software").symlink_to(outside)

    assert {(file, code) for file, _, code, _ in told(root)} == {
        ("de/software", "LeavesDirectory"),
        ("software/out.md", "LeavesDirectory"),
        ("software/gone.md", "NotReadable"),
        ("software/loop.md", "NotReadable"),
        ("software/folder.md", "NotAPage"),
    }
    assert len([item for item in read(root) if isinstance(item, Entry)]) == 2


def test_a_name_that_is_not_utf8_is_told(site: Site, written: PageMaker) -> None:
    root = site({"software/a.md": written()})
    name = b"b\xfc.md".decode(errors="surrogateescape")
    try:
        (root / "software" / name).write_text(written())
    except OSError:
        pytest.skip("the file system takes no names outside of UTF-8")

    assert [code for _, _, code, _ in told(root)] == ["NotUtf8"]


def test_what_is_no_site_gives_one_clear_problem(site: Site, tmp_path: Path) -> None:
    empty = site({"software/index.md": "# Overview", "README.md": ""})

    for place in (empty, empty / "README.md", tmp_path / "missing", tmp_path / "a\0b"):
        assert [code for _, _, code, _ in told(place)] == ["NotASite"]


@given(texts=st.lists(st.text() | st.binary(), min_size=1, max_size=3), closed=st.booleans())
def test_every_page_is_accounted_for_and_nothing_raises(
    texts: list[str | bytes], closed: bool
) -> None:
    head = b"---\ntitle: A\n" if closed else b""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            path = Path(folder) / "software" / f"{number}.md"
            path.parent.mkdir(exist_ok=True)
            body = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
            path.write_bytes(head + body + b"\n---\n" + body)
        items = read(Path(folder), base_url="https://a.org")

    errors = [item for item in items if isinstance(item, Problem) and item.level == "error"]
    entries = [item for item in items if isinstance(item, Entry)]
    assert len(entries) + len(errors) == len(texts)
    for entry in entries:
        assert Entry.from_json(json.loads(json.dumps(entry.to_json()))) == entry


# The real site


def test_all_of_the_real_site_goes_in_with_both_languages(shared_data: Path) -> None:
    items = read(shared_data / "munich-site", base_url="https://opensource.muenchen.de")

    entries = [item for item in items if isinstance(item, Entry)]
    assert len(items) == len(entries) == 141
    assert Counter(tuple(entry.descriptions) for entry in entries) == {("en", "de"): 141}
    assert Counter(tuple(entry.texts) for entry in entries) == {
        ("en", "de"): 95, ("en",): 1, ("de",): 1, (): 44
    }  # fmt: skip
    assert {key for entry in entries for key in entry.extra} == {
        "front_matter", "Source", "linkapplication", "sortingPriority", "codelinktext"
    }  # fmt: skip


def test_the_real_site_and_its_export_name_the_same_software(shared_data: Path) -> None:
    export = read_jsonl(shared_data / "catalogues" / "munich.jsonl")

    identifiers = [
        {item.identifiers[0] for item in items if isinstance(item, Entry)}
        for items in (read(shared_data / "munich-site"), export)
    ]

    assert identifiers[0] == identifiers[1]
