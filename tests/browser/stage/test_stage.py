"""What the stage says and is told, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comparisons.ui.stage import SCRIPTS, shown
from comparisons.ui.words import words
from tests.browser.stage.conftest import Harness, clip_of, take_of, view_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.browser.stage.clips import Made

pytestmark = pytest.mark.browser
STAGE = "splitscreen.stages[0]"
BEYOND = """() => [...document.querySelectorAll(".stage *")]
    .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > 391)
    .filter((node) => !node.closest(".stage-screen, .stage-wave, .stage-names"))
    .map((node) => node.className)"""
EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>${window.hacked=1}{{this}}`</script>'


def test_keys_drive_the_clock(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["b"])))
    page.keyboard.press("l")
    assert page.evaluate(f"{STAGE}.clock.at") == pytest.approx(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("j")
    assert page.evaluate(f"{STAGE}.clock.at") == pytest.approx(1)
    page.keyboard.press("r")
    assert page.evaluate(f"{STAGE}.clock.at") == 0
    page.keyboard.press("]")
    page.keyboard.press("o")
    page.keyboard.press("Space")
    page.wait_for_function(f"{STAGE}.clock.running")
    assert page.evaluate(f"[{STAGE}.clock.rate, {STAGE}.clock.loop]") == [1.25, True]
    page.keyboard.press("Space")
    assert page.evaluate(f"{STAGE}.clock.intent") is False


def test_the_question_mark_lists_every_key(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, view_of(take_of("A", clips["short"]), take_of("B", clips["soft"])))
    page.keyboard.press("?")
    assert page.locator(".stage-help dl > div").count() == 21
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    assert page.locator(".stage-help").is_hidden()
    assert page.evaluate(f"{STAGE}.sending") is False


def test_keys_typed_into_a_field_stay_there(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, view_of(take_of("A", clips["short"]), take_of("B", clips["soft"])))
    field = page.locator("#field textarea, #field input").first
    field.click()
    page.keyboard.type("text k")
    assert field.input_value() == "text k"
    assert page.evaluate(f"[{STAGE}.sending, {STAGE}.clock.intent]") == [False, False]


def test_a_click_on_the_timeline_and_on_a_waveform_seeks(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["short"])))
    wave = page.locator(".stage-wave").first
    box = wave.bounding_box()
    assert box is not None
    wave.click(position={"x": box["width"] / 2, "y": 10})
    assert page.evaluate(f"{STAGE}.clock.at / {STAGE}.clock.duration") == pytest.approx(0.5, abs=0.02)
    page.locator(".stage-range").first.fill("1000")
    assert page.evaluate(f"{STAGE}.clock.at") == pytest.approx(1, abs=0.01)


def test_a_failure_stands_in_its_lane_with_whose_move_it_is(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    failed = take_of("B", state="failed", failure={"message": "The key was refused: FAL_KEY", "move": "key"})
    page = harness.open(context, view_of(take_of("A", clips["short"]), failed, votable=False, mode="open"))
    lane = page.locator(".stage-lane[data-letter=B]")
    assert lane.get_by_text("The key was refused: FAL_KEY").is_visible()
    assert lane.get_by_text("Your move: set or renew the key.").is_visible()
    assert page.locator(".stage-lane[data-letter=A] .stage-fail").is_hidden()


def test_a_failure_that_may_pass_can_be_tried_again_and_says_if_that_costs(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    said = {"message": "fal is busy", "move": "wait"}
    takes = [
        take_of("A", clips["short"]),
        take_of("B", state="failed", failure=said | {"again": "paid"}),
        take_of("C", state="failed", failure=said | {"again": None}),
    ]
    page = harness.open(context, view_of(*takes, votable=False, mode="open"))
    assert page.get_by_role("button", name="Try again").count() == 1
    page.locator(".stage-lane[data-letter=B]").get_by_role("button", name="Try again (costs again)").click()
    assert harness.said(page, "retry")["take"] == "take-B"


def test_a_clip_that_is_not_there_is_said_in_its_lane_and_the_other_plays(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    gone = clip_of(clips["soft"], url="gradio_api/file=nowhere.mp4")
    page = harness.open(
        context, view_of(take_of("A", clips["short"]), take_of("B", None, state="done", clip=gone)), ready=False
    )
    page.locator(".stage-lane[data-letter=B]").get_by_text("can't be played here").wait_for()
    page.locator(".stage-play").click()
    page.wait_for_function(f"{STAGE}.clock.at > 0.3")


def test_waiting_says_the_place_the_percent_and_the_seconds(harness: Harness, context: BrowserContext) -> None:
    takes = [take_of("A", state="queued", place=3, elapsed_s=12), take_of("B", fraction=0.42)]
    page = harness.open(context, view_of(*takes, finished=False, votable=False, mode="open"))
    assert page.get_by_text("In the queue, place 3").is_visible()
    assert page.get_by_text("Making the clip: 42 %").is_visible()
    page.get_by_text("13 s so far").wait_for()
    page.get_by_role("button", name="Stop clip A").click()
    assert harness.said(page, "cancel")["take"] == "take-A"


def test_what_gave_way_and_what_was_ignored_is_shown(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    notes = [{"field": "seconds", "asked": "7 s", "given": "5 s"}]
    take = take_of("A", clips["short"], notes=notes, understood=["ball"], ignored=["at dawn"], cost_usd=0.42)
    page = harness.open(context, view_of(take, take_of("B", clips["soft"]), mode="open"))
    facts = page.locator(".stage-lane[data-letter=A] .stage-facts li").all_inner_texts()
    assert facts == ["Length: asked 7 s, given 5 s", "Understood: ball", "Ignored: at dawn", "Cost: $0.42"]


def test_strings_from_outside_are_shown_and_never_run(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    notes = [{"field": EVIL, "asked": EVIL, "given": EVIL}]
    take = take_of("A", clips["short"], name=EVIL, model=EVIL, notes=notes, understood=[EVIL])
    failed = take_of("B", state="failed", failure={"message": EVIL, "move": "report"})
    page = harness.open(context, view_of(take, failed, prompt=EVIL, message=EVIL, mode="open"))
    page.wait_for_timeout(300)
    assert page.locator(".stage-prompt").text_content() == EVIL
    assert page.locator(".stage-fail-what").last.text_content() == EVIL
    assert page.evaluate("window.hacked") is None
    assert page.locator(".stage img").count() == 0


def test_the_page_asks_no_other_origin(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    other = clip_of(clips["soft"], url="https://elsewhere.example/clip.mp4")
    page = harness.open(context, view_of(take_of("A", clips["short"]), take_of("B", None, state="done", clip=other)))
    assert page.get_by_text("lies on another site").is_visible()
    strangers = [url for url in asked if not url.startswith((harness.url, "data:", "blob:"))]
    assert strangers == []


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_nothing_overflows_a_phone(harness: Harness, chromium: Browser, clips: dict[str, Made], count: int) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="ru-RU", is_mobile=True, has_touch=True
    )
    long = "Донаудампфшифффартсгезельшафт" * 3
    takes = [take_of(letter, clips["short"], name=long, understood=[long]) for letter in "ABCDEF"[:count]]
    page = harness.open(context, view_of(*takes, prompt=long, mode="open"))
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(BEYOND) == []
    context.close()


def test_a_russian_browser_reads_russian(harness: Harness, chromium: Browser, clips: dict[str, Made]) -> None:
    context = chromium.new_context(locale="ru-RU")
    page = harness.open(context, view_of(take_of("A", clips["short"]), take_of("B", clips["soft"])))
    assert page.get_by_role("button", name="Лучше A").is_visible()
    context.close()


def test_a_stage_that_left_the_page_lets_go_of_its_clips(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["short"]), take_of("B", clips["soft"])))
    page.locator(".stage-play").click()
    page.evaluate("window.left = splitscreen.stages[0]; left.element.remove()")
    page.wait_for_function("splitscreen.stages.length === 0 && left.lanes.every((lane) => lane.video === null)")


def test_a_view_holds_no_markup_on_its_way() -> None:
    assert "<" not in shown({"prompt": EVIL})


def test_every_word_that_the_scripts_say_is_in_both_languages() -> None:
    import re
    from importlib.resources import files

    source = "".join(files("assets").joinpath(name).read_text("utf-8") for name in SCRIPTS)
    said = set(re.findall(r"\bt\(\"(\w+)\"", source)) | set(re.findall(r"\"(key_\w+|move_\w+)\"", source))
    assert said
    assert said <= set(words("en", "stage"))


def test_a_seam_is_marked_where_it_is_and_told_in_words(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    seam = {"at": 1.25, "brightness": 1.26, "motion": None, "loudness_db": 2.34}
    takes = [take_of("A", clips["short"], seams=[seam]), take_of("B", clips["short"])]
    page = harness.open(context, view_of(*takes, mode="open", blind=False))
    mark = page.locator(".stage-seam")
    assert mark.count() == 1
    told = "Joined at 1.3 s: brightness 1.3×, motion –× the usual step, loudness +2.3 dB"
    assert mark.get_attribute("title") == told
    assert page.locator(".stage-fact-seam").all_inner_texts() == [told]
    wave, box = page.locator(".stage-wave").first.bounding_box(), mark.bounding_box()
    assert wave
    assert box
    assert (box["x"] + box["width"] / 2 - wave["x"]) / wave["width"] == pytest.approx(0.5, abs=0.02)


def test_a_visible_mark_is_told_on_its_lane_while_names_are_hidden(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["short"], mark=True), take_of("B", clips["short"])))
    assert page.locator(".stage-fact-mark").all_inner_texts() == ["Carries a visible mark, which may tell whose it is"]
