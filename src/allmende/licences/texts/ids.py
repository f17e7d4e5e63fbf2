# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From the classifier's ids to SPDX, and what two ids of one family have to do with each other."""

import re
from functools import cache

_OTHER = {
    "Aladdin-9": "Aladdin",
    "Anti996": "LicenseRef-Anti-996",
    "BSD-1-Clause-Clear": "LicenseRef-BSD-1-Clause-Clear",
    "BSD-3-Clause-NoTrademark": "LicenseRef-BSD-3-Clause-NoTrademark",
    "CC-BY-NC-SA-3.0-US": "CC-BY-NC-SA-3.0",
    "CommonsClause": "LicenseRef-Commons-Clause",
    "GPL-2.0-or-3.0": "GPL-2.0-only OR GPL-3.0-only",
    "MIT-NoAd": "X11-swapped",
    "Prosperity-3.0.0": "LicenseRef-Prosperity-3.0.0",
    # Grants of patents beside a licence: no licence of their own.
    "GooglePatentClause": "",
    "GooglePatentsFile": "",
    # Old names of one text.
    "OpenSSL-standalone": "OpenSSL",
    "StandardML-NJ": "SMLNJ",
}
_FAMILY = re.compile(r"(AGPL|LGPL|GPL|GFDL)-(\d\.\d)(?:-(?:no-)?invariants)?(-only|-or-later|\+)?$")


@cache
def spdx_expression(name: str) -> str:
    """The SPDX expression of an id of the corpus; "" where it stands for no licence.

    The GNU ids without an ending stand for a text, which by SPDX's convention is "only".
    """
    if name in _OTHER:
        return _OTHER[name]
    match = _FAMILY.match(name)
    return f"{name}-only" if match and not match[3] else name


_LONG = re.compile(
    r"(?:AGPL|LGPL|GPL|GFDL|Apache-2|MPL|EPL|CDDL|CPL|CPAL|EUPL|CC-|CC0|OSL|NPOSL|AFL|NPL|APSL|CECILL|LPPL"
    r"|Artistic|SSPL|BUSL|Elastic|ECL-2|ODbL|ODC|PDDL|MulanPSL|IPL|QPL|RPL|SPL|SISSL|OFL|UPL|NCSA)"
)


def is_long(expression: str) -> bool:
    """Whether the licence is so long that files carry a notice of it, hardly its text."""
    return _LONG.match(expression) is not None


@cache
def gnu(expression: str) -> tuple[str, str, bool] | None:
    """Family, version and whether "or later" of one GNU licence, its exception left aside."""
    match = _FAMILY.match(expression.split(" WITH ")[0])
    return (match[1], match[2], match[3] in {"-or-later", "+"}) if match else None


def implied(text: str, statement: str) -> bool:
    """Whether the text of one licence only accompanies a statement that names the licence better.

    >>> implied("GPL-3.0-only", "GPL-2.0-or-later")
    True
    >>> implied("GPL-2.0-only", "LGPL-2.1-only")
    False
    """
    if text == statement:
        return True
    base, _, exception = text.partition(" WITH ")
    if exception and statement.endswith(f" WITH {exception}"):
        return implied(base, statement.partition(" WITH ")[0])
    one, other = gnu(text), gnu(statement)
    if one is None or other is None:
        return text == statement.split(" WITH ")[0]
    if one[0] != other[0] or " WITH " in text:
        return False
    return one[1] == other[1] or (other[2] and one[1] > other[1])
