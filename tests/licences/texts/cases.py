# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
# ruff: noqa: E501 (notices stand as they stand in files)
"""Texts with the licence a person reads in them; None where there is none, or none for certain.

Whole licence texts are not copied here: they are read from the packages that the lock installs.
"""

from importlib.metadata import distribution

INSTALLED: tuple[tuple[str, str, str], ...] = (
    # distribution, file of its metadata, what the file is
    ("pytest", "licenses/LICENSE", "MIT"),
    ("django", "licenses/LICENSE", "BSD-3-Clause"),
    ("pydantic", "licenses/LICENSE", "MIT"),
    ("certifi", "licenses/LICENSE", "MPL-2.0"),
    ("packaging", "licenses/LICENSE.APACHE", "Apache-2.0"),
    ("packaging", "licenses/LICENSE.BSD", "BSD-2-Clause"),
    ("psycopg", "licenses/LICENSE.txt", "LGPL-3.0-only"),
    ("hypothesis", "licenses/LICENSE.txt", "MPL-2.0"),
    ("greenlet", "licenses/LICENSE.PSF", "PSF-2.0"),
    ("greenlet", "licenses/LICENSE", "MIT"),
    ("cffi", "licenses/LICENSE", "MIT-0"),
    ("idna", "licenses/LICENSE.md", "BSD-3-Clause"),
    ("license-expression", "licenses/NOTICE", "Apache-2.0"),
    ("license-expression", "licenses/apache-2.0.LICENSE", "Apache-2.0"),
    ("license-expression", "licenses/CHANGELOG.rst", ""),
    ("django", "licenses/AUTHORS", ""),
    ("mypy", "licenses/LICENSE", "MIT AND Python-2.0.1 AND BSD-2-Clause"),
)

MPL_TRI_LICENCE = """\
/* ***** BEGIN LICENSE BLOCK *****
 * Version: MPL 1.1/GPL 2.0/LGPL 2.1
 *
 * The contents of this file are subject to the Mozilla Public License Version
 * 1.1 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 * http://www.mozilla.org/MPL/
 *
 * Alternatively, the contents of this file may be used under the terms of
 * either the GNU General Public License Version 2 or later (the "GPL"), or
 * the GNU Lesser General Public License Version 2.1 or later (the "LGPL"),
 * in which case the provisions of the GPL or the LGPL are applicable instead
 * of those above.
 * ***** END LICENSE BLOCK ***** */
"""

CDDL_OR_GPL = """\
The contents of this file are subject to the terms of either the GNU General Public License
Version 2 only ("GPL") or the Common Development and Distribution License("CDDL") (collectively,
the "License"). You may not use this file except in compliance with the License.

GPL Classpath Exception: Oracle designates this particular file as subject to the "Classpath"
exception as provided by Oracle in the GPL Version 2 section of the License file.
"""

