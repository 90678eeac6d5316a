"""What a person can say on the stage, and when, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.stage.conftest import Harness, take_of, view_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.stage.clips import Made

pytestmark = pytest.mark.browser
STAGE = "splitscreen.stages[0]"


def attend(page: Page) -> None:
    """As if all clips had been watched and heard."""
    page.evaluate(f"{STAGE}.lanes.forEach((lane) => (lane.played = lane.heard = 9))")


def pair(clips: dict[str, Made], **changes: object) -> dict[str, object]:
    return view_of(take_of("A", clips["short"]), take_of("B", clips["soft"]), **changes)


def three(clips: dict[str, Made]) -> dict[str, object]:
    return view_of(
        *(take_of(letter, clips[name]) for letter, name in zip("ABC", ("short", "soft", "silent"), strict=True))
    )


def test_a_vote_before_both_were_seen_and_heard_is_refused_with_a_hint(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    page.keyboard.press("t")
    hint = page.locator(".stage-hint")
    assert "Not yet." in hint.inner_text()
    assert "Watch a few seconds first: A, B." in hint.inner_text()
    assert "Listen first: A, B." in hint.inner_text()
    page.evaluate(f"{STAGE}.lanes.forEach((lane) => (lane.played = 9)); {STAGE}.lanes[0].heard = 9")
    page.keyboard.press("m")
    page.get_by_role("button", name="B is better").click()
    assert hint.inner_text() == "Not yet. The sound is off: turn it on and listen to B."
    page.wait_for_timeout(300)  # what must not come can only be waited for
    assert (harness.folder / "said.jsonl").read_text("utf-8") == ""
    attend(page)
    page.keyboard.press("t")
    assert harness.said(page, "vote")["answer"] == "tie"


def test_in_a_muted_round_nothing_needs_to_be_heard(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    silent = [take_of(letter, clips[name]) for letter, name in (("A", "short"), ("B", "soft"))]
    for take in silent:
        take["clip"]["audio"] = False  # as the server tells it
    page = harness.open(context, view_of(*silent, round="muted"))
    page.evaluate(f"{STAGE}.lanes.forEach((lane) => (lane.played = 9))")
    page.keyboard.press("t")
    assert harness.said(page, "vote")["answer"] == "tie"


def test_in_a_round_of_sound_alone_no_picture_is_seen(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips, round="sound"))
    assert page.locator("video.stage-video").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).visibility)"
    ) == [
        "hidden",
        "hidden",
    ]


def test_a_vote_reaches_python_with_what_was_played_heard_and_begun_again(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips, slip="m.1.s"))
    page.keyboard.press("]")
    page.keyboard.press("Space")
    page.wait_for_function(f"{STAGE}.lanes[0].played > 0.6")
    page.keyboard.press("r")
    page.keyboard.press("s")
    page.wait_for_function(f"{STAGE}.lanes[1].heard > 0.2 && {STAGE}.lanes[0].heard > 0.2")
    page.keyboard.press("k")
    measured = page.evaluate(f"{STAGE}.lanes.map((lane) => lane.played)")
    page.evaluate(f"{STAGE}.ballot.lacking = () => ''")
    page.get_by_role("button", name="B is better").click()
    vote = harness.said(page, "vote")
    assert (vote["view"], vote["answer"]) == ("round-1", "right")
    told = vote["told"]
    assert told["played"]["take-A"] == pytest.approx(measured[0], abs=0.01)
    assert sum(seconds > 0.1 for seconds in told["heard"].values()) == 2
    assert told["replays"] == {"take-A": 1, "take-B": 1}
    assert told["decided_after_s"] > 0
    assert told["slip"] == "m.1.s"


@pytest.mark.parametrize(
    ("key", "outcome"), [("Shift+1", "left"), ("Shift+2", "right"), ("t", "tie"), ("x", "both_bad")]
)
def test_each_answer_has_a_key(
    harness: Harness, context: BrowserContext, clips: dict[str, Made], key: str, outcome: str
) -> None:
    page = harness.open(context, pair(clips))
    attend(page)
    page.keyboard.press(key)
    vote = harness.said(page, "vote")
    assert vote["answer"] == outcome
    assert (vote["told"]["aspects"], vote["told"]["reasons"]) == ({}, {})


def test_a_skip_is_two_keys_and_needs_no_watching(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    page.keyboard.press("z")
    page.get_by_role("group", name="Why skip?").wait_for()
    page.keyboard.press("2")
    assert harness.said(page, "vote")["answer"] == {"reason": "broken"}


def test_the_long_ballot_is_filled_by_keys_alone_and_sent_whole(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    attend(page)
    page.keyboard.press("d")
    page.keyboard.press("Shift+2")
    assert "Your answer: B is better." in page.locator(".stage-picked").inner_text()
    page.get_by_role("radio", name="Sound: A is better").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    chip = page.get_by_role("group", name="A: why?").get_by_role("button", name="out of sync")
    chip.focus()
    page.keyboard.press("Enter")
    assert chip.get_attribute("aria-pressed") == "true"
    page.get_by_label("A comment, if you like").focus()
    page.keyboard.type("late by a beat")
    page.keyboard.press("Enter")
    vote = harness.said(page, "vote")
    assert vote["answer"] == "right"
    assert vote["told"]["aspects"] == {"sound": "tie", "sync": "left"}
    assert vote["told"]["reasons"] == {"take-A": ["out_of_sync"]}
    assert vote["told"]["comment"] == "late by a beat"


def test_letters_of_a_comment_are_no_keys_and_escape_leads_out_of_it(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    attend(page)
    page.keyboard.press("c")
    page.keyboard.type("txzu m?")
    assert page.get_by_label("A comment, if you like").input_value() == "txzu m?"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "stage"
    assert (harness.folder / "said.jsonl").read_text("utf-8") == ""
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    assert harness.said(page, "vote")["answer"] == "both_bad"


def test_a_button_that_goes_away_leaves_the_keys_in_the_stage(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    attend(page)
    there = "document.activeElement.className"
    page.get_by_role("button", name="Listen to").first.focus()
    page.keyboard.press("z")
    assert "stage-chip" in page.evaluate(there)
    page.keyboard.press("Escape")
    assert page.evaluate(there) == "stage"
    page.get_by_role("button", name="Tie").focus()
    page.keyboard.press("Enter")
    assert "stage-vote-tie" in page.evaluate(there)
    names = [take_of("A", clips["short"], name="Newton"), take_of("B", clips["soft"], name="Tween")]
    voted = {"outcome": "tie", "best": None}
    harness.push(page, view_of(*names, blind=False, votable=False, voted=voted, undo_s=59))
    assert page.evaluate(there) == "stage-next"
    harness.push(page, pair(clips, id="round-2"))
    assert page.evaluate(there) == "stage"


def test_the_arrows_are_the_volume_s_where_it_has_the_focus(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    page.get_by_role("slider", name="Volume").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(f"{STAGE}.sound.volume") == pytest.approx(0.99)
    assert page.evaluate(f"{STAGE}.clock.at") == 0


def test_among_three_the_best_is_named(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, three(clips))
    attend(page)
    page.get_by_role("button", name="C is the best").last.click()
    assert harness.said(page, "vote")["answer"] == "take-C"


def test_among_three_the_worst_can_be_named_too(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, three(clips))
    attend(page)
    page.keyboard.press("d")
    page.keyboard.press("Shift+3")
    page.get_by_role("radio", name="B is the worst").check()
    page.get_by_role("button", name="Send the vote").click()
    assert harness.said(page, "vote")["answer"] == {"best": "take-C", "worst": "take-B"}


def test_three_can_be_ranked(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, three(clips))
    attend(page)
    page.keyboard.press("d")
    for letter in "CAB":
        page.get_by_role("button", name=f"{letter} comes next").click()
    assert "C > A > B" in page.locator(".stage-picked").inner_text()
    page.get_by_role("button", name="Send the vote").click()
    assert harness.said(page, "vote")["answer"] == {"ranking": ["take-C", "take-A", "take-B"]}


def test_a_vote_is_sent_once(harness: Harness, context: BrowserContext, clips: dict[str, Made]) -> None:
    page = harness.open(context, pair(clips))
    attend(page)
    for key in ("t", "x", "t"):
        page.keyboard.press(key)
    harness.said(page, "vote")
    page.wait_for_timeout(500)  # what must not come can only be waited for
    assert len((harness.folder / "said.jsonl").read_text("utf-8").splitlines()) == 1


def test_after_the_vote_names_appear_it_can_be_taken_back_and_the_next_battle_is_a_key_away(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, pair(clips))
    assert page.get_by_role("button", name="Next battle").count() == 0
    names = [take_of("A", clips["short"], name="Newton"), take_of("B", clips["soft"], name="Tween")]
    voted = {"outcome": "left", "best": None}
    harness.push(page, view_of(*names, blind=False, votable=False, voted=voted, undo_s=59))
    assert page.get_by_text("Newton", exact=True).is_visible()
    assert page.locator(".stage-lane[data-letter=A] .stage-choice").is_visible()
    page.keyboard.press("u")
    assert harness.said(page, "undo")
    page.keyboard.press("n")
    assert harness.said(page, "next")
    harness.push(page, view_of(*names, blind=False, votable=False, voted=voted, undo_s=0))
    assert page.locator(".stage-small-undo").is_hidden()


def test_nothing_of_the_long_ballot_lies_beyond_a_phone_s_edge(
    harness: Harness, context: BrowserContext, clips: dict[str, Made]
) -> None:
    page = harness.open(context, three(clips))
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("d")
    page.keyboard.press("z")
    beyond = """() => [...document.querySelectorAll(".stage-ballot *")].filter((node) => node.checkVisibility())
        .filter((node) => node.getBoundingClientRect().right > 391).map((node) => node.className)"""
    assert page.evaluate(beyond) == []
    dock = page.locator(".stage-dock").bounding_box()
    assert dock is not None
    assert dock["height"] < 844
