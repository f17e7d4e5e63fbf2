# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every write of products and their bills of materials."""
