# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Values given to a name that says it is a secret, in whatever language or file."""

import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from allmende.repositories.detectors.judging import (
    both_cases,
    by_place,
    entropy,
    jumbled,
    lock_file,
    placeholder,
    random_looking,
)
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import written
from allmende.repositories.detectors.secrets.passwords import (
    kinds,
    named,
    password,
    reference,
    weak,
)
from allmende.repositories.detectors.secrets.shapes import Shape

_CWE_798 = "https://cwe.mitre.org/data/definitions/798.html"

_PASSWORDS = (
    "passw(?:or)?d|passwort|passphrase|kennwort|passwd|pwd|db_?pass|user_?pass|smtp_?pass|mail_?pass"
    "|admin_?pass|root_?pass|(?:_|-|\\.|\\b)pass\\b|zugangscode|psk\\b"
)
_KEYS = (
    "secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|encryption[_-]?key"
    "|signing[_-]?key|app[_-]?key|master[_-]?key|account[_-]?key|license[_-]?key|jwt[_-]?key"
    "|session[_-]?key|deploy[_-]?key|hmac[_-]?key|aes[_-]?key|crypt(?:o)?[_-]?key|api[_-]?schl"
    "|credential|geheimnis|(?:_|-|\\b)salt\\b|(?:_|-|\\b)pat\\b|client[_-]?key"
)
_NAME = f"(?i:{_PASSWORDS}|{_KEYS})"
_TAIL = r"[A-Za-z0-9_.\-]{0,24}"
_SIGN = r"(?:=>|:=|\+=|={1,3}|:|<-)"
_TYPED = r"(?::[ \t]{0,3}(?i:str|string|String|Optional\[str\]|&str|SecretStr)[ \t]{0,3})?"
_CALL = r"(?:(?:new )?(?:str|String|bytes|Secret|SecretStr|SecureString|Buffer\.from|Some|text)\()?"
_PREFIX = r"""(?:[bBrRuU@$]|f)?"""

_QUOTED = (
    rf"{_NAME}{_TAIL}(?:\\?[\"'`]\]?)?[ \t]{{0,20}}{_TYPED}{_SIGN}[ \t\r\n]{{0,20}}{_CALL}{_PREFIX}"
    r"""(?:\\?["'`])([^"'`\r\n\\]{4,300})(?:\\?["'`])"""
)
_ARGUMENT = (
    rf"""["'`(A-Za-z0-9_.\-]{_NAME}{_TAIL}(?:["'`][ \t]{{0,4}},|\()[ \t]{{0,6}}"""
    r"""["'`]([^"'`\r\n\\]{6,300})["'`]"""
)
_BARE = (
    rf"(?m:^)[ \t\-/#*;]{{0,40}}(?:(?:export|set|setx|ENV|ARG|env|SET|declare -x|local|readonly"
    rf"|-e|--env)[ \t]{{1,3}})?[A-Za-z0-9_.\-/]{{0,60}}{_NAME}{_TAIL}[ \t]{{0,20}}[=:][ \t]{{0,20}}"
    r"""([^\s"'`#<>(){}\[\],;$%&*!|@=][^\s"'`<>]{5,200})"""
)
_INLINE = (
    r"\b[A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|PASSWORT|KENNWORT|SECRET|TOKEN|API_?KEY|ACCESS_KEY|_PWD|_PASS)"
    r"""[A-Z0-9_]{0,24}=([^\s"'`#<>(){}\[\],;$%&*|@=][^\s"'`<>;,]{5,200})"""
)
_SPACED = (
    rf"(?m:^)[ \t]{{0,8}}(?:ENV|setx)[ \t]{{1,4}}[A-Za-z0-9_.\-]{{0,60}}{_NAME}{_TAIL}[ \t]{{1,4}}"
    r"""["']?([^\s"'`#<>(){}\[\],;$%&*!|@=][^\s"'`<>]{5,200})"""
)
_QUERY = (
    rf"[?&][A-Za-z0-9_.\-]{{0,40}}{_NAME}{_TAIL}="
    r"""([A-Za-z0-9+/_.~%\-]{8,200})"""
)
_ELEMENT = (
    rf"<[A-Za-z0-9.:_\-]{{0,40}}{_NAME}{_TAIL}>\s{{0,12}}(?:<!\[CDATA\[)?"
    r"([^<>\s\]]{4,200})(?:\]\]>)?\s{0,12}</"
)
_ATTRIBUTES = (
    rf"""(?i:name|key|id|property)[ \t]{{0,3}}[=:][ \t]{{0,3}}["']?"""
    rf"""[A-Za-z0-9_.:\-]{{0,60}}{_NAME}"""
    rf"""{_TAIL}["']?"""
    r"""[,;]?\s{1,40}(?i:"?value"?|"?default"?)[ \t]{0,3}[=:][ \t]{0,3}"""
    r"""["']?([^\s"'`<>{}]{4,200})"""
)

