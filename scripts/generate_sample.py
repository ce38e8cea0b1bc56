"""Generate a shop's events of any size, with the truth about them beside it.

Usage: ``python scripts/generate_sample.py --events 1000000 --seed 7 --out data/generated``.

People browse anonymously, log in, own several devices, share them with someone, hand them over,
abandon carts and come back; bots, test accounts, late rows, duplicates and wrong clocks are among
them. The same (events, seed) gives the same files. The work goes in chunks of `CHUNK_ROWS` rows,
each with people and random numbers of its own, so memory does not grow with the number of events.

Written under OUT:

- ``generic/events/*.parquet``, ``generic/identity_links/links.csv``,
  ``generic/consents/consents.csv``: what Milepost reads (`MILEPOST_DATA`).
- ``seeds/``: the journeys for it and the project's other definitions (`MILEPOST_SEEDS`).
- ``truth/events``: one row per event id: whose it is (`true_user`), on which device, what becomes
  of it (`disposition`), and whether the data determine its owner (see `Truth`).
- ``truth/duplicates``: one row per further copy of an event.
- ``truth/devices``: one row per device and person who used it, and from when to when it was held.
- ``truth/users``: one row per person: what they are and the identifiers they go by.
- ``truth/summary.json``: the counts that a reconciliation must come to.
"""

import argparse
import csv
import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from shop.events import DISPOSITIONS, Events, draw_events, walk_visits
from shop.people import DAY, MINUTE, Ints, Mask, draw_people, draw_visits
from shop.tables import (
    CONSENT_COLUMNS,
    LINK_COLUMNS,
    choose,
    consent_rows,
    event_columns,
    link_rows,
    make_names,
    timestamps,
    truth_of_devices,
    truth_of_events,
    truth_of_users,
)
from shop.truth import Limits, draw_device_links, find_truth, read_limits

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
JOURNEY_SEEDS = ROOT / "data/generator_seeds/journeys"

CHUNK_ROWS = 250_000
"""Rows of one file; part of what the numbers depend on, so no option."""
WORKERS = 2
"""Chunks under way at a time. More than two wait for one another, and each takes memory."""
DUPLICATE_SHARE = 0.02


@dataclass(frozen=True)
class Chunk:
    """What one chunk adds to the sample."""

    tables: Mapping[str, pa.Table]
    """By folder: each becomes a file there."""
    links: list[tuple[str, ...]]
    consents: list[tuple[str, ...]]
    counts: Counter[str]


@dataclass(frozen=True)
class Copies:
    """Further rows of events that are there already."""

    event: Ints
    """Which event, by its row."""
    received: Ints
    is_later: Mask
    """Whether the copy came later than the event, and so differs in `received_at`."""


def draw_copies(rng: np.random.Generator, events: Events, count: int) -> Copies:
    """Copy `count` accepted events, half of them as they are."""
    event = rng.choice(np.flatnonzero(events.accepted), count)
    is_later = rng.random(count) < 0.5
    delay = np.where(is_later, rng.integers(MINUTE, 3 * DAY, count), 0)
    return Copies(event, events.received[event] + delay, is_later)


def raw_rows(table: pa.Table, events: Events, copies: Copies) -> pa.Table:
    """The distinct events and their copies, in the order in which they were received."""
    row = np.concatenate([np.arange(events.count), copies.event])
    received = np.concatenate([events.received, copies.received])
    order = np.lexsort((row, received))
    place = table.schema.get_field_index("received_at")
    rows = table.take(pa.array(row[order]))
    return rows.set_column(place, "received_at", timestamps(received[order]))


