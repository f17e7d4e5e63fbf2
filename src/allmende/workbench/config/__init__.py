# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Settings, addresses and the WSGI entry."""
