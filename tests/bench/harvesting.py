# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Harvesting 10,000 entries from a server on loopback: well, under faults, and killed half-way."""

from tests.bench._table import peak_memory, print_table, seconds
from tests.fetching import serving as faults
from tests.fetching.serving import Asked, Fault, Server, client_of
from tests.sources import serving

from allmende.sources import Checkpoint, Entry, State, harvest
from allmende.sources.harvesting import Options

COUNT = 10_000
MEETS: dict[int, Fault] = {
    2: faults.too_many("7"),
    5: faults.status(500),
    8: faults.truncated,
    11: faults.sign_in_page,
    14: faults.not_json,
    17: faults.not_utf8,
    20: faults.hangs_up,
}
"""The number of a request, of each 23 -> what happens to it."""


def main() -> None:
    software = serving.many(COUNT)
    rows = []
    with Server(serving.italia(software, most=100)) as server:
        with seconds() as took:
            whole, state = _pass(server)
        rows.append(
            (f"{COUNT:,} entries in pages of 100", f"{took[0]:.1f} s, {took[1]:.1f} s of CPU")
        )
        with seconds() as took:
            again, _ = _pass(server, state)
        rows.append((f"again, {len(again):,} changed", f"{took[0]:.1f} s, {took[1]:.1f} s of CPU"))
        server.faults = _sometimes
        server.asked.clear()
        with seconds() as took:
            faulty, _ = _pass(server)
        met = sum(asked.number % 23 in MEETS for asked in server.asked)
        rows.append((f"with {met} faults", f"{took[0]:.1f} s, {took[1]:.1f} s of CPU"))
        rows.append(("the same entries", str(faulty == whole)))
        first, state = _pass(server, stop_after=COUNT // 2 + 50)
        rest, _ = _pass(server, state)
        twice = len(first.keys() & rest.keys())
        rows.append(("killed half-way and resumed: the same entries", str(first | rest == whole)))
        rows.append(("of these twice", str(twice)))
    rows.append(("peak memory", peak_memory()))
    print_table("harvesting", rows)


def _sometimes(asked: Asked) -> Fault | None:
    return MEETS.get(asked.number % 23)


def _pass(
    server: Server, since: State | None = None, stop_after: int = 0
) -> tuple[dict[str, str], State | None]:
    """What a pass brought up to its last checkpoint, and the state there."""
    kept: dict[str, str] = {}
    page: dict[str, str] = {}
    state = since
    options = Options(harvester="developers-italia", address=f"{server.address}/v1", pause=0.0)
    with client_of() as client:
        for number, item in enumerate(harvest(client, "example", options, since), start=1):
            if isinstance(item, Entry):
                page[item.external_id] = item.digest
            elif isinstance(item, Checkpoint):
                kept |= page
                page.clear()
                state = State.from_json(item.state.to_json())
            if number == stop_after:
                break
    return kept, state
