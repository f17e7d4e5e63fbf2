# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Clouds: Amazon, Google, Alibaba, IBM, Oracle and their like. Azure has a file of its own."""

import base64
import re
from functools import partial
from random import Random

from allmende.repositories.detectors.judging import (
    by_place,
    lock_file,
    placeholder,
    random_looking,
)
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import (
    CLIENT,
    GOOD,
    KEY,
    REFRESH,
    SECRET,
    SESSION,
    TOKEN,
    keyed,
    titled,
    token,
    written,
)
from allmende.repositories.detectors.secrets.shapes import Shape

_IAM = (
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"
    "#identifiers-unique-ids"
)
_AWS_KEYS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"
_BEDROCK = "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"
_GOOGLE = "https://cloud.google.com/docs/authentication/api-keys"
_GOOGLE_OAUTH = "https://developers.google.com/identity/protocols/oauth2"


def _key_id(confidence: float, candidate: Candidate) -> float | None:
    """An access key id: base 32 behind its prefix; alone it is half a secret only."""
    body = candidate.value[4:]
    if placeholder(body) or not random_looking(body, 0.7):
        return None
    return by_place(confidence, candidate.path)


def _aws_secret(candidate: Candidate) -> float | None:
    """A secret access key: 40 characters of base 64 in three kinds, beside a name or a key id."""
    value = candidate.value
    kinds = [re.search(r"[A-Z]", value), re.search(r"[a-z]", value), re.search(r"[0-9/+]", value)]
    if not all(kinds) or placeholder(value) or not random_looking(value) or "//" in value:
        return None
    if lock_file(candidate.path):
        return None
    return by_place(0.9, candidate.path)


def _aws_secret_texts(random: Random) -> list[str]:
    made = partial(Shape("<b64:40>").made, random)
    key_id = Shape("AKIA<A32:16>").made(random)
    name = "aws_" + "secret_access_" + "key"
    return [
        f"{name} = {made()}\n",
        f'"SecretAccess{"Key"}": "{made()}",',
        f"{key_id}:{made()}\n",
        f"export {name.upper()}='{made()}'",
        f"AWSAccessKeyId={key_id}\nAWSSecretKey={made()}\n",
    ]


def _aws_secret_not(random: Random) -> list[str]:
    code = Shape("<hex:40>").made(random)
    return [
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        f"aws_secret_access_key_sha1 = {code}",
        "aws_secret_access_key = ${AWS_ACCESS_KEY_PLACE_KEY}",
    ]


_ACCESS_KEY_PLACE = (
    r"(?:(?i:aws)[A-Za-z0-9_.\- ]{0,24}(?i:secret|sk)[A-Za-z0-9_.\- ]{0,24}"
    r"|(?i:secret[_.-]?(?:access)?[_.-]?key|secretkey)[A-Za-z0-9_]{0,8}"
    r"|\b(?:AKIA|ASIA)[A-Z2-7]{16})"
    r"""(?:[^A-Za-z0-9+/\n]{1,12}(?:&?(?i:string|str|value)[^A-Za-z0-9+/\n]{1,8})?"""
    r"""|[^A-Za-z0-9+/\n]{0,4}\n[ \t]{0,24}"?(?i:value)"""
    r"""[^A-Za-z0-9+/\n]{1,6}"""
    r"""|["',; \t]{0,4}\r?\n[ \t"']{0,24}[A-Za-z_.\-]{0,40}["']?[ \t]{0,4}[:=][ \t"']{1,4})"""
    r"([A-Za-z0-9+/]{40})(?:[^A-Za-z0-9+/=]|$)"
)


def _service_account(candidate: Candidate) -> float | None:
    return None if placeholder(candidate.value) else by_place(0.97, candidate.path)


def _service_account_texts(random: Random) -> list[str]:
    body = base64.b64encode(b"0\x82\x04" + random.randbytes(120)).decode()
    begin = "-----BEGIN " + "PRIVATE KEY-----"
    ids = f'"private_key_id": "{Shape("<hex:40>").made(random)}"'
    return [f'{{"type": "service_account", {ids}, "private_key": "{begin}\\n{body}"}}']


def _service_account_not(random: Random) -> list[str]:
    code = Shape("<hex:40>").made(random)
    return [f'"private_key_id": "{code}", "private_key": "your-private-key"']


