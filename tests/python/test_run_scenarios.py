"""The catalogue of scenarios that come in several runs: what each of them leaves, and the end.

All scenarios stand side by side in one warehouse. Two of the runs come to no end at first, when the
tables that say whose an identifier was have been written.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from harness import DB_NAME, ROOT, Project, parse_project
from reference import World, write_world
from reference.contacts import contact_hash
from reference.identity import hash_key
from scenarios import Line, identity, moment, own, runs, table
from scenarios.runs import AS_OF, RunScenario
from test_increments import add, unlike

Row = dict[str, Any]

IDENTIFIERS = ("user_id", "endpoint_id", "anonymous_id")
CONTACTS = {"email", "phone"}
LAST = max(AS_OF)

WHOLE = "+fct_load_runs"
"""What is built: all that is kept from run to run."""

FILES_OF_A_WORLD = 6
"""Three of events, a broken one, links and consents."""

WITHDRAWN = 90
"""The number that marks the files of scenarios that are withdrawn, beside the number of the run."""

HALF_WAY = {2: "+int_state__circles", 3: "+fct_identity_merges"}
"""What a run has built that comes to no end, by the number of the run."""


def identifier(scenario: RunScenario, text: str) -> tuple[str, str]:
    """An identifier of a scenario, written as `type:value`, as its own."""
    kind, value = text.split(":")
    return kind, str(own(scenario.name, value))


def world_of(run: int, are_withdrawn: bool = False) -> World:
    """The records that come in one run, of the scenarios that stay or of those withdrawn."""
    events: list[Row] = []
    links: list[Row] = []
    for scenario in (one for one in runs.SCENARIOS if one.is_withdrawn == are_withdrawn):
        for line in table(scenario.events):
            further = [pair.split("=") for pair in (line.get("and") or "").split(",") if pair]
            events.append(
                {
                    "run": line["run"],
                    "event_id": own(scenario.name, line["event"]),
                    "event_name": line["name"],
                    "occurred_at": moment(line["at"]),
                    **{name: own(scenario.name, line.get(name)) for name in IDENTIFIERS},
                    "identifiers": {kind: own(scenario.name, value) for kind, value in further},
                }
            )
        for line in table(scenario.links):
            left = identifier(scenario, str(line["left"]))
            right = identifier(scenario, str(line["right"]))
            links.append(
                {
                    "run": line["run"],
                    "left_type": left[0],
                    "left_value": left[1],
                    "right_type": right[0],
                    "right_value": right[1],
                    "linked_at": moment(line["at"]),
                }
            )

    def now(rows: list[Row]) -> list[Row]:
        return [
            {name: cell for name, cell in row.items() if name != "run"}
            for row in rows
            if row["run"] == str(run)
        ]

    journeys = runs.EDITED if run == LAST else runs.JOURNEYS
    rules = [
        {
            "journey_id": str(line["journey"]),
            "version": "1",
            "role": str(line["role"]),
            "rule_id": str(number),
            "event_name": str(line["event"]),
        }
        for number, line in enumerate(table(runs.RULES))
    ]
    return World(
        now(events),
        now(links),
        seeds={
            "identifier_types": [
                {name: cell or "" for name, cell in line.items()} for line in table(identity.TYPES)
            ],
            "journeys": [
                {**cells, "journey_id": name, "version": "1"} for name, cells in journeys.items()
            ],
            "journey_rules": rules,
        },
    )


@dataclass(frozen=True)
class Tables:
    """What a run has left: tables that the scenarios speak of, figures, and rows by table."""

    users: list[Row]
    entries: list[Row]
    merges: list[Row]
    figures: dict[tuple[str, date, str], int]
    counts: dict[str, int]


def read(project: Project) -> Tables:
    """Reads what a run has left. Figures are counted here, those that are 0 left out."""
    entries = project.table("fct_journey_entries")
    figures = Counter(
        (row["journey_id"], row["converted_at"].date(), "conversions")
        for row in entries
        if row["converted_at"]
    )
    for row in project.table("rpt_journey_daily"):
        for figure, value in row.items():
            if figure in ("opening", "entries", "closing") or figure.startswith("ends"):
                figures[row["journey_id"], row["reporting_date"], figure] += value
    kept = [
        node.name
        for node in parse_project(ROOT).models()
        if node.config.materialized == "kept" and not node.name.startswith("int_scope__")
    ]
    return Tables(
        project.table("dim_users"),
        entries,
        project.table("fct_identity_merges"),
        {key: value for key, value in figures.items() if value},
        {name: project.query(f"select count(*) as n from {name}")[0]["n"] for name in kept},
    )


@dataclass(frozen=True)
class Built:
    """The warehouse after its last run, what each run left, one built at once, and the first run.

    The first run is a folder with its `data`, its `seeds` and, in `runs`, what it left.
    """

    project: Project
    left: dict[int, Tables]
    once: Project
    first: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All scenarios, run by run, and all at once."""
    folder = tmp_path_factory.mktemp("runs")
    data = folder / "data"
    left: dict[int, Tables] = {}
    for run, minute in AS_OF.items():
        seeds = add(world_of(run), data, folder / "written", run)
        add(world_of(run, are_withdrawn=True), data, folder / "written", WITHDRAWN + run)
        if run == LAST:
            for path in data.rglob(f"{WITHDRAWN // 10}?_*"):
                path.unlink()
        variables = {"as_of": str(moment(minute))}
        project = Project(folder / "runs", data, seeds, variables=variables)
        if run in HALF_WAY:
            project.build(select=HALF_WAY[run])
        project.build(select=WHOLE)
        left[run] = read(project)
        if run == 1:
            shutil.copytree(folder / "runs", folder / "first" / "runs")
            shutil.copytree(data, folder / "first" / "data", copy_function=shutil.copy2)
            shutil.copytree(seeds, folder / "first" / "seeds")
    once = Project(folder / "once", data, seeds, variables=variables)
    once.build(select=WHOLE)
    return Built(project, left, once, folder / "first")


