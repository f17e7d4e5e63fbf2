# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Third-party notices: the parts of a product by licence, with the texts that came with them.

>>> from allmende.licences.notices import Part, notices
>>> found = notices([Part("left-pad", "1.3.0", licence="WTFPL")], "Notices")
>>> found.groups[0].expression, found.missing[0].licence.id
('WTFPL', 'WTFPL')
"""

from allmende.licences.notices.collecting import (
    Entry,
    Group,
    LicenceName,
    Missing,
    Notices,
    Text,
    notices,
)
from allmende.licences.notices.parts import Part

__all__ = ["Entry", "Group", "LicenceName", "Missing", "Notices", "Part", "Text", "notices"]
