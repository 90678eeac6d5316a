"""What a comparison starts from, in a real browser; each vendor plays its documented replies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser.page.conftest import App
from tests.browser.page.test_page import PLAYABLE, opened, settle_small
from tests.fakes import clips

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
MODELS = "#compare-models"
LEAVES = {"from a picture": "Kling 3 Turbo Pro", "by extending": "Kling 3 Turbo Pro", "by changing": "Pika 2.2"}
"""A model that can't do the task."""
LOADED = "() => { const v = document.querySelector('#compare-video video'); return v && v.readyState >= 1; }"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "before.mp4"
    path.write_bytes(clips.clip(2.0, width=320, height=180))
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "start.png"
    Image.new("RGB", (320, 180), "orange").save(path)
    return path


def at(context: BrowserContext, app: App, task: str, query: str = "") -> Page:
    """The page with a task chosen, once its models stand there."""
    page = opened(context, app, query)
    page.locator(f"{MODELS} label").first.wait_for()
    choose(page, task)
    return page


def choose(page: Page, task: str) -> None:
    page.locator("#compare-task label", has_text=task).click()
    if leaves := LEAVES.get(task):
        page.wait_for_function(
            "(name) => !document.querySelector('#compare-models').innerText.includes(name)", arg=leaves
        )


def tick(page: Page, *names: str) -> None:
    """Tick these models and no other."""
    for name in [*ticked(page), *names]:
        page.locator(f"{MODELS} label", has_text=name).first.click()


def give(page: Page, clip: Path) -> None:
    page.set_input_files("#compare-video input[type=file]", clip)
    page.wait_for_function(LOADED)


def ticked(page: Page) -> list[str]:
    found = page.locator(f"{MODELS} label:has(input:checked)")
    return [text.strip() for text in found.all_inner_texts()]


def made(page: Page) -> str:
    """Press the button; what the stage says once two clips are there."""
    page.fill("#compare-prompt textarea", "Two red balls drop onto a wooden floor")
    page.click("#compare-go")
    page.wait_for_function(PLAYABLE, arg="compare-stage", timeout=180_000)
    return page.locator("#compare-stage").inner_text()


def test_a_clip_is_extended_by_two_models_and_the_seams_are_seen(
    rehearsal: App, context: BrowserContext, clip: Path
) -> None:
    page = at(context, rehearsal, "by extending")
    page.get_by_label("Seconds to add").fill("4")
    page.get_by_label("Resolution", exact=True).click()
    page.get_by_role("option", name="480p").click()
    give(page, clip)
    assert len(ticked(page)) == 2
    said = made(page)
    assert said.count("Joined at 2 s") == 2
    marks = page.locator("#compare-stage .stage-seam")
    assert marks.count() == 2
    assert all(mark.is_visible() for mark in marks.all())
    lasts = page.evaluate("[...document.querySelectorAll('#compare-stage video')].map((one) => one.duration)")
    assert min(lasts) > 5.5


def test_a_clip_is_changed_and_its_length_and_shape_are_not_asked_for(
    rehearsal: App, context: BrowserContext, clip: Path
) -> None:
    page = at(context, rehearsal, "by changing")
    tick(page, "Kling O3 Pro", "Kling O3 Standard")
    page.locator("#compare-references").wait_for()  # these take some
    assert page.get_by_label("Seconds", exact=True).is_hidden()
    assert page.get_by_label("Aspect ratio").is_hidden()
    assert page.locator("#compare-image").is_hidden()
    assert "Pika" not in page.locator(MODELS).inner_text()
    give(page, clip)
    said = made(page)
    assert "Joined" not in said
    assert "Aspect" not in said


def test_the_last_picture_is_offered_where_a_chosen_model_takes_one(
    rehearsal: App, context: BrowserContext, picture: Path
) -> None:
    page = at(context, rehearsal, "from a picture")
    page.locator("#compare-image").wait_for()
    for name in ticked(page):
        page.locator(f"{MODELS} label", has_text=name).first.click()
    page.locator(f"{MODELS} label", has_text="Pika 2.1").click()
    page.locator("#compare-last-image").wait_for(state="hidden")
    page.locator(f"{MODELS} label", has_text="Pika 2.2").click()
    page.locator("#compare-last-image").wait_for()
    page.set_input_files("#compare-image input[type=file]", picture)
    page.set_input_files("#compare-last-image input[type=file]", picture)
    page.locator("#compare-last-image img").wait_for()
    page.locator("#compare-image img").wait_for()
    settle_small(page)
    made(page)


