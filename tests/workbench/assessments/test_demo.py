# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The analyses of the demo office."""

from pathlib import Path
from typing import Any

import pytest
from tests.repositories.making import Made

from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.services import demo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.DEMO = True


def test_a_checkout_is_analysed_as_it_was_and_as_it_is(
    made: Made, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT = made.folder
    monkeypatch.setattr(demo, "EARLIER", 1)
    demo.seed()
    usability, check = Subject.objects.order_by("-criteria")
    assert {one.name for one in (usability, check)} == {"Allmende"}
    earlier, now = usability.assessments.order_by("asked_at")
    assert (earlier.state, now.state) == ("done", "done")
    assert now.commit == made.git("rev-parse", "HEAD") != earlier.commit
    assert now.summary["should"]["by_human"] == 1
    assert check.latest and check.latest.complete


def test_without_a_checkout_the_example_says_that_it_is_one(tmp_path: Path, settings: Any) -> None:
    settings.ROOT = tmp_path / "installed"
    demo.seed()
    assert {one.name for one in Subject.objects.all()} == {"Beispielportal (erfunden)"}
    assert set(Assessment.objects.values_list("state", flat=True)) == {"done"}


def test_a_second_call_changes_nothing(made: Made, settings: Any) -> None:
    settings.ROOT = made.folder
    demo.seed()
    number = Assessment.objects.count()
    demo.seed()
    assert Assessment.objects.count() == number
