"""The data dictionary of a table as CSV or JSON: what each column holds, for whoever has the file and not the code."""

from __future__ import annotations

from typing import Final

from comparisons.ranking.table import Row

MEANINGS: Final[dict[str, str]] = {
    "model": "Its id.",
    "rank": "1 is best of its island.",
    "rank_low": "The best place it may hold: one after all that are surely better, at 95 % (Holm 1979).",
    "rank_high": "The worst.",
    "rating": "Points on the Elo scale about the mean 1000: 400 are odds of ten to one.",
    "low": "Lower end of the rating's 95 % interval.",
    "high": "Upper end.",
    "votes": "Counted rows about it.",
    "wins": "How often it was judged better.",
    "ties": "How often the two were judged alike.",
    "losses": "How often the other was judged better.",
    "both_bad": "How often both were judged bad, which moves no rating.",
    "win_share": "Wins and half the ties over wins, ties and losses; empty before the first.",
    "island": "Models of one number are joined by wins and ties, others can't be compared; 1 has most votes.",
    "connected": "Whether that is island 1.",
    "provisional": "Whether the rating is preliminary: apart, not joined both ways, or less sure than ± 100 points.",
    "votes_to_next": "About how many more votes between it and the next below would tell the two apart; 0: they are.",
    "spread": "How far its clips for one prompt differ in strength beyond chance, a standard deviation in points; "
    "empty where fewer than five prompts tell.",
    "spread_low": "Lower end of the spread's 95 % interval; 0 where it may all be chance.",
    "spread_high": "Upper end.",
}


def of_tables() -> str:
    """The columns in their order, as a Markdown table."""
    rows = [f"| {name} | {MEANINGS[name]} |" for name in Row.__dataclass_fields__]
    return "\n".join(["| column of a table | meaning |", "|---|---|", *rows, ""])
