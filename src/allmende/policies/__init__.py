# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An office's rules as files, and the loader that gives each file to the part that owns it.

>>> from allmende import policies
>>> policies.load("plain").office.name["en"]
'City of Example'
"""

from allmende.policies.loader import (
    Office,
    OpenCode,
    Policy,
    PolicyError,
    PolicyFile,
    Texts,
    load,
    read_yaml,
)

__all__ = [
    "Office",
    "OpenCode",
    "Policy",
    "PolicyError",
    "PolicyFile",
    "Texts",
    "load",
    "read_yaml",
]
