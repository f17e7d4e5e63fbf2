# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The README: its language, the four questions it should answer, its badges, its broken links.

The questions are those of the City of Munich's usability analysis: "What does this project do?",
"Why is it useful?", "How can I use it or contribute to it?", "Where can I get support?".
Headings and lines are quoted; whether they answer well is for a person to say.
"""

import re
from collections.abc import Callable, Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    address,
    at,
    no,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.reading.markup import Heading, Link, Page, plain, read
from allmende.repositories.facts.reading.subjects import is_about
from allmende.repositories.facts.reading.texts import lines_of
from allmende.repositories.facts.reading.tongue import spoken

FOLDERS = ("", ".github/", "docs/", ".gitlab/")
MOST_LINKS = 2_000
SHOWN = 20
WORDS_OF_A_SENTENCE = 6

_README = re.compile(
    r"(?:readme|liesmich|lies_mich)(?:[-_.][a-z]{2}(?:[-_][a-z]{2})?)?"
    r"(?:\.(?:md|markdown|mdx|rst|adoc|asciidoc|txt))?$"
)
_BADGE = re.compile(
    r"badge|shields\.io|/workflows/[^?]{1,200}\.svg|coverage\.svg|/pipeline\.svg",
    re.IGNORECASE,
)
_USEFUL = re.compile(
    r"\b(?:helps?|allows?|enables?|lets you|makes it (?:easy|possible)|so that|in order to|saves?"
    r"|useful|ermöglicht|hilft|erleichtert|damit|dient|unterstützt|vereinfacht|erlaubt)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"mailto:|/issues(?:/new\b|/?$|\?)|/discussions\b|mailing list|mailingliste"
    r"|//(?:[\w-]{1,60}\.){0,3}(?:gitter\.im|slack\.com|discord\.(?:gg|com)|matrix\.to"
    r"|zulipchat\.com|stackoverflow\.com)|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,20}\b",
    re.IGNORECASE,
)

NO_README: Text = {"de": "Es gibt keine README", "en": "There is no README"}
TO_READ: Text = {
    "de": "Keine Überschrift und keine Zeile antwortet erkennbar darauf; das muss ein Mensch lesen",
    "en": "No heading and no line visibly answers this; only a person can tell by reading",
}
A_HINT: Text = {
    "de": "Eine Zeile spricht davon; ob sie die Frage beantwortet, kann nur ein Mensch sagen",
    "en": "A line speaks of it; whether it answers the question only a person can say",
}
TOO_SHORT: Text = {
    "de": "Zu wenig Text, um die Sprache zu erkennen",
    "en": "Too little text to tell the language",
}
UNREADABLE: Text = {
    "de": "Die README ist keine lesbare Textdatei",
    "en": "The README is no readable text file",
}


def find(look: Look) -> Iterator[Fact]:
    """Keys `readme.*`."""
    path = main_readme(look)
    if path is None:
        yield no("readme.file")
        for key in _KEYS:
            yield no(f"readme.{key}", note=NO_README)
        return
    yield yes("readme.file", *(at(one) for one in readmes(look)), value=readmes(look))
    page = page_of(look, path)
    if page is None:
        for key in _KEYS:
            yield unknown(f"readme.{key}", UNREADABLE, at(path))
        return
    yield _language(look)
    for key, answer in _QUESTIONS.items():
        yield answer(f"readme.{key}", path, page)
    yield _badges(path, page)
    yield _links(look, path, page)


def readmes(look: Look) -> list[str]:
    """README files in the places where forges look for them, the one they show first."""
    some = [
        folder + name
        for folder in FOLDERS
        for name in _names(look, folder)
        if _README.match(name.lower())
    ]
    return sorted(some, key=_shown_first)


def main_readme(look: Look) -> str | None:
    return next(iter(readmes(look)), None)


def page_of(look: Look, path: str) -> Page | None:
    lines = lines_of(look, path)
    return None if lines is None else read(lines, path)


def _names(look: Look, folder: str) -> list[str]:
    here: dict[str, list[str]] = look.once("files of folders", _by_folder)
    return here.get(folder, [])


def _by_folder(look: Look) -> dict[str, list[str]]:
    folders: dict[str, list[str]] = {}
    for path in look.paths:
        folder, slash, name = path.rpartition("/")
        folders.setdefault(folder + slash, []).append(name)
    return folders


def _shown_first(path: str) -> tuple[bool, int, int, str]:
    """The root before folders, then readme.md before readme.de.md and readme.txt."""
    folder, _, name = path.rpartition("/")
    endings = (".md", "", ".rst", ".adoc")
    stem, dot, ending = name.lower().rpartition(".")
    rank = endings.index(dot + ending) if stem and dot + ending in endings else len(endings)
    return bool(folder), name.count(".") + ("_" in name), rank, path


def _language(look: Look) -> Fact:
    spoken_by: dict[str, str] = {}
    for path in readmes(look):
        page = page_of(look, path)
        language = spoken(plain(line) for _, line in page.prose).language if page else None
        if language:
            spoken_by[path] = language
    languages = sorted({one for each in spoken_by.values() for one in languages_of(each)})
    shown = [at(path, None, language) for path, language in spoken_by.items()]
    if not languages:
        return unknown("readme.languages", TOO_SHORT, *(at(path) for path in readmes(look)))
    return value("readme.languages", languages, *shown)


def languages_of(tongue: str) -> tuple[str, ...]:
    return ("de", "en") if tongue == "both" else (tongue,)


def _what(key: str, path: str, page: Page) -> Fact:
    """The section that says so, or else the first sentence under the title."""
    title = min((one.line for one in page.headings), default=0)
    shown = _sections(path, page, "what")
    below = (one for one in _sentences(page) if one[0] > title or len(page.headings) < 2)
    sentence = next(below, None)
    if sentence:
        shown.append(at(path, sentence[0], sentence[1]))
    if shown:
        return yes(key, *shown[:SHOWN])
    if not page.prose:
        return no(key, at(path))
    return unknown(key, TO_READ, at(path))


def _why(key: str, path: str, page: Page) -> Fact:
    shown = _sections(path, page, "why")
    if shown:
        return yes(key, *shown[:SHOWN])
    hint = next((one for one in list(_sentences(page))[:60] if _USEFUL.search(one[1])), None)
    return unknown(key, A_HINT, at(path, *hint)) if hint else unknown(key, TO_READ, at(path))


def _about(*subjects: str) -> Callable[[str, str, Page], Fact]:
    def answer(key: str, path: str, page: Page) -> Fact:
        shown = [one for subject in subjects for one in _sections(path, page, subject)]
        if "contribute" in subjects:
            shown += [at(path, one.line, one.target) for one in page.links if _leads_on(one)]
        return yes(key, *shown[:SHOWN]) if shown else unknown(key, TO_READ, at(path))

    return answer


def _support(key: str, path: str, page: Page) -> Fact:
    shown = _sections(path, page, "support")
    shown += [at(path, one.line, one.target) for one in page.links if _ASKING.search(one.target)]
    if not shown:
        shown = [at(path, number, line) for number, line in page.prose if _ASKING.search(line)]
    return yes(key, *shown[:SHOWN]) if shown else unknown(key, TO_READ, at(path))


_QUESTIONS: dict[str, Callable[[str, str, Page], Fact]] = {
    "what": _what,
    "why": _why,
    "use": _about("use"),
    "contribute": _about("contribute"),
    "use-or-contribute": _about("use", "contribute"),
    "support": _support,
}
_KEYS = ("languages", *_QUESTIONS, "badges", "links")


def _leads_on(link: Link) -> bool:
    return "contributing" in link.target.lower() and not link.image


def _sections(path: str, page: Page, subject: str) -> list[Evidence]:
    """Headings on the subject that have something below them."""
    return [
        at(path, one.line, one.text)
        for one in page.headings
        if is_about(one.text, subject) and _has_text(page, one)
    ]


def _has_text(page: Page, heading: Heading) -> bool:
    """Prose, or code alone, which shows as a gap before the next heading."""
    below = (one.line for one in page.headings if one.line > heading.line)
    following = next(below, page.last + 2)
    return bool(page.below(heading)) or following - heading.line > 2


def _sentences(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in page.prose:
        text = plain(line)
        listed = line.lstrip().startswith(("|", "- [", "* ["))
        if len(text.split()) >= WORDS_OF_A_SENTENCE and not listed:
            yield number, text


def _badges(path: str, page: Page) -> Fact:
    badges = {one.target: one.line for one in page.links if _BADGE.search(one.target)}
    shown = [address(target, path, line) for target, line in list(badges.items())[:SHOWN]]
    return value("readme.badges", len(badges), *shown)


def _links(look: Look, path: str, page: Page) -> Fact:
    """Yes where every link into the repository leads to something, no with those that do not."""
    inside = [one for one in page.links[:MOST_LINKS] if _is_inside(one.target)]
    broken = [one for one in inside if _leads_nowhere(look, path, one.target)]
    if broken:
        shown = [at(path, one.line, one.target) for one in broken]
        return no("readme.links", *shown[:SHOWN], value=len(broken))
    return yes("readme.links", at(path), value=0)


def _is_inside(target: str) -> bool:
    return not re.match(r"[a-z][a-z0-9+.-]*:|//|#|<|\{|\$|%", target, re.IGNORECASE)


def _known(look: Look) -> set[str]:
    """Paths and folders; what stands below a submodule or a link cannot be looked at."""
    known: set[str] = set()
    for path in look.tree.entries:
        known.add(path)
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in known:
                break
            known.add(path)
    return known


def _leads_nowhere(look: Look, path: str, target: str) -> bool:
    try:
        place = unquote(urlsplit(target).path)
    except ValueError:
        return False
    folder = "" if place.startswith("/") else path.rpartition("/")[0]
    whole = normpath(f"{folder}/{place}".lstrip("/") or ".")
    if whole == "." or whole.startswith(".."):  # the forge's own pages, such as ../../issues
        return False
    if whole in look.once("all paths and folders", _known):
        return False
    above = (whole.rsplit("/", times)[0] for times in range(1, whole.count("/") + 1))
    return not any(one in look.tree.entries for one in above)  # within a submodule or a link
