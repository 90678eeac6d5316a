"""Clips on one clock with one audible side, in a real browser."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import pytest

from tests.browser.stage.conftest import Harness, clip_of, take_of, view_of
from tests.browser.stage.probes import bend_ears, levels, spreads, watch_frames

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, JSHandle, Page

    from tests.browser.stage.clips import Made

pytestmark = pytest.mark.browser
STAGE = "splitscreen.stages[0]"
FRAME_AT_24 = 42  # ms


# A constant through the gate of B, recorded while B becomes the audible side: first, last, greatest step by sample.
GATE = f"""async () => {{
    const stage = {STAGE}, context = stage.sound.context, gate = stage.lanes[1].wires.gate;
    const one = context.createConstantSource(), tape = context.createScriptProcessor(2048, 1, 1), blocks = [];
    tape.onaudioprocess = (event) => blocks.push(event.inputBuffer.getChannelData(0).slice());
    one.connect(gate).connect(tape).connect(context.destination);
    one.start();
    while (blocks.length < 4) await new Promise((next) => setTimeout(next, 10));
    blocks.length = 0;
    stage.listen(stage.lanes[1]);
    while (!blocks.length || blocks.at(-1).at(-1) < 1) await new Promise((next) => setTimeout(next, 10));
    const steps = blocks.flatMap((block) => [...block].slice(1).map((sample, i) => Math.abs(sample - block[i])));
    return [blocks[0][0], blocks.at(-1).at(-1), Math.max(...steps)];
}}"""


def pair(page: Page) -> JSHandle:
    return page.evaluate_handle("[...document.querySelectorAll('video')]")


def play(page: Page, until: float = 0.4) -> None:
    page.locator(".stage-play").click()
    page.wait_for_function(f"{STAGE}.clock.at > {until}")


def test_nothing_sounds_before_a_gesture(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["b"])))
    assert page.get_by_text("Press play to watch and hear").is_visible()
    assert page.evaluate(f"{STAGE}.sound.context") is None
    assert page.evaluate("[...document.querySelectorAll('video')].every((video) => video.paused && video.muted)")


@pytest.mark.alone
def test_four_clips_at_720p_stay_within_a_frame_for_five_seconds(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(*(take_of(name.upper(), clips[name]) for name in "abcd"), mode="open"))
    watch_frames(page)
    play(page, until=6.2)
    apart = spreads(page, settling=1, seconds=6)
    assert statistics.median(apart) < FRAME_AT_24
    assert max(apart) < FRAME_AT_24


@pytest.mark.alone
def test_a_clip_knocked_out_of_step_comes_back(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["b"]), id="aa", mode="open"))
    play(page, until=0.5)
    knock = "([a, b]) => { b.currentTime += 0.2; return Math.abs(a.currentTime - b.currentTime); }"
    assert page.evaluate(knock, pair(page)) > 0.15
    near = "([a, b]) => !b.seeking && Math.abs(a.currentTime - b.currentTime) < 0.042"
    page.wait_for_function(near, arg=pair(page))
    assert page.evaluate(f"{STAGE}.clock.running && {STAGE}.clock.at < 6.4")


@pytest.mark.alone
def test_only_the_chosen_clip_is_heard(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, view_of(*(take_of(name.upper(), clips[name]) for name in "abc"), mode="open"))
    bend_ears(page)
    play(page)
    tones = [clips[name].tone or 0 for name in "abc"]
    for chosen, key in enumerate(["1", "2", "3"]):
        page.keyboard.press(key)
        page.wait_for_timeout(350)
        heard = levels(page, tones)
        others = [level for index, level in enumerate(heard) if index != chosen]
        assert heard[chosen] > -40
        assert max(others) < heard[chosen] - 40
        assert page.locator(".stage-lane[data-heard]").get_attribute("data-letter") == "ABC"[chosen]


@pytest.mark.alone
def test_a_soft_clip_is_raised_to_the_others_by_its_gain(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    soft = clip_of(clips["soft"], gain_db=20 * 0.69897)  # 0.05 → 0.25
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", None, clip=soft), mode="open"))
    bend_ears(page)
    play(page)
    page.wait_for_timeout(300)
    loud = levels(page, [440])[0]
    page.locator(".stage-lane[data-letter=B] .stage-hear").click()
    page.wait_for_timeout(350)
    assert abs(levels(page, [880])[0] - loud) < 2


@pytest.mark.alone
def test_the_switch_of_sides_is_a_ramp_and_not_a_step(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["b"]), mode="open"))
    play(page)
    page.keyboard.press("k")
    first, last, step = page.evaluate(GATE)
    assert (first, last) == (0, 1)
    assert 0 < step < 0.005


@pytest.mark.alone
def test_muted_nothing_is_heard(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["b"]), mode="open"))
    bend_ears(page)
    play(page)
    page.keyboard.press("m")
    page.wait_for_timeout(350)
    assert max(levels(page, [440, 660])) < -100


@pytest.mark.alone
def test_an_update_does_not_touch_a_playing_clip(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    before = view_of(take_of("A", clips["a"]), take_of("B", None, fraction=0.1), mode="open", finished=False)
    page = harness.open(context, before)
    play(page)
    page.evaluate("""() => {
        window.upset = [];
        window.first = document.querySelector("video");
        for (const kind of ["pause", "seeking", "emptied", "loadstart", "waiting"])
            first.addEventListener(kind, () => upset.push(kind));
    }""")
    at = page.evaluate("first.currentTime")
    harness.push(page, view_of(take_of("A", clips["a"]), take_of("B", None, fraction=0.7), mode="open", finished=False))
    assert "70 %" in page.locator(".stage-lane[data-letter=B]").inner_text()
    assert page.evaluate("first === document.querySelector('video') && !first.paused")
    assert page.evaluate("first.currentTime") > at
    assert page.evaluate("upset") == []


def test_a_shorter_clip_holds_its_last_frame_and_says_so(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["short"]), take_of("B", clips["silent"]), mode="open"))
    play(page, until=2.7)
    page.locator(".stage-lane[data-letter=A] .stage-last").wait_for()
    page.wait_for_function(f"{STAGE}.root.dataset.state === 'paused'")
    assert page.evaluate(f"{STAGE}.clock.at") == pytest.approx(3, abs=0.05)
    assert page.locator(".stage-lane[data-letter=B] .stage-quiet").is_visible()


def test_a_clip_that_comes_late_joins_where_the_others_are(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B"), mode="open", finished=False))
    play(page, until=1)
    harness.push(page, view_of(take_of("A", clips["a"]), take_of("B", clips["b"]), mode="open"))
    page.wait_for_function(f"{STAGE}.clock.running && document.querySelectorAll('video')[1]?.currentTime > 1")
    assert page.evaluate(f"{STAGE}.clock.at") > 1


def test_paused_clips_show_the_same_frame_and_step_together(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, view_of(take_of("A", clips["a"]), take_of("B", clips["b"]), mode="open"))
    play(page)
    page.keyboard.press("k")
    settled = f"{STAGE}.lanes.every((lane) => lane.settled)"
    page.wait_for_function(settled)
    frames = "[...document.querySelectorAll('video')].map((video) => Math.floor(video.currentTime * 30))"
    first, second = page.evaluate(frames)
    assert first == second
    page.keyboard.press(".")
    page.wait_for_function(settled)
    assert page.evaluate(frames) == [first + 1, first + 1]
    page.keyboard.press(",")
    page.wait_for_function(settled)
    assert page.evaluate(frames) == [first, first]
