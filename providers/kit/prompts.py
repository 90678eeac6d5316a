"""When two prompts are the same prompt."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """A prompt as it is compared with another: blanks folded, in one case, in one way of writing its accents."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
