# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How much a bill of materials may ask of the machine that reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; what goes beyond them is refused as `NotABill`.

    `bytes` counts the file as it lies on the disk, `components` what the bill lists, nested ones
    included, `depth` how deep components may stand inside components, `line` the characters of one
    line of a tag-value file, `nodes` the values and elements of a document, `yaml` and `rdf` the
    bytes of files in these formats, which are slow to parse, `notes` how many places that were not
    understood are kept.
    """

    bytes: int = 100_000_000
    components: int = 500_000
    depth: int = 64
    line: int = 1_000_000
    nodes: int = 5_000_000
    yaml: int = 20_000_000
    rdf: int = 5_000_000
    notes: int = 1_000


class TooMany(ValueError):
    """More components, or deeper ones, than the limits allow."""


def too_many(limits: Limits) -> dict[str, str]:
    most, deep = limits.components, limits.depth
    return {
        "de": f"Mehr als {most} Komponenten, oder tiefer verschachtelt als {deep}",
        "en": f"More than {most} components, or nested deeper than {deep}",
    }


def too_long(limits: Limits) -> dict[str, str]:
    return {
        "de": f"Eine Zeile hat mehr als {limits.line} Zeichen",
        "en": f"A line has more than {limits.line} characters",
    }
