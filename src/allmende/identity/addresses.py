# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One comparable key for a repository, however its address was written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote

from allmende.identity.aliases import DEFAULT, Aliases
from allmende.identity.homepages import LANGUAGE
from allmende.identity.hosts import (
    OWNER_AND_NAME,
    RESERVED_OWNERS,
    is_forge,
    is_grouped,
    is_shared_site,
)
from allmende.identity.locators import LONGEST, Locator, encode, locate


@dataclass(frozen=True, slots=True)
class RepositoryAddress:
    """Where a repository is.

    `key` compares (`github.com/keycloak/keycloak`: no scheme, no www, lower case), `url` is for
    people and keeps its case, `subpath` is the folder or file inside, in its own case, or "".
    """

    host: str
    path: str
    subpath: str
    key: str
    url: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What a reader of one kind of host found; `compared` where the key needs another path."""

    host: str
    path: tuple[str, ...]
    subpath: tuple[str, ...] = ()
    compared: tuple[str, ...] | None = None
    query: str = ""


def normalise_repository(url: str, aliases: Aliases = DEFAULT) -> RepositoryAddress | None:
    """The repository an address means, moved ones at their new place.

    None for what names no single repository: no address at all, another scheme than http, https,
    git or ssh, an owner's or a group's page, a bare host, a page of the forge itself, an app shop,
    and on hosts that nobody knows as a forge a page that shows no sign of version control.
    """
    address = _read(url)
    seen: set[str] = set()
    while address is not None and (moved := aliases.resolve(address.key)) != address.key:
        if moved in seen:
            return None
        seen.add(moved)
        target = _read(f"https://{moved}", trusted=True)
        address = replace(target, subpath=address.subpath) if target else None
    return address


def _read(text: str, *, trusted: bool = False) -> RepositoryAddress | None:
    text = text.strip()
    if _BARE_FORGE.match(text):
        text = f"https://{text}"
    locator = locate(text)
    if locator is None:
        return None
    host = locator.host.removeprefix("www.")
    if is_shared_site(host):
        return None
    place = _reader(host)(replace(locator, host=host))
    if place is None:
        return None
    if not trusted and not is_forge(place.host) and not _shows_version_control(locator, place):
        return None
    return _address(locator, place)


def _address(locator: Locator, place: _Place) -> RepositoryAddress | None:
    # Without a known forge behind it, "www." may be the only name that answers.
    www = "www." if locator.host == f"www.{place.host}" and not is_forge(place.host) else ""
    port = f":{locator.port}" if locator.port is not None else ""
    scheme = "http" if locator.scheme == "http" and port else "https"
    path = encode(place.path)
    query = f"?p={quote(place.query)}" if place.query else ""
    compared = place.path if place.compared is None else place.compared
    key = f"{place.host}{port}/{encode(tuple(part.casefold() for part in compared))}"
    url = f"{scheme}://{www}{place.host}{port}/{path}{query}"
    if not compared or len(url) > LONGEST or len(key) > LONGEST:
        return None
    return RepositoryAddress(place.host + port, path, "/".join(place.subpath), key, url)


# --- one reader per kind of host -----------------------------------------------------------------


def _owner_and_name(locator: Locator) -> _Place | None:
    """GitHub, Gitea, Forgejo, Bitbucket: exactly owner/name, then views."""
    if len(locator.segments) < 2:
        return None
    owner, name, *rest = locator.segments
    name = _bare_name(name)
    if owner.casefold() in RESERVED_OWNERS or not name:
        return None
    if locator.host == "bitbucket.org" and name == "workspace":
        return None
    return _Place(locator.host, (owner, name), _inside(rest))


def _groups(locator: Locator) -> _Place | None:
    """GitLab: groups of any depth; `/-/` ends the path, older versions had the view at once."""
    segments = list(locator.segments)
    if not segments or segments[0].casefold() in RESERVED_OWNERS | {"projects"}:
        return None
    end = _end_of_repository(segments)
    path = [*segments[: end - 1], _bare_name(segments[end - 1])]
    if len(path) < 2 or not path[-1]:
        return None
    return _Place(locator.host, tuple(path), _inside(segments[end:]))


def _sourceforge(locator: Locator) -> _Place | None:
    """SourceForge: the project is the unit; it has a page, a web space and code hosts."""
    label, *domain = locator.host.split(".")
    if locator.host != "sourceforge.net" and domain[-2:] in (
        ["sourceforge", "net"],
        ["sourceforge", "io"],
    ):
        if label in {"downloads", "git", "svn", "lists", "web"}:
            return _sourceforge(replace(locator, host="sourceforge.net"))
        return _Place("sourceforge.net", ("projects", label))
    if len(locator.segments) >= 2 and locator.segments[0] in {"projects", "project", "p"}:
        return _Place("sourceforge.net", ("projects", locator.segments[1]))
    return None


def _sourcehut(locator: Locator) -> _Place | None:
    """sr.ht: ~user/name."""
    if len(locator.segments) < 2 or not locator.segments[0].startswith("~"):
        return None
    owner, name, *rest = locator.segments
    inside = [part for part in _inside(rest) if part != "item"]
    return (
        _Place(locator.host, (owner, _bare_name(name)), tuple(inside)) if _bare_name(name) else None
    )


def _google_code(locator: Locator) -> _Place | None:
    """Google Code, closed in 2016: /p/name, its archive and name.googlecode.com."""
    if locator.host.endswith(".googlecode.com"):
        return _Place("code.google.com", ("p", locator.host.split(".")[-3]))
    segments = [segment for segment in locator.segments if segment != "archive"]
    if len(segments) >= 2 and segments[0] == "p":
        return _Place("code.google.com", ("p", segments[1]))
    return None


def _github_raw(locator: Locator) -> _Place | None:
    """raw.githubusercontent.com/owner/name/ref/path."""
    owner_and_name, rest = locator.segments[:2], locator.segments[2:]
    return _owner_and_name(
        replace(locator, host="github.com", segments=(*owner_and_name, "raw", *rest))
    )


def _github_api(locator: Locator) -> _Place | None:
    """api.github.com/repos/owner/name."""
    if locator.segments[:1] != ("repos",):
        return None
    return _owner_and_name(replace(locator, host="github.com", segments=locator.segments[1:3]))


def _elsewhere(locator: Locator) -> _Place | None:
    """A host of its own: cgit, gitweb, Gitea, Bitbucket Server, Subversion, Mercurial, ..."""
    segments = list(locator.segments)
    if segments and segments[0].casefold() in {"explore", "groups", "users", "orgs"}:
        return None
    if query := _gitweb_project(locator):
        name = _bare_name(query)
        return _Place(
            locator.host,
            tuple(segments),
            compared=(*_without_view(locator.host, segments), *name.split("/")),
            query=query,
        )
    if segments[:1] == ["projects"] or segments[:1] == ["scm"]:
        return _bitbucket_server(locator)
    end = _end_of_repository(segments)
    path, rest = segments[:end], segments[end:]
    while len(path) > 1 and path[-1].casefold() in _VIEWS_AT_THE_END:
        path.pop()
    if not path or not (name := _bare_name(path[-1])):
        return None
    if _PAGE.search(name):
        return None
    # The address keeps its ".git": cgit and bare clone addresses do not answer without it.
    compared = tuple(_without_view(locator.host, [*path[:-1], name]))
    if locator.scheme in {"git", "ssh"}:
        path[-1] = f"{name}.git"  # without its scheme nothing else would show what it is
    return _Place(locator.host, tuple(path), _inside(rest), compared)


def _bitbucket_server(locator: Locator) -> _Place | None:
    """Bitbucket Server: /projects/KEY/repos/name/browse/path, cloned from /scm/key/name.git."""
    match locator.segments:
        case ("projects", project, "repos", name, *rest):
            inside = tuple(rest[1:]) if rest[:1] == ["browse"] else ()
            return _Place(locator.host, ("projects", project, "repos", _bare_name(name)), inside)
        case ("scm", project, name):
            return _Place(locator.host, ("projects", project, "repos", _bare_name(name)))
    return None


_READERS: dict[str, Callable[[Locator], _Place | None]] = {
    "sourceforge.net": _sourceforge,
    "sourceforge.io": _sourceforge,
    "code.sf.net": _sourceforge,
    "git.sr.ht": _sourcehut,
    "hg.sr.ht": _sourcehut,
    "sr.ht": _sourcehut,
    "code.google.com": _google_code,
    "googlecode.com": _google_code,
    "raw.githubusercontent.com": _github_raw,
    "api.github.com": _github_api,
}


def _reader(host: str) -> Callable[[Locator], _Place | None]:
    if host in OWNER_AND_NAME:
        return _owner_and_name
    if is_grouped(host):
        return _groups
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if reader := _READERS.get(".".join(labels[start:])):
            return reader
    return _elsewhere


# --- parts of a path -----------------------------------------------------------------------------

_BARE_FORGE = re.compile(
    r"(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)/", re.IGNORECASE
)
_FOLDERS = frozenset({"tree", "blob", "raw", "edit", "blame"})
_GITEA_FOLDERS = frozenset({"src", "raw", "media"})
_GITEA_REFS = frozenset({"branch", "tag", "commit"})
_TABS = frozenset(
    {
        "releases",
        "issues",
        "wiki",
        "wikis",
        "pulls",
        "merge_requests",
        "commits",
        "commit",
        "tags",
        "branches",
        "pipelines",
        "actions",
        "activity",
    }
)
_VIEWS_AT_THE_END = frozenset(
    {"tree", "log", "summary", "refs", "trunk", "about", "browse", "file"}
)
_VIEW_PREFIXES = frozenset({"cgit", "gitweb", "git", "hgweb", "cgi-bin", "gitweb.cgi", "index.cgi"})
_PAGE = re.compile(r"\.(?:html?|php|jsp|aspx?|pdf|zip|gz|exe)$", re.IGNORECASE)


def _bare_name(name: str) -> str:
    while (shorter := re.sub(r"(?:\.wiki)?\.git$", "", name, flags=re.IGNORECASE)) != name:
        name = shorter
    return name


def _end_of_repository(segments: Sequence[str]) -> int:
    """How many leading segments name the repository, the rest being a view of it."""
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        if segment in {"-", "+"} and index:
            return index
        if segment.casefold().endswith(".git") and len(segment) > len(".git"):
            return index + 1
        if index >= 2 and (
            segment in _TABS
            or (segment in _FOLDERS and following is not None)
            or (segment in _GITEA_FOLDERS and following in _GITEA_REFS)
        ):
            return index
    return len(segments)


def _inside(rest: Sequence[str]) -> tuple[str, ...]:
    """The folder or file a view shows. A ref is taken as one segment: nobody can tell better."""
    if rest[:1] and rest[0] in {"-", "+"}:
        rest = rest[1:]
    if len(rest) >= 2 and rest[0] in _GITEA_FOLDERS and rest[1] in _GITEA_REFS:
        return tuple(rest[3:])
    if rest and (rest[0] in _FOLDERS or rest[0] == "src"):
        return tuple(rest[2:])
    return ()


def _gitweb_project(locator: Locator) -> str:
    """The project a gitweb address names in its query, which may separate by ";"."""
    pairs = dict(parse_qsl(locator.query.replace(";", "&")))
    project = pairs.get("p", "").strip("/")
    at_root = not locator.segments or "git" in locator.segments[-1].casefold()
    is_name = re.fullmatch(r"[\w.+-]+(?:/[\w.+-]+)*\.git", project, re.ASCII)
    return project if is_name and at_root and _bare_name(project) else ""


def _without_view(host: str, path: Sequence[str]) -> list[str]:
    """The path without the program that shows it, so that cgit, gitweb and clone agree."""
    kept = list(path)
    if not _CODE_HOST.search(host):
        return kept
    while kept and kept[0].casefold() in _VIEW_PREFIXES:
        kept.pop(0)
    return kept


_CODE_HOST = re.compile(
    r"(?:^|[.-])(?:[a-z]*git|gitea|forgejo|forge|hg|svn|cvs|code|src|source|scm|repos?|bzr|invent|gerrit)"
    r"[a-z]*[.-]"
)
_CODE_PATH = frozenset(
    {"git", "svn", "hg", "cvs", "code", "repos", "cgit", "gitweb", "src", "fossil", "browser"}
    | {"viewvc", "websvn", "source", "trunk", "scm", "gitea", "gitlab"}
)
_SITE_PATH = frozenset(
    {"product", "products", "software", "solutions", "about", "docs", "doc", "download"}
    | {"downloads", "home", "use", "community", "platform", "project", "app", "web", "pages"}
)


def _shows_version_control(locator: Locator, place: _Place) -> bool:
    """Whether an address on an unknown host looks like a repository, not like a product page."""
    if locator.scheme in {"git", "ssh"} or place.query or _CODE_HOST.search(place.host):
        return True
    lower = [segment.casefold() for segment in place.path]
    if any(part.endswith(".git") or part in _CODE_PATH for part in lower):
        return True
    # Owner/name without any other sign: how small Gitea and Forgejo hosts look.
    is_site = (
        locator.host.startswith("www.") or lower[0] in _SITE_PATH or LANGUAGE.fullmatch(lower[0])
    )
    return len(place.path) == 2 and not is_site
