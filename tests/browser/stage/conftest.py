"""A stage driven from the test, with clips of known pitch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.stage.clips import Made, make

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

READY = """() => splitscreen.stages[0]?.clock.lanes().length > 0
    && splitscreen.stages[0].clock.lanes().every((lane) => lane.video.readyState >= 4)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harness:
    """The address of the app, and the folder by which the test and the app talk."""

    url: str
    folder: Path

    def open(self, context: BrowserContext, view: dict[str, Any] | None, query: str = "", ready: bool = True) -> Page:
        """A fresh page that shows a view, its clips loaded."""
        self.write(view)
        page = context.new_page()
        page.goto(f"{self.url}?{query}")
        page.locator(".stage").wait_for()
        if view:
            page.locator(".stage-lane").first.wait_for()
        if ready and view and any(take["clip"] for take in view["takes"]):
            page.wait_for_function(READY)
        return page

    def push(self, page: Page, view: dict[str, Any]) -> None:
        """Send a new view to the open page, without touching its focus, and wait for it."""
        self.write(view)
        page.evaluate("document.querySelector('#push').click()")
        page.wait_for_function("text => JSON.stringify(splitscreen.stages[0].view) === text", arg=compact(view))

    def write(self, view: dict[str, Any] | None) -> None:
        (self.folder / "view.json").write_text(json.dumps(view), "utf-8")
        (self.folder / "said.jsonl").write_text("", "utf-8")

    def said(self, page: Page, event: str, patience: float = 10) -> dict[str, Any]:
        """What the page has said with this event; fails where it says nothing."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for said in map(json.loads, (self.folder / "said.jsonl").read_text("utf-8").splitlines()):
                if said["event"] == event:
                    return said
            page.wait_for_timeout(50)
        raise AssertionError(f"The page has not said: {event}")


def compact(view: dict[str, Any]) -> str:
    """JSON as the browser writes it."""
    return json.dumps(view, ensure_ascii=False, separators=(",", ":")).replace(".0,", ",").replace(".0}", "}")


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Four clips at 720p and six and a half seconds; a short, a silent, a soft and a tall one."""
    folder = tmp_path_factory.mktemp("clips")
    tones = {"a": (440, 215), "b": (660, 25), "c": (990, 150), "d": (1485, 280)}
    made = {name: make(folder, name, tone=tone, hue=hue, seconds=6.5) for name, (tone, hue) in tones.items()}
    made["short"] = make(folder, "short", tone=2200, seconds=2.5, size=(640, 360), hue=340)
    made["silent"] = make(folder, "silent", tone=None, seconds=3, size=(640, 360), hue=60)
    made["soft"] = make(folder, "soft", tone=880, seconds=4, size=(640, 360), hue=190, level=0.05)
    made["tall"] = make(folder, "tall", tone=550, seconds=4, size=(360, 640), hue=110)
    return made


@pytest.fixture(scope="session")
def harness(clips: dict[str, Made]) -> Iterator[Harness]:
    """The app, up in its own process until the tests are over."""
    folder = clips["a"].path.parent
    command = [sys.executable, "-m", "tests.browser.stage.app", str(folder)]
    quiet = os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=quiet) as process:
        assert process.stdout is not None
        try:
            yield Harness(url=process.stdout.readline().strip(), folder=folder)
        finally:
            process.terminate()


def clip_of(made: Made, **changes: Any) -> dict[str, Any]:
    """A clip as the server describes it."""
    return {
        "url": f"gradio_api/file={made.path}", "poster": None, "seconds": made.seconds, "fps": made.fps,
        "width": made.width, "height": made.height, "audio": made.tone is not None, "lufs": None, "gain_db": 0,
        "peaks": made.peaks if made.tone else [],
    } | changes  # fmt: skip


def take_of(letter: str, made: Made | None = None, **changes: Any) -> dict[str, Any]:
    """A take as the server describes it: done where there is a clip."""
    return {
        "id": f"take-{letter}", "letter": letter, "name": None, "model": None, "state": "done" if made else "running",
        "place": None, "fraction": None, "started_at": None, "elapsed_s": None, "clip": clip_of(made) if made else None,
        "failure": None, "notes": [], "understood": [], "ignored": [], "cost_usd": None, "estimate_usd": None,
    } | changes  # fmt: skip


def view_of(*takes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A finished battle that may be voted on, unless said otherwise."""
    return {
        "id": "round-1", "mode": "battle", "prompt": "A ball drops into a hoop", "finished": True, "blind": True,
        "votable": True, "voted": None, "progress": None, "message": None, "takes": list(takes),
    } | changes  # fmt: skip
