# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What only a look beyond the file tells: whether addresses answer and files are there.

Nothing here opens a connection or a file: the caller brings both looks, with limits and politeness
of its own. Which keys are looked at is what publiccode-parser-go 5 looks at (fields.go).
"""

from collections.abc import Callable, Iterator

from allmende.publiccode.model import Key, Problem, dotted
from allmende.publiccode.nodes import Mapping, Node, Scalar, Sequence, compose, fields
from allmende.publiccode.places import place_of
from allmende.publiccode.rules import RULES
from allmende.publiccode.sentences import tell

_ADDRESSES = ("url", "landingURL", "roadmap", "documentation", "apiDocumentation")
_FILES = ("logo", "monochromeLogo", "authorsFile", "screenshots")
Look = Callable[[str], bool]


def look_outside(
    text: bytes | str, answers: Look | None = None, exists: Look | None = None
) -> tuple[Problem, ...]:
    """A problem for each address that does not answer and each file that is not there.

    `answers` takes an address of the web, `exists` a path from the folder of the file; what is not
    given is not asked. What is no valid address or path is `check`'s to tell.
    """
    root = compose(text).root
    found = []
    for key, value in _values(root, ()):
        is_web = RULES["web"](value) is None
        code = ""
        if is_web and answers is not None and not answers(value):
            code = "no-answer"
        elif _is_path(key, value) and not is_web and exists is not None and not exists(value):
            code = "no-such-file"
        if code:
            message, repair = tell(code, {"value": value})
            found.append(Problem("error", code, dotted(key), *place_of(root, key), message, repair))
    return tuple(found)


def _is_path(key: Key, value: str) -> bool:
    named = any(part in _FILES for part in key)
    return named and ":" not in value and RULES["path"](value) is None


def _values(node: Node | None, key: Key) -> Iterator[tuple[Key, str]]:
    """The texts of the keys that are looked at."""
    if isinstance(node, Mapping) and len(key) < 3:
        for name, value in fields(node):
            yield from _values(value, (*key, name.written))
    elif isinstance(node, Sequence) and key[-1:] == ("screenshots",):
        for index, item in enumerate(node.items):
            if isinstance(item, Scalar) and item.kind == "text":
                yield (*key, index), item.written
    elif isinstance(node, Scalar) and node.kind == "text" and node.written and _is_asked(key):
        yield key, node.written


def _is_asked(key: Key) -> bool:
    """At the top, in the description of a language, and the file of authors."""
    is_place = len(key) == 1 or key[0] == "description" or key == ("legal", "authorsFile")
    return is_place and key[-1] in (*_ADDRESSES, *_FILES)
