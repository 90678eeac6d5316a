"""The whole page: six tabs over one desk.

The names of models are on the page only while a tab shows them: they come when a tab is opened and go when the Arena
is, so that nothing on the page, or sent to it during a battle, names a model.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import gradio as gr
from starlette.routing import BaseRoute

from comparisons.board import Board
from comparisons.desk import Desk
from comparisons.ui import api
from comparisons.ui.arena import Arena
from comparisons.ui.clips import routes as clip_routes
from comparisons.ui.compare import Compare
from comparisons.ui.exports import routes as export_routes
from comparisons.ui.give import Give
from comparisons.ui.history import history_html
from comparisons.ui.keys import KeyForm
from comparisons.ui.leaderboard import Leaderboard
from comparisons.ui.live import route as live_route
from comparisons.ui.live import tab as live_tab
from comparisons.ui.previews import routes as preview_routes
from comparisons.ui.watch import Watch, spoken
from comparisons.ui.who import Who
from comparisons.ui.words import words
from providers.kit.rehearse import rehearsing

FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
MONO = ["ui-monospace", "SF Mono", "Consolas", "DejaVu Sans Mono", "monospace"]
LARGEST = "100mb"
"""Of a file that is given; more is refused while it is sent, with a sentence that names the limit."""
UNWATCHED = {"GRADIO_ANALYTICS_MAX_EVENTS": "1", "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9)}
"""Gradio would sum up the last 10,000 events after each event, for a page of its own that is off here."""
I18N = gr.I18n(en=words("en"), ru=words("ru"))


class Page:
    """The Gradio app of a desk."""

    def __init__(self, desk: Desk) -> None:
        """Draw every tab and bind its events."""
        self._desk, self._board = desk, Board(desk)
        with gr.Blocks(title="Splitscreen", analytics_enabled=False, delete_cache=(3600, 86400)) as self.blocks:
            self.who = Who(desk)
            gr.HTML(_asset("logo.svg") + "<h1>Splitscreen</h1>", elem_id="masthead")
            gr.Markdown(I18N("page.tagline"), elem_id="tagline")
            if rehearsing():
                gr.Markdown(I18N("page.rehearsal"), elem_id="rehearsal")
            with gr.Tabs() as self.tabs:
                self._draw_tabs()
            self.asked = gr.Textbox(visible="hidden")
            self.where = gr.Textbox(visible="hidden", elem_id="where")
            self._wire()
            api.publish(desk)

    def launch(self, **settings: Any) -> Any:
        """Serve it; `settings` go to `gr.Blocks.launch`."""
        os.environ |= UNWATCHED
        self.blocks.queue(default_concurrency_limit=None)
        return self.blocks.launch(
            theme=theme(), css=_asset("page.css"), head=_head(), i18n=I18N,
            max_file_size=LARGEST, run_history=False, enable_monitoring=False, footer_links=["api"], ssr_mode=False,
            app_kwargs={"routes": [*self._routes()]},
            favicon_path=str(files("assets").joinpath("favicon.png")),
            **settings,
        )  # fmt: skip

    def prepare(self) -> None:
        """Do now, while nobody waits, what the first look at the Leaderboard would wait for."""
        self._board.prepare()

    def _routes(self) -> Iterator[BaseRoute]:
        """The addresses that are not Gradio's."""
        for routes in (preview_routes, clip_routes):
            yield from routes(self._desk)
        yield from export_routes(self._desk, self._board)
        yield live_route(self._desk)

    def _draw_tabs(self) -> None:
        with gr.Tab(I18N("page.compare"), id="compare") as compare:
            self.compare = Compare(self._desk, self.who, I18N)
        with gr.Tab(I18N("page.arena"), id="arena") as arena:
            self.arena = Arena(self._desk, self.who, I18N)
        with gr.Tab(I18N("page.live"), id="live") as live:
            live_tab(self._desk)
        with gr.Tab(I18N("page.leaderboard"), id="leaderboard") as board:
            self.board = Leaderboard(self._board, self.who, I18N)
        with gr.Tab(I18N("page.history"), id="history") as history:
            self.history = gr.HTML(elem_id="history")
        with gr.Tab(I18N("page.models"), id="models") as models:
            self.give = Give(self._desk, self.who, I18N)
            self.models = KeyForm(self._desk, self.who, I18N)
        self._tabs = {"compare": compare, "arena": arena, "live": live, "leaderboard": board}
        self._tabs |= {"history": history, "models": models}

    @property
    def _fresh(self) -> list[gr.components.Component]:
        """What is made anew at each change of tab: all that may hold a model's name, and the Arena's price."""
        named = [*self.compare.filled, *self.compare.watch.outputs, *self.board.outputs, self.history]
        return [*named, *self.models.outputs, self.arena.price]

    def _wire(self) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        self.compare.wire()
        self.arena.wire()
        self.models.wire()
        self.give.wire(self.models.table)
        self.board.wire()
        arriving = [self.who.voter, self.tabs, self.asked, *self.compare.watch.outputs, *self.arena.watch.outputs]
        arrived = self.blocks.load(self._arrive, [self.who.voter], arriving, **quiet)
        arrived.then(None, [self.asked], [self.where], js="(asked) => window.splitscreenTabs.arrive(asked)")
        for name, tab in self._tabs.items():
            tab.select(None, None, [self.where], js=f"() => window.splitscreenTabs.went('{name}')")
        compare = self.compare
        asked = [self.where, *self.who.inputs, compare.watch.current, *self.board.asked, *compare.kept]
        self.where.change(self._settle_in, asked, self._fresh, trigger_mode="always_last", **quiet)

    def _arrive(self, voter: str, request: gr.Request) -> list[Any]:
        """Someone opens the page: who, where they want to go, and the comparison they come back to."""
        language, asked = spoken(request), request.query_params
        voter = voter or secrets.token_hex(8)
        battle, made = asked.get("battle", ""), asked.get("comparison", "")
        tab = "arena" if battle else asked.get("tab", "compare")
        tab = tab if tab in self._tabs else "compare"
        shown = [*_at(self.compare.watch, made, voter, language), *_at(self.arena.watch, battle, voter, language)]
        opened = gr.skip() if tab == "compare" else gr.Tabs(selected=tab)  # the first is open: don't undo a click
        return [voter, opened, tab, *shown]

    def _settle_in(self, request: gr.Request, tab: str, voter: str, visit: str, made: str, *kept: Any) -> list[Any]:
        """Someone is at a tab now: fill it; in the Arena, take every name off the rest of the page."""
        language, visitor = spoken(request), self.who.visitor(voter, visit, request)
        on_board, kept = kept[: len(self.board.asked)], kept[len(self.board.asked) :]
        shown: dict[Any, Any] = {}
        match tab:
            case "compare":
                filled = self.compare.fill(language, visitor, *kept)
                shown = dict(zip(self.compare.filled, filled, strict=True))
                if made:
                    watch = self.compare.watch
                    shown |= dict(zip(watch.outputs, watch.show(made, voter, language), strict=True))
            case "arena":
                gone = [
                    *self.compare.empty(),
                    *self.compare.watch.veil(),
                    *self.board.empty(),
                    "",
                    *self.models.empty(),
                ]
                shown = dict(zip(self._fresh, [*gone, self.arena.priced(language, visitor)], strict=True))
            case "leaderboard":
                shown = dict(zip(self.board.outputs, self.board.fill(language, voter, *on_board), strict=True))
            case "history":
                shown = {self.history: history_html(self._desk, voter, language)}
            case "models":
                shown = dict(zip(self.models.outputs, self.models.fill(visitor, language), strict=True))
        return [shown.get(one, gr.skip()) for one in self._fresh]


def _at(watch: Watch, comparison_id: str, voter: str, language: Any) -> list[Any]:
    return watch.show(comparison_id, voter, language) if comparison_id else watch.clear()


def theme() -> gr.Theme:
    """Quiet greys and one blue; fonts of the visitor's own system, so that nothing is fetched from elsewhere."""
    return gr.themes.Base(primary_hue="indigo", neutral_hue="slate", font=FONTS, font_mono=MONO, radius_size="md").set(
        button_primary_background_fill="*primary_600", button_primary_text_color="white"
    )


def _head() -> str:
    return f"<style>{_asset('frame.css')}</style><script>{_asset('tabs.js')}</script>"


def _asset(name: str) -> str:
    return files("assets").joinpath(name).read_text("utf-8")
