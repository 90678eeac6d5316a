"""A form in the tab *Models*: a visitor's own key for a vendor, held on the server, in memory, for the visit."""

from __future__ import annotations

from typing import Any

import gradio as gr

from comparisons.desk import Desk, Misuse, Visitor
from comparisons.ui.models import models_html
from comparisons.ui.watch import notice, spoken
from comparisons.ui.who import Who
from comparisons.ui.words import Language, refusal, say


class KeyForm:
    """Whose key, the key, and two buttons; the key goes up once and never comes back."""

    def __init__(self, desk: Desk, who: Who, i18n: gr.I18n) -> None:
        """Draw it where this is called."""
        self._desk, self._who = desk, who
        self.off = gr.HTML(elem_classes="notice", elem_id="models-off")
        with gr.Accordion(i18n("keys.title"), open=False, elem_id="keys"):
            gr.Markdown(i18n("keys.about"), elem_classes="about")
            with gr.Row(equal_height=True):
                self.vendor = gr.Dropdown([], value=None, label=i18n("keys.vendor"), elem_id="keys-vendor")
                self.key = gr.Textbox(
                    type="password", label=i18n("keys.key"), elem_id="keys-key", max_lines=1,
                    html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
                )  # fmt: skip
            with gr.Row(elem_classes="go"):
                self.use = gr.Button(i18n("keys.use"), variant="primary", size="sm", scale=0, elem_id="keys-use")
                self.forget = gr.Button(i18n("keys.forget"), size="sm", scale=0, elem_id="keys-forget")
            self.message = gr.HTML(elem_classes="notice", elem_id="keys-message")
        self.table = gr.HTML(elem_id="models")

    @property
    def outputs(self) -> list[gr.components.Component]:
        """What `fill` and `empty` answer for, in order."""
        return [self.off, self.vendor, self.key, self.message, self.table]

    def fill(self, visitor: Visitor, language: Language) -> list[Any]:
        """The form and the table as this visitor may see them; the field for the key always empty."""
        vendors = [(provider.label, provider.name) for provider in self._desk.vendors()]
        held = [label for label, name in vendors if name in visitor.keys]
        said = say(language, "keys.held", vendors=", ".join(held)) if held else ""
        off = say(language, "models.off_why") if self._desk.gate.is_shut else ""
        table = models_html(self._desk, language, visitor)
        return [notice(off), gr.Dropdown(choices=vendors), "", notice(said), table]

    def empty(self) -> list[Any]:
        """No name of a vendor or a model."""
        return [notice(""), gr.Dropdown(choices=[], value=None), "", notice(""), ""]

    def wire(self) -> None:
        """Bind the buttons."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        told = [self._who.visit, *self.outputs]
        asks = [self.use.click, self.key.submit]
        gr.on(asks, self._use, [*self._who.inputs, self.vendor, self.key], told, **quiet)
        self.forget.click(self._forget, self._who.inputs, told, **quiet)

    def _use(self, voter: str, visit: str, vendor: str, key: str, request: gr.Request) -> list[Any]:
        try:
            visit = self._desk.bring(visit or "", vendor or "", key or "")
        except Misuse as misuse:
            return [gr.skip(), gr.skip(), gr.skip(), "", notice(refusal(spoken(request), misuse)), gr.skip()]
        return [visit, *self.fill(self._who.visitor(voter, visit, request), spoken(request))]

    def _forget(self, voter: str, visit: str, request: gr.Request) -> list[Any]:
        self._desk.keyring.forget(visit or "")
        shown = self.fill(self._who.visitor(voter, "", request), spoken(request))
        shown[3] = notice(say(spoken(request), "keys.forgotten"))
        return ["", *shown]
