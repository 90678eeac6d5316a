"""Media on its way to fal, as fal-client brings it: a pass for the key, then the file for the pass."""

from __future__ import annotations

from providers.kit.errors import BadReply, Rejected
from providers.kit.terms import Call, Media, Reply, Steps

FILES = "https://v3.fal.media"
"""Where files lie; the key is not for there."""
SMALL = 2**20
"""Bytes of a picture that is sent inside the JSON."""
LARGE = 100 * 2**20
"""Bytes above which fal-client sends a file in parts, which is not done here."""
UNHURRIED = 900.0
"""Seconds that a file may take on its way."""


def travels_inside(media: Media) -> bool:
    """Whether a file is small enough for the submit itself."""
    return media.mime.startswith("image/") and _size(media) <= SMALL


def laid_down(media: Media, passes: str, files: str) -> Steps[str]:
    """Bring the file to `files` with a pass from `passes`; ends with its address there."""
    if _size(media) > LARGE:
        raise Rejected(f"A file over {LARGE // 2**20} MB can't be brought to fal. Make it smaller: {media.path.name}")
    reply = yield Call(method="POST", url=f"{passes}/storage/auth/token?storage_type=fal-cdn-v3", json={})
    ending = media.path.suffix if media.path.suffix.isascii() else ""
    named = {"Authorization": _pass(reply), "X-Fal-File-Name": f"start{ending}"}
    reply = yield Call(method="POST", url=f"{files}/files/upload", media=media, headers=named, patience=UNHURRIED)
    match reply.json():
        case {"access_url": str(url)}:
            return url
    raise BadReply(f"fal took a file without saying where it is: {reply.text()}")


def _pass(reply: Reply) -> str:
    """What lets a file in, for a while; it is as secret as the key for as long, so no error quotes it."""
    match reply.json():
        case {"token": str(token), "token_type": str(scheme)}:
            return f"{scheme} {token}"
    raise BadReply("fal gave no pass for an upload that this adapter can read")


def _size(media: Media) -> int:
    """Bytes of a file; none where it can't be read, which is told by whoever reads it."""
    try:
        return media.path.stat().st_size
    except OSError:
        return 0
