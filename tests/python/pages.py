"""Reads the examples of pages: blocks of tables that go in, and of what the warehouse then holds.

A table is a line with its name and columns, then CSV rows: a seed or a file of records (`….csv`),
or a table of the warehouse, where the name may carry a condition
(`rpt_step_outcomes where outcome = 'opened'`).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HEADER = re.compile(r"^(\w+\.csv|(?:dim|fct|rpt)_[^:\n]+): (\S+)$")


@dataclass(frozen=True)
class Table:
    """A table of an example.

    Attributes:
        name: Its name without `.csv`.
        condition: Which rows are shown, as SQL; `true` for all.
        rows: Its rows; an empty cell is an empty text.
    """

    name: str
    condition: str
    rows: list[dict[str, str]]


def tables(block: str) -> Iterator[tuple[bool, Table]]:
    """The tables of a block, each with whether it is an input.

    Raises:
        ValueError: A row stands under no table, or has other cells than its header.
    """
    columns: list[str] = []
    current: Table | None = None
    for line in block.splitlines():
        if header := HEADER.match(line):
            name, _, condition = header[1].partition(" where ")
            columns = header[2].split(",")
            current = Table(name.removesuffix(".csv"), condition or "true", [])
            yield name.endswith(".csv"), current
            continue
        [cells] = csv.reader([line])
        if current is None:
            raise ValueError(f"{line}: no table above")
        current.rows.append(dict(zip(columns, cells, strict=True)))


def write_csv(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Writes rows under a header; a column that a row lacks is empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def written(value: object) -> str:
    """A value as the page writes it: a time to the minute, a number without needless zeros.

    Raises:
        ValueError: It is a time that the page can't tell from another one.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        if value.second or value.microsecond:
            raise ValueError(f"{value}: no whole minute")
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:g}" if isinstance(value, float) else str(value)
