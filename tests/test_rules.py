"""The rules of the house, kept by looking at the files that git knows."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP = {
    "app.py", "assets", "comparisons", "providers", "tests", "pyproject.toml", "requirements.txt", "README.md",
    "LICENSE", "CONTRIBUTING.md", ".ci", ".gitignore",
}  # fmt: skip
LONGEST_MODULE = 300
LONGEST_FUNCTION = 45
TABLES = {"comparisons/ui/words.py"}
"""Modules that are lists of words, which may be as long as there are words."""
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc"}
GRADIO = re.compile(r"app\.py|comparisons/ui/\w+\.py|providers/space/visit\.py")
"""The last is the visitor of other people's apps, and has the client alone."""
HTTPX = {"providers/kit/http.py", "providers/kit/guard.py"}
TEXT = {".py", ".md", ".toml", ".txt", ".csv", ".json", ".js", ".css", ".svg", ".html", ".yml", ".yaml", ""}
STRANGE = [
    re.compile(r"(?<![\w.])/(work|root|home|Users)/\w"),
    re.compile(r"pypi[.]o|pythonh[o]sted|registry[.]npm|deb[.]debian|artifact[o]ry|index-[u]rl", re.I),
]
"""Paths of one machine, and hosts that packages come from."""


@cache
def tracked() -> tuple[str, ...]:
    """What git knows, and what it would be told of next."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no checkout")
    return tuple(name for name in done.stdout.splitlines() if (ROOT / name).is_file())


def modules(*folders: str) -> list[str]:
    return [name for name in tracked() if name.endswith(".py") and name.startswith(folders)]


OURS = ("app.py", "providers/", "comparisons/")


def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text("utf-8"))


def imported(name: str) -> Iterator[str]:
    """The packages that a module imports from outside, anywhere in it."""
    for node in ast.walk(tree(name)):
        match node:
            case ast.Import(names=names):
                yield from (one.name.partition(".")[0] for one in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


def test_the_top_level_is_what_the_plan_lists() -> None:
    known = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert {name.partition("/")[0] for name in known.splitlines()} <= TOP


@pytest.mark.parametrize("name", [name for name in modules(*OURS, "tests/") if name not in TABLES])
def test_no_module_is_longer_than_a_person_reads_at_once(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= LONGEST_MODULE


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name in modules(*OURS)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_module_is_named_for_nothing_in_particular() -> None:
    assert not [name for name in modules(*OURS, "tests/") if set(Path(name).with_suffix("").parts) & VAGUE]


def test_only_the_page_imports_gradio() -> None:
    found = [name for name in modules(*OURS) if {"gradio", "gradio_client"} & set(imported(name))]
    assert found
    assert not [name for name in found if not GRADIO.fullmatch(name)]


def test_only_the_wire_imports_an_http_library() -> None:
    libraries = {"httpx", "httpcore", "requests", "aiohttp", "urllib3"}
    found = {name for name in modules(*OURS) if libraries & set(imported(name))}
    assert "providers/kit/http.py" in found
    assert found <= HTTPX


def test_no_adapter_imports_another_and_none_is_named_outside_its_own_files() -> None:
    adapters = {name.split("/")[1].removesuffix(".py") for name in modules("providers/")} - {
        "__init__",
        "__main__",
        "kit",
    }
    assert {"fal", "studio"} <= adapters
    pattern = re.compile(rf"(?:from|import) providers\.({'|'.join(sorted(adapters))})\b")
    for name in modules(*OURS):
        for found in pattern.findall((ROOT / name).read_text("utf-8")):
            assert name.startswith(f"providers/{found}"), f"{name} imports {found}"


def test_every_public_thing_says_what_its_name_does_not() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    bare = [
        f"{name}:{node.lineno}"
        for name in modules(*OURS)
        for node in tree(name).body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not bare + [name for name in modules(*OURS) if not ast.get_docstring(tree(name))]


@pytest.mark.parametrize("pattern", STRANGE, ids=["paths of one machine", "hosts of packages"])
def test_no_file_tells_where_it_was_made(pattern: re.Pattern[str]) -> None:
    here = "tests/test_rules.py"
    texts = ((name, ROOT / name) for name in tracked() if Path(name).suffix in TEXT and name != here)
    assert not [
        f"{name}: {found[0]}" for name, path in texts if (found := pattern.search(path.read_text("utf-8", "ignore")))
    ]


def test_the_space_runs_the_gradio_that_the_requirements_pin() -> None:
    front = (ROOT / "README.md").read_text("utf-8").split("---")[1]
    fields = dict(line.split(": ", 1) for line in front.strip().splitlines())
    pins = dict(line.split("==") for line in (ROOT / "requirements.txt").read_text().split() if "==" in line)
    assert (fields["sdk"], fields["app_file"]) == ("gradio", "app.py")
    assert fields["sdk_version"] == pins["gradio"]


def test_every_requirement_is_pinned_and_is_a_dependency_of_ours() -> None:
    import tomllib

    lines = (ROOT / "requirements.txt").read_text().split()
    assert all(re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["speech"]]
    wanted = {re.split(r"[\[<>=]", one)[0].lower() for one in listed}
    assert {re.split(r"[\[=]", line)[0].lower() for line in lines} == wanted


def test_the_rooms_import_each_other_as_the_plan_allows() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_vote_file_is_read_without_the_page_or_a_renderer() -> None:
    heavy = ("gradio", "moviepy", "pymunk", "blend2d", "httpx")
    ask = (
        f"import sys, comparisons.votes.log, comparisons.ranking.table; print([n for n in {heavy} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_what_ci_runs_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
