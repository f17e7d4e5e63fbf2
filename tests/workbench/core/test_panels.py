# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an app hands in for a page of an app below."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory

from allmende.workbench.core import panels


@pytest.fixture(autouse=True)
def _no_other_givers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_BESIDE", {})


def test_each_giver_of_a_kind_adds_to_the_page_of_its_records(rf: RequestFactory) -> None:
    @panels.hand_in_beside("shop.cake")
    def price(request: Any, cake: str) -> Iterator[panels.Panel]:
        yield panels.Panel("price.html", {"of": cake})

    @panels.hand_in_beside("shop.cake")
    def nothing(request: Any, cake: str) -> Iterator[panels.Panel]:
        yield from ()

    request = rf.get("/")
    found = panels.beside(request, "shop.cake", "cheesecake")
    assert [(one.template, one.context) for one in found] == [("price.html", {"of": "cheesecake"})]
    assert panels.beside(request, "shop.bread", "rye") == []
