"""Votes as the tests give them."""

from __future__ import annotations

from datetime import UTC, datetime

from comparisons.votes.ballot import Candidate, Occasion, Vote, judge

NOW = datetime(2026, 3, 1, 12, 30, 15, 250000, tzinfo=UTC)


def occasion(battle: str = "c1", voter: str = "ann", **more: object) -> Occasion:
    return Occasion(voter=voter, comparison_id=battle, **more)  # type: ignore[arg-type]


def clips(*models: str, played: float | None = 5.0) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(take="ABCDEF"[place], model=model, sha256=f"{place:064x}", seconds=6.0, played_s=played, heard_s=2.5)
        for place, model in enumerate(models)
    )


def ballot(answer: str = "left", battle: str = "c1", voter: str = "ann", **more: object) -> tuple[Vote, ...]:
    return judge(occasion(battle, voter, **more), clips("studio/newton", "studio/tween"), answer, now=NOW)
