# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The keys that CycloneDX 1.2 to 1.7 knows at the places we read (ECMA-424 and the schemas).

Those that we do not use are known all the same: only what stands in no version is listed as not
understood.
"""

TOP = frozenset(
    {
        "$schema",
        "annotations",
        "bomFormat",
        "citations",
        "components",
        "compositions",
        "declarations",
        "definitions",
        "dependencies",
        "externalReferences",
        "formulation",
        "metadata",
        "properties",
        "serialNumber",
        "services",
        "signature",
        "specVersion",
        "version",
        "vulnerabilities",
    }
)
METADATA = frozenset(
    {
        "authors",
        "component",
        "distributionConstraints",
        "licenses",
        "lifecycles",
        "manufacture",
        "manufacturer",
        "properties",
        "supplier",
        "timestamp",
        "tools",
    }
)
COMPONENT = frozenset(
    {
        "author",
        "authors",
        "bom-ref",
        "components",
        "copyright",
        "cpe",
        "cryptoProperties",
        "data",
        "description",
        "evidence",
        "externalReferences",
        "group",
        "hashes",
        "isExternal",
        "licenses",
        "manufacturer",
        "mime-type",
        "modelCard",
        "modified",
        "name",
        "omniborId",
        "patentAssertions",
        "pedigree",
        "properties",
        "publisher",
        "purl",
        "releaseNotes",
        "scope",
        "signature",
        "supplier",
        "swhid",
        "swid",
        "tags",
        "type",
        "version",
        "versionRange",
    }
)
LICENCE = frozenset(
    {
        "acknowledgement",
        "bom-ref",
        "id",
        "licensing",
        "name",
        "properties",
        "text",
        "url",
    }
)
