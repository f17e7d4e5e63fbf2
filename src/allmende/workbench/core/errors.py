# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Errors that every app raises and the edge turns into an answer."""


class NotAllowed(Exception):
    """The actor lacks a permission, named in the first argument."""


class Refused(Exception):
    """A rule of the domain speaks against it; the first argument is what a person reads."""
