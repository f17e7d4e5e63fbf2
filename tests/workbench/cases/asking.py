# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Ask an address only as far as it is decided whether somebody may.

The address is resolved and its view called as the application does; what costs time and comes
after the decision is left out: no page is rendered, no PDF typeset, and the first change to the
database ends the request, as services ask for the permission before they write. As nothing changes
meanwhile, the database is asked once for each person, not once for each address, whether the case
is seen and what its page holds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.http import Http404, HttpRequest
from django.template import loader
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve

from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import cases, page
from allmende.workbench.core.errors import NotAllowed

SIGN_IN, REFUSED, ANSWERED, WRITTEN = "sign-in", "refused", "answered", "written"
CHANGES = ("INSERT", "UPDATE", "DELETE")
_resolved: Callable[[str], ResolverMatch] = lru_cache(maxsize=None)(resolve)


class Written(BaseException):
    """A change to the database was about to be made; no view is meant to catch it."""


@dataclass(slots=True)
class Answer:
    """What came of a request, and what the page would have shown."""

    outcome: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Asking:
    """Asks for people; `shown` is the context of the page that was last left out."""

    shown: dict[str, Any] = field(default_factory=dict)
    requests: int = 0
    factory: RequestFactory = field(default_factory=RequestFactory)

    def ask(self, person: Any, method: str, address: str, sent: dict[str, Any]) -> Answer:
        """The answer to this person; whatever the request did is taken back."""
        self.requests += 1
        self.shown = {}
        request = self._request(person, method, address, sent)
        found = _resolved(request.path_info)
        try:
            # What is only read needs nothing to be taken back.
            with transaction.atomic() if method == "POST" else nullcontext():
                answer = found.func(request, *found.args, **found.kwargs)
        except Written:
            return Answer(WRITTEN)
        except (Http404, NotAllowed, PermissionDenied):
            return Answer(REFUSED)
        answer.close()
        if answer.status_code == 302 and "/login/" in answer["Location"]:
            return Answer(SIGN_IN)
        return Answer(ANSWERED, self.shown)

    def _request(self, person: Any, method: str, address: str, sent: dict[str, Any]) -> HttpRequest:
        if method == "GET":
            request = self.factory.get(address)
        else:
            given = {**sent, "file": ContentFile(b"New.", "new.txt")} if "file" in sent else sent
            request = self.factory.post(address, given)
        request.user = person
        request._messages = CookieStorage(request)  # type: ignore[attr-defined]
        return request

    def render(self, template: Any, context: Any = None, *rest: Any, **more: Any) -> str:
        self.shown = dict(context or {})
        return ""


@contextmanager
def asking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    """Requests that stop where their permission is decided, for as long as nothing changes."""
    import typst

    found = Asking()
    request_finished.disconnect(close_old_connections)  # a request ends, the test does not
    try:
        with monkeypatch.context() as patch, connection.execute_wrapper(_stop_at_changes):
            patch.setattr(loader, "render_to_string", found.render)
            patch.setattr(typst, "compile", lambda *given, **more: b"%PDF-")
            patch.setattr(cases, "by_number", _once(cases.by_number))
            patch.setattr(page, "page", _once(page.page))
            yield found
    finally:
        request_finished.connect(close_old_connections)


def _once(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The same, with the database asked once for a person and a case."""
    known: dict[tuple[Any, Any], Any] = {}

    def answer(user: Any, asked: Any) -> Any:
        key = user.pk, asked.pk if isinstance(asked, Case) else asked
        if key not in known:
            known[key] = function(user, asked)
        return known[key]

    return answer


def _stop_at_changes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.lstrip().startswith(CHANGES):
        raise Written
    return execute(sql, params, many, context)
