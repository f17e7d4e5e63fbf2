# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A small OpenID Connect provider on loopback: the code flow with PKCE and signed ID tokens.

It signs in whoever `person` is, without asking. It is strict where a real one is: client secret,
redirect address, code verifier, a code works once.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "allmende"
CLIENT_SECRET = "only for tests"


class Refused(Exception):
    """The provider answers 400 with this word."""


@dataclass
class Provider:
    """What the provider knows and how it misbehaves; tests change it between sign-ins."""

    person: dict[str, Any] = field(default_factory=dict)
    """The claims of who is signed in at the provider."""
    id_token_only: dict[str, Any] = field(default_factory=dict)
    """Claims the ID token has in addition, or instead."""
    userinfo_only: dict[str, Any] = field(default_factory=dict)
    issued: list[str] = field(default_factory=list)
    """The codes given out."""

    def __post_init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._codes: dict[str, dict[str, str]] = {}
        self._tokens: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """The address the browser is sent back to."""
        _require(asked.get("client_id") == CLIENT_ID, "unauthorized_client")
        _require(asked.get("response_type") == "code", "unsupported_response_type")
        _require("openid" in asked.get("scope", "").split(), "invalid_scope")
        _require(asked.get("code_challenge_method") == "S256", "invalid_request")
        code = secrets.token_urlsafe()
        self._codes[code] = asked
        self.issued.append(code)
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        _require(asked.get("client_id") == CLIENT_ID, "invalid_client")
        _require(asked.get("client_secret") == CLIENT_SECRET, "invalid_client")
        began = self._codes.pop(asked.get("code", ""), None)
        if began is None:
            raise Refused("invalid_grant")
        _require(asked.get("redirect_uri") == began["redirect_uri"], "invalid_grant")
        hashed = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        _require(challenge == began["code_challenge"], "invalid_grant")
        access = secrets.token_urlsafe()
        self._tokens.add(access)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 60}
        said = {**claims, **self.person, **self.id_token_only}
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": jwt.encode(said, self._key, "RS256", headers={"kid": "one"}),
        }

    def userinfo(self, authorization: str) -> dict[str, Any]:
        _require(authorization.removeprefix("Bearer ") in self._tokens, "invalid_token")
        return {**self.person, **self.userinfo_only}


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Refused(otherwise)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            try:
                match where.path:
                    case "/.well-known/openid-configuration":
                        self._say(200, provider.configuration())
                    case "/jwks":
                        self._say(200, provider.keys())
                    case "/userinfo":
                        self._say(200, provider.userinfo(self.headers.get("Authorization", "")))
                    case "/authorize":
                        self.send_response(302)
                        self.send_header("Location", provider.authorize(_flat(where.query)))
                        self.end_headers()
                    case _:
                        self._say(404, {})
            except Refused as refused:
                self._say(400, {"error": str(refused)})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                self._say(200, provider.token(_flat(body)))
            except Refused as refused:
                self._say(400, {"error": str(refused)})

        def _say(self, status: int, answer: dict[str, Any]) -> None:
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(query).items()}