def namer(scenario: RunScenario) -> Callable[[str | None], str | None]:
    """What turns a key back into the leading identifier of one of a scenario's users."""
    texts = {str(line[side]) for line in table(scenario.merges) for side in ("old", "new")}
    texts |= {text for line in table(scenario.users) for text in str(line["users"]).split(",")}
    names = {}
    for text in texts:
        kind, value = identifier(scenario, text)
        names[hash_key((kind, contact_hash(value) if kind in CONTACTS else value))] = text
    return names.get


def latest(lines: list[Line], run: int) -> list[Line]:
    """The lines of the last run up to `run` that has any."""
    told = [int(str(line["run"])) for line in lines if int(str(line["run"])) <= run]
    return [line for line in lines if told and int(str(line["run"])) == max(told)]


def by_text(rows: list[Row]) -> list[Row]:
    """Rows in the order of their texts."""
    return sorted(rows, key=str)


@pytest.mark.parametrize("scenario", runs.SCENARIOS, ids=lambda scenario: scenario.name)
def test_what_each_run_leaves(scenario: RunScenario, built: Built) -> None:
    """Users, entries and merges after each run are those of the scenario."""
    name = namer(scenario)
    begins = f"{scenario.name}."
    for run, left in built.left.items():
        is_gone = scenario.is_withdrawn and run == LAST
        users = {name(row["user_key"]) for row in left.users} - {None}
        [expected] = latest(table(scenario.users), run)
        assert users == (set() if is_gone else set(str(expected["users"]).split(","))), run

        entries = [
            {
                "event": row["entry_event_id"].removeprefix(begins),
                "user": name(row["user_key"]),
                "reason": row["end_reason"],
            }
            for row in left.entries
            if row["entry_event_id"].startswith(begins)
        ]
        wanted = [
            {column: line[column] for column in ("event", "user", "reason")}
            for line in latest(table(scenario.entries), run)
        ]
        assert by_text(entries) == by_text([] if is_gone else wanted), run

        merges = [
            {
                "run": str(row["run_no"]),
                "old": name(row["old_user_key"]),
                "new": name(row["new_user_key"]),
                "what": row["what_happened"],
                "cause": row["cause"],
                "by": row["event_id"].removeprefix(begins) if row["event_id"] else row["evidence"],
                "seen": row["seen_at"],
                "current": name(row["current_user_key"]) if run == LAST else None,
            }
            for row in left.merges
            if name(row["old_user_key"])
        ]
        told = [
            {
                **line,
                "seen": moment(line["seen"]),
                "current": line["current"] if run == LAST else None,
            }
            for line in table(scenario.merges)
            if int(str(line["run"])) <= run
        ]
        assert by_text(merges) == by_text([] if is_gone else told), run


def test_a_key_leads_to_its_user(built: Built) -> None:
    """After each run, whoever was told to be a key's user now is a user."""
    for left in built.left.values():
        users = {row["user_key"] for row in left.users}
        assert {row["current_user_key"] for row in left.merges} <= users


def test_merges_tell_what_the_old_key_had(built: Built) -> None:
    """The old key's events and entries before the run."""
    for run in range(2, LAST + 1):
        before = built.left[run - 1]
        events = {row["user_key"]: row["event_count"] for row in before.users}
        entries = Counter(row["user_key"] for row in before.entries)
        found = [row for row in built.left[run].merges if row["run_no"] == run]
        for row in found:
            assert row["event_count"] == events[row["old_user_key"]]
            assert row["entry_count"] == entries[row["old_user_key"]]
    assert any(row["entry_count"] for row in built.left[2].merges)


