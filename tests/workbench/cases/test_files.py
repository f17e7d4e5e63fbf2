# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files of cases: their names, what they really are, how they leave, and what stays of them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import files
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import page
from allmende.workbench.cases.services import filing, filling, moving
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]
Asked = Callable[..., Case]
PDF = b"%PDF-1.7\n%rest"


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("contract.pdf", "contract.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\kim\\offer.pdf", "offer.pdf"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("harmless\u202efdp.txt", "harmlessfdp.txt"),
        ('x"; filename="evil.txt', "x_; filename=_evil.txt"),
        ("  two   words .pdf ", "two words .pdf"),
        ("Äußerung.pdf", "Äußerung.pdf"),
        ("line\r\nbreak.pdf", "linebreak.pdf"),
        ("n" * 400 + ".pdf", "n" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(written: str, kept: str) -> None:
    assert files.safe_name(written) == kept


@pytest.mark.parametrize(
    "written", ["", "..", ".htaccess", "noending", "CON.txt", "a/", "\u202e.pdf"]
)
def test_a_name_of_which_nothing_is_left_is_refused(written: str) -> None:
    with pytest.raises(Refused):
        files.safe_name(written)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg onload='x'/>"),
        ("program.exe", b"MZ"),
        ("document.pdf", b"<html>"),
        ("picture.png", b"GIF89a"),
        ("notes.txt", b"\x7fELF\x00\x01"),
        ("notes.txt", b"\xff\xfea\x00"),
        ("letter.odt", b"PK\x03\x04 not a zip"),
        ("letter.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
        ("letter.docx", zipped(other=b"")),
        ("letter.docx", zipped(word__document_xml=b"", word__vbaProject=b"")),
        ("macro.docx", zipped(**{"word/document.xml": b"", "word/vbaProject.bin": b""})),
        ("archive.zip", zipped(a=b"")),
    ],
)
def test_what_a_file_is_not_is_refused_and_leaves_nothing(
    name: str, content: bytes, asked: Asked, colleague: User, settings: Any
) -> None:
    case = asked()
    before = stored(settings)
    with pytest.raises(Refused):
        filing.attach(colleague, case, name, [content])
    assert stored(settings) == before


@pytest.mark.parametrize(
    ("name", "content", "type_"),
    [
        ("a.PDF", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("a.csv", "ä;ö\n".encode(), "text/csv"),
        (
            "a.odt",
            zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_what_a_file_is_stands_with_it(
    name: str, content: bytes, type_: str, asked: Asked, colleague: User
) -> None:
    row = filing.attach(colleague, asked(), name, [content[:3], content[3:]])
    assert (row.media_type, row.size) == (type_, len(content))
    assert files.path_of(row.sha256).read_bytes() == content


def test_umlauts_may_lie_across_the_pieces_that_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * ((1 << 20) - 1) + "äöü".encode())
    assert files.media_type("long.txt", path) == "text/plain"


def test_too_large_and_empty_files_are_refused(
    asked: Asked, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 20)
    for content in ([b"%PDF-" + b"x" * 10] * 2, [b""]):
        with pytest.raises(Refused, match=r"larger|empty"):
            filing.attach(colleague, asked(), "a.pdf", content)


def test_a_file_leaves_as_a_download_and_is_never_shown(asked: Asked, colleague: User) -> None:
    row = filing.attach(colleague, asked(), "ä.pdf", [PDF])
    answer = files.answer(row.name, row.media_type, row.sha256)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer) == PDF  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="etc"):
        files.path_of("../../etc/passwd")


def test_a_removed_file_leaves_its_trace_and_not_its_content(
    asked: Asked, colleague: User, office: User, django_capture_on_commit_callbacks: Any
) -> None:
    case = asked("asked")
    one = filing.attach(colleague, case, "a.pdf", [PDF])
    two = filing.attach(colleague, case, "b.pdf", [PDF])
    with django_capture_on_commit_callbacks(execute=True):
        filing.remove(office, one, "Wrong version.")
    assert files.path_of(one.sha256).exists(), "the other one still needs it"
    with django_capture_on_commit_callbacks(execute=True):
        filing.remove(colleague, two, "Wrong, too.")
    assert not files.path_of(one.sha256).exists()
    one.refresh_from_db()
    assert (one.removed_by, one.removed_why, one.name) == (office, "Wrong version.", "a.pdf")
    assert Event.objects.filter(kind="cases.file-removed").count() == 2
    assert page.attachment(colleague, case, one.pk) is None


def test_others_add_and_remove_nothing(asked: Asked, colleague: User, community: User) -> None:
    case = asked("asked")
    row = filing.attach(colleague, case, "a.pdf", [PDF])
    with pytest.raises(NotAllowed):
        filing.attach(community, case, "b.pdf", [PDF])
    with pytest.raises(NotAllowed):
        filing.remove(community, row, "So.")
    with pytest.raises(NotAllowed):
        filing.attach(colleague, case, "b.pdf", [PDF], internal=True)
    with pytest.raises(Refused, match="ended"):
        filing.attach(colleague, moving.withdraw(colleague, fresh(case)), "b.pdf", [PDF])


def test_internal_and_confidential_files_are_not_for_everybody(
    asked: Asked, colleague: User, office: User, legal: User
) -> None:
    case = asked()
    row = filing.attach(colleague, case, "a.pdf", [PDF])
    filling.save_values(colleague, case, {"attachments": [f"sha256:{row.sha256}"]})
    case = moving.take(colleague, fresh(case), "ask")
    inside = filing.attach(legal, case, "opinion.pdf", [PDF + b"2"], internal=True)
    seen = {who: bool(page.attachment(who, case, row.pk)) for who in (colleague, office, legal)}
    assert seen == {colleague: True, office: False, legal: True}
    seen = {who: bool(page.attachment(who, case, inside.pk)) for who in (colleague, office, legal)}
    assert seen == {colleague: False, office: True, legal: True}


def fresh(case: Case) -> Case:
    return Case.objects.select_related("kept").get(pk=case.pk)


def stored(settings: Any) -> list[Path]:
    return [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]
