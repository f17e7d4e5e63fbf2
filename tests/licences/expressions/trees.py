# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Random expressions in the shape that `parse` gives: no AND in an AND, no OR in an OR."""

from hypothesis import strategies as st

from allmende.licences.expressions import And, Expression, Licence, Or, With

FEW = ["MIT", "ISC", "Zlib", "GPL-2.0", "GPL-2.0-only", "GPL-3.0-or-later", "LicenseRef-a"]


def licences(few: bool = False) -> st.SearchStrategy[Licence]:
    if few:
        return st.sampled_from(FEW).map(Licence)
    listed = st.sampled_from(
        [*FEW, "Apache-2.0", "EUPL-1.1", "CC-BY-3.0-DE", "GPL-1.0", "wxWindows"]
    )
    references = st.from_regex(
        r"(DocumentRef-[a-z.-]{1,3}:)?LicenseRef-[A-Za-z0-9.-]{1,5}", fullmatch=True
    )
    plus = st.sampled_from(["Apache-1.1", "GPL-2.0", "MPL-1.1", "MIT"])
    return st.one_of(
        listed.map(Licence), references.map(Licence), plus.map(lambda id_: Licence(id_, True))
    )


def leaves(few: bool = False) -> st.SearchStrategy[Expression]:
    exceptions = st.sampled_from(["Classpath-exception-2.0", "LLVM-exception", "AdditionRef-x"])
    return st.one_of(licences(few), st.builds(With, licences(few), exceptions))


def trees(few: bool = False) -> st.SearchStrategy[Expression]:
    return st.recursive(leaves(few), _joined, max_leaves=12)


def _joined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    some = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(some.map(lambda one: _join(And, one)), some.map(lambda one: _join(Or, one)))


def _join(kind: type[And] | type[Or], parts: list[Expression]) -> Expression:
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return kind(tuple(flat))
