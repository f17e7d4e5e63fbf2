# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licences as people write them, and what is known of each SPDX id.

>>> from allmende.licences import read
>>> read("Apache-2.0").licence_class.value
'permissive'
>>> read("GPL-2.0").deprecated
('GPL-2.0',)
>>> read("GPL").expression is None
True
"""

from allmende.licences.classes import LicenceClass, class_of
from allmende.licences.expressions import Reading, read

__all__ = ["LicenceClass", "Reading", "class_of", "read"]
