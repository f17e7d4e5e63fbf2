# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was seen of a repository and what was not."""

from dataclasses import asdict, dataclass, field

SAMPLES = 100  # ids kept as examples


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a repository was looked at; counts are of objects, `bytes` of their content.

    None says that this was not counted (yet). `missing` objects are named by others and not there
    (as in a partial clone), `broken` ones are there and cannot be read. `cut_at` are commits whose
    parents cannot be read, so that the history behind them is not seen. `alternates` are folders of
    objects outside that the repository names and that were not followed; `replaced` counts the
    replace refs, which were not obeyed. Objects that no ref reaches are never looked at.
    """

    shallow: bool
    partial: bool
    refs: int
    broken_refs: int
    refs_left_out: int
    replaced: int
    grafted: bool
    commits: int | None
    blobs: int | None
    bytes: int | None
    blobs_read: int
    bytes_read: int
    too_large: int
    missing: int
    broken: int
    samples: tuple[str, ...]
    cut_at: tuple[str, ...]
    alternates: tuple[str, ...]
    paths_left_out: int
    limits_hit: tuple[str, ...]
    unreachable_looked_at: bool = False

    @property
    def complete(self) -> bool:
        """Was the content of everything reachable handed out? Only then "nothing found" counts."""
        gaps = (
            self.missing,
            self.broken,
            self.broken_refs,
            self.refs_left_out,
            self.too_large,
            self.paths_left_out,
            len(self.cut_at),
            len(self.limits_hit),
        )
        counted = self.commits is not None and self.blobs is not None
        return counted and not self.shallow and not any(gaps)

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"complete": self.complete}


@dataclass(slots=True)
class Tally:
    """What one open repository has counted so far; ids are counted once, however often read."""

    commits: int | None = None
    blobs: int | None = None
    bytes: int | None = None
    blobs_read: int = 0
    bytes_read: int = 0
    too_large: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    cut_at: tuple[str, ...] = ()
    paths_left_out: int = 0
    limits_hit: set[str] = field(default_factory=set)

    def samples(self) -> tuple[str, ...]:
        return tuple(sorted(self.missing | self.broken)[:SAMPLES])
