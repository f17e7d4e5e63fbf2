# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Places on people's machines and file servers: home folders, shares."""

import re

from allmende.repositories.detectors.internal.host_words import (
    GENERIC_USERS,
    PLACEHOLDERS,
    WEB_WORDS,
)
from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.surroundings import in_foreign_code, line_before, softened

_HOME = "/ho" + "me/"


def patterns() -> tuple[Pattern, ...]:
    """The patterns for home folders and network shares."""
    return (
        Pattern(
            id="home-folder",
            kind="internal-name",
            title={"de": "Ordner einer Person", "en": "Home folder of a person"},
            regex=r"((?:/home/|/Users/|\b[A-Za-z]:(?:\\{1,4}|/)(?:Users|Benutzer|Dokumente und "
            r"Einstellungen|Documents and Settings)(?:\\{1,4}|/))[A-Za-z][A-Za-z0-9._-]{1,40})"
            r"(?:[/\\]|\b)",
            anchor=r"(?:(?:^|[^A-Za-z0-9._~@})\]*>$%-])/(?:home|Users)/|:(?:\\{1,4}|/)"
            r"(?:Users|Benutzer|Dokumente und Einstellungen"
            r"|Documents and Settings)(?:\\{1,4}|/))[A-Za-z][A-Za-z0-9._-]",
            judge=judge_home,
            source="Filesystem Hierarchy Standard 3.0, 3.8; Windows KNOWNFOLDERID FOLDERID_Profile",
            keywords=("/home/", "/users/", "users", "benutzer", "dokumente", "documents"),
            matches=Examples(
                lambda _: (f"{_HOME}pwagenbrett/projekt", "C:\\Users\\kober\\Desktop"), ""
            ),
            misses=("https://x.de/home/news", "./home/panel/x", "/Users/{id}", "~/home/x/"),
        ),
        Pattern(
            id="network-share",
            kind="internal-name",
            title={"de": "Freigabe eines Dateiservers", "en": "Share of a file server"},
            regex=r"(\\{2,4}[A-Za-z0-9][A-Za-z0-9._-]{1,62}\\{1,2}[A-Za-z0-9_$][A-Za-z0-9_$.-]{0,62}"
            r"|(?i:smb|cifs)://[A-Za-z0-9][A-Za-z0-9.-]{1,62}/[A-Za-z0-9_$.-]{1,62})",
            anchor=r"\\{2}[A-Za-z0-9][A-Za-z0-9._-]{1,62}\\{1,2}[A-Za-z0-9_$]"
            r"|(?i:smb|cifs)://[A-Za-z0-9][A-Za-z0-9.-]",
            judge=judge_share,
            source="MS-DTYP 2.2.57 (UNC)",
            keywords=("\\\\", "smb", "cifs"),
            matches=("copy \\\\fs-rathaus02\\ablage x", "path = smb://nas07/akten$"),
            misses=("\\\\localhost\\c$", '"\\\\foo\\\\bar"', "\\\\server\\share"),
        ),
    )


def judge_home(candidate: Candidate) -> float | None:
    """A folder that is called after somebody."""
    name = re.split(r"[/\\]", candidate.value)[-1].rstrip(".")
    before = candidate.before[-1:]
    if before and (before.isalnum() or before in "._~@})]-*>$%"):
        return None
    windows = ":" in candidate.value[:3]
    if "/Users/" in candidate.value and before == "/" and not candidate.before.endswith("file://"):
        return None
    if name.lower() in WEB_WORDS or (
        re.search(r"(?i)(?:href|src|url|route|path|import|from)\W*$", line_before(candidate))
        and not windows
    ):
        return None
    if re.search(r"(?i)\be\.g\.|\bz\. ?b\.|example|beispiel", line_before(candidate, 60)):
        return 0.3
    if name.lower() in GENERIC_USERS or re.search(r"(?i)example|user|beispiel|<|your|test", name):
        return 0.2
    if in_foreign_code(candidate.path):
        return 0.3
    inside = candidate.match[-1:] in "/\\" and re.match(r"[\w.~-]|\\", candidate.after)
    return softened(0.7 if windows or inside else 0.35, candidate.path)


def judge_share(candidate: Candidate) -> float | None:
    """Server and share, as they are or with every backslash doubled as in source code."""
    value = candidate.value
    if "://" in value:
        server = value.partition("://")[2].partition("/")[0]
    else:
        slashes = len(value) - len(value.lstrip("\\"))
        server, _, share = value.lstrip("\\").partition("\\")
        doubled = share.startswith("\\")
        if slashes == 3 or (slashes == 2) == doubled or not _begins(candidate):
            return None
        if candidate.path and candidate.path.endswith((".tex", ".sty", ".bib", ".rst")):
            return None
    if len(server) < 3 or server.lower() in ("localhost", "127.0.0.1", "wsl", "wsl.localhost"):
        return None
    if PLACEHOLDERS & set(re.split(r"[.-]", server.lower())) or re.search(r"(?i)server$", server):
        return None
    named = re.search(r"\d|-|\.", server) or value.endswith("$") or server.isupper()
    return softened(0.65 if named else 0.35, candidate.path)


def _begins(candidate: Candidate) -> bool:
    before = candidate.before[-1:]
    return not before or before in " \t\n\r\"'`=(>,;[|" or candidate.before.endswith(":\\\\")
