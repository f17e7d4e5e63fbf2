# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The tags of SPDX 2.2 and 2.3, and where each stands in the JSON of the same document.

A target is a section and a key: the section "" is the document, None the package, file, snippet or
licence that was opened last.
"""

OPENERS = {
    "PackageName": "packages",
    "FileName": "files",
    "SnippetSPDXID": "snippets",
    "LicenseID": "hasExtractedLicensingInfos",
}
TAGS: dict[str, tuple[str | None, str]] = {
    "SPDXVersion": ("", "spdxVersion"),
    "DataLicense": ("", "dataLicense"),
    "DocumentName": ("", "name"),
    "DocumentNamespace": ("", "documentNamespace"),
    "DocumentComment": ("", "comment"),
    "Created": ("creationInfo", "created"),
    "CreatorComment": ("creationInfo", "comment"),
    "LicenseListVersion": ("creationInfo", "licenseListVersion"),
    "PackageName": (None, "name"),
    "PackageVersion": (None, "versionInfo"),
    "PackageFileName": (None, "packageFileName"),
    "PackageSupplier": (None, "supplier"),
    "PackageOriginator": (None, "originator"),
    "PackageDownloadLocation": (None, "downloadLocation"),
    "FilesAnalyzed": (None, "filesAnalyzed"),
    "PackageHomePage": (None, "homepage"),
    "PackageSourceInfo": (None, "sourceInfo"),
    "PackageLicenseConcluded": (None, "licenseConcluded"),
    "PackageLicenseDeclared": (None, "licenseDeclared"),
    "PackageLicenseComments": (None, "licenseComments"),
    "PackageCopyrightText": (None, "copyrightText"),
    "PackageSummary": (None, "summary"),
    "PackageDescription": (None, "description"),
    "PackageComment": (None, "comment"),
    "PrimaryPackagePurpose": (None, "primaryPackagePurpose"),
    "ReleaseDate": (None, "releaseDate"),
    "BuiltDate": (None, "builtDate"),
    "ValidUntilDate": (None, "validUntilDate"),
    "FileName": (None, "fileName"),
    "SnippetSPDXID": (None, "SPDXID"),
    "LicenseID": (None, "licenseId"),
    "LicenseName": (None, "name"),
    "ExtractedText": (None, "extractedText"),
    "LicenseComment": (None, "comment"),
}
LISTS: dict[str, tuple[str | None, str]] = {
    "Creator": ("creationInfo", "creators"),
    "PackageChecksum": (None, "checksums"),
    "PackageLicenseInfoFromFiles": (None, "licenseInfoFromFiles"),
    "PackageAttributionText": (None, "attributionTexts"),
    "ExternalRef": (None, "externalRefs"),
}
# The parts of a value that is an object in JSON.
SECTIONS = {
    "PackageChecksum": ("algorithm", "checksumValue"),
    "ExternalRef": ("referenceCategory", "referenceType", "referenceLocator"),
}
# Known and not read: files are counted only, and annotations carry nothing a verdict needs.
UNREAD = frozenset(
    {
        "AnnotationComment",
        "AnnotationDate",
        "AnnotationType",
        "Annotator",
        "ArtifactOfProjectHomePage",
        "ArtifactOfProjectName",
        "ArtifactOfProjectURI",
        "ExternalDocumentRef",
        "ExternalRefComment",
        "FileAttributionText",
        "FileChecksum",
        "FileComment",
        "FileContributor",
        "FileCopyrightText",
        "FileDependency",
        "FileNotice",
        "FileType",
        "LicenseComments",
        "LicenseConcluded",
        "LicenseCrossReference",
        "LicenseInfoInFile",
        "LicenseInfoInSnippet",
        "PackageVerificationCode",
        "RelationshipComment",
        "ReviewComment",
        "ReviewDate",
        "Reviewer",
        "SPDXREF",
        "SnippetAttributionText",
        "SnippetByteRange",
        "SnippetComment",
        "SnippetCopyrightText",
        "SnippetFromFileSPDXID",
        "SnippetLicenseComments",
        "SnippetLicenseConcluded",
        "SnippetLineRange",
        "SnippetName",
        "SPDXRef",
    }
)
