# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The standard as a table: every key with its kind, its duty and its rule.

Source: publiccode.yml 0.7.0, docs/standard/schema.core.rst and schema.it.rst; where they leave a
choice, publiccode-parser-go 5.4.3 (v0.go), whose verdict catalogues go by. It reads every version
from 0.2 on by the same table, since the standard has so far only added keys and deprecated some.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

LATEST = "0.7"
VERSIONS: tuple[str, ...] = ("0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0")
VERSIONS += ("0.5", "0.5.0", "0.7", "0.7.0", "0")
"""What `publiccodeYmlVersion` may say; 0 is whatever is the latest. 0.6 changed nothing in the
standard, and parsers do not know it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text. `rules` name entries of `rules.RULES`; lengths count grapheme clusters.

    `empty_counts_as_absent`: "" is nothing to hold against the rules. `deprecated` names the
    advice (`sentences.ADVICE`) on a key that goes away; `since` the version that brought a key.
    """

    required: bool = False
    rules: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    shortest: int = 0
    longest: int = 0
    empty_counts_as_absent: bool = False
    deprecated: str = ""
    since: str = "0.2"


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    required: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list. `filled`: must be there and hold an entry; `or_one`: a single entry does as well.

    `required_if`: must be there where the key `type` beside it says one of these; `only_if`: must
    not be there where it says anything else.
    """

    of: Union[Text, "Section"]
    filled: bool = False
    or_one: bool = False
    required_if: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    deprecated: str = ""
    since: str = "0.2"


@dataclass(frozen=True, slots=True)
class Section:
    """Keys below a key. `required`: what it requires is missing where the section is."""

    fields: Mapping[str, "Field"]
    required: bool = False
    deprecated: str = ""
    since: str = "0.2"


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A section for each language, under its BCP 47 tag; at least one."""

    of: Section


Field = Text | Flag | Many | Section | ByLanguage

_TEXT = Text()
_TEXTS = Many(_TEXT)
_WEB = Text(rules=("web",))
_EMAIL = Text(rules=("email",))
_FLAG = Flag()

_ORGANISATION: Mapping[str, "Field"] = {
    "uri": Text(required=True, rules=("organisation",)),
    "name": _TEXT,
}
_CONTRACTOR = Section(
    {
        "name": Text(required=True),
        "until": Text(required=True, rules=("date",)),
        "email": _EMAIL,
        "website": _WEB,
    }
)
_CONTACT = Section(
    {
        "name": Text(required=True),
        "email": _EMAIL,
        "phone": _TEXT,
        "affiliation": _TEXT,
    }
)
_DEPENDENCIES = Many(
    Section(
        {
            "name": Text(required=True),
            "versionMin": _TEXT,
            "versionMax": _TEXT,
            "version": _TEXT,
            "optional": _FLAG,
        }
    )
)
_DESCRIPTION = Section(
    {
        "localisedName": _TEXT,
        "genericName": Text(longest=35, empty_counts_as_absent=True, deprecated="drop"),
        "shortDescription": Text(required=True, longest=150),
        "longDescription": Text(required=True, shortest=150, longest=10_000),
        "documentation": _WEB,
        "apiDocumentation": _WEB,
        "features": Many(_TEXT, filled=True),
        "screenshots": Many(Text(rules=("path", "screenshot"))),
        "videos": Many(Text(rules=("web", "video"))),
        "awards": _TEXTS,
    }
)
_ITALY: Mapping[str, "Field"] = {
    "countryExtensionVersion": Text(one_of=("0.2", "1.0")),
    "conforme": Section(
        {
            "lineeGuidaDesign": _FLAG,
            "modelloInteroperabilita": _FLAG,
            "misureMinimeSicurezza": _FLAG,
            "gdpr": _FLAG,
        },
        deprecated="drop",
    ),
    "riuso": Section({"codiceIPA": Text(rules=("italian",), empty_counts_as_absent=True)}),
    "piattaforme": Section(dict.fromkeys(("spid", "pagopa", "cie", "anpr", "io"), _FLAG)),
}
_COUNTRIES = Many(Text(rules=("country",)))

TOP: dict[str, Field] = {
    "publiccodeYmlVersion": Text(required=True),
    "name": Text(required=True),
    "applicationSuite": _TEXT,
    "url": Text(required=True, rules=("url",)),
    "landingURL": _WEB,
    "isBasedOn": Many(Text(rules=("url",)), or_one=True),
    "softwareVersion": _TEXT,
    "releaseDate": Text(rules=("date",)),
    "logo": Text(rules=("path", "logo"), empty_counts_as_absent=True),
    "monochromeLogo": Text(rules=("path", "logo"), empty_counts_as_absent=True, deprecated="logo"),
    "organisation": Section(_ORGANISATION, since="0.5"),
    "inputTypes": Many(Text(rules=("media",)), deprecated="drop"),
    "outputTypes": Many(Text(rules=("media",)), deprecated="drop"),
    "platforms": Many(_TEXT, filled=True),
    "categories": Many(Text(rules=("category",))),
    "usedBy": _TEXTS,
    "fundedBy": Many(Section(_ORGANISATION), since="0.5"),
    "roadmap": _WEB,
    "developmentStatus": Text(
        required=True, one_of=("concept", "development", "beta", "stable", "obsolete")
    ),
    "softwareType": Text(
        required=True,
        one_of=(
            "standalone/mobile",
            "standalone/iot",
            "standalone/desktop",
            "standalone/web",
            "standalone/backend",
            "standalone/other",
            "addon",
            "library",
            "configurationFiles",
        ),
    ),
    "supports": Many(Section({"id": Text(required=True, rules=("support",))}), since="0.7"),
    "intendedAudience": Section(
        {
            "scope": Many(Text(rules=("scope",))),
            "countries": _COUNTRIES,
            "unsupportedCountries": _COUNTRIES,
        }
    ),
    "description": ByLanguage(_DESCRIPTION),
    "legal": Section(
        {
            "license": Text(required=True, rules=("licence",)),
            "mainCopyrightOwner": _TEXT,
            "repoOwner": Text(deprecated="organisation"),
            "authorsFile": Text(rules=("path",), deprecated="drop"),
        },
        required=True,
    ),
    "maintenance": Section(
        {
            "type": Text(required=True, one_of=("internal", "contract", "community", "none")),
            "contractors": Many(_CONTRACTOR, required_if=("contract",), only_if=("contract",)),
            "contacts": Many(_CONTACT, required_if=("internal", "community")),
        },
        required=True,
    ),
    "localisation": Section(
        {
            "localisationReady": Flag(required=True),
            "availableLanguages": Many(Text(rules=("language",)), filled=True),
        },
        required=True,
    ),
    "dependsOn": Section(
        {"open": _DEPENDENCIES, "proprietary": _DEPENDENCIES, "hardware": _DEPENDENCIES}
    ),
    "IT": Section(_ITALY),
    "it": Section(_ITALY, deprecated="capitals"),
}
"""The keys at the top of the file, in the order in which `write` puts them."""
