# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What stands between own software and its publication; each room has a face of its own.

- `preparing`: what a repository lacks, written as a patch that its people apply
- `cleaning`: what must not go out of a history, and the ways to leave it behind
"""
