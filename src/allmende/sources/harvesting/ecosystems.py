# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""ecosyste.ms: what is known of a repository, looked up by its address."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from allmende.fetching import Answered
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import MISSING, Ask, Found, Harvester, Mark, Step, word
from allmende.sources.harvesting.building import entry
from allmende.sources.harvesting.items import Unchanged


def read(ask: Ask, position: Json) -> Iterator[Found]:
    """Each of the addresses asked for; the position is how many are done."""
    addresses = sorted(set(ask.options.only))
    done = position if isinstance(position, int) else 0
    for number, address in enumerate(addresses[done:], start=done + 1):
        yield from _looked_up(ask, address)
        more = number < len(addresses)
        yield Step(number if more else None, (address,), len(addresses))


def _looked_up(ask: Ask, address: str) -> Iterator[Found]:
    try:
        answer = ask.get("/repositories/lookup", query={"url": address})
    except Answered as error:
        if error.status in MISSING:
            return
        raise
    record = answer.data if isinstance(answer.data, dict) else {}
    changed = word(record.get("updated_at"))
    if ask.unchanged(address, changed):
        yield Unchanged(address)
        return
    for found in entry(ask.source, address, _values(address, record), record, answer.address):
        yield found
        if isinstance(found, Entry):
            yield Mark(address, changed)


def _values(address: str, record: dict[str, Json]) -> dict[str, Json]:
    full_name = word(record.get("full_name"))
    host = urlsplit(address).netloc
    earlier = record.get("previous_names")
    names = [word(name) for name in earlier] if isinstance(earlier, list) else []
    text = record.get("description")
    return {
        "name": full_name.rpartition("/")[2],
        "url": record.get("homepage"),
        "repo_url": record.get("html_url") or address,
        "aliases_urls": [f"https://{host}/{name}" for name in names if name],
        "description": {"und": text} if text else None,
        "licences": record.get("license"),
        "tags": record.get("topics"),
        "stars": record.get("stargazers_count"),
        "archived": record.get("archived"),
        "fork": record.get("fork"),
        "fork_of": record.get("source_name"),
        "scorecard": record.get("scorecard"),
        "updated_at": record.get("pushed_at") or record.get("updated_at"),
    }


HARVESTER = Harvester("ecosyste.ms", read, needs="addresses", pause=0.8)
