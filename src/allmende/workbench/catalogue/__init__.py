# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Software, what every source says of it, where it stands in the quadrant, and what is wrong."""
