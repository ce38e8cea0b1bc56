"""`docs/concepts.md` is true: its examples, all in one build, give the rows that it shows.

What a table of the warehouse is said to hold, it holds for the example's journeys.
"""

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from dbt.contracts.graph.nodes import SeedNode
from harness import ROOT, Project, parse_project
from pages import Table, tables, write_csv, written
from reference.world import SEED_COLUMNS

PAGE = ROOT / "docs" / "concepts.md"
TEXT = PAGE.read_text(encoding="utf-8")

MOST_LINES = 350
"""More than that is no overview."""

SYSTEMS = (
    "Pinpoint",
    "Netmera",
    "Statsig",
    "PostHog",
    "ClickHouse",
    "Mixpanel",
    "Amplitude",
    "Braze",
    "Salesforce",
)

RECORDS = ("events", "consents")
"""The files that are no seeds but records, by their folder under `generic`."""

BLOCK = re.compile(r"^## (\w+).*?\n```csv\n(.*?)^```$", re.M | re.S)
AS_OF = re.compile(r"`as_of` = `([^`]+)`")
CONCEPT = re.compile(r"^\| .+ \| .+ \| (.+) \|$", re.M)
NAME = re.compile(r"`(\w+)`")


@dataclass(frozen=True)
class Example:
    """An example.

    Attributes:
        system: The system that its heading names.
        inputs: Its seeds and records.
        results: What the tables hold.
    """

    system: str
    inputs: list[Table]
    results: list[Table]

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a seed or of records, none where the example has no such table."""
        return [row for table in self.inputs if table.name == name for row in table.rows]

    @property
    def journeys(self) -> list[str]:
        """The ids of its journeys."""
        return sorted({row["journey_id"] for row in self.rows("journeys")})


def example(system: str, block: str) -> Example:
    """The example in a block."""
    found = list(tables(block))
    return Example(
        system,
        [table for is_input, table in found if is_input],
        [table for is_input, table in found if not is_input],
    )


EXAMPLES = [example(*match) for match in BLOCK.findall(TEXT)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The warehouse of all examples. Each has files of records of its own, as it shows them."""
    folder = tmp_path_factory.mktemp("concepts")
    seeds = sorted({table.name for one in EXAMPLES for table in one.inputs} - set(RECORDS))
    for seed in seeds:
        rows = [row for one in EXAMPLES for row in one.rows(seed)]
        write_csv(folder / "seeds" / f"{seed}.csv", list(SEED_COLUMNS[seed]), rows)
    for one in EXAMPLES:
        for name in RECORDS:
            if rows := one.rows(name):
                path = folder / "data" / "generic" / name / f"{one.journeys[0]}.csv"
                write_csv(path, list(rows[0]), rows)
    [as_of] = AS_OF.findall(TEXT)
    project = Project(
        folder / "warehouse", folder / "data", folder / "seeds", variables={"as_of": as_of}
    )
    project.build()
    return project


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.journeys[0])
def test_example_gives_the_rows_shown(one: Example, built: Project) -> None:
    """Every table shown has all rows of the example's journeys, and no others."""
    assert one.results
    for table in one.results:
        columns = list(table.rows[0])
        found = built.query(
            f"select {', '.join(columns)} from {table.name}"
            f" where {table.condition} and list_contains(?, journey_id)",
            [one.journeys],
        )
        actual = Counter(tuple(written(value) for value in row.values()) for row in found)
        assert actual == Counter(tuple(row.values()) for row in table.rows), table.name


def test_every_record_is_accepted(built: Project) -> None:
    """No record of the page is rejected, so each example is judged by all that it shows."""
    events = [row["event_id"] for one in EXAMPLES for row in one.rows("events")]
    assert len(events) == len(set(events))
    assert {row["event_id"] for row in built.table("events")} == set(events)
    assert built.table("fct_rejected_rows") == []


def test_every_system_has_an_example() -> None:
    """Each system of the page has a section with an example, and each section's was read."""
    assert [one.system for one in EXAMPLES] == list(SYSTEMS)
    assert TEXT.count("```csv") == len(EXAMPLES)


def test_examples_keep_apart() -> None:
    """No two examples share a journey or a participant, as they stand in one build."""
    for names in (
        [name for one in EXAMPLES for name in one.journeys],
        [
            name
            for one in EXAMPLES
            for name in {row.get("user_id", row.get("endpoint_id")) for row in one.rows("events")}
        ],
    ):
        assert sorted(names) == sorted(set(names))


def test_concepts_name_what_the_seeds_have() -> None:
    """The right column of the concepts names seeds, tables, their columns and words."""
    project = parse_project(ROOT)
    known = {"from", "to"}
    for node in project.manifest.nodes.values():
        if isinstance(node, SeedNode):
            known |= {node.name, *node.columns}
            for column in node.columns.values():
                known |= set(column.config.meta.get("choices", []))
    for model in project.models():
        if model.name.startswith(("events", "fct_", "rpt_")):
            known |= {model.name, *model.columns}
    named = {name for cells in CONCEPT.findall(TEXT) for name in NAME.findall(cells)}
    assert named
    assert named - known == set()


def test_every_way_to_say_something_is_on_the_page() -> None:
    """Each column of a journey that says how it goes is named by a concept."""
    named = {name for cells in CONCEPT.findall(TEXT) for name in NAME.findall(cells)}
    silent = {"journey_id", "journey_name"}
    assert set(SEED_COLUMNS["journeys"]) - silent - named == set()


def test_page_is_short() -> None:
    """The page stays an overview."""
    assert len(TEXT.splitlines()) < MOST_LINES