_AT_NAME = _NAME + _TAIL
_BEFORE = {
    "bare": rf"""{_AT_NAME}[ \t]{{0,20}}[=:][ \t]{{0,20}}"""
    r"""[^\s"'`#<>(){}\[\],;$%&*!|@=][^\s"'`<>]{5}""",
    "inline": r"(?:PASSWORD|PASSWD|PASSWORT|KENNWORT|SECRET|TOKEN|API_?KEY|ACCESS_KEY|_PWD|_PASS)"
    r"""[A-Z0-9_]{0,24}=[^\s"'`#<>(){}\[\],;$%&*|@=][^\s"'`<>;,]{5}""",
    "element": rf"{_AT_NAME}>\s{{0,12}}(?:<!\[CDATA\[)?[^<>\s\]]{{4}}",
    "attribute": rf"""{_AT_NAME}["']?[,;]?\s{{1,40}}"?(?i:value|default)"?[ \t]{{0,3}}[=:]""",
    "argument": rf"""{_AT_NAME}(?:["'`][ \t]{{0,4}},|\()[ \t]{{0,6}}["'`][^"'`\r\n\\]{{6}}""",
}
"""For the automaton: from the name on, since what may stand before it is found by chance only."""

_NOT_SECRET = re.compile(
    r"(?i)public"
    r"|(?:re-?set|change|confirm|forgot|verify|hide|show|toggle|encode|hash|check)[_-]?passw"
    r"|pub[_-]?key|hash|sha\d|md5|digest|checksum|fingerprint|integrity|csrf|xsrf|next[_-]?(?:page)?"
    r"[_-]?token|page[_-]?token|sync[_-]?token|continuation|cancell?ation|tokeni[sz]|token(?:type|name|url|uri"
    r"|path|file|endpoint|id\b|class|count|length|limit|s\b|_type|_name|_url|_uri|_path|_file|_id\b|_ids|_len"
    r"|_count|_limit|_index|_endpoint|_expir|expir|ttl|_ttl|kind|text|value|stream|info|regex|pattern|header)"
    r"|(?:secret|password|passwd|passwort|pwd|pass|key|credential|kennwort)s?[_.-]?(?:name|url|uri|path|file|dir"
    r"|field|label|hint|prompt|text|title|msg|message|error|regex|pattern|format|column|header|param|policy"
    r"|reset|forgot|expir|ttl|timeout|count|version|class|selector|input|ref\b|type|size|length|len\b|min|max"
    r"|strength|valid|check|confirm|change|recovery|encoder|algorithm|algo|id\b|ids\b|arn|store|manager|provider"
    r"|command|cmd|placeholder|help|desc|info|state|status|required|generator|source|location|mode|access"
    r"|template|engine|backend|vault|secret_?ref|keyref|key_ref|attr|icon|page|view|link|route|form|schema)"
    r"|keyboard|keyword|hotkey|shortcut|primary[_-]?key|foreign[_-]?key|partition[_-]?key|sort[_-]?key"
    r"|cache[_-]?key|row[_-]?key|object[_-]?key|i18n|translation|secretary|secretar|passenger|bypass|compass"
    r"|passthrough|passive|passport|passage|author(?:s|ity)?\b|syntax|lexer|parser|grammar|credentials?type"
)
_TEXTS = re.compile(
    r"(?i)(?:^|/)(?:locales?|i18n|l10n|lang|langs|languages?|translations?|messages|nls|intl)(?:[/_.-])"
    r"|messages(?:_\w+)?\.properties$|\.(?:po|pot|xlf|xliff|arb|strings|resx|ftl|css|scss|less|svg|html?"
    r"|lex|snap|csv|tsv|dic)$"
)
_CODE_FILE = re.compile(
    r"\.(?:py|pyi|js|mjs|cjs|jsx|ts|tsx|vue|java|kt|kts|scala|groovy|go|rs|c|h|cc|cpp|hpp|cs|php|rb|pl|pm"
    r"|lua|swift|m|dart|ex|exs|erl|hs|clj|sql|r|jl|md|rst|adoc|txt|tex)$"
)
_HASH = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}"
)
_UUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_SPOKEN = re.compile(rf"(?i)(?:{_PASSWORDS})")
_OF_KEY = re.compile(
    r"(?i)api[_.-]?key|secret|token|access[_.-]?key|(?:encryption|signing)[_.-]?key"
)
_LIMITS = re.compile(r"[^\s\"'`=:<>(,;{\[]{0,80}\Z")


