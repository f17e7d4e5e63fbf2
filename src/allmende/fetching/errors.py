# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Why an address did not give what was asked; `explain` turns it into a sentence for a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

SHOWN: Final = 200
"""Characters of a foreign text that an error carries."""


class FetchError(Exception):
    """Something was not fetched. `code` and `reason` are a key of SENTENCES.

    `address` is shown without credentials and query, `detail` is one printable line.
    `may_heal`: whether it is worth while to ask again. `retry_at` (UTC): when the other side
    wants to be asked again, where it says so.
    """

    may_heal = False

    def __init__(
        self,
        address: str,
        reason: str = "",
        detail: object = "",
        *,
        retry_at: datetime | None = None,
    ) -> None:
        self.address = shown_address(address)
        self.reason = reason
        self.detail = shown(detail)
        self.retry_at = retry_at
        super().__init__(explain(self, "en"))

    @property
    def code(self) -> str:
        """The name of the kind."""
        return type(self).__name__


class Refused(FetchError):
    """We do not call this address."""


class TooLarge(FetchError):
    """The answer, or its head, is larger than we take."""


class TooSlow(FetchError):
    """The answer was not there in time."""

    may_heal = True


class Unreachable(FetchError):
    """No connection, or one that broke off."""

    @property
    def may_heal(self) -> bool:  # type: ignore[override]
        """A certificate does not heal by asking again."""
        return self.reason != "certificate"


class NotWhatWasExpected(FetchError):
    """There is an answer, but of another form than asked."""

    @property
    def may_heal(self) -> bool:  # type: ignore[override]
        """A circle of redirects stays one."""
        return self.reason != "redirects"


class Answered(FetchError):
    """The other side says no: `status` is the one of HTTP, `content` the beginning of its words."""

    HEALING = frozenset({408, 425, 429, 500, 502, 503, 504})

    def __init__(
        self,
        address: str,
        status: int,
        *,
        retry_at: datetime | None = None,
        limited: bool = False,
        content: bytes = b"",
    ) -> None:
        self.status = status
        self.limited = limited or status == 429
        self.content = content
        super().__init__(address, self._reason(), status, retry_at=retry_at)

    @property
    def may_heal(self) -> bool:  # type: ignore[override]
        """Too many questions and an accident over there do, a refusal does not."""
        return self.limited or self.status in self.HEALING

    def _reason(self) -> str:
        if self.limited:
            return "limited"
        if self.status in (401, 403):
            return "forbidden"
        if self.status in (404, 410):
            return "missing"
        return "broken" if self.status >= 500 else ""


