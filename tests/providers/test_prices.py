"""What a second costs is data, with its source and date; the owner's own list counts for more."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from providers import catalogue
from providers.kit.prices import OURS, BadPrices, price_of
from providers.kit.settle import estimate
from providers.kit.terms import Brief, Model

HEAD = "model,resolution,sound,usd_per_second,usd_least,source,as_of\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own.csv"
    monkeypatch.setenv("SPLITSCREEN_PRICES", str(path))
    return path


def test_the_owners_list_counts_for_more_and_leaves_the_rest(own: Path) -> None:
    own.write_text(HEAD + "fal/pika-2.2,any,,0.5,,our contract,2026-11-01\n", "utf-8-sig")
    price = price_of("fal/pika-2.2")
    assert price
    assert (price.per_second, price.source, price.as_of) == ({"any": 0.5}, "our contract", date(2026, 11, 1))
    assert price_of("fal/seedance-2.0")
    assert price_of("nobody/nothing") is None


def test_a_clip_costs_by_its_resolution_its_sound_and_at_least_the_least(own: Path) -> None:
    own.write_text(
        HEAD + "fal/x,720p,,0.4,1.5,s,2026-11-01\nfal/x,720p,off,0.2,,s,2026-11-01\nfal/x,any,on,0.6,,s,2026-11-01\n"
    )
    model = Model(id="fal/x", label="X", price=price_of("fal/x"))

    def cost(**wishes: object) -> float | None:
        return estimate(Brief(prompt="x", **wishes), model)  # type: ignore[arg-type]

    assert cost(seconds=10, resolution="720p") == 4.0
    assert cost(seconds=10, resolution="720p", audio=False) == 2.0
    assert cost(seconds=10, resolution="1080p") == 6.0
    assert cost(seconds=2, resolution="720p") == 1.5
    assert cost(resolution="720p") is None


@pytest.mark.parametrize(
    "text",
    ["", "model\nfal/x\n", HEAD + "fal/x,any,,cheap,,s,2026-11-01\n", HEAD + "fal/x,any,,1,,s,soon\n",
     HEAD + "fal/x,any,off,1,,s,2026-11-01\n", HEAD + "fal/x\n"],
)  # fmt: skip
def test_a_list_that_can_not_be_read_says_which(own: Path, text: str) -> None:
    own.write_text(text)
    if not text:
        own.unlink()
    with pytest.raises(BadPrices, match=r"own\.csv"):
        price_of("fal/x")


def test_our_own_list_names_models_that_are_on_offer_with_source_and_date_in_order() -> None:
    with OURS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {model.id for model in catalogue().models()}
    assert {row["model"] for row in rows} <= known
    assert all(row["source"] and date.fromisoformat(row["as_of"]) for row in rows)
    keys = [(row["model"], row["resolution"], row["sound"]) for row in rows]
    assert len(set(keys)) == len(keys)
    names = [row["model"] for row in rows]
    assert names == sorted(names)
