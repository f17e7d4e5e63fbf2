# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import subprocess
import sys

import pytest

from allmende.licences.names import lynx


def test_an_alias_nothing_speaks_against_is_believed() -> None:
    assert str(lynx.ask("Haskell Report Licence")) == "HaskellReport"


@pytest.mark.parametrize(
    "name",
    [
        "MIT-style",  # "MIT" there, but a style is not the licence
        "Creative Commons License Version 3.0",  # "CC-BY-3.0" there, but by is not said
        "BSD License 2.0",  # a version, no number of clauses
        "MIT/X11",
        "LicenseRef-scancode-amazon-sl",
    ],
)
def test_an_alias_that_says_more_than_the_name_is_not(name: str) -> None:
    assert lynx.ask(name) is None


def test_its_data_is_loaded_only_when_needed() -> None:
    program = (
        "import sys; from allmende.licences.names import normalise;"
        "normalise('MIT'); normalise('GPLv3+ or Apache 2');"
        "assert 'licenselynx' not in sys.modules and 'rapidfuzz' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
