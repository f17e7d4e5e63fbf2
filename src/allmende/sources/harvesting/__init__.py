# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Public catalogues over the network: page by page, politely, and resumable after a kill.

>>> from allmende.fetching import Client, Rules
>>> from allmende.sources import Checkpoint, Entry, Finished, Options, Unchanged, harvest
>>> with Client(Rules(contact="https://example.org/office")) as client:  # doctest: +SKIP
...     for item in harvest(client, "opencode", Options(), since=None):
...         match item:
...             case Entry():        # new or changed: keep it
...                 ...
...             case Unchanged():    # still there: note that it was seen
...                 ...
...             case Checkpoint():   # commit what came so far together with item.state
...                 ...
...             case Finished():     # full: what was not seen since item.state.began has vanished
...                 ...              # else item.problem says why it stopped
...             case problem:        # one record that did not go in; the rest goes on
...                 ...

The state of a Checkpoint or a Finished is handed back as `since`: in the middle of a pass it goes
on there, after one it begins the next, which brings only what has changed and says of the rest that
it is still there. Entries after the last checkpoint come once more after a kill; their id and
digest are the same.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from allmende.fetching import Client
from allmende.sources.harvesting import (
    awesome_selfhosted,
    catalogi,
    cnll,
    code_gouv_fr,
    comptoir_du_libre,
    developers_italia,
    dpg,
    ecosystems,
    files,
    github,
    gitlab,
    passing,
    repositories,
)
from allmende.sources.harvesting.asking import Harvester
from allmende.sources.harvesting.items import (
    Checkpoint,
    Finished,
    Item,
    Options,
    State,
    Unchanged,
)
from allmende.sources.registry import SourceInfo, describe

HARVESTERS: Final[Mapping[str, Harvester]] = MappingProxyType(
    {
        "awesome-selfhosted": awesome_selfhosted.HARVESTER,
        "catalogi": catalogi.HARVESTER,
        "cnll": cnll.HARVESTER,
        "code-gouv-fr": code_gouv_fr.HARVESTER,
        "comptoir-du-libre": comptoir_du_libre.HARVESTER,
        "developers-italia": developers_italia.HARVESTER,
        "dpg": dpg.HARVESTER,
        "ecosystems": ecosystems.HARVESTER,
        "github": github.HARVESTER,
        "gitlab": gitlab.HARVESTER,
        "jsonl": files.LINES,
        "publiccode": repositories.HARVESTER,
        "vitepress": files.SITE,
    }
)
"""The ways in which catalogues are read, by name."""


class NotHarvestable(ValueError):
    """The source lacks what a harvest needs; `missing` is "harvester", "address" or what
    `Harvester.needs` names."""

    def __init__(self, source: str, missing: str) -> None:
        super().__init__(f"{source}: {missing} missing")
        self.source = source
        self.missing = missing


def harvest(
    client: Client,
    source: str,
    options: Options | None = None,
    since: State | None = None,
) -> Iterator[Item]:
    """Every item of one pass over a source, the last one a Finished.

    `source` is the slug its entries carry; what the options leave open is taken from registry.yaml.
    Raises NotHarvestable before anything is asked, and nothing for what the source answers.
    """
    wanted = options or Options()
    info = describe(source)
    name, address = _where(info, wanted)
    harvester = HARVESTERS[name]
    if harvester.needs and not wanted.only:
        raise NotHarvestable(source, harvester.needs)
    return passing.harvest(name, harvester, client, source, address, wanted, since)


def harvest_standing(
    client: Client, source: str, options: Options, since: State | None = None
) -> Iterator[Item]:
    """How the public projects of groups on a GitLab stand, as `harvest` gives entries.

    The payload of each is {"repository", "commit", "publiccode"}: what the interface says of the
    project, the newest commit of its default branch, the text of its file; None where there is
    none.
    Raises NotHarvestable where address or groups are missing.
    """
    if not options.address:
        raise NotHarvestable(source, "address")
    if not options.only:
        raise NotHarvestable(source, gitlab.STANDING.needs)
    return passing.harvest(
        "gitlab-standing", gitlab.STANDING, client, source, options.address, options, since
    )


def _where(info: SourceInfo, options: Options) -> tuple[str, str]:
    name = options.harvester or info.harvester or ""
    if name not in HARVESTERS:
        raise NotHarvestable(info.slug, "harvester")
    address = options.address or info.address or ""
    if not address and HARVESTERS[name].needs != "addresses":
        raise NotHarvestable(info.slug, "address")
    return name, address


__all__ = [
    "HARVESTERS",
    "Checkpoint",
    "Finished",
    "Harvester",
    "Item",
    "NotHarvestable",
    "Options",
    "State",
    "Unchanged",
    "harvest",
    "harvest_standing",
]
