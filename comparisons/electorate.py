"""`python -m comparisons voters`: what a vote file says of its voters."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from comparisons.tables import stop
from comparisons.votes.errors import VoteTrouble
from comparisons.votes.frame import read_votes
from comparisons.votes.voters import Voter, agreement, alarm, planted, screened
from comparisons.votes.voters import voters as records


def voters(
    votes: Annotated[Path, typer.Argument(help="A votes.csv.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
) -> None:
    """Each voter's sides, planted pairs and repeats; flaws seen; how far voters agree; if more is left out of late."""
    try:
        read = read_votes(votes)
        found, alpha, jump = records(read), agreement(read), alarm(screened(read))
    except KeyError as lacking:
        raise stop(f"This file tells nothing of voters. Give a votes.csv with the column {lacking}: {votes}") from None
    except VoteTrouble as error:
        raise stop(error) from None
    if as_json:
        told: dict[str, Any] = {"voters": [asdict(one) for one in found], "alpha": alpha}
        told["planted"] = [asdict(one) for one in planted(read)]
        print(json.dumps(told | {"alarm": asdict(jump) if jump else None}, ensure_ascii=False))
        return
    for one in found:
        print(_line(one))
    for flaw in planted(read):
        print(f"Spoilt by {flaw.flaw or 'a flaw that is not told'}: {flaw.right} of {flaw.shown} seen through")
    print(f"Krippendorff's alpha: {'could not be told' if alpha is None else format(alpha, '.3f')}")
    if jump:
        print(
            f"ALARM: {jump.now:.0%} of the newest ballots are left out, {jump.before:.0%} before. Look at the suspects"
        )


def _line(one: Voter) -> str:
    shares = (one.left_share, one.gold_share, one.self_agreement)
    left, gold, alike = ("–" if share is None else f"{share:.0%}" for share in shares)
    why = f" ({', '.join(one.failed)}{f': {one.favourite}' if one.favourite else ''})" if one.failed else ""
    return (
        f"{one.voter:<26} {one.ballots:>6} ballots  left {left:>4}  gold {gold:>4} of {one.gold:<3} "
        f"alike {alike:>4} of {one.repeats:<3} {one.verdict}{why}"
    )
