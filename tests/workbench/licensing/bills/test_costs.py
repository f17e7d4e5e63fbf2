# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the pages cost: the same number of queries, however much there is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.workbench.licensing.bills import making

from allmende.workbench.accounts.models import User

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_page_of_a_bill_costs_the_same_however_long_it_is(
    client_of: Signed, colleague: User
) -> None:
    client = client_of(colleague)
    bills = [making.checked(colleague, making.large(number)) for number in (10, 400)]
    short, long = (queries_of(client, bill.get_absolute_url()) for bill in bills)
    assert short == long <= 18


def test_the_list_of_products_costs_the_same_however_many_there_are(
    client_of: Signed, colleague: User
) -> None:
    client, way = client_of(colleague), reverse("licensing:bills")
    making.checked(colleague, making.large(3))
    few = queries_of(client, way)
    for number in range(4, 9):
        bill = making.checked(colleague, making.large(number))
        making.checked(colleague, making.large(number + 20), bill.product)
    assert queries_of(client, way) == few <= 12


def test_a_product_costs_the_same_however_often_it_was_uploaded(
    client_of: Signed, colleague: User
) -> None:
    bill = making.checked(colleague, making.large(2))
    client, way = client_of(colleague), bill.product.get_absolute_url()
    few = queries_of(client, way)
    for number in range(3, 8):
        making.checked(colleague, making.large(number), bill.product)
    assert queries_of(client, way) == few <= 12
