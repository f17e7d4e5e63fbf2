# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Repairs that need no knowledge of the software, written into the text as it stands.

Every repair changes a few characters at a known place, so that comments, order, quotation marks
and line ends of all else stay as they are. One that does not leave the file with fewer problems,
or that brings a new kind of problem, is taken back.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from allmende.licences.expressions import NotAnExpression, parse
from allmende.publiccode import vocabularies
from allmende.publiccode.checking import check_document
from allmende.publiccode.model import Problem, Report
from allmende.publiccode.nodes import Document, Mapping, Node, Scalar, Sequence, compose, fields
from allmende.publiccode.rules import RULES, usual
from allmende.publiccode.rules.languages import SHORTER
from allmende.publiccode.sentences import tell
from allmende.publiccode.standard import LATEST, TOP, VERSIONS, Section, Text

MOST = 500
"""Repairs of one file."""
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)|(?<=[\x85\u2028\u2029])")
_STEPS = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_FLAGS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false"} | {
    "false": "false"
}
_PLAIN = re.compile(r"[A-Za-z0-9(][A-Za-z0-9 ._+()@/\-]*")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text with its repairs: what was `applied`, and what is `left` to a person."""

    text: str
    applied: tuple[Problem, ...]
    left: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "applied": [problem.as_json() for problem in self.applied],
            "left": [problem.as_json() for problem in self.left],
        }


@dataclass(frozen=True, slots=True)
class _File:
    """A text with its tree and its lines, each with its end."""

    text: str
    document: Document
    report: Report
    lines: list[str]

    @classmethod
    def of(cls, text: str) -> "_File":
        document = compose(text)
        return cls(text, document, check_document(document), _LINES.split(text))

    def node(self, key: str) -> tuple[list[tuple[Scalar | None, Node]], Node] | None:
        """The way to a key and what stands there; None where nothing does."""
        node = self.document.root
        way: list[tuple[Scalar | None, Node]] = []
        for number, name in _STEPS.findall(key):
            if isinstance(node, Sequence) and number and int(number) < len(node.items):
                way.append((None, node))
                node = node.items[int(number)]
            elif isinstance(node, Mapping) and name:
                found = next(((k, v) for k, v in fields(node) if k.written == name), None)
                if found is None:
                    return None
                way.append((found[0], node))
                node = found[1]
            elif not (number == "0" and isinstance(node, Scalar)):
                return None
        return None if node is None else (way, node)

    def replaced(self, old: Scalar, new: str) -> str | None:
        """The text with one value on one line written anew."""
        if old.shared or old.tagged or old.end[0] != old.line or old.line > len(self.lines):
            return None
        line = self.lines[old.line - 1]
        start, stop = old.column - 1, old.end[1] - 1
        if old.plain and line[start:stop] != old.written:
            return None
        lines = list(self.lines)
        lines[old.line - 1] = line[:start] + new + line[stop:]
        return "".join(lines)

    def block(self, key: Scalar) -> tuple[int, int] | None:
        """First line and the one behind the last of a key with its value, in block style."""
        indent = key.column - 1
        if key.line > len(self.lines) or self.lines[key.line - 1][:indent].strip(" "):
            return None
        stop = last = key.line
        for number in range(key.line, len(self.lines)):
            line = self.lines[number].rstrip()
            bare = line.lstrip(" ")
            if not bare or (bare.startswith("#") and len(line) - len(bare) <= indent):
                continue
            depth = len(line) - len(bare)
            if depth < indent or (depth == indent and not re.match(r"-(?:\s|$)", bare)):
                break
            last = number + 1
        stop = max(stop, last)
        return key.line - 1, stop

    def without(self, key: Scalar) -> str | None:
        found = self.block(key)
        return None if found is None else "".join(self.lines[: found[0]] + self.lines[found[1] :])

    def commented(self, key: Scalar) -> str | None:
        found = self.block(key)
        if found is None:
            return None
        start, stop = found
        inside = [f"# {line}" if line.strip() else line for line in self.lines[start:stop]]
        return "".join(self.lines[:start] + inside + self.lines[stop:])


def repair(text: bytes | str) -> Repaired:
    """Apply what is safe to a file's content, and say what is left.

    Safe is: quotation marks around the version, booleans and dates in another spelling, capitals
    and small letters of codes and licences, one value where a list is wanted, the move of
    deprecated keys to their successors, their removal where there is none, and to make country
    sections that no parser reads comments. Never raises; what is not UTF-8 comes back as it can
    be read.
    """
    content = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if isinstance(text, bytes) and "\ufffd" in content and not _is_utf8(text):
        return Repaired(content, (), check_document(compose(text)).problems)
    applied: list[Problem] = []
    file = _File.of(content)
    while len(applied) < MOST:
        step = next(_steps(file), None)
        if step is None:
            break
        problem, file = step
        applied.append(problem)
    return Repaired(file.text, tuple(applied), file.report.problems)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _steps(file: _File) -> Iterator[tuple[Problem, _File]]:
    """Each repair that holds, with the file after it."""
    errors, warnings = _counts(file.report)
    for problem in (*file.report.problems, *_unasked(file)):
        mend = _REPAIRS.get(problem.code)
        text = mend(file, problem) if mend else None
        if text is None or text == file.text:
            continue
        after = _File.of(text)
        errors_after, warnings_after = _counts(after.report)
        is_fewer = (errors_after.total(), warnings_after) < (errors.total(), warnings)
        if errors_after <= errors and (is_fewer or problem.code in _UNASKED):
            yield problem, after


def _counts(report: Report) -> tuple[Counter[str], int]:
    """Errors by code, and how many warnings."""
    errors = Counter(one.code for one in report.problems if one.level == "error")
    return errors, len(report.problems) - errors.total()


# --- one repair each: the text mended, or None where it is not safe -----------------------------

Mend = Callable[[_File, Problem], str | None]


def _value(change: Callable[[str], str | None], quoted: bool = False) -> Mend:
    """Write one value anew."""

    def mend(file: _File, problem: Problem) -> str | None:
        found = file.node(problem.key)
        if found is None or not isinstance(found[1], Scalar):
            return None
        new = change(found[1].written)
        if new is None or (new == found[1].written and not quoted):
            return None
        return file.replaced(found[1], f'"{new}"' if quoted else _shown(new, found[1]))

    return mend


def _shown(new: str, old: Scalar) -> str:
    if old.plain or new in ("true", "false"):
        return new
    return '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _version(written: str) -> str | None:
    if written in VERSIONS:
        return written
    return LATEST if written in ("0.6", "0.6.0") else None


def _day(written: str) -> str | None:
    text = written.strip()
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", text)
    if found:
        year, month, day = found.groups()
    else:
        found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        if not found:
            return None
        day, month, year = found.groups()
    new = f"{year}-{int(month):02}-{int(day):02}"
    return None if RULES["date"](new) else new


def _capitals(written: str) -> str | None:
    return None if RULES["country"](written.strip().upper()) else written.strip().upper()


def _tag(written: str) -> str | None:
    new = SHORTER.get(written.lower()) or written.strip().replace("_", "-")
    return None if RULES["language"](new) else new


def _expression(written: str) -> str | None:
    capital = re.sub(
        r"(?<![\w-])(?:and|or|with)(?![\w-])", lambda word: word[0].upper(), written.strip()
    )
    try:
        new = str(parse(usual(capital)))
    except NotAnExpression:
        return None
    return None if RULES["licence"](new) else new


def _word(known: Callable[[], tuple[str, ...]]) -> Callable[[str], str | None]:
    def change(written: str) -> str | None:
        new = re.sub(r"[\s_]+", "-", written.strip().lower())
        return new if new in known() else None

    return change


def _stripped(rule: str, prefix: str = "") -> Callable[[str], str | None]:
    def change(written: str) -> str | None:
        new = written.strip().removeprefix(prefix)
        return None if RULES[rule](new) else new

    return change


def _choice(file: _File, problem: Problem) -> str | None:
    want: Any = Section(TOP)
    for _, name in _STEPS.findall(problem.key):
        want = want.fields.get(name) if isinstance(want, Section) else None
    if not isinstance(want, Text):
        return None
    choices = {one.lower(): one for one in want.one_of}
    return _value(lambda written: choices.get(written.strip().lower()))(file, problem)


def _list(file: _File, problem: Problem) -> str | None:
    """One word where a list is wanted becomes a list of one; several words might be several."""
    found = file.node(problem.key)
    if found is None or not isinstance(found[1], Scalar) or not found[1].plain:
        return None
    written = found[1].written
    if not _PLAIN.fullmatch(written) or re.search(r" (?:und|and|e|et|y) |/ | /", written):
        return None
    return file.replaced(found[1], f"[{written}]")


def _key(file: _File, problem: Problem) -> tuple[list[tuple[Scalar | None, Node]], Scalar] | None:
    found = file.node(problem.key)
    if found is None or not found[0] or found[0][-1][0] is None:
        return None
    return found[0], found[0][-1][0]


def _drop(file: _File, problem: Problem) -> str | None:
    """Remove a key, and its section where nothing else is in it."""
    found = _key(file, problem)
    if found is None:
        return None
    way, key = found
    for name, section in reversed(way):
        if name is None or not isinstance(section, Mapping) or section.flow or section.shared:
            return None
        key = name
        if len(section.entries) > 1:
            break
    return file.without(key)


def _comment(file: _File, problem: Problem) -> str | None:
    found = _key(file, problem)
    return None if found is None else file.commented(found[1])


def _logo(file: _File, problem: Problem) -> str | None:
    """A monochrome logo becomes the logo, where there is none."""
    found = _key(file, problem)
    if found is None or file.node("logo") is not None:
        return None if found is None else _drop(file, problem)
    return file.replaced(found[1], "logo")


def _italy(file: _File, problem: Problem) -> str | None:
    found = _key(file, problem)
    if found is None or file.node("IT") is not None:
        return None
    return file.replaced(found[1], "IT")


def _language_key(file: _File, problem: Problem) -> str | None:
    """The name of a section of `description`, which the problem of `description` means."""
    if problem.key != "description":
        return _value(_tag)(file, problem)
    found = file.node("description")
    if found is None or not isinstance(found[1], Mapping):
        return None
    names = {name.written for name, _ in fields(found[1])}
    for name, _ in fields(found[1]):
        new = _tag(name.written)
        if new and new not in names and RULES["language"](name.written):
            return file.replaced(name, new)
    return None


def _administration(file: _File, problem: Problem) -> str | None:
    """The code of an Italian administration moves to `organisation`."""
    found = file.node(problem.key)
    if found is None or not isinstance(found[1], Scalar) or file.node("organisation") is not None:
        return None
    rest = _drop(file, problem)
    if rest is None or re.search(r"^(?:---|\.\.\.)\s*$", rest.partition("\n")[2], re.MULTILINE):
        return None
    end = "\r\n" if "\r\n" in rest else "\n"
    gap = "" if rest.endswith("\n") else end
    return f"{rest}{gap}organisation:{end}  uri: urn:x-italian-pa:{found[1].written}{end}"


def _owner(file: _File, problem: Problem) -> str | None:
    """The owner of the repository goes where `organisation` names one already."""
    return _drop(file, problem) if file.node("organisation.name") is not None else None


_UNASKED = ("licence-case",)


def _unasked(file: _File) -> tuple[Problem, ...]:
    """What is no problem, and yet better in its usual spelling."""
    found = file.node("legal.license")
    if found is None or not isinstance(found[1], Scalar):
        return ()
    written = found[1].written
    better = _expression(written)
    if better is None or better == written or better.lower() != written.lower():
        return ()
    message, advice = tell("licence-case", {"value": written, "better": better})
    line, column = found[1].line, found[1].column
    return (Problem("warning", "licence-case", "legal.license", line, column, message, advice),)


_REPAIRS: dict[str, Mend] = {
    "byte-order-mark": lambda file, _: file.text.removeprefix("\ufeff"),
    "version-number": _value(_version, quoted=True),
    "version-unread": _value(_version, quoted=True),
    "want-flag": _value(lambda written: _FLAGS.get(written.strip().lower())),
    "want-list": _list,
    "date": _value(_day),
    "country": _value(_capitals),
    "country-lowercase": _value(_capitals),
    "language": _language_key,
    "language-long": _language_key,
    "licence-operators": _value(_expression),
    "licence-suffix": _value(_expression),
    "licence-case": _value(_expression),
    "category": _value(_word(vocabularies.categories)),
    "scope": _value(_word(vocabularies.scopes)),
    "one-of": _choice,
    "email": _value(_stripped("email", "mailto:")),
    "web": _value(_stripped("web")),
    "url": _value(_stripped("url")),
    "empty-optional": _drop,
    "deprecated-drop": _drop,
    "deprecated-logo": _logo,
    "deprecated-organisation": _owner,
    "deprecated-capitals": _italy,
    "deprecated-ipa": _administration,
    "german-section": _comment,
    "national-section": _comment,
}
