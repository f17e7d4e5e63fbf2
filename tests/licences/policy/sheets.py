# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A rule sheet small enough to read in a test, and how one is written into a profile."""

from collections.abc import Callable
from pathlib import Path

Write = Callable[[str], Path]
"""Writes a sheet into a profile of its own and gives the folder."""

OFFICE = "name: {de: Musterstadt, en: Example}\noffice: {de: OSPO, en: OSPO}\n"
SHEET = """\
outbound: MIT
class_overrides:
  EUPL-*: weak-copyleft
contexts:
  embed:
    title: {de: Einbinden, en: Embed}
    help: {de: Teil von Eigenem, en: Part of our own}
    rules:
      - {id: free, classes: [permissive], level: preferred}
      - {id: weak, classes: [weak-copyleft], level: allowed}
      - {id: strong, classes: [strong-copyleft, network-copyleft], level: avoid}
      - {id: never, licences: [SSPL-1.0], level: blocked}
      - {id: rest, level: review}
  use:
    title: {de: Nutzen, en: Use}
    help: {de: Betreiben, en: Run}
    rules:
      - {id: ours, licences: [LicenseRef-ours], level: allowed}
      - {id: approved, osi_approved: true, level: allowed}
"""
