"""A `.env` in the working directory, read by the commands when they begin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from providers.kit.dotenv import BadSettings, read_dotenv

ROOT = Path(__file__).parents[2]
SECRET = "se$cret-${HOME}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a key in its `.env`, which is read here."""
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.delenv("PYTHON_DOTENV_DISABLED")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"# mine\nFAL_KEY={SECRET}\nSPLITSCREEN_BUDGET_USD=5\n", "utf-8")
    return tmp_path


def test_a_key_comes_from_the_file_as_it_stands_there(folder: Path) -> None:
    read_dotenv()
    assert (os.environ["FAL_KEY"], os.environ["SPLITSCREEN_BUDGET_USD"]) == (SECRET, "5")


def test_the_environment_counts_for_more_than_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAL_KEY", "mine")
    read_dotenv()
    assert os.environ["FAL_KEY"] == "mine"


def test_no_file_is_no_trouble_and_none_of_a_folder_above_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    read_dotenv()
    assert "FAL_KEY" not in os.environ


def test_a_file_that_can_t_be_read_is_told_without_what_it_holds(folder: Path) -> None:
    (folder / ".env").write_bytes(b"FAL_KEY=marked\xff\xfe\n")
    with pytest.raises(BadSettings, match=r"Mend it: \.env") as told:
        read_dotenv()
    assert "marked" not in "".join(map(repr, (told.value, told.value.__cause__, str(told.value))))


def test_a_test_reads_no_file_of_the_developer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_DOTENV_DISABLED", "1")
    read_dotenv()
    assert "FAL_KEY" not in os.environ


def test_the_list_of_models_knows_the_key_in_the_file(folder: Path) -> None:
    command = [sys.executable, "-m", "providers", "list", "--json"]
    done = subprocess.run(
        command, cwd=folder, env=dict(os.environ) | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    (pika,) = [row for row in json.loads(done.stdout) if row["id"] == "fal/pika-2.2"]
    assert pika["ready"]
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["providers", "comparisons"])
def test_a_command_that_can_t_read_its_settings_says_so(folder: Path, command: str) -> None:
    (folder / ".env").write_bytes(b"FAL_KEY=marked\xff\xfe\n")
    done = subprocess.run(
        [sys.executable, "-m", command, "--help"], cwd=folder, env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Mend it: .env" in done.stderr
    assert "marked" not in done.stderr
