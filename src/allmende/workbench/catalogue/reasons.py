# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Why two entries may be the same, as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.identity import ReasonCode

_SENTENCES: Mapping[str, str | Promise] = {
    ReasonCode.SAME_KEY: _("Both have {key}."),
    ReasonCode.LISTED_APART: _("Both have {key}, but a source lists them as two."),
    ReasonCode.OTHER_FOLDER: _("Same repository {key}, but different folders in it."),
    ReasonCode.SAME_NAME: _("Same name: “{name}”."),
    ReasonCode.SIMILAR_NAME: _("Similar names: “{left}” and “{right}”."),
    ReasonCode.SAME_HOMEPAGE: _("Same homepage: {homepage}."),
    ReasonCode.SAME_SITE: _("Homepages on the same site: {host}."),
    ReasonCode.SAME_OWNER: _("Source code at the same owner: {owner}."),
    ReasonCode.HOMEPAGE_IS_REPOSITORY: _("The homepage of one is the repository of the other."),
    ReasonCode.MATCHES_ANOTHER: _("A record fits both."),
    ReasonCode.OTHER_REPOSITORY: _("Against it: different repositories, {left} and {right}."),
    ReasonCode.OTHER_OWNER_AND_HOMEPAGE: _("Against it: different owners, {left} and {right}."),
    ReasonCode.OTHER_IDENTIFIER: _(
        "Against it: different numbers in {scheme}, {left} and {right}."
    ),
    ReasonCode.OTHER_NAME: _("Against it: different names, “{left}” and “{right}”."),
    ReasonCode.SAME_SOURCE: _("Against it: {source} has both as entries of their own."),
}


def speaks_against(reason: Mapping[str, Any]) -> bool:
    """Whether the stored reason lowers the score."""
    return ReasonCode(reason["code"]).speaks_against


def sentence(reason: Mapping[str, Any]) -> str:
    """A stored reason in the active language."""
    template = _SENTENCES.get(reason["code"])
    return str(template).format(**reason["values"]) if template else reason["code"]
