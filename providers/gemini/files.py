"""Files at Google: how they are named, and how one is brought there.

Steps as in google-genai 3.4.0, `files.py` and `_api_client.py`: https://ai.google.dev/gemini-api/docs/files
"""

from __future__ import annotations

import re

from providers.kit.errors import BadReply, Rejected
from providers.kit.provider import contents
from providers.kit.terms import Call, Media, Steps, Waiting

FILE = re.compile(r"(?:^|/)files/([\w-]+)")


def called(where: str) -> str:
    """The name of a file by its address in any of its spellings; empty where that is no file's."""
    found = FILE.search(where)
    return found[1] if found else ""


def upload(media: Media, origin: str) -> Steps[str]:
    """A resumable upload in one piece, then a wait until the file is ready; ends with its address."""
    size = len(contents(media))
    headers = {
        "X-Goog-Upload-Protocol": "resumable", "X-Goog-Upload-Command": "start",
        "X-Goog-Upload-Header-Content-Length": str(size), "X-Goog-Upload-Header-Content-Type": media.mime,
    }  # fmt: skip
    about = {"file": {"mime_type": media.mime, "size_bytes": size}}
    reply = yield Call(method="POST", url=f"{origin}/upload/v1/files", json=about, headers=headers)
    if not (place := reply.headers.get("x-goog-upload-url")):
        raise BadReply(f"Gemini does not say where to upload to: {reply.text()}")
    headers = {"X-Goog-Upload-Command": "upload, finalize", "X-Goog-Upload-Offset": "0"}
    reply = yield Call(method="POST", url=place, media=media, headers=headers)
    while True:
        said = reply.json()
        match said.get("file", said) if isinstance(said, dict) else None:
            case {"state": "ACTIVE", "uri": str(uri)}:
                return uri
            case {"state": "PROCESSING", "name": str(name)} if called(name):
                yield Waiting(phase="queued")
                reply = yield Call(method="GET", url=f"{origin}/v1/files/{called(name)}")
            case {"state": "FAILED"}:
                raise Rejected(f"Gemini can't read the file that was given: {media.path.name}")
            case _:
                raise BadReply(f"Gemini said of an upload what this adapter can't read: {reply.text()}")
