# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people call the licences beyond the id and name that the SPDX list has for them.

A family is all versions of one licence. Most come from the SPDX list itself (`spdx_list`), keyed
by the words of their id without the version ("epl", "cc by sa"); here stand the further names,
what a name without version means, and the families that SPDX does not list under their own name.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Family:
    """One licence in all its versions.

    `versions`: short number ("2" for 2.0) to SPDX id, several ids parted by "|" where the number
    leaves it open. `default`: the id of a name without version, where that is certain.
    `candidates`: what a name without version may be. `confidence` of the default.
    """

    key: str
    versions: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Names:
    """Further names of a family, and what its bare name means (overriding what the list says)."""

    phrases: tuple[str, ...]
    default: str | None = None
    candidates: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)


PERL = "Artistic-1.0-Perl OR GPL-1.0-or-later"
"""The terms of Perl 5 itself: perldoc perlartistic and perlgpl, "same terms as Perl"."""

FURTHER_NAMES: dict[str, Names] = {
    # The foundation's own short names: ASL, AL (its FAQ), ALv2; "ASF" in POMs.
    "apache": Names(
        (
            *("apache", "apache software", "apache software foundation", "apache public", "asl"),
            *("asf", "apache source", "apache asl", "apache foundation", "apache al", "apl apache"),
            *("apache software asl", "apache commons", "apache opensource", "apache software al"),
        ),
        candidates=("Apache-2.0", "Apache-1.1", "Apache-1.0"),
    ),
    # "al" and "bsl" alone are too short to mean one thing.
    "al": Names(("al",), versions={"2": "Apache-2.0"}, candidates=("Apache-2.0",)),
    "mit": Names(
        (
            *("mit", "expat", "mit expat", "expat mit", "mit/expat", "expat/mit", "mitlicense"),
            *("massachusetts institute of technology", "massachusetts institute of technology mit"),
            *("mit open source", "mit software"),
        ),
        default="MIT",
        versions={"0": "MIT-0"},
    ),
    # Contested: some mean the Expat text, some that of the X Consortium.
    "mit x11": Names(
        ("mit/x11", "mit x11", "x11/mit", "x11 mit", "mit/x", "mit x", "mit (x11)", "x11 (mit)"),
        candidates=("MIT", "X11"),
    ),
    "x11": Names(("x11", "x consortium", "mit/x consortium", "mit x consortium"), default="X11"),
    "mit advertising": Names(("mit with advertising",), default="MIT-advertising"),
    "isc": Names(
        (
            *("isc", "iscl", "isc iscl", "internet systems consortium", "openbsd isc"),
            *("internet software consortium", "internet systems consortium isc"),
        ),
        default="ISC",
    ),
    "zlib": Names(
        ("zlib", "zlib/libpng", "zlib libpng", "libpng/zlib", "zlib and libpng", "zlib png"),
        default="Zlib",
    ),
    "libpng": Names(("libpng",), default="Libpng"),
    "unlicense": Names(("unlicense", "un license"), default="Unlicense"),
    "wtfpl": Names(
        (
            *("wtfpl", "do what the fuck you want to public", "do what the f you want to public"),
            *("do what the fuck you want to", "do what the fuck you want public"),
            *("do wtf you want to public", "dwtfywtpl", "do what the f ck you want to"),
        ),
        default="WTFPL",
        versions={"2": "WTFPL"},
    ),
    "cc0": Names(
        (
            *("cc0", "cc 0", "cc zero", "creative commons zero", "creative commons 0", "cc by 0"),
            *(
                "creative commons cc0",
                "creative commons cc zero",
                "creative commons zero cc0",
                "cc cc0",
                "cczero",
            ),
            *("creative commons public domain dedication", "cc0 creative commons zero"),
        ),
        default="CC0-1.0",
        versions={"1": "CC0-1.0"},
    ),
    "boost": Names(
        ("boost", "boost software", "boost software bsl", "bsl boost"),
        default="BSL-1.0",
        versions={"1": "BSL-1.0"},
    ),
    "bsl": Names(
        ("bsl",),
        versions={"1": "BSL-1.0", "1.1": "BUSL-1.1"},
        candidates=("BSL-1.0", "BUSL-1.1"),
    ),
    "busl": Names(("busl", "business source", "mariadb business source", "business source bsl")),
    "mpl": Names(("mpl", "mozilla public", "mozilla", "mozilla foundation public")),
    "epl": Names(
        ("epl", "eclipse public", "eclipse foundation public", "eclipse public epl"),
    ),
    # The Eclipse Distribution License is the text of BSD-3-Clause (eclipse.org, EDL 1.0).
    "edl": Names(
        ("edl", "eclipse distribution", "eclipse development", "eclipse distribution edl"),
        default="BSD-3-Clause",
        versions={"1": "BSD-3-Clause"},
    ),
    "cddl": Names(
        (
            "cddl",
            "common development and distribution",
            "common development & distribution",
            "common development and distribution cddl",
            "sun cddl",
        )
    ),
    "cpl": Names(("cpl", "common public"), default="CPL-1.0"),
    "ipl": Names(("ipl", "ibm public", "ibmpl"), default="IPL-1.0"),
    "eupl": Names(
        (
            *("eupl", "european union public", "european public", "eu public"),
            *("european union public eupl", "european union", "european union open source"),
            *("license publique de lunion europeenne", "licencia publica de la union europea"),
            *("license pubblica dellunione europea", "union europeenne public"),
            *("open source license for the european union",),
        )
    ),
    "artistic": Names(
        ("artistic", "perl artistic", "perl foundation artistic", "the perl foundation artistic"),
        candidates=("Artistic-2.0", "Artistic-1.0", "Artistic-1.0-Perl", "Artistic-1.0-cl8"),
    ),
    "perl": Names(
        (
            *("perl", "perl 5", "same as perl", "same as perl 5", "same terms as perl"),
            *("same terms as perl itself", "same terms as perl 5", "same terms as perl 5 itself"),
            *("the same terms as perl itself", "same as perl itself", "perl itself"),
            *("same license as perl", "same as perl 5 itself", "same terms as the perl"),
            *("perl 5 programming language",),
        ),
        default=PERL,
    ),
    "psf": Names(
        ("psf", "psfl", "python software foundation", "python software foundation psf"),
        default="PSF-2.0",
    ),
    "python": Names(("python",), candidates=("Python-2.0", "PSF-2.0", "CNRI-Python")),
    "cnri python": Names(("cnri python", "python license cnri python"), default="CNRI-Python"),
    "zpl": Names(("zpl", "zope public", "zope", "zope public zpl")),
    "ofl": Names(
        (
            *("ofl", "sil ofl", "sil open font", "open font", "sil", "sil open font ofl"),
            *("sil international open font",),
        ),
        candidates=("OFL-1.1", "OFL-1.0"),
    ),
    "postgresql": Names(("postgresql", "postgres", "postgre sql"), default="PostgreSQL"),
    "php": Names(("php",)),
    "ruby": Names(("ruby", "rubys", "same as ruby", "same as rubys"), default="Ruby"),
    "sspl": Names(
        ("sspl", "server side public", "mongodb server side public", "mongodb sspl"),
        default="SSPL-1.0",
    ),
    "elastic": Names(("elastic", "elastic license el")),
    "el": Names(("el",), versions={"2": "Elastic-2.0"}),
    "cecill": Names(
        ("cecill", "cea cnrs inria logiciel libre", "cecill free software"),
        candidates=("CECILL-2.1", "CECILL-2.0", "CECILL-1.1", "CECILL-1.0"),
    ),
    "cecill b": Names(
        ("cecill b", "cecill b free software"),
        default="CECILL-B",
        versions={"1": "CECILL-B"},
    ),
    "cecill c": Names(
        ("cecill c", "cecill c free software"),
        default="CECILL-C",
        versions={"1": "CECILL-C"},
    ),
    "w3c": Names(
        ("w3c", "w3c software", "w3c software notice", "w3c software notice and license"),
        default="W3C",
    ),
    "ncsa": Names(
        (
            *("ncsa", "university of illinois/ncsa", "university of illinois ncsa", "uiuc"),
            *("uiuc/ncsa", "uiuc ncsa", "uoi ncsa", "illinois/ncsa", "ncsa/university of illinois"),
            *("university of illinois", "ncsa open source", "university of illinois open source"),
            *("university of illinois/ncsa open source", "uoi/ncsa"),
        ),
        default="NCSA",
    ),
    "lppl": Names(("lppl", "latex project public"), versions={"1.3": "LPPL-1.3a|LPPL-1.3c"}),
    "oldap": Names(("oldap", "openldap", "open ldap", "openldap public", "open ldap public")),
    "ms pl": Names(("ms pl", "mspl", "microsoft public", "ms public"), default="MS-PL"),
    "ms rl": Names(("ms rl", "msrl", "microsoft reciprocal"), default="MS-RL"),
    "upl": Names(("upl", "universal permissive", "oracle upl"), default="UPL-1.0"),
    "unicode": Names(
        ("unicode",),
        candidates=("Unicode-3.0", "Unicode-DFS-2016", "Unicode-DFS-2015", "Unicode-TOU"),
    ),
    "unicode dfs": Names(("unicode dfs", "unicode data files and software")),
    "odbl": Names(
        (
            "odbl",
            "open database",
            "open data commons open database",
            "odc odbl",
            "opendata odbl",
            "open data commons odbl",
        ),
        default="ODbL-1.0",
    ),
    "odc by": Names(
        ("odc by", "odc attribution", "open data commons attribution", "open data commons by"),
        default="ODC-By-1.0",
    ),
    "pddl": Names(
        (
            *("pddl", "odc pddl", "open data commons public domain dedication and license"),
            *(
                "open data commons public domain dedication",
                "odc public domain dedication",
                "odc public domain dedication and license",
            ),
            *("open data commons pddl", "public domain dedication and license"),
        ),
        default="PDDL-1.0",
    ),
    "dl de by": Names(("dl de by", "dl de/by", "dl by de", "data license germany attribution")),
    "dl de zero": Names(("dl de zero", "dl de/zero", "dl zero de", "data license germany zero")),
    "dl de": Names(
        ("dl de", "data license germany"),
        versions={"2": "DL-DE-BY-2.0|DL-DE-ZERO-2.0"},
        candidates=("DL-DE-BY-2.0", "DL-DE-ZERO-2.0"),
    ),
    "etalab": Names(
        (
            *("etalab", "license ouverte", "license ouverte/open license", "etalab open"),
            *("license ouverte open license", "license ouverte etalab", "open license etalab"),
            *("license ouverte/open", "lov", "etalab license ouverte", "lo ol"),
        )
    ),
    "ogl uk": Names(
        (
            "ogl",
            "ogl uk",
            "open government",
            "uk open government",
            "open government license uk",
            "open government uk",
            "uk ogl",
        ),
        candidates=("OGL-UK-3.0", "OGL-UK-2.0", "OGL-UK-1.0", "OGL-Canada-2.0"),
    ),
    "ogl canada": Names(
        ("ogl canada", "open government license canada", "open government canada"),
        candidates=("OGL-Canada-2.0",),
    ),
    "nlod": Names(("nlod", "norwegian license for open government data")),
    "beerware": Names(("beerware", "beer ware"), default="Beerware", versions={"42": "Beerware"}),
    # Names of projects that ship the text of a listed licence under their own name.
    "bouncy castle": Names(("bouncy castle", "bouncycastle"), default="MIT"),
    "jquery": Names(("jquery",), default="MIT"),
    "go": Names(("go license", "golang", "the go license"), default="BSD-3-Clause"),
    "h2": Names(("h2", "h2 database", "h2 dual"), default="MPL-2.0 OR EPL-1.0"),
    "mulanpsl": Names(
        ("mulanpsl", "mulan psl", "mulan permissive software", "mulan", "木兰宽松许可证")
    ),
    "sgi b": Names(("sgi free software license b", "sgi free software b", "sgi b")),
    "afl": Names(("afl", "academic free")),
    "osl": Names(("osl", "open software")),
    "qpl": Names(("qpl", "qt public", "q public"), default="QPL-1.0"),
    "apsl": Names(("apsl", "apple public source", "apple public")),
    "efl": Names(("efl", "eiffel forum")),
    "ftl": Names(("ftl", "freetype", "freetype project"), default="FTL"),
    "nasa": Names(
        ("nasa open source", "nosa", "nasa open source agreement"),
        candidates=("NASA-1.3",),
        versions={"1.3": "NASA-1.3"},
    ),
    "lal": Names(("lal", "license art libre", "free art")),
    "blueoak": Names(("blueoak", "blue oak model", "blue oak"), default="BlueOak-1.0.0"),
    "ubuntu font": Names(("ubuntu font", "ufl"), default="Ubuntu-font-1.0"),
    "cpal": Names(("cpal",), default="CPAL-1.0"),
    "opl": Names(
        ("opl",), candidates=("OPL-1.0", "OPUBL-1.0"), versions={"1": "OPL-1.0|OPUBL-1.0"}
    ),
    "sissl": Names(
        ("sissl", "sun industry standards source"),
        versions={"1.1": "SISSL", "1.2": "SISSL-1.2"},
        candidates=("SISSL", "SISSL-1.2"),
    ),
    "fsl": Names(
        ("fsl", "functional source"),
        candidates=("FSL-1.1-MIT", "FSL-1.1-ALv2"),
        versions={"1.1": "FSL-1.1-MIT|FSL-1.1-ALv2"},
    ),
    "wxwindows": Names(
        ("wxwindows", "wxwindows library"),
        default="GPL-2.0-or-later WITH WxWindows-exception-3.1",
        versions={"3.1": "GPL-2.0-or-later WITH WxWindows-exception-3.1"},
    ),
    "icu": Names(("icu", "icu license icu 1.8.1 and later", "icu 1.8.1 and later"), default="ICU"),
    "w3c document": Names(
        ("w3c software and document", "w3c software notice and document", "w3c document"),
        candidates=("W3C-20150513",),
    ),
    "sax pd": Names(("sax pd", "sax public domain"), default="SAX-PD"),
    "vim": Names(("vim",), default="Vim"),
    "curl": Names(("curl", "curl mit/x"), default="curl"),
    "json": Names(("json", "json org"), default="JSON"),
    "d fsl": Names(("d fsl",), default="D-FSL-1.0"),
    "tcl": Names(("tcl", "tcl/tk", "tcl tk"), default="TCL"),
    "ecl": Names(("ecl", "educational community")),
    "bitstream vera": Names(("bitstream vera", "bitstream vera font"), default="Bitstream-Vera"),
    "hpnd": Names(("hpnd",), default="HPND"),
    "cc pdm": Names(
        ("public domain mark", "cc pdm", "creative commons public domain mark", "pdm"),
        default="CC-PDM-1.0",
        versions={"1": "CC-PDM-1.0"},
    ),
    "copyleft next": Names(("copyleft next",)),
    "openssl": Names(("openssl",), default="OpenSSL"),
    "cern ohl": Names(
        ("cern ohl", "cern open hardware"),
        versions={
            "1.1": "CERN-OHL-1.1",
            "1.2": "CERN-OHL-1.2",
            "2": "CERN-OHL-P-2.0|CERN-OHL-W-2.0|CERN-OHL-S-2.0",
        },
    ),
    "cern ohl p": Names(("cern ohl permissive", "cern open hardware license permissive")),
    "cern ohl w": Names(("cern ohl weakly reciprocal",)),
    "cern ohl s": Names(("cern ohl strongly reciprocal",)),
    "eclipse": Names(
        ("eclipse",),
        versions={"2": "EPL-2.0", "1": "EPL-1.0|BSD-3-Clause"},
        candidates=("EPL-2.0", "EPL-1.0", "BSD-3-Clause"),
    ),
    "0bsd": Names(
        ("free public", "bsd zero", "zero bsd", "zerobsd"), default="0BSD", versions={"1": "0BSD"}
    ),
    # The project's own text has a sentence on views more than the two clauses.
    "freebsd": Names(
        ("freebsd", "free bsd", "freebsd copyright"),
        candidates=("BSD-2-Clause", "BSD-2-Clause-Views"),
    ),
    "bsd advertising": Names(
        ("bsd with advertising", "bsd with advertising clause", "bsd with the advertising clause"),
        candidates=("BSD-4-Clause", "BSD-4-Clause-UC"),
    ),
    "artistic perl": Names(
        ("artistic perl",),
        versions={"1": "Artistic-1.0-Perl"},
        candidates=("Artistic-1.0-Perl", "Artistic-2.0"),
    ),
    "gnu": Names(
        ("gnu",),
        candidates=(
            *("GPL-3.0-or-later", "GPL-3.0-only", "GPL-2.0-or-later", "GPL-2.0-only"),
            *("LGPL-3.0-or-later", "LGPL-3.0-only", "LGPL-2.1-or-later", "LGPL-2.1-only"),
            *("AGPL-3.0-or-later", "AGPL-3.0-only"),
        ),
        versions={
            "2": "GPL-2.0-only|GPL-2.0-or-later|LGPL-2.0-only|LGPL-2.0-or-later",
            "3": "GPL-3.0-only|GPL-3.0-or-later|LGPL-3.0-only|LGPL-3.0-or-later"
            "|AGPL-3.0-only|AGPL-3.0-or-later",
        },
    ),
}

SPDX_KEEPS_APART = (
    *("GPL-", "LGPL-", "AGPL-", "GFDL-", "BSD-", "0BSD", "CC-BY", "MIT-0", "CC0"),
    *("Artistic-1.0-", "QPL-1.0-I", "FSL-", "SISSL", "NASA-1.3", "CC-PDM"),
)
"""Beginnings of the ids that have rules of their own rather than a family made from the list."""
