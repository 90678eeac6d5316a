from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from comparisons.votes import cells
from comparisons.votes import log as logs
from comparisons.votes.ballot import judge
from comparisons.votes.errors import AlreadyVoted, BadBallot, NotSaved, NotVotes
from comparisons.votes.log import VoteLog
from tests.comparisons.votes import NOW, ballot, clips, occasion

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "votes.csv"


def battles(path: Path) -> list[str]:
    return list(pd.read_csv(path).comparison_id)


def test_a_new_file_has_its_header_and_no_votes(path: Path) -> None:
    log = VoteLog(path)
    assert path.read_bytes() == cells.HEADER + b"\n"
    assert log.read().empty
    assert not log.voted("ann", "c1")


def test_what_was_appended_is_in_the_file_for_everyone(path: Path) -> None:
    VoteLog(path).append(ballot("right", comment='=HYPERLINK("x")\nsecond line', decided_after_s=4.25))
    table = VoteLog(path).read()
    assert list(table.comment) == ['=HYPERLINK("x")\nsecond line']
    assert list(table.outcome) == ["right"]
    assert pd.read_csv(path).comment[0].startswith("'=")
    assert pd.read_csv(path).decided_after_s[0] == 4.25


def test_a_second_vote_on_the_same_battle_is_refused_and_not_written(path: Path) -> None:
    log = VoteLog(path)
    log.append(ballot("left"))
    with pytest.raises(AlreadyVoted, match="c1"):
        log.append(ballot("right"))
    assert list(log.read().outcome) == ["left"]


def test_another_voter_another_battle_and_another_criterion_are_no_second_vote(path: Path) -> None:
    log = VoteLog(path)
    for rows in (ballot(), ballot(voter="bob"), ballot(battle="c2"), ballot(criterion="sound")):
        log.append(rows)
    assert len(log.read()) == 4
    assert log.voted("ann", "c1")
    assert log.voted("ann", "c1", "sound")
    assert not log.voted("bob", "c2")


def test_two_ballots_of_one_voter_cannot_come_at_once(path: Path) -> None:
    with pytest.raises(AlreadyVoted, match="at once"):
        VoteLog(path).append(ballot() + ballot())


def test_a_vote_by_another_process_is_seen(path: Path) -> None:
    here, there = VoteLog(path), VoteLog(path)
    there.append(ballot())
    assert here.voted("ann", "c1")
    with pytest.raises(AlreadyVoted):
        here.append(ballot())


def test_names_with_any_signs_are_known_again_after_a_restart(path: Path) -> None:
    VoteLog(path).append(ballot(voter="=ann\n'\ud83d", battle="-c\x00"))
    assert VoteLog(path).voted("=ann\n'\ud83d", "-c\x00")


def test_nothing_to_append_is_nothing(path: Path) -> None:
    log = VoteLog(path)
    log.append(())
    assert log.read().empty


def test_a_file_that_was_taken_away_is_begun_again(path: Path) -> None:
    log = VoteLog(path)
    log.append(ballot())
    path.unlink()
    assert not log.voted("ann", "c1")
    log.append(ballot())
    assert battles(path) == ["c1"]


def test_an_emptied_file_is_begun_again(path: Path) -> None:
    log = VoteLog(path)
    log.append(ballot())
    path.write_bytes(b"")
    log.append(ballot())
    assert battles(path) == ["c1"]


@pytest.mark.parametrize("cut", [1, 40, 150, -2, -1])
def test_a_torn_last_line_is_moved_aside(path: Path, cut: int) -> None:
    VoteLog(path).append(ballot())
    torn = cells.line(ballot(battle="c2", comment='a "quoted"\nline, and\nanother')[0])[:cut]
    with path.open("ab") as file:
        file.write(torn)
    VoteLog(path).append(ballot(battle="c3"))
    assert battles(path) == ["c1", "c3"]
    assert path.with_suffix(".torn").read_bytes() == torn + b"\n"


def test_a_ballot_that_lacks_a_row_is_moved_aside_whole(path: Path) -> None:
    log = VoteLog(path)
    log.append(ballot())
    three = judge(occasion("c2", comment="two\nlines"), clips("p", "q", "r", "s"), "B", now=NOW)
    with path.open("ab") as file:
        file.write(b"".join(map(cells.line, three[:2])))
    assert not log.voted("ann", "c2")
    log.append(three)
    assert battles(path) == ["c1", "c2", "c2", "c2"]


def test_a_ballot_in_another_program_s_words_is_taken_as_whole(path: Path) -> None:
    log = VoteLog(path)
    for place, words in enumerate(("", "left", "[1]", '{"rows": "two"}')):
        log.append([replace(ballot(battle=f"c{place}")[0], ballot=words)])
        assert VoteLog(path).voted("ann", f"c{place}")
    assert len(VoteLog(path).read()) == 4


