# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a stored report says: filtered, compared, in words; nothing here reads the database."""
