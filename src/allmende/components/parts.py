# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The components of a bill as the parts that third-party notices list."""

from typing import TYPE_CHECKING

from allmende.components.bill import Bill, Component

if TYPE_CHECKING:
    from allmende.licences.notices import Part


def parts_of(bill: Bill) -> "tuple[Part, ...]":
    """Each component with the licence, copyright lines and licence texts the bill has of it."""
    return tuple(_part(part) for part in bill.components)


def _licence_of(part: Component) -> str | None:
    """The expression a verdict would rest on, where the written names are certain."""
    from allmende.components.checking import joined_names

    names = part.licences_written or ((part.licence,) if part.licence else ())
    return joined_names(names) or part.licence


def _part(part: Component) -> "Part":
    from allmende.licences.notices import Part

    name = f"{part.group}/{part.name}" if part.group else part.name
    texts = tuple(dict.fromkeys(each.text for each in part.licence_texts))
    return Part(
        name=name,
        version=part.version,
        purl=part.purl,
        licence=_licence_of(part),
        copyrights=part.copyrights,
        text=texts[0] if texts else None,
        homepage=part.homepage,
        further_texts=texts[1:],
    )
