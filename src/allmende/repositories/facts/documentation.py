# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Documentation: where it is, what it is about, in which languages, and whether it is kept up."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from allmende.repositories.facts.fact import (
    Fact,
    Text,
    at,
    counted,
    found,
    in_commit,
    no,
    unknown,
    value,
)
from allmende.repositories.facts.look import Look, outermost
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.reading.markup import Heading, plain, read
from allmende.repositories.facts.reading.subjects import is_about
from allmende.repositories.facts.reading.texts import cut, decoded, is_text
from allmende.repositories.facts.reading.times import DAY, dated, days_between, iso, now
from allmende.repositories.facts.reading.tongue import spoken
from allmende.repositories.facts.readme import languages_of, main_readme

MOST_PAGES = 400
BYTES_OF_A_PAGE = 60_000
SHOWN = 20

_FOLDER = re.compile(
    r"(?:[^/]+/){0,2}?(?:docs?|documentation|dokumentation|manual|handbuch|wiki|guide)/", re.I
)
_PROSE = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".txt")
_OPEN = (*_PROSE, ".html", ".htm", ".tex", ".odt", ".odp", ".ods", ".svg", ".puml", ".mmd", ".csv")
_CLOSED = (
    ".doc",
    ".docx",
    ".ppt",
    ".pptx",
    ".xls",
    ".xlsx",
    ".vsd",
    ".vsdx",
    ".pages",
    ".key",
    ".one",
)
_OF_DEVELOPMENT = re.compile(
    r"(?:^|/)(?:changelog|changes|history|news|release[-_ ]?notes|code[-_]of[-_]conduct|licen[cs]e"
    r"|notice|security|pull_request_template|issue_template)[^/]*$|(?:^|/)\.git(?:hub|lab)/",
    re.IGNORECASE,
)
_CHANGELOG = re.compile(
    r"(?:docs?/)?(?:changelog|changes|change[-_]log|history|news|release[-_ ]?(?:notes|history)"
    r"|änderungen)"
    r"(?:\.(?:md|rst|adoc|txt|markdown))?$",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"(?:^|/)(?:adrs?|decisions|decision[-_]records?|architecture[-_]decisions?"
    r"|architecture[-_]decision[-_]records|architekturentscheidungen|entscheidungen)"
    r"/(?:[^/]+/)?[^/]*\d{1,5}[^/]*\.(?:md|rst|adoc)$",
    re.IGNORECASE,
)
_OF_LANGUAGE = re.compile(r"(?:^|/)(?:i18n/)?(?:de|en)(?:[-_][A-Za-z]{2})?/|[._-](?:de|en)$")

SITES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("mkdocs", r"(?:^|/)mkdocs\.ya?ml$"),
        (
            "vitepress",
            r"(?:^|/)\.vitepress/config(?:/index)?\.[a-z]{2,3}$",
        ),
        ("vuepress", r"(?:^|/)\.vuepress/config\.[a-z]{2,3}$"),
        ("docusaurus", r"(?:^|/)docusaurus\.config\.[a-z]{2,3}$"),
        ("sphinx", r"(?:^|/)(?:docs?|documentation|sphinx)/(?:[^/]+/)?conf\.py$"),
        ("antora", r"(?:^|/)antora(?:-playbook)?\.ya?ml$"),
        ("mdbook", r"(?:^|/)book\.toml$"),
        ("jekyll", r"^(?:docs/)?_config\.ya?ml$"),
        ("hugo", r"^(?:docs/|website/|site/)?hugo\.(?:toml|ya?ml|json)$"),
        ("starlight", r"^(?:docs/|website/|site/)?astro\.config\.[a-z]{2,3}$"),
        ("asciidoctor", r"(?:^|/)\.asciidoctorconfig$"),
        ("doxygen", r"(?:^|/)Doxyfile(?:\.in)?$"),
        ("readthedocs", r"^\.readthedocs\.ya?ml$"),
    )
)
_SITE_NAME = re.compile(
    r"mkdocs|config|index|docusaurus|conf\.|antora|book\.|_config|hugo|astro|\.asciidoctor|doxyfile"
    r"|\.readthedocs",
    re.IGNORECASE,
)
"""Of whatever `SITES` names; asked of every file of the tree."""
SUBJECTS = ("use", "api", "installation", "architecture", "operation")

