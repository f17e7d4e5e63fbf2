# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Catalogues and forges on loopback: generated software in the shapes of the real interfaces."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote

from tests.fetching.serving import Answering, Asked, Reply, as_json

NOT_FOUND = Reply(404, {"Content-Type": "application/json"}, b'{"message": "404 Not Found"}')


@dataclass(frozen=True)
class Software:
    """One generated software; `changed` is the day of its last change."""

    number: int
    changed: str = "2026-11-01T08:00:00Z"
    note: str = ""
    file: str | None = None
    """What publiccode.yml holds; None = a good one, "" = there is none."""
    owner: str = "stadt"
    commit: str = "a" * 40
    """Newest commit of the default branch, "" = the repository is empty."""
    stands: Mapping[str, Any] = field(default_factory=dict)
    """What GitLab says of the project beside, or otherwise."""

    @property
    def id(self) -> str:
        return f"00000000-0000-4000-8000-{self.number:012d}"

    @property
    def slug(self) -> str:
        return f"software-{self.number}"

    def publiccode(self) -> str:
        if self.file is not None:
            return self.file
        return f"""\
publiccodeYmlVersion: 0.4
name: Software {self.number}
url: https://git.example.org/{self.owner}/{self.slug}
landingURL: https://{self.slug}.example.org
softwareVersion: 1.10
releaseDate: 2026-01-02
platforms: [web, linux]
categories: [workflow-management]
usedBy: [Stadt Musterstadt]
developmentStatus: stable
legal: {{license: EUPL-1.2, mainCopyrightOwner: Stadt Musterstadt}}
maintenance:
  type: contract
  contractors: [{{name: Beispiel GmbH, website: "https://beispiel.example", until: 2027-01-01}}]
localisation: {{localisationReady: yes, availableLanguages: [de, no]}}
description:
  de:
    localisedName: Fachverfahren {self.number}
    shortDescription: Verwaltet Anträge {self.note}
    longDescription: Nimmt Anträge an, prüft sie und führt Buch.
    features: [Anträge]
"""


def many(count: int, **values: Any) -> list[Software]:
    return [Software(number, **values) for number in range(1, count + 1)]


def changed(software: Iterable[Software], *numbers: int) -> list[Software]:
    """The same with some of them changed today."""
    return [
        replace(one, changed="2026-11-22T09:00:00Z", note="neu") if one.number in numbers else one
        for one in software
    ]


# --- Developers Italia ----------------------------------------------------------------------------


def italia(software: list[Software], most: int = 10) -> Answering:
    """`most` bounds a page whatever was asked for, as the real one does."""

    def answer(asked: Asked) -> Reply:
        if asked.path != "/v1/software":
            return NOT_FOUND
        size = min(most, int(asked.query.get("page[size]", 25)))
        start = int(asked.query.get("page[after]", "0"))
        page = software[start : start + size]
        following = f"?page%5Bafter%5D={start + size}" if start + size < len(software) else None
        data = [_italian(one) for one in page]
        return as_json({"data": data, "links": {"prev": None, "next": following}})

    return answer


def _italian(one: Software) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": f"https://git.example.org/{one.owner}/{one.slug}.git",
        "aliases": [],
        "publiccodeYml": one.publiccode(),
        "active": True,
        "vitality": "90,80",
        "createdAt": "2024-01-01T00:00:00Z",
        "updatedAt": one.changed,
    }


# --- GitLab ---------------------------------------------------------------------------------------


def gitlab(software: list[Software]) -> Answering:
    def answer(asked: Asked) -> Reply:
        path = asked.path.removeprefix("/api/v4")
        match path.strip("/").split("/"):
            case ["projects"]:
                return _by_key(asked, software)
            case ["groups", name, "projects"]:
                group = unquote(name)
                return _by_number(asked, [one for one in software if one.owner == group], _project)
            case ["projects", number, "repository", "files", "publiccode.yml", "raw"]:
                text = software[int(number) - 1].publiccode()
                return (
                    Reply(200, {"Content-Type": "text/plain"}, text.encode()) if text else NOT_FOUND
                )
            case ["projects", number, "repository", "branches", branch]:
                return _branch(software[int(number) - 1], unquote(branch))
        return NOT_FOUND

    return answer


