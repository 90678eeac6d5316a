"""The addresses of what there is to look at while a take is made: who may look, at what, and for how long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

import comparisons.desk as room
from comparisons.desk import Desk
from comparisons.run.comparison import Comparison, Mode, shows
from comparisons.ui.previews import routes
from comparisons.ui.view import view
from providers import Catalogue
from providers.kit.terms import Brief
from tests.fakes.sketch import Sketch

PAIR = ("sketch/one", "sketch/two")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "catalogue", lambda: Catalogue({"sketch": Sketch()}))
        patch.setattr("comparisons.ui.view.catalogue", lambda: Catalogue({"sketch": Sketch()}))
        made = Desk(tmp_path_factory.mktemp("desk"), workers=2)
        yield made
        made.close()


def showing(desk: Desk, mode: Mode) -> Comparison:
    """A comparison of which every take can be looked at, if one may."""
    made = desk.start(Brief(prompt="show something"), PAIR, mode)
    return until(desk, made, lambda now: all(shows(take) for take in now.takes))


def until(desk: Desk, made: Comparison, is_so: Callable[[Comparison], bool]) -> Comparison:
    limit = time.monotonic() + 60
    while not is_so(now := desk.runs.get(made.id)):
        assert time.monotonic() < limit
        time.sleep(0.01)
    return now


def drawn(desk: Desk, made: Comparison) -> list[dict[str, Any]]:
    takes: list[dict[str, Any]] = view(desk.see(made.id, "ann"), "en")["takes"]
    return takes


async def fetch(desk: Desk, address: str) -> httpx.Response:
    app = httpx.ASGITransport(app=Starlette(routes=routes(desk)))
    async with httpx.AsyncClient(transport=app, base_url="http://here") as client:
        return await client.get(f"/{address}")


async def test_a_take_in_the_making_is_looked_at_until_it_ends_and_then_nothing_is_left_of_it(desk: Desk) -> None:
    made = showing(desk, "open")
    take = drawn(desk, made)[0]
    seen = take["preview"]
    picture, film = await fetch(desk, seen["picture"]), await fetch(desk, seen["film"])
    assert (picture.content, picture.headers["content-type"]) == (b"a picture", "image/jpeg")
    assert (film.content, film.headers["content-type"]) == (b"a film that grows", "video/mp4")
    assert "no-store" in film.headers["cache-control"]
    assert "sketch" not in f"{seen}{film.headers}"
    assert (await fetch(desk, f"{seen['film']}&from=12")).content == b"grows"
    past = await fetch(desk, f"{seen['film']}&from=99")
    assert (past.status_code, past.content) == (200, b"")
    desk.cancel(made.id)
    ended = until(desk, made, lambda now: now.finished)
    assert not list(desk.store.folder(made.id).glob("work-*"))
    assert drawn(desk, ended)[0]["preview"] is None
    for address in seen.values():
        over = await fetch(desk, address)
        assert (over.status_code, over.content) == (204, b"")


@pytest.mark.parametrize("mode", ["blind", "battle"])
async def test_a_blind_round_shows_nothing_before_its_clips(desk: Desk, mode: Mode) -> None:
    made = showing(desk, mode)
    assert [take["preview"] for take in drawn(desk, made)] == [None, None]
    for take in made.takes:
        for kind in ("jpg", "mp4"):
            reply = await fetch(desk, f"stage/{made.id}/{take.id}.preview.{kind}")
            assert (reply.status_code, reply.content) == (204, b"")
    desk.cancel(made.id)
    until(desk, made, lambda now: now.finished)


async def test_nothing_but_what_a_take_shows_is_served(desk: Desk) -> None:
    made = showing(desk, "open")
    for path in (
        "stage/abcdefabcdef/abcdefabcd.preview.mp4",
        "stage/{comparison}/unknown.preview.mp4",
        "stage/{comparison}/..%2F{comparison}%2F{take}.preview.mp4",
        "stage/..%2F..%2Fvotes/{take}.preview.jpg",
        "stage/{comparison}/{take}.preview.json",
        "stage/{comparison}/work-{take}/film",
    ):
        reply = await fetch(desk, path.format(comparison=made.id, take=made.takes[0].id))
        assert reply.status_code == 404, path
    desk.cancel(made.id)
    until(desk, made, lambda now: now.finished)
