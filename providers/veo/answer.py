"""What Vertex means where it gives no clip, and a clip that lies inside its answer."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

from providers.kit.errors import BadReply, Failed, Refused, Rejected, Trouble
from providers.kit.refusals import sounds_refused
from providers.kit.terms import Json, Reply

INVALID_ARGUMENT = 3
"""Of google.rpc.Code."""
RULES = re.compile(r"usage guideline|responsible ai|safety|prohibited|blocked", re.I)
"""Words of a refusal of Google's, which shares its code with other mistakes."""


def failure(words: str, code: object) -> Trouble:
    """What an operation's error means."""
    if _is_refusal(words):
        return _refused(words)
    kind = Rejected if code == INVALID_ARGUMENT else Failed
    return kind(f"Veo could not make the clip: {words}")


def filtered(reasons: Json) -> Refused:
    """A clip that was made and held back."""
    given = [str(one) for one in reasons] if isinstance(reasons, list) else []
    return _refused("; ".join(given) or "it gives no reason")


def refusal(reply: Reply) -> Refused | None:
    """Whether an error body speaks of the content rules."""
    match reply.json():
        case {"error": {"message": str(words)}} if _is_refusal(words):
            return _refused(words)
    return None


def decoded(data: str) -> bytes:
    """The clip; `BadReply` where it is no base64."""
    try:
        return b64decode(data, validate=True)
    except binascii.Error:
        raise BadReply(f"Veo sent a clip that is no base64: {data[:40]}") from None


def _is_refusal(words: str) -> bool:
    return bool(RULES.search(words)) or sounds_refused(words)


def _refused(words: str) -> Refused:
    return Refused(f"Veo refuses this by its content rules: {words}")