def _branch(one: Software, name: str) -> Reply:
    if not one.commit or name != "main":
        return NOT_FOUND
    commit = {"id": one.commit, "committed_date": one.changed}
    return as_json({"name": name, "default": True, "commit": commit})


def _by_key(asked: Asked, software: list[Software]) -> Reply:
    size, after = int(asked.query["per_page"]), int(asked.query.get("id_after", "0"))
    assert asked.query["pagination"] == "keyset"
    rest = [one for one in software if one.number > after]
    page, headers = rest[:size], {}
    if len(rest) > size:
        query = "&".join(
            f"{key}={quote(value)}" for key, value in asked.query.items() if key != "id_after"
        )
        host = asked.headers["host"]
        target = f"http://{host}{asked.path}?{query}&id_after={page[-1].number}"
        headers["Link"] = f'<{target}>; rel="next"'
    return as_json([_project(one) for one in page], **headers)


def _by_number(
    asked: Asked, software: list[Software], shape: Callable[[Software], dict[str, Any]]
) -> Reply:
    size, number = int(asked.query["per_page"]), int(asked.query.get("page", "1"))
    page = software[(number - 1) * size : number * size]
    headers = {}
    if number * size < len(software):
        query = "&".join(
            f"{key}={quote(value)}" for key, value in asked.query.items() if key != "page"
        )
        target = f"http://{asked.headers['host']}{asked.path}?{query}&page={number + 1}"
        headers["Link"] = f'<{target}>; rel="next", <{target}>; rel="last"'
    return as_json([shape(one) for one in page], **headers)


def _project(one: Software) -> dict[str, Any]:
    web = f"https://git.example.org/{one.owner}/{one.slug}"
    return {
        "id": one.number,
        "name": f"Project {one.number}",
        "path_with_namespace": f"{one.owner}/{one.slug}",
        "description": "A project",
        "web_url": web,
        "http_url_to_repo": f"{web}.git",
        "default_branch": "main",
        "topics": ["verwaltung"],
        "star_count": 3,
        "archived": False,
        "last_activity_at": one.changed,
        "open_issues_count": 7,
        "namespace": {"full_path": one.owner},
        **one.stands,
    }


# --- GitHub ---------------------------------------------------------------------------------------


def github(software: list[Software]) -> Answering:
    def answer(asked: Asked) -> Reply:
        match asked.path.strip("/").split("/"):
            case ["orgs", owner, "repos"]:
                return _by_number(
                    asked, [one for one in software if one.owner == owner], _repository
                )
            case ["repos", _, slug, "contents", "publiccode.yml"]:
                text = software[int(slug.removeprefix("software-")) - 1].publiccode()
                return (
                    Reply(200, {"Content-Type": asked.headers["accept"]}, text.encode())
                    if (text)
                    else NOT_FOUND
                )
        return NOT_FOUND

    return answer


def _repository(one: Software) -> dict[str, Any]:
    html = f"https://github.com/{one.owner}/{one.slug}"
    return {
        "id": one.number,
        "name": one.slug,
        "full_name": f"{one.owner}/{one.slug}",
        "description": "A repository",
        "html_url": html,
        "clone_url": f"{html}.git",
        "homepage": "",
        "default_branch": "main",
        "topics": ["verwaltung"],
        "stargazers_count": 3,
        "archived": False,
        "fork": False,
        "license": {"spdx_id": "EUPL-1.2"},
        "pushed_at": one.changed,
    }


# --- catalogues in one file -----------------------------------------------------------------------


def file(data: Any, path: str = "/") -> Answering:
    """A JSON file with an ETag, as static hosts serve it."""

    def answer(asked: Asked) -> Reply:
        if asked.path != path:
            return NOT_FOUND
        tag = '"' + hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16] + '"'
        if asked.headers.get("if-none-match") == tag:
            return Reply(304, {"ETag": tag})
        return as_json(data, ETag=tag)

    return answer


