# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licence desk: questions, precedents, waivers, licence pages, checks of bills of materials."""
