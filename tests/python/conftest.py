"""Fixtures that all Python tests share."""

import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
from harness import ROOT, Project
from hypothesis import settings

pytest_plugins = ["report_copies"]

LONGEST_FIRST = (
    "test_increments",
    "test_erasure",
    "test_crashes",
    "test_run_scenarios",
    "test_against_reference",
    "test_flows",
    "test_adapters_pinpoint",
    "test_erasure_of_sources",
    "test_your_data",
    "test_components",
    "test_inspect",
    "test_adapters_exports",
    "test_metrics",
)
"""Files that take over a minute. Each is one process's from its first test to its last: one begun
late would keep the others waiting."""

# Every run of the tests draws the same examples, and a slow machine is no failure.
settings.register_profile("milepost", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("milepost")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


class MakeProject(Protocol):
    """What `make_project` gives."""

    def __call__(
        self,
        data: Path | None = None,
        seeds: Path | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> Project:
        """Makes an empty warehouse; see `Project` for the arguments."""


@pytest.fixture(scope="session")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample that ships with the project, built once without its tests. Read it only."""
    project = Project(tmp_path_factory.mktemp("sample"))
    project.build()
    return project


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Makes warehouses in the test's own folder, each call a new one."""
    numbers = count(1)

    def make(
        data: Path | None = None,
        seeds: Path | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> Project:
        return Project(tmp_path / f"warehouse_{next(numbers)}", data, seeds, variables=variables)

    return make


@pytest.fixture(scope="session")
def peer_cases() -> Path:
    """The folder of cases that other systems' own tests make, which is no part of this repository.

    It is the environment variable MILEPOST_PEER_CASES, else `../shared/peer_cases` beside the
    project. A test that asks for it is skipped where the folder is absent.
    """
    folder = Path(os.environ.get("MILEPOST_PEER_CASES", ROOT.parent / "shared" / "peer_cases"))
    if not folder.is_dir():
        pytest.skip(f"no peer cases at {folder}: set MILEPOST_PEER_CASES")
    return folder
