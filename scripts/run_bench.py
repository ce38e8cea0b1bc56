"""Time the project on generated events, next to ClickHouse's windowFunnel on the same ones.

Usage: ``python scripts/run_bench.py --funnel-python <python with chdb> --events 2000000 20000000
--journeys 1 20 --rounds 3 --out target/bench``.

The first number of events is tried with every number of journeys, every further one with the first
number of journeys. Each case:

1. generates the events and builds the whole project, without tests;
2. exports `user_key`, `occurred_at` and `event_name` of `fct_events`, timed apart;
3. in turns, `rounds` times: runs the models from `fct_events` to attempts, entries and
   progressions, then windowFunnel over the export;
4. compares the level that each user reached in each journey. A difference fails the bench.

The results are in ``<out>/<case>.json``; all else a case wrote is removed, unless ``--keep``.
"""

import argparse
import json
import platform
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.commands import JOURNEY_PART, ROOT, Place, Run, dbt, window_funnel
from bench.inputs import windows, write_events, write_seeds
from bench.levels import Counts, compare, export_events


@dataclass(frozen=True)
class Result:
    """What one case measured; times are seconds.

    Attributes:
        build: The whole project.
        export_seconds: Writing what windowFunnel reads.
        journey_part: The models from `fct_events` to progressions, a round each.
        funnel: windowFunnel, a round each.
        levels: Users by journey and highest level.
        different_users: (journey, user) pairs on which the two disagree.
    """

    events: int
    journeys: int
    threads: int
    memory: str
    versions: dict[str, str]
    build: Run
    export_seconds: float
    journey_part: list[Run]
    funnel: list[Run]
    levels: Counts
    different_users: int

    @property
    def journey_seconds(self) -> float:
        """The median round of the journey part."""
        return median(run.seconds for run in self.journey_part)

    @property
    def funnel_seconds(self) -> float:
        """The median round of windowFunnel."""
        return median(run.seconds for run in self.funnel)


def measure(place: Place, events: int, journeys: int, rounds: int, python: Path) -> Result:
    """Measure one case in a folder that is made anew."""
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir(parents=True)
    write_events(place.events, events, place.threads)
    write_seeds(place.seeds, ROOT / "seeds", journeys)
    tests = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
    build = dbt(place, "build", *tests)
    started = time.perf_counter()
    export_events(place.database, place.exported, place.threads)
    export_seconds = time.perf_counter() - started
    journey_part: list[Run] = []
    funnel: list[Run] = []
    for _ in range(rounds):
        journey_part.append(dbt(place, "run", "--select", *JOURNEY_PART))
        funnel.append(window_funnel(place, python, windows(journeys)))
    levels, different = compare(place.database, place.levels)
    return Result(
        events=events,
        journeys=journeys,
        threads=place.threads,
        memory=place.memory,
        versions={"python": platform.python_version(), "duckdb": version("duckdb")},
        build=build,
        export_seconds=export_seconds,
        journey_part=journey_part,
        funnel=funnel,
        levels=levels,
        different_users=different,
    )


def table(results: Sequence[Result]) -> str:
    """The cases as a table in Markdown: medians of the rounds, and growth over the first case."""
    head = (
        "| events | journeys | whole build, s | journey part, s | windowFunnel, s | ratio "
        "| export, s | build, MB | build × | journey part × | users by level | differ |"
    )
    lines = [head, "|" + "---:|" * 10 + "---|---:|"]
    first = results[0]
    for one in results:
        levels = ", ".join(f"{level}: {users:,}" for level, users in one.levels["j00"].items())
        lines.append(
            f"| {one.events:,} | {one.journeys} | {one.build.seconds:.1f} "
            f"| {one.journey_seconds:.1f} | {one.funnel_seconds:.1f} "
            f"| {one.journey_seconds / one.funnel_seconds:.2f} | {one.export_seconds:.1f} "
            f"| {one.build.peak_megabytes:,.0f} | {one.build.seconds / first.build.seconds:.1f} "
            f"| {one.journey_seconds / first.journey_seconds:.1f} | {levels} "
            f"| {one.different_users} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure each case and print the table.

    Returns:
        The exit status: 1 where levels differ.
    """
    parser = argparse.ArgumentParser(description="Time the project next to windowFunnel.")
    parser.add_argument("--events", type=int, nargs="+", default=[2_000_000, 20_000_000])
    parser.add_argument("--journeys", type=int, nargs="+", default=[1, 20])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="4GB", help="what DuckDB may use before it spills")
    parser.add_argument("--out", type=Path, default=ROOT / "target/bench")
    parser.add_argument("--funnel-python", type=Path, required=True, help="a Python with chdb")
    parser.add_argument("--keep", action="store_true", help="keep events and warehouse")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    cases = [(options.events[0], journeys) for journeys in options.journeys]
    cases += [(events, options.journeys[0]) for events in options.events[1:]]
    # Not resolved: a virtual environment's Python is a link that must be called by its own name.
    python = options.funnel_python.absolute()
    results: list[Result] = []
    for events, journeys in cases:
        place = Place(
            options.out.resolve() / f"events_{events}_journeys_{journeys}",
            options.threads,
            options.memory,
        )
        result = measure(place, events, journeys, options.rounds, python)
        results.append(result)
        file = place.folder.with_suffix(".json")
        file.write_text(json.dumps(asdict(result), indent=2) + "\n", encoding="utf-8")
        if not options.keep:
            shutil.rmtree(place.folder)
        print(f"{file} is written", flush=True)
    print(f"\n{table(results)}")
    return int(any(result.different_users for result in results))


if __name__ == "__main__":
    sys.exit(main())
