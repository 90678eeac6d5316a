"""Battles of clips that exist, one after another, as a visitor without keys judges them: by the keyboard alone, by ear,
with a thumb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from comparisons.run.store import Store
from comparisons.ui.words import Language, say
from providers.kit.clip import probe
from tests.browser.page.conftest import App, running
from tests.comparisons.battles import made
from tests.fakes import clips

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
BATTLES = 20
SEED = 8
"""By which these twenty hold rounds of every kind, a planted pair and a repeat."""
STAGE = "splitscreen.stages.find((one) => one.element.closest('#arena-stage'))"
READY = f"""(last) => {{
    const stage = {STAGE};
    return stage?.view?.id && stage.view.id !== last && stage.view.votable
        && stage.clock.lanes().length === 2 && stage.clock.lanes().every((lane) => lane.video.readyState >= 3);
}}"""
HEARD = f"""() => {{
    const {{ clock, ballot, sound, lanes }} = {STAGE};
    const heard = sound.lane?.heard > 0.45 && lanes.some((lane) => lane.audio && lane.heard < 0.45);
    return !ballot.lacking() || !clock.intent || heard;
}}"""
MICE = """() => {
    window.mice = [];
    for (const kind of ["pointerdown", "pointermove", "mousedown", "mousemove", "mouseup", "wheel", "touchstart"])
        addEventListener(kind, () => mice.push(kind), { capture: true, passive: true });
    window.heard = [];
    const listen = (live) =>
        new MutationObserver(() => heard.push(live.textContent)).observe(live, { childList: true });
    addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
        const live = document.querySelector("#arena-stage .stage-live:not([data-known])");
        if (live) listen(live, (live.dataset.known = "yes"));
    }).observe(document.body, { childList: true, subtree: true }));
}"""
"""Note whatever a mouse or a finger does, and whatever the stage of the Arena announces."""
LOST = "!document.activeElement.closest('.stage')"
SMALL = """() => [...document.querySelectorAll("#arena-stage :is(button, input, select), #arena-go, [role=tab]")]
    .filter((node) => node.checkVisibility() && node.offsetParent)
    .map((node) => [node.ariaLabel || node.innerText, (node.closest("label") ?? node).getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 44 || height < 44).map(([name]) => name)"""
NAMES = ("Studio Newton", "Studio Tween", "newton", "tween")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over a folder with comparisons of a second that someone else has made."""
    data = tmp_path_factory.mktemp("stocked") / "data"
    store, source = Store(data), data / "source.mp4"
    source.write_bytes(clips.clip(1.0))
    for place in range(BATTLES + 2):
        made(store, f"made{place:02}", ["studio/newton", "studio/tween"], f"ball number {place}", film=source)
    assert probe(source).audio
    shares = {"SPLITSCREEN_ROUNDS": "muted=0.2,sound=0.15", "SPLITSCREEN_CHECKS": "gold=0.1,repeat=0.15"}
    with running(data, program=("-m", "tests.browser.page.seeded", str(SEED)), **shares) as app:
        yield app


def tab_to(page: Page, found: str, key: str = "Tab") -> None:
    """Go there as a keyboard does; `found` is said of the element that has the focus."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate(f"((node) => {found})(document.activeElement)"):
            return
    raise AssertionError(f"{key} does not reach: {found}")


def attend(page: Page) -> None:
    """Watch and listen until the page takes a vote: play, to the other side, and again if need be."""
    top = page.evaluate("scrollY")
    for _ in range(30):
        if not page.evaluate(f"{STAGE}.ballot.lacking()"):
            break
        if not page.evaluate(f"{STAGE}.clock.intent"):
            page.keyboard.press("Space")
        page.wait_for_function(HEARD, timeout=10_000)
        page.keyboard.press("s")
    assert page.evaluate(f"{STAGE}.ballot.lacking()") == ""
    assert abs(page.evaluate("scrollY") - top) < 100  # no key scrolls; the page may be a line shorter by now


def next_battle(page: Page, last: str) -> str:
    """Wait for it, its keys in the stage; its id."""
    page.wait_for_function(READY, arg=last)
    assert not page.evaluate(LOST)
    return page.evaluate(f"{STAGE}.view.id")


def thanked(page: Page, words: str = "your vote is saved") -> None:
    page.locator("#arena-stage .stage-thanks").get_by_text(words).wait_for()
    assert not page.evaluate(LOST)


def say_more(page: Page) -> None:
    """One criterion, one reason, a comment whose letters are keys elsewhere, by the long ballot."""
    page.keyboard.press("d")
    page.keyboard.press("Shift+2")
    tab_to(page, "node.getAttribute('aria-label') === 'Sound: A is better'")
    page.keyboard.press("Space")
    tab_to(page, "node.getAttribute('aria-label') === 'out of sync'")
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    page.keyboard.type("text: nuzd mof ck?")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    thanked(page)


def vote(page: Page, number: int) -> list[dict[str, Any]]:
    """Judge the battle that stands there, as the number says; the rows that should come of it."""
    key, outcome = [("Shift+1", "left"), ("t", "tie"), ("x", "both_bad"), ("Shift+2", "right")][number % 4]
    match number:
        case 2:
            page.keyboard.press("z")
            page.keyboard.press("Escape")
            page.keyboard.press("z")
            page.keyboard.press("3")
            thanked(page, "Skipped: nothing is counted")
            return [{"outcome": "skip", "flags": "skip not_played not_heard"}]
        case 4:
            attend(page)
            page.keyboard.press("Shift+1")
            thanked(page)
            page.keyboard.press("u")
            page.locator("#arena-message").get_by_text("Your vote is taken back").wait_for()
            page.keyboard.press("Shift+2")
            thanked(page)
            return [
                {"outcome": "left"},
                {"outcome": "void", "flags": "void"},
                {"outcome": "right", "flags": "unblinded"},
            ]
        case 6:
            attend(page)
            say_more(page)
            said = {"comment": "text: nuzd mof ck?", "left_reasons": "out_of_sync"}
            return [{"outcome": "right", **said}, {"outcome": "left", "criterion": "sound", **said}]
        case 7:  # the long ballot is still open: the answer is picked, and sent
            attend(page)
            page.keyboard.press(key)
            page.keyboard.press("Enter")
        case 8:
            page.keyboard.press("d")  # and shut
            attend(page)
            page.keyboard.press(key)
        case 9:  # by the button, as whoever knows no keys
            attend(page)
            tab_to(page, "node.getAttribute('aria-label') === 'Tie'")
            page.keyboard.press("Enter")
        case _:
            page.keyboard.press(key)  # too early: refused
            assert "Not yet." in page.locator("#arena-stage .stage-hint").inner_text()
            attend(page)
            page.keyboard.press(key)
    thanked(page)
    return [{"outcome": outcome}]


def expected(rows: list[dict[str, Any]], battle: str, data: Store) -> list[dict[str, Any]]:
    """The same rows with what the page did not know of this battle."""
    drawn = data.load(battle).battle
    assert drawn is not None
    mark = f"gold spoilt_{drawn.flaw}" if drawn.expected else "repeat" if drawn.repeat else ""
    usual = {"criterion": "overall", "flags": "", "comment": "", "left_reasons": "", "round": drawn.round}
    told = [usual | row | {"comparison_id": battle} for row in rows]
    for row in told:
        after = "same_model" if drawn.expected else ""
        if row["outcome"] != "void":
            row["flags"] = " ".join(filter(None, [mark, *row["flags"].split(), after]))
    return told


def test_a_voter_judges_twenty_battles_from_the_opening_of_the_page_without_the_mouse(
    stocked: App, context: BrowserContext
) -> None:
    page, store = context.new_page(), Store(stocked.data)
    page.add_init_script(f"({MICE})()")
    page.goto(stocked.url)
    page.wait_for_function("window.splitscreen?.stages.length > 0")
    page.locator("#compare-models label").first.wait_for()
    tab_to(page, "node.role === 'tab' && node.innerText === 'Arena'")
    page.keyboard.press("Enter")
    page.locator("#arena-go").wait_for()
    tab_to(page, "node.id === 'arena-go'")
    page.keyboard.press("Enter")
    last, rows, kinds = "", [], []
    for number in range(BATTLES):
        last = next_battle(page, last)
        rows += (now := expected(vote(page, number), last, store))
        drawn = store.load(last).battle
        assert drawn is not None
        kinds.append(drawn.round)
        kinds += [mark for mark in ("gold", "repeat") if mark in now[0]["flags"]]
        assert "Studio" in page.locator("#arena-stage").inner_text()
        page.keyboard.press("n")
    next_battle(page, last)
    assert {"whole", "muted", "sound", "gold", "repeat"} <= set(kinds), kinds
    votes = pd.read_csv(stocked.data / "votes.csv", keep_default_na=False)
    assert votes[[*rows[0]]].to_dict("records") == rows
    assert set(votes["mode"]) == {"battle"}
    assert not (stocked.data / "refused.csv").exists()
    tab_to(page, "node.role === 'tab' && node.innerText === 'Leaderboard'", "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("table.board").get_by_text("Studio Newton").wait_for()
    assert page.evaluate("mice") == []


def begun(browser: Browser, app: App, **settings: Any) -> Page:
    """A battle on a page of its own, begun by the keyboard."""
    page = browser.new_context(**settings).new_page()
    page.add_init_script(f"({MICE})()")
    page.goto(f"{app.url}/?tab=arena")
    page.locator("#arena-go").wait_for()
    page.wait_for_function("window.splitscreen?.stages.length > 0")
    page.locator("#arena-go").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(READY, arg="")
    return page


def said(page: Page, words: str) -> str:
    """What the stage announced with these words in it."""
    page.wait_for_function("(words) => heard.some((line) => line.includes(words))", arg=words)
    return next(line for line in reversed(page.evaluate("heard")) if words in line)


@pytest.mark.parametrize(("locale", "language"), [("en-GB", "en"), ("ru-RU", "ru")])
def test_whoever_listens_to_the_page_hears_each_control_s_name_each_change_and_no_model_before_the_vote(
    stocked: App, chromium: Browser, locale: str, language: Language
) -> None:
    page = begun(chromium, stocked, locale=locale)
    prompt = page.evaluate(f"{STAGE}.view.prompt")
    assert prompt in said(page, say(language, "stage.ready"))
    page.keyboard.press("d")
    tree = page.locator("body").aria_snapshot()
    assert [name for name in NAMES if name in tree] == []
    controls = re.findall(
        r"- '?(?:button|radio|slider|combobox|textbox)\b(.*)", page.locator("#arena-stage").aria_snapshot()
    )
    assert len(controls) > 50
    assert [one for one in controls if not re.match(r' ".*\w.*"', one)] == []
    attend(page)
    said(page, say(language, "stage.may_vote"))
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    told = said(page, say(language, "stage.thanks"))
    assert say(language, "stage.undo_told") in told
    assert "A: Studio" in told
    assert [line for line in page.evaluate("heard") if line != told and "Studio" in line] == []
    page.keyboard.press("u")
    page.get_by_role("alert").get_by_text(say(language, "vote.undone_blind")[:20]).wait_for()
    page.context.close()


@pytest.mark.parametrize(("theme", "locale"), [("light", "en-GB"), ("dark", "ru-RU")])
def test_on_a_phone_every_button_is_as_large_as_a_thumb_and_both_clips_stand_above_the_ballot(
    stocked: App, chromium: Browser, theme: str, locale: str
) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    page = begun(chromium, stocked, locale=locale, color_scheme=theme, **phone)
    screens = page.locator("#arena-stage .stage-screen").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.top, box.bottom])"
    )
    dock = page.locator("#arena-stage .stage-dock").bounding_box()
    assert dock is not None
    assert 0 < screens[0][0] < screens[1][0] < screens[1][1] < dock["y"] + 1
    for key in ("z", "Escape", "d"):
        page.keyboard.press(key)
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        buttons = page.locator("#arena-stage .stage-vote").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().bottom)"
        )
        assert len(buttons) == 4
        assert max(buttons) < 844
    page.context.close()
