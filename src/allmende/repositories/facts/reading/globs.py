# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Patterns for paths, of .gitignore's kind and of REUSE.toml's, in time linear in the path."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LONGEST = 500
"""Characters of a pattern; a longer one is not used."""


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern made ready; whoever wrote it, matching takes no longer than the path is long."""

    regex: Any

    def matches(self, path: str) -> bool:
        return bool(self.regex.fullmatch(path.encode("utf-8", "replace").decode()))


def _glob(regex: str) -> Glob | None:
    import re2

    try:
        return Glob(re2.compile(f"(?s){regex}".encode("utf-8", "replace").decode()))
    except re2.error:
        return None


@lru_cache(4096)
def gitignore(pattern: str) -> Glob | None:
    """A pattern as .gitignore, .gitattributes and CODEOWNERS mean it; None for a hopeless one.

    One without a slash matches at any depth, a folder matches all below it.
    Source: gitignore(5), "PATTERN FORMAT".
    """
    text = pattern.rstrip("/") if pattern != "/" else ""
    if not text or len(text) > LONGEST:
        return None
    rooted = "/" in text
    body = text.lstrip("/")
    regex = "" if rooted else "(?:.*/)?"
    index = 0
    while index < len(body):
        if body.startswith("**/", index) and (index == 0 or body[index - 1] == "/"):
            regex, index = regex + "(?:.*/)?", index + 3
        elif body.startswith("/**", index) and index + 3 == len(body):
            regex, index = regex + "/.*", index + 3
        elif body[index] == "*":
            while index < len(body) and body[index] == "*":
                index += 1
            regex += "[^/]*"
        elif body[index] == "?":
            regex, index = regex + "[^/]", index + 1
        elif body[index] == "\\" and index + 1 < len(body):
            regex, index = regex + re.escape(body[index + 1]), index + 2
        else:
            regex, index = regex + re.escape(body[index]), index + 1
    below = "" if body.endswith("/*") else "(?:/.*)?"  # CODEOWNERS: "docs/*" is not recursive
    if body == "*":
        below = ""
    only_folder = "/.*" if pattern.endswith("/") and pattern != "/" else below
    return _glob(regex + only_folder)


@lru_cache(4096)
def reuse(pattern: str) -> Glob | None:
    """A path of REUSE.toml: "*" stays in its folder, "**" does not, a backslash escapes.

    "**/" stands for no folder, too, as the REUSE tool has it.

    Source: REUSE specification 3.3, "REUSE.toml".
    """
    if len(pattern) > LONGEST:
        return None
    regex = ""
    index = 0
    while index < len(pattern):
        if pattern.startswith("**/", index):
            regex, index = regex + "(?:.*/)?", index + 3
        elif pattern.startswith("**", index):
            while index < len(pattern) and pattern[index] == "*":
                index += 1
            regex += ".*"
        elif pattern[index] == "*":
            regex, index = regex + "[^/]*", index + 1
        elif pattern[index] == "\\" and index + 1 < len(pattern):
            regex, index = regex + re.escape(pattern[index + 1]), index + 2
        else:
            regex, index = regex + re.escape(pattern[index]), index + 1
    return _glob(regex)


@lru_cache(4096)
def dep5(pattern: str) -> Glob | None:
    """A path of `.reuse/dep5`: "*" and "?" match a slash, too.

    Source: Debian copyright format 1.0, "Files field".
    """
    if len(pattern) > LONGEST:
        return None
    regex = re.escape(re.sub(r"\*+", "*", pattern)).replace(r"\*", ".*").replace(r"\?", ".")
    return _glob(regex)
