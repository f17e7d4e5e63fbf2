# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Measurements: `./dev bench NAME` prints a table; nothing here asserts a time."""
