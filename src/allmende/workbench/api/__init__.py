# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What we publish, for other catalogues to harvest: reads only."""
