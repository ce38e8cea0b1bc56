"""ClickHouse's own tests of windowFunnel, each call as a journey.

What its modes say here:

- none: steps in order. Where every condition compares one column with a value, that column gives
  the events' names, so that events of one instant count in the order of the steps, as there.
- `strict_increase`: each step strictly later than the one before. Rules that look at a property and
  at no name say so, for a rule without a name has every name in common with the others.
- `strict_once`: one row fills one step, which is always so here.
- `strict_order`, of up to three conditions: an event that meets none but the last of them ends the
  try, and as the end is inclusive, it may still be its last step. `allow_reentry` says that further
  first steps do no harm, which they don't here either.
- `strict_deduplication`: no rule says it; a call that meets no step again is the same without.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import peers
import pytest
from harness import Project
from peers import Alternatives, Funnel
from reference.world import Row, SeedRow

Call = Mapping[str, Any]

REPEATS_COUNT = (
    "Section 6: a step is reached at its earliest match, and further matches are its `visits`;"
    " no rule ends an entry because a step is met again, as strict_deduplication does."
)
REASONS = {
    "ch-017": REPEATS_COUNT,
    "ch-021": REPEATS_COUNT,
    "ch-023": REPEATS_COUNT,
    "ch-053": REPEATS_COUNT,
    "ch-031": (
        "Section 6, *comes after*: one event never counts twice. The one row fills three like steps"
        " there."
    ),
    "ch-044": (
        "Section 6, *comes after*: one event never counts twice. The first row meets the third"
        " condition too; there it also counts as that, out of order, and ends the try."
    ),
    "ch-048": (
        "Section 6, *comes after*: one event never counts twice. A user's only row meets both"
        " conditions and fills both steps there."
    ),
}
"""Why the levels of a call differ, by the design contract's rules."""

OPERATORS = {"=": "eq", "!=": "neq", "<=": "lte", ">=": "gte", "is null": "is_not_set"}
OPPOSITES = {"eq": "neq", "is_not_set": "is_set"}

START = datetime(2020, 1, 1)
FOREVER = 10**10
"""Seconds (317 years); a longer window than that is none."""


def parts(condition: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The comparisons that a condition joins by AND."""
    return condition.get("all", [condition])


def name_column(call: Call) -> str | None:
    """The column that gives the events' names, None where they have none."""
    compared = {(part["column"], part["op"]) for one in call["conditions"] for part in parts(one)}
    if len(compared) > 1 or "strict_increase" in call["modes"]:
        return None
    [(column, operator)] = compared
    place = call["columns"].index(column)
    complete = all(row[place] is not None for row in call["rows"])
    return column if operator == "=" and complete else None


def cells(part: Mapping[str, Any], named_by: str | None) -> SeedRow:
    """A comparison as the cells of a rule."""
    where = "event_name" if part["column"] == named_by else f"properties.{part['column']}"
    value = part.get("value", "")
    return {"property": where, "operator": OPERATORS[part["op"]], "value": str(value)}


def steps(call: Call) -> list[Alternatives]:
    """What each step asks of an event."""
    named_by = name_column(call)
    if named_by:
        return [peers.named(str(one["value"])) for one in call["conditions"]]
    return [[[cells(part, None) for part in parts(one)]] for one in call["conditions"]]


def exits(call: Call) -> Alternatives:
    """What ends a try: under `strict_order`, what meets no condition but the last."""
    if "strict_order" not in call["modes"]:
        return []
    named_by = name_column(call)
    met = [cells(part, named_by) for one in call["conditions"][:-1] for part in parts(one)]
    return [[{**one, "operator": OPPOSITES[one["operator"]]} for one in met]]


def funnel(call: Call) -> Funnel:
    """The journey of a call."""
    window = call["window"] if call["window"] < FOREVER else None
    return Funnel(call["id"], steps(call), window, exits=exits(call))


def moments(values: list[Any]) -> list[datetime]:
    """Instants of a column: dates as they are, numbers as seconds since the least of them."""
    return [
        datetime.fromisoformat(value)
        if isinstance(value, str)
        else START + timedelta(seconds=value - min(values))
        for value in values
    ]


def user(call: Call, name: str) -> str:
    """A user of a call, apart from those of other calls."""
    return f"{call['id']}|{name}"


def events(call: Call) -> list[Row]:
    """The rows of a call as events."""
    records = [dict(zip(call["columns"], row, strict=True)) for row in call["rows"]]
    instants = moments([record[call["timestamp_column"]] for record in records])
    users = [str(record[call["user_column"]]) if call["user_column"] else "" for record in records]
    named_by = name_column(call)
    return [
        {
            "event_id": f"{call['id']}.{number}",
            "event_name": str(record[named_by]) if named_by else "row",
            "occurred_at": at,
            "user_id": user(call, name),
            "properties": record,
        }
        for number, (at, name, record) in enumerate(zip(instants, users, records, strict=True))
    ]


@pytest.fixture(scope="module")
def calls(peer_cases: Path) -> list[Call]:
    """The calls."""
    return json.loads((peer_cases / "clickhouse_windowfunnel.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def differing(calls: list[Call], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The levels that differ from the expected ones, in words, by call."""
    folder = tmp_path_factory.mktemp("window_funnel")
    journeys = [funnel(call) for call in calls]
    rows = [row for call in calls for row in events(call)]
    data, seeds = peers.write_funnels(journeys, rows, folder)
    project = peers.build(Project(folder / "warehouse", data, seeds))
    best = peers.best_levels(project, journeys)
    found: dict[str, str] = {}
    for call in calls:
        expected = call["expected_level"]
        levels = {name: best.get((call["id"], user(call, name)), 0) for name in expected}
        if levels != expected:
            found[call["id"]] = f"{levels}, expected {expected}"
    return found


def test_nothing_of_a_call_is_left_out(calls: list[Call]) -> None:
    """All 46 calls: no filter on their rows, no user without a level, no unit but seconds."""
    assert len({call["id"] for call in calls}) == 46
    for call in calls:
        assert call["where"] is None
        assert call["window_unit"] == "second"
        assert {row["user_id"] for row in events(call)} == {
            user(call, name) for name in call["expected_level"]
        }


def test_levels_match_or_differ_for_a_reason(calls: list[Call], differing: dict[str, str]) -> None:
    """39 calls give every user ClickHouse's level; 7 have a reason not to, and do differ."""
    assert {call_id: words for call_id, words in differing.items() if call_id not in REASONS} == {}
    assert REASONS.keys() == differing.keys()
    assert (len(calls) - len(differing), len(differing)) == (39, 7)
