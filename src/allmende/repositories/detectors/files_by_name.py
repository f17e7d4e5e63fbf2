# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Files that hold secrets by their nature, told by their name alone.

A name proves nothing: a `.pem` may be a certificate. So no confidence says "sure", and what the
content gives away weighs more. For files that cannot be read (key stores, password databases) the
name is all there is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from allmende.repositories.detectors.judging import fixture


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that by its name holds secrets. `id` is a detector's, `confidence` 0 to 1."""

    id: str
    title: Mapping[str, str]
    confidence: float
    source: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """`names` is a regex over the last part of the path, in small letters, or all of it if `/`."""

    id: str
    de: str
    en: str
    names: re.Pattern[str]
    confidence: float
    source: str


def _kind(id: str, de: str, en: str, names: str, confidence: float, source: str) -> _Kind:
    return _Kind(id, de, en, re.compile(names), confidence, source)


_KINDS = (
    _kind(
        "file-ssh-key",
        "Datei mit privatem SSH-Schlüssel",
        "File with a private SSH key",
        r"(?:.*/)?(?:id|ssh_host)_(?:rsa|dsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk|xmss)(?:_key)?",
        0.8,
        "https://man.openbsd.org/ssh-keygen.1#FILES",
    ),
    _kind(
        "file-putty-key",
        "Datei mit privatem PuTTY-Schlüssel",
        "File with a private PuTTY key",
        r".*\.ppk",
        0.8,
        "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",
    ),
    _kind(
        "file-key-store",
        "Schlüsselspeicher",
        "Key store",
        r".*\.(?:p12|pfx|pkcs12|jks|jceks|bks|bcfks|keystore)",
        0.65,
        "https://www.rfc-editor.org/rfc/rfc7292",
    ),
    _kind(
        "file-password-database",
        "Passwortdatenbank",
        "Password database",
        r".*\.(?:kdbx?|psafe3|agilekeychain|opvault|1pif|1pux|keychain(?:-db)?|kwallet|gnome-keyring"
        r"|enpassdb)",
        0.85,
        "https://keepass.info/help/kb/kdbx.html",
    ),
    _kind(
        "file-private-key",
        "Datei, die nach einem privaten Schlüssel heißt",
        "File named after a private key",
        r"(?:.*/)?[^/]*(?:priv(?:ate)?[_.-]?key|privkey|server[_.-]?key|tls[_.-]?key|ssl[_.-]?key"
        r"|ca[_.-]?key|signing[_.-]?key|secret[_.-]?key)[^/]*\.(?:pem|key|der|asc|p8|pkcs8)|.*\.(?:key|p8|pkcs8|pvk)",
        0.5,
        "https://www.rfc-editor.org/rfc/rfc5958",
    ),
    _kind(
        "file-pem",
        "PEM-Datei: Zertifikat oder Schlüssel",
        "PEM file: certificate or key",
        r".*\.pem",
        0.3,
        "https://www.rfc-editor.org/rfc/rfc7468",
    ),
    _kind(
        "file-environment",
        "Datei mit Umgebungsvariablen",
        "File with environment variables",
        r"(?:.*/)?(?:\.env|\.envrc|\.env\.(?:local|prod|production|live|staging|stage|dev|development"
        r"|secrets?|backup|bak|old|save)|(?:prod|production|staging|secrets?)\.env|\.flaskenv)",
        0.4,
        "https://12factor.net/config",
    ),
    _kind(
        "file-credentials",
        "Datei mit Zugangsdaten",
        "File with credentials",
        r"(?:.*/)?(?:\.netrc|_netrc|\.pgpass|pgpass\.conf|\.my\.cnf|\.mylogin\.cnf|\.git-credentials"
        r"|\.dockercfg|\.s3cfg|\.boto|\.npmauth|\.vault-token|\.vault_pass(?:word)?|vault_pass\.txt"
        r"|\.remote-sync\.json|\.ftpconfig|sftp-config\.json|\.passwd-s3fs|credentials\.json|"
        r"client_secrets?[^/]*\.json|service[_-]?account[^/]*\.json|application_default_credentials\.json"
        r"|google-services-secret\.json|\.terraformrc|terraform\.rc|credentials\.tfrc\.json"
        r"|secring\.(?:gpg|pgp|skr)|\.pypirc|\.htpasswd|\.htdigest|shadow|shadow-|master\.passwd"
        r"|credentials\.xml|master\.key|hudson\.util\.secret|wallet\.dat|\.ovpn-credentials"
        r"|\.cargo/credentials(?:\.toml)?|filezilla\.xml|sitemanager\.xml|recentservers\.xml"
        r"|\.mc/config\.json|\.config/gcloud/credentials\.db|\.config/hub|\.config/gh/hosts\.yml"
        r"|cwallet\.sso|ewallet\.p12|unattend\.xml|sysprep\.inf|\.rdp|.*\.rdg)"
        r"|(?:.*/)?\.(?:aws|oci|azure|linode-cli)/(?:credentials|config|accesstokens\.json"
        r"|msal_token_cache\.json)|(?:.*/)?\.docker/config\.json|(?:.*/)?\.kube/config"
        r"|(?:.*/)?kubeconfig(?:\.ya?ml)?|.*\.kubeconfig|.*\.ovpn|.*\.keytab|(?:.*/)?krb5\.keytab",
        0.5,
        "https://cwe.mitre.org/data/definitions/538.html",
    ),
    _kind(
        "file-state",
        "Terraform-Zustand, der Geheimnisse im Klartext enthält",
        "Terraform state, which holds secrets as plain text",
        r".*\.tfstate(?:\.backup|\.\d+\.backup)?",
        0.7,
        "https://developer.hashicorp.com/terraform/language/state/sensitive-data",
    ),
    _kind(
        "file-variables",
        "Terraform-Werte, oft mit Geheimnissen",
        "Terraform values, often with secrets",
        r"(?:.*/)?(?:secrets?|credentials|terraform)[^/]*\.tfvars(?:\.json)?",
        0.4,
        "https://developer.hashicorp.com/terraform/language/values/variables",
    ),
    _kind(
        "file-configuration-secret",
        "Konfiguration mit Zugangsdaten",
        "Configuration with credentials",
        r"(?:.*/)?(?:wp-config\.php|configuration\.php|localconfiguration\.php|settings\.local\.php"
        r"|local_settings\.py|secrets?\.(?:ya?ml|json|toml|ini|properties|py|rb|xml|php)|database\.yml"
        r"|passwords?\.(?:txt|csv|xlsx?|ods|docx?|json|ya?ml)|passw(?:oe|ö)rter\.(?:txt|csv|xlsx?|ods|docx?)"
        r"|zugangsdaten[^/]*\.(?:txt|csv|xlsx?|ods|docx?|pdf))",
        0.4,
        "https://cwe.mitre.org/data/definitions/538.html",
    ),
    _kind(
        "file-history",
        "Verlauf einer Befehlszeile",
        "History of a command line",
        r"(?:.*/)?\.(?:bash|zsh|sh|mysql|psql|sqlite|python|node_repl|irb|rediscli|mongo|dbshell|fish)"
        r"_?history",
        0.5,
        "https://cwe.mitre.org/data/definitions/532.html",
    ),
    _kind(
        "file-dump",
        "Abzug einer Datenbank",
        "Dump of a database",
        r"(?:.*/)?[^/]*(?:dump|backup|prod)[^/]*\.(?:sql|dump|pgdump|bak|mdb|sqlite3?|db)(?:\.(?:gz|bz2|xz|zip))?"
        r"|.*\.pgdump",
        0.4,
        "https://cwe.mitre.org/data/definitions/530.html",
    ),
    _kind(
        "file-memory",
        "Speicherabbild",
        "Dump of memory",
        r"(?:.*/)?(?:[^/]*\.(?:hprof|dmp|mdmp|heapdump)|core\.\d+)",
        0.5,
        "https://cwe.mitre.org/data/definitions/528.html",
    ),
)
_PUBLIC = re.compile(
    r"(?:^|[/_.-])(?:pub|public|cert|certs|certificate|chain|fullchain|ca-?bundle|cacerts?|truststore"
    r"|trust|root-?ca|dhparams?|csr)(?:[/_.-]|$)"
)
_TEMPLATE = re.compile(
    r"(?:^|[/_.-])(?:example|examples|sample|template|tmpl|tpl|dist|default|defaults|dummy|skeleton"
    r"|placeholder|beispiel|vorlage|schema)(?:[/_.-]|$)"
)
_CAREFUL = frozenset(["file-pem", "file-private-key", "file-key-store"])


@lru_cache(maxsize=65_536)
def by_name(path: str) -> NamedFile | None:
    """What a path says of the file: which secrets it should hold. None where it says nothing.

    `path` is one of a repository, with slashes. Templates say nothing, public parts of keys
    neither; in tests and documentation the confidence is halved.

    >>> by_name("deploy/id_rsa").confidence, by_name("deploy/id_rsa.pub"), by_name(".env.example")
    (0.8, None, None)
    """
    low = path.lower()
    name = low.rpartition("/")[2]
    if name.endswith((".pub", ".example", ".sample", ".dist", ".template", ".md", ".j2", ".enc")):
        return None
    for kind in _KINDS:
        if kind.names.fullmatch(low):
            if _TEMPLATE.search(name) or (kind.id in _CAREFUL and _PUBLIC.search(name)):
                return None
            confidence = kind.confidence / 2 if fixture(path) else kind.confidence
            return NamedFile(kind.id, {"de": kind.de, "en": kind.en}, confidence, kind.source)
    return None


IDS = tuple(kind.id for kind in _KINDS)
"""All ids that `by_name` may answer."""
