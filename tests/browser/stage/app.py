"""A page with nothing but a stage, in its own process: `python -m tests.browser.stage.app FOLDER` prints its address.

FOLDER holds the clips, `view.json` (what to show) and `said.jsonl` (what the page has said). A process of its own,
because Gradio leaves sockets and loops behind, and here warnings are errors.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import gradio as gr

from comparisons.ui.stage import read_take, read_vote, shown, stage


def page(folder: Path) -> gr.Blocks:
    def look() -> str:
        return shown(json.loads((folder / "view.json").read_text("utf-8")))

    def note(**said: object) -> None:
        with (folder / "said.jsonl").open("a", encoding="utf-8") as said_file:
            said_file.write(json.dumps(said) + "\n")

    def on_vote(event: gr.EventData) -> None:
        note(event="vote", **asdict(read_vote(event)))

    def on_undo() -> None:
        note(event="undo")

    def on_cancel(event: gr.EventData) -> None:
        note(event="cancel", take=read_take(event))

    def on_retry(event: gr.EventData) -> None:
        note(event="retry", take=read_take(event))

    def on_next() -> None:
        note(event="next")

    with gr.Blocks(analytics_enabled=False) as app:
        player = stage(elem_id="player")
        push = gr.Button("push", elem_id="push")
        gr.Textbox(label="A field to write in", elem_id="field")
        push.click(look, None, player, show_progress="hidden")
        app.load(look, None, player, show_progress="hidden")
        player.vote(on_vote, None, None, show_progress="hidden")
        player.undo(on_undo, None, None, show_progress="hidden")
        player.cancel(on_cancel, None, None, show_progress="hidden")
        player.retry(on_retry, None, None, show_progress="hidden")
        player.next(on_next, None, None, show_progress="hidden")
    return app


if __name__ == "__main__":
    here = Path(sys.argv[1])
    fonts = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    _, url, _ = page(here).launch(prevent_thread_lock=True, quiet=True, theme=fonts, allowed_paths=[str(here)])
    print(url, flush=True)
    sys.stdin.read()
