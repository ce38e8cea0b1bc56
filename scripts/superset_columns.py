"""Gives Superset's datasets the columns of the tables, with types and descriptions of dbt's docs.

Usage: `python scripts/superset_columns.py`, after `dbt parse` or `dbt build`. A dataset that is a
table gets all its columns. One that is a query keeps those that its file lists; a column that one
of its tables has, the first in the query counts, is described as there. Metrics are left alone.

Environment: DBT_TARGET_PATH, where dbt leaves its artifacts, else `target`.
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATASETS = Path(__file__).resolve().parents[1] / "bi" / "superset" / "assets" / "datasets"
DEFAULT_TARGET = "target"

TABLES_IN_SQL = re.compile(r"\b(?:from|join)\s+((?:dim|fct|rpt)_\w+)")

TIMES = ("date", "timestamp")


class _Dumper(yaml.SafeDumper):
    """Writes lists indented, and texts of several lines as such."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indents a list under its key."""
        del indentless
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text, in the literal style where it has several lines."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


@dataclass(frozen=True)
class Table:
    """What dbt's docs say of a table, and of each of its columns: its type, what it is."""

    description: str
    columns: dict[str, dict[str, str]]


def public_tables(manifest: Mapping[str, Any]) -> dict[str, Table]:
    """What dbt's docs say of each public model."""
    models = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["access"] == "public"
    ]
    return {
        node["name"]: Table(
            " ".join(node["description"].split()),
            {
                name: {
                    "type": (column.get("data_type") or "varchar").upper(),
                    "description": " ".join(column["description"].split()),
                }
                for name, column in node["columns"].items()
            },
        )
        for node in models
    }


def with_columns(dataset: Mapping[str, Any], docs: Mapping[str, Table]) -> dict[str, Any]:
    """A dataset with its columns, and what a table is, as they should be.

    Args:
        dataset: what its file says.
        docs: what dbt's docs say of each table.

    Raises:
        KeyError: the dataset is of a table that is not public.
        ValueError: a column of a query has no description, here or there.
    """
    sql = dataset.get("sql")
    description = dataset["description"]
    if sql is None:
        table = docs[dataset["table_name"]]
        description = table.description
        found = [{"column_name": name, **said} for name, said in table.columns.items()]
    else:
        tables = [docs[name].columns for name in TABLES_IN_SQL.findall(sql)]
        found = []
        for column in dataset["columns"]:
            name = column["column_name"]
            said = next((table[name] for table in tables if name in table), column)
            if not said.get("description"):
                raise ValueError(f"{dataset['table_name']}.{name} has no description")
            found.append(
                {"column_name": name, "type": said["type"], "description": said["description"]}
            )
    columns = [{**column, "is_dttm": column["type"].lower() in TIMES} for column in found]
    return {**dataset, "description": description, "columns": columns}


def renewed(text: str, docs: Mapping[str, Table]) -> str:
    """The text of a dataset's file with its columns as they should be."""
    dataset = with_columns(yaml.safe_load(text), docs)
    return yaml.dump(dataset, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def main() -> int:
    """Writes the files anew. Returns the exit status: 1 where dbt has left no manifest."""
    manifest = Path(os.environ.get("DBT_TARGET_PATH", DEFAULT_TARGET)) / "manifest.json"
    if not manifest.exists():
        print(f"There is no {manifest}: run `make build`.", file=sys.stderr)
        return 1
    docs = public_tables(json.loads(manifest.read_text(encoding="utf-8")))
    for path in sorted(DATASETS.rglob("*.yaml")):
        path.write_text(renewed(path.read_text(encoding="utf-8"), docs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
