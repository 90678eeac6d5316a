"""What is sent of a battle that is shown without sound or without picture, and of one that is another's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from comparisons.desk import Seen
from comparisons.run.battle import Battle
from comparisons.ui.view import view
from tests.comparisons.ui.test_view import DONE, comparison


def told(battle: Battle, **seen: Any) -> dict[str, Any]:
    made = replace(comparison(DONE, DONE), battle=battle)
    return view(Seen(comparison=made, **({"hidden": True, "voted": False, "voter": "ann"} | seen)), "en")


def test_in_a_muted_round_no_clip_has_a_sound_to_hear_or_to_see_until_the_vote() -> None:
    hidden = told(Battle(voter="ann", round="muted"))
    assert hidden["round"] == "muted"
    assert "without sound" in hidden["message"]
    assert [(take["clip"]["audio"], take["clip"]["peaks"]) for take in hidden["takes"]] == [(False, [])] * 2
    after = told(Battle(voter="ann", round="muted"), hidden=False, voted=True)
    assert (after["round"], after["message"]) == ("whole", None)
    assert [take["clip"]["audio"] for take in after["takes"]] == [True, True]


def test_in_a_round_of_sound_the_clips_can_be_heard() -> None:
    hidden = told(Battle(voter="ann", round="sound"))
    assert hidden["round"] == "sound"
    assert all(take["clip"]["audio"] for take in hidden["takes"])


@pytest.mark.parametrize("expected", ["t0", "t1"])
def test_nothing_that_is_sent_tells_a_planted_pair_or_where_clips_were_borrowed(expected: str) -> None:
    planted = told(Battle(voter="ann", expected=expected, repeat=True, of=("source1", "source2")))
    plain = told(Battle(voter="ann"))
    assert planted == plain
    assert "source" not in json.dumps(planted)


def test_a_battle_that_is_over_says_so_and_takes_no_vote() -> None:
    over = told(Battle(voter="ann", of=("source1", "source2")), over=True)
    assert not over["votable"]
    assert "is over" in over["message"]
    assert [take["clip"] for take in over["takes"]] == [None, None]


def test_another_s_battle_says_so_and_takes_no_vote() -> None:
    another = told(Battle(voter="bob"), may_vote=False)
    assert not another["votable"]
    assert "drawn for someone else" in another["message"]
