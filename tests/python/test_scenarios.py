"""The catalogue of scenarios, all in one build; `scenarios` says how they read."""

from collections import Counter
from typing import Any

import pytest
from harness import Project
from reference import World, write_world
from reference.identity import hash_key
from scenarios import AS_OF, START, Cells, Line, identity, journeys, moment, own, table
from scenarios.identity import IdentityScenario
from scenarios.journeys import LINE, JourneyScenario

Row = dict[str, Any]

TYPES = table(identity.TYPES)
IDENTIFIERS = ("user_id", "endpoint_id", "anonymous_id")


# ---------- from scenarios to a world


def identity_world(scenario: IdentityScenario) -> World:
    """The records of a scenario of identity."""

    def identifier(text: str) -> tuple[str, str | None]:
        kind, value = text.split(":")
        return kind, own(scenario.name, value)

    events: list[Row] = []
    for line in table(scenario.events):
        further = [pair.split("=") for pair in (line.get("and") or "").split(",") if pair]
        events.append(
            {
                "event_id": own(scenario.name, line["event"]),
                "event_name": own(scenario.name, "seen"),
                "occurred_at": moment(line["at"]),
                "sequence": line.get("sequence"),
                **{name: own(scenario.name, line.get(name)) for name in IDENTIFIERS},
                "identifiers": {
                    kind: value and own(scenario.name, value) for kind, value in further
                },
            }
        )
    links: list[Row] = []
    for line in table(scenario.links):
        (left_type, left_value), (right_type, right_value) = map(
            identifier, (str(line["left"]), str(line["right"]))
        )
        links.append(
            {
                "left_type": left_type,
                "left_value": left_value,
                "right_type": right_type,
                "right_value": right_value,
                "linked_at": moment(line["at"]),
            }
        )
    blocklist = [{"identifier_value": str(own(scenario.name, one))} for one in scenario.blocked]
    return World(events, links, seeds={"identifier_blocklist": blocklist})


