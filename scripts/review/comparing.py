"""Compares the public tables of two warehouses row by row, each by its key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

ROWS = 3
"""How many rows of a table are shown of each kind: changed, added, removed."""

LABELS = 8
"""How many columns besides the key say which row it is."""

CLOSE = 1e-9
"""Fractions that differ by no more than this share are the same: sums in another order."""

FRACTIONS = ("DOUBLE", "FLOAT")
TELLING = ("VARCHAR", "DATE", "TIMESTAMP", "INTEGER")
HASH = re.compile(r"[0-9a-f]{32}")

Key = tuple[str, ...]
Columns = dict[str, str]
Label = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Change:
    """A row that changed: what it is called, and each column that moved, before and after."""

    label: Label
    moved: dict[str, tuple[Any, Any]]


@dataclass
class TableDiff:
    """What moved in one table.

    Attributes:
        name: the table.
        before: how many rows it had, None where it is new.
        after: how many rows it has, None where it is gone.
        added: rows that only the head has.
        removed: rows that only the base has.
        changed: rows that both have, with other values.
        moved: in how many of those each column moved.
        columns: what changed of the columns themselves, in words.
        examples: the first rows that changed.
        new: the first rows that were added.
        gone: the first rows that were removed.
    """

    name: str
    before: int | None = None
    after: int | None = None
    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: dict[str, int] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    examples: list[Change] = field(default_factory=list)
    new: list[Label] = field(default_factory=list)
    gone: list[Label] = field(default_factory=list)

    @property
    def is_moved(self) -> bool:
        """Whether anything is different."""
        counts = (self.added, self.removed, self.changed)
        return any(counts) or bool(self.columns) or None in (self.before, self.after)


class Comparison:
    """Two warehouses, open side by side while they are compared."""

    def __init__(self, base: Path, head: Path) -> None:
        """Opens both, read-only.

        Raises:
            duckdb.Error: one of them can't be opened.
        """
        self._connection = duckdb.connect()
        self._connection.execute("set TimeZone = 'UTC'")
        for name, path in (("base", base), ("head", head)):
            self._connection.execute(f"attach {_text(path)} as {name} (read_only)")

    def close(self) -> None:
        """Closes both."""
        self._connection.close()

    def table(self, name: str, keys: Iterable[Key]) -> TableDiff:
        """Compares one table.

        Args:
            name: the table, in the schema `main` of one or both.
            keys: the keys it may have; the first that holds in both is taken, and where none does
                whole rows are counted.
        """
        base, head = self._columns("base", name), self._columns("head", name)
        diff = TableDiff(
            name,
            self._count("base", name) if base else None,
            self._count("head", name) if head else None,
        )
        if not base or not head:
            diff.added, diff.removed = diff.after or 0, diff.before or 0
            return diff
        diff.columns = _told(base, head)
        common = {column: kind for column, kind in head.items() if base.get(column) == kind}
        for key in keys:
            if set(key) <= common.keys() and self._holds(name, key):
                self._compare_by_key(diff, key, common)
                return diff
        self._compare_whole_rows(diff, common)
        return diff

    def _compare_by_key(self, diff: TableDiff, key: Key, columns: Columns) -> None:
        """Pairs the rows of both by the key, and looks at each column."""
        others = [column for column in columns if column not in key]
        shown = [
            f"base.{_name(c)} as {_name('b:' + c)}, head.{_name(c)} as {_name('h:' + c)}"
            for c in columns
        ]
        moves = [f"{_differs(c, columns[c])} as {_name('m:' + c)}" for c in others]
        pairing = " and ".join(f"base.{_name(c)} is not distinct from head.{_name(c)}" for c in key)
        table = _name(diff.name)
        self._connection.execute(f"""
            create or replace temp table pairs as
            select base.present as in_base, head.present as in_head, {", ".join([*shown, *moves])}
            from (select *, true as present from base.main.{table}) as base
            full join (select *, true as present from head.main.{table}) as head on {pairing}
        """)
        counts = self._row(
            "select count(*) filter (in_base is null), count(*) filter (in_head is null), "
            f"count(*) filter ({_any(others)})"
            + "".join(f", count(*) filter ({_moved(c)})" for c in others)
            + " from pairs"
        )
        diff.added, diff.removed, diff.changed, *each = counts
        diff.moved = {c: n for c, n in zip(others, each, strict=True) if n}
        tells = [c for c in others if columns[c] in TELLING and c not in diff.moved][:LABELS]
        # A key of one column may be a hash, which says nothing and sorts by chance.
        labels = [*key, *tells] if len(key) > 1 else [*tells, *key]
        self._show(diff, labels, _any(others))

    def _show(self, diff: TableDiff, labels: list[str], changed: str) -> None:
        """Takes the first rows of each kind, in the order of what they are called."""
        for side, kind, rows in (
            ("h", "in_base is null", diff.new),
            ("b", "in_head is null", diff.gone),
        ):
            found = self._rows(labels, [side + ":" + c for c in labels], kind)
            rows.extend(_label(labels, row) for row in found)
        moved = sorted(diff.moved, key=lambda column: -diff.moved[column])
        wanted = [f"{side}:{c}" for c in [*labels, *moved] for side in "bh"]
        for row in self._rows(labels, wanted, changed):
            value = dict(zip(wanted, row, strict=True))
            label = _label(labels, [value["h:" + c] for c in labels])
            pairs = {c: (value["b:" + c], value["h:" + c]) for c in moved}
            differing = {c: pair for c, pair in pairs.items() if not _is_close(*pair)}
            diff.examples.append(Change(label, differing))

    def _rows(self, labels: list[str], columns: list[str], condition: str) -> list[tuple[Any, ...]]:
        """The first of the pairs that meet a condition."""
        order = ", ".join(
            f"coalesce({_name('h:' + c)}, {_name('b:' + c)}) nulls first" for c in labels
        )
        return self._connection.execute(
            f"select {', '.join(map(_name, columns))} from pairs where {condition} "
            f"order by {order} limit {ROWS}"
        ).fetchall()

    def _compare_whole_rows(self, diff: TableDiff, columns: Columns) -> None:
        """Counts the rows that only one side has, equal rows as often as they stand there."""
        names, table = ", ".join(map(_name, columns)), _name(diff.name)
        for one, other, rows in (("head", "base", diff.new), ("base", "head", diff.gone)):
            only = (
                f"select {names} from {one}.main.{table} "
                f"except all select {names} from {other}.main.{table}"
            )
            (count,) = self._row(f"select count(*) from ({only})")
            if one == "head":
                diff.added = count
            else:
                diff.removed = count
            found = self._connection.execute(f"{only} order by all limit {ROWS}").fetchall()
            rows.extend(_label(list(columns), row) for row in found)

    def _columns(self, side: str, table: str) -> Columns:
        """The columns of a table with their types; none where it is absent."""
        found = self._connection.execute(
            "select column_name, data_type from duckdb_columns() "
            "where database_name = ? and schema_name = 'main' and table_name = ? "
            "order by column_index",
            [side, table],
        ).fetchall()
        return dict(found)

    def _count(self, side: str, table: str) -> int:
        return int(self._row(f"select count(*) from {side}.main.{_name(table)}")[0])

    def _holds(self, table: str, key: Key) -> bool:
        """Whether no two rows of either side have the same key."""
        names = ", ".join(map(_name, key))
        return all(
            self._row(
                "select count(*) from ("
                f"select 1 from {side}.main.{_name(table)} group by {names} having count(*) > 1)"
            )[0]
            == 0
            for side in ("base", "head")
        )

    def _row(self, sql: str) -> tuple[Any, ...]:
        return self._connection.execute(sql).fetchone() or ()


def _told(base: Columns, head: Columns) -> list[str]:
    """What changed of the columns, in words."""
    return [
        *(f"new column `{column}`" for column in head if column not in base),
        *(f"column `{column}` gone" for column in base if column not in head),
        *(
            f"`{column}` is {head[column].lower()}, was {base[column].lower()}"
            for column in head
            if column in base and base[column] != head[column]
        ),
    ]


def _differs(column: str, kind: str) -> str:
    """The condition that a column of a pair has another value."""
    base, head = f"base.{_name(column)}", f"head.{_name(column)}"
    differs = f"base.present and head.present and {base} is distinct from {head}"
    if kind in FRACTIONS:
        differs += (
            f" and not coalesce(abs({base} - {head}) "
            f"<= {CLOSE} * greatest(abs({base}), abs({head})), false)"
        )
    return f"coalesce({differs}, false)"


def _is_close(one: object, other: object) -> bool:
    """The same for two values that have been read."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other or abs(one - other) <= CLOSE * max(abs(one), abs(other))
    return one == other


def _moved(column: str) -> str:
    return _name("m:" + column)


def _any(columns: list[str]) -> str:
    """The condition that one of some columns moved."""
    return " or ".join(map(_moved, columns)) or "false"


def _label(columns: list[str], values: Iterable[Any]) -> Label:
    """What a row is called: its telling columns, without empty ones, hashes only if all else is."""
    filled = [(c, v) for c, v in zip(columns, values, strict=True) if v is not None and v != ""]
    said = [(c, v) for c, v in filled if not (isinstance(v, str) and HASH.fullmatch(v))]
    return tuple(said or filled)


def _name(name: str) -> str:
    """A quoted name."""
    return '"' + name.replace('"', '""') + '"'


def _text(path: Path) -> str:
    """A quoted path."""
    return "'" + str(path).replace("'", "''") + "'"
