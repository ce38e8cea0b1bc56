"""The report's queries: files with named parameters, run as they stand and shown filled in."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).parent / "sql"

PARAMETER = re.compile(r"\$([a-z_]+)")

Cell = str | int | float | bool | list[Any] | None


@dataclass(frozen=True)
class Answer:
    """What a query found.

    Attributes:
        columns: the names of its columns.
        rows: its rows; dates and times are text in ISO 8601.
        sql: the query with its parameters filled in, for people to run.
    """

    columns: list[str]
    rows: list[list[Cell]]
    sql: str

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def first(self) -> dict[str, Any]:
        """The first row; empty where there is none."""
        return next(iter(self.records()), {})


def ask(connection: duckdb.DuckDBPyConnection, name: str, **parameters: str | None) -> Answer:
    """Runs a query.

    Args:
        connection: the published copy.
        name: the query's file without `.sql`.
        **parameters: values of `$name`s; those that the query does not name are left out.

    Raises:
        duckdb.Error: a table or a column is missing.
    """
    text = (FOLDER / f"{name}.sql").read_text("utf-8").strip()
    named = set(PARAMETER.findall(text))
    bound = {key: value for key, value in parameters.items() if key in named}
    found = connection.execute(text, bound)
    columns = [column[0] for column in found.description or []]
    rows = [[_plain(cell) for cell in row] for row in found.fetchall()]
    return Answer(columns, rows, filled(text, bound))


def filled(text: str, parameters: dict[str, str | None]) -> str:
    """A query with literals in the place of its parameters: to be read, never to be run here."""
    return PARAMETER.sub(lambda match: _literal(parameters[match[1]]), text)


def _literal(value: str | None) -> str:
    """A value as SQL writes it."""
    return "null" if value is None else "'" + value.replace("'", "''") + "'"


def _plain(cell: object) -> Cell:
    """A cell as JSON knows it: numbers that are whole are whole, not-a-number is nothing."""
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, list):
        return [_plain(part) for part in cell]
    if isinstance(cell, Decimal):
        cell = float(cell)
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return None
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    if cell is None or isinstance(cell, str | bool | int):
        return cell
    return str(cell)
