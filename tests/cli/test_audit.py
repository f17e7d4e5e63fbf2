# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende audit verify`."""

import json

import pytest
from typer.testing import CliRunner

from allmende.cli import app
from allmende.workbench.core import audit
from allmende.workbench.core.models import Event, Unit
from allmende.workbench.core.services import save_unit

pytestmark = pytest.mark.django_db


def test_a_whole_trail_is_confirmed_with_its_head():
    save_unit(None, Unit(name="IT"))
    answer = CliRunner().invoke(app, ["audit", "verify", "--json"])
    assert answer.exit_code == 0
    found = json.loads(answer.stdout)
    assert (found["intact"], found["events"]) == (True, 1)
    assert found["head"] == Event.objects.get().digest


def test_a_changed_event_is_found():
    save_unit(None, Unit(name="IT"))
    audit.remove_triggers()
    Event.objects.update(subject_label="HR")
    audit.install_triggers()
    answer = CliRunner().invoke(app, ["audit", "verify"])
    assert answer.exit_code == 1
    assert "this event was changed" in answer.stdout


def test_events_cut_off_at_the_end_are_found_by_the_head_noted_before():
    answer = CliRunner().invoke(app, ["audit", "verify", "--head", "ab" * 32])
    assert answer.exit_code == 1
    assert "head is not in the chain" in answer.stdout
