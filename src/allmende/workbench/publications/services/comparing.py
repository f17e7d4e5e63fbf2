# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Hold a public repository against the one that was checked: commits, trees, files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allmende.repositories.git import Repository

SHOWN = 50
"""Paths that differ, kept with a verification."""
NO_CHECK = {
    "de": "Zu diesem Vorgang gibt es keine abgeschlossene Veröffentlichungsprüfung.",
    "en": "There is no finished publication check of this case.",
}
EMPTY = {
    "de": "Das öffentliche Repository enthält noch keinen Commit.",
    "en": "The public repository holds no commit yet.",
}
TREE_UNKNOWN = {
    "de": "Der geprüfte Commit ist nicht in der öffentlichen Historie, und welche Dateien er "
    "hatte, ist nicht mehr festzustellen.",
    "en": "The commit that was checked is not in the public history, and which files it had can "
    "no longer be found out.",
}
PARTIAL = {
    "de": "Das öffentliche Repository war nicht vollständig zu lesen.",
    "en": "The public repository could not be read completely.",
}
OTHER = {
    "de": "Der geprüfte Commit ist nicht in der öffentlichen Historie, und keiner ihrer Commits "
    "hat dieselben Dateien.",
    "en": "The commit that was checked is not in the public history, and none of its commits has "
    "the same files.",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What a public repository is beside the checked one; `content` as Verification has it.

    `further` counts public commits of which neither the commit nor the files were checked, over
    all branches and tags; None where that is not known.
    """

    content: str = "unknown"
    public_commit: str = ""
    public_tree: str = ""
    checked_tree: str = ""
    further: int | None = None
    differing: tuple[str, ...] = ()
    differing_total: int | None = None
    problem: dict[str, str] | None = None


def compare(
    public: Repository,
    head: str | None,
    checked: str,
    source: Repository | None,
    until: float | None = None,
) -> Compared:
    """Compare the public HEAD with the checked commit.

    `source` is the repository that was checked, as far as it can still be opened: what was there
    was checked, too, on whichever branch. `until` (seconds since 1970) is when; commits that say
    of themselves to be younger came afterwards.
    """
    if head is None:
        return Compared("other" if checked else "unknown", problem=EMPTY)
    trees = {one.id: one.tree for one in public.commits()}
    if not checked:
        return Compared(public_commit=head, public_tree=trees.get(head, ""), problem=NO_CHECK)
    holder = public if checked in trees else source
    tree = trees.get(checked) or (_tree_of(source, checked) if source else "")
    known, known_trees = _known(public, source, checked, tree, until)
    further = sum(
        id not in known and one not in known_trees for id, one in trees.items()
    ) if known_trees else None  # fmt: skip
    content = _content(head, trees, checked, tree, further)
    problem = {"other": OTHER, "unknown": TREE_UNKNOWN}.get(content)
    if public.shallow or public.partial:
        content = "unknown" if content == "other" else content
        problem = PARTIAL
    paths = _differing(public, head, holder, checked) if tree and holder else None
    return Compared(
        content,
        public_commit=head,
        public_tree=trees.get(head, ""),
        checked_tree=tree,
        further=further,
        differing=tuple(paths[:SHOWN]) if paths else (),
        differing_total=None if paths is None else len(paths),
        problem=problem,
    )


def _content(head: str, trees: dict[str, str], checked: str, tree: str, further: int | None) -> str:
    if head == checked or (tree and trees.get(head) == tree):
        if further != 0:
            return "more"
        return "same" if head == checked else "same-files"
    if checked in trees or (tree and tree in trees.values()):
        return "later"
    return "other" if tree else "unknown"


def _known(
    public: Repository, source: Repository | None, checked: str, tree: str, until: float | None
) -> tuple[set[str], set[str]]:
    """Commits that were checked, and the trees of these."""
    if source is not None:
        # The history of the checked commit counts whatever a clock said that ran ahead.
        behind = set(source.commit_ids(of=checked)) if source.reaches([checked]) else set()
        return _ids_and_trees(
            one
            for one in source.commits()
            if until is None or (one.committed_at or 0) <= until or one.id in behind
        )
    if public.reaches([checked]):
        return _ids_and_trees(public.commits(of=checked))
    return set(), {tree} if tree else set()


def _ids_and_trees(commits: Iterable[Any]) -> tuple[set[str], set[str]]:
    listed = [(one.id, one.tree) for one in commits]
    return {id for id, _tree in listed}, {tree for _id, tree in listed}


def _tree_of(repository: Repository, commit: str) -> str:
    return repository.tree(commit).id


def _differing(public: Repository, head: str, holder: Repository, checked: str) -> list[str]:
    here = {path: (one.mode, one.id) for path, one in public.tree(head).entries.items()}
    there = {path: (one.mode, one.id) for path, one in holder.tree(checked).entries.items()}
    return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))
