# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Exceptions that stand with a licence they cannot belong to.

The SPDX list ties no exception to a licence, so such an expression is valid; it is most likely a
slip all the same. Source: the wording of each exception (which licence it names and changes) and
the notes of its entry on the SPDX list 3.29. Exceptions that name no licence are not listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allmende.licences.expressions.choices import licences_of
from allmende.licences.expressions.ids import EXCEPTIONS
from allmende.licences.expressions.tree import Expression, With
from allmende.licences.expressions.versions import Version, is_or_later, version_of

_Ties = Mapping[str, Version]

_GNU: _Ties = {"GPL": (), "LGPL": (), "AGPL": ()}
_GNU_3: _Ties = {"GPL": (3,), "LGPL": (3,), "AGPL": (3,)}
"""Additional permissions under section 7, which only version 3 has."""
_LGPL: _Ties = {"LGPL": ()}
_APACHE_2: _Ties = {"Apache": (2,)}
_CC_BY_SA: _Ties = dict.fromkeys(
    ("CC-BY-SA", "CC-BY-SA-*-DE", "CC-BY-SA-*-AT", "CC-BY-SA-*-IGO"), ()
)

_GNU_EXCEPTIONS = """
    389-exception Asterisk-exception Asterisk-linking-protocols-exception Autoconf-exception-2.0
    Autoconf-exception-generic Autoconf-exception-macro Bison-exception-1.24 Bison-exception-2.2
    Bootloader-exception CGAL-linking-exception CLISP-exception-2.0 Classpath-exception-2.0
    Classpath-exception-2.0-short DigiRule-FOSS-exception Fawkes-Runtime-exception
    Font-exception-2.0 GCC-exception-2.0 GCC-exception-2.0-note GNAT-exception
    GNU-compiler-exception GPL-CC-1.0 GStreamer-exception-2005 GStreamer-exception-2008
    Gmsh-exception Independent-modules-exception Libtool-exception Linux-syscall-note
    OpenJDK-assembly-exception-1.0 PS-or-PDF-font-exception-20170817 RRDtool-FLOSS-exception-2.0
    SANE-exception SWI-exception UBDL-exception WxWindows-exception-3.1
    cryptsetup-OpenSSL-exception eCos-exception-2.0 freertos-exception-2.0 gnu-javamail-exception
    harbour-exception i2p-gpl-java-exception kvirc-openssl-exception libpri-OpenH323-exception
    mif-exception openvpn-openssl-exception rsync-linking-exception
    sqlitestudio-OpenSSL-exception stunnel-exception u-boot-exception-2.0
    vsftpd-openssl-exception x11vnc-openssl-exception
"""
_GNU_3_EXCEPTIONS = """
    Autoconf-exception-3.0 Autoconf-exception-generic-3.0 GCC-exception-3.1
    GPL-3.0-389-ds-base-exception GPL-3.0-interface-exception GPL-3.0-linking-exception
    GPL-3.0-linking-source-exception Qt-GPL-exception-1.0 Texinfo-exception
    erlang-otp-linking-exception romic-exception
"""
_LGPL_EXCEPTIONS = """
    Digia-Qt-LGPL-exception-1.1 FLTK-exception LLGPL OCCT-exception-1.0
    Nokia-Qt-exception-1.1
    OCaml-LGPL-linking-exception Qt-LGPL-exception-1.1 Qwt-exception-1.0
    Simple-Library-Usage-exception Spelling-Provider-LGPL-exception polyparse-exception
"""

TIES: Mapping[str, _Ties] = {
    **dict.fromkeys(_GNU_EXCEPTIONS.split(), _GNU),
    **dict.fromkeys(_GNU_3_EXCEPTIONS.split(), _GNU_3),
    **dict.fromkeys(_LGPL_EXCEPTIONS.split(), _LGPL),
    "GNOME-examples-exception": _CC_BY_SA,
    "KiCad-libraries-exception": _CC_BY_SA,
    "LGPL-3.0-linking-exception": {"LGPL": (3,)},
    "LLVM-exception": _APACHE_2,
    "LZMA-exception": {"CPL": ()},
    "PCRE2-exception": {"BSD-3-Clause": (), "BSD-2-Clause": ()},
    "QPL-1.0-INRIA-2004-exception": {"QPL": (), "QPL-*-INRIA-2004": ()},
    "SHL-2.0": _APACHE_2,
    "SHL-2.1": _APACHE_2,
    "Swift-exception": _APACHE_2,
    "fmt-exception": {"MIT": ()},
    "mxml-exception": _APACHE_2,
}
"""By exception: the families it can stand with, and from which version on."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An exception beside a licence it was not written for; `text` by language (de, en)."""

    subject: str
    exception: str
    families: tuple[str, ...]
    text: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "exception": self.exception,
            "families": list(self.families),
            "text": self.text,
        }


def doubts(expression: Expression) -> tuple[Doubt, ...]:
    """What is valid and yet hardly meant, in the order written."""
    return tuple(
        _doubt(one)
        for one in licences_of(expression)
        if isinstance(one, With) and not _can_stand(one)
    )


def _can_stand(one: With) -> bool:
    ties = TIES.get(_listed(one))
    if ties is None or "LicenseRef-" in one.licence.id:
        return True
    family, version = version_of(one.licence.id)
    return family in ties and (is_or_later(one.licence) or version >= ties[family])


def _listed(one: With) -> str:
    return EXCEPTIONS.get(one.exception.lower(), one.exception)


def _doubt(one: With) -> Doubt:
    ties = TIES[_listed(one)]
    return Doubt(
        str(one),
        one.exception,
        tuple(family for family in ties if "*" not in family),
        {
            "de": f"Die Ausnahme {one.exception} ist für {_named(ties, 'ab Version')} "
            f"geschrieben, nicht für {one.licence}.",
            "en": f"The exception {one.exception} is written for {_named(ties, 'from version')} "
            f"on, not for {one.licence}."
            if any(ties.values())
            else f"The exception {one.exception} is written for {_named(ties, '')}, "
            f"not for {one.licence}.",
        },
    )


def _named(ties: _Ties, since: str) -> str:
    return ", ".join(
        f"{family} {since} {version[0]}" if version else family
        for family, version in ties.items()
        if "*" not in family
    )
