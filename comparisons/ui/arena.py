"""The tab *Arena*: two models are drawn, their clips stand as A and B, and nothing tells whose before the vote."""

from __future__ import annotations

import secrets
from typing import Any

import gradio as gr

from comparisons.desk import Desk, Misuse, Visitor
from comparisons.run.comparison import Comparison
from comparisons.ui.prompts import prompts
from comparisons.ui.watch import DIRECT, Watch, notice, spoken
from comparisons.ui.who import Who
from comparisons.ui.words import Language, refusal, say
from providers.kit.terms import Brief

BATTLE_SECONDS = 5


class Arena:
    """A prompt, or none, a button and a stage."""

    def __init__(self, desk: Desk, who: Who, i18n: gr.I18n) -> None:
        """Draw the tab where this is called."""
        self._desk, self._who = desk, who
        gr.Markdown(i18n("arena.about"), elem_classes="about")
        with gr.Row(elem_classes="go"):
            self.prompt = gr.Textbox(
                label=i18n("arena.prompt"),
                placeholder=i18n("arena.placeholder"),
                scale=4,
                min_width=240,
                elem_id="arena-prompt",
            )
            self.go = gr.Button(i18n("arena.go"), variant="primary", scale=1, elem_id="arena-go")
        self.price = gr.HTML(elem_id="arena-price")
        self.message = gr.HTML(elem_classes="notice", elem_id="arena-refusal")
        self.watch = Watch(desk, who, "arena")

    def wire(self) -> None:
        """Bind the button, Enter in the prompt, and the stage's wish for the next battle."""
        outputs = [*self.watch.outputs, self.message]
        asks = [self.go.click, self.prompt.submit]
        gr.on(asks, self._battle, [*self._who.inputs, self.prompt], outputs, **DIRECT).then(
            None, [self.watch.current], None, js=REMEMBER
        )
        self.watch.stage.next(self._next, self._who.inputs, outputs, **DIRECT).then(
            None, [self.watch.current], None, js=REMEMBER
        )
        self.watch.wire()

    def priced(self, language: Language, visitor: Visitor) -> str:
        """What a battle may cost; it names no model."""
        dollars, all_known = self._desk.battle_price(_brief(""), visitor)
        sentence = say(language, "arena.cost", dollars=f"{dollars:.2f}")
        return sentence if all_known else f"{sentence} {say(language, 'arena.cost_unknown')}"

    def _next(self, voter: str, visit: str, request: gr.Request) -> list[Any]:
        return self._battle(voter, visit, "", request)

    def _battle(self, voter: str, visit: str, prompt: str, request: gr.Request) -> list[Any]:
        language, visitor = spoken(request), self._who.visitor(voter, visit, request)
        try:
            made = self._drawn(prompt, language, visitor)
        except Misuse as misuse:
            return [*[gr.skip() for _ in self.watch.outputs], notice(refusal(language, misuse))]
        return [*self.watch.show(made.id, voter, language), notice("")]

    def _drawn(self, prompt: str, language: Language, visitor: Visitor) -> Comparison:
        """A battle on these words; without any, of clips that exist, or else on an example."""
        if prompt.strip():
            return self._desk.battle(_brief(prompt), visitor=visitor)
        if made := self._desk.battle_of_clips(visitor):
            return made
        example = secrets.choice(prompts(language))
        return self._desk.battle(
            _brief(example.text), prompt_id=example.id, category=example.category, visitor=visitor
        )  # fmt: skip


def _brief(prompt: str) -> Brief:
    return Brief(prompt=prompt, seconds=BATTLE_SECONDS, resolution="720p", aspect_ratio="16:9")


REMEMBER = "(id) => { if (id) history.replaceState(null, '', '?battle=' + id); }"
