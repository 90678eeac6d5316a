"""Battles of clips that exist, one after another, by the keyboard alone, as a visitor without keys judges them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from comparisons.run.store import Store
from providers.kit.clip import probe
from tests.browser.page.conftest import App, running
from tests.comparisons.battles import made
from tests.fakes import clips

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.alone, pytest.mark.timeout(300)]
STAGE = "splitscreen.stages.find((one) => one.element.closest('#arena-stage'))"
READY = f"""(last) => {{
    const stage = {STAGE};
    return stage?.view?.id && stage.view.id !== last && stage.view.votable
        && stage.clock.lanes().length === 2 && stage.clock.lanes().every((lane) => lane.video.readyState >= 3);
}}"""


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over a folder with three comparisons of a second that someone else has made."""
    data = tmp_path_factory.mktemp("stocked") / "data"
    store, source = Store(data), data / "source.mp4"
    source.write_bytes(clips.clip(1.0))
    for place, prompt in enumerate(("a ball", "a cube", "a cone")):
        made(store, f"made{place:02}", ["studio/newton", "studio/tween"], prompt, film=source)
    assert probe(source).audio
    with running(data, SPLITSCREEN_CHECKS="off", SPLITSCREEN_ROUNDS="off") as app:
        yield app


def focus(page: Page, name: str) -> None:
    """Go there as a keyboard does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.id") == name:
            return
    raise AssertionError(f"The Tab key does not reach: {name}")


def attend(page: Page) -> None:
    """Watch and listen until the page takes a vote: play, and to the other side, and again if need be."""
    for _ in range(12):
        if not page.evaluate(f"{STAGE}.ballot.lacking()"):
            return
        page.keyboard.press("Space")
        page.wait_for_function(f"!{STAGE}.clock.intent || !{STAGE}.ballot.lacking()", timeout=10_000)
        page.keyboard.press("s")
    raise AssertionError(page.evaluate(f"{STAGE}.ballot.lacking()"))


def test_a_voter_judges_three_battles_without_the_mouse(stocked: App, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{stocked.url}/?tab=arena")
    page.locator("#arena-go").wait_for()
    page.wait_for_function("window.splitscreen?.stages.length > 0")
    focus(page, "arena-go")
    page.keyboard.press("Enter")
    last, keys = "", ["Shift+1", "t", "Shift+2"]
    for number, key in enumerate(keys):
        page.wait_for_function(READY, arg=last)
        last = page.evaluate(f"{STAGE}.view.id")
        page.keyboard.press("t")  # too early: refused
        assert "Not yet." in page.locator("#arena-stage .stage-hint").inner_text()
        attend(page)
        page.keyboard.press(key)
        page.locator("#arena-stage").get_by_text("your vote is saved").wait_for()
        assert "Studio Newton" in page.locator("#arena-stage").inner_text()
        if number == 1:
            page.keyboard.press("u")
            page.locator("#arena-message").get_by_text("Your vote is taken back").wait_for()
            page.keyboard.press("z")
            page.keyboard.press("1")
            page.locator("#arena-stage").get_by_text("Skipped: nothing is counted").wait_for()
        if number + 1 < len(keys):
            page.keyboard.press("n")
    votes = pd.read_csv(stocked.data / "votes.csv", keep_default_na=False)
    assert list(votes["outcome"]) == ["left", "tie", "void", "skip", "right"]
    assert list(votes["flags"]) == ["", "", "void", "unblinded skip", ""]
    assert set(votes["mode"]) == {"battle"}
    assert votes["comparison_id"].nunique() == votes["prompt"].nunique() == 3
    assert not (stocked.data / "refused.csv").exists()
