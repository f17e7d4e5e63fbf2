# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The core's pages."""
