"""Groups of voters and sets of prompts are the owner's files, and a bad one says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparisons.lists import BadList, group, members, named, prompts, read_groups
from comparisons.ranking.asked import Asked


def nobody() -> frozenset[str]:
    return frozenset()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "groups.csv").write_text(
        "voter,group,why\nann,film school,x\n bob ,film school,\nann,makers,\n,makers,\n"
    )
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "sea.csv").write_text("id,prompt\n1,A wave\n2, A boat \n3,\n")
    return tmp_path


def test_a_voter_may_be_in_several_groups(data: Path) -> None:
    assert read_groups(data / "groups.csv") == {"film school": {"ann", "bob"}, "makers": {"ann"}}


def test_what_there_is_is_offered_the_built_in_first(data: Path, tmp_path: Path) -> None:
    assert named(data).groups == ("checked", "film school", "makers")
    assert named(data).sets == ("examples", "prompts/sea.csv")
    assert named(tmp_path / "empty").groups == ("checked",)


def test_names_stand_for_voters_and_for_prompts(data: Path) -> None:
    told = members(Asked(group="makers", prompt_set="prompts/sea.csv"), data, nobody)
    assert (told.voters, told.texts) == ({"ann"}, {"A wave", "A boat"})
    assert members(Asked(group="checked"), data, lambda: frozenset({"eve"})).voters == {"eve"}
    assert members(Asked(), data, nobody).voters is None
    assert "A surfer rides a big wave at sunset" in prompts("examples")


def test_a_name_that_stands_nowhere_is_refused(data: Path) -> None:
    with pytest.raises(BadList, match="film school, makers: critics"):
        group("critics", read_groups(data / "groups.csv"), nobody)
    for name in ("../groups.csv", "prompts/none.csv", "groups.csv"):
        with pytest.raises(BadList, match="no such set"):
            members(Asked(prompt_set=name), data, nobody)


@pytest.mark.parametrize(
    ("text", "why"),
    [("who,where\na,b\n", "first line voter, group"), ("", "can't be read"), ("voter,group\na,checked\n", "built in")],
)
def test_a_bad_file_says_so_and_leaves_the_rest(data: Path, text: str, why: str) -> None:
    (data / "groups.csv").write_text(text)
    with pytest.raises(BadList, match=why):
        read_groups(data / "groups.csv")
    assert why in named(data).trouble
    assert named(data).groups == ("checked",)
    assert members(Asked(prompt_set="examples"), data, nobody).texts
