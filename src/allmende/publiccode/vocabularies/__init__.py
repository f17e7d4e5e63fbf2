# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Words and codes that the standard admits, one a line, as files beside this one.

- `categories`, `scopes`, `aliases` (with the address each stands for): publiccode.yml 0.7.0,
  docs/standard/*-list.rst.
- `countries`: ISO 3166-1 alpha-2, and XK, which parsers accept for Kosovo.
- `italian_administrations`: codes of the index of Italian administrations (iPA), as
  publiccode-parser-go 5.4.3 knows them.
- `video_addresses`: addresses of providers that speak oEmbed; `*` stands for anything.
"""

from functools import lru_cache
from importlib.resources import files


@lru_cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple(files(__package__).joinpath(f"{name}.txt").read_text("utf-8").splitlines())


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lines(name))


def categories() -> tuple[str, ...]:
    """What a software is for, in the order of the alphabet."""
    return _lines("categories")


def scopes() -> tuple[str, ...]:
    """Fields of application."""
    return _lines("scopes")


@lru_cache
def aliases() -> dict[str, str]:
    """Short names for `supports`, with the address each stands for."""
    return {line.split()[0]: line.split()[1] for line in _lines("aliases")}


def is_country(code: str) -> bool:
    """Whether these two capital letters are a country."""
    return code in _words("countries")


def is_italian_administration(code: str) -> bool:
    """Whether an Italian administration has this code; capitals count like small letters."""
    return code.lower() in _words("italian_administrations")


@lru_cache
def _video_addresses() -> tuple[tuple[str, list[str]], ...]:
    """Each address up to its first star, with the pieces between the others."""
    return tuple(
        (first, rest) for first, *rest in (line.split("*") for line in _lines("video_addresses"))
    )


def is_video(address: str) -> bool:
    """Whether a provider that speaks oEmbed answers for this address."""
    return any(
        _fits(rest, address[len(first) :])
        for first, rest in _video_addresses()
        if address.startswith(first)
    )


def _fits(pieces: list[str], text: str) -> bool:
    """Whether the pieces stand in the text in this order, the last one at its end."""
    if not pieces:
        return text == ""
    place = 0
    for piece in pieces[:-1]:
        place = text.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return len(text) - place >= len(pieces[-1]) and text.endswith(pieces[-1])
