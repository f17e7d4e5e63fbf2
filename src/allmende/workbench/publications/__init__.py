# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Own software that was published, and own software that was not."""
