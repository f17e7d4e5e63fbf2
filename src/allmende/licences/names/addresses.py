# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Web addresses of licences: the places that publish them, and pages of well-known projects.

For each publisher a pattern says where in its addresses the name stands; that name is then read
like any other. A page that shows no version is as open as the name without one.
"""

import re
from typing import NamedTuple

_ADDRESS = re.compile(
    r"(?:https?:/{1,2}|ftp://|//)?(?:[a-z0-9-]+\.)+[a-z]{2,12}(?::\d+)?/[^\s<>\"')\]]*"
    r"|(?:https?://|ftp://)[^\s<>\"')\]]+",
    re.IGNORECASE,
)
_ENDINGS = re.compile(r"(?:\.(?:html?|txt|php|md|rst|pdf|json|jsonld|rdf|xml|en|de|aspx?|ja|fr))+$")


class Place(NamedTuple):
    """A publisher: its host and path, and what the found name is called.

    `name`: a template for `re.Match.expand`, or the SPDX expression itself after "=".
    """

    pattern: re.Pattern[str]
    name: str


def _place(pattern: str, name: str = r"\1") -> Place:
    return Place(re.compile(pattern), name)


_CPE = "GPL-2.0-only WITH Classpath-exception-2.0"

PLACES: tuple[Place, ...] = (
    # opensource.org: /licenses/MIT, /license/mit, /licenses/mit-license.php, /license/gpl-2-0
    _place(r"opensource\.org/licen[sc]es?/(?:uoi-ncsa|ncsa)(?:-license)?", "=NCSA"),
    _place(r"opensource\.org/licen[sc]es?/bsd-license(?:-php)?", "bsd"),
    _place(r"opensource\.org/licen[sc]es?/pythonsoftfoundation", "psf"),
    _place(r"opensource\.org/licen[sc]es?/historical", "=HPND"),
    _place(r"opensource\.org/licen[sc]es?/(?:ibmpl|ibm-?pl)", "=IPL-1.0"),
    _place(r"opensource\.org/licen[sc]es?/nethack", "=NGPL"),
    _place(r"opensource\.org/licen[sc]es?/qtpl", "=QPL-1.0"),
    _place(r"opensource\.org/licen[sc]es?/openfont(?:-license)?", "ofl"),
    _place(r"opensource\.org/licen[sc]es?/apachepl-1\.1", "=Apache-1.1"),
    _place(r"opensource\.org/licen[sc]es?/lgpl-license", "lgpl"),
    _place(r"opensource\.org/licen[sc]es?/bsd-?2-?clause(?:-license)?", "=BSD-2-Clause"),
    _place(r"opensource\.org/licen[sc]es?/(?:bsd-?3-?clause)(?:-license)?", "=BSD-3-Clause"),
    _place(r"opensource\.org/licen[sc]es?/eclipse-1\.0", "=EPL-1.0"),
    _place(r"opensource\.org/licen[sc]es?/([^/]+?)(?:-license)?(?:-(?:php|html|txt))?"),
    _place(r"opensource\.org/(mit|isc|bsd-[23]-clause|apache-2\.0)"),
    # gnu.org
    _place(r"(?:gnu|fsf)\.org/(?:licenses|copyleft)/(?:old-licenses/)?(a?l?gpl|fdl)"),
    _place(
        r"gnu\.org/(?:licenses|copyleft)/(?:old-licenses/)?((?:a?l?gpl|fdl)-[\d.]+)(?:-standalone)?"
    ),
    _place(r"gnu\.org/(?:licenses|copyleft)/(?:old-licenses/)?(lesser|library)", "lgpl"),
    _place(r"gnu\.org/software/classpath/license", "gpl with classpath exception"),
    # apache.org
    _place(r"apache\.org/licenses?/license-([\d.]+)", r"apache \1"),
    _place(r"apache\.org/licenses?(?:/license)?", "apache"),
    _place(r"aws\.amazon\.com/apache-?2\.0", "=Apache-2.0"),
    # creativecommons.org
    _place(r"creativecommons\.org/publicdomain/zero/1\.0(?:/.*)?", "=CC0-1.0"),
    _place(r"creativecommons\.org/publicdomain/mark/1\.0(?:/.*)?", "=CC-PDM-1.0"),
    _place(r"creativecommons\.org/licenses/publicdomain(?:/.*)?", "=CC-PDDC"),
    _place(r"creativecommons\.org/licenses/(l?gpl/[\d.]+)(?:/.*)?"),
    _place(
        r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/([a-z]{2}|igo)(?:/(?:deed|legalcode).*)?",
        r"cc \1 \2 \3",
    ),
    _place(
        r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)(?:/(?:deed|legalcode).*)?", r"cc \1 \2"
    ),
    _place(r"creativecommons\.org/licenses/(by[a-z-]*)", r"cc \1"),
    # eclipse.org: "epl-v10" is version 1.0
    _place(r"eclipse\.org/(?:legal|org/documents)/(epl|edl)-v(\d)(\d)(?:/.*)?", r"\1 \2.\3"),
    _place(r"eclipse\.org/(?:legal|org/documents)/(epl|edl)-v?(\d\.\d)(?:/.*)?", r"\1 \2"),
    _place(r"projects\.eclipse\.org/license/([a-z]+-[\d.]+)"),
    # mozilla.org
    _place(r"mozilla\.org/(?:[a-z-]+/)?(?:media/)?mpl/(?:mpl-)?(\d\.\d)(?:/.*)?", r"mpl \1"),
    _place(r"mozilla\.org/(?:[a-z-]+/)?mpl", "mpl"),
    _place(r"mozilla\.org/npl/npl-(\d\.\d)", r"npl \1"),
    # lists of licences by SPDX id
    _place(r"spdx\.org/licenses?/([^/]+)"),
    _place(r"licenses\.nuget\.org/([^/]+)"),
    _place(r"choosealicense\.com/licenses?/([^/]+)"),
    _place(r"tldrlegal\.com/license/([^/]+?)(?:-license)?(?:-\([^)]*\))?"),
    _place(r"scancode-licensedb\.aboutcode\.org/(mit|apache-2\.0|mpl-2\.0)"),
    _place(r"repository\.jboss\.(?:org|com)/licenses/([^/]+)"),
    # European Union, Germany, France, United Kingdom
    _place(r"(?:joinup|interoperable-europe)\.ec\.europa\.eu/.*eupl-text-11-12.*", "eupl"),
    _place(r"(?:joinup|interoperable-europe)\.ec\.europa\.eu/.*eupl.*?v?1[._-]?([012])"
           r"(?:[ _-]?[a-z]{2})?", r"eupl 1.\1"),
    _place(r"eur-lex\.europa\.eu/eli/dec_impl/2017/863(?:/.*)?", "=EUPL-1.2"),
    _place(r"eupl\.eu/(1\.[012])(?:/.*)?", r"eupl \1"),
    _place(r"eupl\.eu", "eupl"),
    _place(r"publications\.europa\.eu/resource/authority/licence/([a-z0-9_]+)"),
    _place(r"(?:publications|data)\.europa\.eu/.*/(cc_by[a-z_]*_\d_\d|cc0|eupl_\d_\d)"),
    _place(r"(?:[a-z-]+\.)*europa\.eu/.*eupl.*", "eupl"),
    _place(r"govdata\.de/dl-de/(by|zero)-(\d)-(\d)", r"dl-de-\1-\2.\3"),
    _place(r"dcat-ap\.de/def/licenses/dl-(by|zero)-de/(\d\.\d)", r"dl-de-\1 \2"),
    _place(r"dcat-ap\.de/def/licenses/(cc-by(?:-[a-z]+)*|gpl|odbl)/(\d\.\d)", r"\1 \2"),
    _place(r"dcat-ap\.de/def/licenses/cc-zero", "=CC0-1.0"),
    _place(r"dcat-ap\.de/def/licenses/(apache|bsd|gfdl|gpl|mozilla|odbl|cc-by(?:-n[cd]|-sa)?)"),
    _place(r"dcat-ap\.de/def/licenses/odby", "=ODC-By-1.0"),
    _place(r"dcat-ap\.de/def/licenses/odcpddl", "=PDDL-1.0"),
    _place(r"(?:etalab\.gouv\.fr|data\.gouv\.fr)/.*licence-ouverte.*?2\.0.*", "=etalab-2.0"),
    _place(r"(?:etalab\.gouv\.fr|data\.gouv\.fr)/.*licence-ouverte.*", "etalab"),
    _place(r"nationalarchives\.gov\.uk/doc/open-government-licence/version/([123])(?:/.*)?",
           r"ogl-uk \1"),
    _place(r"nationalarchives\.gov\.uk/doc/open-government-licence(?:/.*)?", "ogl-uk"),
    _place(r"data\.norge\.no/nlod/(?:[a-z]+/)?([12])\.0", r"nlod \1.0"),
    _place(r"open\.canada\.ca/.*open-government-licence-canada", "=OGL-Canada-2.0"),
    _place(r"opendatacommons\.org/licenses/(odbl|by|pddl)/1[.-]0(?:/.*)?", r"odc \1"),
    _place(r"opendatacommons\.org/licenses/(odbl|by|pddl)(?:/summary)?", r"odc \1"),
    # one page, one licence
    _place(r"unlicense\.org(?:/.*)?", "=Unlicense"),
    _place(r"(?:wtfpl\.net|sam\.zoy\.org/wtfpl)(?:/.*)?", "=WTFPL"),
    _place(r"boost\.org/(?:users/license|license_1_0)", "=BSL-1.0"),
    _place(r"(?:zlib\.net|gzip\.org/zlib)/zlib_license", "=Zlib"),
    _place(r"(?:oss|opensource)\.oracle\.com/licenses/upl(?:-1\.0)?", "=UPL-1.0"),
    _place(r"blueoakcouncil\.org/license/1\.0\.0", "=BlueOak-1.0.0"),
    _place(r"mongodb\.com/licensing/server-side-public-license", "=SSPL-1.0"),
    _place(r"elastic\.co/licensing/elastic-license", "elastic license"),
    _place(r"mariadb\.com/bsl-?11", "=BUSL-1.1"),
    _place(r"json\.org/license", "=JSON"),
    _place(r"php\.net/license/3_01", "=PHP-3.01"),
    _place(r"php\.net/license/3_0", "=PHP-3.0"),
    _place(r"postgresql\.org/about/licen[cs]e", "=PostgreSQL"),
    _place(r"jdbc\.postgresql\.org/(?:about/)?license", "=BSD-2-Clause"),
    _place(r"(?:scripts\.sil\.org/ofl|openfontlicense\.org)(?:/.*)?", "ofl"),
    _place(r"artlibre\.org/licence/lal(?:/.*)?", "license art libre"),
    _place(r"w3\.org/consortium/legal/2015/copyright-software-and-document", "=W3C-20150513"),
    _place(r"w3\.org/consortium/legal/2002/copyright-software-20021231", "=W3C"),
    _place(r"w3\.org/consortium/legal/copyright-software-19980720", "=W3C-19980720"),
    _place(r"cecill\.info/licen[cs]es/licence_cecill_v(\d(?:\.\d)?)-(?:en|fr)", r"cecill \1"),
    _place(r"cecill\.info/licen[cs]es/licence_cecill-([bc])_v1-(?:en|fr)", r"cecill-\1"),
    _place(r"latex-project\.org/lppl/lppl-1-3c", "=LPPL-1.3c"),
    _place(r"latex-project\.org/lppl(?:/.*)?", "lppl"),
    _place(r"dev\.perl\.org/licenses", "perl"),
    _place(r"perlfoundation\.org/artistic_license_2_0", "=Artistic-2.0"),
    _place(r"ruby-lang\.org/(?:[a-z]+/)?(?:about/license|license)", "=Ruby"),
    _place(r"golang\.org/license", "=BSD-3-Clause"),
    _place(r"(?:jquery\.(?:org|com)/license|jsoup\.org/license|slf4j\.org/license)", "=MIT"),
    _place(r"mit-license\.org", "=MIT"),
    _place(r"bouncycastle\.org/(?:licence|license)", "=MIT"),
    _place(r"antlr\.org/license", "=BSD-3-Clause"),
    _place(r"asm\.(?:ow2|objectweb)\.(?:org|io)/license", "=BSD-3-Clause"),
    _place(r"h2database\.com/html/license", "=MPL-2.0 OR EPL-1.0"),
    _place(r"logback\.qos\.ch/license", "=EPL-1.0 OR LGPL-2.1-only"),
    _place(r"(?:glassfish\.dev\.java\.net/nonav/public|glassfish\.java\.net/public)/cddl\+gpl",
           f"=CDDL-1.0 OR {_CPE}"),
    _place(r"(?:glassfish\.(?:dev\.)?java\.net/(?:nonav/)?public|oss\.oracle\.com/licenses)"
           r"/cddl\+gpl[_-]1[_.]1", f"=CDDL-1.1 OR {_CPE}"),
    _place(r"(?:sun\.com/cddl/cddl|oss\.oracle\.com/licenses/cddl)", "=CDDL-1.0"),
    _place(r"openjdk\.(?:java\.net|org)/legal/gplv2\+ce", f"={_CPE}"),
    _place(r"microsoft\.com/en-us/openness/licenses", "microsoft public license"),
)  # fmt: skip


def find_addresses(text: str) -> tuple[tuple[str, ...], str]:
    """The addresses in a text, and what is left of it without them."""
    if "/" not in text or "." not in text:
        return (), text
    found = tuple(one.group().rstrip(".,;") for one in _ADDRESS.finditer(text))
    found = tuple(one for one in found if _is_address(one))
    rest = text
    for one in found:
        rest = rest.replace(one, " ")
    return found, rest


def name_of(address: str) -> str | None:
    """What the page at an address is called: "=" and an expression, or a name to read."""
    plain = _plain(address)
    for place in PLACES:
        found = place.pattern.fullmatch(plain)
        if found:
            return place.name if place.name[0] == "=" else found.expand(place.name)
    return None


def _is_address(text: str) -> bool:
    """ "Apache-2.0/MIT" has a dot and a slash too; a host's last part has letters only."""
    if "://" in text or text.startswith("//"):
        return True
    host = text.partition("/")[0].casefold()
    return host.rpartition(".")[2] in _TOP_LEVELS and not host.startswith(("v.", "ver."))


_TOP_LEVELS = frozenset(
    ("org", "com", "net", "eu", "de", "info", "io", "edu", "gov", "uk", "fr", "dev", "ch", "no")
)


def _plain(address: str) -> str:
    """Host and path in lower case, without "www.", fragment, query, ending and last slash."""
    lower = address.casefold().partition("#")[0].partition("?")[0]
    lower = re.sub(r"^(?:https?:|ftp:)?/*", "", lower)
    lower = re.sub(r"^(?:www\d?\.|web\.archive\.org/web/[^/]*/(?:https?://)?(?:www\.)?)", "", lower)
    lower = re.sub(r"^([^/:]+):\d+", r"\1", lower).rstrip("/")
    lower = re.sub(r"/(?:index|default)\.[a-z]{3,5}$", "", lower)
    return _ENDINGS.sub("", lower).rstrip("/")
