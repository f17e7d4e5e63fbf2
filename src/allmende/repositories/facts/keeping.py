# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was said of a file's content holds for as long as the content does: it is said once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

Json = Any


class Keeping(Protocol):
    """Remembers by blob id; `name` changes whenever what is said of the same bytes does."""

    def known(self, name: str, ids: Iterable[str]) -> Mapping[str, Json]: ...

    def keep(self, name: str, said: Mapping[str, Json]) -> None: ...


class Forgetful:
    """Remembers nothing."""

    def known(self, _name: str, _ids: Iterable[str]) -> Mapping[str, Json]:
        return {}

    def keep(self, _name: str, _said: Mapping[str, Json]) -> None:
        return


Say = Callable[[bytes], Json]
"""What is to be said of some bytes, as JSON other than null."""
