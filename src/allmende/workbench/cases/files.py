# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files as people upload them: their name, what they really are, and where they lie.

A file lies under its SHA-256 in the data folder, outside of what the web server serves.
"""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from allmende.workbench.core.errors import Refused

LARGEST = 50_000_000
"""Bytes of one file."""
LONGEST_NAME = 120
_TEXT = ("text/plain", "text/csv", "text/markdown", "application/json", "application/yaml")
_NO_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises where an archive is broken, encrypted, or packed in an unknown way."""
_DRIVES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was written: its digest, its size in bytes, its media type."""

    sha256: str
    size: int
    media_type: str


def keep(name: str, chunks: Iterable[bytes]) -> Kept:
    """Write a file and say what it is. Raises Refused: too large, empty, or not what it says."""
    folder().mkdir(parents=True, exist_ok=True)
    waiting = folder() / f"waiting-{uuid4().hex}"
    digest, size = sha256(), 0
    try:
        with waiting.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
                if size > LARGEST:
                    limit = LARGEST // 1_000_000
                    raise Refused(_("The file is larger than {size} MB.").format(size=limit))
        if not size:
            raise Refused(_("The file is empty."))
        kept = Kept(digest.hexdigest(), size, media_type(name, waiting))
        place = path_of(kept.sha256)
        place.parent.mkdir(exist_ok=True)
        waiting.chmod(0o600)
        waiting.replace(place)
    finally:
        waiting.unlink(missing_ok=True)
    return kept


def safe_name(written: str) -> str:
    """A name without folders, control characters and tricks. Raises Refused where none is left."""
    name = unicodedata.normalize("NFC", written).replace("\\", "/").rpartition("/")[2]
    # Format characters include those that turn the writing direction: "gpj.exe" for "exe.jpg".
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not stem or not dot or not ending or _DRIVES.match(name):
        raise Refused(_("The file needs a name with an ending, such as .pdf."))
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def media_type(name: str, path: Path) -> str:
    """What the file is by its content. Raises Refused where that is not allowed or not its name."""
    ending = name.rpartition(".")[2].lower()
    if ending not in TYPES:
        allowed = ", ".join(sorted(TYPES))
        raise Refused(
            _("Files of this type are not taken; possible are {types}.").format(types=allowed)
        )
    type_, is_it = TYPES[ending]
    with path.open("rb") as file:
        if not is_it(file):
            raise Refused(_("The content of the file is not what its ending says."))
    return type_


def path_of(digest: str) -> Path:
    """Where the file of this digest lies, or would lie."""
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError(digest)
    return folder() / digest[:2] / digest


def forget(digest: str) -> None:
    """Remove the file of this digest."""
    path_of(digest).unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "cases"


def answer(name: str, media: str, digest: str) -> FileResponse:
    """The file for download: saved and never shown, whatever a browser thinks it is.

    Raises FileNotFoundError.
    """
    response = FileResponse(
        path_of(digest).open("rb"), as_attachment=True, filename=name, content_type=media
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _begins(*signatures: bytes) -> Callable[[BinaryIO], bool]:
    return lambda file: file.read(32).startswith(signatures)


def _webp(file: BinaryIO) -> bool:
    begin = file.read(16)
    return begin[:4] == b"RIFF" and begin[8:12] == b"WEBP"


def _text(file: BinaryIO) -> bool:
    """UTF-8 without control characters, so that no program hides behind the ending."""
    rest = b""
    while chunk := file.read(1 << 20):
        try:
            (rest + chunk).decode()
            rest = b""
        except UnicodeDecodeError as error:
            rest = (rest + chunk)[error.start :]
            if len(rest) > 3:
                return False
        if re.search(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]", chunk):
            return False
    return not rest


def _zipped(is_it: Callable[[zipfile.ZipFile], bool]) -> Callable[[BinaryIO], bool]:
    def look(file: BinaryIO) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                return is_it(archive)
        except _NO_ARCHIVE:
            return False

    return look


def _opendocument(type_: str) -> Callable[[BinaryIO], bool]:
    def is_it(archive: zipfile.ZipFile) -> bool:
        with archive.open("mimetype") as said:
            return said.read(200).strip() == type_.encode()

    return _zipped(is_it)


def _office(part: str) -> Callable[[BinaryIO], bool]:
    """Without macros: those lie in a part of their own."""

    def is_it(archive: zipfile.ZipFile) -> bool:
        names = archive.namelist()
        return part in names and not any(one.endswith("vbaProject.bin") for one in names)

    return _zipped(is_it)


_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
TYPES: Mapping[str, tuple[str, Callable[[BinaryIO], bool]]] = {
    "pdf": ("application/pdf", _begins(b"%PDF-")),
    "png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "webp": ("image/webp", _webp),
    "txt": (_TEXT[0], _text),
    "csv": (_TEXT[1], _text),
    "md": (_TEXT[2], _text),
    "json": (_TEXT[3], _text),
    "yml": (_TEXT[4], _text),
    "yaml": (_TEXT[4], _text),
    "patch": (_TEXT[0], _text),
    "odt": (f"{_ODF}text", _opendocument(f"{_ODF}text")),
    "ods": (f"{_ODF}spreadsheet", _opendocument(f"{_ODF}spreadsheet")),
    "odp": (f"{_ODF}presentation", _opendocument(f"{_ODF}presentation")),
    "docx": (f"{_OOXML}wordprocessingml.document", _office("word/document.xml")),
    "xlsx": (f"{_OOXML}spreadsheetml.sheet", _office("xl/workbook.xml")),
    "pptx": (f"{_OOXML}presentationml.presentation", _office("ppt/presentation.xml")),
    "bundle": ("application/octet-stream", _begins(b"# v2 git bundle\n", b"# v3 git bundle\n")),
}
"""Ending to media type, and how the content is recognised."""
