# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A file held against the standard's table, from the first key to the last."""

from collections.abc import Iterable
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

import regex
from rapidfuzz import fuzz, process

from allmende.publiccode import vocabularies
from allmende.publiccode.model import Key, Level, Problem, Report, dotted
from allmende.publiccode.nodes import (
    Document,
    Fault,
    Mapping,
    Node,
    Scalar,
    Sequence,
    compose,
    fields,
)
from allmende.publiccode.places import Place, key_on, place_of
from allmende.publiccode.reading import plain
from allmende.publiccode.rules import RULES, usual
from allmende.publiccode.rules.languages import SHORTER
from allmende.publiccode.scalars import Kind, as_text, flag
from allmende.publiccode.sentences import HINTS, WARNINGS, tell
from allmende.publiccode.standard import (
    LATEST,
    TOP,
    VERSIONS,
    ByLanguage,
    Field,
    Flag,
    Many,
    Section,
    Text,
)

Keys = Mappings[str, Field]

MOST_VALUES = 100_000
"""Values of a file that are looked at; aliases can make a small file endless."""
_VERSION = "publiccodeYmlVersion"
_CLUSTERS = regex.compile(r"\X")
_OFTEN_MEANT = {"commercial": "contract"}
_LIKELY_FLAGS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def check(text: bytes | str) -> Report:
    """Everything in which a publiccode.yml does not keep to the standard.

    Takes the file's content, of whatever quality, and never raises. A file that names a version
    which does not exist is told so and checked by the latest one. Reaches for nothing outside:
    whether addresses answer and files are there, `look_outside` asks.
    """
    return check_document(compose(text))


def check_document(document: Document) -> Report:
    """As `check`, of a tree."""
    checking = _Checking(document)
    checking.run()
    problems = sorted(checking.found.values(), key=lambda one: (one.line, one.column))
    return Report(checking.version, tuple(problems), plain(document.root))


