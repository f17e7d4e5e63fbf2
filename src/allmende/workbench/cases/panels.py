# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the cases put on the start page: what waits for the person, and what is late."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases.queries import tasks
from allmende.workbench.cases.views.lists import task_row
from allmende.workbench.core import panels

SHOWN = 5


@panels.hand_in
def cases(request: HttpRequest) -> Iterator[panels.Figure | panels.Panel]:
    """The tasks of the person, the most urgent first, and how many are late."""
    user = request.user
    if not user.has_perm("cases.view"):
        return
    found = tasks.my_tasks(user)
    address = reverse("cases:mine")
    if found:
        yield panels.Figure(len(found), _("tasks in cases"), address)
        yield panels.Panel(
            "cases/panels/tasks.html",
            {"rows": [task_row(one) for one in found[:SHOWN]], "address": address},
        )
    if late := sum(one.is_late for one in found):
        yield panels.Figure(late, _("overdue tasks"), f"{address}#overdue", "bad")
