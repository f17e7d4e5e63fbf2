# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which duties the copyleft licences, the licences for data, fonts and documents, and those that
restrict use ask for, with the place in the text."""

from collections.abc import Mapping

from allmende.licences.obligations.permissive import NOTHING, Terms

_GPL_2 = {
    "give-licence-text": "§ 1",
    "copyright-and-disclaimer": "§ 1",
    "source-three-years": "§ 3",
    "same-licence-linked-work": "§ 2(b)",
    "no-further-restrictions": "§ 6",
    "state-changes-dated": "§ 2(a)",
    "same-licence-work": "§ 2(b)",
    "interactive-notices": "§ 2(c)",
}
_GPL_3 = {
    "give-licence-text": "§ 4",
    "copyright-and-disclaimer": "§ 4",
    "source-three-years-and-support": "§ 6",
    "installation-information": "§ 6",
    "same-licence-linked-work": "§ 5(c)",
    "no-further-restrictions": "§ 10",
    "patent-peace": "§§ 8, 10",
    "state-changes-of-work": "§ 5(a)",
    "same-licence-work": "§ 5(c)",
    "interactive-notices": "§ 5(d)",
}
_LGPL_2 = {
    "give-licence-text": "§ 1",
    "copyright-and-disclaimer": "§ 1",
    "source-of-library": "§§ 4, 6",
    "name-library": "§ 6",
    "allow-replacement": "§ 6",
    "allow-reverse-engineering": "§ 6",
    "no-further-restrictions": "§ 10",
    "state-changes-dated": "§ 2(b)",
    "same-licence-library": "§ 2",
}
_LGPL_3 = {
    "give-licence-text": "§ 4(b)",
    "name-library": "§ 4(a)",
    "source-three-years-and-support": "§ 4(d), GPL-3.0 § 6",
    "allow-replacement": "§ 4(d)",
    "allow-reverse-engineering": "§ 4",
    "installation-information": "§ 4(e)",
    "no-further-restrictions": "GPL-3.0 § 10",
    "patent-peace": "GPL-3.0 §§ 8, 10",
    "state-changes-of-work": "GPL-3.0 § 5(a)",
    "same-licence-library": "§ 2",
}
_MPL_2 = {
    "tell-licence-of-source": "§ 3.1",
    "source-of-covered-files": "§ 3.2(a)",
    "other-licence-for-binary": "§ 3.2(b)",
    "keep-all-notices": "§ 3.4",
    "same-licence-files": "§ 3.1",
    "patent-peace": "§ 5.2",
    "no-trademark": "§ 2.3",
}
_CDDL = {
    "source-of-program": "§ 3.1",
    "give-licence-text-with-source": "§ 3.1",
    "same-licence-files": "§ 3.2",
    "identify-contributor": "§ 3.3",
    "keep-all-notices": "§ 3.3",
    "other-licence-for-binary": "§ 3.5",
    "patent-peace": "§ 6.2",
}
_EPL_1 = {
    "source-of-program": "§ 3(b)(iv)",
    "give-licence-text-with-source": "§ 3",
    "other-licence-disclaims": "§ 3(b)",
    "keep-copyright": "§ 3",
    "commercial-indemnity": "§ 4",
    "same-licence-files": "§ 3",
    "identify-contributor": "§ 3",
    "patent-peace": "§ 7",
}
_EUPL = {
    "give-licence-text": "Art. 5",
    "keep-all-notices": "Art. 5",
    "source-while-offered": "Art. 5",
    "no-further-restrictions": "Art. 5",
    "same-licence-eupl": "Art. 5",
    "state-changes-of-work": "Art. 5",
    "no-trademark": "Art. 5",
}
_OSL = {
    "same-licence-derivative": "§ 1(c)",
    "source-while-offered": "§ 3",
    "network-is-distribution": "§ 5",
    "keep-all-notices": "§ 6",
    "state-changes": "§ 6",
    "obtain-assent": "§ 9",
    "patent-peace": "§ 10",
}
_CC_4 = {
    "attribute": "§ 3(a)(1)",
    "attribute-changes": "§ 3(a)(1)(B)",
    "patents-not-granted": "§ 2(b)(2)",
}
_CC_3 = {"attribute": "§ 4(b)", "attribute-changes": "§ 3(b)", "no-technical-measures": "§ 4(a)"}
_GFDL = {
    "give-licence-text": "§ 2",
    "keep-copyright": "§ 2",
    "no-technical-measures": "§ 2",
    "document-many-copies": "§ 3",
    "changed-document": "§ 4",
}

RECIPROCAL: Mapping[str, Terms] = {
    "AGPL-3.0": {**_GPL_3, "source-to-network-users": "§ 13"},
    "APSL-2.0": {
        "keep-all-notices": "§ 2.1(a)",
        "give-licence-text-with-source": "§ 2.1(b)",
        "state-changes-dated": "§ 2.2(b)",
        "same-licence-files": "§ 2.2(c)",
        "source-of-program": "§ 2.3",
        "network-is-distribution": "§§ 1.4, 2.2(c)",
    },
    "CDDL-1.0": _CDDL,
    "CDDL-1.1": _CDDL,
    "CECILL-2.1": {
        "give-licence-text": "§ 5.3.1",
        "copyright-and-disclaimer": "§ 5.3.1",
        "source-access-three-years": "§ 5.3.1",
        "same-licence-derivative": "§ 5.3.2",
        "state-changes-of-work": "§ 5.2",
        "identify-contributor": "§ 5.2",
    },
    "CPL-1.0": _EPL_1,
    "EPL-1.0": _EPL_1,
    "EPL-2.0": {
        "source-of-program": "§ 3.1(a)",
        "other-licence-disclaims": "§ 3.1(b)",
        "other-licence-for-binary": "§ 3.1(b)(iii)",
        "give-licence-text-with-source": "§ 3.2(b)",
        "keep-all-notices": "§ 3.3",
        "commercial-indemnity": "§ 4",
        "same-licence-files": "§ 3.2(a)",
        "patent-peace": "§ 7",
    },
    "EUPL-1.1": {**_EUPL, "network-is-distribution": "Art. 1"},
    "EUPL-1.2": {**_EUPL, "network-is-distribution": "Art. 1"},
    "GPL-1.0": {
        "give-licence-text": "§ 1",
        "copyright-and-disclaimer": "§ 1",
        "source-three-years": "§ 3",
        "same-licence-linked-work": "§ 2(b)",
        "no-further-restrictions": "§ 6",
        "state-changes-dated": "§ 2(a)",
        "same-licence-work": "§ 2(b)",
        "interactive-notices": "§ 2(c)",
    },
    "GPL-2.0": _GPL_2,
    "GPL-3.0": _GPL_3,
    "IPL-1.0": _EPL_1,
    "LGPL-2.0": _LGPL_2,
    "LGPL-2.1": _LGPL_2,
    "LGPL-3.0": _LGPL_3,
    "MPL-1.1": {
        "give-licence-text-with-source": "§ 3.1",
        "source-twelve-months": "§ 3.2",
        "other-licence-for-binary": "§ 3.6",
        "keep-all-notices": "§ 3.5",
        "changes-file": "§ 3.3",
        "legal-file": "§ 3.4",
        "same-licence-files": "§ 3.1",
        "patent-peace": "§ 8.2",
    },
    "MPL-2.0": _MPL_2,
    "MPL-2.0-no-copyleft-exception": _MPL_2,
    "MS-RL": {
        "source-of-covered-files": "§ 3(A)",
        "give-licence-text": "§ 3(A)",
        "same-licence-files": "§ 3(A)",
        "no-trademark": "§ 3(B)",
        "patent-peace": "§ 3(C)",
        "keep-all-notices": "§ 3(D)",
    },
    "OSL-2.1": _OSL,
    "OSL-3.0": _OSL,
    "Sleepycat": {
        "keep-notice-in-source": "(1)",
        "notice-with-binary": "(2)",
        "source-of-everything": "(3)",
    },
    "SSPL-1.0": {
        **{duty: place for duty, place in _GPL_3.items() if duty != "patent-peace"},
        "service-source": "§ 13",
    },
    "BUSL-1.1": {
        "no-production-use": "¶ 1",
        "becomes-open-later": "¶ 2",
        "give-licence-text": "¶ 5",
        "no-trademark": "¶ 7",
    },
    "Elastic-2.0": {
        "no-hosted-service": "Limitations",
        "no-key-circumvention": "Limitations",
        "keep-all-notices": "Limitations",
        "give-licence-text": "Notices",
        "state-changes-of-work": "Notices",
        "patent-peace": "Patents",
    },
    "CC-BY-2.5": {**_CC_3, "attribute-changes": "§ 4(b)"},
    "CC-BY-3.0": _CC_3,
    "CC-BY-4.0": {**_CC_4, "no-technical-measures": "§ 2(a)(5)(B)"},
    "CC-BY-SA-3.0": {**_CC_3, "attribute": "§ 4(c)", "share-alike": "§ 4(b)"},
    "CC-BY-SA-4.0": {
        **_CC_4,
        "no-technical-measures": "§ 2(a)(5)(C)",
        "share-alike": "§ 3(b)",
    },
    "CC-BY-NC-4.0": {
        **_CC_4,
        "no-technical-measures": "§ 2(a)(5)(B)",
        "no-commercial-use": "§ 2(a)(1)",
    },
    "CC-BY-NC-SA-4.0": {
        **_CC_4,
        "no-technical-measures": "§ 2(a)(5)(C)",
        "share-alike": "§ 3(b)",
        "no-commercial-use": "§ 2(a)(1)",
    },
    "CC-BY-ND-4.0": {
        **_CC_4,
        "no-technical-measures": "§ 2(a)(5)(B)",
        "no-adaptations": "§ 2(a)(1)(B)",
    },
    "CC-BY-NC-ND-4.0": {
        **_CC_4,
        "no-technical-measures": "§ 2(a)(5)(B)",
        "no-commercial-use": "§ 2(a)(1)",
        "no-adaptations": "§ 2(a)(1)(B)",
    },
    "CDLA-Permissive-2.0": {"give-licence-or-link": "§ 2"},
    "DL-DE-BY-2.0": {"source-note": "(2)", "source-note-changes": "(3)"},
    "DL-DE-ZERO-2.0": NOTHING,
    "GFDL-1.2": _GFDL,
    "GFDL-1.3": _GFDL,
    "ODbL-1.0": {
        "database-notice": "§ 4.2",
        "produced-work-notice": "§ 4.3",
        "database-share-alike": "§ 4.4",
        "database-access": "§ 4.6",
        "no-technical-measures": "§ 4.7",
    },
    "ODC-By-1.0": {"database-notice": "§ 4.2", "produced-work-notice": "§ 4.3"},
    "PDDL-1.0": NOTHING,
    "OFL-1.1": {
        "font-not-sold-alone": "(1)",
        "keep-notice": "(2)",
        "give-licence-text": "(2)",
        "rename-changed": "(3)",
        "no-endorsement": "(4)",
        "font-same-licence": "(5)",
    },
    "Bitstream-Vera": {
        "keep-notice": "¶ 2",
        "rename-changed": "¶ 3",
        "font-not-sold-alone": "¶ 5",
        "no-endorsement": "¶ 7",
    },
}
