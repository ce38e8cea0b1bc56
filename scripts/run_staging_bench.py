"""Time how Segment's lines are staged, next to DuckDB's own JSON reader on the same file.

Usage: ``python scripts/run_staging_bench.py --lines 5000000 --rounds 3 --out target/bench``.

It generates the lines, builds what the two models of the source read, and makes these tables in one
process, one after the other, `rounds` times:

1. `read_json` as it comes, with every field that a staged event has something of, and with the
   fewest;
2. the raw lines as they are;
3. the raw records, as `stg_segment__event_records` keeps them;
4. the staged events: all columns of `stg_segment__events` but the raw text, which the records have.

An event of the reader's that is not among the staged ones fails the bench. The results are in
``<out>/staging_<lines>.json``; all else is removed, unless ``--keep``.
"""

import argparse
import json
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.commands import ROOT, Place
from bench.inputs import write_seeds
from bench.segment_lines import write_lines
from bench.staging import (
    RECORDS,
    STAGED,
    Cost,
    compile_models,
    lines_file,
    measure_round,
    queries_of,
)

NAMES = {
    "as_it_comes": "read_json, as it comes",
    "all_fields": "read_json, all fields",
    "fewest_fields": "read_json, fewest fields",
    "lines": "the raw lines alone",
    RECORDS: "raw records",
    f"{STAGED}_table": "staged events",
    "together": "records and staged events",
}


def medians(rounds: Sequence[dict[str, Cost]]) -> dict[str, Cost]:
    """The median of each table's costs, and of the two tables of the project together."""
    summed = [
        costs
        | {
            "together": Cost(
                sum(costs[name].cpu for name in (RECORDS, f"{STAGED}_table")),
                sum(costs[name].seconds for name in (RECORDS, f"{STAGED}_table")),
            )
        }
        for costs in rounds
    ]
    return {
        name: Cost(
            median(costs[name].cpu for costs in summed),
            median(costs[name].seconds for costs in summed),
        )
        for name in NAMES
    }


def table(costs: dict[str, Cost]) -> str:
    """The costs as a table in Markdown, each next to the reader's."""
    readers = [name for name in NAMES if NAMES[name].startswith("read_json")]
    heads = " | ".join(f"× {NAMES[name].removeprefix('read_json, ')}" for name in readers)
    lines = [f"| | CPU s | s | {heads} |", "|---|" + "---:|" * (len(readers) + 2)]
    for name, label in NAMES.items():
        cost = costs[name]
        ratios = " | ".join(f"{cost.cpu / costs[reader].cpu:.2f}" for reader in readers)
        lines.append(f"| {label} | {cost.cpu:.1f} | {cost.seconds:.1f} | {ratios} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure and print the table.

    Returns:
        The exit status: 1 where rows or events are missing.
    """
    parser = argparse.ArgumentParser(description="Time how Segment's lines are staged.")
    parser.add_argument("--lines", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="4GB", help="what DuckDB may use before it spills")
    parser.add_argument("--out", type=Path, default=ROOT / "target/bench")
    parser.add_argument("--keep", action="store_true", help="keep the lines and the warehouse")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    folder = options.out.resolve() / f"staging_{options.lines}"
    place = Place(folder, options.threads, options.memory)
    shutil.rmtree(folder, ignore_errors=True)
    write_lines(lines_file(place), options.lines, place.threads)
    write_seeds(place.seeds, ROOT / "seeds", 1)
    queries = queries_of(place, compile_models(place))
    measured = [measure_round(place, queries) for _ in range(options.rounds)]
    costs = medians([one for one, _, _ in measured])
    rows, different = measured[-1][1:]
    result = {
        "lines": options.lines,
        "megabytes": lines_file(place).stat().st_size // 1_000_000,
        "rounds": [{name: asdict(cost) for name, cost in one.items()} for one, _, _ in measured],
        "threads": place.threads,
        "memory": place.memory,
        "versions": {"python": platform.python_version(), "duckdb": version("duckdb")},
        "staged_rows": rows,
        "different_events": different,
    }
    folder.with_suffix(".json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    if not options.keep:
        shutil.rmtree(folder)
    print(f"{table(costs)}\n\n{rows:,} staged of {options.lines:,} lines; {different:,} differ")
    return int(rows != options.lines or different > 0)


if __name__ == "__main__":
    sys.exit(main())
