# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who acts in a case: roles that an office grants, and what somebody is in one case."""

from collections.abc import Mapping

Text = dict[str, str]

GRANTED = ("office", "community", "legal")
"""Roles of the workbench that content is open to; administrators read none by that role."""
RELATIVE = ("employee", "requester", "reviewer")
"""Anybody signed in; whoever asked; whoever a lane was given to."""
WORKBENCH = "workbench"
"""The workbench itself, when a date has come or a job is done."""

ACTORS = (*GRANTED, *RELATIVE, WORKBENCH)
LANE_ROLES = (*GRANTED, "reviewer")
RECIPIENTS = (*GRANTED, "requester", "reviewer")
READERS = (*GRANTED, *RELATIVE)

ROLE_WORDS: Mapping[str, Text] = {
    "office": {"de": "Open-Source-Stelle", "en": "open source programme office"},
    "community": {"de": "Community-Management", "en": "community manager"},
    "legal": {"de": "Rechtsstelle", "en": "legal"},
    "employee": {"de": "alle Beschäftigten", "en": "every employee"},
    "requester": {"de": "antragstellende Person", "en": "requester"},
    "reviewer": {"de": "prüfende Person", "en": "reviewer"},
    WORKBENCH: {"de": "die Werkbank selbst", "en": "the workbench itself"},
}
