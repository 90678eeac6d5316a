"""The live scene, played with in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.page.conftest import App

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
FRAMES = "(count) => (window.splitscreen.scene?.frames ?? 0) > count"
SHOWN = "document.querySelector('.live-canvas').toDataURL()"


def started(context: BrowserContext, app: App) -> Page:
    page = context.new_page()
    page.goto(f"{app.url}/?tab=live")
    page.locator(".live-go").wait_for()
    page.click(".live-go")
    page.wait_for_function(FRAMES, arg=10, timeout=60_000)
    return page


def test_a_scene_is_played_by_keys_too_and_its_controls_tell_how_they_stand(app: App, context: BrowserContext) -> None:
    page = started(context, app)
    page.locator(".live-canvas").focus()
    page.keyboard.press("t")
    page.wait_for_function("window.splitscreen.scene.lags.length > 0")
    page.get_by_role("button", name="Rain").click()
    assert page.get_by_role("button", name="Rain").get_attribute("aria-pressed") == "true"
    page.locator(".live-gravity").fill("3")
    assert page.locator(".live-row output").inner_text() == "3.0 m/s²"


@pytest.mark.alone
def test_a_scene_runs_answers_and_is_heard(app: App, context: BrowserContext) -> None:
    page = started(context, app)
    before = page.evaluate(SHOWN)
    box = page.locator(".live-canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.2 * box["height"], steps=5)
    page.mouse.up()
    page.wait_for_function("window.splitscreen.scene.lags.length > 0")
    page.wait_for_function(FRAMES, arg=40)
    assert page.evaluate(SHOWN) != before
    assert page.evaluate("window.splitscreen.scene.context.state") == "running"
    assert page.evaluate("window.splitscreen.scene.heard") < 0.15


def test_the_last_seconds_are_kept_and_can_be_chosen_in_compare(app: App, context: BrowserContext) -> None:
    page = started(context, app)
    page.wait_for_function(FRAMES, arg=60)
    page.click(".live-keep")
    page.get_by_text("Kept as a clip of Live Scene").wait_for()
    page.get_by_role("tab", name="Compare").click()
    page.locator("#compare-models").get_by_text("Live Scene").wait_for()


def test_leaving_the_tab_ends_the_scene(app: App, context: BrowserContext) -> None:
    page = started(context, app)
    page.get_by_role("tab", name="Compare").click()
    page.wait_for_function("window.splitscreen.scene.socket === null")


def test_a_prompt_for_another_kind_of_scene_is_refused_in_words(app: App, chromium: Browser) -> None:
    context = chromium.new_context(locale="ru-RU", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{app.url}/?tab=live")
    page.locator(".live-prompt").fill("«Привет», говорит женщина")
    page.click(".live-go")
    page.get_by_text("Живая сцена — это мячи и ящики").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
