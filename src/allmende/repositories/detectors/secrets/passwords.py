# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Passwords, and whether a text is one: common to addresses, files and assignments."""

import re
from functools import lru_cache

from allmende.repositories.detectors.judging import both_cases, placeholder

_WEAK_WORDS = """
password passwort kennwort passwd pass pwd pw secret geheim geheimnis token key apikey api_key
api-key changeit change changeme admin administrator root toor user username usr guest gast test
tests testing tester test1 test12 test123 test1234 testpass testpassword demo foo bar baz foobar
example beispiel sample none null nil true false empty blank default standard string str text
value wert mypassword mypass mypwd my_password mysecret mysecretpassword yourpassword postgres
mysql mariadb redis mongo mongodb rabbitmq oracle sa sonar keycloak minio minioadmin admin123
root123 password1 password12 password123 passw0rd p@ssw0rd p@ssword pass123 pass1234 passwort123
secret123 s3cret s3cr3t supersecret super-secret super_secret topsecret geheim123 123 1234 12345
123456 1234567 12345678 123456789 1234567890 abc abc123 abcd abcdef abcd1234 qwerty letmein
welcome hunter2 xxx xxxx dummy dummypassword fake insecure unsafe hidden masked redacted removed
required optional please here login credentials credential bearer basic private public prod dev
development production staging local localhost docker dbpass dbpassword db_password userpass
user_password username:password your_password your-password correcthorsebatterystaple asdf
asdfgh a b c x y z p s pa u zzz yyy me it this
"""
_WEAK = frozenset(_WEAK_WORDS.split())
_SAID = re.compile(
    r"(?i)passw(?:or|oe?r)?[dt]|kennwort|(?:^|[^a-z])(?:wrong|correct|incorrect|invalid|valid|old|new|my|your"
    r"|some|any|other|another|random|right|good|bad|strong|weak|secure|falsch|richtig|neu|alt|mein)"
    r"[-_.]?(?:pass|pw|pwd|secret|token|key|[0-9]{1,4}$|$)"
)
"""A password that says it is one, or which part it plays in a test."""
_KEYBOARD = re.compile(
    r"(?i)(?:1234?|4321?|321|qwer?t?z?|asdf?g?|zxcv?|yxcv?|qaz|wsx|edc|abcd?|[!@#$%._-])+"
)
_REFERENCE = re.compile(
    r"(?i)process\.env|os\.environ|getenv|environ\[|env\(|env\.|config[.\[(]|settings\."
    r"|secrets?\.[a-z]|vault[:.(]|\bself\.|\bthis\.|\.get\(|\bnull\b|\bvar\.|\blocal\.|data\.|module\.|\bawait\b"
    r"|\bnew |lookup\(|ref\+|!ref|!sub|!vault|arn:aws|projects/|op://|keyvault|ssm:|awssm|enc\[|\{cipher\}"
    r"|\{aes|enc\(|sops|secretsmanager|valuefrom|secretkeyref"
)
_CODE = re.compile(
    r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+(?:\(.*)?$|[\w.$]+\(.*|.*\)\s*;?$|.*=>.*|\w+\[.*\]$"
    r"|.*(?:\+ | \+|\|\||&&|::|->|</|/>|\\[nrtux]).*"
)
_FILE = re.compile(
    r"(?i)(?:[a-z]:)?[./~\\]*(?:[\w.@%+-]*[/\\])+[\w.@%+-]*|[\w.-]+\.(?:json|ya?ml|xml|txt|pem|key"
    r"|crt|cer|p12|pfx|jks|py|js|ts|java|rb|go|php|html?|properties|conf|cfg|ini|env|md|sh|local"
    r"|com|de|org|net|io)"
)
_NAMES = re.compile(
    r"[0-9.,:/-]+|[a-z]+|[A-Z]+|[A-Z][a-z]+|[a-z]+(?:[A-Z][a-z]*)+|(?:[A-Z][a-z]*){2,}"
    r"|[A-Za-z]+(?:[_.:/ -][A-Za-z]*)+|[A-Za-z]+[_.-]?[0-9]{1,2}|--?[A-Za-z-]+"
    r"|-?[A-Za-z.]+@[a-z.]*|[0-9]{1,5}|[A-Za-z]{1,3}[0-9.]+"
)


@lru_cache(maxsize=4096)
def weak(value: str) -> bool:
    """Whether a password is a word of documentation: `password`, `geheim`, `test123`."""
    low = value.lower().strip("\"'`!.,;:*<>()[]{}_- ")
    if _SAID.search(value) or _KEYBOARD.fullmatch(value):
        return True
    return low in _WEAK or (low.rstrip("0123456789!") in _WEAK and len(low) < 12 and low.isalnum())


@lru_cache(maxsize=4096)
def reference(value: str) -> bool:
    """Whether a value says where the secret is kept, or is code, a file or an address."""
    return bool(
        _REFERENCE.search(value)
        or _CODE.fullmatch(value)
        or _FILE.fullmatch(value)
        or "://" in value
    )


@lru_cache(maxsize=4096)
def named(value: str) -> bool:
    """Whether a value reads as a name or as words, which passwords of machines do not."""
    return bool(_NAMES.fullmatch(value)) or value.count(" ") > 1


def kinds(value: str) -> int:
    """How many of the four kinds occur: small, capital, digit, other."""
    return sum(bool(re.search(k, value)) for k in (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9\s]"))


def password(value: str) -> float | None:
    """How much a text in a password's place looks like a real one, 0 to 1; None: it is none."""
    if len(value) < 4 or weak(value) or placeholder(value) or reference(value) or named(value):
        return None
    if " " in value or not value.isprintable():
        return None
    count = kinds(value)
    if len(value) >= 10 and count >= 3:
        return 0.8
    if len(value) >= 8 and (count >= 3 or (count == 2 and not both_cases(value))):
        return 0.7
    if len(value) >= 6 and count >= 2:
        return 0.55
    return 0.4
