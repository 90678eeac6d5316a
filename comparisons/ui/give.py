"""In the tab *Models*: clips that exist are given, for a prompt and under a model's name, to be judged like any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from comparisons.desk import Desk, Misuse, Visitor
from comparisons.ui.models import models_html
from comparisons.ui.watch import notice, spoken
from comparisons.ui.who import Who
from comparisons.ui.words import Language, refusal, say

PLACES = ("clip", "model", "prompt")


class Give:
    """An upload, the model's name, the prompts, and a message beside each."""

    def __init__(self, desk: Desk, who: Who, i18n: gr.I18n) -> None:
        """Draw it where this is called; nothing is shown where the owner wants no clips."""
        self._desk, self._who = desk, who
        with gr.Accordion(i18n("give.title"), open=False, visible=desk.takes_clips, elem_id="give"):
            gr.Markdown(i18n("give.about"), elem_classes="about")
            self.files = gr.File(label=i18n("give.clips"), file_count="multiple", height=140, elem_id="give-clips")
            clip = _message("give-clip-message")
            self.model = gr.Textbox(label=i18n("give.model"), max_length=80, elem_id="give-model")
            model = _message("give-model-message")
            self.prompts = gr.Textbox(label=i18n("give.prompts"), lines=2, max_lines=8, elem_id="give-prompts")
            prompt = _message("give-prompt-message")
            self.go = gr.Button(i18n("give.go"), variant="primary", elem_id="give-go")
            self.done = gr.HTML(visible=False, elem_id="give-done")
        self.messages = [clip, model, prompt]

    def wire(self, table: gr.HTML) -> None:
        """Bind the button; `table` is drawn anew, since a model may have come."""
        controls: list[gr.components.Component] = [self.files, self.model, self.prompts]
        self.go.click(
            self._take, [*self._who.inputs, *controls], [*controls, *self.messages, self.done, table],
            show_progress="minimal", api_visibility="private", concurrency_limit=1,
        )  # fmt: skip

    def _take(
        self, voter: str, visit: str, files: list[str] | None, label: str, prompts: str, request: gr.Request
    ) -> list[Any]:
        language = spoken(request)
        visitor = self._who.visitor(voter, visit, request)
        asked = _paired(files or [], prompts or "")
        kept = 0
        try:
            if isinstance(asked, Misuse):
                raise asked
            for path, prompt in asked:
                self._desk.donate(prompt, label, Path(path))
                kept += 1
        except Misuse as misuse:
            which = say(language, "give.number", number=kept + 1) if misuse.about == "clip" and files else ""
            told = [notice(which + refusal(language, misuse)) if misuse.about == at else notice("") for at in PLACES]
            left = (files or [])[kept:] or None
            return [
                left,
                gr.skip(),
                "\n".join(prompts.splitlines()[kept:]),
                *told,
                *self._added(kept, visitor, language),
            ]
        return [None, "", "", *[notice("") for _ in PLACES], *self._added(kept, visitor, language)]

    def _added(self, kept: int, visitor: Visitor, language: Language) -> list[Any]:
        said = say(language, "give.done", count=kept) if kept else ""
        return [notice(said), models_html(self._desk, language, visitor) if kept else gr.skip()]


def _message(name: str) -> gr.HTML:
    return gr.HTML(elem_classes="notice", elem_id=name)


def _paired(files: list[str], prompts: str) -> list[tuple[str, str]] | Misuse:
    """Each clip with its prompt: one clip has all that was written, several have a line each."""
    lines = [line for line in prompts.splitlines() if line.strip()]
    if not files:
        return Misuse("clip", "given_none", "Give a clip")
    if len(files) == 1:
        return [(files[0], prompts)]
    if len(lines) != len(files):
        return Misuse(
            "prompt", "given_count", "Write one prompt a line, as many as clips", f"{len(lines)}/{len(files)}"
        )
    return list(zip(files, lines, strict=True))
