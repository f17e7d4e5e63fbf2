# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a path belongs to the product itself, or to its tests, examples or to somebody else."""

import re
from functools import lru_cache
from typing import Literal

Place = Literal["product", "test", "example", "documentation", "vendored"]

FOLDERS: tuple[tuple[Place, re.Pattern[str]], ...] = (
    (
        "vendored",
        re.compile(r"(?:^|/)(?:node_modules|vendor|vendored|third[_-]?party|bower_components)/"),
    ),
    (
        "test",
        re.compile(
            r"(?:^|/)(?:(?:(?:fun|int|it|unit|integration|system|acceptance|smoke|e2e|android|jvm)"
            r"[_-]?)?tests?|testing|__tests__|__fixtures__|fixtures?|testdata|test[_-](?:data|"
            r"resources|assets|cases|fixtures)|e2e|benchmarks?)/",
            re.IGNORECASE,
        ),
    ),
    # Braces are the placeholders of project templates (cookiecutter).
    ("example", re.compile(r"(?:^|/)(?:examples?|samples?|demos?)/|\{\{", re.IGNORECASE)),
    ("documentation", re.compile(r"(?:^|/)(?:docs?|documentation|website)/", re.IGNORECASE)),
)


def place_of(path: str) -> Place:
    """By the names of the folders; the first line of the table that fits."""
    folder, slash, name = path.rpartition("/")
    return _place_of(path if "{{" in name else folder + slash)


@lru_cache(maxsize=20_000)
def _place_of(folder: str) -> Place:
    for place, names in FOLDERS:
        if names.search(folder):
            return place
    return "product"
