# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Forms of cases: the one that a kind declares, and those for what people do with a case."""
