# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether the addresses of a publiccode.yml answer and its files are there: only when asked for.

The job keeps what was seen; nothing else is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from allmende import publiccode
from allmende.fetching import Answered, Client, FetchError, Limits, Refused, Unreachable
from allmende.publiccode.writing import as_yaml
from allmende.workbench.api import queries
from allmende.workbench.api.told import Told, tell_all
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core import errors, jobs
from allmende.workbench.core import queries as core
from allmende.workbench.core.access import require
from allmende.workbench.core.models import Job

JOB = "api.look-outside"
MOST = 60
"""Addresses of one file that are called; a file of thousands must not make us a nuisance."""
LIMITS = Limits(bytes=5_000_000, seconds=20.0, attempts=1)
"""One call an address: who does not answer now is told so, and may be asked again."""
REMEMBERED = 500
"""Of the newest looks, so many are read for the page."""
RAW: Mapping[str, str] = {
    "github.com": "raw/HEAD",
    "gitlab.com": "-/raw/HEAD",
    "gitlab.opencode.de": "-/raw/HEAD",
}
"""Where a forge gives out a file of the default branch; of other hosts no file is asked for."""


def start(actor: Any, slug: str) -> Job:
    """Put a look at the file of one software in line. Raises NotAllowed, Refused."""
    require(actor, "api.view_listing")
    if settings.DEMO:
        raise errors.Refused(_("The demo office calls no other host."))
    if _told(slug) is None:
        raise errors.Refused(_("This software is not listed any more."))
    last = latest().get(slug)
    if last is not None and last.state in (Job.State.WAITING, Job.State.RUNNING):
        raise errors.Refused(_("Somebody is looking already."))
    return jobs.start(actor, JOB, slug=slug)


def latest() -> dict[str, Job]:
    """The newest look at each software, by its slug; one query."""
    newest = core.jobs().filter(kind=JOB)[:REMEMBERED]
    return {str(one.arguments.get("slug")): one for one in reversed(newest)}


@dataclass(slots=True)
class _Look:
    """One look: what was called, and what we did not call at all."""

    client: Client
    repository: str
    called: int = 0
    passed_over: list[str] = field(default_factory=list)

    def answers(self, address: str) -> bool:
        """Whether an address answers; what we must not call is passed over, not found wanting."""
        if self.called >= MOST:
            self.passed_over.append(address)
            return True
        self.called += 1
        try:
            self.client.fetch(address, limits=LIMITS)
        except Refused:
            self.passed_over.append(address)
        except (Answered, Unreachable) as error:
            return isinstance(error, Answered) and error.status in (401, 403, 405, 429)
        except FetchError:
            return True  # too large, too slow or not as expected: somebody is there
        return True

    def exists(self, path: str) -> bool:
        """Whether a file lies in the repository."""
        place = RAW.get(urlsplit(self.repository).hostname or "")
        if place is None:
            self.passed_over.append(path)
            return True
        return self.answers(f"{self.repository.rstrip('/')}/{place}/{quote(path.lstrip('/'))}")


def carry_out(slug: str, progress: Any) -> dict[str, Any]:
    """Look at one file; what was seen, as JSON. Raises Refused."""
    told = _told(slug)
    if told is None:
        raise errors.Refused(_("This software is not listed any more."))
    text = told.text or as_yaml(told.data)
    with harvesting.calling() as client:
        look = _Look(client, told.entry.url.removesuffix(".git"))

        def answers(address: str) -> bool:
            progress(look.called, note=address[:300])
            return look.answers(address)

        found: Sequence[publiccode.Problem] = publiccode.look_outside(text, answers, look.exists)
    return {
        "called": look.called,
        "passed_over": look.passed_over[:MOST],
        "problems": [one.as_json() for one in found],
    }


def _told(slug: str) -> Told | None:
    entries = [one for one in queries.ours() if one.slug == slug]
    return next(iter(tell_all(entries)), None)
