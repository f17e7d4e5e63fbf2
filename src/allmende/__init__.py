# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Allmende: the workbench of an open source programme office in a public administration."""

__version__ = "0.1.0"
