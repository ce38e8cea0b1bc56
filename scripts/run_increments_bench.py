"""Time what runs after the first cost, next to the first, on generated events.

Usage: ``python scripts/run_increments_bench.py --events 1000000 --shares 0.001 0.01
--out target/bench``.

It generates the shop's events, cuts batches of the given shares off (four fifths of each the
last to arrive, the rest of any time), and runs `dbt build` without tests on what is left, then with
nothing new, then with each batch. A run that loses an event fails the bench.

The results are in ``<out>/increments_<events>.json``; all else is removed, unless ``--keep``.
"""

import argparse
import json
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import duckdb
import generate_sample
from bench.batches import BASE, batch_name, cut
from bench.commands import ROOT, Place, Run, dbt

DEFINITIONS = ROOT / "data/bench_seeds"
NO_TESTS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
RAW_ROWS = "select sum(raw_rows) from rpt_event_reconciliation where entity = 'events'"
RESTATED = "select is_full, restated_users from fct_load_runs order by run_no desc limit 1"


@dataclass(frozen=True)
class Result:
    """A run, and what it says of itself.

    Attributes:
        name: What was new.
        events: The new events.
        restated_users: The users whose rows it made anew; all in the first run.
        run: What it took.
    """

    name: str
    events: int
    restated_users: int
    run: Run


def prepare(place: Place, events: int, shares: Sequence[float]) -> list[int]:
    """Generate events and definitions, and put all but the events in place.

    Returns:
        The events of the base and of each batch.
    """
    shutil.rmtree(place.folder, ignore_errors=True)
    generated = place.folder / "generated"
    generate_sample.generate(events, 7, generated)
    shutil.copytree(generated / "seeds", place.seeds)
    shutil.copytree(
        DEFINITIONS, place.seeds, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md")
    )
    counts = cut(generated, place.folder / "batches", shares, place.threads, place.memory)
    shutil.rmtree(generated / "generic/events")
    shutil.copytree(generated / "generic", place.events.parents[1])
    place.events.parent.mkdir()
    shutil.rmtree(generated)
    return counts


def run(place: Place, name: str, batch: str | None, events: int, all_events: int) -> Result:
    """Put a batch in place, if there is one, and build.

    Raises:
        RuntimeError: dbt failed, or it has lost one of `all_events`, which have come so far.
    """
    if batch:
        file = f"{batch}.parquet"
        (place.folder / "batches" / file).rename(place.events.with_name(file))
    took = dbt(place, "build", *NO_TESTS)
    with duckdb.connect(str(place.database), read_only=True) as connection:
        [(raw_rows,)] = connection.execute(RAW_ROWS).fetchall()
        [(is_full, restated)] = connection.execute(RESTATED).fetchall()
        [(users,)] = connection.execute("select count(*) from dim_users").fetchall()
    if raw_rows != all_events:
        raise RuntimeError(f"{name}: {raw_rows:,} records of {all_events:,} events")
    return Result(name, events, users if is_full else restated, took)


def table(results: Sequence[Result]) -> str:
    """The runs as a table in Markdown, each next to the first."""
    lines = [
        "| new | events | users restated | CPU s | share | s | share | most memory, MB |",
        "|---|" + "---:|" * 7,
    ]
    first = results[0].run
    for one in results:
        lines.append(
            f"| {one.name} | {one.events:,} | {one.restated_users:,} | {one.run.cpu_seconds:.0f} "
            f"| {one.run.cpu_seconds / first.cpu_seconds:.0%} | {one.run.wall_seconds:.0f} "
            f"| {one.run.wall_seconds / first.wall_seconds:.0%} | {one.run.peak_megabytes:,.0f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure and print the table."""
    parser = argparse.ArgumentParser(description="Time what runs after the first cost.")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.001, 0.01])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="4GB", help="what DuckDB may use before it spills")
    parser.add_argument("--out", type=Path, default=ROOT / "target/bench")
    parser.add_argument("--keep", action="store_true", help="keep the events and the warehouse")
    options = parser.parse_args(arguments)
    folder = options.out.resolve() / f"increments_{options.events}"
    place = Place(folder, options.threads, options.memory)
    base, *batches = prepare(place, options.events, options.shares)
    news = [("all", BASE, base), ("nothing", None, 0)]
    for number, (share, events) in enumerate(zip(options.shares, batches, strict=True)):
        news.append((f"{share:.1%}", batch_name(number), events))
    results: list[Result] = []
    so_far = 0
    for name, batch, events in news:
        so_far += events
        results.append(run(place, name, batch, events, so_far))
        took = results[-1].run
        print(f"{name}: {took.cpu_seconds:.0f} CPU s, {took.wall_seconds:.0f} s", flush=True)
    report = {
        "runs": [asdict(one) for one in results],
        "threads": place.threads,
        "memory": place.memory,
        "versions": {"python": platform.python_version(), "duckdb": version("duckdb")},
    }
    folder.with_suffix(".json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    if not options.keep:
        shutil.rmtree(folder)
    print(f"\n{table(results)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
