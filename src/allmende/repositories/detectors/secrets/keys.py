# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Private keys: PEM and its kin, PuTTY, JWK, XML, key stores in base 64, wallets."""

import base64
import binascii
import hashlib
import re
from random import Random

from allmende.repositories.detectors.judging import by_place, placeholder, random_looking
from allmende.repositories.detectors.pattern import Candidate, Pattern
from allmende.repositories.detectors.secrets.making import PRIVATE, Format, keyed, token, written
from allmende.repositories.detectors.secrets.shapes import CLASSES, Shape

_RFC_7468 = "https://www.rfc-editor.org/rfc/rfc7468"
_KINDS = "RSA |DSA |EC |OPENSSH |ENCRYPTED |PGP |ANY |SSH2 ENCRYPTED |ED25519 "
_HEAD = rf"(?:{_KINDS})?PRIVATE KEY(?: BLOCK)?"
_PEM = rf"""-{{4,5}} ?BEGIN {_HEAD} ?-{{4,5}}([A-Za-z0-9+/=\\\s"',:.()@|#*]{{60,1000}})"""
_LOCKED_PEM = (
    r"-----BEGIN [A-Z ]{0,12}PRIVATE KEY-----[\s\\nr]{1,6}Proc-Type: ?4, ?ENCRYPTED[\s\\nr]{1,6}"
    r"DEK-Info: ?[A-Z0-9,\-]{10,80}([A-Za-z0-9+/=\\\s]{60,1000})"
)
_SSH = b"openssh-key-v1\0"
"""How the key of OpenSSH begins; the name of the cipher follows (its PROTOCOL.key)."""
_BEGIN = "-----BEGIN "


def _body(value: str) -> str:
    return re.sub(r"\\+[nrt]|[^A-Za-z0-9+/=]", "", value)


