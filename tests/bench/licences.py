# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licences: names, expressions, texts, start of the command, and a bill of 10,000 components.

Accuracy is counted on the cases written for the project (tests/licences/**/cases.py) and on the
licence files of whatever is installed here, held against what each package declares as
`License-Expression`. Peers: LicenseLynx for names, license-expression for expressions,
licenseclassifier alone for texts. Floors: Python's own start, and `json.load` of the same bill.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from tests.bench._table import milliseconds, print_table, seconds
from tests.licences.expressions import cases as expression_cases
from tests.licences.names import cases as name_cases

from allmende.licences.expressions import (
    NotAnExpression,
    equivalent,
    parse,
    satisfies,
    simplify,
)
from allmende.licences.names import normalise
from allmende.licences.texts import identify

COMPONENTS = 10_000
DECLARED = (
    "MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "MPL-2.0", "LGPL-2.1-only", "EPL-2.0", "EUPL-1.2",
    "GPL-3.0-only", "AGPL-3.0-only", "BSD-3-Clause OR GPL-2.0-only", "MIT AND ISC", "Apache 2.0",
    "The MIT License", "BSD", "GPL-2.0-only WITH Classpath-exception-2.0", "see LICENSE", None,
)  # fmt: skip

Row = tuple[str, str]


def main() -> None:
    print_table("licences", [*_names(), *_expressions(), *_texts(), *_start(), *_bill()])


# --- names ---------------------------------------------------------------------------------------


def _names() -> Iterator[Row]:
    cases = name_cases.CASES
    yield f"{len(cases)} names of the project", _tally(cases, _judge_name)
    yield f"of them {len(name_cases.GERMAN)} German", _tally(name_cases.GERMAN, _judge_name)
    yield "the same by LicenseLynx", _tally(cases, _judge_lynx)
    # Each name is asked once in this spelling, so that no answer comes from memory.
    fresh = [f"{name} " + " " * turn for turn in range(1, 6) for name, _expected in cases]
    with seconds() as took:
        for name in fresh:
            normalise(name)
    yield "names, none seen before", f"{len(fresh) / took[1]:,.0f} a second"


def _tally(cases: Iterable[tuple[str, object]], judge: Callable[[str, object], str]) -> str:
    answers = [judge(written, expected) for written, expected in cases]
    return ", ".join(f"{answers.count(kind)} {kind}" for kind in ("right", "silent", "wrong"))


def _judge_name(name: str, expected: object) -> str:
    found = normalise(name)
    if isinstance(expected, tuple):
        if found.status == "ambiguous" and set(expected[1]) <= set(found.candidates):
            return "right"
        return "wrong" if found.status == "match" else "silent"
    return _judged(found.expression, expected)


def _judge_lynx(name: str, expected: object) -> str:
    from licenselynx.licenselynx import LicenseLynx

    found = LicenseLynx.map(name)
    return _judged(found.id if found else None, None if isinstance(expected, tuple) else expected)


def _judged(found: str | None, expected: object) -> str:
    if found == expected:
        return "right"
    return "silent" if found is None else "wrong"


# --- expressions ---------------------------------------------------------------------------------


def _expressions() -> Iterator[Row]:
    answers = list(_expression_answers())
    yield f"{len(answers)} expressions of the project", f"{sum(answers)} right"
    ids = ("MIT", "ISC", "Zlib", "Apache-2.0", "EUPL-1.2", "GPL-2.0-or-later", "0BSD", "MPL-2.0")
    texts = [f"({a} OR {b}) AND {c}" for a in ids for b in ids for c in ids]
    with seconds() as took:
        for text in texts:
            parse(text)
    yield "parse, three licences each", f"{len(texts) / took[1]:,.0f} a second"
    with seconds() as took:
        for text in texts:
            satisfies(text, ["MIT", "Apache-2.0", "GPL-3.0-only"])
    yield "satisfies, parsing included", f"{len(texts) / took[1]:,.0f} a second"
    from license_expression import get_spdx_licensing

    peer = get_spdx_licensing()
    with seconds() as took:
        for text in texts:
            peer.parse(text)
    yield "parse by license-expression", f"{len(texts) / took[1]:,.0f} a second"


