"""The catalogue of scenarios, all in one build; `scenarios` says how they read."""

from collections import Counter
from typing import Any

import duckdb
import pytest
from harness import ROOT, Project
from reference import World, write_world
from reference.contacts import contact_hash
from reference.identity import hash_key
from scenarios import AS_OF, START, Cells, Line, identity, journeys, moment, own, table
from scenarios.identity import IdentityScenario
from scenarios.journeys import LINE, JourneyScenario

Row = dict[str, Any]

TYPES = table(identity.TYPES)
CONTACTS = {line["identifier_type"] for line in TYPES if line["kind"] == "contact"}
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
            "journey_step_edges": [
                cells(line, from_step_id="from", to_step_id="to", branch="branch")
                for line in table(scenario.edges)
            ],
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
    project.build()
    return project


SEEDS = (
    "identifier_blocklist",
    "journeys",
    "journey_rules",
    "journey_steps",
    "journey_step_edges",
)
# ---------- from tables to what scenarios say


def minute(instant: object) -> float | None:
    """The minutes from the start to an instant."""
    return None if instant is None else round((instant - START).total_seconds() / 60, 6)


def rows_of(project: Project, sql: str, scenario: str, *own_columns: str) -> list[Row]:
    """The rows of a query that are about a scenario, its names short again and times in minutes."""

    def short(name: str, value: object) -> object:
        if name in own_columns and value is not None:
            return str(value).removeprefix(f"{scenario}.")
        return minute(value) if hasattr(value, "hour") else value

    found = project.query(sql, [f"{scenario}."])
    return [{name: short(name, value) for name, value in row.items()} for row in found]


NUMBERS = {"owned_from", "owned_to", "end", "converted", "completed", "matures", "at", "visits"}
"""Columns whose cells are numbers."""


def assert_rows(actual: list[Row], expected: list[Line]) -> None:
    """Holds rows against those of a table, in the columns that it names, in any order."""

    def comparable(rows: list[Row]) -> Counter[tuple[object, ...]]:
        return Counter(
            tuple(
                float(row[name]) if name in NUMBERS and row[name] is not None else row[name]
                for name in columns
            )
            for row in rows
        )

    columns = list(expected[0]) if expected else list(actual[0]) if actual else []
    assert comparable(actual) == comparable(expected), columns


@pytest.mark.parametrize("scenario", identity.SCENARIOS, ids=lambda scenario: scenario.name)
def test_identity(scenario: IdentityScenario, built: Project) -> None:
    """Each event is its user's, each named device its owners', and the guards are those listed."""

    def stored(identifier: str) -> tuple[str, str]:
        kind, value = identifier.split(":")
        whole = str(own(scenario.name, value))
        return kind, contact_hash(whole) if kind in CONTACTS else whole

    names = {
        stored(f"{kind['identifier_type']}:{value}"): f"{kind['identifier_type']}:{value}"
        for kind in TYPES
        for value in VALUES
    }
    users = {hash_key(identifier): name for identifier, name in names.items()}
    events = rows_of(
        built,
        "select event_id as event, user_key from fct_events where starts_with(event_id, ?)",
        scenario.name,
        "event",
    )
    expected = {line["event"]: line["belongs_to"] for line in table(scenario.events)}
    assert {row["event"]: users.get(row["user_key"]) for row in events} == expected

    guards = {
        names[identifier]: row["guard_reason"]
        for row in built.table("fct_identity_guards")
        if (identifier := (row["identifier_type"], row["identifier_value"])) in names
    }
    assert guards == {line["identifier"]: line["reason"] for line in table(scenario.guards)}

    owners = rows_of(
        built,
        "select * from endpoint_owners where starts_with(identifier_value, ?)",
        scenario.name,
        "identifier_value",
    )
    intervals = [
        {
            "device": f"{row['identifier_type']}:{row['identifier_value']}",
            "user": users.get(row["user_key"]),
            "owned_from": row["owned_from"],
            "owned_to": row["owned_to"],
        }
        for row in owners
    ]
    wanted = table(scenario.owners)
    devices = {line["device"] for line in wanted}
    assert_rows([row for row in intervals if row["device"] in devices], wanted)


VALUES = sorted(
    {
        str(line[column]).split(":")[1]
        for scenario in identity.SCENARIOS
        for lines, column in ((scenario.events, "belongs_to"), (scenario.guards, "identifier"))
        for line in table(lines)
    }
)
"""Every value that leads a user or is guarded in some scenario."""


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
            is_completed,
            case when is_excluded then 'yes' else 'no' end as excluded
        from fct_journey_entries where starts_with(entry_event_id, ?)
        """,
        scenario.name,
        "event",
    )
    assert_rows(entries, table(scenario.entries))
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
                steps.branch,
                cast(steps.visits as double) as visits
            from fct_step_progressions as steps
            join fct_journey_entries as entries using (entry_id)
            where starts_with(entries.entry_event_id, ?)
            """,
            scenario.name,
            "entry",
            "event",
        )
        assert_rows(progressions, table(scenario.progressions))

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
        assert_rows(exits, table(scenario.next))


# ---------- laws

BREAKS = {
    "law_2_attempts_end_once": """
        update fct_entry_attempts set block_reason = null where block_reason = 'holdout'
    """,
    "law_3_stock_and_flow": """
        update fct_journey_entries set ended_at = ended_at + interval 2 day
        where end_reason = 'window_elapsed'
    """,
    "law_4_every_event_has_one_user": """
        update fct_events set user_key = (select min(user_key) from dim_users)
        where user_id is null and identifiers is null
    """,
    "law_4_every_identifier_has_one_user": """
        update endpoint_owners set owned_from = owned_from + interval 1 minute
    """,
    "law_5_entries_never_overlap": """
        update fct_journey_entries set ended_at = ended_at + interval 1 minute
    """,
    "law_6_progressions_lie_within_entries": """
        update fct_step_progressions set reached_at = reached_at - interval 1 day
        where step_id != 'entry'
    """,
    "law_7_entries_add_up": """
        update rpt_journey_overview set total_exits = total_exits + 1
    """,
}
"""What breaks each law, and nothing but a wrong build would do."""


@pytest.fixture(scope="module")
def lawful(built: Project) -> Project:
    """The scenarios' warehouse, on which all laws and all other data tests hold."""
    built.test(select="test_type:data")
    return built


def test_no_law_goes_untested() -> None:
    """Each law of those that the tables show has something here that breaks it."""
    laws = {path.stem for path in (ROOT / "tests" / "laws").glob("law_[2-7]_*.sql")}
    assert laws == BREAKS.keys()


@pytest.mark.parametrize("law", BREAKS)
def test_a_law_notices_when_it_is_broken(law: str, lawful: Project) -> None:
    """A law's query finds nothing on the tables as they are, and rows when they are wrong."""
    compiled = lawful.root / "target" / "compiled" / "milepost" / "tests" / "laws" / f"{law}.sql"
    query = compiled.read_text(encoding="utf-8")
    with duckdb.connect(str(lawful.database)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("begin")
        assert connection.execute(query).fetchall() == []
        connection.execute(BREAKS[law])
        assert connection.execute(query).fetchall()
        connection.execute("rollback")


def test_names_are_unique() -> None:
    """A scenario's name keeps its rows apart, so no two share one, nor does one begin another."""
    names = [f"{one.name}." for one in (*identity.SCENARIOS, *journeys.SCENARIOS)]
    assert sorted(set(names)) == sorted(names)
