"""A take is looked at while it is made: its picture at once, its film as it grows, then its clip in the same place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import av
import pytest

from providers.studio.preview import FILM
from tests.browser.stage.conftest import Harness, take_of, view_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browser.stage.clips import Made

pytestmark = pytest.mark.browser
FILM_OF_A = ".stage-lane[data-letter=A] .stage-preview video"
SCREEN = (
    "() => JSON.stringify(document.querySelector('.stage-lane[data-letter=A] .stage-screen').getBoundingClientRect())"
)


@dataclass
class Growing:
    """A film of which only the first part is there."""

    whole: bytes
    there: int = 0
    asked: list[int] = field(default_factory=list)

    def serve(self, route: Route) -> None:
        begin = int(parse_qs(urlsplit(route.request.url).query)["from"][0])
        self.asked.append(begin)
        route.fulfill(status=200, content_type="video/mp4", body=self.whole[begin : self.there])


def film_of(made: Made, path: Path) -> bytes:
    """The clip as a film in pieces."""
    with av.open(str(made.path)) as read, av.open(str(path), "w", format="mp4", options=FILM) as write:
        streams = {one.index: write.add_stream_from_template(one) for one in read.streams}
        for packet in read.demux():
            if packet.size:
                packet.stream = streams[packet.stream_index]
                write.mux(packet)
    return path.read_bytes()


def pieces(film: bytes) -> list[int]:
    """Where each piece ends."""
    ends, at = [], 0
    while at < len(film):
        at += int.from_bytes(film[at : at + 4])
        ends.append(at)
    return ends


def plays_past(page: Page, seconds: float) -> None:
    page.wait_for_function(
        "([film, at]) => document.querySelector(film)?.currentTime > at", arg=[FILM_OF_A, seconds], timeout=20_000
    )


def test_a_film_plays_as_it_comes_waits_for_more_and_its_clip_goes_on_where_it_was(
    harness: Harness, context: BrowserContext, clips: dict[str, Made], tmp_path: Path
) -> None:
    growing = Growing(film_of(clips["a"], tmp_path / "film.mp4"))
    growing.there = pieces(growing.whole)[11]  # the head, and five pieces of 0.3 s and what comes with them
    picture = tmp_path / "first.jpg"
    with av.open(str(clips["a"].path)) as file:
        next(file.decode(video=0)).to_image().save(picture)
    context.route("**/a.preview.mp4*", growing.serve)
    context.route("**/a.preview.jpg*", lambda route: route.fulfill(path=picture))
    seen = {"picture": "stage/x/a.preview.jpg?step=0", "film": "stage/x/a.preview.mp4?step=0"}
    making: dict[str, Any] = {"mode": "open", "blind": False, "finished": False, "votable": False}
    page = harness.open(context, view_of(take_of("A", preview=seen, fraction=0.4), take_of("B"), **making), ready=False)
    plays_past(page, 0.2)
    assert page.locator(".stage-lane[data-letter=A] .stage-stop").is_visible()
    assert page.evaluate(f"document.querySelector('{FILM_OF_A}').muted")
    page.locator(".stage-lane[data-letter=A] .stage-hear").click()
    assert not page.evaluate(f"document.querySelector('{FILM_OF_A}').muted")
    page.wait_for_function(f"document.querySelector('{FILM_OF_A}').paused", timeout=20_000)  # it has no more
    growing.there = len(growing.whole)
    plays_past(page, 2.2)
    before = page.evaluate(SCREEN)
    assert sorted(set(growing.asked)) == [0, pieces(growing.whole)[11], len(growing.whole)]
    harness.push(page, view_of(take_of("A", clips["a"], preview=None), take_of("B"), **making))
    page.locator(".stage-preview").wait_for(state="detached")
    page.wait_for_function("splitscreen.stages[0].lanes[0].video.currentTime > 2.4")
    lane = "splitscreen.stages[0].lanes[0]"
    assert page.evaluate(f"[{lane}.alone, {lane}.video.paused, {lane}.video.muted]") == [True, False, False]
    assert page.evaluate(SCREEN) == before
    page.locator(".stage-play").click()
    page.wait_for_function(f"splitscreen.stages[0].clock.running && !{lane}.alone && {lane}.video.currentTime < 1")
