"""The data dictionary of `votes.csv`: what each column holds, for whoever has the file and not the code."""

from __future__ import annotations

from typing import Final

from comparisons.votes.answers import CRITERIA, REASONS, SKIPS
from comparisons.votes.cells import COLUMNS, NUMBERS
from comparisons.votes.vote import EXCLUDING, SINCE_2

MEANINGS: Final[dict[str, str]] = {
    "schema": "Version of the row: 1 has the columns up to app_version, 2 has all.",
    "vote_id": "Shared by all rows of one ballot, whatever their criterion.",
    "voted_at": "When, ISO 8601 in UTC.",
    "voter": "A random word, or the name given through the API; not an account.",
    "mode": "open (names shown), blind (hidden until the vote) or battle (drawn and hidden).",
    "source": "page, api or shell.",
    "comparison_id": "The comparison that was judged; a folder of that name holds its clips.",
    "task": "text_to_video, image_to_video, video_to_video or extend.",
    "prompt_id": "The prompt's id where it came from a list.",
    "category": "The prompt's category where it came from a list.",
    "prompt": "What the clips were asked to show.",
    "criterion": f"overall, or one of {', '.join(CRITERIA)}.",
    "left_model": "The model of the clip on the left.",
    "right_model": "The model of the clip on the right.",
    "left_take": "The take on the left; unique.",
    "right_take": "The take on the right; unique.",
    "left_sha256": "Of the left clip as its maker sent it.",
    "right_sha256": "Of the right clip as its maker sent it.",
    "outcome": "left, right, tie, both_bad; skip where nothing was said; void where an earlier vote is taken back.",
    "ballot": "JSON: the raw answer to this criterion, all takes in the order shown, and the rows of the whole ballot.",
    "left_played_s": "Seconds that the left clip ran before the vote; empty where nobody measured.",
    "right_played_s": "The same of the right clip.",
    "left_heard_s": "Seconds that the left clip was the audible one.",
    "right_heard_s": "The same of the right clip.",
    "decided_after_s": "Seconds from the clips' appearance to the answer.",
    "counted": f"1 where a table may use the row; 0 where a flag forbids it: {', '.join(sorted(EXCLUDING))}. "
    "A row whose vote_id stands in voids of another row does not count either.",
    "flags": "Words with a space between them. Beside those that forbid a row: not_played and not_heard (too little "
    "of a clip ran or was heard), left_mark and right_mark (that clip carries a visible mark), spoilt_ and what was "
    "done to a clip on purpose; a reader of the file adds voided and suspect.",
    "comment": "The voter's own words.",
    "app_version": "Splitscreen's version.",
    "left_replays": "How often the left clip was begun again after its first time.",
    "right_replays": "The same of the right clip.",
    "left_reasons": f"Said for or against the left clip: words of {', '.join(REASONS)}.",
    "right_reasons": "The same of the right clip.",
    "round": "whole, muted (picture alone) or sound (no picture).",
    "served": "Mark of the slip by which the pair was given to this voter; empty where they chose the pair.",
    "expected": "left or right where the other clip was spoilt on purpose; else empty.",
    "voids": "In a row whose outcome is void: the vote_id that it takes back.",
}


def dictionary() -> str:
    """The columns in their order, as a Markdown table."""
    rows = [f"| {name} | {_kind(name)} | {2 if name in SINCE_2 else 1} | {MEANINGS[name]} |" for name in COLUMNS]
    skips = f"\nA ballot whose answer is skip has a reason: {', '.join(SKIPS)}.\n"
    return "\n".join(["| column | kind | since schema | meaning |", "|---|---|---|---|", *rows, ""]) + skips


def _kind(name: str) -> str:
    if name in NUMBERS or name == "schema":
        return "number"
    return {"counted": "1 or 0", "voted_at": "time", "ballot": "JSON"}.get(name, "text")
