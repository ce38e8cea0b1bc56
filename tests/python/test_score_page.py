"""`docs/score.md` is true: its seeds and events give the score that it shows.

The worked example further up on the page is computed in `test_scores.py`.
"""

import re
from collections import Counter
from pathlib import Path

from conftest import MakeProject
from harness import ROOT
from pages import tables, write_csv, written

PAGE = ROOT / "docs" / "score.md"


def header_of(seed: str) -> list[str]:
    """The columns of a seed of the project."""
    [path] = (ROOT / "seeds").rglob(f"{seed}.csv")
    header, *_ = path.read_text(encoding="utf-8").splitlines()
    return header.split(",")


def test_example_gives_the_rows_shown(tmp_path: Path, make_project: MakeProject) -> None:
    """Every table shown has the rows that the page shows, and no others."""
    [block] = re.findall(r"^```csv\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    shown = list(tables(block))
    for is_input, table in shown:
        if table.name == "events":
            path = tmp_path / "data/generic/events/events.csv"
            write_csv(path, list(table.rows[0]), table.rows)
        elif is_input:
            write_csv(tmp_path / f"seeds/{table.name}.csv", header_of(table.name), table.rows)
    results = [table for is_input, table in shown if not is_input]
    project = make_project(tmp_path / "data", tmp_path / "seeds")
    project.build(select=[f"+{table.name}" for table in results])
    assert results
    for table in results:
        columns = ", ".join(table.rows[0])
        found = project.query(f"select {columns} from {table.name} where {table.condition}")
        actual = Counter(tuple(written(value) for value in row.values()) for row in found)
        assert actual == Counter(tuple(row.values()) for row in table.rows), table.name
