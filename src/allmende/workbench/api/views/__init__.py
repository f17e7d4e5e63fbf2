# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The interface, the files of one software, and the page for the office."""
