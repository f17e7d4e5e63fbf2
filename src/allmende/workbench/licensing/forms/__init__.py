# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The forms of the licence desk, a file for each kind of record."""