def test_what_was_ticked_and_fits_another_task_stays_ticked(rehearsal: App, context: BrowserContext) -> None:
    page = opened(context, rehearsal)
    page.locator(f"{MODELS} label", has_text="Pika 2.2").click()
    page.wait_for_function("document.querySelectorAll('#compare-models input:checked').length === 3")
    page.wait_for_timeout(500)
    choose(page, "by changing")
    page.wait_for_function("document.querySelectorAll('#compare-models input:checked').length === 2")
    assert set(ticked(page)) == {"Studio Newton", "Studio Tween"}
    choose(page, "from words")
    page.wait_for_function("document.querySelectorAll('#compare-models input:checked').length === 3")
    assert set(ticked(page)) == {"Studio Newton", "Studio Tween", "Pika 2.2"}


def test_a_clip_that_is_missing_broken_or_too_large_is_told_where_it_is_given(
    rehearsal: App, context: BrowserContext, tmp_path: Path
) -> None:
    page = at(context, rehearsal, "by extending")
    page.fill("#compare-prompt textarea", "a ball")
    page.click("#compare-go")
    page.locator("#video-message").get_by_text("Give a clip to start from").wait_for()
    (tmp_path / "large.mp4").write_bytes(bytes(101 * 2**20))
    page.set_input_files("#compare-video input[type=file]", tmp_path / "large.mp4")
    page.get_by_text("exceed the maximum allowed size of 100").first.wait_for()
    (tmp_path / "broken.mp4").write_bytes(b"no clip")
    page.set_input_files("#compare-video input[type=file]", tmp_path / "broken.mp4")
    page.locator("#compare-video video").wait_for(state="attached")
    page.click("#compare-go")
    page.locator("#video-message").get_by_text("can't be played").wait_for()
    assert page.locator("#video-message").evaluate("(one) => one.getBoundingClientRect().top < innerHeight")


def test_a_silent_clip_gets_sound_from_the_model_that_was_chosen_for_it_and_says_so(
    rehearsal: App, context: BrowserContext
) -> None:
    page = opened(context, rehearsal)
    page.locator(f"{MODELS} label").first.wait_for()
    for name in ("Studio Newton", "Studio Tween", "Runway Gen-4.5"):
        page.locator(f"{MODELS} label", has_text=name).first.click()
    settle_small(page)
    page.locator("#quote").get_by_text("$0.48").wait_for()
    page.locator("#compare-sound-by input").click()
    page.get_by_role("option", name="Mirelo").click()
    page.locator("#quote").get_by_text("Price not known: Runway Gen-4.5").wait_for()  # the sound's
    page.fill("#compare-prompt textarea", "Two red balls drop onto a wooden floor")
    page.click("#compare-go")
    page.locator("#compare-stage").get_by_text("added by Mirelo SFX 2.0").wait_for(timeout=180_000)
    page.locator("#compare-stage .stage-hear").first.wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_task_overflows_or_asks_another_origin(
    rehearsal: App, chromium: Browser, clip: Path, picture: Path, theme: str, width: int
) -> None:
    context = chromium.new_context(locale="en-GB", viewport={"width": width, "height": 844})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = at(context, rehearsal, "from a picture", f"?__theme={theme}")
    page.set_input_files("#compare-image input[type=file]", picture)
    page.locator("#compare-image img").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    choose(page, "by changing")
    tick(page, "Kling O3 Pro")
    page.locator("#compare-references").wait_for()
    give(page, clip)
    page.set_input_files("#compare-references input[type=file]", picture)
    page.locator("#compare-references").get_by_text("start").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url for url in asked if not url.startswith((rehearsal.url, "data:", "blob:"))] == []
    context.close()
