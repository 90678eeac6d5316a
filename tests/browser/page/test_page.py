"""From a prompt to a vote, in a real browser, as the issue tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tests.browser.page.conftest import App

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PLAYABLE = """(name) => {
    const stage = window.splitscreen?.stages.find((one) => one.element.closest("#" + name));
    const lanes = stage ? stage.clock.lanes() : [];
    return lanes.length > 1 && lanes.every((lane) => lane.video.readyState >= 3);
}"""


def opened(context: BrowserContext, app: App, query: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{app.url}/{query}")
    page.get_by_role("tab").first.wait_for()
    page.wait_for_function("window.splitscreen?.stages.length > 0")
    return page


def settle_small(page: Page) -> None:
    """Choose short small clips."""
    page.get_by_label("Seconds", exact=True).fill("4")
    page.get_by_label("Resolution", exact=True).click()
    page.get_by_role("option", name="480p").click()


def make(page: Page, prompt: str = "Two red balls drop onto a wooden floor") -> None:
    """Ask for clips and press the button."""
    page.locator("#compare-models label").first.wait_for()
    settle_small(page)
    page.fill("#compare-prompt textarea", prompt)
    page.click("#compare-go")


def played(page: Page, stage: str, seconds: float = 2.0) -> None:
    page.wait_for_function(PLAYABLE, arg=stage, timeout=120_000)
    page.locator(f"#{stage} .stage-play").click()
    page.wait_for_function(
        "([name, at]) => [...document.querySelectorAll(`#${name} video`)].every((one) => one.currentTime > at)",
        arg=[stage, seconds],
        timeout=60_000,
    )


def attend(page: Page, stage: str) -> None:
    """As if all clips had been watched and heard; `test_battles` does it by playing."""
    page.evaluate(
        """(name) => splitscreen.stages.find((one) => one.element.closest("#" + name)).lanes
            .forEach((lane) => { lane.played += 9; lane.heard += 9; })""",
        stage,
    )


def answer(page: Page, stage: str, name: str) -> None:
    attend(page, stage)
    page.locator(f"#{stage}").get_by_role("button", name=name).first.click()
    page.locator(f"#{stage}").locator(".stage-thanks").get_by_text("your vote is saved").wait_for()


def votes(app: App) -> pd.DataFrame:
    return pd.read_csv(app.data / "votes.csv")


def test_a_prompt_becomes_two_takes_that_play_with_sound_and_a_vote_moves_the_board(
    app: App, context: BrowserContext
) -> None:
    page, before = opened(context, app), len(votes(app))
    make(page)
    played(page, "compare-stage")
    heard = page.evaluate(
        "[...document.querySelectorAll('#compare-stage video')].map((one) => one.webkitAudioDecodedByteCount)"
    )
    assert len(heard) == 2
    assert all(size > 0 for size in heard)
    shown = page.locator("#compare-stage").inner_text()
    assert "Studio Newton" in shown
    assert "Studio Tween" in shown
    answer(page, "compare-stage", "A is better")
    after = votes(app)
    assert len(after) == before + 1
    row = after.iloc[-1]
    assert (row["outcome"], row["mode"], row["prompt"]) == ("left", "open", "Two red balls drop onto a wooden floor")
    assert row["left_played_s"] > 1.5
    page.get_by_role("tab", name="Leaderboard").click()
    page.locator("table.board tbody tr").nth(1).wait_for()
    assert row["left_model"] in page.locator("table.board tbody tr").first.inner_text()
    page.locator("#matrix .js-plotly-plot").wait_for()


def test_a_take_is_watched_while_it_is_made_and_a_stop_ends_that(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    page.locator("#compare-models label").first.wait_for()
    settle_small(page)
    page.get_by_label("Seconds", exact=True).fill("20")
    page.fill("#compare-prompt textarea", "A surfer rides a big wave")
    page.click("#compare-go")
    page.wait_for_function(
        """() => [...document.querySelectorAll("#compare-stage .stage-preview")].some((one) =>
            one.querySelector("img").naturalWidth && one.querySelector("video").currentTime > 0.2)""",
        timeout=60_000,
    )
    page.get_by_role("button", name="Stop all").click()
    page.locator("#compare-stage .stage-fail").nth(1).wait_for()
    page.locator("#compare-stage .stage-preview").wait_for(state="detached")
    assert not list(app.data.glob("comparisons/*/work-*"))


def test_a_reload_in_mid_run_and_a_kill_of_the_app_find_the_comparison_again(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    make(page, "Five glass marbles roll down a ramp")
    page.wait_for_url(re.compile("comparison="))
    page.reload()
    page.locator("#compare-stage").get_by_text("Five glass marbles roll down a ramp").wait_for()
    address = page.url
    page.close()  # a page that is open finds the app again by itself, in the middle of what follows
    app.kill()
    app.start()
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(PLAYABLE, arg="compare-stage", timeout=120_000)
    page.get_by_role("tab", name="History").click()
    page.get_by_role("link", name="Five glass marbles").first.click()
    page.wait_for_function(PLAYABLE, arg="compare-stage", timeout=60_000)


def test_what_stands_in_the_way_is_said_beside_its_control(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    page.locator("#compare-models label").first.wait_for()
    page.click("#compare-go")
    page.locator("#prompt-message").get_by_text("The prompt is empty").wait_for()
    page.fill("#compare-prompt textarea", "a ball")
    for name in ("Studio Newton", "Studio Tween"):
        page.locator("#compare-models label", has_text=name).click()
    page.click("#compare-go")
    page.locator("#models-message").get_by_text("No model is chosen").wait_for()
    page.locator("#compare-models label", has_text="Pika 2.2").click()
    page.click("#compare-go")
    page.locator("#models-message").get_by_text("FAL_KEY").wait_for()


def test_an_address_of_nothing_says_so(app: App, context: BrowserContext) -> None:
    page = opened(context, app, "?comparison=abcdef123456")
    page.locator("#compare-message").get_by_text("There is no such comparison here").wait_for()


def test_an_example_fills_the_prompt(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    page.locator("#examples button, #examples .gallery-item").first.click()
    page.wait_for_function("document.querySelector('#compare-prompt textarea').value.length > 10")


def test_the_models_tab_tells_what_is_missing(app: App, context: BrowserContext) -> None:
    page = opened(context, app)
    page.get_by_role("tab", name="Models").click()
    rows = page.locator("#models tbody tr")
    rows.nth(2).wait_for()
    text = page.locator("#models").inner_text()
    for word in ("studio/newton", "ready", "free", "fal/pika-2.2", "FAL_KEY", "not known"):
        assert word in text


def test_a_click_that_comes_before_the_page_has_arrived_is_not_lost(app: App, context: BrowserContext) -> None:
    page, held, released = context.new_page(), [], []
    page.route("**/queue/join*", lambda route: held.append(route) if not released else route.continue_())
    page.goto(app.url)
    page.get_by_role("tab", name="Models").click()
    page.wait_for_timeout(500)
    released.append(True)
    for route in held:
        route.continue_()
    page.locator("#models tbody tr").nth(2).wait_for()
    assert held, "the page asked the app for nothing before the click"
    assert page.get_by_role("tab", name="Models").get_attribute("aria-selected") == "true"


def test_a_russian_browser_reads_russian(app: App, chromium: Browser) -> None:
    context = chromium.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(app.url)
    page.get_by_role("tab", name="Сравнить").wait_for()
    page.locator("#compare-models label").first.wait_for()
    page.click("#compare-go")
    page.locator("#prompt-message").get_by_text("Запрос пуст").wait_for()
    page.get_by_text("Баскетбольный мяч бросают").first.wait_for()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_tab_overflows_or_asks_another_origin(app: App, chromium: Browser, theme: str, width: int) -> None:
    context = chromium.new_context(locale="en-GB", viewport={"width": width, "height": 844})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = opened(context, app, f"?__theme={theme}")
    for tab in ("Compare", "Arena", "Live", "Leaderboard", "History", "Models"):
        visit(page, tab)
        page.wait_for_timeout(400)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab
    strangers = [url for url in asked if not url.startswith((app.url, "data:", "blob:"))]
    assert strangers == []
    context.close()


def visit(page: Page, tab: str) -> Any:
    """Open a tab, also where a narrow page keeps it in the menu of tabs."""
    if (shown := page.get_by_role("tab", name=tab)).count():
        return shown.click()
    page.get_by_label("More tabs").click()
    return page.locator(".overflow-dropdown button", has_text=tab).click()


def test_a_vote_in_a_second_window_is_refused_and_the_names_are_there_as_in_the_first(
    app: App, context: BrowserContext
) -> None:
    first = opened(context, app)
    first.locator("#compare-models label").first.wait_for()
    first.get_by_label("Hidden until the vote").click()
    make(first)
    first.wait_for_function(PLAYABLE, arg="compare-stage", timeout=120_000)
    second = opened(context, app, first.url.removeprefix(app.url).lstrip("/"))
    second.wait_for_function(PLAYABLE, arg="compare-stage", timeout=60_000)
    second.locator("#compare-models label").first.wait_for()  # what the page draws on arrival has come
    before = len(votes(app))
    answer(first, "compare-stage", "A is better")
    assert first.locator("#compare-stage .stage-lane[data-letter=A] .stage-choice").is_visible()
    attend(second, "compare-stage")
    second.locator("#compare-stage").get_by_role("button", name="Tie").click()
    second.locator("#compare-message").get_by_text("You have voted on this comparison already").wait_for()
    assert "Studio Newton" in second.locator("#compare-stage").inner_text()
    assert len(votes(app)) == before + 1
