# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an exception changes for whoever embeds the software.

Source of each effect: the text of the exception on the SPDX list of exceptions. An exception that
is not in the table changes nothing, and a verdict says that somebody has to read it.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from allmende.licences.known import listed


class Effect(StrEnum):
    """How far an exception opens a copyleft licence."""

    LINKING = "linking"
    """Own works may be linked or combined with it and keep their licence."""
    LINKING_FREE = "linking-free"
    """The same, as far as the other parts are free software themselves."""
    OUTPUT_ONLY = "output-only"
    """What the tool writes into own works is free of the copyleft; the tool itself is not."""
    DOCUMENTS = "documents"
    """Documents that contain it (a font) are free of the copyleft; software is not."""
    NONE = "none"
    """Nothing that matters to own works: it is about a foreign library, patents, or no copyleft."""
    UNKNOWN = "unknown"
    """Not in the table."""


LOWERING = frozenset({Effect.LINKING, Effect.LINKING_FREE, Effect.OUTPUT_ONLY})
"""Effects under which a copyleft licence counts as weak copyleft."""

_EFFECTS: Mapping[Effect, tuple[str, ...]] = {
    Effect.LINKING: (
        "Classpath-exception-2.0",
        "Classpath-exception-2.0-short",
        "CLISP-exception-2.0",
        "Digia-Qt-LGPL-exception-1.1",
        "eCos-exception-2.0",
        "Fawkes-Runtime-exception",
        "FLTK-exception",
        "freertos-exception-2.0",
        "GCC-exception-2.0",
        "GCC-exception-2.0-note",
        "GCC-exception-3.1",
        "GNAT-exception",
        "gnu-javamail-exception",
        "GNU-compiler-exception",
        "GPL-3.0-interface-exception",
        "GPL-3.0-linking-exception",
        "GPL-3.0-linking-source-exception",
        "harbour-exception",
        "Independent-modules-exception",
        "LGPL-3.0-linking-exception",
        "Libtool-exception",
        "Linux-syscall-note",
        "LLGPL",
        "LZMA-exception",
        "mif-exception",
        "Nokia-Qt-exception-1.1",
        "OCaml-LGPL-linking-exception",
        "OCCT-exception-1.0",
        "OpenJDK-assembly-exception-1.0",
        "polyparse-exception",
        "Qt-LGPL-exception-1.1",
        "Qwt-exception-1.0",
        "SANE-exception",
        "Simple-Library-Usage-exception",
        "SWI-exception",
        "u-boot-exception-2.0",
        "WxWindows-exception-3.1",
    ),
    Effect.LINKING_FREE: (
        "DigiRule-FOSS-exception",
        "RRDtool-FLOSS-exception-2.0",
        "Universal-FOSS-exception-1.0",
    ),
    Effect.OUTPUT_ONLY: (
        "Autoconf-exception-2.0",
        "Autoconf-exception-3.0",
        "Autoconf-exception-generic",
        "Autoconf-exception-generic-3.0",
        "Autoconf-exception-macro",
        "Bison-exception-1.24",
        "Bison-exception-2.2",
        "Bootloader-exception",
        "Qt-GPL-exception-1.0",
        "Texinfo-exception",
    ),
    Effect.DOCUMENTS: (
        "Font-exception-2.0",
        "KiCad-libraries-exception",
        "PS-or-PDF-font-exception-20170817",
    ),
    Effect.NONE: (
        "Asterisk-exception",
        "Asterisk-linking-protocols-exception",
        "cryptsetup-OpenSSL-exception",
        "fmt-exception",
        "Google-Patent-WebM",
        "GPL-CC-1.0",
        "GStreamer-exception-2005",
        "GStreamer-exception-2008",
        "kvirc-openssl-exception",
        "libpri-OpenH323-exception",
        "LLVM-exception",
        "mxml-exception",
        "openvpn-openssl-exception",
        "rsync-linking-exception",
        "sqlitestudio-OpenSSL-exception",
        "stunnel-exception",
        "Swift-exception",
        "UBDL-exception",
        "vsftpd-openssl-exception",
        "x11vnc-openssl-exception",
    ),
}


def effect_of(exception: str) -> Effect:
    """What this SPDX exception changes; UNKNOWN for one nobody has read for this table."""
    return _by_id().get(exception.casefold(), Effect.UNKNOWN)


def all_exceptions() -> tuple[str, ...]:
    """Every id of the SPDX list of exceptions, sorted."""
    return tuple(sorted(listed.exceptions().values()))


def is_exception(text: str) -> bool:
    """Whether the SPDX list of exceptions has this id, in any case."""
    return text.casefold() in listed.exceptions()


@cache
def _by_id() -> Mapping[str, Effect]:
    return {one.casefold(): effect for effect, ids in _EFFECTS.items() for one in ids}
