# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Small repositories, analysed for real."""

from pathlib import Path
from typing import Any
from zlib import crc32

from tests.repositories.making import Made, make

from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.services import starting
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import jobs

MIT = """MIT License

Copyright (c) 2026 Anna Beispiel

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def token(body: str) -> str:
    """A token of GitHub's format, whose last six characters are a checksum of the rest.

    Put together here, so that no scan of this repository finds what its own tests look for.
    """
    number, checksum = crc32(body.encode()), ""
    while number:
        number, rest = divmod(number, 62)
        checksum = ALPHABET[rest] + checksum
    return "gh" + "p_" + body + checksum.rjust(6, "0")


SECRET = token("q7Rk2mX9vB4tL8wZ3nC6yH1jD5pF0s")
MAIL = "paula.muster" + "@" + "example-city.de"


def repository(folder: Path) -> Made:
    """A README, a licence, a mail address in the tree, and a token that is only in the history."""
    made = make(folder)
    made.commit(
        {"README.md": "# Portal\n\nWhat it is for.\n", "settings.py": f"KEY = '{SECRET}'\n"}
    )
    made.commit({"settings.py": "KEY = None\n", "LICENSE": MIT}, "Take the key away")
    made.commit({"docs/contact.md": f"Ask {MAIL}\n"}, "Say whom to ask")
    made.tag("v1.0.0", "First release")
    return made


def bundle(made: Made) -> bytes:
    path = made.folder.parent / f"{made.folder.name}.bundle"
    made.git("bundle", "create", "--quiet", str(path), "--all")
    return path.read_bytes()


def started(
    by: Any,
    made: Made,
    criteria: str = "publication-check",
    software: Software | None = None,
    name: str = "portal",
) -> Assessment:
    """An analysis of an uploaded bundle, not run yet."""
    wanted = starting.Wanted(criteria, software)
    return starting.of_bundle(by, wanted, name, [bundle(made)])


def run(assessment: Assessment) -> Assessment:
    """Run it to its end, as the worker does."""
    assert assessment.job
    jobs.run(assessment.job.pk)
    return fresh(assessment)


def fresh(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_related("subject__latest", "subject__newest", "job").get(
        pk=assessment.pk
    )


def finished(by: Any, made: Made, *words: Any, **more: Any) -> Assessment:
    return run(started(by, made, *words, **more))


def answer_to(assessment: Assessment, criterion: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in assessment.report["answers"] if one["criterion"] == criterion
    )
    return found
