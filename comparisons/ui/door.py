"""Who can reach the page: beyond this machine or not, with a login or without."""

from __future__ import annotations

import ipaddress
import os

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from providers.kit.dotenv import BadSettings

LOGIN = "SPLITSCREEN_LOGIN"
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
"""Headers of every reply at an address that isn't Gradio's."""
PRIVATE = SAFE | {"Cache-Control": "private, no-store"}
"""Those of what no browser keeps."""


def login() -> tuple[str, str] | None:
    """The user and the password that the owner set; `BadSettings`, which quotes neither, where they can't be read."""
    if not (said := os.environ.get(LOGIN, "").strip()):
        return None
    user, _, password = said.partition(":")
    if not (user.strip() and password):
        raise BadSettings(f"The login can't be read. Set this variable to user:password: {LOGIN}")
    return user.strip(), password


def is_beyond_loopback(host: str) -> bool:
    """Whether others than this machine's own people reach the page: by its address, Gradio's share, or as a Space."""
    shared = os.environ.get("GRADIO_SHARE", "").lower() == "true"
    return shared or bool(os.environ.get("SPACE_ID")) or not _is_loopback(host)


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:  # a name, which may lead anywhere
        return False


def is_let_in(request: HTTPConnection) -> bool:
    """Whether a request has logged in, where that is asked for; Gradio itself looks at its own addresses alone."""
    app = request.app
    if getattr(app, "auth", None) is None:
        return True
    cookies = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    return any(request.cookies.get(name) in app.tokens for name in cookies)


def enter(request: HTTPConnection) -> None:
    """401 where a request has not logged in and should have."""
    if not is_let_in(request):
        raise HTTPException(401, "Log in first.")
