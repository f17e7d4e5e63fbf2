# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the cases put on the start page and beside a search: what waits, what is late, what fits."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases.queries import cases as queries
from allmende.workbench.cases.queries import tasks
from allmende.workbench.cases.views.finding import GIVEN
from allmende.workbench.cases.views.lists import case_row, task_row
from allmende.workbench.core import panels

SHOWN = 5
FOUND = 5


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


@panels.hand_in_beside("catalogue.search")
def found(request: HttpRequest, text: str) -> Iterator[panels.Panel]:
    """The cases that a search finds by number, title or answers, of those the person sees."""
    if not request.user.has_perm("cases.view"):
        return
    wanted = queries.Wanted(text=text)
    numbers = queries.counted(queries.narrowed(request.user, wanted), "kind")
    if not numbers:
        return
    given = sum(number for kind, number in numbers.items() if kind in GIVEN)
    lists = ((_("Cases"), "cases:use", sum(numbers.values()) - given),
             (_("Publications"), "cases:give", given))  # fmt: skip
    yield panels.Panel(
        "cases/panels/found.html",
        {
            "rows": [case_row(one) for one in queries.listing(request.user, wanted)[:FOUND]],
            "lists": [
                {"label": label, "number": number,
                 "address": f"{reverse(view)}?{urlencode({'q': text})}"}
                for label, view, number in lists
                if number
            ],
        },
    )  # fmt: skip
