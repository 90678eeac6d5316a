"""What a person asked for and can't have, with the control that it belongs to; and a folder that can't be had."""

from __future__ import annotations


class Misuse(ValueError):
    """What was asked of the desk can't be done; `str()` of it is fit to show a person."""

    def __init__(self, about: str, code: str, sentence: str, detail: str = "") -> None:
        super().__init__(f"{sentence}: {detail}" if detail else f"{sentence}.")
        self.about, self.code, self.detail = about, code, detail
        """The control that it belongs to; a word by which the page finds its own wording; the value at fault."""


class Busy(RuntimeError):
    """Another Splitscreen has this data folder open."""
