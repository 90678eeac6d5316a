"""What the studio knows of a clip: kept beside it, told to nobody, and what the clip goes on from."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import c2pa
import pytest

import comparisons.desk as desk_module
from comparisons.desk import Desk
from comparisons.run.comparison import Comparison, Done
from comparisons.ui.view import view
from providers import Catalogue
from providers.kit import truth
from providers.kit.clip import probe
from providers.kit.terms import Brief, Media
from providers.studio import Studio

BRIEF = Brief(prompt="two red balls drop", seconds=4, resolution="480p", fps=24)
NEWTON = "studio/newton"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose catalogue is the studio."""
    data = tmp_path_factory.mktemp("desk") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_module, "catalogue", lambda: Catalogue({"studio": Studio()}))
        patch.setenv("SPLITSCREEN_DATA", str(data))
        made = Desk(data, workers=2)
        yield made
        made.close()


@pytest.fixture(scope="module")
def battle(desk: Desk) -> Comparison:
    return finished(desk, desk.battle(BRIEF))


def finished(desk: Desk, made: Comparison) -> Comparison:
    limit = time.monotonic() + 200
    while not (now := desk.runs.get(made.id)).finished:
        assert time.monotonic() < limit
        time.sleep(0.05)
    return now


def by_newton(made: Comparison) -> str:
    return next(take.id for take in made.takes if take.model == NEWTON)


def test_a_take_of_the_studio_has_its_truth_beside_it_and_no_view_holds_a_word_of_it(
    desk: Desk, battle: Comparison
) -> None:
    known = [truth.read(truth.beside(desk.clip(battle.id, take.id))) for take in battle.takes]
    assert [one["model"] for one in known] == [take.model for take in battle.takes]
    private = {"truth", "recipe", "defect", "acts"} | set(known[0]["acts"][0])
    desk.vote(battle.id, "viewer", "tie", slip=desk.see(battle.id, "viewer").slip)
    for voter in ("stranger", "viewer"):
        seen = desk.see(battle.id, voter)
        assert seen.hidden == (voter == "stranger")
        told = json.dumps(view(seen, "en"))
        assert not [word for word in private if f'"{word}"' in told or f".{word}" in told]


def test_a_take_of_the_studio_goes_on_from_its_truth_without_a_seam(desk: Desk, battle: Comparison) -> None:
    clip = desk.clip(battle.id, by_newton(battle))
    longer = Brief(prompt=BRIEF.prompt, task="extend", seconds=2, video=Media(path=clip, mime="video/mp4"))
    (take,) = finished(desk, desk.start(longer, [NEWTON])).takes
    assert isinstance(take.stage, Done)
    assert (take.stage.clip.seams, take.stage.shown.seams) == ((), ())
    assert take.stage.clip.seconds == pytest.approx(6, abs=0.05)
    assert (take.stage.clip.width, take.stage.clip.height) == (probe(clip).width, probe(clip).height)


def test_the_maker_s_own_file_is_for_those_who_may_know_the_maker_and_its_credentials_are_whole(
    desk: Desk, battle: Comparison
) -> None:
    take = by_newton(battle)
    with pytest.raises(KeyError, match="after the vote"):
        desk.original(battle.id, take, "reader")
    desk.vote(battle.id, "reader", "tie", slip=desk.see(battle.id, "reader").slip)
    path, model = desk.original(battle.id, take, "reader")
    assert model == NEWTON
    assert c2pa.Reader(str(path)).get_validation_state() == "Valid"
    assert b"c2pa" not in desk.clip(battle.id, take).read_bytes()
    with pytest.raises(KeyError, match="after the vote"):
        desk.original(battle.id, take, "")
