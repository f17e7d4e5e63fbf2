# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The keys and kinds of values of SPDX 2.2 and 2.3 in JSON (Annex "JSON serialization", schema).

A string names the kind of a value, a list that of each entry, a dictionary an object. What stands
in `SINCE_2_3` version 2.2 does not know. What is required is left to spdx-tools, which knows.
"""

from typing import Any

ANNOTATION = {
    "annotationDate": "text",
    "annotationType": "text",
    "annotator": "text",
    "comment": "text",
}
CHECKSUM = {"algorithm": "text", "checksumValue": "text"}
POINTER = {"lineNumber": "number", "offset": "number", "reference": "text"}
FILE = {
    "SPDXID": "text",
    "annotations": [ANNOTATION],
    "artifactOfs": ["anything"],
    "attributionTexts": ["text"],
    "checksums": [CHECKSUM],
    "comment": "text",
    "copyrightText": "text",
    "fileContributors": ["text"],
    "fileDependencies": ["text"],
    "fileName": "text",
    "fileTypes": ["text"],
    "licenseComments": "text",
    "licenseConcluded": "text",
    "licenseInfoInFiles": ["text"],
    "noticeText": "text",
}
PACKAGE = {
    "SPDXID": "text",
    "annotations": [ANNOTATION],
    "attributionTexts": ["text"],
    "builtDate": "text",
    "checksums": [CHECKSUM],
    "comment": "text",
    "copyrightText": "text",
    "description": "text",
    "downloadLocation": "text",
    "externalRefs": [
        {
            "comment": "text",
            "referenceCategory": "text",
            "referenceLocator": "text",
            "referenceType": "text",
        }
    ],
    "filesAnalyzed": "truth",
    "hasFiles": ["text"],
    "homepage": "text",
    "licenseComments": "text",
    "licenseConcluded": "text",
    "licenseDeclared": "text",
    "licenseInfoFromFiles": ["text"],
    "name": "text",
    "originator": "text",
    "packageFileName": "text",
    "packageVerificationCode": {
        "packageVerificationCodeExcludedFiles": ["text"],
        "packageVerificationCodeValue": "text",
    },
    "primaryPackagePurpose": "text",
    "releaseDate": "text",
    "sourceInfo": "text",
    "summary": "text",
    "supplier": "text",
    "validUntilDate": "text",
    "versionInfo": "text",
}
SNIPPET = {
    "SPDXID": "text",
    "annotations": [ANNOTATION],
    "attributionTexts": ["text"],
    "comment": "text",
    "copyrightText": "text",
    "licenseComments": "text",
    "licenseConcluded": "text",
    "licenseInfoInSnippets": ["text"],
    "name": "text",
    "ranges": [{"endPointer": POINTER, "startPointer": POINTER}],
    "snippetFromFile": "text",
}
DOCUMENT: dict[str, Any] = {
    "$schema": "text",
    "SPDXID": "text",
    "annotations": [ANNOTATION],
    "comment": "text",
    "creationInfo": {
        "comment": "text",
        "created": "text",
        "creators": ["text"],
        "licenseListVersion": "text",
    },
    "dataLicense": "text",
    "documentDescribes": ["text"],
    "documentNamespace": "text",
    "externalDocumentRefs": [
        {"checksum": CHECKSUM, "externalDocumentId": "text", "spdxDocument": "text"}
    ],
    "files": [FILE],
    "hasExtractedLicensingInfos": [
        {
            "comment": "text",
            "crossRefs": ["anything"],
            "extractedText": "text",
            "licenseId": "text",
            "name": "text",
            "seeAlsos": ["text"],
        }
    ],
    "name": "text",
    "packages": [PACKAGE],
    "relationships": [
        {
            "comment": "text",
            "relatedSpdxElement": "text",
            "relationshipType": "text",
            "spdxElementId": "text",
        }
    ],
    "revieweds": [{"comment": "text", "reviewDate": "text", "reviewer": "text"}],
    "snippets": [SNIPPET],
    "spdxVersion": "text",
}
SINCE_2_3 = frozenset({"builtDate", "primaryPackagePurpose", "releaseDate", "validUntilDate"})
KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "truth": (bool,),
    "number": (int,),
    "anything": (object,),
}
