# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files for those who want to take part, report, ask or fund, and whether they do their job.

On GitHub an organisation's `.github` repository lends most of these files to all its repositories,
and a clone does not show them: there, what is absent is unknown. LICENSE and CODEOWNERS are not
lent. Source: GitHub documentation, "Creating a default community health file".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    address,
    at,
    counted,
    found,
    no,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.reading import codeowners
from allmende.repositories.facts.reading.subjects import is_about
from allmende.repositories.facts.reading.texts import lines_of
from allmende.repositories.facts.readme import main_readme, page_of

FOLDERS = (".github/", "", "docs/", ".gitlab/")
"""In the order in which GitHub looks; GitLab looks in the last three."""
SHOWN = 20

_ENDING = r"(?:[-_.](?:de|en))?(?:\.(?:md|markdown|rst|adoc|txt))?$"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file; `lent` where GitHub takes it from the organisation's .github repository."""

    key: str
    name: re.Pattern[str]
    lent: bool
    about: str | None = None


KINDS = tuple(
    Kind(f"community.{key}", re.compile(pattern + ending, re.IGNORECASE), lent, about)
    for key, pattern, ending, lent, about in (
        ("contributing", r"(?:contributing|mitmachen|beitragen)", _ENDING, True, "contribute"),
        ("code-of-conduct", r"(?:code[-_ ]?of[-_ ]?conduct|verhaltenskodex)", _ENDING, True, None),
        ("security-policy", r"(?:security|sicherheit)", _ENDING, True, None),
        ("support", r"support", _ENDING, True, "support"),
        ("governance", r"governance", _ENDING, True, None),
        ("funding", r"funding\.(?:ya?ml|json)$", "", True, None),
        (
            "maintainers",
            r"(?:maintainers?|owners)",
            r"(?:_aliases)?(?:\.(?:md|rst|txt|ya?ml|toml))?$",
            False,
            None,
        ),
        ("authors", r"(?:authors|contributors)", _ENDING, False, None),
        ("citation", r"citation\.cff$", "", False, None),
        ("codeowners", r"codeowners$", "", False, None),
    )
)
_ISSUES = re.compile(
    r"(?:\.github/|docs/)?issue_template(?:/[^/]+)?\.(?:md|ya?ml)$"
    r"|\.gitlab/issue_templates/[^/]+\.md$"
    r"|(?:\.gitea|\.forgejo)/issue_template(?:/[^/]+)?\.(?:md|ya?ml)$",
    re.IGNORECASE,
)
_REQUESTS = re.compile(
    r"(?:\.github/|docs/)?pull_request_template(?:/[^/]+)?\.(?:md|txt)$"
    r"|\.gitlab/merge_request_templates/[^/]+\.md$",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?(?:\[at\]|\(at\))\s?)[\w-]{1,63}"
    r"(?:(?:\.|\s?(?:\[dot\]|\(dot\))\s?)[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"security/advisories|private(?:ly)? (?:vulnerability )?(?:report|disclos|via)"
    r"|report a vulnerability|bounty|hackerone\.com|bugcrowd\.com|intigriti\.com|yeswehack\.com"
    r"|huntr\.(?:dev|com)"
    r"|confidential issue|vertrauliche[sn]? (?:issue|ticket|meldung)|security\.txt|psirt|cert-bund"
    r"|(?:security|vulnerability|schwachstelle)[\w /-]{0,40}(?:form|formular)\b|\bpgp\b"
    r"|openpgp|gpg key",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"@(?:example\.com|your|users\.noreply)|noreply|tell people how to report", re.IGNORECASE
)

MAYBE_LENT: Text = {
    "de": "Nicht im Repository; auf GitHub kann die Datei aus dem Repository .github der"
    " Organisation geerbt sein, was ein Klon nicht zeigt",
    "en": "Not in the repository; on GitHub it may be inherited from the organisation's .github"
    " repository, which a clone does not show",
}
ONLY_A_SECTION: Text = {
    "de": "Keine eigene Datei, aber ein Abschnitt der README",
    "en": "No file of its own, but a section of the README",
}
NO_WAY_FOUND: Text = {
    "de": "In der Sicherheitsrichtlinie ist kein solcher Meldeweg zu erkennen; das muss ein Mensch"
    " lesen",
    "en": "No such way to report was recognised in the security policy; a person has to read it",
}
ELSEWHERE: Text = {
    "de": "Die Datei verweist auf eine Seite außerhalb des Repositorys",
    "en": "The file points to a page outside of the repository",
}
TOO_MANY: Text = {
    "de": "Zu viele Dateien und Regeln, um die Abdeckung zu zählen",
    "en": "Too many files and rules to count the coverage",
}
NO_OWNERS_FILE: Text = {
    "de": "Ohne CODEOWNERS ist nicht zu sagen, wer gefragt wird",
    "en": "Without CODEOWNERS there is no saying who is asked",
}


