"""The project's tables against the brute-force reference, row for row, on drawn worlds.

Environment:
    MILEPOST_CASES: How many participants × journeys to compare at least (1000).
    MILEPOST_SEED: Which worlds are drawn (0); the same number draws the same worlds.
"""

import os
from itertools import count
from pathlib import Path

import pytest
import reference.journeys
from cutting import COLUMNS, Build, Tables, cut_down, differences, expected_tables, told
from harness import Project
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from reference import World, compute, write_world
from strategies import EVERYTHING, LINE, Scope, worlds

CASES = int(os.environ.get("MILEPOST_CASES", "1000"))
SEED = int(os.environ.get("MILEPOST_SEED", "0"))
GROUPS = 30
"""Groups of people in a world: more cost little, since a build takes seconds whatever its size, but
Hypothesis takes no larger draws."""


def draw_world(scope: Scope, number: int) -> World:
    """The world of a number, the same each time.

    Hypothesis draws each world by itself, since of many it would make some by mutating others; and
    it does not shrink them, since each try would cost a build: `cutting` tries many in one.
    """
    drawn: list[World] = []

    @seed(f"{SEED}.{number}")
    @settings(
        max_examples=1,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds(scope, GROUPS))
    def take(world: World) -> None:
        # Hypothesis opens with the plainest draw of all: the same people many times over.
        assume(len({event["event_name"] for event in world.events}) > 1)
        drawn.append(world)

    take()
    return drawn[-1]


def builder(folder: Path) -> Build:
    """Builds worlds in a folder, one after the other."""

    def build(world: World) -> Tables:
        data, seeds = write_world(world, folder)
        variables = {"as_of": str(world.as_of)} if world.as_of else {}
        project = Project(folder / "warehouse", data, seeds, variables=variables)
        project.database.unlink(missing_ok=True)
        project.build(select=[f"+{table}" for table in COLUMNS])
        found = {
            table: project.query(f"select {', '.join(columns)} from {table}")
            for table, columns in COLUMNS.items()
        }
        # The table may hold identifiers of every kind; intervals are what devices have.
        devices = {
            row["identifier_type"]
            for row in world.seeds["identifier_types"]
            if row["kind"] == "device"
        }
        found["endpoint_owners"] = [
            row for row in found["endpoint_owners"] if row["identifier_type"] in devices
        ]
        return found

    return build


def agree(scope: Scope, build: Build, cases: int) -> int:
    """Compare drawn worlds until enough participants × journeys agree.

    Returns:
        How many were compared.

    Raises:
        AssertionError: If a world differs, with the smallest part of it that does.
    """
    compared = 0
    for number in count():
        world = draw_world(scope, number)
        found = differences(expected_tables(world), build(world))
        if found:
            small = cut_down(world, found, build)
            found = differences(expected_tables(small), build(small))
            raise AssertionError(f"world {number} of seed {SEED}\n{told(small, found)}")
        compared += compute(world)[2].cases
        if compared >= cases:
            break
    return compared


@pytest.mark.parametrize("scope", [LINE, EVERYTHING], ids=["line", "everything"])
def test_tables_agree(scope: Scope, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every row of every compared table is the reference's, and no other row is there."""
    compared = agree(scope, builder(tmp_path), CASES)
    with capsys.disabled():
        print(f"\nreference: {compared} participants × journeys agree (seed {SEED})")
    assert compared >= CASES


def test_a_wrong_project_is_found_and_cut_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that lets windows end an entry a second early is shown by one or two events."""

    def wrong_tables(world: World) -> Tables:
        minutes = reference.journeys.minutes
        with monkeypatch.context() as patch:
            patch.setattr(
                reference.journeys,
                "minutes",
                lambda text: minutes(str(float(text) - 1 / 64)) if text else None,
            )
            return expected_tables(world)

    with pytest.raises(AssertionError, match="expected only") as raised:
        agree(EVERYTHING, wrong_tables, 100)
    text = str(raised.value)
    events = text.split("\nevents:\n")[1].split("\nidentity_links:")[0]
    assert len(events.splitlines()) - 1 <= 2, text
