# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Texts of several languages in one file, and gaps that only a person can fill."""

from collections.abc import Callable, Iterable, Mapping

from allmende.publishing.preparing.details import Details

GAP = {
    "de": "Bitte ergänzen und diese Kommentarzeichen entfernen:",
    "en": "Please complete, and remove these comment marks:",
}
TONGUE = {"de": "Deutsch", "en": "English"}

Write = Callable[[str], str]
"""The body of a text in a language, without a heading of level 1, as paragraphs of Markdown."""


def gap(language: str, *lines: str) -> str:
    """What is to be written, as a comment: neither a forge nor a check takes it for an answer."""
    return "\n".join(("<!-- " + GAP[language], "", *lines, "-->"))


def document(title: Callable[[str], str], write: Write, details: Details) -> str:
    """One file: the main language, then each further one below a heading of its own."""
    main = details.main_language
    parts = [f"# {title(main)}", write(main)]
    for language in details.further_languages:
        parts += [f"## {TONGUE[language]}: {title(language)}", lowered(write(language))]
    return paragraphs(parts)


def lowered(text: str) -> str:
    """Its headings one level deeper."""
    return "\n".join("#" + one if one.startswith("##") else one for one in text.split("\n"))


def paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(one.strip("\n") for one in parts if one.strip()) + "\n"


def appended(text: str, addition: str) -> str:
    """The addition below the text, in the text's own line ends."""
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    space = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    if text.endswith("\r\n\r\n"):
        space = ""
    return text + (space + addition).replace("\n", newline)


def bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in lines)


def in_language(texts: Mapping[str, str], language: str) -> tuple[str, bool]:
    """The text in that language, else in another, and whether it is the one that was asked for."""
    if texts.get(language):
        return texts[language], True
    return next((one for one in texts.values() if one), ""), False
