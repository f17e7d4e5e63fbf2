# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which organisations a record names, in what role, and by what each is told from others.

An official number or a domain decides alone, and so do equal names in one country. A name without
a country is only as good as its source: two sources may mean two ministries of health.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from allmende import sources
from allmende.identity import normalise_homepage, normalise_name, normalise_repository
from allmende.workbench.catalogue.models import Involvement, OrganisationKind, SourceRecord

IPA, WIKIDATA, FORGE, DOMAIN, NAME, OWN = "ipa", "wikidata", "forge", "domain", "name", "own"
OFFICIAL = (IPA, WIKIDATA)
"""Numbers of which an organisation has one alone: another one is another organisation."""
LEVELS: Mapping[str, str] = {
    "municipal": OrganisationKind.MUNICIPALITY,
    "regional": OrganisationKind.STATE,
    "national": OrganisationKind.NATIONAL,
    "international": OrganisationKind.INTERNATIONAL,
}
"""The levels that sources write, as kinds; `other` says nothing of a kind."""
_KINDS: tuple[tuple[OrganisationKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            OrganisationKind.COMPANY,
            r"\b(?:gmbh|inc|ltd|llc|s\.?r\.?l|s\.?p\.?a|s\.?a\.?s|b\.?v|ag|aps|oy)\b\.?$|\bgmbh\b",
        ),
        (
            OrganisationKind.UNIVERSITY,
            r"\buniversit|\bhochschule\b|\binstitute of technology\b|\bpolitecnico\b|"
            r"\bfraunhofer\b",
        ),
        (
            OrganisationKind.MUNICIPALITY,
            r"^(?:(?:landeshaupt|hanse|kreis)?stadt|gemeinde|markt|comune di|ville de|commune de|"
            r"mairie de|city of|gemeente|ayuntamiento de|kommune)\b|\bstadtverwaltung\b",
        ),
        (
            OrganisationKind.STATE,
            r"^(?:land|freistaat|kanton|canton|regione|région|state of|provincia)\b",
        ),
        (
            OrganisationKind.NATIONAL,
            r"\bbundes(?:amt|ministerium|anstalt|agentur|republik|kanzlei)|^ministero\b|"
            r"^minist[eè]re\b|^u\.s\.|^united states\b",
        ),
        (OrganisationKind.INTERNATIONAL, r"^united nations\b|^european (?:commission|union)\b"),
        (OrganisationKind.COMMUNITY, r"\be\.\s?v\.|\bfoundation\b|\bassociation\b|\bstiftung\b"),
    )
)
_INSTITUTION = re.compile(
    r"\b(?:agency|agentur|agenzia|administration|amt|authority|azienda|behörde|bureau|consiglio|"
    r"department|federazione|istituto|institute?|landkreis|ministerium|ministry|ministère|office|"
    r"provincia|council|referat|team|unione|regierung|government|consorzio|it@m|lhm)\b",
    re.IGNORECASE,
)
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)")
_IPA = re.compile(r"urn:x-italian-pa:([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation as one record names it; `keys` by which it is told, the surest first."""

    role: str
    name: str
    keys: tuple[tuple[str, str], ...]
    country: str = ""
    kind: str = ""
    kind_by_name: bool = False
    homepage: str = ""
    since: int | None = None
    contact: str = ""
    evidence: str = ""
    known_only: bool = False
    """Says something of an organisation that is known, and makes none."""


def folded(name: str) -> str:
    """A name to compare by; what stands in brackets tells two places of one name apart."""
    return normalise_name(re.sub(r"[()\[\]]", " ", name))


def kind_of(name: str) -> str:
    """What the name itself says the organisation is; empty where it says nothing."""
    return next((kind.value for kind, words in _KINDS if words.search(name)), "")


def names_an_organisation(name: str) -> bool:
    """Whether a name is for sure none of a person: whose software it is may be anybody's."""
    return bool(kind_of(name) or _INSTITUTION.search(name) or folded(name) in _own_names())


def of(record: SourceRecord) -> Iterator[Mention]:
    """Every organisation that a record names."""
    yield from users(record)
    yield from publishers(record)
    yield from supporters(record)
    yield from groups(record)


def users(record: SourceRecord) -> Iterator[Mention]:
    """Who uses it. `level` and `country` are what the source says."""
    for said in record.entry.get("usages", ()):
        country = (said.get("country") or "")[:2]
        yield _mention(
            record,
            Involvement.Role.USES,
            said["organisation"],
            country=country,
            kind=LEVELS.get(said.get("level") or "", ""),
            since=_year(said.get("since")),
            contact=(said.get("contact") or "")[:300],
            evidence=(said.get("source") or "")[:2000],
        )


def publishers(record: SourceRecord) -> Iterator[Mention]:
    """Whose it is; a natural person is left out, and so is a name that may be one."""
    written = record.entry.get("developer") or ""
    uri = record.entry.get("extra", {}).get("organisation")
    uri = uri if isinstance(uri, str) else ""
    listed = sources.describe(record.source.slug).publishers
    for name in written.split("; ") if listed else [written]:
        name = name.strip()
        if name and (uri or listed or names_an_organisation(name)):
            yield _mention(record, Involvement.Role.PUBLISHES, name, address=uri)


def supporters(record: SourceRecord) -> Iterator[Mention]:
    """Who gives support."""
    for said in record.entry.get("support", ()):
        country = (said.get("country") or "")[:2]
        yield _mention(
            record,
            Involvement.Role.SUPPORTS,
            said["name"],
            country=country,
            address=said.get("homepage") or "",
        )


def groups(record: SourceRecord) -> Iterator[Mention]:
    """In whose group on a forge it lies, where that group is known to be an organisation's."""
    for url in record.entry.get("repositories", ()):
        address = normalise_repository(url)
        if address and (key := group_of(address.key)):
            yield Mention(
                Involvement.Role.PUBLISHES,
                key[:300],
                ((FORGE, key),),
                evidence=address.url[:2000],
                known_only=True,
            )


def group_of(repository: str) -> str:
    """The outermost group of a repository's key: github.com/it-at-m; empty where there is none."""
    host, _, path = repository.partition("/")
    group, rest, _ = path.partition("/")
    return f"{host}/{group}"[:400] if group and rest else ""


def _mention(
    record: SourceRecord, role: str, name: str, *, address: str = "", **said: Any
) -> Mention:
    said = {key: value for key, value in said.items() if value}
    country = said.get("country", "")
    official = _official(address)
    homepage = address if address.startswith(("http://", "https://")) else ""
    if not country and any(scheme == IPA for scheme, _value in official):
        country = said["country"] = "IT"
    by_name = kind_of(name)
    if not said.get("kind") and by_name:
        said |= {"kind": by_name, "kind_by_name": True}
    keys = (*official, *_domain(homepage), *_named(name, country, record.source.slug))
    if (OWN, "") in keys:
        said.setdefault("country", settings.POLICY.office.working_days.country or "")
    return Mention(role, name[:300], keys, homepage=homepage[:2000], **said)


def _official(address: str) -> tuple[tuple[str, str], ...]:
    if found := _IPA.fullmatch(address):
        return ((IPA, found[1].casefold()),)
    if found := _WIKIDATA.match(address):
        return ((WIKIDATA, found[1]),)
    return ()


def _domain(homepage: str) -> tuple[tuple[str, str], ...]:
    """A domain, where the homepage is all of it: below it there may be anybody's pages."""
    key = normalise_homepage(homepage) if homepage else None
    return ((DOMAIN, key[:400]),) if key and "/" not in key and "?" not in key else ()


def _named(name: str, country: str, source: str) -> tuple[tuple[str, str], ...]:
    key = folded(name)
    if key in _own_names():
        return ((OWN, ""),)
    return ((NAME, f"{key[:380]}|{country or '?' + source}"[:400]),)


def _own_names() -> frozenset[str]:
    return frozenset(folded(name) for name in settings.POLICY.office.organisation_names)


def _year(value: int | None) -> int | None:
    return value if value and 1900 <= value <= 2100 else None
