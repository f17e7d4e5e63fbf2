# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every write: reading our groups there, and what people say of pairs."""