def journey_world(scenario: JourneyScenario) -> World:
    """The journey of a scenario, its events and consents."""

    def mine(value: str | None) -> str | None:
        return own(scenario.name, value)

    def key(line: Line) -> Cells:
        return {"journey_id": scenario.name, "version": line.get("version") or "1"}

    def cells(line: Line, **columns: str) -> Cells:
        return {**key(line), **{new: line.get(old) or "" for new, old in columns.items()}}

    events = [
        {
            "event_id": mine(line["event"]),
            "event_name": mine(line["name"]),
            "occurred_at": moment(line["at"]),
            "sequence": line.get("sequence"),
            "user_id": mine(line.get("user", "u")),
            "endpoint_id": mine(line.get("device")),
        }
        for line in table(scenario.events)
    ]
    consents = [
        {
            "identifier_type": "user_id",
            "identifier_value": mine(line.get("user", "u")),
            "purpose": "ads",
            "granted": line["granted"] == "yes",
            "changed_at": moment(line["at"]),
        }
        for line in table(scenario.consents)
    ]
    first = {**LINE, **scenario.journey}
    versions = [first, *({**first, **differing} for differing in scenario.later)]
    steps = [
        cells(line, step_id="step", within_minutes="within", is_terminal="terminal")
        for line in table(scenario.steps)
    ]
    places: Counter[str] = Counter()
    for step in steps:
        places[step["version"]] += 1
        step["step_index"] = str(places[step["version"]])
    rules = [
        {
            **cells(line, role="role", step_id="step"),
            "event_name": str(mine(line["event"])),
            "rule_id": str(number),
        }
        for number, line in enumerate(table(scenario.rules))
    ]
    return World(
        events,
        consents=consents,
        seeds={
            "journeys": [
                {**version, "journey_id": scenario.name, "version": str(number)}
                for number, version in enumerate(versions, 1)
            ],
            "journey_rules": rules,
            "journey_steps": steps,
        },
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All scenarios in one warehouse."""
    worlds = [identity_world(one) for one in identity.SCENARIOS]
    worlds += [journey_world(one) for one in journeys.SCENARIOS]
    seeds = {name: [row for w in worlds for row in w.seeds.get(name, [])] for name in SEEDS}
    types = [{name: cell or "" for name, cell in line.items()} for line in TYPES]
    folder = tmp_path_factory.mktemp("scenarios")
    data, seed_folder = write_world(
        World(
            [row for world in worlds for row in world.events],
            [row for world in worlds for row in world.identity_links],
            [row for world in worlds for row in world.consents],
            {**seeds, "identifier_types": types},
        ),
        folder,
    )
    variables = {"as_of": str(moment(AS_OF))}
    project = Project(folder / "warehouse", data, seed_folder, variables=variables)
    project.build(select=[f"+{table}" for table in READ])
    return project


SEEDS = ("identifier_blocklist", "journeys", "journey_rules", "journey_steps")
READ = (
    "fct_events",
    "endpoint_owners",
    "fct_identity_guards",
    "fct_entry_attempts",
    "fct_step_progressions",
    "fct_journey_exits",
)
"""The tables that scenarios speak of."""


# ---------- from tables to what scenarios say


def minute(instant: object) -> float | None:
    """The minutes from the start to an instant."""
    return None if instant is None else round((instant - START).total_seconds() / 60, 6)


def number(text: str | None) -> float | None:
    """A cell that holds a number."""
    return None if text is None else float(text)


def rows_of(project: Project, sql: str, scenario: str, *own_columns: str) -> list[Row]:
    """The rows of a query that are about a scenario, its names short again and times in minutes."""

    def short(name: str, value: object) -> object:
        if name in own_columns and value is not None:
            return str(value).removeprefix(f"{scenario}.")
        return minute(value) if hasattr(value, "hour") else value

    found = project.query(sql, [f"{scenario}."])
    return [{name: short(name, value) for name, value in row.items()} for row in found]


def in_order(rows: list[Row]) -> list[Row]:
    """Rows in an order that depends on their values alone."""
    return sorted(rows, key=lambda row: [str(cell) for cell in row.values()])


@pytest.mark.parametrize("scenario", identity.SCENARIOS, ids=lambda scenario: scenario.name)
def test_identity(scenario: IdentityScenario, built: Project) -> None:
    """Each event is its user's, each named device its owners', and the guards are those listed."""

    def user_key(leader: str | None) -> str:
        kind, value = str(leader).split(":")
        return hash_key((kind, str(own(scenario.name, value))))

    names = {
        user_key(f"{kind['identifier_type']}:{value}"): f"{kind['identifier_type']}:{value}"
        for kind in TYPES
        for value in VALUES
    }
    events = rows_of(
        built,
        "select event_id as event, user_key from fct_events where starts_with(event_id, ?)",
        scenario.name,
        "event",
    )
    expected = {line["event"]: line["belongs_to"] for line in table(scenario.events)}
    assert {row["event"]: names.get(row["user_key"]) for row in events} == expected

    guards = rows_of(
        built,
        "select identifier_type, identifier_value, guard_reason from fct_identity_guards"
        " where starts_with(identifier_value, ?)",
        scenario.name,
        "identifier_value",
    )
    assert {
        f"{row['identifier_type']}:{row['identifier_value']}": row["guard_reason"] for row in guards
    } == {line["identifier"]: line["reason"] for line in table(scenario.guards)}

    owners = rows_of(
        built,
        "select * from endpoint_owners where starts_with(identifier_value, ?)",
        scenario.name,
        "identifier_value",
    )
    intervals = [
        {
            "device": f"{row['identifier_type']}:{row['identifier_value']}",
            "user": names.get(row["user_key"]),
            "from": row["owned_from"],
            "to": row["owned_to"],
        }
        for row in owners
    ]
    wanted = [
        {**line, "from": number(line["from"]), "to": number(line["to"])}
        for line in table(scenario.owners)
    ]
    devices = {line["device"] for line in wanted}
    assert in_order([row for row in intervals if row["device"] in devices]) == in_order(wanted)


VALUES = sorted(
    {
        str(line["belongs_to"]).split(":")[1]
        for scenario in identity.SCENARIOS
        for line in table(scenario.events)
    }
)
"""Every value that leads a user in some scenario."""


@pytest.mark.parametrize("scenario", journeys.SCENARIOS, ids=lambda scenario: scenario.name)
def test_journey(scenario: JourneyScenario, built: Project) -> None:
    """Attempts, entries, progressions and what comes next are those of the scenario."""
    attempts = rows_of(
        built,
        "select event_id as event, entry_id, block_reason from fct_entry_attempts"
        " where starts_with(event_id, ?)",
        scenario.name,
        "event",
    )
    blocked = {line["event"]: line["reason"] for line in table(scenario.blocked)}
    entered = {str(line["event"]): None for line in table(scenario.entries)}
    assert {row["event"]: row["block_reason"] for row in attempts} == {**blocked, **entered}
    assert {row["event"] for row in attempts if row["entry_id"]} == entered.keys()

    entries = rows_of(
        built,
        """
        select
            entry_event_id as event,
            cast(version as varchar) as version,
            ended_at as end,
            end_reason as reason,
            converted_at as converted,
            completed_at as completed,
            last_step_id as last,
            matures_at as matures,
            status,
            is_converted,
            is_completed
        from fct_journey_entries where starts_with(entry_event_id, ?)
        """,
        scenario.name,
        "event",
    )
    wanted = [
        {name: number(cell) if name in TIMES else cell for name, cell in line.items()}
        for line in table(scenario.entries)
    ]
    columns = wanted[0] if wanted else ["event"]
    assert in_order([{name: row[name] for name in columns} for row in entries]) == in_order(wanted)
    for row in entries:
        assert (row["status"] == "ended") is (row["end"] is not None)
        assert row["is_converted"] is (row["converted"] is not None)
        assert row["is_completed"] is (row["completed"] is not None)

    if scenario.progressions:
        progressions = rows_of(
            built,
            """
            select
                entries.entry_event_id as entry,
                steps.step_id as step,
                steps.reached_at as at,
                steps.event_id as event,
                steps.from_step_id as from,
                cast(steps.visits as double) as visits
            from fct_step_progressions as steps
            join fct_journey_entries as entries using (entry_id)
            where starts_with(entries.entry_event_id, ?)
            """,
            scenario.name,
            "entry",
            "event",
        )
        wanted = [
            {**line, "at": number(line["at"]), "visits": number(line["visits"])}
            for line in table(scenario.progressions)
        ]
        assert in_order(progressions) == in_order(wanted)

    if scenario.next:
        exits = rows_of(
            built,
            "select entry_event_id as entry, next_event_id as event"
            " from fct_journey_exits join fct_journey_entries using (entry_id)"
            " where starts_with(entry_event_id, ?)",
            scenario.name,
            "entry",
            "event",
        )
        assert in_order(exits) == in_order(table(scenario.next))


TIMES = ("end", "converted", "completed", "matures")
"""The columns of entries that hold a minute."""


def test_names_are_unique() -> None:
    """A scenario's name keeps its rows apart, so no two share one, nor does one begin another."""
    names = [f"{one.name}." for one in (*identity.SCENARIOS, *journeys.SCENARIOS)]
    assert sorted(set(names)) == sorted(names)
