# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Projects as a reading left them, and a GitLab on loopback that is read for real."""

from dataclasses import replace
from typing import Any

from tests.sources.serving import Software as There
from tests.workbench.api import making

from allmende.policies import OpenCode, Policy
from allmende.repositories import Head as Stands
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job
from allmende.workbench.opencode import queries
from allmende.workbench.opencode.models import Head, Project, Reading
from allmende.workbench.opencode.services import reading

GROUP = "stadt"
THERE = "a" * 40
OURS = "b" * 40


def policy(
    before: Policy,
    address: str = "https://opencode.example.org",
    groups: tuple[str, ...] = (GROUP,),
) -> Policy:
    """The policy with our groups on openCode."""
    opencode = OpenCode(address=address, groups=groups)
    return replace(before, office=before.office.model_copy(update={"opencode": opencode}))


def project(number: int = 1, **values: Any) -> Project:
    """A public project with a valid file that names software `number` of ours."""
    said = {
        "name": f"Werkzeug {number}",
        "visibility": "public",
        "archived": False,
        "default_branch": "main",
        **values.pop("said", {}),
    }
    given = {
        "external_id": str(number),
        "name": f"Werkzeug {number}",
        "address": f"https://git.example.org/{GROUP}/werkzeug-{number}",
        "commit": THERE,
        "file": making.file(number),
        "said": said,
        **values,
    }
    found = Project.objects.create(**given)
    Project.objects.filter(pk=found.pk).update(seen_at=found.read_at)
    found.refresh_from_db()
    return found


def head(number: int = 1, **values: Any) -> Head:
    """Our repository, asked just now."""
    address = making.address(number)
    given = {"address": address, "commit": OURS, "branch": "main", **values}
    found = Head.objects.create(key=address.removeprefix("https://"), **given)
    found.read_at = found.tried_at = Reading().next_at
    found.save()
    return found


def row(user: Any, number: int = 1) -> queries.Row:
    found = queries.whole(user).of(f"werkzeug-{number}")
    assert found
    return found


def there(number: int, **values: Any) -> There:
    """A project as the GitLab on loopback has it, which names software `number` of ours."""
    stands = {
        "name": f"Werkzeug {number}",
        "web_url": f"https://git.example.org/{GROUP}/werkzeug-{number}",
        "visibility": "public",
        **values.pop("stands", {}),
    }
    return There(number, file=values.pop("file", making.file(number)), stands=stands, **values)


def many_there(count: int) -> list[There]:
    return [there(number) for number in range(1, count + 1)]


def stands(_address: str) -> tuple[Stands, None]:
    """What every address of ours says, instead of being called."""
    return Stands(OURS, "main"), None


def read(actor: Any = None) -> Job:
    """One reading to its end, through its job."""
    started = reading.start(actor)
    assert started.job
    jobs.run(started.job.pk)
    return Job.objects.get(pk=started.job.pk)


def presumed() -> str:
    """A project and a software of ours that are paired by name: the end of their address."""
    return f"{project(1, file=None).pk}/{making.ours(1).slug}"


def town(number: int) -> None:
    """Something of ours there that is out of step and lacks something, and a stray."""
    making.ours(number)
    head(number)
    file = making.file(number, softwareType="", legal="{license: MIT}")
    project(number, file=file, said={"mirror": True}, differs_since=Reading().next_at)
    project(number + 1, name="Fremdes", file=None)
