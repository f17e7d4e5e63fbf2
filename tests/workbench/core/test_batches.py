# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Many rows come in parts, all of them and in their order."""

import pytest

from allmende.workbench.core.batches import batches


@pytest.mark.parametrize(
    ("number", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3])]
)
def test_the_last_part_is_shorter_and_nothing_is_lost(number: int, sizes: list[int]) -> None:
    parts = list(batches(range(number), 3))
    assert [len(part) for part in parts] == sizes
    assert [one for part in parts for one in part] == list(range(number))
