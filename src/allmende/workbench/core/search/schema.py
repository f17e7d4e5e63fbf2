# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The fields of the index, and a document as it stands in them.

All analysis is done here by ``words``, the index only splits at blanks.
"""

import json
import math
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import tantivy

from allmende.workbench.core.search import words
from allmende.workbench.core.search.documents import Document

SCHEMA_VERSION = 3
"""To be raised with every change of a field, of the analysis or of a word list."""

LONGEST_START = 20
SHOWN_CHARACTERS = 4_000
_SORT_CHARACTERS = 120
_SIDES = re.compile(r"\s+(?:-|and|und|et|e)\s+|[&,/()]")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    raw = partial(builder.add_text_field, tokenizer_name="raw", index_option="basic")
    bare = partial(builder.add_text_field, tokenizer_name="whitespace", index_option="basic")
    raw("id")
    raw("kind")
    raw("audience")
    builder.add_json_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    # Names: whole, from their beginning, from the beginning of a word in them, and word by word.
    bare("exact")
    bare("start")
    bare("word_start")
    bare("names")
    # Stems, each in its language; positions for the phrases of the term table.
    builder.add_text_field("keywords", tokenizer_name="whitespace", index_option="position")
    # A whole keyword, or one side of its "and": a source's own category.
    bare("categories")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("compounds", tokenizer_name="whitespace", index_option="freq")
    # Whole words as people type them: for prefixes and corrections.
    bare("words")
    raw("name_order", fast=True)
    raw("rank_order", fast=True)
    builder.add_unsigned_field("changed_order", fast=True)
    builder.add_integer_field("pk", fast=True)
    builder.add_unsigned_field("kind_code", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


SCHEMA = _schema()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a hit shows, kept beside the index terms."""

    kind: str
    pk: int
    title: str
    texts: Mapping[str, str]

    @classmethod
    def of(cls, stored: tantivy.Document) -> "Shown":
        """Read back what ``to_tantivy`` kept."""
        kind, pk, title, texts = json.loads(bytes(stored.get_first("shown") or b""))
        return cls(kind, pk, title, texts)


def number_found(result: tantivy.SearchResult) -> int:
    """How many documents a search found in all; tantivy's type stub forgets it."""
    return int(getattr(result, "count", 0) or 0)


def identity(kind: str, pk: int) -> str:
    """The term that names a document."""
    return f"{kind}:{pk}"


def kind_code(kind: str) -> int:
    """A kind as a number: only numbers can be read for many documents at once."""
    return zlib.crc32(kind.encode())


def to_tantivy(document: Document) -> tantivy.Document:
    """The document in the fields of the index."""
    title = words.clean(document.title)
    names = [title, *map(words.clean, document.names)]
    name_words = {word for name in names for word in words.name_words(name)}
    squeezed = {words.squeeze(name) for name in names} - {""}
    texts = {code[:2].lower(): words.clean(text) for code, text in document.texts.items()}
    spoken = {language: words.words(text) for language, text in texts.items()}
    keywords = [words.words(words.clean(keyword)) for keyword in document.keywords]
    whole = name_words.union(*spoken.values(), *keywords)

    result = tantivy.Document()
    result.add_text("id", identity(document.kind, document.pk))
    result.add_text("kind", document.kind)
    result.add_text("audience", document.audience)
    result.add_text("exact", " ".join(squeezed))
    result.add_text("start", " ".join(_beginnings(squeezed)))
    result.add_text("word_start", " ".join(_beginnings(name_words)))
    result.add_text("names", " ".join({term for word in name_words for term in words.stems(word)}))
    for keyword in keywords:
        for said in {
            " ".join(words.stem(word, language) for word in keyword)
            for language in (*words.STEMMED, "")
        }:
            result.add_text("keywords", said)
    result.add_text("categories", " ".join(_categories(document.keywords)))
    for language, said_words in spoken.items():
        result.add_text("text", _tagged(said_words, language))
    result.add_text("compounds", " ".join(part for word in whole for part in words.compound(word)))
    result.add_text("words", " ".join(whole))
    result.add_json("facets", _facets(document))
    name_order = _name_order(title, document)
    result.add_text("name_order", name_order)
    result.add_text("rank_order", f"{min(max(document.rank, 0), 9)}{name_order}")
    result.add_unsigned("changed_order", _changed_order(document))
    result.add_integer("pk", document.pk)
    result.add_unsigned("kind_code", kind_code(document.kind))
    result.add_float("weight", _weight(document.weight))
    shown = (
        document.kind,
        document.pk,
        title,
        {language: text[:SHOWN_CHARACTERS] for language, text in texts.items()},
    )
    result.add_bytes("shown", json.dumps(shown, ensure_ascii=False).encode())
    return result


def category(stems: Iterable[str]) -> str:
    """The term of a category, said in these stems."""
    return "_".join(stems)


def _categories(keywords: Iterable[str]) -> set[str]:
    found = set()
    for keyword in keywords:
        for said in (keyword, *_SIDES.split(keyword)):
            if folded := words.words(words.clean(said)):
                found |= {
                    category(words.stem(word, language) for word in folded)
                    for language in words.STEMMED
                }
    return found


def _tagged(said: Iterable[str], language: str) -> str:
    return " ".join(words.text_term(words.stem(word, language), language) for word in said)


def _beginnings(texts: Iterable[str]) -> set[str]:
    return {text[:end] for text in texts for end in range(1, min(len(text), LONGEST_START) + 1)}


def _facets(document: Document) -> dict[str, list[str]]:
    return {
        name: sorted({words.clean(value) for value in values})
        for name, values in document.facets.items()
        if values
    }


def _name_order(title: str, document: Document) -> str:
    """As in a German telephone book's rule for words (DIN 5007-1): "ä" sorts as "a"."""
    order = " ".join(words.plain(title).split())[:_SORT_CHARACTERS]
    readable = order.lstrip("\"'([{.,;:!?-–—_#@*/ ") or order
    return f"{readable}\x01{document.kind}\x01{document.pk:012d}"


def _changed_order(document: Document) -> int:
    """Seconds, then the key, so that what changed in the same second keeps one order."""
    changed = document.changed or datetime.fromtimestamp(0, UTC)
    if changed.tzinfo is None:
        changed = changed.replace(tzinfo=UTC)
    seconds = max(0, int(changed.timestamp()))
    return (seconds << 28) | (document.pk & ((1 << 28) - 1))


def _weight(weight: float) -> float:
    """As ``weight_by_field`` wants it, which multiplies the score by log2(2 + value)."""
    factor = 1 + 0.3 * math.log2(1 + max(0.0, weight))
    return float(2**factor - 2)