PATTERNS: tuple[Pattern, ...] = (
    token(
        "aws-access-key-id",
        "AWS",
        ("Zugangsschlüssel", "access key id"),
        "<AKIA|ABIA|ACCA><A32:16>",
        _IAM,
        judge=partial(_key_id, 0.9),
    ),
    token(
        "aws-temporary-key-id",
        "AWS",
        ("befristeter Zugangsschlüssel", "temporary key id"),
        "ASIA<A32:16>",
        _IAM,
        judge=partial(_key_id, 0.6),
    ),
    written(
        "aws-secret-access-key",
        titled("AWS", ("geheimer Zugangsschlüssel", "secret access key")),
        _ACCESS_KEY_PLACE,
        _aws_secret,
        _AWS_KEYS,
        _aws_secret_texts,
        _aws_secret_not,
    ),
    keyed(
        "aws-session-token",
        "AWS",
        SESSION,
        "aws|amz|session",
        "token",
        "<b64:100-2000><=:0-2>",
        "https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html",
    ),
    token("aws-bedrock-key", "AWS Bedrock", KEY, "ABSK<b64:100-272><=:0-2>", _BEDROCK),
    token(
        "aws-bedrock-short-key",
        "AWS Bedrock",
        KEY,
        "bedrock-api-key-<b64:80-2000><=:0-2>",
        _BEDROCK,
    ),
    keyed(
        "aws-mws",
        "AWS",
        TOKEN,
        "mws|amazon|amzn",
        "token|auth",
        "amzn.mws.<uuid>",
        "https://developer-docs.amazon.com/sp-api/",
    ),
    token(
        "amazon-mws",
        "Amazon",
        TOKEN,
        "amzn.mws.<uuid>",
        "https://developer-docs.amazon.com/sp-api/",
    ),
    token(
        "amazon-oauth-client",
        "Amazon",
        CLIENT,
        "amzn1.oa2-cs.v1.<hex:64>",
        "https://developer.amazon.com/docs/login-with-amazon/",
    ),
    token("google-api-key", "Google", KEY, "AIza<url:35>", _GOOGLE),
    token("google-oauth-client-secret", "Google", CLIENT, "GOCSPX-<url:28>", _GOOGLE_OAUTH),
    token(
        "google-access-token", "Google", TOKEN, "ya29.<url:30-1500>", _GOOGLE_OAUTH, confidence=0.9
    ),
    token(
        "google-access-token-classic",
        "Google",
        TOKEN,
        "ya29.a0<dot:60-1500>",
        _GOOGLE_OAUTH,
        confidence=0.9,
    ),
    token(
        "google-refresh-token",
        "Google",
        REFRESH,
        "1//0<digit:1><url:30-120>",
        _GOOGLE_OAUTH,
        confidence=0.9,
    ),
    token(
        "google-authorization-code",
        "Google",
        ("Autorisierungscode", "authorization code"),
        "4/0A<url:60-100>",
        _GOOGLE_OAUTH,
        confidence=0.5,
    ),
    keyed(
        "google-oauth-old",
        "Google",
        CLIENT,
        "google|gcp|client",
        "secret",
        "<url:24>",
        _GOOGLE_OAUTH,
        confidence=0.5,
    ),
    token(
        "google-hmac",
        "Google",
        ("HMAC-Zugangskennung", "HMAC access id"),
        "GOOG1E<A32:55>",
        "https://cloud.google.com/storage/docs/authentication/hmackeys",
        confidence=0.9,
    ),
    token(
        "google-hmac-user",
        "Google",
        ("HMAC-Zugangskennung", "HMAC access id"),
        "GOOG<A0:20>",
        "https://cloud.google.com/storage/docs/authentication/hmackeys",
        confidence=0.6,
    ),
    token(
        "google-gemini-key",
        "Google",
        KEY,
        "AQ.Ab<url:40-80>",
        "https://ai.google.dev/gemini-api/docs/api-key",
        confidence=0.8,
    ),
    written(
        "google-service-account",
        titled("Google", ("Schlüssel eines Dienstkontos", "service account key")),
        r'"private_key_id"[ \t]{0,4}:[ \t]{0,4}"[0-9a-f]{40}"\s{0,4},\s{0,60}"private_key"'
        r'[ \t]{0,4}:[ \t]{0,4}"-{5}BEGIN (?:RSA )?PRIVATE KEY-{5}(?:\\{1,2}n)?'
        r"([A-Za-z0-9+/=\\]{60,1000})",
        _service_account,
        "https://cloud.google.com/iam/docs/keys-create-delete",
        _service_account_texts,
        _service_account_not,
        ('"private_key_id"',),
    ),
    token(
        "firebase-server-key",
        "Firebase",
        KEY,
        "AAAA<url:7>:APA91<url:120-180>",
        "https://firebase.google.com/docs/cloud-messaging",
    ),
    token(
        "alibaba-key-id",
        "Alibaba Cloud",
        ("Zugangsschlüssel", "access key id"),
        "LTAI<w:16-26>",
        "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        confidence=0.85,
    ),
    keyed(
        "alibaba-secret",
        "Alibaba Cloud",
        SECRET,
        "alibaba|aliyun|alicloud|oss|access[_-]?key",
        "secret",
        "<w:30>",
        "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
    ),
    token(
        "tencent-secret-id",
        "Tencent Cloud",
        ("Zugangsschlüssel", "secret id"),
        "AKID<w:32>",
        "https://www.tencentcloud.com/document/product/598/34228",
        confidence=0.85,
    ),
    keyed(
        "tencent-secret",
        "Tencent Cloud",
        SECRET,
        "tencent|tencentcloud|qcloud|cos",
        "secret[_-]?key|key",
        "<w:32>",
        "https://www.tencentcloud.com/document/product/598/34228",
    ),
    keyed(
        "ibm-cloud",
        "IBM Cloud",
        KEY,
        "ibm|bluemix|ibmcloud|watson|iam",
        "api[_-]?key|key|token",
        "<url:44>",
        "https://cloud.ibm.com/docs/account?topic=account-userapikey",
    ),
    keyed(
        "ibm-cos-hmac",
        "IBM Cloud",
        SECRET,
        "cos_hmac_keys|hmac|cos",
        "secret_access_key|secret",
        "<hex:48>",
        "https://cloud.ibm.com/docs/cloud-object-storage",
    ),
    keyed(
        "oracle-cloud",
        "Oracle Cloud",
        TOKEN,
        "oci|oracle",
        "auth[_-]?token|token|secret",
        "<b64:20-44>",
        "https://docs.oracle.com/iaas/Content/Identity/access/managing-user-credentials.htm",
        confidence=0.5,
    ),
    token(
        "yandex-iam",
        "Yandex Cloud",
        TOKEN,
        "t1.<w_:30-300>.<url:86>",
        "https://yandex.cloud/docs/iam/concepts/authorization/iam-token",
    ),
    token(
        "yandex-api-key",
        "Yandex Cloud",
        KEY,
        "AQVN<url:35-38>",
        "https://yandex.cloud/docs/iam/concepts/authorization/api-key",
    ),
    token(
        "yandex-secret",
        "Yandex Cloud",
        SECRET,
        "YC<url:38>",
        "https://yandex.cloud/docs/iam/concepts/authorization/access-key",
        confidence=0.4,
    ),
    token(
        "yandex-oauth",
        "Yandex",
        TOKEN,
        "y0_<url:50-60>",
        "https://yandex.cloud/docs/iam/concepts/authorization/oauth-token",
    ),
    keyed(
        "huawei-cloud",
        "Huawei Cloud",
        SECRET,
        "huawei|huaweicloud|hw[_.-]|obs",
        "secret|sk",
        "<w:40>",
        "https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html",
    ),
    token(
        "cloudinary",
        "Cloudinary",
        ("Adresse mit Geheimnis", "address with its secret"),
        "cloudinary://<digit:12-16>:<url:27>@",
        "https://cloudinary.com/documentation/how_to_integrate_cloudinary",
    ),
    token(
        "backblaze",
        "Backblaze",
        KEY,
        "K00<digit:1><b64:27>",
        "https://www.backblaze.com/docs/cloud-storage-application-keys",
        confidence=0.5,
    ),
    keyed(
        "minio",
        "MinIO",
        SECRET,
        "minio|s3[_.-]|wasabi|spaces|r2[_.-]|garage|ceph|rgw",
        "secret|password|sk",
        "<b64:40>",
        "https://min.io/docs/minio/linux/administration/identity-access-management.html",
        confidence=GOOD,
    ),
)
