# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Usability analyses and publication checks of repositories."""
