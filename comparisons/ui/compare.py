"""The tab *Compare*: a prompt, the models that a person chooses, their clips side by side."""

from __future__ import annotations

from typing import Any

import gradio as gr

from comparisons.desk import Desk, Misuse, Visitor
from comparisons.run.comparison import Mode
from comparisons.run.gifts import known_prompts
from comparisons.ui.join import Join
from comparisons.ui.prompts import Prompt, prompts
from comparisons.ui.settings import Settings, set_to
from comparisons.ui.stage import read_reuse
from comparisons.ui.start import FROM_A_CLIP, Start, clip_of, fits, started
from comparisons.ui.watch import Watch, notice, spoken
from comparisons.ui.who import Who
from comparisons.ui.words import Language, refusal, say
from providers.kit import truth
from providers.kit.terms import Brief, Media, Model, Task

PLACES = ("prompt", "models", "image", "video", "sound")
"""What a refusal may be about; each has its message."""


class Compare:
    """The controls, their messages and the stage."""

    def __init__(self, desk: Desk, who: Who, i18n: gr.I18n) -> None:
        """Draw the tab where this is called."""
        self._desk, self._who = desk, who
        self.start = Start(i18n)
        self.prompt = gr.Textbox(
            label=i18n("compare.prompt"), placeholder=i18n("compare.placeholder"), lines=2, max_lines=6,
            elem_id="compare-prompt",
        )  # fmt: skip
        self.prompt_message = gr.HTML(elem_classes="notice", elem_id="prompt-message")
        self.examples = gr.Dataset(
            components=[self.prompt], samples=[[""]], label=i18n("compare.examples"), type="index", elem_id="examples"
        )
        self.models = gr.CheckboxGroup(choices=[], label=i18n("compare.models"), elem_id="compare-models")
        self.off = gr.HTML(elem_classes="notice", elem_id="compare-off")
        self.models_message = gr.HTML(elem_classes="notice", elem_id="models-message")
        self.settings = Settings(i18n)
        with gr.Row(elem_classes="go"):
            self.quote = gr.HTML(elem_id="quote")
            self.go = gr.Button(i18n("compare.go"), variant="primary", elem_id="compare-go")
        self.chosen: gr.State = gr.State([])
        self.watch = Watch(desk, who, "compare", reuses=True)
        self.join = Join(desk, who, i18n)

    @property
    def asked(self) -> list[gr.components.Component]:
        """The controls that make a brief, in the order of `_brief`."""
        return [self.prompt, *self.start.controls, *self.settings.controls]

    @property
    def messages(self) -> list[gr.HTML]:
        """Where refusals are shown, in the order of `PLACES`."""
        start, sound = self.start, self.settings.sound_message
        return [self.prompt_message, self.models_message, start.image_message, start.video_message, sound]

    def wire(self) -> None:
        """Bind the controls."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        settings = self.settings
        going = [*self._who.inputs, settings.mode, self.models, settings.sound_by, *self.asked]
        started = gr.on(
            [self.go.click, self.prompt.submit], self._start, going, [*self.watch.outputs, *self.messages], **quiet
        )
        started.then(None, [self.watch.current], None, js=REMEMBER)
        self.examples.click(self._example, [self.examples], [self.prompt], **quiet)
        self._wire_choices(quiet)
        start = self.start
        taken = [start.task, start.row, start.video, start.origin, self.prompt, self.watch.message]
        asked = [self.watch.current, self._who.voter, self.prompt]
        self.watch.stage.reuse(self._reuse, asked, taken, **quiet).then(None, None, None, js=TO_THE_PROMPT)
        self.join.wire(self.watch)
        self.watch.wire()

    def _wire_choices(self, quiet: dict[str, Any]) -> None:
        """Bind what follows from a choice: which models and inputs fit, and the price.

        Where a choice changes which models fit, the price comes after them: Gradio refuses ticks that fit no more,
        aloud and by name. This page also empties the voices for a blind battle, just before the ticks, so a price
        follows a voice only where a person chose it.
        """
        start, settings, task = self.start, self.settings, self.start.task
        dear: list[Any] = [self.models, start.image, start.last_image, start.references]
        dear += [settings.seconds, settings.resolution, settings.aspect, settings.audio]
        prices = [self.models, settings.sound_by, *self.asked]
        changed = [*(one.change for one in dear), settings.sound_by.input]
        gr.on(changed, self._quote, prices, [self.quote], **quiet)
        fitted = [self.models, *start.fitted, *settings.fitted]
        begun: list[Any] = [task, self.chosen, start.video, start.origin]
        fit = task.change(self._fit, [*self._who.inputs, *begun], fitted, **quiet)
        refit = start.video.change(self._refit, [*self._who.inputs, *begun], [self.models], **quiet)
        for one in (fit, refit):
            one.then(self._quote, prices, [self.quote], **quiet)
        self.models.change(self._extras, [task, self.models], start.extras, **quiet)
        self.models.input(self._wish, [self.models, *begun], [self.chosen], **quiet)

    @property
    def kept(self) -> list[gr.components.Component]:
        """What `fill` goes by, in order."""
        start = self.start
        return [start.task, self.chosen, start.video, start.origin, self.settings.sound_by]

    def fill(self, language: Language, visitor: Visitor, *kept: Any) -> list[Any]:
        """What the tab shows when it is opened: the models for the task, those chosen before ticked, and prompts."""
        task, chosen, video, origin, voice = kept
        clip = clip_of(video, origin)
        return [
            self._choices(task, self._fitting(task, clip, chosen, visitor), clip, visitor, language),
            notice(say(language, "models.off_why") if self._desk.gate.is_shut else ""),
            gr.Dataset(samples=[[text] for text in self._examples(language)]),
            gr.skip(),  # follows by itself from the ticks
            self.settings.voices(self._desk, voice or "", visitor, language),
        ]

    @property
    def filled(self) -> list[gr.components.Component]:
        """What `fill` and `empty` answer for, in order."""
        return [self.models, self.off, self.examples, self.quote, self.settings.sound_by]

    def empty(self) -> list[Any]:
        """The same without a single name of a model: a blind battle is about to be shown on this page."""
        return [gr.CheckboxGroup(choices=[], value=[]), gr.skip(), gr.skip(), "", self.settings.voiceless()]

    def _choices(
        self, task: Task, ticked: list[str], clip: Media | None, visitor: Visitor, language: Language
    ) -> gr.CheckboxGroup:
        """The models that can do the task: first those that can be had, in the catalogue's order."""
        offered = [one for one in self._desk.catalogue.models() if fits(one, task, clip)]
        offered.sort(key=lambda one: self._desk.obstacle(one, visitor) is not None)
        choices = [(_offer(self._desk, model, visitor, language), model.id) for model in offered]
        return gr.CheckboxGroup(choices=choices, value=ticked)

    def _fitting(self, task: Task, clip: Media | None, chosen: list[str], visitor: Visitor) -> list[str]:
        """Those of the chosen that can do the task; where there is none, two that are ready and cost nothing."""
        fitting = [one.id for one in self._known(chosen) if fits(one, task, clip)]
        ready = [one for one in self._desk.ready(task, visitor) if fits(one, task, clip)]
        return fitting or [one.id for one in ready if not self._desk.catalogue.is_paid(one)][:2]

    def _fit(
        self, request: gr.Request, voter: str, visit: str, task: Task, chosen: list[str], *given: Any
    ) -> list[Any]:
        """Another task: `given` are the clip and where it came from."""
        language, visitor, clip = spoken(request), self._who.visitor(voter, visit, request), clip_of(*given)
        ticked = self._fitting(task, clip, chosen, visitor)
        models = self._choices(task, ticked, clip, visitor, language)
        return [models, *self.start.fit(task, self._known(ticked)), *self.settings.fit(task, language)]

    def _refit(self, request: gr.Request, voter: str, visit: str, task: Task, *begun: Any) -> Any:
        """Another clip: some models go on from clips of their own alone."""
        return self._fit(request, voter, visit, task, *begun)[0] if task == "extend" else gr.skip()

    def _extras(self, task: Task, models: list[str]) -> list[Any]:
        return self.start.fit_extras(task, self._known(models))

    def _wish(
        self, models: list[str], task: Task, chosen: list[str], video: str | None, origin: Media | None
    ) -> list[str]:
        """What a person wants: the ticks, and what they ticked before that this task has no place for."""
        clip = clip_of(video, origin)
        return [*(one.id for one in self._known(chosen) if not fits(one, task, clip)), *models]

    def _known(self, models: list[str] | None) -> list[Model]:
        known = {model.id: model for model in self._desk.catalogue.models()}
        return [known[one] for one in models or [] if one in known]

    def _start(
        self,
        request: gr.Request,
        voter: str,
        visit: str,
        mode: Mode,
        models: list[str],
        voice: str | None,
        *asked: Any,
    ) -> list[Any]:
        language, visitor = spoken(request), self._who.visitor(voter, visit, request)
        try:
            brief = _brief(*asked)
            prompt_id, category = _known(brief.prompt)
            made = self._desk.start(
                brief, models, mode, prompt_id=prompt_id, category=category, visitor=visitor, sound_by=voice or ""
            )
        except Misuse as misuse:
            said = misuse.about if misuse.about in PLACES else PLACES[0]
            told = [notice(refusal(language, misuse) if place == said else "") for place in PLACES]
            return [*[gr.skip() for _ in self.watch.outputs], *told]
        return [*self.watch.show(made.id, voter, language), *[notice("") for _ in self.messages]]

    def _reuse(
        self, comparison_id: str, voter: str, prompt: str, event: gr.EventData, request: gr.Request
    ) -> list[Any]:
        """A clip that was made becomes the one to start from, under its prompt where there is no other.

        In a blind round nothing of it is touched. Gradio serves nothing of the data folder, so its control gets a copy;
        the truth stays where it is.
        """
        take, task = read_reuse(event)
        try:
            seen = self._desk.see(comparison_id, voter)
            clip = Media(path=self._desk.clip(comparison_id, take), mime="video/mp4")
            if task not in FROM_A_CLIP or seen.hidden or not clip.path.is_file():
                raise KeyError(take)
        except KeyError:
            return [*[gr.skip()] * 5, notice(say(spoken(request), "compare.not_taken"))]
        copy = self.start.video.move_resource_to_block_cache(clip.path)
        prompt = prompt if prompt.strip() else seen.comparison.brief.prompt
        shown = [gr.update(visible=True), gr.update(value=copy, visible=True)]
        return [task, *shown, truth.known(clip), prompt, notice("")]

    def _examples(self, language: Language) -> list[str]:
        """Prompts to click: those that the archive has clips for, then our own."""
        return [*known_prompts(self._desk.catalogue), *(one.text for one in prompts(language))]

    def _example(self, index: int, request: gr.Request) -> str:
        return self._examples(spoken(request))[index]

    def _quote(self, request: gr.Request, models: list[str], voice: str | None, *asked: Any) -> str:
        return self._priced(models, _brief(*asked), spoken(request), voice or "")

    def _priced(self, models: list[str], brief: Brief, language: Language, voice: str = "") -> str:
        quoted = self._desk.quote(brief, models, voice)
        known = sum(price for price in quoted.values() if price is not None)
        unknown = [self._desk.catalogue.model(model).label for model, price in quoted.items() if price is None]
        if not quoted:
            return ""
        sentence = say(language, "compare.cost", dollars=f"{known:.2f}")
        return sentence + (" " + say(language, "compare.cost_unknown", models=", ".join(unknown)) if unknown else "")


