"""The sections of what `make inspect` prints, asked of a warehouse that was built for it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from tabulate import tabulate

from .folders import Stray
from .journey import Journey, csv_lines, seed_file

SQL = Path(__file__).parent / "sql"
MOST_NAMES = 40
"""So many event names are listed."""

MOST_LETTERS = 100
"""Longer texts are cut."""

PROPERTIES = {"names": 15, "keys": 8, "events": 5000}
"""Of how many names properties are told, how many each, from how many events about."""

WORDS = {
    "goal": (
        r"purchas|order|\bpaid|_paid|payment.?succe|transact|booking|booked|subscri|upgrad"
        r"|convert|conversion|checkout.?complet|(^|[_ ])won$"
    ),
    "start": r"sign.?up|signed.?up|regist|activat|lead|install|trial|join",
    "setback": (
        r"cancel|refund|fail|error|declin|abandon|return|expire|remove|unsubscri|delet"
        r"|view|click|start|begin|page|open|sent|deliver|bounce|impression"
    ),
}
"""Regular expressions on small letters: what a name sounds like."""

MOST_CANDIDATES = 5
MOST_STEPS = 4
STEP_SHARE = 0.3
"""A step is what this share of those who convert come by."""

Answer = tuple[list[str], list[tuple[Any, ...]]]


def ask(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> Answer:
    """The columns and rows that a query of the folder `sql` finds."""
    found = connection.execute((SQL / f"{name}.sql").read_text("utf-8"), parameters)
    return [column[0] for column in found.description or []], found.fetchall()


def written(value: object, column: str) -> str:
    """A cell: thousands apart, shares in percent, times to the minute, long texts cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) or (isinstance(value, Decimal) and value == value.to_integral()):
        return f"{int(value):,}"
    if isinstance(value, (float, Decimal)):
        return f"{value:.1f}" if "(" in column or column == "per user" else f"{value:.1%}"
    text = " ".join(str(value).split())
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def table(answer: Answer) -> str:
    """An answer as a table of plain text, numbers to the right."""
    columns, rows = answer
    numeric = [
        any(isinstance(row[i], (int, float, Decimal)) for row in rows) for i in range(len(columns))
    ]
    cells = [
        [written(value, name) for value, name in zip(row, columns, strict=True)] for row in rows
    ]
    return tabulate(
        cells,
        headers=columns,
        tablefmt="simple",
        disable_numparse=True,
        colalign=["right" if is_number else "left" for is_number in numeric],
    )


def section(title: str, *parts: str) -> str:
    """A titled part of the page."""
    return "\n\n".join([f"{title}\n{'=' * len(title)}", *parts])


def strays(found: Iterable[Stray]) -> Iterator[str]:
    """What lies where no adapter reads; nothing where all is read."""
    rows: list[tuple[Any, ...]] = [
        (one.folder, one.files, ", ".join(one.keys), ", ".join(one.fits) or "none that is known")
        for one in found
    ]
    if rows:
        yield section(
            "Folders that nothing reads",
            table((["folder", "files", "what a record has", "looks like"], rows)),
            "Move a folder to where its records look like; docs/sources.md lists what is read.",
        )


def sections(connection: duckdb.DuckDBPyConnection, seeds: Path) -> Iterator[str]:
    """All that a warehouse tells, in the order in which one asks.

    Args:
        connection: the warehouse, built of the files.
        seeds: the folder of seeds, whose columns the suggested rows have.
    """
    records = ask(connection, "records")
    if not records[1]:
        yield section(
            "Records", "No record has been found: docs/sources.md says where files belong."
        )
        return
    yield section("Records", table(records))
    rejected = ask(connection, "rejected")
    if rejected[1]:
        yield section("Rejected, by the first reason", table(rejected))
    columns, names = ask(connection, "names")
    if not names:
        return
    yield section("Dates (UTC)", table(ask(connection, "dates")))
    rest = len(names) - MOST_NAMES
    more = [f"{rest:,} more names are not shown."] if rest > 0 else []
    yield section("Events", table((columns, names[:MOST_NAMES])), *more)
    properties = ask(connection, "properties", **PROPERTIES)
    if properties[1]:
        yield section(
            "Properties of the commonest events",
            table(properties),
            f"Of names with more than {PROPERTIES['events']:,} events a sample.",
        )
    yield section(
        "Identifiers",
        table(ask(connection, "identifiers")),
        table(ask(connection, "linking")),
    )
    sessions = ask(connection, "sessions")
    if sessions[1]:
        yield section("Visits", table(sessions))
    yield from suggestion(connection, seeds)


def suggestion(connection: duckdb.DuckDBPyConnection, seeds: Path) -> Iterator[str]:
    """Candidates for a first journey, and its rows; what is missing where there are none."""
    title = "A first journey"
    goals = ask(connection, "conversions", **WORDS, most=MOST_CANDIDATES)
    if not goals[1]:
        yield section(title, "No event looks like a goal: none carries money or is named like one.")
        return
    conversion = goals[1][0][0]
    entries = ask(connection, "entries", conversion=conversion, most=MOST_CANDIDATES)
    parts = ["Goals, the likeliest first:", table(goals)]
    if not entries[1]:
        yield section(title, *parts, f"Nobody does anything before {conversion!r}.")
        return
    entry = entries[1][0][0]
    way = {"entry": entry, "conversion": conversion}
    steps = ask(connection, "between", **way, share=STEP_SHARE, most=MOST_STEPS)
    names = [row[0] for row in steps[1]]
    [(users, minutes)] = ask(connection, "minutes", **way)[1]
    journey = Journey(entry, tuple(names), conversion, minutes)
    yield section(
        title,
        *parts,
        f"What comes first, of those who come to {conversion!r}:",
        table(entries),
        f"{users:,} users come from {entry!r} to {conversion!r}. What they come by more often than "
        "those who don't convert:",
        table(steps) if names else "Nothing.",
        "The commonest ways by these, in the order of first times:",
        table(ask(connection, "paths", **way, steps=names, most=MOST_CANDIDATES)),
        "Rows to paste into your copy of the seeds (docs/your-data.md):",
        *(
            f"{name}.csv\n{csv_lines(seed_file(seeds, name), rows)}".rstrip()
            for name, rows in journey.rows().items()
        ),
    )
