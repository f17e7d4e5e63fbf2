# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""Links of a Markdown page made absolute, so that the text can be shown elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PAGE = re.compile(r"\.md(?=$|[?#])")

# Code is matched first and left alone; then the target of an inline link or image, of a
# reference definition, and of an HTML attribute.
_TARGETS: Final = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:.*?^ {0,3}(?P=fence)|.*\Z)|`[^`\n]*`)"
    r"|(?P<before>\]\(<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|\b(?:src|href)=[\"'])"
    r"(?P<target>[^\s<>()\"']+)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page lies: `base` is the address of the site's root, `page` the page's own."""

    base: str
    page: str

    def absolute(self, target: str) -> str:
        """The address a link on the page leads to; what names its scheme or host stays."""
        if _SCHEME.match(target) or target.startswith("//"):
            return target
        target = _PAGE.sub(".html", target)
        if target.startswith("/"):
            return self.base.rstrip("/") + target
        try:
            return urljoin(self.page, target)
        except ValueError:
            return target

    def rewrite(self, markdown: str) -> str:
        """The text with every relative link and image absolute; code stays as it is."""

        def replaced(match: re.Match[str]) -> str:
            if match["code"] is not None:
                return match[0]
            return match["before"] + self.absolute(match["target"])

        return _TARGETS.sub(replaced, markdown)
