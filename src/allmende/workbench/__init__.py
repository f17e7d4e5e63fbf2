# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The Django project: screens, accounts and the office's records."""
