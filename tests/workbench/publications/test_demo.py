# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The publications of the demo office."""

from typing import Any

import pytest

from allmende.workbench.publications.models import NotPublished, Publication, Verification
from allmende.workbench.publications.services import demo, watching

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.DEMO = True


def test_the_demo_shows_one_that_moved_on_one_that_broke_and_one_that_ended() -> None:
    demo.seed()
    before = Verification.objects.count()
    demo.seed()
    found = Publication.objects.select_related("newest").order_by("pk")
    assert [one.newest.result for one in found if one.newest] == ["later", "fails", "holds"]
    assert [one.end for one in found] == ["", "", "handed-over"]
    assert all("(Beispiel)" in one.name and "example.org" in one.address for one in found)
    assert Verification.objects.count() == before > len(found)
    assert [one.is_due for one in NotPublished.objects.order_by("pk")] == [False, True]


def test_nobody_calls_the_invented_addresses_while_the_demo_is_new() -> None:
    demo.seed()
    assert watching.start_due() == 0
