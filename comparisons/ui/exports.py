"""The addresses of what the Leaderboard can be taken away as: its table, and the votes as battles for other tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comparisons.board import Board, Question
from comparisons.desk import Desk
from comparisons.ranking.exports import battles
from comparisons.ranking.slices import Pool
from comparisons.tables import written
from comparisons.ui.door import PRIVATE, enter
from comparisons.votes.errors import VoteTrouble

KINDS = {"csv": "text/csv", "md": "text/markdown", "json": "application/json", "png": "image/png"}


_TEXTS = ("category", "task", "mode", "language", "prompt_set", "group", "since", "until", "weight")


def routes(desk: Desk, board: Board) -> list[Route]:
    """`GET board/table.<csv|md|json|png>` with a `Question`'s fields as its query, and `board/battles.jsonl`.

    401 without the login, 422 with a sentence where the votes make no such table. Battles tell voters by a hash alone.
    """

    def drawn(request: Request) -> tuple[bytes, str, str]:
        kind = request.path_params["kind"]
        if kind not in KINDS:
            raise HTTPException(404, f"A table is taken away as {', '.join(KINDS)}. Asked for: {kind}")
        return (
            written(board.table(asked(request.query_params)), f".{kind}"),
            KINDS[kind],
            f"splitscreen-leaderboard.{kind}",
        )

    def listed(request: Request) -> tuple[bytes, str, str]:
        lines = battles(desk.screen.votes(), criterion=asked(request.query_params).criterion)
        return "".join(f"{line}\n" for line in lines).encode(), "application/jsonl", "splitscreen-battles.jsonl"

    return [
        Route("/board/table.{kind}", _saving(drawn)),
        Route("/board/battles.jsonl", _saving(listed)),
    ]


def asked(query: Mapping[str, str]) -> Question:
    """The question that a query asks; whose votes is not among it, since a voter's word is theirs alone."""
    told = {one.name: query.get(one.name, "") for one in fields(Question)}
    pools: dict[str, Pool] = {"with_sound": "with_sound", "silent": "silent"}
    return Question(
        **{name: told[name] for name in _TEXTS}, criterion=told["criterion"] or "overall",
        pool=pools.get(told["pool"], "all"), even=told["even"] == "1",
    )  # fmt: skip


def addresses(question: Question) -> dict[str, str]:
    """Where to get the table of a question, by its kind, and the battles as `jsonl`; relative to the page."""
    told = {one.name: getattr(question, one.name) for one in fields(Question) if one.name not in {"voter", "even"}}
    query = urlencode({name: value for name, value in told.items() if value} | ({"even": 1} if question.even else {}))
    tables = {kind: f"board/table.{kind}?{query}" for kind in KINDS if kind != "json"}
    return tables | {"jsonl": f"board/battles.jsonl?criterion={question.criterion}"}


def _saving(make: Callable[[Request], tuple[bytes, str, str]]) -> Callable[[Request], Response]:
    def serve(request: Request) -> Response:
        enter(request)
        try:
            content, kind, name = make(request)
        except (ValueError, VoteTrouble) as error:
            raise HTTPException(422, str(error)) from None
        saved = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=kind, headers=PRIVATE | saved)

    return serve