TO_THE_PROMPT = """() => setTimeout(() => {
  if (document.querySelector("#compare-message")?.offsetParent) return;  // it was refused
  document.querySelector("#compare-prompt").scrollIntoView({behavior: "smooth", block: "center"});
  document.querySelector("#compare-prompt textarea").focus({preventScroll: true});
}, 100)"""

REMEMBER = """(id) => {
  if (id) history.replaceState(null, "", "?comparison=" + id);
  setTimeout(() => {
    const told = ["prompt", "models", "image", "video", "sound"].map((name) => `#${name}-message`);
    const shown = told.map((name) => document.querySelector(name)).filter((one) => one?.offsetParent);
    const said = shown.find((one) => one.innerText.trim());
    if (said) said.scrollIntoView({behavior: "smooth", block: "center"});
    else if (id) document.querySelector("#compare-stage").scrollIntoView({behavior: "smooth", block: "start"});
  }, 100);
}"""
"""Keeps the comparison in the address, so that a reload or a shared link finds it again; shows the stage, or what
stands in the way."""


def _brief(prompt: str | None, *asked: Any) -> Brief:
    start, settings = asked[:6], asked[6:]
    return Brief(prompt=prompt or "", **started(*start), **set_to(start[0], *settings))


def _known(prompt: str) -> tuple[str, str]:
    found: Prompt | None = next((one for one in prompts() if one.text == prompt.strip()), None)
    return (found.id, found.category) if found else ("", "")


def _offer(desk: Desk, model: Model, visitor: Visitor, language: Language) -> str:
    name = desk.catalogue.label(model.id)
    if model.retired:
        return say(language, "model.retired_short", model=name, date=model.retired.isoformat())
    match desk.obstacle(model, visitor):
        case None:
            return name
        case Misuse(code="off"):
            return say(language, "model.off", model=name)
        case misuse:
            return say(language, "model.keyless", model=name, variable=misuse.detail)