@lru_cache(maxsize=4096)
def _of_password(name: str) -> bool:
    return bool(_SPOKEN.search(name)) and not re.search(r"(?i)token|api_?key", name)


def _name(candidate: Candidate) -> str:
    """The whole name the value is given to, with what stands before the word that was found."""
    own = candidate.match[: candidate.match.rfind(candidate.value)]
    before = _LIMITS.search(candidate.before[-80:])
    return (before[0] if before else "") + own


def _machine_made(value: str, of_key: bool) -> float | None:
    """How much a value looks like a key that a machine has made, 0 to 1.

    A hash or a UUID alone may be anything; `of_key` says that its name speaks of nothing else.
    """
    if len(value) < 12 or not random_looking(value) or not re.search(r"[A-Za-z]", value):
        return None
    if _UUID.fullmatch(value):
        return 0.64 if of_key else 0.5
    if _HASH.fullmatch(value.lower()):
        return 0.65 if of_key else 0.55
    figures = len(re.findall(r"\d", value))
    if len(value) >= 20 and jumbled(value):
        return 0.7
    if not figures and not (len(value) >= 24 and both_cases(value) and entropy(value) > 4.1):
        return None
    if re.search(r"[A-Za-z]{11,}", value) and figures < 3:
        return None
    if len(value) >= 20 and (both_cases(value) or figures >= 4):
        return 0.7
    return 0.5 if len(value) >= 16 else 0.4


@lru_cache(maxsize=50_000)
def assigned(name: str, value: str) -> float | None:
    """The confidence that a value given to a name is a secret, before its place is looked at."""
    if _NOT_SECRET.search(name) or weak(value) or placeholder(value) or reference(value):
        return None
    if named(value) or " " in value.strip() or value.startswith(("/", "#", "--", "./", "@")):
        return None
    if _of_password(name):
        return password(value)
    if kinds(value) < 2:
        return None
    return _machine_made(value, bool(_OF_KEY.search(name)))


@dataclass(frozen=True, slots=True)
class _Assignment:
    """Judges name and value together; `share` is what the form of the assignment is worth."""

    share: float = 1.0
    bare: bool = False

    def __call__(self, candidate: Candidate) -> float | None:
        path = candidate.path
        if path and (lock_file(path) or _TEXTS.search(path)):
            return None
        if self.bare and path and _CODE_FILE.search(path):
            return None
        value = candidate.value.rstrip(",;") if self.bare else candidate.value
        if self.bare and _expression(value):
            return None
        confidence = assigned(_name(candidate), value)
        return None if confidence is None else by_place(round(confidence * self.share, 2), path)


def _expression(value: str) -> bool:
    """Whether a value without quotes is code: a call, a member, a comparison, a declaration."""
    return bool(
        re.search(r"[()\[\]{}]|==|!=|&&|\|\||=>|->|\$", value)
        or (
            re.fullmatch(r"[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*[;,]?", value)
            and not re.search(r"\d", value)
        )
        or re.fullmatch(r"[a-z_]+(?:[+*/%][a-z_]+)+", value)
    )


def _password(random: Random) -> str:
    return Shape("<w:9>").made(random) + random.choice("!?+#") + Shape("<w:4>").made(random) + "7q"


def _key(random: Random) -> str:
    return Shape("<w:36>").made(random) + "4zQ9"


def _quoted(random: Random) -> list[str]:
    return [
        f'password = "{_password(random)}"\n',
        f"\"dbPasswort\": '{_password(random)}',",
        f"$config['api_key'] = '{_key(random)}';",
        f"'secret' => '{_key(random)}',",
        f'private static final String API_KEY = "{_key(random)}";',
        f'client_secret: str = "{_key(random)}"',
        f'var kennwort := "{_password(random)}"',
    ]


def _not_quoted(random: Random) -> list[str]:
    code = Shape("<hex:40>").made(random)
    return [
        'password = "changeme"', 'password: "Passwort eingeben"', 'token = "${TOKEN}"',
        'api_key = os.environ["API_KEY"]', f'password_hash = "{code}"', 'secretName: "my-secret"',
        'password = "<password>"', f'publicKey = "{code}"', 'tokenUrl: "https://a.de/token"',
    ]  # fmt: skip