def test_a_long_file_is_read_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = VoteLog(path)
    for place in range(30):
        log.append(judge(occasion(f"c{place}"), clips("p", "q", "r"), "B", now=NOW))
    monkeypatch.setattr(logs, "CHUNK", 2500)
    again = VoteLog(path)
    assert all(again.voted("ann", f"c{place}") for place in range(30))
    assert len(again.read()) == 60


@pytest.mark.parametrize(
    "text",
    [
        b"left,right,winner\na,b,left\n",
        b"\x89PNG\r\n\x1a\n",
        cells.HEADER,
        cells.HEADER + b",more\n",
        cells.HEADER + b"\n1,2,3\n",
        cells.HEADER + b"\n" + cells.line(replace(ballot()[0], schema=3)),
        cells.HEADER + b"\n" + cells.line(ballot()[0]).replace(b"ann", b"\xff\xfe"),
    ],
)
def test_a_foreign_file_is_refused_and_left_as_it_was(path: Path, text: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(text)
    with pytest.raises(NotVotes, match=r"votes\.csv"):
        VoteLog(path).append(ballot())
    assert path.read_bytes() == text
    assert not path.with_suffix(".torn").exists()


def test_a_stray_quote_early_in_a_long_file_does_not_move_the_rest_aside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = VoteLog(path)
    for place in range(9):
        log.append(ballot(battle=f"c{place}"))
    data = path.read_bytes().replace(b"c1,", b'"c1,', 1)
    path.write_bytes(data)
    monkeypatch.setattr(logs, "MOST", 1000)
    with pytest.raises(NotVotes):
        VoteLog(path)
    assert path.read_bytes() == data


def test_windows_line_ends_are_read_as_well(path: Path) -> None:
    VoteLog(path).append(ballot())
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    log = VoteLog(path)
    log.append(ballot(battle="c2"))
    assert list(log.read().comparison_id) == ["c1", "c2"]


def test_texts_too_long_for_readers_of_csv_are_refused(path: Path) -> None:
    log = VoteLog(path)
    with pytest.raises(BadBallot, match="too long"):
        log.append(ballot(comment="x" * 100_000))
    assert log.read().empty


LIMITED = """
import resource, signal, sys
from comparisons.votes.errors import NotSaved
from comparisons.votes.log import VoteLog
from tests.comparisons.votes import ballot
log = VoteLog(sys.argv[1])
log.append(ballot())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = log.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))
try:
    log.append(ballot(battle="c2"))
except NotSaved as error:
    print(error)
assert log.path.stat().st_size == size
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.append(ballot(battle="c3"))
"""


def test_a_disk_that_fills_up_in_the_middle_of_a_row_leaves_no_part_of_it(path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", LIMITED, path], cwd=ROOT, check=True, capture_output=True, text=True)
    assert "Make room on the disk" in said.stdout
    assert battles(path) == ["c1", "c3"]


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved, match="give access"):
        VoteLog(tmp_path / "file" / "votes.csv")


def test_threads_that_share_a_log_lose_nothing(path: Path) -> None:
    log = VoteLog(path)

    def many(voter: str) -> None:
        for place in range(10):
            log.append(ballot(voter=voter, battle=f"c{place}"))

    threads = [threading.Thread(target=many, args=(f"v{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pd.read_csv(path)) == 40


WRITER = """
import sys
from comparisons.votes.log import VoteLog
from tests.comparisons.votes import NOW, clips, occasion
from comparisons.votes.ballot import judge
log = VoteLog(sys.argv[1])
print("ready", flush=True)
for place in range(int(sys.argv[3])):
    battle = f"{sys.argv[2]}-{place}"
    log.append(judge(occasion(battle, comment='say "hm",\\nplease'), clips("p", "q", "r"), "B", now=NOW))
    print(battle, flush=True)
"""


def writer(path: Path, name: str, votes: int) -> subprocess.Popen[str]:
    args = [sys.executable, "-c", WRITER, str(path), name, str(votes)]
    return subprocess.Popen(args, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_processes_that_append_at_once_lose_nothing(path: Path) -> None:
    writers = [writer(path, f"w{number}", 15) for number in range(3)]
    told = [line for one in writers for line in one.communicate()[0].split()[1:]]
    assert len(told) == 45
    assert sorted(battles(path)) == sorted(told * 2)


def test_no_acknowledged_vote_is_lost_when_writers_are_killed(path: Path) -> None:
    told: list[str] = []
    for number in range(4):
        one = writer(path, f"w{number}", 100_000)
        assert one.stdout is not None
        for _ in range(1 + 3 * number):
            told.append(one.stdout.readline().strip())
        os.kill(one.pid, signal.SIGKILL)
        told += one.communicate()[0].split()
    VoteLog(path).append(ballot())
    kept = battles(path)
    acknowledged = {line for line in told if line.partition("-")[2]} - {told[-1]}
    assert acknowledged <= set(kept)
    assert all(kept.count(battle) == 2 for battle in set(kept) - {"c1"})
