# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""People, their roles, and the ways to sign in."""
