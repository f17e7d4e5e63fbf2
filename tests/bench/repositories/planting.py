# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Secrets of known number: made in the providers' formats, each put where it must be found."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.repositories.detectors.trying import found_by

from allmende.repositories.detectors.secrets import PATTERNS

FORMATS = (
    "github-pat", "gitlab-pat", "aws-access-key-id", "slack-bot", "stripe-secret", "npm", "pypi",
    "google-api-key", "sendgrid", "digitalocean-pat", "hugging-face-user", "shopify-custom-app",
    "docker-hub-pat", "grafana-service-account", "private-key", "postgres-address",
)  # fmt: skip
"""Detectors whose examples are planted; formats that the other scanners know as well."""

Where = Literal["head", "removed", "other branch", "merge only", "message", "utf-16", "gzip"]
AMOUNTS: dict[Where, int] = {
    "head": 60,
    "removed": 100,
    "other branch": 30,
    "merge only": 20,
    "message": 10,
    "utf-16": 10,
    "gzip": 10,
}


@dataclass(frozen=True, slots=True)
class Planted:
    """One secret: the value a scanner must name, the line it stands in, and where that is put."""

    detector: str
    value: str
    line: str
    where: Where
    path: str

    def content(self) -> bytes:
        """As the file holds it."""
        text = f"# {self.path}\n{self.line}\n"
        if self.where == "utf-16":
            return text.encode("utf-16")
        if self.where == "gzip":
            return gzip.compress(text.encode(), mtime=0)
        return text.encode()


def planted(seed: int) -> Iterator[Planted]:
    """All of them, each in a file of its own, which stands in no folder of tests."""
    by_id = {one.id: one for one in PATTERNS}
    number = 0
    for where, amount in AMOUNTS.items():
        for _ in range(amount):
            pattern = by_id[FORMATS[number % len(FORMATS)]]
            text, value = _made(pattern, Random(f"{seed}-{number}"))
            ending = {"gzip": "conf.gz", "utf-16": "ini"}.get(where, "conf")
            yield Planted(pattern.id, value, text, where, f"deploy/site{number:03}/run.{ending}")
            number += 1


def _made(pattern, chance: Random) -> tuple[str, str]:
    """An example of the pattern that plain RE2 and its judge find certain, and its value."""
    while True:
        for text in pattern.matches.make(chance)[:2]:
            found = found_by(pattern, text)
            if len(found) == 1 and found[0][2] >= 0.9 and "\x00" not in text:
                return text, found[0][1]
