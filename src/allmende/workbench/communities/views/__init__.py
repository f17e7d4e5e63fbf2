# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The pages of the communities."""
