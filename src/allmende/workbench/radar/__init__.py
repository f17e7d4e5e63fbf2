# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is new or changed outside that fits our needs: watches, the radar, its mail and feed."""
