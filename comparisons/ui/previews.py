"""The addresses of what there is to look at while a take is made: its first picture, and the film that grows.

Only in an open round; their names tell nothing, and all ends with the making of the take.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comparisons.desk import Desk
from comparisons.showing import preview
from comparisons.ui.door import PRIVATE, enter
from providers.kit.events import Showing

PIECE = 4 << 20
"""Bytes of a film in one reply."""


def routes(desk: Desk) -> list[Route]:
    """`GET stage/<comparison>/<take>.preview.jpg`, and `….preview.mp4?from=…`: what there is by now from that byte on.

    A reply never waits for more to come, so that who watches holds nothing; it is empty where there is nothing new. 204
    where there is nothing to look at, or no more; 404 for what is no take here, 401 without the login.
    """
    return [
        Route("/stage/{comparison}/{take}.preview.jpg", _serving(desk, lambda seen: seen.picture, "image/jpeg")),
        Route("/stage/{comparison}/{take}.preview.mp4", _serving(desk, lambda seen: seen.film, "video/mp4")),
    ]


def _serving(desk: Desk, part: Callable[[Showing], Path | None], kind: str) -> Callable[[Request], Response]:
    def serve(request: Request) -> Response:
        enter(request)
        asked = request.path_params
        try:
            made = desk.runs.get(asked["comparison"])
            seen = preview(made, made.take(asked["take"]))
        except KeyError:
            raise HTTPException(404, "There is no such take to look at here.") from None
        try:
            content = _read(part(seen) if seen else None, request.query_params.get("from", ""))
        except FileNotFoundError:
            return Response(status_code=204, headers=PRIVATE)
        return Response(content, media_type=kind, headers=PRIVATE)

    return serve


def _read(path: Path | None, begin: str) -> bytes:
    """What the file holds from that byte on, a piece at the most; `FileNotFoundError` where there is none."""
    if path is None:
        raise FileNotFoundError
    with path.open("rb") as file:
        file.seek(int(begin) if begin.isdecimal() and len(begin) < 16 else 0)
        return file.read(PIECE)
