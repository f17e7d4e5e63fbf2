# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which addresses the workbench calls, and how it names a repository."""

import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from allmende import fetching
from allmende.identity import normalise_repository
from allmende.workbench.core import links
from allmende.workbench.core.errors import Refused

SCP = re.compile(r"^[\w.+-]+@[\w.-]+:(?!//)")
PROXIES = ("https_proxy", "HTTPS_PROXY")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a repository is: `address` to call, `key` to compare, `name` for people."""

    address: str
    key: str
    name: str


def read(written: str) -> Place:
    """An address as somebody typed it. Raises Refused; nothing is called yet but the resolver."""
    address = written.strip()
    scheme = _scheme(address)
    if scheme not in settings.REPOSITORY_SCHEMES:
        allowed = ", ".join(f"{one}://" for one in settings.REPOSITORY_SCHEMES)
        raise Refused(
            _("Such an address is not opened; possible is {schemes}.").format(schemes=allowed)
        )
    if scheme == "https":
        return _of_the_web(address)
    return Place(address, address.rstrip("/")[:500], _short(address)[:300])


def refuse_private(address: str) -> None:
    """Refuse what lies in our own network, unless the settings allow its host. Raises Refused.

    Asked again right before the call: a name may lead somewhere else by then.
    """
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    if not address.startswith("https://") or host in settings.REPOSITORY_HOSTS:
        return
    if not host or any(not fetching.is_public(one) for one in _addresses_of(host)):
        raise Refused(
            _(
                "{host} lies in an internal network; such hosts must be allowed in the settings."
            ).format(host=host or address)
        )


def _scheme(address: str) -> str:
    if SCP.match(address):
        return "ssh"
    return address.partition("://")[0].lower() if "://" in address else ""


def _of_the_web(address: str) -> Place:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(_("This is no address of a repository.")) from error
    if "@" in parts.netloc:
        raise Refused(_("The address holds credentials; please leave them out."))
    if not host or not parts.path.strip("/") or any(one.isspace() for one in address):
        raise Refused(_("This is no address of a repository."))
    known = normalise_repository(address)
    if known is not None and known.host == host.removeprefix("www."):
        place = Place(known.url, known.key[:500], known.key[:300])
    else:
        place = Place(address, links.short(address).lower()[:500], links.short(address)[:300])
    refuse_private(place.address)
    return place


def _addresses_of(host: str) -> set[str]:
    """The IP addresses of a host. Behind a proxy names are the proxy's affair, numbers are not."""
    if fixed := fetching.fixed_address(host):
        return {fixed}
    if any(os.environ.get(name) for name in PROXIES):
        return set()
    try:
        return set(fetching.addresses_of(host))
    except (OSError, UnicodeError):
        return set()  # git will say that there is no such host


def _short(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2] or address
