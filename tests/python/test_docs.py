"""The pages under `docs/` name what the project has: its columns, reasons, tables and files."""

import re
from pathlib import Path

import pytest
import yaml
from dbt.contracts.graph.nodes import SeedNode
from harness import ROOT, parse_project

DOCS = ROOT / "docs"
REFERENCE = (DOCS / "reference.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]

CODE = re.compile(r"^```.*?^```$", re.M | re.S)
HEADING = re.compile(r"^#+ (.+)$", re.M)
LINK = re.compile(r"\]\(\s*(?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
NAME = re.compile(r"`(\w+)`")
COLUMN = re.compile(r"`(\w+)`( \*)?")


def cells_of(table: str) -> list[list[str]]:
    """The cells of a Markdown table's lines."""
    return [line.strip("|").split(" | ") for line in table.splitlines()]


def reference_table(title: str) -> list[list[str]]:
    """The cells of the reference's table whose first column has this title.

    Raises:
        ValueError: there is no such table, or several.
    """
    tables = re.findall(rf"^\| {re.escape(title)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", REFERENCE, re.M)
    if len(tables) != 1:
        raise ValueError(f"{len(tables)} tables begin with {title!r}")
    return cells_of(tables[0])


def names_in(title: str) -> list[str]:
    """The names in the first column of the reference's table with this title."""
    return [name for cells in reference_table(title) for name in NAME.findall(cells[0])]


def seed_columns_in_reference(seed: str) -> list[tuple[str, str]]:
    """The columns that the section of a seed lists, each with its star or nothing."""
    section = rf"^### {seed}\.csv\n(?:(?!#).*\n)*?\|[-|]+\n((?:\|.*\n)+)"
    [table] = re.findall(section, REFERENCE, re.M)
    return [column for cells in cells_of(table) for column in COLUMN.findall(cells[0])]


def macro_list(path: str, macro: str) -> list[str]:
    """The texts that a macro returns, in order."""
    text = (ROOT / "macros" / path).read_text(encoding="utf-8")
    [body] = re.findall(rf"{{% macro {macro}\(\) %}}(.*?){{% endmacro %}}", text, re.S)
    return re.findall(r'"(\w+)"', body)


def anchors(page: Path) -> set[str]:
    """What links to a page may name after a `#`."""
    headings = HEADING.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Each link names a file that is there, and a heading that it has."""
    dead = []
    for name, anchor in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(f"{name}#{anchor}")
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_tables_named_in_pages_exist(page: Path) -> None:
    """Each word that looks like a table's name is one."""
    named = set(re.findall(r"\b(?:dim|fct|rpt|int|stg)_\w+", page.read_text(encoding="utf-8")))
    assert named - {node.name for node in parse_project(ROOT).models()} == set()


def test_reference_has_every_column_of_every_seed() -> None:
    """The seeds' columns stand in the reference, in their order, a star where they are needed."""
    seeds = [n for n in parse_project(ROOT).manifest.nodes.values() if isinstance(n, SeedNode)]
    expected = {
        seed.name: [
            (column.name, " *" if column.config.meta.get("required") else "")
            for column in seed.columns.values()
            if column.name != "csv_row"
        ]
        for seed in seeds
    }
    assert expected
    assert {seed: seed_columns_in_reference(seed) for seed in expected} == expected


def test_reference_has_the_columns_of_events() -> None:
    """The reference lists what a record of an event may carry, and no more."""
    columns = macro_list("contract/contract_columns.sql", "contract_columns")
    [table] = re.findall(r"^## Events\n[^#]*?^\|[-|]+\n((?:\|.*\n)+)", REFERENCE, re.M)
    written = [name for cells in cells_of(table) for name in NAME.findall(cells[0])]
    assert sorted(written) == sorted([*columns, "identifiers", "properties"])


@pytest.mark.parametrize(
    ("title", "path", "macro"),
    [
        ("reason", "contract/rejection_reasons.sql", "rejection_reasons"),
        ("block reason", "journeys/reasons.sql", "block_reasons"),
        ("end reason", "journeys/reasons.sql", "end_reasons"),
    ],
)
def test_reference_has_every_reason(title: str, path: str, macro: str) -> None:
    """The reasons stand in the reference in the order in which they apply."""
    reasons = macro_list(path, macro)
    assert reasons
    assert names_in(title) == reasons


def test_reference_has_every_variable() -> None:
    """The variables of the project stand in the reference."""
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
    assert sorted(names_in("var")) == sorted(project["vars"])
