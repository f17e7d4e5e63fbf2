# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reading a git configuration as text, only for what must be known to read the objects.

Git itself never sees the file: it may name programs to run. Includes are not followed.
"""

import re
from pathlib import Path

MOST = 1_000_000  # bytes; what stands behind is not read
_SECTION = re.compile(r'\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]')


def read_text(path: Path, most: int = MOST) -> str:
    """A small file's text, "" where there is no regular file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(most).decode("utf-8", "replace")


def settings(path: Path) -> dict[str, str]:
    """The settings as "section.name" in small letters, subsections as "section.*.name"."""
    found: dict[str, str] = {}
    section = ""
    for raw in read_text(path).splitlines():
        line = raw.strip()
        if head := _SECTION.match(line):
            section = head[1].lower() + (".*" if head[2] is not None else "")
            line = line[head.end() :].strip()
        if not line or line[0] in "#;":
            continue
        name, _, value = line.partition("=")
        value = re.sub(r"\s*[#;].*", "", value).strip().strip('"')
        found[f"{section}.{name.strip().lower()}"] = value or "true"
    return found
