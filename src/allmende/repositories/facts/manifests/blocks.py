# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lock files in TOML that list `[[package]]` blocks: Cargo, Poetry, uv, PDM, pylock.

Read by their lines: they are written by programs, large, and a TOML parser knows no lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from allmende.repositories.facts.documents import CONFLICT, Source

VALUE = re.compile(r"^([A-Za-z_-]+)[ \t]*=[ \t]*(.+?)[ \t]*$")
TEXT = re.compile(r"""^["']([^"']*)["']""")


@dataclass(slots=True)
class Block:
    """One package: the line of its heading, and the plain values in it as written."""

    line: int
    values: dict[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        found = TEXT.match(self.values.get(key, ""))
        return found[1] if found else None


def blocks(file: Source, heading: str = "package") -> Iterator[Block]:
    block: Block | None = None
    for number, line in file.lines():
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            raise file.refused(CONFLICT, number)
        if line.startswith("["):
            if block:
                yield block
            starts = line.strip() in (f"[[{heading}]]", f"[[{heading}s]]")
            block = Block(number) if starts else None
        elif block and (found := VALUE.match(line)):
            block.values.setdefault(found[1], found[2])
    if block:
        yield block