TO_READ: Text = {
    "de": "Keine Überschrift spricht erkennbar davon; das muss ein Mensch lesen",
    "en": "No heading visibly speaks of it; a person has to read",
}
NO_PAGES: Text = {
    "de": "Im Repository ist keine Dokumentation; ein Wiki der Plattform ist hier nicht zu sehen",
    "en": "There is no documentation in the repository; a wiki of the forge cannot be seen here",
}
NO_TEXT: Text = {
    "de": "Zu wenig Text, um die Sprache zu erkennen",
    "en": "Too little text to tell the language",
}
NO_HISTORY: Text = {
    "de": "Die Geschichte fehlt oder ist unvollständig",
    "en": "The history is missing or incomplete",
}
NOT_ONLY_SHARE: Text = {
    "de": "Anteil an den Änderungen von Menschen ohne Zusammenführungen; über den Aufwand sagt er"
    " wenig",
    "en": "Share of people's commits, merges left out; it says little about the effort",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A page of the documentation."""

    path: str
    headings: tuple[Heading, ...]
    language: str | None


def find(look: Look) -> Iterator[Fact]:
    """Keys `documentation.*`."""
    paths = documents(look)
    pages = look.once("pages of documentation", _read_all)
    yield _folders(paths)
    yield _sites(look)
    for subject in SUBJECTS:
        yield _subject(subject, pages)
    yield from _languages(pages)
    yield found("documentation.changelog", (at(one) for one in look.paths if _CHANGELOG.match(one)))
    decisions = [path for path in look.paths if _DECISION.search(path)]
    shown = [at(path) for path in sorted(decisions, key=outermost)[:SHOWN]]
    yield found("documentation.decisions", shown, len(decisions))
    yield _formats(paths)
    yield from _kept_up(look)


def documents(look: Look) -> tuple[str, ...]:
    """Files in folders for documentation, two folders deep at most."""
    return tuple(
        path
        for path in look.paths
        if _FOLDER.match(path) and place_of(path) in ("documentation", "product")
    )


def is_document(path: str) -> bool:
    """Text for people: in a folder for it, or by its ending; records of changes are none."""
    if _OF_DEVELOPMENT.search(path):
        return False
    return bool(_FOLDER.match(path)) or path.lower().endswith(_PROSE[:-1])


def _read_all(look: Look) -> tuple[Read, ...]:
    """The README and the outermost pages; each is read as what its ending says it is."""
    readme = main_readme(look)
    paths = [path for path in documents(look) if path.lower().endswith(_PROSE)]
    paths.sort(key=outermost)
    wanted = list(dict.fromkeys([*([readme] if readme else []), *paths[:MOST_PAGES]]))
    by_ending: dict[str, list[str]] = {}
    for path in wanted:
        by_ending.setdefault(path.rpartition("/")[2].rpartition(".")[2].lower(), []).append(path)
    said: dict[str, Any] = {}
    for ending, some in by_ending.items():
        said |= look.said_of(f"page 1 {ending}", some, partial(_say, f"page.{ending}"))
    return tuple(_understood(path, said[path]) for path in wanted if said[path])


def _say(name: str, data: bytes) -> list[Any]:
    """Language and headings; nothing of what is no text."""
    start = data[:BYTES_OF_A_PAGE]
    if not is_text(start):
        return []
    page = read(cut(decoded(start)), name)
    language = spoken(plain(line) for _, line in page.prose).language
    return [language, [[one.level, one.text, one.line] for one in page.headings]]


def _understood(path: str, words: list[Any]) -> Read:
    language, headings = words
    return Read(path, tuple(Heading(*one) for one in headings), language)


def _folders(paths: Sequence[str]) -> Fact:
    folders: Counter[str] = Counter()
    for path in paths:
        if matched := _FOLDER.match(path):
            folders[matched[0]] += 1
    ordered = sorted(folders, key=outermost)[:SHOWN]
    return found(
        "documentation.folder", [at(one) for one in ordered], {one: folders[one] for one in ordered}
    )


def _sites(look: Look) -> Fact:
    paths = [path for path in look.paths if _SITE_NAME.match(path, path.rfind("/") + 1)]
    sites = {name: next(filter(pattern.search, paths), None) for name, pattern in SITES}
    there = {name: path for name, path in sites.items() if path}
    return found("documentation.site", [at(path) for path in there.values()], sorted(there))


def _subject(subject: str, pages: Sequence[Read]) -> Fact:
    key = f"documentation.{subject}"
    shown = [
        at(one.path, heading.line, heading.text)
        for one in pages
        for heading in one.headings
        if is_about(heading.text, subject)
    ]
    if shown:
        return Fact(key, "yes", len(shown), tuple(shown[:SHOWN]))
    return unknown(key, TO_READ if pages else NO_PAGES)


def _languages(pages: Sequence[Read]) -> Iterator[Fact]:
    """Of the technical documentation by its text, and which files exist in both languages."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for one in pages:
        for language in languages_of(one.language) if one.language else ():
            counts[language] += 1
            first.setdefault(language, one.path)
    for language, key in (("en", "documentation.english"), ("de", "documentation.german")):
        if counts[language]:
            yield Fact(
                key,
                "yes",
                counts[language],
                (at(first[language]), counted(counts[language], "pages")),
            )
        elif counts:
            yield no(key, counted(sum(counts.values()), "pages"))
        else:
            yield unknown(key, NO_TEXT if pages else NO_PAGES)
    pairs = _pairs(pages)
    yield value(
        "documentation.in-both-languages",
        len(pairs),
        *(at(path) for pair in pairs[:SHOWN] for path in pair),
    )


def _pairs(pages: Sequence[Read]) -> list[tuple[str, str]]:
    """Pages that stand in both languages side by side: guide.de.md and guide.en.md, de/ and en/."""
    by_name: dict[str, dict[str, str]] = {}
    for one in pages:
        if one.language in ("de", "en"):
            name = _OF_LANGUAGE.sub("/", one.path.rpartition(".")[0] or one.path).strip("/")
            by_name.setdefault(name, {}).setdefault(one.language, one.path)
    return [(each["de"], each["en"]) for each in by_name.values() if len(each) == 2]


def _formats(paths: Sequence[str]) -> Fact:
    """No where a document is in an office suite's own format; PDF is open, if hard to change."""
    endings = Counter(
        "." + path.rpartition(".")[2].lower() for path in paths if "." in path.rpartition("/")[2]
    )
    counts = {
        "open": sum(endings[one] for one in _OPEN),
        "pdf": endings[".pdf"],
        "closed": sum(endings[one] for one in _CLOSED),
    }
    closed = [path for path in paths if path.lower().endswith(_CLOSED)]
    key = "documentation.open-formats"
    if closed:
        return no(key, *(at(path) for path in closed[:SHOWN]), value=counts)
    if not counts["open"] + counts["pdf"]:
        return unknown(key, NO_PAGES)
    return Fact(key, "yes", counts, (counted(counts["open"], "files in open formats"),))


def _kept_up(look: Look) -> Iterator[Fact]:
    """Share of commits that touch documentation, and how far it lags behind the code."""
    today = now()
    people = (one for one in look.history.commits if not (one.author.bot or one.merge))
    times = {one.id: when for when, one in dated(people, today)}
    changes = [one for one in look.history.changes if one.commit in times]
    documents = {path for path in {one.path for one in changes} if is_document(path)}
    documented = {one.commit for one in changes if one.path in documents}
    coded = {one.commit for one in changes if one.path not in documents}
    touched = documented | coded
    if not touched or not look.history.complete:
        yield unknown("documentation.share-of-commits", NO_HISTORY)
        yield unknown("documentation.lag-days", NO_HISTORY)
        return
    year = {one for one in touched if times[one] > today - 365 * DAY}
    shares = {
        "overall": round(len(documented) / len(touched), 3),
        "last-year": round(len(documented & year) / len(year), 3) if year else None,
    }
    yield value(
        "documentation.share-of-commits",
        shares,
        counted(len(documented), "commits that touch documentation"),
        counted(len(touched), "commits"),
        note=NOT_ONLY_SHARE,
    )
    yield _lag(documented, coded, times)


def _lag(documented: set[str], coded: set[str], times: dict[str, int]) -> Fact:
    """Days from the last change of documentation to the last change of code, 0 if it came later."""
    key = "documentation.lag-days"
    if not documented or not coded:
        return unknown(key, NO_PAGES if coded else NO_HISTORY)
    text, code = (max((times[one], one) for one in some)[1] for some in (documented, coded))
    lag = max(0, days_between(times[text], times[code]))
    return value(
        key,
        lag,
        in_commit(text, iso(times[text]), "documentation"),
        in_commit(code, iso(times[code]), "code"),
    )
