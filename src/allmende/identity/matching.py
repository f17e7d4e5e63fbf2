# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which records are the same software, decided by strong keys alone.

A shared repository (same folder) or identifier makes two records the same, except where

1. some source lists two differently named entries under that key (it knows them to be two), or
2. for a repository, identifiers of one scheme say that there are two.

Then, and when a chain of keys would bring together what a source lists as two, only records that
share the key *and* the normalised name are the same; the rest is proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allmende.identity.aliases import DEFAULT, Aliases
from allmende.identity.reasons import Proposal, Reason, ReasonCode
from allmende.identity.records import REPOSITORY, Reading, Record, Sign, in_order, read

LISTED_APART_SCORE = 0.6
OTHER_FOLDER_SCORE = 0.4
MATCHES_ANOTHER_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class Decision:
    """What an importer does with a new record.

    `same` is the id of the record it belongs to (None: it is new), `reasons` say why,
    `propose` are pairs for a person to look at, the new record always on the left.
    """

    same: int | str | None
    propose: tuple[Proposal, ...]
    reasons: tuple[Reason, ...]


def decide(record: Record, candidates: Sequence[Record], aliases: Aliases = DEFAULT) -> Decision:
    """Decide on a new record, given all known records that share a strong key with it.

    When several match, one with the same name goes first, then the order given. A further match
    that has no key in common with the chosen one is proposed: confirming it joins two groups.
    Linear in the number of candidates.
    """
    new = read(record, aliases)
    known = [read(candidate, aliases) for candidate in candidates]
    same: dict[int, Sign] = {}
    apart: dict[int, Proposal] = {}
    for sign in sorted(new.signs):
        members = [index for index, other in enumerate(known) if sign in other.signs]
        needs_name = _contradict([new, *(known[index] for index in members)], sign.key.scheme)
        for index in members:
            if not needs_name or known[index].name == new.name:
                same.setdefault(index, sign)
            else:
                apart.setdefault(index, _apart(new, known[index], sign))
    if _contradict([new, *(known[index] for index in same)], REPOSITORY):
        for index, sign in list(same.items()):
            if known[index].name != new.name and sign.key.scheme == REPOSITORY:
                apart[index] = _apart(new, known[index], same.pop(index))
    for index, other in enumerate(known):
        if index not in same and index not in apart and (folder := _other_folder(new, other)):
            apart[index] = folder
    if not same:
        return Decision(None, tuple(apart[index] for index in sorted(apart)), ())
    chosen = min(same, key=lambda index: (known[index].name != new.name, index))
    for index in same:
        if index != chosen and not known[index].keys & known[chosen].keys:
            reasons = (_same_key(same[index]), Reason(ReasonCode.MATCHES_ANOTHER))
            apart[index] = Proposal(
                record.id, known[index].record.id, MATCHES_ANOTHER_SCORE, reasons
            )
    return Decision(
        same=known[chosen].record.id,
        propose=tuple(apart[index] for index in sorted(apart) if index != chosen),
        reasons=(_same_key(same[chosen]),),
    )


def group(records: Iterable[Record], aliases: Aliases = DEFAULT) -> list[list[Record]]:
    """Records in groups, each one software; the order of the input does not matter.

    Groups and their members are sorted by record id. Near-linear (union-find over key blocks).
    """
    readings = [read(record, aliases) for record in sorted(records, key=in_order)]
    return [[readings[index].record for index in members] for members in group_readings(readings)]


def group_readings(readings: Sequence[Reading]) -> list[list[int]]:
    """As `group`, for records already read: the indices of each group, ascending."""
    everything = range(len(readings))
    groups = []
    for component in _joined(readings, everything, strictly=False):
        # A chain of keys may bring together what no single key does.
        if _contradict([readings[index] for index in component], REPOSITORY):
            groups += _joined(readings, component, strictly=True)
        else:
            groups.append(component)
    return sorted(groups)


def _joined(
    readings: Sequence[Reading], indices: Iterable[int], *, strictly: bool
) -> list[list[int]]:
    """Connected groups; strictly: repositories join only records of one name."""
    parent = {index: index for index in indices}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    blocks: defaultdict[Sign, list[int]] = defaultdict(list)
    for index in parent:
        for sign in readings[index].signs:
            blocks[sign].append(index)
    for sign, members in blocks.items():
        scheme = sign.key.scheme
        by_name = (strictly and scheme == REPOSITORY) or _contradict(
            [readings[index] for index in members], scheme
        )
        first: dict[str, int] = {}
        for index in members:
            leader = first.setdefault(readings[index].name if by_name else "", index)
            low, high = sorted((root(leader), root(index)))
            parent[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index in sorted(parent):
        groups[root(index)].append(index)
    return list(groups.values())


def _contradict(readings: Sequence[Reading], scheme: str) -> bool:
    """Whether a source, or for a repository an identifier, says that these are not all one."""
    names: dict[str, str] = {}
    values: dict[str, set[str]] = {}
    for reading in readings:
        if names.setdefault(reading.record.source, reading.name) != reading.name:
            return True
        if scheme != REPOSITORY:
            continue
        own: defaultdict[str, set[str]] = defaultdict(set)
        for sign in reading.signs:
            if sign.key.scheme != REPOSITORY:
                own[sign.key.scheme].add(sign.key.value)
        for identified_by, found in own.items():
            values[identified_by] = values.get(identified_by, found) & found
            if not values[identified_by]:
                return True
    return False


def _apart(new: Reading, other: Reading, sign: Sign) -> Proposal:
    values = {"scheme": sign.key.scheme, "key": sign.key.value}
    reason = Reason(ReasonCode.LISTED_APART, values)
    return Proposal(new.record.id, other.record.id, LISTED_APART_SCORE, (reason,))


def _other_folder(new: Reading, other: Reading) -> Proposal | None:
    folders = {sign.key: sign.folder for sign in sorted(other.signs, reverse=True)}
    for sign in sorted(new.signs):
        if sign.key in folders:
            values = {"key": sign.key.value, "left": sign.folder, "right": folders[sign.key]}
            reason = Reason(ReasonCode.OTHER_FOLDER, values)
            return Proposal(new.record.id, other.record.id, OTHER_FOLDER_SCORE, (reason,))
    return None


def _same_key(sign: Sign) -> Reason:
    return Reason(ReasonCode.SAME_KEY, {"scheme": sign.key.scheme, "key": sign.key.value})
