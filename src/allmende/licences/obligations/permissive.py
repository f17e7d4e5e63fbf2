# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which duties the permissive licences ask for, each with the place in the licence's own text.

"§" and "(n)" are numbers the text itself carries. Where it has none, "¶" counts its paragraphs
after title and copyright line, and a word is the heading of the part that speaks.
"""

from collections.abc import Mapping

Terms = Mapping[str, str]
"""Duty to the place in the licence text that asks for it."""

NOTHING: Terms = {}

_BSD_1 = {"keep-notice-in-source": "(1)"}
_BSD_2 = {**_BSD_1, "notice-with-binary": "(2)"}
_BSD_3 = {**_BSD_2, "no-endorsement": "(3)"}
_BSD_4 = {**_BSD_2, "advertising-clause": "(3)", "no-endorsement": "(4)"}
_COPYRIGHT_AND_PERMISSION = {"keep-notice": "¶ 1"}
_WITH_DOCUMENTATION = {**_COPYRIGHT_AND_PERMISSION, "notice-in-documentation": "¶ 1"}
_NO_ADVERTISING = {**_WITH_DOCUMENTATION, "no-endorsement": "¶ 1"}
_W3C = {"give-licence-text": "(1)", "keep-all-notices": "(2)", "state-changes-dated": "(3)"}
_APACHE_2 = {
    "give-licence-text": "§ 4(a)",
    "state-changes": "§ 4(b)",
    "keep-all-notices": "§ 4(c)",
    "pass-on-notice-file": "§ 4(d)",
    "contributions-under-licence": "§ 5",
    "patent-peace": "§ 3",
    "no-trademark": "§ 6",
}
_ZLIB = {
    "no-misrepresentation": "(1)",
    "mark-as-changed": "(2)",
    "source-notices-unchanged": "(3)",
}
_BZIP2 = {
    "keep-notice-in-source": "(1)",
    "no-misrepresentation": "(2)",
    "mark-as-changed": "(3)",
    "no-endorsement": "(4)",
}
_PHP = {
    **_BSD_2,
    "no-endorsement": "(3)",
    "no-name-in-product": "(4)",
    "acknowledge-on-redistribution": "(6)",
}
_PYTHON = {
    "give-licence-text": "PSF (2)",
    "keep-copyright": "PSF (2)",
    "summarise-changes": "PSF (3), CNRI (3)",
    "no-trademark": "PSF (7)",
}
_AFL = {
    "keep-all-notices": "§ 6",
    "state-changes": "§ 6",
    "obtain-assent": "§ 9",
    "patent-peace": "§ 10",
}
_ARTISTIC_1 = {
    "keep-copyright": "§ 1",
    "state-changes-dated": "§ 3",
    "make-changes-available-or-rename": "§ 3(a)–(d)",
    "source-or-pointer": "§ 4",
}

PERMISSIVE: Mapping[str, Terms] = {
    "0BSD": NOTHING,
    "AFL-2.0": _AFL,
    "AFL-2.1": _AFL,
    "AFL-3.0": _AFL,
    "Apache-1.0": {
        **_BSD_2,
        "advertising-clause": "(3)",
        "no-endorsement": "(4)",
        "no-name-in-product": "(5)",
        "acknowledge-on-redistribution": "(6)",
    },
    "Apache-1.1": {
        **_BSD_2,
        "acknowledge-in-documentation": "(3)",
        "no-endorsement": "(4)",
        "no-name-in-product": "(5)",
    },
    "Apache-2.0": _APACHE_2,
    "Artistic-1.0": _ARTISTIC_1,
    "Artistic-1.0-Perl": _ARTISTIC_1,
    "Artistic-2.0": {
        "keep-copyright": "§ 2",
        "document-changes": "§ 4",
        "make-changes-available-or-rename": "§ 4(a)–(c)",
        "source-or-pointer": "§§ 5, 6",
        "patent-peace": "§ 13",
        "no-trademark": "§ 12",
    },
    "BSD-1-Clause": _BSD_1,
    "BSD-2-Clause": _BSD_2,
    "BSD-2-Clause-Patent": _BSD_2,
    "BSD-2-Clause-Views": _BSD_2,
    "BSD-3-Clause": _BSD_3,
    "BSD-3-Clause-Clear": _BSD_3,
    "BSD-3-Clause-LBNL": _BSD_3,
    "BSD-3-Clause-Open-MPI": _BSD_3,
    "BSD-4-Clause": _BSD_4,
    "BSD-4-Clause-UC": _BSD_4,
    "BSD-4.3TAHOE": {
        "keep-notice": "¶ 1",
        "acknowledge-on-redistribution": "¶ 1",
        "advertising-clause": "¶ 1",
        "no-endorsement": "¶ 1",
    },
    "BSD-Source-Code": {**_BSD_1, "no-endorsement": "(2)"},
    "BSL-1.0": {"keep-notice-in-source": "¶ 2"},
    "Beerware": _COPYRIGHT_AND_PERMISSION,
    "BlueOak-1.0.0": {"give-licence-or-link": "Notices"},
    "blessing": NOTHING,
    "bzip2-1.0.5": _BZIP2,
    "bzip2-1.0.6": _BZIP2,
    "CC0-1.0": {"patents-not-granted": "§ 4(a)"},
    "curl": {"keep-notice": "¶ 1", "no-endorsement": "¶ 3"},
    "ECL-1.0": {
        "give-licence-text": "¶ 3",
        "keep-all-notices": "¶ 3",
        "state-changes-dated": "¶ 3",
    },
    "ECL-2.0": _APACHE_2,
    "EFL-2.0": {"keep-copyright": "(1)", "give-licence-text": "(1)"},
    "FSFAP": _COPYRIGHT_AND_PERMISSION,
    "FSFUL": NOTHING,
    "FSFULLR": _COPYRIGHT_AND_PERMISSION,
    "FSFULLRWD": _COPYRIGHT_AND_PERMISSION,
    "FTL": {
        "keep-notice-in-source": "§ 2",
        "document-changes": "§ 2",
        "name-origin-in-documentation": "§ 2",
        "no-endorsement": "§ 3",
    },
    "HPND": _WITH_DOCUMENTATION,
    "IBM-pibs": _COPYRIGHT_AND_PERMISSION,
    "ICU": {**_WITH_DOCUMENTATION, "no-endorsement": "¶ 3"},
    "ImageMagick": _APACHE_2,
    "Info-ZIP": {
        "keep-notice-in-source": "(1)",
        "notice-with-binary": "(2)",
        "mark-as-changed": "(3)",
        "no-name-in-product": "(3)",
    },
    "IJG": {
        "keep-notice-in-source": "(1)",
        "document-changes": "(1)",
        "name-origin-in-documentation": "(2)",
    },
    "ISC": _COPYRIGHT_AND_PERMISSION,
    "JSON": {"keep-notice": "¶ 2", "good-not-evil": "¶ 3"},
    "JasPer-2.0": {"keep-notice": "(1)", "no-endorsement": "(2)"},
    "libpng-2.0": _ZLIB,
    "Libpng": _ZLIB,
    "libtiff": {"keep-notice": "(i)", "notice-in-documentation": "(i)", "no-endorsement": "(ii)"},
    "MIT": {"keep-notice": "¶ 2"},
    "MIT-0": NOTHING,
    "MIT-CMU": _NO_ADVERTISING,
    "MIT-Modern-Variant": {"keep-notice": "¶ 1"},
    "Minpack": {**_BSD_2, "acknowledge-in-documentation": "(3)"},
    "MirOS": {"notice-in-copies-or-documentation": "¶ 1"},
    "MS-PL": {
        "no-trademark": "§ 3(A)",
        "patent-peace": "§ 3(B)",
        "keep-all-notices": "§ 3(C)",
        "same-licence-source": "§ 3(D)",
        "give-licence-text-with-source": "§ 3(D)",
    },
    "MulanPSL-2.0": {
        "give-licence-text": "§ 4",
        "keep-all-notices": "§ 4",
        "patent-peace": "§ 2",
        "no-trademark": "§ 3",
    },
    "NCSA": _BSD_3,
    "NTP": _NO_ADVERTISING,
    "OGC-1.0": _W3C,
    "OLDAP-2.8": {
        "keep-notice-in-source": "(1)",
        "notice-with-binary": "(2)",
        "give-licence-text": "(3)",
        "no-endorsement": "¶ 4",
    },
    "OpenSSL": {
        **_BSD_2,
        "advertising-clause": "(3)",
        "no-endorsement": "(4)",
        "no-name-in-product": "(5)",
        "acknowledge-on-redistribution": "(6)",
        "attribute-author-in-product": "SSLeay",
    },
    "PHP-3.0": _PHP,
    "PHP-3.01": _PHP,
    "PSF-2.0": {
        "give-licence-text": "(2)",
        "keep-copyright": "(2)",
        "summarise-changes": "(3)",
        "no-trademark": "(7)",
    },
    "Python-2.0": _PYTHON,
    "Python-2.0.1": _PYTHON,
    "PostgreSQL": _COPYRIGHT_AND_PERMISSION,
    "Qhull": {
        "keep-copyright": "(1)",
        "give-licence-text": "(2)",
        "changes-name-and-reason": "(3)",
        "tell-where-original-is": "(4)",
    },
    "RSA-MD": {"name-origin-in-material": "¶ 1", "keep-notice": "¶ 4"},
    "Ruby": {
        "keep-copyright": "(1)",
        "make-changes-available-or-rename": "(2)",
        "source-or-pointer": "(3)",
    },
    "Saxpath": {**_BSD_3, "no-name-in-product": "(4)"},
    "SGI-B-2.0": {"keep-notice": "¶ 2"},
    "SMLNJ": _NO_ADVERTISING,
    "Spencer-86": {"no-misrepresentation": "(2)", "mark-as-changed": "(3)"},
    "SunPro": _COPYRIGHT_AND_PERMISSION,
    "SSH-OpenSSH": {"mark-as-changed": "¶ 1"},
    "SSH-short": {"mark-as-changed": "¶ 1"},
    "TCL": {"keep-copyright": "¶ 2", "give-licence-text": "¶ 2"},
    "TCP-wrappers": _COPYRIGHT_AND_PERMISSION,
    "Unicode-3.0": {"notice-in-copies-or-documentation": "¶ 2", "no-endorsement": "¶ 5"},
    "Unicode-DFS-2015": {
        "keep-notice": "(a)",
        "notice-in-documentation": "(b)",
        "document-changes": "(c)",
        "mark-as-changed": "(c)",
        "no-endorsement": "last ¶",
    },
    "Unicode-DFS-2016": {
        "notice-in-copies-or-documentation": "(a), (b)",
        "no-endorsement": "last ¶",
    },
    "Unlicense": NOTHING,
    "UPL-1.0": {"give-licence-or-link": "¶ 3", "keep-copyright": "¶ 3"},
    "W3C": _W3C,
    "W3C-19980720": _W3C,
    "W3C-20150513": {
        "give-licence-text": "(1)",
        "keep-all-notices": "(2)",
        "state-changes": "(3)",
    },
    "WTFPL": NOTHING,
    "X11": {"keep-notice": "¶ 2", "no-endorsement": "¶ 4"},
    "XFree86-1.1": {
        **_BSD_2,
        "acknowledge-in-documentation": "(3)",
        "no-endorsement": "(4)",
    },
    "Zlib": _ZLIB,
    "zlib-acknowledgement": {**_ZLIB, "attribute-author-in-product": "(1)"},
    "ZPL-2.0": {
        **_BSD_3,
        "no-trademark": "(4)",
        "state-changes-dated": "(5)",
    },
    "ZPL-2.1": {
        **_BSD_3,
        "no-trademark": "(4)",
        "state-changes-dated": "(5)",
    },
}
