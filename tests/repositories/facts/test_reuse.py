# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from pathlib import Path

from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import reuse

LICENCE = "SPDX-" + "License-Identifier: "
COPYRIGHT = "SPDX-" + "FileCopyrightText: "
HEADER = f"# {LICENCE}MIT\n# {COPYRIGHT}2024 Somebody\n"
MIT = {"LICENSES/MIT.txt": "the text"}


def facts(files, **more):
    return facts_of(reuse.find, looking_at(files, **more))


def toml(path, precedence="closest", licence="MIT", holder="Us"):
    tags = f'{COPYRIGHT[:-2]} = "{holder}"\n{LICENCE[:-2]} = "{licence}"\n'
    return f'version = 1\n[[annotations]]\npath = "{path}"\nprecedence = "{precedence}"\n{tags}'


def test_a_project_with_tags_in_every_file_is_compliant():
    seen = facts({"a.py": HEADER, "b/c.py": HEADER, **MIT})
    assert seen["reuse.compliant"].state == "yes"
    assert seen["reuse.files"].value["with-both"] == 2
    assert seen["reuse.files-lacking"].state == "no"
    assert seen["reuse.texts-complete"].state == "yes"


def test_files_that_lack_a_tag_are_listed():
    seen = facts({"a.py": HEADER, "b.py": f"# {LICENCE}MIT\n", "c.py": "print()", **MIT})
    assert seen["reuse.files-lacking"].value == ["b.py", "c.py"]
    assert seen["reuse.compliant"].state == "no"
    assert seen["reuse.files"].value == {
        "covered": 3,
        "with-licence": 2,
        "with-copyright": 1,
        "with-both": 1,
        "not-readable": 0,
    }


def test_a_licence_whose_text_is_missing_is_named_with_a_file_that_uses_it():
    seen = facts({"a.py": HEADER.replace("MIT", "MIT OR EUPL-1.2"), **MIT})
    assert seen["reuse.texts-complete"].value == ["EUPL-1.2"]
    assert seen["reuse.texts-complete"].evidence[0].path == "a.py"


def test_a_text_nobody_uses_is_a_flaw():
    seen = facts({"a.py": HEADER, "LICENSES/ISC.txt": "x", **MIT})
    assert seen["reuse.texts-unused"].value == ["ISC"]
    assert seen["reuse.compliant"].state == "no"


def test_licence_texts_empty_files_and_links_need_no_tags():
    files = {"a.py": HEADER, "LICENSE": "x", "COPYING.md": "x", "empty.py": "", **MIT}
    files |= {"link.py": "a.py", "sbom.spdx.json": "{}", "REUSE.toml": "version = 1"}
    seen = facts(files, links=("link.py",))
    assert seen["reuse.files"].value["covered"] == 1


def test_a_file_beside_speaks_for_one_that_cannot():
    seen = facts({"logo.png": b"\x89PNG\0", "logo.png.license": HEADER, **MIT})
    assert seen["reuse.compliant"].state == "yes"
    assert seen["reuse.ways"].value["licence-files-beside"] == 1


def test_reuse_toml_speaks_for_its_folder_only():
    files = {"docs/a.md": "x", "a.md": "x", "docs/REUSE.toml": toml("**"), **MIT}
    assert facts(files)["reuse.files-lacking"].value == ["a.md"]


def test_an_override_beats_the_file_and_closest_only_fills_in():
    other = HEADER.replace("MIT", "ISC")
    overridden = facts({"a.py": other, "REUSE.toml": toml("*.py", "override"), **MIT})
    assert overridden["reuse.licences-used"].value == ["MIT"]
    filled = facts({"a.py": other, "REUSE.toml": toml("*.py"), **MIT})
    assert filled["reuse.licences-used"].value == ["ISC"]
    joined = facts({"a.py": other, "REUSE.toml": toml("*.py", "aggregate"), **MIT})
    assert joined["reuse.licences-used"].value == ["ISC", "MIT"]


def test_of_several_annotations_the_last_that_matches_counts():
    later = toml("a.py", "override", "ISC").removeprefix("version = 1\n")
    seen = facts({"a.py": "x", "b.py": "x", "REUSE.toml": toml("**") + later, **MIT})
    assert seen["reuse.licences-used"].value == ["ISC", "MIT"]


def test_dep5_is_read_and_said_to_be_old():
    dep5 = "Format: x\n\nFiles: *\nCopyright: 2024 Us\nLicense: MIT\n"
    seen = facts({"docs/a.md": "x", ".reuse/dep5": dep5, **MIT})
    assert seen["reuse.compliant"].state == "yes"
    assert "dep5" in seen["reuse.ways"].note["en"]


def test_a_broken_reuse_toml_is_a_problem_not_an_exception():
    for broken in ("version = 2", "[[", 'version = 1\nannotations = "x"', "a" * 10_000):
        seen = facts({"a.py": HEADER, "REUSE.toml": broken, **MIT})
        assert seen["reuse.problems"].state == "yes"
        assert seen["reuse.compliant"].state == "no"


def test_a_text_under_a_name_of_no_licence_is_a_problem():
    seen = facts({"a.py": HEADER, "LICENSES/Our-Own.txt": "x", **MIT})
    assert seen["reuse.problems"].evidence[0].path == "LICENSES/Our-Own.txt"


def test_what_could_not_be_read_leaves_the_answer_open():
    seen = facts({"a.py": HEADER, "big.bin": b"\0" * 2_100_000, **MIT})
    assert seen["reuse.compliant"].state == "unknown"
    assert seen["reuse.files-lacking"].state == "unknown"


def test_only_the_head_of_a_file_counts():
    assert facts({"a.py": "x\n" * 9000 + HEADER, **MIT})["reuse.files-lacking"].state == "yes"


def test_what_is_between_the_marks_for_ignoring_is_ignored():
    start, end = ("# REUSE-" + one for one in ("IgnoreStart\n", "IgnoreEnd\n"))
    ignored = start + HEADER.replace("MIT", "ISC") + end
    assert facts({"a.py": HEADER + ignored, **MIT})["reuse.licences-used"].value == ["MIT"]


def test_an_empty_repository_is_neither_compliant_nor_not():
    assert facts({})["reuse.compliant"].state == "unknown"


def test_this_projects_own_tags_are_found():
    files = {"a.py": Path(__file__).read_text(), **MIT}
    assert facts(files)["reuse.compliant"].state == "yes"
