"""Below the stage of *Compare*: all clips as one file, side by side, made when it is asked for."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr

from comparisons.desk import Desk, Misuse
from comparisons.ui.watch import Watch, spoken
from comparisons.ui.who import Who
from comparisons.ui.words import say


class Join:
    """A button to make the file, and one to download it."""

    def __init__(self, desk: Desk, who: Who, i18n: gr.I18n) -> None:
        """Draw them where this is called; there is nothing to join yet."""
        self._desk, self._who = desk, who
        with gr.Row(elem_classes="go"):
            self.join = gr.Button(i18n("compare.join"), size="sm", scale=0, visible=False, elem_id="compare-join")
            self.sheet = gr.DownloadButton(
                i18n("compare.sheet"),  # type: ignore[arg-type]  # translated like any button's label
                size="sm", scale=0, visible=False, elem_id="compare-sheet",
            )  # fmt: skip

    def wire(self, watch: Watch) -> None:
        """Bind the buttons to the comparison that is watched."""
        self.join.click(self._join, [watch.current, self._who.voter], [self.sheet], api_visibility="private")
        watch.current.change(
            _offer, [watch.current], [self.join, self.sheet], show_progress="hidden", api_visibility="private"
        )

    def _join(self, comparison_id: str, voter: str, request: gr.Request) -> gr.DownloadButton:
        """The file, in Gradio's own folder, which is cleared of what is a day old."""
        with TemporaryDirectory(prefix="splitscreen-") as folder:
            try:
                made = self._desk.sheet(comparison_id, voter, Path(folder))
            except (Misuse, KeyError):
                raise gr.Error(say(spoken(request), "compare.no_sheet")) from None
            return gr.DownloadButton(value=self.sheet.move_resource_to_block_cache(made), visible=True)


def _offer(comparison_id: str) -> list[Any]:
    return [gr.Button(visible=bool(comparison_id)), gr.DownloadButton(visible=False)]
