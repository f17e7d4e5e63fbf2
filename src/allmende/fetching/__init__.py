# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one way out: HTTP with bounds, politeness, and no call into our own network.

>>> from allmende.fetching import Client, FetchError, Rules, explain
>>> with Client(Rules(contact="https://example.org/office")) as client:
...     try:
...         client.json("http://169.254.169.254/latest/meta-data/")
...     except FetchError as error:
...         print(explain(error, "en"))
http://169.254.169.254/latest/meta-data/: The host lies in an internal network (169.254.169.254) \
and is not called. Please allow it in the settings if that is wanted.

Every call either gives an `Answer` or raises a `FetchError`: `Refused` (we do not call it),
`Unreachable`, `TooSlow`, `TooLarge`, `Answered` (with `status`), `NotWhatWasExpected`. Nothing is
shared between two clients. `is_public`, `addresses_of` and `fixed_address`
serve whoever calls by other means.
"""

from allmende.fetching.addresses import Allowed, addresses_of, fixed_address, is_public
from allmende.fetching.client import Answer, Client, Version
from allmende.fetching.errors import (
    SENTENCES,
    Answered,
    FetchError,
    NotWhatWasExpected,
    Refused,
    TooLarge,
    TooSlow,
    Unreachable,
    explain,
)
from allmende.fetching.limits import Limits, Rules
from allmende.fetching.pauses import Clock

__all__ = [
    "SENTENCES",
    "Allowed",
    "Answer",
    "Answered",
    "Client",
    "Clock",
    "FetchError",
    "Limits",
    "NotWhatWasExpected",
    "Refused",
    "Rules",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "Version",
    "addresses_of",
    "explain",
    "fixed_address",
    "is_public",
]
