# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lines as the files of a grown project have them, by kind of file, made from a seed.

Among them what every scanner must look at twice: digests, addresses, hosts, names in front of
values, long lines. None of it is a secret.
"""

import base64
from collections.abc import Callable, Mapping
from random import Random

POOL = 6_000
"""Different lines of one kind."""

_SYLLABLES = """an bau ber bi ca con da der din do er fa form ge gen han in ka kom la le ler li lo
ma men mi na ne no ob par pen ra re ri ro sa schul se sta ta ten ter ti to un ver vor wa wei
zen"""
_NAMES = ("Anna", "Ben", "Chris", "Dilek", "Emre", "Fatma", "Gül", "Hanna", "Ivo", "Jana", "Kim")


class Words:
    """A vocabulary in which few words are frequent and many are rare."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.all = sorted(
            {
                "".join(chance.choices(_SYLLABLES.split(), k=chance.randint(1, 4)))
                for _ in range(4_000)
            }
        )
        chance.shuffle(self.all)

    def word(self) -> str:
        return self.all[min(len(self.all) - 1, int(self.chance.paretovariate(0.6)) - 1)]

    def name(self) -> str:
        return f"{self.word()}_{self.word()}"

    def sentence(self) -> str:
        return " ".join(self.word() for _ in range(self.chance.randint(4, 14))).capitalize() + "."

    def host(self) -> str:
        return f"{self.word()}.{self.word()}.{self.chance.choice(('de', 'org', 'com', 'io'))}"

    def hexadecimal(self, length: int) -> str:
        return f"{self.chance.getrandbits(4 * length):0{length}x}"

    def integrity(self) -> str:
        return "sha512-" + base64.b64encode(self.chance.randbytes(64)).decode()


def _code(w: Words) -> str:
    pick, indent = w.chance.random(), "    " * w.chance.randint(0, 4)
    if pick < 0.30:
        return f"{indent}{w.name()} = {w.word()}.{w.name()}({w.name()}, {w.chance.randint(0, 999)})"
    if pick < 0.45:
        return f"{indent}if {w.name()} is not None and {w.word()}.get('{w.word()}'):"
    if pick < 0.60:
        return f"{indent}return [{w.word()}.{w.name()} for {w.word()} in {w.name()}]"
    if pick < 0.72:
        return f"{indent}# {w.sentence()}"
    if pick < 0.84:
        return f"def {w.name()}({w.word()}, {w.word()}=None, *, {w.name()}: str = '{w.word()}'):"
    if pick < 0.94:
        return f'{indent}{w.word()}["{w.name()}"] = _("{w.sentence()}")'
    if pick < 0.97:
        return f'{indent}password = {w.name()}.get("password", {w.name()})'
    if pick < 0.99:
        return f'{indent}url = "https://{w.host()}/{w.word()}/{w.word()}?id={w.hexadecimal(8)}"'
    return f"{indent}commit = '{w.hexadecimal(40)}'  # {w.word()}"


def _json(w: Words) -> str:
    pick, indent = w.chance.random(), "  " * w.chance.randint(1, 5)
    if pick < 0.5:
        return f'{indent}"{w.name()}": "{w.sentence()}",'
    if pick < 0.8:
        return f'{indent}"{w.word()}": {w.chance.randint(0, 100_000)},'
    if pick < 0.9:
        return f'{indent}"{w.word()}": {{"id": "{w.hexadecimal(32)}", "{w.word()}": null}},'
    return f'{indent}"href": "https://{w.host()}/api/{w.word()}/{w.chance.randint(1, 9999)}",'


def _yaml(w: Words) -> str:
    pick, indent = w.chance.random(), "  " * w.chance.randint(0, 5)
    if pick < 0.6:
        return f"{indent}{w.name()}: {w.word()}"
    if pick < 0.8:
        return f"{indent}- {w.word()}: ${{{w.name().upper()}}}"
    if pick < 0.9:
        return f"{indent}image: {w.word()}/{w.word()}:1.{w.chance.randint(0, 40)}.0"
    return f"{indent}{w.name()}_password: ${{{w.name().upper()}_PASSWORD}}"


def _prose(w: Words) -> str:
    pick = w.chance.random()
    if pick < 0.15:
        return ""
    if pick < 0.25:
        return f"## {w.sentence()}"
    if pick < 0.35:
        return f"- [{w.word()}](https://{w.host()}/{w.word()}): {w.sentence()}"
    if pick < 0.36:
        return f"Contact: {w.chance.choice(_NAMES)} <{w.word()}@{w.word()}.example.org>"
    return f"{w.sentence()} {w.sentence()}"


def _translations(w: Words) -> str:
    place = f"{w.word()}/{w.word()}.py:{w.chance.randint(1, 900)}"
    return f'#: {place}\nmsgid "{w.sentence()}"\nmsgstr "{w.sentence()}"\n'


def _lock(w: Words) -> str:
    name = f"{w.word()}-{w.word()}"
    version = f"{w.chance.randint(0, 9)}.{w.chance.randint(0, 30)}.{w.chance.randint(0, 9)}"
    return (
        f'    "node_modules/{name}": {{\n      "version": "{version}",\n'
        f'      "resolved": "https://packages.example.org/{name}/-/{name}-{version}.tgz",\n'
        f'      "integrity": "{w.integrity()}"\n    }},'
    )


def _packed(w: Words) -> str:
    """One of the long lines of a minified script."""
    return ";".join(
        f"function {w.word()[:2]}({w.word()[0]}){{return {w.name()}({w.chance.randint(0, 99)})}}"
        for _ in range(40)
    )


MAKERS: Mapping[str, Callable[[Words], str]] = {
    "code": _code,
    "json": _json,
    "yaml": _yaml,
    "prose": _prose,
    "po": _translations,
    "lock": _lock,
    "packed": _packed,
}


def pools(chance: Random) -> dict[str, list[bytes]]:
    """So many lines of each kind, each with its end."""
    words = Words(chance)
    return {
        kind: [make(words).encode() + b"\n" for _ in range(POOL // (10 if kind == "packed" else 1))]
        for kind, make in MAKERS.items()
    }
