"""The addresses that are not Gradio's, by take: the shown clip, with ranges, its name telling nothing; and, once its
maker may be known, the file as it was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from comparisons.desk import Desk
from comparisons.ui.door import SAFE, enter

Found = tuple[Path, str, str]
"""A file, what it is called where it is saved (nothing: it is to be shown), and how it may be kept by the browser."""


def routes(desk: Desk) -> list[Route]:
    """`GET stage/<comparison>/<take>.mp4`, and `….original.mp4?voter=…` of a take whose maker that voter may know.

    404 for whatever is no finished clip of this desk or may not be told yet, 401 without the login.
    """

    def clip(comparison: str, take: str, _voter: str) -> Found:
        return desk.clip(comparison, take), "", "private, max-age=31536000, immutable"

    def original(comparison: str, take: str, voter: str) -> Found:
        path, model = desk.original(comparison, take, voter)
        return path, f"{model.replace('/', '-')}-{take}.mp4", "private, no-store"

    return [
        Route("/stage/{comparison}/{take}.original.mp4", _serving(original)),
        Route("/stage/{comparison}/{take}.mp4", _serving(clip)),
    ]


class _Film(FileResponse):
    """Read in few large pieces: each piece costs a turn of a thread."""

    chunk_size = 1 << 20


def _serving(find: Callable[[str, str, str], Found]) -> Callable[[Request], FileResponse]:
    def serve(request: Request) -> FileResponse:
        enter(request)
        asked = request.path_params
        try:
            path, name, kept = find(asked["comparison"], asked["take"], request.query_params.get("voter", ""))
        except KeyError:
            raise HTTPException(404, "There is no such clip here.") from None
        if not path.is_file():
            raise HTTPException(404, "This clip's file is gone from the data folder.")
        headers = SAFE | {"Cache-Control": kept}
        return _Film(path, media_type="video/mp4", headers=headers, filename=name or None)

    return serve