NOTICES: tuple[tuple[str, str], ...] = (
    # tags
    ("# SPDX-License-Identifier: MIT", "MIT"),
    ("/* SPDX-License-Identifier: GPL-2.0+ */", "GPL-2.0-or-later"),
    ("<!-- SPDX-License-Identifier: CC-BY-4.0 -->", "CC-BY-4.0"),
    ("; SPDX-License-Identifier: Apache-2.0\n; SPDX-License-Identifier: MIT", "Apache-2.0 AND MIT"),
    (
        "// SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR MIT",
        "GPL-2.0-only WITH Linux-syscall-note OR MIT",
    ),
    # GNU
    (
        "/* This program is free software; you can redistribute it and/or modify\n * it under the terms of the GNU General Public License as published by\n * the Free Software Foundation; either version 2 of the License, or\n * (at your option) any later version. */",
        "GPL-2.0-or-later",
    ),
    (
        "// licensed under the terms of the GNU General Public License as published by\n// the Free Software Foundation; version 2.",
        "GPL-2.0-only",
    ),
    (
        "This library is free software; you can redistribute it and/or modify it under the terms of the GNU Library General Public\nLicense as published by the Free Software Foundation; either\nversion 2 of the License, or (at your option) any later version.",
        "LGPL-2.0-or-later",
    ),
    (";;; Licensed under the GNU AGPLv3 or later", "AGPL-3.0-or-later"),
    ("May be distributed under the terms of the GNU General Public License.", "GPL-1.0-or-later"),
    (
        "Dieses Programm ist Freie Software: Sie können es unter den Bedingungen\nder GNU General Public License, wie von der Free Software Foundation,\nVersion 3 der Lizenz oder (nach Ihrer Wahl) jeder neueren\nveröffentlichten Version, weiter verteilen und/oder modifizieren.",
        "GPL-3.0-or-later",
    ),
    # exceptions
    (
        "You may distribute this file under the terms of the GNU General Public License version 2 only.\n\nAs a special exception, you may create a larger work that contains part or all of the Bison parser skeleton and distribute that work under terms of your choice.",
        "GPL-2.0-only WITH Bison-exception-2.2",
    ),
    (
        "Part of the project, under the Apache License v2.0 with LLVM Exceptions.",
        "Apache-2.0 WITH LLVM-exception",
    ),
    # others
    (
        "dnl This Source Code Form is subject to the terms of the Mozilla Public\ndnl License, v. 2.0. If a copy of the MPL was not distributed with this\ndnl file, You can obtain one at http://mozilla.org/MPL/2.0/.",
        "MPL-2.0",
    ),
    (
        "are made available under the terms of the Eclipse Public License v1.0\nwhich accompanies this distribution",
        "EPL-1.0",
    ),
    (
        "Licensed under the EUPL, Version 1.2 or – as soon they will be approved by\nthe European Commission - subsequent versions of the EUPL",
        "EUPL-1.2",
    ),
    ("Lizenziert unter der EUPL, Version 1.2", "EUPL-1.2"),
    (
        "Die Daten stehen unter der Datenlizenz Deutschland – Namensnennung – Version 2.0.",
        "DL-DE-BY-2.0",
    ),
    (
        "# This module is free software; you can redistribute it under the same terms as Perl itself.",
        "Artistic-1.0-Perl OR GPL-1.0-or-later",
    ),
    ("Licensed under the MIT license.", "MIT"),
    (" * MIT Licensed", "MIT"),
    ("MIT License (see LICENSE)", "MIT"),
    (
        "//  Distributed under the Boost Software License, Version 1.0. (See\n//  accompanying file LICENSE_1_0.txt)",
        "BSL-1.0",
    ),
    (
        "This work is licensed under a Creative Commons Attribution-ShareAlike 4.0 International License.",
        "CC-BY-SA-4.0",
    ),
    (
        "The page is licensed under [our terms](https://creativecommons.org/licenses/by-nc/3.0/).",
        "CC-BY-NC-3.0",
    ),
    # choices
    (MPL_TRI_LICENCE, "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later"),
    (CDDL_OR_GPL, "GPL-2.0-only WITH Classpath-exception-2.0 OR CDDL-1.0"),
    (
        "Licensed under either of\n\n * Apache License, Version 2.0 ([LICENSE-APACHE](LICENSE-APACHE))\n * MIT license ([LICENSE-MIT](LICENSE-MIT))\n\nat your option.",
        "Apache-2.0 OR MIT",
    ),
    (
        "This crate is dual-licensed under the terms of the MIT license and the Apache License (Version 2.0).",
        "MIT OR Apache-2.0",
    ),
    # metadata and pages
    ('{"name": "x", "license": "(MIT OR Apache-2.0)"}', "MIT OR Apache-2.0"),
    ('[project]\nname = "x"\nlicense = {text = "BSD-3-Clause"}', "BSD-3-Clause"),
    (
        "<project><licenses><license><name>Apache License, Version 2.0</name></license></licenses></project>",
        "Apache-2.0",
    ),
    ("Gem::Specification.new do |s|\n  s.license = 'MIT'\nend", "MIT"),
    ("Package: x\nLicense: GPL (>= 2)\n", "GPL-2.0-or-later"),
    (
        'publiccodeYmlVersion: "0.4"\nlegal:\n  license: AGPL-3.0-or-later\n',
        "AGPL-3.0-or-later",
    ),
    (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2+ or Artistic\n\nFiles: debian/*\nLicense: Expat\n",
        "(GPL-2.0-or-later OR Artistic-1.0-Perl) AND MIT",
    ),
    ("# A tool\n\nIt helps.\n\n## License\n\nMIT\n", "MIT"),
    ("This project is licensed under the MIT License - see the [LICENSE](LICENSE) file.", "MIT"),
)

NOTHING: tuple[str, ...] = (
    "",
    "   \n\n",
    "This tool checks for the GPL and the MIT license in your files.",
    "Changelog\n\n1.2 - changed license to MIT\n1.1 - support for GPL-2.0 detection\n",
    "All rights reserved. You may not copy or distribute this software without written permission.",
    "Privacy: we share data with partners under the terms of our agreement.",
    "Use of this source code is governed by a BSD-style license that can be\nfound in the LICENSE file.",
    "Released under the GPL.",
    "The software was licensed under the Apache License 2.0 until 2019.",
    "You may combine it with software that is licensed under the GPLv2.",
    "This program can read files of libraries under the LGPL 2.1 as well.",
    "SPDX-License-Identifier: <the id of your licence>",
)


def installed(name: str, file: str) -> str:
    """The text of a file that a package of the lock brings in its metadata."""
    text = distribution(name).read_text(file)
    assert text is not None, f"{name} no longer brings {file}"
    return text
