# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licence and copyright that a file states in its own first lines.

Source: REUSE specification 3.3, "Format of copyright notices" and "In-line snippet comments";
SPDX specification 2.3, annex E.
"""

import re
from dataclasses import dataclass

HEAD = 8192
"""Bytes of a file that are read for its tags."""

_TAG_OF_LICENCE = "SPDX-" + "License-Identifier:"  # in parts, or this line would be one
_LICENCE = re.compile(re.escape(_TAG_OF_LICENCE) + r"[ \t]*([^\r\n]{1,500})")
_COPYRIGHT = re.compile(
    r"SPDX-(?:File|Snippet)Copyright"
    r"Text:[ \t]*([^\r\n]{1,300})"
    r"|(?:^|[^\w\"'`])((?:[Cc]opyright|COPYRIGHT)[ \t]+(?:\([Cc]\)|©|\d{4})[^\r\n]{0,300})"
    r"|(?:^|[^\w\"'`])(©[ \t]*[^\r\n\"'`]{3,300})",
    re.MULTILINE,
)
_IGNORED = re.compile(r"REUSE-" r"IgnoreStart.*?(?:REUSE-" r"IgnoreEnd|\Z)", re.DOTALL)
_END_OF_COMMENT = re.compile(
    r"[ \t]*(?:\*+/|-->|--}}|#}|%>|\?>|\*\)|\]\]|\"{3}|'{3}|[\"']?>|;;+)?\s*$"
)
_WRITTEN_AS_CODE = re.compile(r"[\"'`].*")


@dataclass(frozen=True, slots=True)
class Tags:
    """SPDX expressions as written, and the copyright notices."""

    licences: tuple[str, ...] = ()
    copyrights: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.licences or self.copyrights)


NONE = Tags()


def tags_in(text: str) -> Tags:
    """The tags of a file whose beginning is `text`."""
    if "SPDX" not in text and "opyright" not in text and "©" not in text and "COPYR" not in text:
        return NONE
    if "REUSE-" + "IgnoreStart" in text:
        text = _IGNORED.sub("", text)
    licences = (_tidy(one) for one in _LICENCE.findall(text))
    copyrights = (_tidy(next(filter(None, one), "")) for one in _COPYRIGHT.findall(text))
    return Tags(
        tuple(dict.fromkeys(one for one in licences if one)),
        tuple(dict.fromkeys(one for one in copyrights if one)),
    )


def _tidy(written: str) -> str:
    return _END_OF_COMMENT.sub("", _WRITTEN_AS_CODE.sub("", written)).strip()