def test_restatements_are_the_differences(built: Built) -> None:
    """Each run tells what it changed of the days that were over before, to the last figure."""
    told = {
        (row["run_no"], row["journey_id"], row["reporting_date"], row["figure"]): (
            row["previous_value"],
            row["current_value"],
            row["difference"],
        )
        for row in built.project.table("rpt_restatements")
    }
    expected = {}
    for run in range(2, LAST + 1):
        before, now = built.left[run - 1].figures, built.left[run].figures
        journeys = {journey for journey, _, _ in before}
        last_day = moment(AS_OF[run - 1]).date()
        for key in before.keys() | now.keys():
            values = before.get(key, 0), now.get(key, 0)
            if key[0] in journeys and key[1] < last_day and values[0] != values[1]:
                expected[run, *key] = (*values, values[1] - values[0])
    assert {run for run, *_ in expected} == {2, 3, 4}
    assert told == expected


def test_the_analysis_tells_what_moved(built: Built) -> None:
    """`why_did_last_months_number_move` sums up the differences of each run, and its merges."""
    sql = (ROOT / "analyses" / "why_did_last_months_number_move.sql").read_text("utf-8")
    rows = built.project.query(re.sub(r"\{\{ ref\('(\w+)'\) \}\}", r"\1", sql))
    assert [row["run_no"] for row in rows] == sorted((row["run_no"] for row in rows), reverse=True)
    for run in range(2, LAST + 1):
        before, now = built.left[run - 1].figures, built.left[run].figures
        for row in (row for row in rows if row["run_no"] == run and row["journey_id"]):
            moved = sum(
                now.get(key, 0) - before.get(key, 0)
                for key in before.keys() | now.keys()
                if key[0] == row["journey_id"]
                and key[1] < moment(AS_OF[run - 1]).date()
                and key[2] == "entries"
            )
            assert row["more_entries"] == moved
    assert any(row["keys_merged"] and row["more_entries"] for row in rows)


def test_rows_that_went_and_came_add_up(built: Built) -> None:
    """Of each kept table: the rows before a run, less those forgotten, with those written."""
    rows = built.project.table("fct_load_tables")
    before: dict[str, int] = {}
    for run, left in built.left.items():
        changes = {
            row["table_name"]: row["written_rows"] - row["forgotten_rows"]
            for row in rows
            if row["run_no"] == run and row["table_name"] in left.counts
        }
        after = {name: count for name, count in left.counts.items() if name in changes}
        assert {"fct_events", "fct_journey_entries", "stg_generic__event_records"} <= after.keys()
        assert {name: before.get(name, 0) + n for name, n in changes.items()} == after, run
        before = after


def test_a_changed_file_is_named(built: Built) -> None:
    """The run that missed files says which, and how many."""
    *others, last = built.project.table("fct_load_runs")
    assert [row["changed_files"] for row in others] == [0, 0, 0]
    assert last["changed_files"] == len(runs.AS_OF) * FILES_OF_A_WORLD - FILES_OF_A_WORLD
    assert f"/{WITHDRAWN + 1}_" in last["changed_file"]


def test_runs_end_as_one_build(built: Built) -> None:
    """All tables but those that tell of runs are those of a build from nothing."""
    assert unlike(built.project.database, built.once.database) == []
    assert built.once.table("fct_identity_merges") == []


WRONG = """event_id,event_name,occurred_at,endpoint_id,user_id
wrong1,pay,2026-01-01T00:45:00,late_merge.d,late_merge.ann
wrong2,stop,2026-01-01T00:46:00,,timeout_with_no_event.ann
"""


@pytest.mark.parametrize("mistake", ["wrong_file", "wrong_definitions"])
def test_a_mistake_leaves_no_trace(mistake: str, built: Built, tmp_path: Path) -> None:
    """A run stops half way, what was wrong with it is put right: as if it had never begun."""
    home = tmp_path / "home"
    shutil.copytree(built.first, home, copy_function=shutil.copy2)
    seeds, data = home / "seeds", home / "data"
    variables = {"as_of": str(moment(AS_OF[1]))}
    wrong = data / "generic" / "events" / "wrong.csv"
    edited = seeds
    if mistake == "wrong_file":
        wrong.write_text(WRONG, encoding="utf-8")
    else:
        edited = home / "edited"
        _, written = write_world(world_of(LAST), home / "last")
        shutil.copytree(written, edited)
    Project(home / "runs", data, edited, variables=variables).build(select="+fct_journey_entries")
    before = Project(built.first / "runs", data, seeds)
    assert unlike(home / "runs" / DB_NAME, before.database)
    wrong.unlink(missing_ok=True)
    project = Project(home / "runs", data, seeds, variables=variables)
    project.build(select=WHOLE)
    assert unlike(project.database, before.database) == []
    assert project.table("fct_identity_merges") == []