def _expression_answers() -> Iterator[bool]:
    for written, printed in expression_cases.VALID:
        yield str(parse(written)) == printed
    for written, position, *_words in expression_cases.INVALID:
        try:
            parse(written)
        except NotAnExpression as error:
            yield error.position == position
        else:
            yield False
    for written, simple in expression_cases.SIMPLIFIED:
        yield str(simplify(written)) == simple
    for left, right, same in expression_cases.EQUIVALENT:
        yield equivalent(left, right) is same
    for _rule, written, allowed, chosen, _missing in expression_cases.SATISFIES:
        found = satisfies(written, allowed).chosen
        yield (str(found) if found else None) == chosen


# --- texts ---------------------------------------------------------------------------------------


def _texts() -> Iterator[Row]:
    found = list(_installed())
    ours = [(_same(identify(text).expression, declared)) for text, declared in found]
    yield f"{len(found)} licence files of installed packages, as declared", f"{sum(ours)} right"
    from licenseclassifier import identify_license

    alone = [
        _same(" AND ".join(dict.fromkeys(one.id for one in identify_license(text))), declared)
        for text, declared in found
    ]
    yield "the same by licenseclassifier alone", f"{sum(alone)} right"
    texts = [text for text, _declared in found]
    yield "a text, warm", milliseconds([lambda text=text: identify(text) for text in texts], 2)
    yield (
        "the same by licenseclassifier alone",
        milliseconds([lambda text=text: identify_license(text) for text in texts], 2),
    )
    yield (
        "memory of a process that identifies one text",
        _peak([sys.executable, "-m", "allmende", "licence", "text", "LICENSE"]),
    )


def _installed() -> Iterator[tuple[str, str]]:
    """Licence file and declared expression of each package that has one file and declares one."""
    seen: set[str] = set()
    for package in distributions():
        declared = package.metadata.get("License-Expression")
        texts = list(_licence_texts(package))
        if declared and len(texts) == 1 and texts[0] not in seen:
            seen.add(texts[0])
            yield texts[0], declared


def _licence_texts(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if ".dist-info/" in str(file) and file.name.upper().startswith(("LICEN", "COPYING")):
            path = Path(str(package.locate_file(file)))
            if path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace")


def _same(found: str | None, declared: str) -> bool:
    """A text of the GPL does not say whether "or later" holds; the package does."""
    try:
        told, expected = parse(found or ""), parse(declared)
    except NotAnExpression:
        return False
    loosely = str(expected).replace("-or-later", "-only")
    return equivalent(told, expected) or equivalent(told, loosely)


# --- the command ---------------------------------------------------------------------------------


def _start() -> Iterator[Row]:
    run = [sys.executable, "-m", "allmende"]
    yield "floor: python -c pass", _wall([sys.executable, "-c", "pass"])
    yield "allmende --help", _wall([*run, "--help"])
    yield (
        "licence check MIT --context embed",
        _wall([*run, "licence", "check", "MIT", "--context", "embed"]),
    )


def _wall(command: list[str]) -> str:
    taken = []
    for _round in range(10):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return f"median {statistics.median(taken):.2f} s, worst {max(taken):.2f} s"


def _bill() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bom.json"
        path.write_text(json.dumps(_made_up()))
        read = "import json, sys; json.load(open(sys.argv[1]))"
        yield "floor: json.load of the bill", _measured([sys.executable, "-c", read, str(path)])
        check = [sys.executable, "-m", "allmende", "sbom", "check", str(path), "--json"]
        yield f"sbom check, {COMPONENTS:,} components, whole command", _measured(check)


def _made_up() -> dict[str, object]:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "components": [_component(number) for number in range(COMPONENTS)],
    }


def _component(number: int) -> dict[str, object]:
    part: dict[str, object] = {
        "type": "library",
        "bom-ref": f"part-{number}",
        "name": f"part-{number}",
        "version": f"1.{number}",
        "purl": f"pkg:npm/part-{number}@1.{number}",
    }
    declared = DECLARED[number % len(DECLARED)]
    if declared:
        part["licenses"] = [{"license": {"name": declared}}]
    return part


def _measured(command: list[str]) -> str:
    start = time.perf_counter()
    memory = _peak(command)
    return f"{time.perf_counter() - start:.2f} s, {memory}"


def _peak(command: list[str]) -> str:
    """The largest resident size of one command; its exit status may say that it found something."""
    with Path(os.devnull).open("w") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere)
        _pid, _status, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    return f"{usage.ru_maxrss / (1024 if sys.platform != 'darwin' else 1024**2):.0f} MB"
