# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a package URL is one of those a waiver is for.

Source: the package-url specification (ECMA-427), parts and their normal form. Only what comparing
needs is read here, since a bill of materials asks ten thousand times; qualifiers and subpath name
a build of the package, not the package, and are left out.
"""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

LONGEST = 2000
"""Characters; anything longer covers nothing."""

_CASELESS = frozenset(
    {
        *("alpm", "apk", "bitbucket", "composer", "deb", "github", "gitlab", "golang", "hex"),
        *("luarocks", "npm", "oci", "otp", "pub", "pypi"),
    }
)


class Package(NamedTuple):
    """Type, namespace, name and version in the form in which equal packages are equal."""

    type: str
    namespace: str
    name: str
    version: str


def covers(pattern: str, purl: str) -> bool:
    """Whether `pattern` (a purl; without version any, name "*" or none the namespace) holds it."""
    wanted, package = package_of(pattern), package_of(purl)
    if wanted is None or package is None:
        return False
    if (wanted.type, wanted.namespace) != (package.type, package.namespace):
        return False
    if wanted.name not in ("", "*", package.name):
        return False
    return wanted.version in ("", package.version)


@lru_cache(20_000)
def package_of(purl: str) -> Package | None:
    """The parts of a purl; None for what is none. The name is empty after a trailing slash."""
    scheme, colon, rest = purl.strip().partition(":")
    if not colon or scheme.lower() != "pkg" or len(purl) > LONGEST:
        return None
    rest = rest.partition("#")[0].partition("?")[0].lstrip("/")
    kind, slash, path = rest.partition("/")
    kind = kind.lower()
    if not slash or not kind or not path:
        return None
    # An "@" at the beginning of a part is a scope that somebody forgot to encode.
    path, version = _split_version(path)
    namespace, _, name = path.rpartition("/")
    parts = [unquote(part) for part in namespace.split("/") if part]
    name = unquote(name)
    if not name and not parts:
        return None
    joined = "/".join(parts)
    if kind in _CASELESS:
        joined, name = joined.lower(), name.lower()
    if kind == "pypi":
        name = name.replace("_", "-")
    return Package(kind, joined, name, unquote(version))


def _split_version(path: str) -> tuple[str, str]:
    at = path.rfind("@")
    if at <= 0 or path[at - 1] == "/" or "/" in path[at:]:
        return path, ""
    return path[:at], path[at + 1 :]
