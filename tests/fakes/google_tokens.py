"""Google's place for access tokens on loopback, as google-auth asks it for a service account's."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from google.auth import jwt
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.recorder import Recorder

AUDIENCE = "https://oauth2.googleapis.com/token"
"""Whom a word is meant for, wherever it is brought."""
WHO = "films@example-project.iam.gserviceaccount.com"


@dataclass(slots=True)
class TokensFake:
    """Gives `token` for a word that is signed with the account's key."""

    token: str
    seen: Recorder = field(default_factory=Recorder)
    _key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(routes=[Route("/token", self._give, methods=["POST"])])

    def account(self, url: str) -> dict[str, str]:
        """The account's key file, as Google's console hands it out; `url` is where this fake is served."""
        key = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        return {
            "type": "service_account", "project_id": "example-project", "private_key_id": "0d1f", "private_key": key,
            "client_email": WHO, "client_id": "1", "token_uri": f"{url}/token",
        }  # fmt: skip

    async def _give(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        (word,) = parse_qs(asked.body)[b"assertion"]
        public = self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        said = jwt.decode(word, certs=public, audience=AUDIENCE)  # type: ignore[no-untyped-call]
        if said["iss"] != WHO:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": self.token, "expires_in": 3600, "token_type": "Bearer"})
