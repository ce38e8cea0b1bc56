"""The workflow for pull requests is one that GitHub can read, and its steps are here to be run."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import ROOT

WORKFLOW: dict[Any, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
)
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
SCRIPTS = sorted((ROOT / ".ci").iterdir())


def test_actions_are_pinned() -> None:
    """Each action is named with its whole version, so that none changes under the project."""
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    assert [
        name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", name)
    ] == []


def test_steps_run_what_is_here() -> None:
    """Each command is a target of the Makefile, a script of `.ci` that may be run, or a tool."""
    targets = set(re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for command in [step["run"].split() for step in STEPS if "run" in step]:
        if command[0] == "make":
            assert command[1] in targets
        elif command[0].startswith(".ci/"):
            assert os.access(ROOT / command[0], os.X_OK), command[0]
        else:
            assert command[0] in ("cat", "gh")


def test_values_of_a_pull_request_are_no_code() -> None:
    """What a stranger can write (titles, names of branches) stands in no command."""
    said = [name for step in STEPS for name in re.findall(r"\$\{\{(.*?)\}\}", step.get("run", ""))]
    assert {name.strip() for name in said} == {"github.event.pull_request.base.sha"}


def test_main_runs_the_whole_test_command() -> None:
    """A push to main runs the script that the other integration runs."""
    jobs = [
        job for job in WORKFLOW["jobs"].values() if job.get("if") == "github.event_name == 'push'"
    ]
    assert [job["steps"][-1]["run"] for job in jobs] == [".ci/run"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_shell(script: Path) -> None:
    """Bash can read them, and they stop at the first failure."""
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
