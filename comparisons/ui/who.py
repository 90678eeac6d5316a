"""The person behind a page event: their word as a voter, their login, and the keys of their visit."""

from __future__ import annotations

import gradio as gr

from comparisons.desk import Desk, Visitor


class Who:
    """Two components of the page that tell who asks; every event that may spend money takes both."""

    def __init__(self, desk: Desk) -> None:
        """Make them where this is called."""
        self._desk = desk
        self.voter = gr.BrowserState("", storage_key="splitscreen.voter", secret="splitscreen")
        self.visit = gr.State("", delete_callback=desk.keyring.forget)
        """The secret of the visit's keys: kept by Gradio on the server and dropped with the page's session."""

    @property
    def inputs(self) -> list[gr.components.Component]:
        """What an event takes, in the order of `visitor`."""
        return [self.voter, self.visit]

    def visitor(self, voter: str, visit: str, request: gr.Request | None) -> Visitor:
        """Who asks."""
        return self._desk.keyring.visitor(voter or "", visit or "", request.username if request else None)
