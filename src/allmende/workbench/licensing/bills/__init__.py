# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bills of materials: how two differ, how a check is drawn, and what leaves as a file."""
