# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What goes wrong with a repository as a whole."""


class NotARepository(Exception):
    """The address leads to nothing that can be inspected.

    `address` is as given, without credentials; `why` is a sentence in German and English.
    """

    def __init__(self, address: str, why: dict[str, str]) -> None:
        super().__init__(f"{address}: {why['en']}")
        self.address = address
        self.why = why

    def as_json(self) -> dict[str, object]:
        return {"address": self.address, "why": self.why}