def find(look: Look) -> Iterator[Fact]:
    """Keys `community.*`."""
    files = {kind.key: _files(look, kind.name) for kind in KINDS}
    for kind in KINDS:
        yield _present(look, kind, files[kind.key])
    yield _in_root(files["community.security-policy"])
    yield from _reporting(look, files["community.security-policy"])
    yield from _owners(look, files["community.codeowners"])
    for key, pattern in (
        ("community.issue-templates", _ISSUES),
        ("community.pull-request-template", _REQUESTS),
    ):
        some = [path for path in look.paths if pattern.match(path)]
        yield _answer(look, key, [at(path) for path in some[:SHOWN]], True)


def is_on_github(look: Look) -> bool:
    return bool(re.search(r"(?:^|[/@.])github\.com[/:]", look.origin or ""))


def _files(look: Look, name: re.Pattern[str]) -> list[str]:
    """Where forges look, the place that counts first."""
    rank = {folder: index for index, folder in enumerate(FOLDERS)}
    some = [
        path
        for path in look.paths
        if path.rpartition("/")[0] + ("/" if "/" in path else "") in rank
        and name.match(path.rpartition("/")[2])
    ]
    return sorted(some, key=lambda path: (rank[path[: path.rfind("/") + 1]], len(path), path))


def _present(look: Look, kind: Kind, paths: Sequence[str]) -> Fact:
    section = _section(look, kind.about) if kind.about and not paths else None
    if section and not (kind.lent and is_on_github(look)):
        return no(kind.key, section, note=ONLY_A_SECTION)
    answer = _answer(look, kind.key, [at(path) for path in paths[:SHOWN]], kind.lent)
    return Fact(answer.key, answer.state, None, (section,), answer.note) if section else answer


def _in_root(policies: Sequence[str]) -> Fact:
    """Whether a SECURITY.md stands in the main folder, whatever an organisation lends.

    openCode counts that file alone (badges.opencode.de, security badge).
    """
    return found(
        "community.security-in-root",
        [at(path) for path in policies if path.lower() == "security.md"],
    )


def _answer(look: Look, key: str, shown: Sequence[Evidence], lent: bool) -> Fact:
    if shown:
        return yes(key, *shown)
    return unknown(key, MAYBE_LENT) if lent and is_on_github(look) else no(key)


def _section(look: Look, subject: str) -> Evidence | None:
    readme = main_readme(look)
    page = page_of(look, readme) if readme else None
    for one in page.headings if page else ():
        if is_about(one.text, subject):
            return at(readme or "", one.line, one.text)
    return None


def _reporting(look: Look, policies: Sequence[str]) -> Iterator[Fact]:
    """Whether the security policy names a way to report that is not public, and a mail address."""
    known = [path for path in look.paths if path.endswith(".well-known/security.txt")]
    ways: list[Evidence] = []
    mails: list[Evidence] = []
    links: list[Evidence] = []
    for path in [*policies[:5], *known[:1]]:
        for number, line in enumerate(lines_of(look, path) or (), 1):
            if _PLACEHOLDER.search(line):
                continue
            if _MAIL.search(line):
                mails.append(at(path, number, line))
            if _PRIVATE.search(line):
                ways.append(at(path, number, line))
            links += [
                address(one, path, number)
                for one in re.findall(r"https://[^\s)>\]\"']{4,300}", line)
            ]
    yield _way(look, "community.private-reporting", [*ways, *mails], links, bool(policies))
    yield _way(look, "community.security-mail", mails, links, bool(policies))


def _way(
    look: Look, key: str, shown: Sequence[Evidence], links: Sequence[Evidence], read: bool
) -> Fact:
    if shown:
        return yes(key, *shown[:SHOWN])
    if read:
        return unknown(key, ELSEWHERE if links else NO_WAY_FOUND, *links[:SHOWN])
    return unknown(key, MAYBE_LENT) if is_on_github(look) else no(key)


def _owners(look: Look, paths: Sequence[str]) -> Iterator[Fact]:
    """What the CODEOWNERS file that counts covers; owners are counted, not named."""
    keys = (
        "community.codeowners-problems",
        "community.codeowners-coverage",
        "community.codeowners-owners",
    )
    if not paths:
        for key in keys:
            yield unknown(key, NO_OWNERS_FILE)
        return
    path = paths[0]
    gitlab = path.startswith(".gitlab/") or "gitlab" in (look.origin or "")
    read = codeowners.read(lines_of(look, path) or (), gitlab)
    problems = [at(path, one.line, one.written) for one in read.problems[:SHOWN]]
    why = [{"line": one.line, "why": one.why} for one in read.problems[:SHOWN]]
    yield (yes if problems else no)(keys[0], *problems, value=why)
    covered = read.covered(look.paths)
    if covered is None or not look.paths:
        yield unknown(keys[1], TOO_MANY, at(path))
    else:
        share = round(covered / len(look.paths), 3)
        yield value(
            keys[1],
            share,
            at(path),
            counted(covered, "files"),
            counted(len(look.paths), "all files"),
        )
    yield value(keys[2], {kind: read.owners(kind) for kind in ("person", "team", "mail")}, at(path))
