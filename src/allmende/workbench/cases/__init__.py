# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The case engine: one process after another, each declared in a policy file."""
