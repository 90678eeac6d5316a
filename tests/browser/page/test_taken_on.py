"""A clip that was made is taken on from its lane, in a real browser: extended, changed, or downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import c2pa
import pytest

from tests.browser.page.conftest import App
from tests.browser.page.test_page import PLAYABLE, answer, make, opened
from tests.browser.page.test_tasks import LOADED, MODELS, ticked

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
OFFERED: Final[tuple[tuple[Literal["button", "link"], str], ...]] = (
    ("button", "Extend"),
    ("button", "Change"),
    ("link", "Download"),
)
PROMPT = "Two red balls drop onto a wooden floor"


def lane(page: Page, model: str) -> Locator:
    return page.locator("#compare-stage .stage-lane", has_text=model)


def test_a_clip_of_the_studio_is_extended_from_its_lane_without_a_seam(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    make(page, PROMPT)
    page.wait_for_function(PLAYABLE, arg="compare-stage", timeout=180_000)
    page.fill("#compare-prompt textarea", "")
    lane(page, "Studio Newton").get_by_role("button", name="Extend").click()
    page.wait_for_function(LOADED)
    page.locator(f"{MODELS} label", has_text="Studio Newton").wait_for()
    assert ticked(page) == ["Studio Newton", "Studio Tween"]
    prompt = page.locator("#compare-prompt textarea")
    assert prompt.input_value() == PROMPT
    page.wait_for_function(
        "() => { const box = document.querySelector('#compare-prompt').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    assert prompt.evaluate("(one) => one === document.activeElement")
    assert page.locator(".toast-body").count() == 0
    page.locator(f"{MODELS} label", has_text="Studio Tween").click()  # which would go on from the last frame
    page.get_by_label("Seconds to add").fill("2")
    page.click("#compare-go")
    page.wait_for_function(
        "() => { const all = [...document.querySelectorAll('#compare-stage video')];"
        " return all.length === 1 && all[0].duration > 5.5 && isFinite(all[0].duration); }",  # a growing film has none
        timeout=180_000,
    )
    assert page.locator("#compare-stage video").evaluate("(one) => one.duration") == pytest.approx(6, abs=0.1)
    assert page.locator("#compare-stage .stage-seam").count() == 0
    assert "Joined" not in page.locator("#compare-stage").inner_text()


def test_a_blind_round_has_none_of_it_before_the_vote_and_all_after(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    page.locator(f"{MODELS} label").first.wait_for()
    page.get_by_label("Hidden until the vote").click()
    make(page, PROMPT)
    page.wait_for_function(PLAYABLE, arg="compare-stage", timeout=180_000)
    stage = page.locator("#compare-stage")
    offered = [stage.get_by_role(role, name=name) for role, name in OFFERED]
    assert [one.count() for one in offered] == [0, 0, 0]
    answer(page, "compare-stage", "Tie")
    lane(page, "Studio Newton").get_by_role("button", name="Change").wait_for()
    assert [one.count() for one in offered] == [2, 2, 2]
    with page.expect_download() as download:
        lane(page, "Studio Newton").get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.startswith("studio-newton-")
    with Path(download.value.path()).open("rb") as file:
        assert c2pa.Reader("video/mp4", file).get_validation_state() == "Valid"
    lane(page, "Studio Tween").get_by_role("button", name="Change").click()
    page.wait_for_function(LOADED)
    page.get_by_label("Seconds", exact=True).wait_for(state="hidden")
    assert ticked(page) == ["Studio Newton", "Studio Tween"]
