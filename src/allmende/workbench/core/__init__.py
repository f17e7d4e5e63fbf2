# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The ground every app stands on: units, events, jobs, search, pages and their components."""
