"""Takes that wait for others have room of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from comparisons.run.compose import compose
from comparisons.run.run import Runs
from comparisons.run.store import Store
from providers import Catalogue
from providers.kit.terms import Brief
from tests.comparisons.run.test_run import ended, examine
from tests.fakes.sketch import Patient, Sketch

CATALOGUE = Catalogue({"sketch": Sketch(), "patient": Patient()})


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    made = Runs(Store(tmp_path), CATALOGUE, examine, workers=1)
    yield made
    made.close()


def test_a_take_that_waits_for_others_keeps_no_renderer_from_its_work_and_is_kept_by_none(runs: Runs) -> None:
    busy = [
        compose(CATALOGUE, Brief(prompt="forever"), ["sketch/one", "sketch/two"], "open"),
        compose(CATALOGUE, Brief(prompt="a ball"), ["patient/one"], "open"),
    ]
    for made in busy:
        runs.start(made)
    (take,) = ended(runs, busy[1]).playable
    assert take.brief.seed is None
    assert not runs.get(busy[0].id).finished
    runs.cancel(busy[0].id)
