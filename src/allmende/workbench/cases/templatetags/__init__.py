# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Template tags of the cases."""
