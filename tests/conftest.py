# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The cast every test plays with, and a workbench that leaves nothing behind.

The cast: `office`, `community`, `legal`, `administrator` each hold the role of that name and no
other; `colleague` is an employee without a role; `stranger` has not signed in.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connections
from django.test import Client, TransactionTestCase
from django.utils import timezone, translation

from allmende.workbench.accounts.models import Grant, User
from allmende.workbench.core import audit, jobs
from allmende.workbench.core.models import Job

_FOLDER = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Bend the settings, which pytest-django has loaded by now, to what tests need.

    SQLite gets a file instead of memory: a live server or a second thread then has a connection
    of its own and meets the same locks as in earnest.
    """
    folder = config.stash[_FOLDER] = Path(tempfile.mkdtemp(prefix="allmende-tests-"))
    os.environ["ALLMENDE_STORE"] = str(folder / "inspections")
    configured.LANGUAGE_CODE = "en"
    configured.DEMO = False
    configured.BIND = ""
    configured.MEDIA_ROOT = folder / "files"
    configured.SEARCH_INDEX = folder / "index"
    configured.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    configured.STORAGES = {
        **configured.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Else each test client reads the whole folder of static files at its first request.
    configured.WHITENOISE_AUTOREFRESH = True
    configured.WHITENOISE_USE_FINDERS = True
    default = connections["default"]
    default.settings_dict["CONN_MAX_AGE"] = 0  # a thread that ends leaves no connection behind
    if default.vendor == "sqlite":
        default.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    _let_the_suite_empty_its_database()


@pytest.hookimpl(optionalhook=True)  # there is none without xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file goes to one process, but each walk of axe, which takes as long as a file, to any."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if "test_no_page_shuts_anybody_out[" in nodeid:
                return nodeid
            return str(super()._split_scope(nodeid))

    return Scheduling(config, log) if config.getoption("dist") == "loadscope" else None


def pytest_unconfigure(config: pytest.Config) -> None:
    if folder := config.stash.get(_FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)


def _let_the_suite_empty_its_database() -> None:
    """Events refuse to go, so a transactional test lifts that for the moment of its flush."""
    flush = TransactionTestCase._fixture_teardown

    @wraps(flush)
    def flush_without_triggers(case: TransactionTestCase) -> None:
        audit.remove_triggers()
        try:
            flush(case)
        finally:
            audit.install_triggers()

    TransactionTestCase._fixture_teardown = flush_without_triggers  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _fresh_surroundings(request: pytest.FixtureRequest) -> None:
    """A test speaks English, and on the database has no search index and no counted attempts."""
    translation.activate("en")
    touches_database = request.node.get_closest_marker("django_db") or {
        "db",
        "transactional_db",
        "live_server",
    } & set(request.fixturenames)
    if touches_database:
        settings = request.getfixturevalue("settings")
        settings.SEARCH_INDEX = request.getfixturevalue("tmp_path") / "index"
        cache.clear()


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make a person: `person()`, `person("office")`, `person("office", first_name="Ada")`."""

    def make(*roles: str, **fields: Any) -> User:
        number = User.objects.count() + 1
        names = {"username": f"person-{number}", "first_name": "Kim", "last_name": f"Nr. {number}"}
        user = User(**{**names, **fields})
        user.set_password("a long enough secret")
        user.save()
        Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
        return user

    return make


@pytest.fixture
def office(person: Callable[..., User]) -> User:
    return person("office", username="office", first_name="Olga", last_name="Office")


@pytest.fixture
def colleague(person: Callable[..., User]) -> User:
    return person(username="colleague", first_name="Carl", last_name="Colleague")


@pytest.fixture
def community(person: Callable[..., User]) -> User:
    return person("community", username="community", first_name="Mona", last_name="Community")


@pytest.fixture
def legal(person: Callable[..., User]) -> User:
    return person("legal", username="legal", first_name="Leo", last_name="Legal")


@pytest.fixture
def administrator(person: Callable[..., User]) -> User:
    return person("administrator", username="administrator", first_name="Ada", last_name="Admin")


@pytest.fixture
def stranger() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def client_of(db: None) -> Callable[[User | AnonymousUser], Client]:
    """A test client in which this person is signed in; for the stranger nobody is."""

    def sign_in(user: User | AnonymousUser) -> Client:
        client = Client()
        if user.is_authenticated:
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def work_off_jobs(db: None) -> Callable[..., list[Job]]:
    """Run what waits until nothing is due, and give these jobs; an unexpected failure is raised.

    The queue is the real one and nobody works it: a job runs in a test when the test says so.
    """

    def work_off(*, failures: bool = False) -> list[Job]:
        ran: dict[int, Job] = {}
        while due := Job.objects.filter(state=Job.State.WAITING, due_at__lte=timezone.now()):
            for job in due.order_by("id"):
                jobs.run(job.pk)
                job.refresh_from_db()
                if job.error and not failures:
                    pytest.fail(f"{job} failed: {job.error}")
                ran[job.pk] = job
        return list(ran.values())

    return work_off
