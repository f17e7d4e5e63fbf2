# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Each piece: what is there stays, what is known is written, what is not known is asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.publishing.preparing.making import (
    LONG,
    applied,
    asked,
    bare,
    piece,
    prepared,
    said,
)
from tests.repositories.making import make

from allmende.publishing.preparing.pieces import ci
from allmende.publishing.preparing.pieces.reuse import covering
from allmende.repositories.facts.reading import globs

EXAMPLES = Path(__file__).parents[3] / "docs" / "guide" / "examples"
BILL = json.dumps(
    {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "components": [
            {
                "type": "library",
                "name": "spring-core",
                "version": "6.2.1",
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
            {"type": "library", "name": "mystery", "version": "1"},
        ],
    }
)


def test_a_licence_file_stays_and_a_difference_is_named(tmp_path: Path) -> None:
    first = prepared(bare(tmp_path / "first"))
    mit = piece(first, "LICENSE").content
    made = bare(tmp_path / "second", LICENSE=mit)
    found = prepared(made, said(licence="Apache-2.0"))
    assert piece(found, "LICENSE").state == "kept"
    assert "holds MIT, chosen is Apache-2.0" in asked(found, "LICENSE")


def test_a_licence_without_a_text_says_where_it_is_to_be_had(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal"), said(licence="EUPL-1.1"))
    assert piece(found, "LICENSE").state == "open"
    assert "EUPL-1.1" in asked(found, "LICENSE")
    assert "https://" in asked(found, "LICENSE")


def test_a_proposed_licence_is_to_be_confirmed(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal"), said(licence_proposed=True))
    assert "please confirm" in asked(found, "LICENSE")


def test_a_licence_without_a_holder_marks_the_place(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal"), said(holder=""))
    assert b"[name of the copyright holder]" in piece(found, "LICENSE").content
    assert piece(found, "REUSE.toml").state == "open"


def test_a_readme_is_completed_in_its_own_line_ends_and_language(tmp_path: Path) -> None:
    says = "Das Portal vergibt Termine für die Bürgerbüros und ist auch für andere da."
    text = f"# Portal\r\n\r\n{says}\r\n"
    found = prepared(bare(tmp_path / "portal", **{"README.md": text}), said(languages=("en",)))
    readme = piece(found, "README.md")
    content = readme.content.decode()
    assert readme.state == "completed"
    assert content.startswith(text)
    assert content.count("\n") == content.count("\r\n")
    assert "## Warum ist das nützlich?" in content
    assert "Was macht die Software" not in content


def test_a_readme_that_answers_everything_is_left_alone(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal")
    applied(made, prepared(made))
    assert piece(prepared(made), "README.md").state == "kept"


@pytest.mark.parametrize(
    ("name", "content"),
    [("README.rst", "Portal\n======\n\nHallo\n"), ("README.md", "Gr\xfc\xdfe\n".encode("latin-1"))],
)
def test_a_readme_that_cannot_be_added_to_is_named(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    found = prepared(bare(tmp_path / "portal", **{name: content}))
    assert piece(found, name).state == "kept"
    assert "by hand" in asked(found, name)


def test_what_is_not_said_stays_a_comment(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal"), said(usage={}))
    content = piece(found, "README.md").content.decode()
    assert content.index("<!-- Bitte ergänzen") < content.index("## Nutzung")
    assert LONG in content


def test_a_text_cannot_break_out_of_a_comment_or_a_line(tmp_path: Path) -> None:
    found = prepared(
        bare(tmp_path / "portal"),
        said(name="A\n## B", holder='X"\nSPDX', description={"de": "x --> y"}),
    )
    assert piece(found, "README.md").content.startswith(b"# A ## B\n")
    assert b"-->" not in piece(found, "README.md").content
    assert b'\\"' in piece(found, "REUSE.toml").content


def test_security_names_the_mailbox_and_the_private_way_of_the_forge(tmp_path: Path) -> None:
    content = piece(prepared(bare(tmp_path / "portal")), "SECURITY.md").content.decode()
    assert "<sicherheit@gemeinde.de>" in content
    assert "https://github.com/beispiel/portal/security/advisories/new" in content


def test_a_security_file_without_a_way_gets_one(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal", **{"SECURITY.md": "# Security\n\nBe careful.\n"})
    found = prepared(made)
    assert piece(found, "SECURITY.md").state == "completed"
    assert b"sicherheit@gemeinde.de" in piece(found, "SECURITY.md").content


@pytest.mark.parametrize(
    ("forge", "path"),
    [
        ("github", ".github/CODEOWNERS"),
        ("opencode", ".gitlab/CODEOWNERS"),
        ("gitlab", ".gitlab/CODEOWNERS"),
        ("other", "CODEOWNERS"),
    ],
)
def test_codeowners_lie_where_the_forge_looks(tmp_path: Path, forge: str, path: str) -> None:
    found = prepared(bare(tmp_path / "portal"), said(forge=forge, address=""))
    assert piece(found, path).content == b"* @beispiel/portal\n"


def test_people_without_a_name_on_the_forge_are_no_owners(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal"), said(owners=("Kim Beispiel",)))
    assert piece(found, ".github/CODEOWNERS").state == "open"


def test_the_workflow_has_no_finding_and_the_pin_of_the_guide(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal", **{"go.mod": "module x\n"})
    applied(made, prepared(made))
    zizmor = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [zizmor, "--offline", "--pedantic", ".github/workflows"],
        cwd=made.folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "go test ./..." in (made.folder / ci.GITHUB).read_text()
    assert f"uses: {ci.CHECKOUT}\n" in (EXAMPLES / "github-actions.yml").read_text()


def test_an_opencode_repository_gets_a_pipeline(tmp_path: Path) -> None:
    address = "https://gitlab.opencode.de/beispiel/portal"
    found = prepared(bare(tmp_path / "portal"), said(forge="", address=address))
    assert b"allmende repository clear ." in piece(found, ".gitlab-ci.yml").content


def test_notices_come_from_a_bill_of_materials(tmp_path: Path) -> None:
    found = prepared(bare(tmp_path / "portal", **{"bom.json": BILL}))
    assert b"spring-core 6.2.1" in piece(found, "THIRD-PARTY-NOTICES.txt").content
    assert "without a clear licence: 1" in asked(found, "THIRD-PARTY-NOTICES.txt")


def test_work_of_others_is_left_out_and_named(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal", **{"src/vendor/a.js": "x\n", "font.woff2": b"x"})
    found = prepared(made)
    toml = piece(found, "REUSE.toml").content
    assert b"vendor" not in toml
    assert b'"src/main.py"' in toml
    assert "font.woff2, src/vendor/a.js" in asked(found, "REUSE.toml")


def test_an_existing_reuse_toml_keeps_what_it_says(tmp_path: Path) -> None:
    toml = (
        'version = 1\n\n[[annotations]]\npath = "src/**"\nSPDX-' + 'FileCopyrightText = "Others"\n'
        "SPDX-" + 'License-Identifier = "Apache-2.0"\n'
    )
    made = bare(tmp_path / "portal", **{"REUSE.toml": toml, "docs/a.txt": "x\n"})
    found = prepared(made)
    content = piece(found, "REUSE.toml").content.decode()
    assert content.startswith(toml)
    assert "src/" not in content[len(toml) :]
    assert {"LICENSES/MIT.txt", "LICENSES/Apache-2.0.txt"} <= {one.path for one in found.pieces}


def test_an_old_dep5_is_to_be_converted_first(tmp_path: Path) -> None:
    made = bare(tmp_path / "portal", **{".reuse/dep5": "Files: docs/*\nLicense: MIT\n"})
    assert "convert-dep5" in asked(prepared(made), "REUSE.toml")


@pytest.mark.parametrize("name", [".github", "license", "LICENSE/a"])
def test_what_lies_in_the_way_leaves_a_piece_open(tmp_path: Path, name: str) -> None:
    made = bare(tmp_path / "portal", x="y")
    target = made.folder / name
    target.parent.mkdir(exist_ok=True)
    target.symlink_to("src/main.py")
    made.commit()
    found = prepared(made)
    applied(made, found)
    opened = [one for one in found.pieces if one.state == "open"]
    assert any("Something else lies" in one.needs_human[0]["en"] for one in opened)


def test_an_empty_repository_can_be_prepared(tmp_path: Path) -> None:
    found = prepared(make(tmp_path / "portal"))
    assert found.commit is None
    assert piece(found, "LICENSE").state == "created"


def test_patterns_match_what_is_wanted_and_nothing_else() -> None:
    wanted, others = ["a/b.py", "a/c/d.py", "x.py", "odd*.py"], ["a/e.py", "oddly.py"]
    patterns = [globs.reuse(one) for one in covering(wanted, others)]
    matched = [path for path in (*wanted, *others) if any(p and p.matches(path) for p in patterns)]
    assert matched == wanted
    assert covering(wanted, []) == ["**"]
