# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of SPDX 2.2 and 2.3 (JSON schema of each, clause 11 for relationships)."""

DOCUMENT = frozenset(
    {
        "$schema",
        "SPDXID",
        "annotations",
        "comment",
        "creationInfo",
        "dataLicense",
        "documentDescribes",
        "documentNamespace",
        "externalDocumentRefs",
        "files",
        "hasExtractedLicensingInfos",
        "name",
        "packages",
        "relationships",
        "revieweds",
        "snippets",
        "spdxVersion",
    }
)
CREATION = frozenset({"comment", "created", "creators", "licenseListVersion"})
PACKAGE = frozenset(
    {
        "SPDXID",
        "annotations",
        "attributionTexts",
        "builtDate",
        "checksums",
        "comment",
        "copyrightText",
        "description",
        "downloadLocation",
        "externalRefs",
        "filesAnalyzed",
        "hasFiles",
        "homepage",
        "licenseComments",
        "licenseConcluded",
        "licenseDeclared",
        "licenseInfoFromFiles",
        "name",
        "originator",
        "packageFileName",
        "packageVerificationCode",
        "primaryPackagePurpose",
        "releaseDate",
        "sourceInfo",
        "summary",
        "supplier",
        "validUntilDate",
        "versionInfo",
    }
)
# Which end is the whole: True where the relationship is read from the whole to the part.
DEPENDENCE = {
    "DEPENDS_ON": True,
    "HAS_PREREQUISITE": True,
    "STATIC_LINK": True,
    "DYNAMIC_LINK": True,
    "BUILD_DEPENDENCY_OF": False,
    "DEPENDENCY_OF": False,
    "DEV_DEPENDENCY_OF": False,
    "OPTIONAL_DEPENDENCY_OF": False,
    "PREREQUISITE_FOR": False,
    "PROVIDED_DEPENDENCY_OF": False,
    "RUNTIME_DEPENDENCY_OF": False,
    "TEST_DEPENDENCY_OF": False,
}
CONTAINMENT = {"CONTAINS": True, "CONTAINED_BY": False}
SCOPES = {
    "BUILD_DEPENDENCY_OF": "build",
    "DEV_DEPENDENCY_OF": "development",
    "OPTIONAL_DEPENDENCY_OF": "optional",
    "PROVIDED_DEPENDENCY_OF": "provided",
    "RUNTIME_DEPENDENCY_OF": "required",
    "TEST_DEPENDENCY_OF": "test",
}
PURPOSES = {
    "APPLICATION": "application",
    "CONTAINER": "container",
    "DEVICE": "device",
    "FILE": "file",
    "FIRMWARE": "firmware",
    "FRAMEWORK": "framework",
    "LIBRARY": "library",
    "OPERATING-SYSTEM": "operating-system",
    "OPERATING_SYSTEM": "operating-system",
    "SOURCE": "source",
    "ARCHIVE": "archive",
    "INSTALL": "install",
    "OTHER": "other",
}
