# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A minute of spoilt input: no public function of licences and components may raise anything but
the errors it documents, nor take longer than a second for a small input."""

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench._table import peak_memory, print_table
from tests.licences.expressions import cases as expression_cases
from tests.licences.names import cases as name_cases
from tests.licences.texts import cases as text_cases

from allmende import components
from allmende.licences import class_of, equivalent, facts_of, parse, read, satisfies, simplify
from allmende.licences.compatibility import compatible
from allmende.licences.exchange import NotAConfiguration, read_configuration
from allmende.licences.expressions import NotAnExpression
from allmende.licences.names import normalise
from allmende.licences.notices import Part, notices
from allmende.licences.obligations import Use, obligations_of
from allmende.licences.policy import load_policy
from allmende.licences.texts import identify

SECONDS = float(os.environ.get("ALLMENDE_FUZZ_SECONDS", "60"))
SLOW = 1.0
POLICY = load_policy("munich")
EXAMPLES = Path(__file__).parents[2] / "docs/guide/examples"
PIECES = (
    *("(", ")", " OR ", " AND ", " WITH ", "+", "-or-later", "LicenseRef-", "GPL"),
    *("\x00", "\ud800", "\u202e", "ß", "\n", ":", "{", "[" * 50, "1e999999", "&a;", "<!DOCTYPE x>"),
)


@dataclass(frozen=True)
class Target:
    """A public function, what it is fed with, and the errors it documents."""

    call: Callable[[str], object]
    fed: tuple[str, ...]
    errors: tuple[type[Exception], ...] = ()


def _targets() -> dict[str, Target]:
    written = tuple(case[0] for case in (*expression_cases.VALID, *expression_cases.INVALID))
    names = tuple(case[0] for case in name_cases.CASES)
    texts = tuple(text for text, *_rest in text_cases.NOTICES)
    bill = json.loads((EXAMPLES / "bom.json").read_text())
    bills = (
        json.dumps(bill),
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"></bom>',
        "SPDXVersion: SPDX-2.3\nPackageName: a\nPackageLicenseDeclared: MIT\n",
        '{"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "SPDXID": "SPDXRef-a"}]}',
    )
    settings = ((EXAMPLES / "dependency-review.yml").read_text(),)
    no = (NotAnExpression,)
    return {
        "parse": Target(parse, written, no),
        "simplify": Target(simplify, written, no),
        "equivalent": Target(lambda text: equivalent(text, "MIT OR ISC"), written, no),
        "satisfies": Target(lambda text: satisfies(text, ["MIT", "GPL-2.0+"]), written, no),
        "read": Target(read, written),
        "class_of": Target(class_of, written),
        "facts_of": Target(facts_of, written),
        "normalise": Target(normalise, names),
        "identify": Target(identify, texts),
        "verdict": Target(lambda text: POLICY.verdict(text, "embed").as_json(), written + names),
        "compatible": Target(lambda text: compatible(text, "MIT", "embed", POLICY), written),
        "obligations_of": Target(lambda text: obligations_of(text, Use.MODIFY), written),
        "notices": Target(
            lambda text: notices([Part(text, text, text, text)], text).as_html("de"), names
        ),
        "read_configuration": Target(
            lambda text: read_configuration(_bytes(text)), settings, (NotAConfiguration,)
        ),
        "components.read": Target(
            lambda text: components.read(_bytes(text)), bills, (components.NotABill,)
        ),
        "components.validate": Target(lambda text: components.validate(_bytes(text)), bills),
    }


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def main() -> None:
    chance = random.Random(7)
    targets = _targets()
    tried: Counter[str] = Counter()
    faults: dict[str, str] = {}
    slow: Counter[str] = Counter()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for name, target in targets.items():
            text = _spoilt(chance.choice(target.fed), chance)
            start = time.monotonic()
            try:
                target.call(text)
            except target.errors:
                pass
            except Exception as error:
                faults.setdefault(f"{name}: {type(error).__name__}", repr(text[:200]))
            tried[name] += 1
            slow[name] += time.monotonic() - start > SLOW
    rows = [(f"{name}, inputs", f"{tried[name]:,}") for name in targets]
    rows += [(f"{name}, over a second", str(count)) for name, count in slow.items() if count]
    rows += [
        ("undocumented errors", str(len(faults))),
        *faults.items(),
        ("peak memory", peak_memory()),
    ]
    print_table(f"fuzz, {SECONDS:.0f} s", rows)


def _spoilt(text: str, chance: random.Random) -> str:
    for _turn in range(chance.randint(1, 5)):
        at, to = sorted(chance.randint(0, len(text)) for _end in "ab")
        text = chance.choice(
            (
                text[:at] + text[to:],
                text[:at] + chance.choice(PIECES) + text[at:],
                text[:to] + text[at:],
                text[:at] + chr(chance.randint(0, 0x2FF)) + text[at:],
                text.swapcase(),
            )
        )[:20_000]
    return text