def shown(value: object) -> str:
    """A foreign value as one printable line of at most SHOWN characters."""
    text = "".join(c if c.isprintable() else "\ufffd" for c in str(value)[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def shown_address(address: str) -> str:
    """Scheme, host and path: user, password and query may hold secrets."""
    try:
        parts = urlsplit(address)
        return shown(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")
    except ValueError:
        return "?"


def explain(error: FetchError, language: str) -> str:
    """Where, what, and what to do. German for "de…", else English."""
    pair = SENTENCES.get((error.code, error.reason)) or SENTENCES[error.code, ""]
    sentence = pair[0 if language.lower().startswith("de") else 1]
    return f"{error.address}: {sentence.format(detail=error.detail)}"


SENTENCES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("Refused", ""): (
        "Diese Adresse wird nicht aufgerufen ({detail}). Bitte eine Adresse mit https:// angeben.",
        "This address is not called ({detail}). Please give an address with https://.",
    ),
    ("Refused", "internal"): (
        "Der Rechner liegt in einem internen Netz ({detail}) und wird nicht aufgerufen. "
        "Bitte in den Einstellungen zulassen, wenn das gewollt ist.",
        "The host lies in an internal network ({detail}) and is not called. "
        "Please allow it in the settings if that is wanted.",
    ),
    ("Refused", "downgrade"): (
        "Die Weiterleitung führt von https:// zu http:// und wurde nicht verfolgt. "
        "Bitte die neue Adresse mit https:// angeben.",
        "The redirect leads from https:// to http:// and was not followed. "
        "Please give the new address with https://.",
    ),
    ("Refused", "credentials"): (
        "Die Adresse enthält Zugangsdaten. Bitte weglassen und das Zugangstoken getrennt angeben.",
        "The address holds credentials. Please leave them out and give the token separately.",
    ),
    ("TooLarge", ""): (
        "Die Antwort ist größer als {detail} Bytes und wurde nicht gelesen. "
        "Bitte prüfen, ob die Adresse stimmt.",
        "The answer is larger than {detail} bytes and was not read. "
        "Please check that the address is right.",
    ),
    ("TooLarge", "head"): (
        "Der Kopf der Antwort ist größer als {detail} Bytes. "
        "Bitte die Gegenstelle benachrichtigen.",
        "The head of the answer is larger than {detail} bytes. Please tell the other side.",
    ),
    ("TooSlow", ""): (
        "Die Antwort war nach {detail} Sekunden nicht vollständig. Bitte später erneut versuchen.",
        "The answer was not complete after {detail} seconds. Please try again later.",
    ),
    ("Unreachable", ""): (
        "Es kam keine Verbindung zustande ({detail}). Bitte Adresse und Netz prüfen.",
        "There was no connection ({detail}). Please check address and network.",
    ),
    ("Unreachable", "broken off"): (
        "Die Verbindung brach ab, die Antwort ist unvollständig ({detail}). "
        "Bitte später erneut versuchen.",
        "The connection broke off, the answer is incomplete ({detail}). Please try again later.",
    ),
    ("Unreachable", "certificate"): (
        "Das Zertifikat wird nicht anerkannt ({detail}). "
        "Bitte prüfen, ob es gilt und ob die ausstellende Stelle bekannt ist.",
        "The certificate is not accepted ({detail}). "
        "Please check that it is valid and that its issuer is known.",
    ),
    ("Answered", ""): (
        "Die Gegenstelle antwortet mit Status {detail}. Bitte die Adresse prüfen.",
        "The other side answers with status {detail}. Please check the address.",
    ),
    ("Answered", "limited"): (
        "Die Gegenstelle begrenzt die Zahl der Anfragen (Status {detail}). "
        "Bitte später erneut versuchen oder ein Zugangstoken angeben.",
        "The other side limits the number of requests (status {detail}). "
        "Please try again later or give a token.",
    ),
    ("Answered", "forbidden"): (
        "Die Gegenstelle verweigert den Zugriff (Status {detail}). Bitte das Zugangstoken prüfen.",
        "The other side denies access (status {detail}). Please check the token.",
    ),
    ("Answered", "missing"): (
        "Dort gibt es nichts (Status {detail}). Bitte die Adresse prüfen.",
        "There is nothing there (status {detail}). Please check the address.",
    ),
    ("Answered", "broken"): (
        "Die Gegenstelle ist gestört (Status {detail}). Bitte später erneut versuchen.",
        "The other side is out of order (status {detail}). Please try again later.",
    ),
    ("NotWhatWasExpected", ""): (
        "Die Antwort hat eine unerwartete Form ({detail}). "
        "Bitte prüfen, ob die Adresse stimmt und ob die Gegenstelle sich geändert hat.",
        "The answer is not of the expected form ({detail}). "
        "Please check that the address is right and whether the other side has changed.",
    ),
    ("NotWhatWasExpected", "redirects"): (
        "Die Weiterleitungen führen im Kreis oder nehmen kein Ende ({detail}). "
        "Bitte die Zieladresse angeben.",
        "The redirects go round in circles or do not end ({detail}). "
        "Please give the address they should lead to.",
    ),
}
"""(code, reason) -> the sentence in German and English."""
