# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How dates are written where Django's own choice does not suit an office in Europe."""
