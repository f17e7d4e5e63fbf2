# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which licence a file is, or says it is under.

>>> from allmende.licences.texts import identify
>>> identify("# SPDX-License-Identifier: MIT").expression
'MIT'
>>> identify("This program is distributed under the terms of the GPL, version 2 only.").expression
'GPL-2.0-only'
>>> identify("This tool checks for the GPL.").expression is None
True
"""

from allmende.licences.texts.findings import Difference, Found, Identified
from allmende.licences.texts.identifying import identify

__all__ = ["Difference", "Found", "Identified", "identify"]
