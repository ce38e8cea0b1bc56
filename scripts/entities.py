"""Draws the public tables, their keys and what refers to what, as a Mermaid diagram.

Usage: `python scripts/entities.py docs/entities.md`, after `dbt parse` or `dbt build`. All of it
comes from the project's own tests: `unique` and `unique_combination` say what a key is,
`relationships` and `refers_to` what refers to what.

Environment: DBT_TARGET_PATH, where dbt leaves its artifacts, else `target`.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_TARGET = "target"

UNTYPED = "any"
"""What stands for the type of a column that has no contract; Mermaid asks for one."""

INTRODUCTION = """\
# Tables and keys

The public tables with their keys (PK) and what refers to what (FK), as the tests have it. `make
entities` draws this page anew. Every column is described in `make docs`.

"""


@dataclass(frozen=True, order=True)
class Reference:
    """A table that refers to another one, by columns that stand for each other in order."""

    to: str
    table: str
    columns: tuple[str, ...]
    always: bool

    def line(self) -> str:
        """The reference in Mermaid: many rows, each with one row of the other, or at most one."""
        end = "||" if self.always else "|o"
        return f'    {self.to} {end}--o{{ {self.table} : "{", ".join(self.columns)}"'


def page(manifest: Mapping[str, Any]) -> str:
    """The page of a manifest, the same for the same tests."""
    models = {
        unique_id: node
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and node["access"] == "public"
    }
    tests = [node for node in manifest["nodes"].values() if node.get("attached_node") in models]
    found = references(models, tests)
    lines = ["```mermaid", "erDiagram", *(reference.line() for reference in sorted(found))]
    for unique_id, node in sorted(models.items(), key=lambda item: item[1]["alias"]):
        own = [test for test in tests if test["attached_node"] == unique_id]
        foreign = {c for r in found if r.table == node["alias"] for c in r.columns}
        lines += entity(node, key_of(own), foreign)
    return INTRODUCTION + "\n".join([*lines, "```", ""])


def references(models: Mapping[str, Any], tests: list[Mapping[str, Any]]) -> set[Reference]:
    """What refers to what among some models."""
    held = {
        (test["attached_node"], test["column_name"])
        for test in tests
        if kind_of(test) == "not_null"
    }
    found = set()
    for test in tests:
        if kind_of(test) not in ("relationships", "refers_to"):
            continue
        arguments, table = test["test_metadata"]["kwargs"], test["attached_node"]
        others = [name for name in test["depends_on"]["nodes"] if name != table] or [table]
        columns = tuple(arguments.get("columns") or [test["column_name"]])
        if others[0] in models:
            always = all((table, column) in held for column in columns)
            to, name = models[others[0]]["alias"], models[table]["alias"]
            found.add(Reference(to, name, columns, always))
    return found


def key_of(tests: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """The key that a model's tests hold it to, of one column where there is such a one."""
    keys = [(test["column_name"],) for test in tests if kind_of(test) == "unique"]
    keys += [
        tuple(test["test_metadata"]["kwargs"]["columns"])
        for test in tests
        if kind_of(test) == "unique_combination"
    ]
    return min(keys, key=lambda key: (len(key), key), default=())


def entity(node: Mapping[str, Any], key: tuple[str, ...], foreign: set[str]) -> list[str]:
    """A table with the columns that are part of its key or refer to another table."""
    lines = []
    for name, column in node["columns"].items():
        marks = [*(["PK"] if name in key else []), *(["FK"] if name in foreign else [])]
        if marks:
            kind = (column.get("data_type") or UNTYPED).split("(")[0]
            lines.append(f"        {kind} {name} {', '.join(marks)}")
    return [f"    {node['alias']} {{", *lines, "    }"] if lines else [f"    {node['alias']}"]


def kind_of(test: Mapping[str, Any]) -> str:
    """The name of a generic test, empty for another node."""
    return (test.get("test_metadata") or {}).get("name", "")


def main() -> int:
    """Writes the page. Returns the exit status: 1 where dbt has left no manifest."""
    if len(sys.argv) != 2:
        print("Usage: python scripts/entities.py OUT.md", file=sys.stderr)
        return 1
    manifest = Path(os.environ.get("DBT_TARGET_PATH", DEFAULT_TARGET)) / "manifest.json"
    if not manifest.exists():
        print(f"There is no {manifest}: run `make build`.", file=sys.stderr)
        return 1
    text = page(json.loads(manifest.read_text(encoding="utf-8")))
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