def length(text: str) -> int:
    """Characters as a person counts them: grapheme clusters (UAX 29)."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return len(_CLUSTERS.findall(text))


@dataclass
class _Checking:
    """One walk over one file; `found` by key, place and level, so that nothing is said twice."""

    document: Document
    version: str | None = None
    found: dict[tuple[str, int, Level], Problem] = field(default_factory=dict)
    values: int = 0

    @property
    def root(self) -> Node | None:
        return self.document.root

    def run(self) -> None:
        for fault in self.document.faults:
            self.fault(fault)
        broken = any(fault.code != "byte-order-mark" for fault in self.document.faults)
        if self.root is None and broken:
            return
        if not isinstance(self.root, Mapping):
            self.say_at((0, 0), "no-section", (_VERSION,))
            return
        self.section(TOP, self.root, ())
        self.both_italys(self.root)

    def fault(self, fault: Fault) -> None:
        self.say_at((fault.line, fault.column), fault.code, (), detail=fault.detail)

    def say(self, code: str, key: Key, **words: str) -> None:
        """Keep a problem of a key, at its place."""
        self.say_at(place_of(self.root, key), code, key, **words)

    def say_at(self, place: Place, code: str, key: Key, **words: str) -> None:
        """Keep a problem."""
        line, column = place
        level: Level = "warning" if code in WARNINGS else "error"
        shown = dotted(key)
        if (shown, line, level) in self.found and code != "duplicate":
            return
        name = next((part for part in reversed(key) if isinstance(part, str)), "")
        words = {"name": name, "latest": LATEST, "value": ""} | words
        message, repair = tell(code, words)
        problem = Problem(level, code, shown, line, column, message, repair)
        self.found[shown, line, level] = problem

    # --- kinds ---------------------------------------------------------------------------------

    def value(self, want: Field, node: Node | None, key: Key) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            if self.values == MOST_VALUES + 1:
                self.say("too-many", key)
            return
        if isinstance(node, Scalar) and node.kind == "undefined":
            self.say("undefined", key, value=node.written)
            return
        if isinstance(node, Scalar) and node.kind == "null":
            node = None
        if isinstance(want, Text):
            self.text(want, node, key)
        elif isinstance(want, Flag):
            self.flag(want, node, key)
        elif isinstance(want, Many):
            self.many(want, node, key)
        elif isinstance(want, ByLanguage):
            self.by_language(want, node, key)
        elif node is not None or want.required:
            if want.deprecated:
                self.say(f"deprecated-{want.deprecated}", key)
            self.section(want.fields, node, key)

    def text(self, want: Text, node: Node | None, key: Key) -> None:
        if node is not None and not isinstance(node, Scalar):
            self.wrong_kind("want-text", node, key)
            return
        text = "" if node is None else as_text(node.written, cast("Kind", node.kind))
        if text == "" and want.required:
            self.missing(node, key)
            return
        if node is None or (text == "" and want.empty_counts_as_absent):
            return
        if key == (_VERSION,):
            self.check_version(node, key)
            return
        if want.deprecated:
            self.say(f"deprecated-{want.deprecated}", key)
        if text == "" and (want.one_of or any(RULES[rule]("") for rule in want.rules)):
            self.say("empty-optional", key)
            return
        self.limits(want, text, key)
        if want.one_of and text not in want.one_of:
            near = _meant(_OFTEN_MEANT.get(text, "")) or _near(text, want.one_of)
            self.say("one-of", key, value=text, choices=", ".join(want.one_of), **near)
        for rule in want.rules:
            if code := RULES[rule](text):
                self.say(code, key, value=text, **_words_for(code, text, key))

    def limits(self, want: Text, text: str, key: Key) -> None:
        if not (want.shortest or want.longest):
            return
        count = length(text)
        if want.longest and count > want.longest:
            over = str(count - want.longest)
            self.say("too-long", key, count=str(count), limit=str(want.longest), off=over)
        elif count < want.shortest:
            under = str(want.shortest - count)
            self.say("too-short", key, count=str(count), limit=str(want.shortest), off=under)

    def flag(self, want: Flag, node: Node | None, key: Key) -> None:
        if node is None:
            if want.required:
                self.missing(node, key)
        elif not isinstance(node, Scalar) or node.kind != "flag" or flag(node.written) is None:
            likely = isinstance(node, Scalar) and node.written.lower()
            meant = _LIKELY_FLAGS.get(likely, "") if isinstance(likely, str) else ""
            self.wrong_kind("want-flag", node, key, **_meant(meant))

    def many(self, want: Many, node: Node | None, key: Key) -> None:
        if node is not None and want.deprecated:
            self.say(f"deprecated-{want.deprecated}", key)
        if isinstance(node, Sequence):
            if want.filled and not node.items:
                self.missing(node, key)
            for index, item in enumerate(node.items):
                self.item(want, item, (*key, index))
        elif node is None:
            if want.filled:
                self.missing(node, key)
        elif want.or_one and isinstance(node, Scalar):
            self.value(want.of, node, (*key, 0))
        else:
            self.wrong_kind("want-list", node, key)

    def item(self, want: Many, item: Node, key: Key) -> None:
        is_null = isinstance(item, Scalar) and item.kind == "null"
        if is_null and isinstance(want.of, Section):
            self.section(want.of.fields, None, key)
        elif is_null and isinstance(want.of, Text) and want.of.rules:
            item = Scalar("", "text", item.line, item.column)
            self.value(want.of, item, key)
        else:
            self.value(want.of, item, key)

    def by_language(self, want: ByLanguage, node: Node | None, key: Key) -> None:
        if node is not None and not isinstance(node, Mapping):
            self.wrong_kind("want-section", node, key, choices="de, en")
            return
        if node is None or not node.entries:
            self.missing(node, key)
            return
        for name, value in fields(node):
            own = (*key, name.written)
            if code := RULES["language"](name.written):
                # The reference names the section, since the name of a key has no key.
                self.say(code, key, value=name.written, **_words_for(code, name.written, key))
            self.values += 1
            is_null = isinstance(value, Scalar) and value.kind == "null"
            self.section(want.of.fields, None if is_null else value, own)

    def section(self, wanted: Keys, node: Node | None, key: Key) -> None:
        given: dict[str, Node] = {}
        if isinstance(node, Mapping):
            for name, value in fields(node):
                given[name.written] = value
                if name.written not in wanted:
                    self.unknown(name, wanted, key)
            for name_node, _ in node.entries:
                if not isinstance(name_node, Scalar):
                    self.say_at((name_node.line, name_node.column), "not-text-key", key)
        elif node is not None:
            self.wrong_kind("want-section", node, key, choices=", ".join(list(wanted)[:6]))
            if len(key) > 1 or not _is_required(key):
                return
        for below, want in wanted.items():
            own = (*key, below)
            if isinstance(want, Many) and self.by_type(want, given, own):
                continue
            self.value(want, given.get(below), own)

    # --- problems ------------------------------------------------------------------------------

    def by_type(self, want: Many, given: dict[str, Node], key: Key) -> bool:
        """Whether the type beside a list already said all there is to say of it."""
        kind = given.get("type")
        said = kind.written if isinstance(kind, Scalar) else ""
        node = given.get(str(key[-1]))
        is_there = node is not None and not (isinstance(node, Scalar) and node.kind == "null")
        if not is_there and said in want.required_if:
            self.say("missing-if", key, type=said, **_hint(key))
        elif is_there and want.only_if and said not in want.only_if:
            self.say("not-here", key, choices=", ".join(want.only_if))
        else:
            return False
        return True

    def missing(self, node: Node | None, key: Key) -> None:
        if key == (_VERSION,) and node is None and not self.there(key):
            self.say_at((0, 0), "missing", key, **_hint(key))  # as the reference, without a place
            return
        stands = self.there(key)
        self.say("empty" if stands or node is not None else "missing", key, **_hint(key))

    def there(self, key: Key) -> bool:
        node = self.root
        for part in key:
            if isinstance(node, Mapping) and isinstance(part, str):
                node = next((v for k, v in fields(node) if k.written == part), None)
            elif isinstance(node, Sequence) and isinstance(part, int):
                node = node.items[part]
            else:
                return False
        return node is not None

    def wrong_kind(self, code: str, node: Node, key: Key, **words: str) -> None:
        """Say it where the value begins; of a value below its key that is the first thing there."""
        name = next((part for part in reversed(key) if isinstance(part, str)), "")
        at = key_on(self.root, node.line) or key
        self.say_at((node.line, node.column), code, at, name=name, **words)

    def unknown(self, name: Scalar, wanted: Iterable[str], key: Key) -> None:
        own, place = (*key, name.written), (name.line, name.column)
        if not key and name.written.lower() == "de":
            self.say_at(place, "german-section", own)
        elif not key and len(name.written) == 2 and vocabularies.is_country(name.written.upper()):
            self.say_at(place, "national-section", own)
        else:
            self.say_at(place, "unknown-key", own, **_near(name.written, wanted))

    def check_version(self, node: Scalar, key: Key) -> None:
        written = node.written
        if node.tagged or node.shared:
            self.say("version-dressed", key)
            return
        if node.kind != "text":
            if written in VERSIONS:
                self.version = written
            self.say("version-number", key, value=self.version or LATEST)
            return
        self.version = written
        if written in ("0.6", "0.6.0"):
            self.say("version-unread", key)
        elif written not in VERSIONS:
            self.say("version-unknown", key, value=written)
        elif written != "0" and not written.startswith(LATEST):
            self.say("version-old", key, value=written)

    def both_italys(self, root: Mapping) -> None:
        there = {
            name.written
            for name, value in fields(root)
            if not (isinstance(value, Scalar) and value.kind == "null")
        }
        if {"IT", "it"} <= there:
            self.say("two-italys", ("it",))


def _is_required(key: Key) -> bool:
    want = TOP.get(str(key[0])) if key else None
    return isinstance(want, Section) and want.required


def _hint(key: Key) -> dict[str, str]:
    german, english = HINTS.get(str(key[-1]), ("", ""))
    return {"hint_de": german.format(latest=LATEST), "hint_en": english.format(latest=LATEST)}


def _words_for(code: str, text: str, key: Key) -> dict[str, str]:
    if code in ("alias", "support"):
        known = vocabularies.aliases()
        return {"choices": ", ".join(known)} | _near(text.removeprefix("alias:"), known)
    if code == "category":
        return _near(text, vocabularies.categories())
    if code == "scope":
        return _near(text, vocabularies.scopes())
    if code == "country-lowercase":
        return {"upper": text.upper()}
    if code == "media":
        return {"section": str(key[0])}
    if code == "licence":
        return _meant(_licence(text))
    if code == "licence-suffix":
        return {"better": usual(text)}
    if code == "language-long":
        return {"better": SHORTER[text.lower()]}
    if code == "language":
        return _meant(_language(text))
    return {}


@lru_cache(maxsize=1_000)
def _licence(text: str) -> str:
    """The expression that a licence's everyday name surely means; empty for none."""
    from allmende.licences.names import normalise

    found = normalise(text[:200]).expression
    return str(found) if found and not RULES["licence"](str(found)) else ""


def _language(text: str) -> str:
    """The tag with its parts joined as BCP 47 wants; empty where that is none either."""
    joined = text.replace("_", "-")
    return joined if joined != text and not RULES["language"](joined) else ""


def _near(word: str, known: Iterable[str]) -> dict[str, str]:
    near = process.extractOne(
        word[:80].lower(), list(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=75
    )
    return _meant(near[0] if near else "")


def _meant(word: str) -> dict[str, str]:
    if not word:
        return {}
    return {"near_de": f" (gemeint ist wohl {word})", "near_en": f" (probably meant: {word})"}
