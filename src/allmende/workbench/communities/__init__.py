# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The bodies we keep in step with, what they ask by when, and what the law demands of us."""