def catalogi(software: list[Software]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.number,
            "name": f"Software {one.number}",
            "description": f"Gère les demandes {one.note}",
            "license": "EUPL-1.2",
            "keywords": ["demandes"],
            "categories": ["Gestion"],
            "operatingSystems": {"linux": True, "mac": False},
            "image": "https://example.org/logo.png",
            "serviceProviders": [{"name": "Exemple SARL", "url": "https://exemple.example"}],
            "softwareExternalData": {
                "externalId": f"Q{one.number}",
                "websiteUrl": f"https://{one.slug}.example.org",
                "sourceUrl": f"https://git.example.org/{one.owner}/{one.slug}",
                "description": {"en": "Manages applications"},
            },
            "latestVersion": {"semVer": "1.10", "publicationTime": 1767312000000},
            "userAndReferentCountByOrganization": {"Ville": {"userCount": 2, "referentCount": 1}},
            "isStillInObservation": False,
            "similarExternalSoftwares": [],
        }
        for one in software
    ]


def comptoir(software: list[Software]) -> dict[str, Any]:
    nothing: list[Any] = []
    return {
        "date_of_export": "2026-11-22",
        "number_of_software": len(software),
        "softwares": [
            {
                "id": one.number,
                "name": f"Software {one.number}",
                "url": f"https://catalogue.example/fr/softwares/{one.number}",
                "licence": "EUPL",
                "modified": one.changed,
                "external_resources": {
                    "website": f"https://{one.slug}.example.org",
                    "repository": f"https://git.example.org/{one.owner}/{one.slug}",
                    "wikidata": {"id": f"Q{one.number}"},
                    "sill": {"id": one.number} if one.number % 2 else nothing,
                    "cnll": nothing,
                },
                "providers": [
                    {
                        "name": "Exemple SARL",
                        "url": "https://catalogue.example/fr/users/1",
                        "external_resources": {"website": "https://exemple.example"},
                    }
                ],
                "users": [{"name": "Ville", "type": "Administration"}],
            }
            for one in software
        ],
    }


def cnll(software: list[Software]) -> list[dict[str, Any]]:
    company = {"nom": "Exemple SARL", "siren": "123456789", "url": "https://exemple.example"}
    return [
        {"nom": f"Software {one.number}", "sill_id": one.number, "prestataires": [company]}
        for one in software
    ]


def dpg(software: list[Software]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.slug,
            "name": f"Software {one.number}",
            "description": f"Manages applications {one.note}",
            "website": f"https://{one.slug}.example.org",
            "license": [{"spdx": "EUPL-1.2"}],
            "SDGs": [{"SDGNumber": 16}],
            "sectors": ["Governance"],
            "type": ["software"],
            "repositories": [{"url": f"https://git.example.org/{one.owner}/{one.slug}"}],
            "organizations": [{"name": "City", "org_type": "owner"}],
            "stage": "DPG",
        }
        for one in software
    ]


def code_gouv_fr(software: list[Software]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.number,
            "name": one.slug,
            "organization_name": "ville",
            "platform": "GitLab",
            "repository_url": f"https://git.example.org/{one.owner}/{one.slug}",
            "description": "Gère les demandes",
            "is_fork": False,
            "is_archived": False,
            "homepage": "",
            "stars_count": 3,
            "license": "EUPL-1.2",
            "language": "Python",
            "topics": "demandes,ville",
            "last_update": one.changed,
        }
        for one in software
    ]


def ecosystems(software: list[Software]) -> Answering:
    by_address = {f"https://git.example.org/{one.owner}/{one.slug}": one for one in software}

    def answer(asked: Asked) -> Reply:
        if asked.path == "/repositories/lookup":
            one = by_address.get(asked.query["url"])
            if one is None:
                return NOT_FOUND
            return Reply(302, {"Location": f"/hosts/example/repositories/{one.number}"})
        one = software[int(asked.path.rpartition("/")[2]) - 1]
        return as_json(
            {
                "full_name": f"{one.owner}/{one.slug}",
                "description": "Manages applications",
                "html_url": f"https://git.example.org/{one.owner}/{one.slug}",
                "license": "eupl-1.2",
                "topics": ["verwaltung"],
                "previous_names": [f"alt/{one.slug}"],
                "stargazers_count": 3,
                "archived": False,
                "fork": False,
                "updated_at": one.changed,
            }
        )

    return answer
