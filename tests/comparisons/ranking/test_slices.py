"""A table can be made of any part of the votes."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from comparisons.ranking.slices import Slice, chosen, own, pool, writing
from comparisons.ranking.table import BadVotes, rank
from tests.comparisons.ranking import votes

TABLE = votes(("a", "b", "left"), ("b", "c", "left"), ("c", "a", "tie"), ("a", "b", "right")).assign(
    task=["text_to_video", "text_to_video", "image_to_video", "extend"],
    category=["sea", "sea", "", "café"],
    mode=["battle", "open", "battle", "blind"],
    source=["page", "api", "page", "page"],
    voter=["ann", "bob", "ann", "ann"],
    prompt_id=["p1", "p2", "p1", ""],
    prompt=["A ball rolls", "Мяч катится по столу", "球", "Ein Ball rollt"],
    language=["en", "ru", "zh", "de"],
    voted_at=pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-03", "2026-06-01"], utc=True),
    outcome_row=[0, 1, 2, 3],
)
MAY, JUNE = datetime(2026, 5, 2, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (Slice(), [0, 1, 2, 3]),
        (Slice(task="text_to_video"), [0, 1]),
        (Slice(category="sea", mode="open"), [1]),
        (Slice(source="api"), [1]),
        (Slice(language="de"), [3]),
        (Slice(writing="CYRILLIC"), [1]),
        (Slice(writing="LATIN"), [0, 3]),
        (Slice(writing="CJK"), [2]),
        (Slice(prompts=frozenset({"p1"})), [0, 2]),
        (Slice(texts=frozenset({"A ball rolls", "球"})), [0, 2]),
        (Slice(voters=frozenset({"bob", "eve"})), [1]),
        (Slice(models=frozenset({"a", "b"})), [0, 3]),
        (Slice(since=MAY), [1, 2, 3]),
        (Slice(until=JUNE), [0, 1, 2]),
        (Slice(since=MAY, until=JUNE), [1, 2]),
        (Slice(task="video_to_video"), []),
    ],
)
def test_a_slice_keeps_the_rows_that_are_like_it(wanted: Slice, rows: list[int]) -> None:
    kept = chosen(TABLE, wanted)
    assert kept["outcome_row"].tolist() == rows
    assert rank(kept).votes == len(rows)


def test_a_slice_by_a_column_that_lacks_is_refused_by_its_name() -> None:
    with pytest.raises(BadVotes, match=r"lack.*: category"):
        chosen(TABLE.drop(columns="category"), Slice(category="sea"))


def test_a_slice_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        chosen(TABLE, Slice(since=datetime(2026, 5, 1)))


@pytest.mark.parametrize(
    ("text", "name"), [("мяч ball мяч", "CYRILLIC"), ("123 !", ""), ("ボール", "KATAKANA"), ("", "")]
)
def test_writing_is_that_of_most_letters(text: str, name: str) -> None:
    assert writing(text) == name


def test_a_pool_holds_models_alike_in_sound_and_none_of_which_it_is_not_known() -> None:
    sound = {"a": True, "b": False, "c": True}
    assert pool(sound, "with_sound") == {"a", "c"}
    assert pool(sound, "silent") == {"b"}
    assert pool(sound, "all") is None
    assert set(rank(chosen(TABLE, Slice(models=pool(sound, "with_sound")))).models) == {"a", "c"}


def test_a_table_of_ones_own_takes_ten_votes() -> None:
    with pytest.raises(BadVotes, match="still missing: 7"):
        own(TABLE, "ann")
    mine = own(pd.concat([TABLE] * 4), "ann")
    assert rank(mine).votes == 12


def test_votes_that_do_not_count_make_no_table_of_ones_own() -> None:
    with pytest.raises(BadVotes, match="still missing: 10"):
        own(pd.concat([TABLE] * 4).assign(counted=False), "ann")
