# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Everything that changes the records of publications."""
