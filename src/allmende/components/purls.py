# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Package URLs in their canonical spelling."""

import re

from packageurl import PackageURL

from allmende.components.notes import Notes, bad_purl

# What is spelt like this is canonical already (types without rules on case that lower case breaks);
# asking the library costs three normalisations, half the time of reading a bill.
CANONICAL = re.compile(
    r"pkg:(?:cargo|composer|gem|golang|maven|npm|nuget|pypi)/"
    r"(?:(?:%40)?[a-z0-9-][a-z0-9.-]*/)?[a-z0-9-][a-z0-9.-]*@[A-Za-z0-9.-]+"
)


def canonical(purl: str | None, pointer: str, notes: Notes) -> str | None:
    """The purl as the specification spells it; one that is none is kept as written and noted."""
    if not purl:
        return None
    if CANONICAL.fullmatch(purl):
        return purl
    try:
        return str(PackageURL.from_string(purl).to_string())
    except Exception as error:  # hostile text makes the library raise more than it documents
        notes.add(pointer, bad_purl(purl, str(error)))
        return purl


def without_version(purl: str | None) -> str | None:
    """What stays the same from one version of a package to the next; None for no valid purl."""
    if not purl:
        return None
    try:
        found = PackageURL.from_string(purl)
        bare = PackageURL(found.type, found.namespace, found.name, None, None, found.subpath)
        return str(bare.to_string())
    except Exception:  # as above
        return None