def generate_chunk(seed: int, chunk: int, rows: int, limits: Limits) -> Chunk:
    """Generate `rows` rows, copies included."""
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(chunk,))))
    copy_count = int(rows * DUPLICATE_SHARE)
    events, crowd = None, 2 * (rows // 50 + 10)
    while events is None:
        people = draw_people(rng, crowd)
        visits = draw_visits(rng, people)
        events = draw_events(rng, people, visits, walk_visits(rng, visits), rows - copy_count)
        crowd *= 2
    present = np.zeros(people.count, dtype=bool)
    present[events.person] = True
    names = make_names(chunk, people, present)
    links = draw_device_links(rng, people, present)
    truth = find_truth(people, events, links, limits)
    copies = draw_copies(rng, events, copy_count)
    ids = names.labels("g", np.arange(events.count))
    columns = event_columns(rng, names, people, visits, events, limits)
    return Chunk(
        tables={
            "generic/events": raw_rows(pa.table({"event_id": ids, **columns}), events, copies),
            "truth/events": truth_of_events(ids, names, events, truth, copies.event),
            "truth/duplicates": pa.table(
                {
                    "event_id": ids.take(pa.array(copies.event)),
                    "kind": choose(("exact", "later"), copies.is_later.astype(np.int64)),
                    "received_at": timestamps(copies.received),
                }
            ),
            "truth/devices": truth_of_devices(names, people, events, truth),
            "truth/users": truth_of_users(names, people, present),
        },
        links=link_rows(names, people, links, present),
        consents=consent_rows(rng, names, people, present),
        counts=Counter(
            raw=rows,
            duplicates=copy_count,
            duplicates_received_later=int(copies.is_later.sum()),
            late=int((events.is_late & events.accepted).sum()),
            determined=int(truth.is_determined.sum()),
            **{
                name: int((events.disposition == index).sum())
                for index, name in enumerate(DISPOSITIONS)
            },
        ),
    )


def write_chunk(seed: int, limits: Limits, out: Path, number: int, rows: int) -> Chunk:
    """Generate a chunk, write its tables, and return the rest of it for the files all share."""
    chunk = generate_chunk(seed, number, rows, limits)
    for folder, table in chunk.tables.items():
        write_parquet(table, out / folder / f"part-{number:05d}.parquet")
    return replace(chunk, tables={})


def generate(events: int, seed: int, out: Path) -> dict[str, int]:
    """Write a sample of `events` rows under `out` and return the counts of its summary.

    An earlier sample in `out` is replaced.

    Raises:
        ValueError: `events` is below 1 or `seed` negative.
        FileExistsError: `out` holds files that this script did not write.
    """
    if events < 1 or seed < 0:
        raise ValueError("events must be 1 or more and seed 0 or more")
    clear(out)
    limits = read_limits(SEEDS)
    begins = range(0, events, CHUNK_ROWS)
    total: Counter[str] = Counter()
    with (
        ThreadPoolExecutor(WORKERS) as workers,
        open_csv(out / "generic/identity_links/links.csv") as links,
        open_csv(out / "generic/consents/consents.csv") as consents,
    ):
        write_links, write_consents = csv.writer(links), csv.writer(consents)
        write_links.writerow(LINK_COLUMNS)
        write_consents.writerow(CONSENT_COLUMNS)
        rows = [min(CHUNK_ROWS, events - begin) for begin in begins]
        write = partial(write_chunk, seed, limits, out)
        # In the order of the chunks, whichever is done first.
        for chunk in workers.map(write, range(len(rows)), rows):
            write_links.writerows(chunk.links)
            write_consents.writerows(chunk.consents)
            total.update(chunk.counts)
    write_seeds(out / "seeds")
    summary = {"events": events, "seed": seed, "counts": dict(total)}
    (out / "truth/summary.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return dict(total)


def clear(out: Path) -> None:
    """Remove an earlier sample from `out`.

    Raises:
        FileExistsError: `out` holds files that this script did not write.
    """
    if out.exists() and any(out.iterdir()) and not (out / "truth").is_dir():
        raise FileExistsError(f"{out} holds something else: name an empty folder")
    for name in ("generic", "seeds", "truth"):
        shutil.rmtree(out / name, ignore_errors=True)


def open_csv(path: Path) -> TextIO:
    """Open a CSV file for writing, in a new folder."""
    path.parent.mkdir(parents=True)
    return path.open("w", encoding="utf-8", newline="")


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A dictionary pays only where values recur often; the schema kept for Arrow adds nothing.
    repeated = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    pq.write_table(table, path, compression="zstd", use_dictionary=repeated, store_schema=False)


def write_seeds(folder: Path) -> None:
    """Write the definitions that go with the sample.

    The journeys are the generator's own, identity, quality and sources are the project's; the other
    seeds speak of the project's journeys, so only their headers are taken.
    """
    shutil.copytree(JOURNEY_SEEDS, folder / "journeys")
    for name in ("identity", "quality", "sources"):
        shutil.copytree(SEEDS / name, folder / name)
    for path in sorted([*SEEDS.glob("kpis/*.csv"), *SEEDS.glob("flows/*.csv")]):
        copy = folder / path.relative_to(SEEDS)
        copy.parent.mkdir(exist_ok=True)
        header = path.read_text(encoding="utf-8").partition("\n")[0]
        copy.write_text(header + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, generate, and print the counts."""
    parser = argparse.ArgumentParser(description="Generate events with the truth beside them.")
    parser.add_argument("--events", type=int, default=1_000_000, help="rows, copies included")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=ROOT / "data/generated")
    options = parser.parse_args(arguments)
    for name, count in generate(options.events, options.seed, options.out).items():
        print(f"{name:28}{count:>14,}")


if __name__ == "__main__":
    main()
