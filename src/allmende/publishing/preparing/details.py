# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people say of the software that its repository cannot tell."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator

from allmende.policies import PolicyFile, read_yaml

Forge = Literal["", "github", "gitlab", "opencode", "other"]
Language = Literal["de", "en"]

_MAIL = re.compile(r"[^@\s<>()]{1,100}@[^@\s<>()]{1,200}\.[^@\s.<>()]{2,60}")
_OWNER = re.compile(r"@[\w-][\w./-]{0,200}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _block(text: str) -> str:
    """Paragraphs without trailing space; a comment's end would let a text out of its gap."""
    lines = (one.rstrip() for one in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip("\n").replace("-->", "--›")


Line = Annotated[str, AfterValidator(_one_line)]
Block = Annotated[str, AfterValidator(_block)]
ByLanguage = dict[str, Block]


class Contact(PolicyFile):
    """Whom the public may ask; a team as well as a person."""

    name: Line
    email: Line = ""
    phone: Line = ""
    affiliation: Line = ""


class Details(PolicyFile):
    """Everything may be missing, and nothing is made up in its place.

    `languages` are those of the texts, the main one first. `owners` are names on the forge
    (`@city/team`) or mail addresses; `security_contact` is a mail address or a web page, `licence`
    an SPDX id. `publiccode` goes into publiccode.yml under the standard's own keys.
    """

    name: Line = ""
    description: ByLanguage = {}
    purpose: ByLanguage = {}
    usage: ByLanguage = {}
    licence: Line = ""
    licence_proposed: bool = False
    """The office's policy proposes it, and nobody has chosen yet."""
    holder: Line = ""
    year: Annotated[str, Field(pattern=r"^(\d{4}([-–]\d{4})?)?$")] = ""
    owners: tuple[Line, ...] = ()
    contacts: tuple[Contact, ...] = ()
    security_contact: Line = ""
    forge: Forge = ""
    address: Line = ""
    languages: tuple[Language, ...] = ("en", "de")
    publiccode: dict[str, Any] = {}

    @field_validator("description", "purpose", "usage")
    @classmethod
    def _are_languages(cls, given: dict[str, str]) -> dict[str, str]:
        if unknown := given.keys() - {"de", "en"}:
            raise ValueError(f"{min(unknown)!r} is none of the languages de, en")
        return given

    @field_validator("year", mode="before")
    @classmethod
    def _year_as_text(cls, given: Any) -> Any:
        return str(given) if isinstance(given, int) else given

    @field_validator("address")
    @classmethod
    def _is_web_address(cls, address: str) -> str:
        if address and not re.fullmatch(r"https://[^\s<>\"'()]+", address):
            raise ValueError("the public address begins with https://")
        return address.rstrip("/").removesuffix(".git")

    @property
    def main_language(self) -> Language:
        return self.languages[0] if self.languages else "en"

    @property
    def further_languages(self) -> tuple[Language, ...]:
        return tuple(dict.fromkeys(one for one in self.languages if one != self.main_language))

    @property
    def notice(self) -> str:
        """The copyright notice without the word; empty where nobody said who holds it."""
        return f"{self.year} {self.holder}".strip() if self.holder else ""

    @property
    def usable_owners(self) -> tuple[str, ...]:
        return tuple(one for one in self.owners if _OWNER.fullmatch(one) or _MAIL.fullmatch(one))

    @property
    def mails(self) -> tuple[str, ...]:
        return tuple(one.email for one in self.contacts if is_mail(one.email))

    @property
    def issues(self) -> str:
        """Where one asks and reports in public; empty where the address is not known."""
        if not self.address:
            return ""
        return f"{self.address}/-/issues" if self.is_gitlab else f"{self.address}/issues"

    @property
    def is_gitlab(self) -> bool:
        return self.forge in ("gitlab", "opencode")


def is_mail(text: str) -> bool:
    return bool(_MAIL.fullmatch(text))


def is_author(text: str) -> bool:
    """Whether a text is "Name <mail>"."""
    name, _, mail = text.strip().rpartition(" <")
    return bool(name.strip()) and mail.endswith(">") and is_mail(mail[:-1])


def read_details(path: Path) -> Details:
    """A YAML file as Details. Raises PolicyError with file and line."""
    return read_yaml(path, Details)
