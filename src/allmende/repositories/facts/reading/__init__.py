# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What single files say, without git: one reader per format, none of which raises or runs away."""
