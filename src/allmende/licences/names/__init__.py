# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licence names as people and package metadata write them, read as SPDX expressions.

>>> from allmende.licences.names import normalise
>>> normalise("Apache-Lizenz, Version 2.0").expression
'Apache-2.0'
>>> normalise("GPLv2+ or MIT").expression
'GPL-2.0-or-later OR MIT'
>>> normalise("BSD").candidates
('BSD-3-Clause', 'BSD-2-Clause', 'BSD-4-Clause')
"""

from allmende.licences.names.normalising import Match, normalise

__all__ = ["Match", "normalise"]
