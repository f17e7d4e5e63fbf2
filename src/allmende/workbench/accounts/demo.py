# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Sign-in by one click, for a demo that runs on the machine of whoever looks at it.

It is offered only when all of this holds, and every doubt counts against it:

- `ALLMENDE_DEMO=1`;
- the connection comes from a loopback address (REMOTE_ADDR, which the server takes from the
  socket) and no proxy has passed it on (no header that proxies add);
- the server listens on a loopback address: `ALLMENDE_BIND`, which `allmende serve` and
  `allmende demo` set to what they bind to, and SERVER_NAME, which gunicorn sets to the address
  its socket is bound to. Both must be loopback; ALLMENDE_BIND may be missing where another server
  is used, SERVER_NAME never is.
"""

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from allmende.workbench.accounts.models import Role

PASSED_ON_BY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@dataclass(frozen=True, slots=True)
class Figure:
    """An invented person one can be in the demo; role "" is an employee without a role."""

    role: str
    first_name: str
    last_name: str


CAST = (
    Figure("", "Jonas", "Beispiel"),
    Figure(Role.COMMUNITY, "Aylin", "Muster"),
    Figure(Role.LEGAL, "Konrad", "Probe"),
    Figure(Role.OFFICE, "Erika", "Beispielmann"),
    Figure(Role.ADMINISTRATOR, "Renate", "Testfeld"),
)


def is_offered(request: HttpRequest) -> bool:
    """Whether this request may sign in without a password."""
    return bool(
        settings.DEMO
        and _is_loopback(request.META.get("REMOTE_ADDR", ""))
        and not any(request.META.get(header) for header in PASSED_ON_BY)
        and _is_loopback(request.META.get("SERVER_NAME", ""))
        and all(_is_loopback(_host(one)) for one in settings.BIND.replace(",", " ").split())
    )


def _host(bound: str) -> str:
    """The host of "127.0.0.1:8000", "[::1]:8000", "localhost" or "::1"."""
    if bound.startswith("["):
        return bound[1:].partition("]")[0]
    return bound if bound.count(":") > 1 else bound.partition(":")[0]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
