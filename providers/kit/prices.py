"""What a second of each model costs: read from `prices.csv`, and from the owner's own list where there is one.

One row is one price: `model,resolution,sound,usd_per_second,usd_least,source,as_of`. The resolution is `any` where it
makes no difference; `sound` is `off` for what a clip without sound costs; `usd_least` is what a clip costs at least.
`SPLITSCREEN_PRICES` names a file of the same columns; the models in it are priced by it alone.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from providers.kit.errors import Trouble
from providers.kit.terms import Price

OURS = Path(__file__).parents[1] / "prices.csv"
Row = dict[str, str]


class BadPrices(Trouble):
    """The owner's list of prices can't be read."""


def price_of(model_id: str) -> Price | None:
    """The price of a model; `None` where it is not known, `BadPrices` where the owner's list can't be read."""
    return _all(os.environ.get("SPLITSCREEN_PRICES", "")).get(model_id)


@cache
def _all(own: str) -> dict[str, Price]:
    return _listed(OURS) | (_listed(Path(own)) if own else {})


def _listed(path: Path) -> dict[str, Price]:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                rows[row["model"]].append(row)
        return {model: _price(of_model) for model, of_model in rows.items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadPrices(f"The list of prices can't be read. Mend it: {path.name} ({error})") from error


def _price(rows: list[Row]) -> Price:
    def dollars(*sound: str) -> dict[str, float]:
        named = [row for row in rows if (row.get("sound") or "") in sound]
        return {row["resolution"] or "any": float(row["usd_per_second"]) for row in named}

    first = rows[0]
    if not (usual := dollars("", "on")):
        raise ValueError(f"no price with sound: {first['model']}")
    return Price(
        per_second=usual, silent=dollars("off"), least=float(first.get("usd_least") or 0),
        source=first["source"], as_of=date.fromisoformat(first["as_of"]),
    )  # fmt: skip