def _decoded(text: str) -> bytes:
    text = text.rstrip("=")
    try:
        return base64.b64decode(text[: len(text) // 4 * 4])
    except (binascii.Error, ValueError):
        return b""


def _pem(candidate: Candidate) -> float | None:
    """A block with a real body; one that is locked with a pass phrase is less of a leak."""
    value = re.sub(r"(?:Version|Comment|Charset|Hash):[^\n\\]{0,200}", "", candidate.value)
    body = _body(value)
    if len(body) < 56 or "..." in value or not random_looking(body) or placeholder(body[:60]):
        return None
    data = _decoded(body)
    locked = "ENCRYPTED" in candidate.match
    if data.startswith(_SSH):
        locked = locked or not data.startswith(_SSH + b"\0\0\0\4none")
    elif not (data[:1] == b"\x30" or "PGP" in candidate.match or locked):
        return by_place(0.6, candidate.path)
    return by_place(0.5 if locked else 0.97, candidate.path)


def pem_text(kind: str, data: bytes, end: str = "\n") -> str:
    """A PEM block around made-up bytes, for examples; `end` parts its lines."""
    body = base64.b64encode(data).decode()
    lines = [body[n : n + 64] for n in range(0, len(body), 64)]
    return end.join([f"{_BEGIN}{kind}PRIVATE KEY-----", *lines, f"-----END {kind}PRIVATE KEY-----"])


def _pem_texts(random: Random) -> list[str]:
    rsa = b"\x30\x82\x04\xa4\x02\x01\x00" + random.randbytes(600)
    ssh = b"openssh-key-v1\0\0\0\0\4none" + random.randbytes(300)
    return [
        pem_text("RSA ", rsa),
        pem_text("", rsa),
        pem_text("EC ", b"\x30\x77" + random.randbytes(119)),
        pem_text("OPENSSH ", ssh),
        f'{{"key": "{pem_text("", rsa, chr(92) + "n")}"}}',
    ]


def _locked_texts(random: Random) -> list[str]:
    iv = f"AES-128-CBC,{Shape('<HEX:32>').made(random)}"
    head = f"-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {iv}\n\n"
    return [pem_text("RSA ", random.randbytes(600)).replace("-----\n", head, 1)]


def _pem_not(random: Random) -> list[str]:
    public = base64.b64encode(b"\x30\x82" + random.randbytes(270)).decode()
    return [
        f"{_BEGIN}PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        f"{_BEGIN}PUBLIC KEY-----\n{public}\n-----END PUBLIC KEY-----",
        f"{_BEGIN}CERTIFICATE-----\n{public}\n-----END CERTIFICATE-----",
        f"{_BEGIN}RSA PRIVATE KEY-----\n{'x' * 64}\n{'x' * 64}\n",
    ]


def _putty(candidate: Candidate) -> float | None:
    body = _body(candidate.value)
    if "PuTTY-User-Key-File" not in candidate.before or not random_looking(body):
        return None
    plain = re.search(r"Encryption: none", candidate.before)
    return by_place(0.97 if plain else 0.5, candidate.path)


def _putty_texts(random: Random) -> list[str]:
    body = base64.b64encode(random.randbytes(120)).decode()
    head = (
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: k\nPublic-Lines: 1\nAAAA\n"
    )
    return [f"{head}Private-{'Lines'}: 2\n{body[:64]}\n{body[64:]}\nPrivate-MAC: 00\n"]


def _putty_not(random: Random) -> list[str]:
    return [f"Private-Lines: 2\n{Shape('<b64:64>').made(random)}\n"]


def _jwk(candidate: Candidate) -> float | None:
    around = candidate.before[-700:] + candidate.after[:700]
    if not re.search(r'\\?"kty\\?"\s{0,4}:', around) or not random_looking(candidate.value):
        return None
    if candidate.match.lstrip('\\"')[:1] == "k" and not re.search(r'"oct\\?"', around):
        return None
    return by_place(0.93, candidate.path)


def _jwk_texts(random: Random) -> list[str]:
    secret, x = Shape("<url:43>").made(random), Shape("<url:43>").made(random)
    return [
        f'{{"kty": "EC", "crv": "P-256", "x": "{x}", "d": "{secret}"}}',
        f'{{"k":"{secret}","kty":"oct"}}',
    ]


def _jwk_not(random: Random) -> list[str]:
    return [f'{{"d": "{Shape("<url:43>").made(random)}", "e": 1}}', '{"kty": "EC", "x": "a"}']


def _near(mark: str, confidence: float) -> "_Near":
    return _Near(mark, confidence)


class _Near:
    """Judges a value that counts only where a mark stands nearby."""

    def __init__(self, mark: str, confidence: float) -> None:
        self.mark, self.confidence = re.compile(mark), confidence

    def __call__(self, candidate: Candidate) -> float | None:
        around = candidate.before + candidate.match + candidate.after
        if not self.mark.search(around) or not random_looking(candidate.value):
            return None
        return by_place(self.confidence, candidate.path)


def _xml_texts(random: Random) -> list[str]:
    value = Shape("<b64:172>").made(random)
    return [f"<RSAKeyValue><Modulus>{value}</Modulus><D>{value[::-1]}</D></RSAKeyValue>"]


def _xml_not(random: Random) -> list[str]:
    return [f"<D>{Shape('<b64:172>').made(random)}</D>"]


def _encoded_pem(candidate: Candidate) -> float | None:
    """A PEM block in base 64, as in a kubeconfig; what it holds is read, not guessed."""
    text = _decoded(candidate.value)[:120]
    if b"PRIVATE KEY" not in text:
        return None
    return by_place(0.5 if b"ENCRYPTED" in text else 0.97, candidate.path)


def _encoded_texts(random: Random) -> list[str]:
    pem = pem_text("RSA ", b"\x30\x82" + random.randbytes(300))
    return [f"    client-key-data: {base64.b64encode(pem.encode()).decode()}\n"]


def _encoded_not(random: Random) -> list[str]:
    pem = _BEGIN + "CERTIFICATE-----\n" + Shape("<b64:64>").made(random)
    return [f"    client-certificate-data: {base64.b64encode(pem.encode()).decode()}\n"]


_DER_STARTS = (
    r"MI(?:I[A-Za-z0-9+/]{3}|G[A-Za-z0-9+/])IBADANBgkqhkiG9w0BAQEFAASC",
    r"MII[A-Za-z0-9+/]{3}IBAAKC",
    r"MI(?:I[A-Za-z0-9+/]{3}|[GH][A-Za-z0-9+/])(?:IBA|AgEA)[A-Za-z0-9+/]{1,5}ByqGSM49",
    r"MH[cQ]CAQEEI",
    r"MC4CAQAwBQYDK2VwBCIEI",
    r"MI[I-L][A-Za-z0-9+/]{3}IBAzC",
)
_DER = (
    r"""(?:["'`=>]|[:=][ \t]{1,4})((?:"""
    + "|".join(_DER_STARTS)
    + r")[A-Za-z0-9+/=\\\n\r]{20,1000})"
)


def _der(candidate: Candidate) -> float | None:
    body = _body(candidate.value)
    return by_place(0.93, candidate.path) if random_looking(body) else None


def _der_texts(random: Random) -> list[str]:
    code = base64.b64encode(
        bytes.fromhex("308204bd020100300d06092a864886f70d0101010500048204a7")
        + random.randbytes(300)
    ).decode()
    edwards = "MC4CAQAwBQYDK2VwBCIEI" + Shape("<b64:42>").made(random) + "="
    return [f'private = "{code}"', f"KEY={edwards}\n"]


def _der_not(random: Random) -> list[str]:
    return [f'certificate = "MIIDdzCCAl+gAwIBAgIE{Shape("<b64:200>").made(random)}"']


_B58 = CLASSES["b58"][1]


def _base58(value: str) -> bytes:
    number = 0
    for letter in value:
        number = number * 58 + _B58.index(letter)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def wallet(value: str) -> bool:
    """Whether the last four bytes are the double SHA-256 of the rest (Bitcoin's Base58Check)."""
    data = _base58(value)
    return hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _with_wallet(value: str) -> str:
    data = b"\x80" + hashlib.sha256(value.encode()).digest() + b"\x01"
    data += hashlib.sha256(hashlib.sha256(data).digest()).digest()[:4]
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _B58[digit] + text
    return text


_BESIDE = r"[A-Za-z0-9_.\-]{0,24}[^A-Za-z0-9\n]{1,12}"


def _wifs(random: Random) -> list[str]:
    one, two = (_with_wallet(Shape("<b58:52>").made(random)) for _ in range(2))
    return [f"BITCOIN_KEY={one}\n", f'"wif": "{two}"']


PATTERNS: tuple[Pattern, ...] = (
    written(
        "private-key",
        {"de": "Privater Schlüssel (PEM)", "en": "Private key (PEM)"},
        _PEM,
        _pem,
        _RFC_7468,
        _pem_texts,
        _pem_not,
        ("private key",),
        r"PRIVATE KEY(?: BLOCK)? ?-{4,5}",
    ),
    written(
        "private-key-locked",
        {"de": "Privater Schlüssel mit Kennwort (PEM)", "en": "Private key with pass phrase (PEM)"},
        _LOCKED_PEM,
        _pem,
        "https://www.rfc-editor.org/rfc/rfc1421",
        _locked_texts,
        _pem_not,
        ("private key",),
    ),
    written(
        "private-key-encoded",
        {"de": "Privater Schlüssel in Base64", "en": "Private key in base 64"},
        r"(LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,1000})",
        _encoded_pem,
        _RFC_7468,
        _encoded_texts,
        _encoded_not,
    ),
    written(
        "private-key-der",
        {"de": "Privater Schlüssel (DER)", "en": "Private key (DER)"},
        _DER,
        _der,
        "https://www.rfc-editor.org/rfc/rfc5958",
        _der_texts,
        _der_not,
        anchor="|".join(rf"{one}[A-Za-z0-9+/=\\\n\r]{{20}}" for one in _DER_STARTS),
    ),
    written(
        "putty-private-key",
        {"de": "Privater Schlüssel (PuTTY)", "en": "Private key (PuTTY)"},
        r"Private-Lines: \d{1,3}\s{1,4}([A-Za-z0-9+/=\s]{40,1000})",
        _putty,
        "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",
        _putty_texts,
        _putty_not,
        ("private-lines",),
    ),
    written(
        "json-web-key",
        {"de": "Privater Schlüssel (JWK)", "en": "Private key (JWK)"},
        r'\\?"[dk]\\?"\s{0,4}:\s{0,4}\\?"([A-Za-z0-9_-]{22,1000})\\?"',
        _jwk,
        "https://www.rfc-editor.org/rfc/rfc7517",
        _jwk_texts,
        _jwk_not,
        anchor=r'"[dk]\\?"\s{0,4}:\s{0,4}\\?"[A-Za-z0-9_-]{22}',
    ),
    written(
        "xml-rsa-key",
        {"de": "Privater Schlüssel (XML)", "en": "Private key (XML)"},
        r"<D>\s{0,20}([A-Za-z0-9+/=]{40,1000})\s{0,20}</D>",
        _near("Modulus>", 0.95),
        "https://www.w3.org/TR/xmldsig-core/",
        _xml_texts,
        _xml_not,
    ),
    token(
        "minisign",
        "minisign",
        PRIVATE,
        "RWRTY0Iy<b64:204>",
        "https://jedisct1.github.io/minisign/",
    ),
    written(
        "bitcoin-wif",
        {"de": "Bitcoin: privater Schlüssel", "en": "Bitcoin: private key"},
        rf"(?i:bitcoin|btc|wif|wallet|priv_?key){_BESIDE}([KL5][{CLASSES['b58'][0]}]{{50,51}})\b",
        Format(0.7, 0, wallet, None),
        "https://en.bitcoin.it/wiki/Wallet_import_format",
        _wifs,
        lambda random: [f"wif = {Shape('<K|L><b58:51>').made(random)}"],
    ),
    token(
        "bitcoin-extended",
        "Bitcoin",
        PRIVATE,
        "<x|t|y|z>prv<b58:107>",
        "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
    ),
    token(
        "nostr",
        "Nostr",
        PRIVATE,
        "nsec1<bech:58>",
        "https://github.com/nostr-protocol/nips/blob/master/19.md",
    ),
    keyed(
        "ethereum",
        "Ethereum",
        PRIVATE,
        "eth|ethereum|wallet|deployer|private|metamask",
        "key",
        "<Hex:64>",
        "https://ethereum.org/developers/docs/accounts/",
        confidence=0.75,
    ),
    keyed(
        "ethereum-prefixed",
        "Ethereum",
        PRIVATE,
        "eth|ethereum|wallet|deployer|private|metamask",
        "key",
        "0x<Hex:64>",
        "https://ethereum.org/developers/docs/accounts/",
        confidence=0.85,
    ),
)
