# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What stands around a candidate, and what its path says of it."""

import re
from functools import lru_cache

from allmende.repositories.detectors.pattern import Candidate

_TESTS = re.compile(
    r"(?i)(?:^|[/_.-])(?:tests?|testing|testdata|test-?resources|__tests__|specs?|fixtures?|mocks?|"
    r"__mocks__|stubs?|samples?|examples?|demos?|e2e|cypress|testsuite|dummy|fake|faker|seeds?)"
    r"(?=[/_.-]|$)"
)
_CAMEL_TEST = re.compile(r"(?:Test|Tests|Spec|IT|Mock|Fixture|Stub)s?\.[a-z]{1,6}$")
_AUTHOR_FILES = re.compile(
    r"(?i)(?:^|/)(?:authors?|contributors?|maintainers?|credits|thanks|copying|copyright|licen[cs]es?|"
    r"notice|patents|changelog|changes|history|news|release-?notes|owners|codeowners|\.mailmap|"
    r"metadata|pkg-info|third.?party[^/]*)"
    r"(?:[._-][^/]*)?$"
    r"|(?:^|/)(?:package(?:-lock)?\.json|composer\.(?:json|lock)|pom\.xml|cargo\.toml|pyproject\.toml|"
    r"setup\.(?:py|cfg)|[^/]+\.(?:gemspec|nuspec|cabal|podspec|csproj|opam|spec|po|pot)|description|"
    r"bower\.json|publiccode\.ya?ml|citation\.cff|codemeta\.json|control|conda\.ya?ml|"
    r"chart\.ya?ml)$"
    r"|\.dist-info/|\.egg-info/|(?:^|/)(?:licen[cs]es?|debian|doc/copyright)/"
)
_AUTHOR_LINE = re.compile(
    r"(?i)copyright|\(c\)|©|authors?\b|__(?:e?mail|credits|maintainer)__|\bsigned-off-by|\bmaintain(?:er|ed)|co-authored-by|"
    r"\b(?:reviewed|reported|acked|tested|suggested|contributed|written|developed|created|patch|"
    r"modified|ported|fixed|thanks|bugs?)[ -](?:by|from|to)\b|\bcontributors?\b|"
    r"spdx-filecopyrighttext|\bmaintainers?\b|last-translator|language-team|report-msgid|\bcredits?\b"
)
_COMMENT = re.compile(r"\s*(?:#|//|/?\*|;|--|<!--|%|\.\.|dnl\b|rem\b)")
_NAMED_ADDRESS = re.compile(r"[^\W\d_]\.? [<(]$")
_TRANSLATION = re.compile(
    r"(?i)(?:^|[/_.-])(?:i18n|l10n|locales?|lang|langs|languages?|translations?|messages|lc_messages)"
    r"(?=[/_.-]|$)|\.(?:po|pot|xlf|xliff|resx|arb)$|(?:^|/)[a-z]{2}(?:[-_][a-z]{2})?\.json$"
)
_FOREIGN = re.compile(
    r"(?:^|/)(?:node_modules|vendor|vendors|third_party|thirdparty|site-packages|dist-packages|"
    r"bower_components|\.yarn|\.venv|venv)/|\.min\.(?:js|css)$|(?:^|/)(?:package-lock\.json|"
    r"yarn\.lock|pnpm-lock\.yaml|poetry\.lock|Cargo\.lock|composer\.lock|go\.sum|uv\.lock)$"
)


_OF_AUTHORS = frozenset(["mail-address", "person-name", "person-name-part", "home-folder"])
_OF_OFFICE = frozenset(
    [
        "internal-domain",
        "internal-host-shape",
        "internal-word",
        "internal-ticket",
        "directory-user",
        "office-account",
    ]
)


@lru_cache(maxsize=4096)
def in_tests(path: str | None) -> bool:
    """The path is that of tests, fixtures or examples."""
    return path is not None and bool(_TESTS.search(path) or _CAMEL_TEST.search(path))


@lru_cache(maxsize=4096)
def in_author_file(path: str | None) -> bool:
    """The path is one where a project names its authors and maintainers."""
    return path is not None and bool(_AUTHOR_FILES.search(path))


@lru_cache(maxsize=4096)
def in_translations(path: str | None) -> bool:
    """The path is that of texts of a surface in some language."""
    return path is not None and bool(_TRANSLATION.search(path))


@lru_cache(maxsize=4096)
def in_foreign_code(path: str | None) -> bool:
    """The path is that of code taken over from others, or of a lock file."""
    return path is not None and bool(_FOREIGN.search(path))


def names_author(candidate: Candidate) -> bool:
    """The line, or the one before it, names somebody as author of the work."""
    previous = candidate.before[-160:] + candidate.match
    return bool(
        _AUTHOR_LINE.search(candidate.line)
        or _AUTHOR_LINE.search(previous)
        or (_COMMENT.match(candidate.line) and _NAMED_ADDRESS.search(candidate.before[-60:]))
    )


def softened(confidence: float, path: str | None) -> float:
    """The confidence, lowered where the path is that of tests or of foreign code."""
    return round(confidence * 0.6, 2) if in_tests(path) or in_foreign_code(path) else confidence


def by_path(detector: str, confidence: float, path: str | None) -> float | None:
    """The confidence of a hit that was judged without a path, now that the path is known.

    For scans that judge a blob once, whatever paths it stands under; None drops the hit.
    """
    if detector.startswith("person-") and in_translations(path):
        return None
    if detector in _OF_AUTHORS and (in_author_file(path) or in_foreign_code(path)):
        own = detector == "mail-address" and confidence >= 0.9 and not in_foreign_code(path)
        return 0.6 if own else min(confidence, 0.35)
    return softened(confidence, path) if detector not in _OF_OFFICE else confidence


def line_before(candidate: Candidate, reach: int = 80) -> str:
    """What stands before the match in its line, its last `reach` characters."""
    return candidate.before[-reach:].rpartition("\n")[2]


def line_after(candidate: Candidate, reach: int = 80) -> str:
    """What stands after the match in its line, its first `reach` characters."""
    return candidate.after[:reach].partition("\n")[0]


def stands_alone(candidate: Candidate, joining: str) -> bool:
    """Neither a letter, a digit nor one of `joining` touches the match."""
    left, right = candidate.before[-1:], candidate.after[:1]
    return not any(sign and (sign.isalnum() or sign in joining) for sign in (left, right))
