"""Whether a vendor's words mean its content rules, for vendors that refuse in plain words and give no code for it."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"moderat|nsfw|flagged|prohibited|inappropriate|copyright|(?<!case.)sensitive"
    r"|(content|safety)[ _-]?(polic|filter|guideline|check|rule|violat|system)"
    r"|violat\w*[^.]{0,40}(polic|guideline|terms|rules)|blocked by|against (our|the) (polic|guideline|rules)",
    re.IGNORECASE,
)


def sounds_refused(words: str) -> bool:
    """A guess from a sentence; where it misses, the take is shown as failed, with the vendor's own words."""
    return bool(_WORDS.search(words))
