# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What of ours stands on openCode: where, how far in step, and what a listing there lacks."""
