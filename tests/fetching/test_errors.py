# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What went wrong, in words."""

import pytest

from allmende import fetching
from allmende.fetching import Answered, Refused, explain
from allmende.fetching.errors import SENTENCES, FetchError


@pytest.mark.parametrize(("code", "reason"), SENTENCES)
@pytest.mark.parametrize(("language", "please"), [("de", "bitte"), ("en", "please")])
def test_every_error_says_what_to_do(code: str, reason: str, language: str, please: str) -> None:
    kind = getattr(fetching, code)
    error = kind("https://example.org/a", 418 if kind is Answered else reason)
    error.reason = reason

    sentence = explain(error, language)

    assert sentence.startswith("https://example.org/a: ")
    assert please in sentence.lower()
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_every_kind_of_error_has_a_sentence() -> None:
    kinds = {kind.__name__ for kind in FetchError.__subclasses__()}

    assert kinds == {code for code, _ in SENTENCES}
    assert {(kind, "") for kind in kinds} <= set(SENTENCES)


def test_an_address_is_shown_without_its_secrets() -> None:
    error = Refused("https://me:secret@example.org/path?private_token=secret#secret", "credentials")

    assert error.address == "https://example.org/path"
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("status", "reason", "heals"),
    [
        (401, "forbidden", False),
        (403, "forbidden", False),
        (404, "missing", False),
        (418, "", False),
        (429, "limited", True),
        (500, "broken", True),
        (501, "broken", False),
        (503, "broken", True),
    ],
)
def test_a_status_says_whether_asking_again_may_help(status: int, reason: str, heals: bool) -> None:
    error = Answered("https://example.org", status)

    assert (error.reason, error.may_heal) == (reason, heals)
