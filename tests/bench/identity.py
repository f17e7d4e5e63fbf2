# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Identity: reading addresses, grouping by strong keys, and proposing, over made-up records.

Every hundredth name and homepage is shared by two records, every owner has many repositories, so
that the blocks in which records are compared are filled as real catalogues fill them.
"""

from collections.abc import Callable

from tests.bench._table import peak_memory, print_table, seconds

from allmende import identity

SIZES = (10_000, 100_000)
CALLS: dict[str, Callable[[list[identity.Record]], object]] = {
    "strong keys of": lambda records: [identity.strong_keys(record) for record in records],
    "groups of": identity.group,
    "proposals between": identity.propose,
}


def main() -> None:
    rows = []
    for size in SIZES:
        records = [_record(number, size) for number in range(size)]
        for what, call in CALLS.items():
            with seconds() as took:
                call(records)
            rows.append((f"{what} {size:,} records", f"{took[1]:.1f} s of CPU"))
    rows.append(("peak memory", peak_memory()))
    print_table("identity", rows)


def _record(number: int, size: int) -> identity.Record:
    twin = number % (size - size // 100)
    name = f"{twin * 2654435761:x}"
    return identity.Record(
        id=number,
        source=f"source-{number % 9}",
        name=name,
        homepage=f"https://{name}.example",
        repositories=(f"https://github.com/owner-{number % (size // 40)}/code-{number}",),
    )
