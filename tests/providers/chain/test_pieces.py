"""A long addition is cut into clips that are on offer, as near to what was asked as they come."""

from __future__ import annotations

from datetime import date
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.kit.errors import Rejected, Unsupported
from providers.kit.pieces import pieces
from providers.kit.settle import CHAINED, estimate, pieces_of, settle
from providers.kit.terms import Brief, Media, Model, Note, Price, Span

SOURCE = Media(path=Path("before.mp4"), mime="video/mp4")
PRICE = Price(per_second={"any": 0.1}, source="https://vendor.example", as_of=date(2026, 11, 23))

spans = st.builds(Span, low=st.floats(1, 5), high=st.floats(5, 20)) | st.builds(
    Span, low=st.integers(1, 5).map(float), high=st.integers(5, 20).map(float), whole=st.just(True)
)
lengths = st.lists(st.integers(1, 20).map(float), min_size=1, max_size=5).map(tuple) | spans


def model(**offered: object) -> Model:
    return Model(id="any/one", label="One", tasks=("text_to_video", "image_to_video"), **offered)  # type: ignore[arg-type]


def extend(seconds: float | None, **asked: object) -> Brief:
    return Brief(prompt="on", task="extend", seconds=seconds, video=SOURCE, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "offered", "cut"),
    [
        (12, (5, 10), (10,)),
        (13, (5, 10), (10, 5)),
        (14, (6, 8, 10), (8, 6)),
        (60, (5, 10), (10,) * 6),
        (2, (5,), (5,)),
        (7, Span(low=5, high=6), (6,)),
        (20, Span(low=4, high=15, whole=True), (10, 10)),
        (31, Span(low=4, high=15, whole=True), (11, 10, 10)),
        (33.3, Span(low=2, high=15), (11.1, 11.1, 11.1)),
        (None, (5, 10), (None,)),
        (9, (), (None,)),
    ],
)
def test_a_length_is_cut_into_pieces_on_offer(
    asked: float | None, offered: tuple[float, ...] | Span, cut: tuple[float | None, ...]
) -> None:
    assert pieces(asked, offered) == cut


@given(st.floats(0.5, 90), lengths)
def test_every_piece_is_on_offer(asked: float, offered: tuple[float, ...] | Span) -> None:
    for one in pieces(asked, offered):
        assert one is not None
        if isinstance(offered, Span):
            assert offered.low - 1e-3 <= one <= offered.high + 1e-3
            assert not offered.whole or one == int(one)
        else:
            assert one in offered


@given(st.floats(1, 40), st.lists(st.integers(3, 12).map(float), min_size=1, max_size=4).map(tuple))
def test_no_other_choice_of_three_pieces_comes_nearer(asked: float, offered: tuple[float, ...]) -> None:
    missed = abs(sum(one or 0 for one in pieces(asked, offered)) - asked)
    if len(pieces(asked, offered)) <= 2:
        others = [sum(one) for count in (1, 2) for one in combinations_with_replacement(offered, count)]
        assert all(missed <= abs(other - asked) + 1e-5 for other in others)
    assert missed <= max(offered) / 2 + 1e-5 or asked < min(offered)


@given(st.none() | st.floats(0.5, 90), lengths | st.just(()))
def test_a_settled_extension_settles_to_itself_and_says_how_it_is_made(
    asked: float | None, offered: tuple[float, ...] | Span
) -> None:
    settled, notes = settle(extend(asked), model(seconds=offered))
    assert notes[-1] == CHAINED
    assert settle(settled, model(seconds=offered)) == (settled, (CHAINED,))
    assert settled.video == SOURCE
    assert sum(one.seconds or 0 for one in pieces_of(settled, model(seconds=offered))) == pytest.approx(
        settled.seconds or 0, abs=0.01
    )


def test_what_gives_way_in_a_chain_is_noted() -> None:
    settled, notes = settle(extend(12, seed=3, resolution="4k"), model(seconds=(5.0, 10.0), resolutions=("720p",)))
    assert (settled.seconds, settled.resolution, settled.seed) == (10.0, "720p", None)
    assert notes == (
        Note(field="seconds", asked="12", given="10"),
        Note(field="resolution", asked="4k", given="720p"),
        Note(field="seed", asked="3", given=""),
        CHAINED,
    )


def test_a_model_that_extends_by_itself_is_not_chained() -> None:
    native = Model(id="any/one", label="One", tasks=("image_to_video", "extend"), seconds=(7.0,))
    settled, notes = settle(extend(7), native)
    assert (settled.seconds, notes) == (7.0, ())


def test_a_model_that_starts_from_nothing_but_words_can_not_be_chained() -> None:
    with pytest.raises(Unsupported, match="extend"):
        settle(extend(5), Model(id="any/one", label="One"))


def test_a_chain_needs_a_clip_to_start_from() -> None:
    with pytest.raises(Rejected, match="to start from"):
        settle(Brief(prompt="", task="extend"), model())


@pytest.mark.parametrize(
    ("seconds", "price", "dollars"),
    [(10.0, PRICE, 1.0), (30.0, PRICE, 3.0), (None, PRICE, None), (10.0, None, None)],
)
def test_the_estimate_covers_all_pieces(seconds: float | None, price: Price | None, dollars: float | None) -> None:
    assert estimate(extend(seconds), model(seconds=(5.0, 10.0), price=price)) == dollars


def test_what_a_clip_costs_at_least_is_paid_for_every_piece() -> None:
    dear = Price(per_second={"any": 0.1}, source="https://vendor.example", as_of=date(2026, 11, 23), least=2.0)
    assert estimate(extend(30), model(seconds=(5.0, 10.0), price=dear)) == 6.0