def _bare(random: Random) -> list[str]:
    return [
        f"DB_PASSWORD={_password(random)}\n",
        f"spring.datasource.password={_password(random)}\n",
        f"  passwort: {_password(random)}\n",
        f"export SECRET_KEY={_key(random)}\n",
        f"ENV API_TOKEN {'='} {_key(random)}\n",
    ]


def _not_bare(random: Random) -> list[str]:
    return [
        "password=\n", "password: changeme\n",
        f"password = random_password({random.randint(1, 9)})\n",
        "DB_PASSWORD=${DB_PASSWORD}\n", "token = self.token\n", "secretKeyRef: zugang-geheim\n",
    ]  # fmt: skip


def _elements(random: Random) -> list[str]:
    return [f"<password>{_password(random)}</password>", f"<x:apiKey>{_key(random)}</x:apiKey>"]


def _not_elements(random: Random) -> list[str]:
    return ["<password>${env.PASSWORD}</password>", f"<passwordHash>{_key(random)}</passwordHash>"]


def _attributes(random: Random) -> list[str]:
    return [
        f'<property name="db.password" value="{_password(random)}"/>',
        f"- name: DB_PASSWORD\n  value: {_password(random)}\n",
        f'<add key="ApiKey" value="{_key(random)}" />',
    ]


def _not_attributes(random: Random) -> list[str]:
    return [f'<property name="db.password" value="${{db.{random.randint(1, 9)}}}"/>',
            '<input name="password" value="Passwort"/>']  # fmt: skip


def _arguments(random: Random) -> list[str]:
    return [
        f'props.setProperty("password", "{_password(random)}");',
        f"define('AUTH_KEY', '{_key(random)}');",
        f'client.withPassword("{_password(random)}")',
    ]


def _not_arguments(random: Random) -> list[str]:
    return ['getParameter("password", "password")', f'label("password_{random.randint(1, 9)}")']


_TITLE = {"de": "Geheimnis in einer Zuweisung", "en": "Secret in an assignment"}

PATTERNS: tuple[Pattern, ...] = (
    written("assigned-secret", _TITLE, _QUOTED, _Assignment(), _CWE_798, _quoted, _not_quoted),
    written(
        "assigned-secret-bare",
        _TITLE,
        _BARE,
        _Assignment(0.95, True),
        _CWE_798,
        _bare,
        _not_bare,
        anchor=_BEFORE["bare"],
        by_line=True,
    ),
    written(
        "assigned-secret-inline",
        _TITLE,
        _INLINE,
        _Assignment(0.9, True),
        _CWE_798,
        lambda random: [f"docker run -e API_TOKEN={_key(random)} amt"],
        _not_bare,
        anchor=_BEFORE["inline"],
        by_line=True,
    ),
    written(
        "assigned-secret-spaced",
        _TITLE,
        _SPACED,
        _Assignment(0.95, True),
        "https://docs.docker.com/reference/dockerfile/#env",
        lambda random: [
            f"ENV API_TOKEN {_key(random)}\n",
            f"setx DB_PASSWORD {_password(random)}\n",
        ],
        lambda random: [
            f"ENV TOKEN_FILE /run/secrets/{random.randint(1, 9)}\n",
            "ENV SECRET changeme\n",
        ],
    ),
    written(
        "assigned-secret-query",
        _TITLE,
        _QUERY,
        _Assignment(0.9, True),
        "https://cwe.mitre.org/data/definitions/598.html",
        lambda random: [f"https://api.stadt.de/v1?a=1&access_token={_key(random)}&b=2"],
        lambda random: [
            f"https://api.stadt.de/v1?token=TOKEN{random.randint(1, 9)}",
            "?password=$PW&a",
        ],
    ),
    written(
        "assigned-secret-element",
        _TITLE,
        _ELEMENT,
        _Assignment(),
        _CWE_798,
        _elements,
        _not_elements,
        anchor=_BEFORE["element"],
    ),
    written(
        "assigned-secret-attribute",
        _TITLE,
        _ATTRIBUTES,
        _Assignment(0.95),
        _CWE_798,
        _attributes,
        _not_attributes,
        anchor=_BEFORE["attribute"],
    ),
    written(
        "assigned-secret-argument",
        _TITLE,
        _ARGUMENT,
        _Assignment(0.9),
        _CWE_798,
        _arguments,
        _not_arguments,
        anchor=_BEFORE["argument"],
        by_line=True,
    ),
)
