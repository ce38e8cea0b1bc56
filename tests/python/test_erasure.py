"""Who asks to be erased is gone from every table and file, and nobody else is.

Each scenario is its own group of people in one world, so that one build tells of all of them.
"""

import csv
import hashlib
import json
import random
import shutil
import stat
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import forget
import must_reread
import pytest
import residue
from cutting import renamed, side_by_side
from export_subject import export
from harness import DB_NAME, ROOT, Project, parse_project
from publishing.copies import PARQUET_NAME, write_copies
from publishing.shelf import Shelf
from purge import purge
from reference import World, accept, resolve, with_hashes, without_erased, write_world
from reference.contacts import KEY, contact_hash
from strategies import EVERYTHING, START
from subject import SubjectError
from test_against_reference import draw_world
from test_increments import unlike

Row = dict[str, Any]

TYPES = [
    {"identifier_type": name, "kind": kind, "priority": str(n), "max_persons": limit}
    for n, (name, kind, limit) in enumerate(
        (
            ("user_id", "person", ""),
            ("crm_id", "person", ""),
            ("email", "contact", "2"),
            ("endpoint_id", "device", "3"),
            ("anonymous_id", "device", "3"),
        )
    )
]
SEEDS = {
    "identifier_types": TYPES,
    "blocked_traffic": [{"property": "bot", "operator": "eq", "value": "true", "reason": "bot"}],
}


def at(hour: float) -> datetime:
    """So many hours after the worlds start."""
    return START + timedelta(hours=hour)


def seen(event_id: str, hour: float, **claims: object) -> Row:
    """An event of whoever it claims to be from."""
    return {"event_id": event_id, "event_name": "open", "occurred_at": at(hour), **claims}


def link(left: str, right: str, hour: float | None = None) -> Row:
    """A link between two identifiers, each written as type:value."""
    (left_type, left_value), (right_type, right_value) = left.split(":"), right.split(":")
    return {
        "left_type": left_type,
        "left_value": left_value,
        "right_type": right_type,
        "right_value": right_value,
        "linked_at": None if hour is None else at(hour),
    }


def consent(one: str, hour: float) -> Row:
    """A consent for ads."""
    kind, value = one.split(":")
    return {
        "identifier_type": kind,
        "identifier_value": value,
        "purpose": "ads",
        "granted": True,
        "changed_at": at(hour),
    }


def request(one: str, hour: float = 100) -> Row:
    """A request to be erased."""
    kind, value = one.split(":")
    return {"identifier_type": kind, "identifier_value": value, "requested_at": at(hour)}


@dataclass(frozen=True)
class Scenario:
    """People, what they ask for, and what is left of them.

    Attributes:
        events: what happened.
        requests: who asks to be erased.
        left: the events that stay, each with the identifier that leads its user.
        links: ties between them.
        consents: what they agreed to.
        erased: how many records of all kinds go.
        consents_left: how many consents stay.
        found: whether somebody is found.
    """

    events: list[Row]
    requests: list[Row]
    left: dict[str, str]
    erased: int
    links: list[Row] = field(default_factory=list)
    consents: list[Row] = field(default_factory=list)
    consents_left: int = 0
    found: bool = True


SCENARIOS = {
    "one of two on a shared device": Scenario(
        [
            seen("sd-0", 0, endpoint_id="sd-d"),
            seen("sd-1", 1, endpoint_id="sd-d", user_id="sd-u1"),
            seen("sd-2", 2, endpoint_id="sd-d"),
            seen("sd-3", 3, endpoint_id="sd-d", user_id="sd-u2"),
            seen("sd-4", 4, endpoint_id="sd-d"),
        ],
        [request("user_id:sd-u1")],
        {"sd-3": "user_id|sd-u2", "sd-4": "user_id|sd-u2"},
        4,
        consents=[consent("endpoint_id:sd-d", 1.5), consent("endpoint_id:sd-d", 3.5)],
        consents_left=1,
    ),
    "a device that nobody was named on": Scenario(
        [seen("an-1", 0, endpoint_id="an-d"), seen("an-2", 1, anonymous_id="an-a")],
        [request("endpoint_id:an-d")],
        {"an-2": "anonymous_id|an-a"},
        1,
    ),
    "by a contact": Scenario(
        [
            seen("co-1", 0, user_id="co-u", identifiers={"email": "co-e@x.org"}),
            seen("co-2", 1, user_id="co-u", endpoint_id="co-d"),
            seen("co-3", 2, endpoint_id="co-d"),
        ],
        [request("email:co-e@x.org")],
        {},
        3,
    ),
    "a device handed over: whoever holds it at the time": Scenario(
        [
            seen("ho-1", 0, endpoint_id="ho-d", user_id="ho-u1"),
            seen("ho-2", 5, endpoint_id="ho-d", user_id="ho-u2"),
        ],
        [request("endpoint_id:ho-d", 3)],
        {"ho-2": "user_id|ho-u2"},
        1,
    ),
    "two devices that the erased record alone tied": Scenario(
        [
            seen("sp-1", 0, endpoint_id="sp-d1", user_id="sp-u1"),
            seen("sp-2", 1, endpoint_id="sp-d1", anonymous_id="sp-a", user_id="sp-u2"),
            seen("sp-3", 2, endpoint_id="sp-d1"),
            seen("sp-4", 3, anonymous_id="sp-a"),
            seen("sp-5", 4, anonymous_id="sp-a", user_id="sp-u1"),
        ],
        [request("user_id:sp-u2")],
        {"sp-1": "user_id|sp-u1", "sp-5": "user_id|sp-u1"},
        3,
    ),
    "a contact that is no longer shared too widely": Scenario(
        [
            seen(f"gu-{n}", n, user_id=f"gu-u{n}", identifiers={"email": "gu-e@x.org"})
            for n in (1, 2, 3)
        ],
        [request("user_id:gu-u3")],
        {"gu-1": "user_id|gu-u1", "gu-2": "user_id|gu-u1"},
        1,
    ),
    "before there is anything to erase": Scenario(
        [seen("be-1", 5, user_id="be-u"), seen("be-2", 6, user_id="be-u")],
        [request("user_id:be-u", 1)],
        {},
        2,
    ),
    "nobody": Scenario(
        [seen("no-1", 0, user_id="no-u")],
        [request("user_id:no-x")],
        {"no-1": "user_id|no-u"},
        0,
        found=False,
    ),
    "repeated and rejected records": Scenario(
        [
            seen("re-1", 0, user_id="re-u"),
            seen("re-1", 1, user_id="re-u"),
            seen("re-2", 2, user_id="re-u", properties={"bot": True}),
            seen("re-3", 3, user_id="re-u", received_at=at(-100)),
            seen("re-4", 4, user_id="re-u", event_name=None),
            seen("re-5", 5, user_id="re-v", properties={"bot": True}),
        ],
        [request("user_id:re-u")],
        {},
        5,
    ),
    "known by rejected records and a consent alone": Scenario(
        [seen("rj-1", 0, user_id="rj-u", properties={"bot": True})],
        [request("user_id:rj-u")],
        {},
        2,
        consents=[consent("user_id:rj-u", 0)],
    ),
    "all that links hold together": Scenario(
        [
            seen("li-1", 0, user_id="li-u"),
            seen("li-2", 1, identifiers={"crm_id": "li-c"}),
            seen("li-3", 2, endpoint_id="li-d"),
        ],
        [request("endpoint_id:li-d")],
        {},
        7,
        links=[
            link("user_id:li-u", "crm_id:li-c", 9),
            link("endpoint_id:li-d", "crm_id:li-c"),
            link("endpoint_id:li-d", "crm_id:li-c", 7),
        ],
        consents=[consent("crm_id:li-c", 1)],
    ),
    "a record that names somebody else too": Scenario(
        [
            seen("tw-1", 0, user_id="tw-u1", identifiers={"user_id": "tw-u2"}),
            seen("tw-2", 1, user_id="tw-u1"),
            seen("tw-3", 2, user_id="tw-u2"),
        ],
        [request("user_id:tw-u2")],
        {"tw-2": "user_id|tw-u1"},
        2,
    ),
}


def world_of(scenarios: dict[str, Scenario]) -> World:
    """All scenarios in one world."""
    told = list(scenarios.values())
    return World(
        events=[row for one in told for row in one.events],
        identity_links=[row for one in told for row in one.links],
        consents=[row for one in told for row in one.consents],
        erasure_requests=[row for one in told for row in one.requests],
        seeds=SEEDS,
        as_of=at(1000),
    )


def project_of(world: World, folder: Path) -> Project:
    """The project that reads a world, not built yet."""
    data, seeds = write_world(world, folder)
    return Project(folder / "warehouse", data, seeds, variables={"as_of": str(world.as_of)})


def user_key(identifier: str) -> str:
    """The key of the user that an identifier leads."""
    return hashlib.md5(identifier.encode(), usedforsecurity=False).hexdigest()


def erasure_hash(one: str) -> str:
    """What is left of an identifier, written as type:value."""
    kind, value = one.split(":")
    return contact_hash(f"erased|{contact_hash(value) if kind == 'email' else value}")


BUILT = [
    "+fct_erasure_log",
    "+consents",
    "+fct_events",
    "+fct_rejected_rows",
    "+rpt_event_reconciliation",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The warehouse of all scenarios, built in one run."""
    project = project_of(world_of(SCENARIOS), tmp_path_factory.mktemp("erasure"))
    project.build(select=BUILT)
    return project


@pytest.mark.parametrize("name", SCENARIOS)
def test_who_is_erased_and_who_stays(built: Project, name: str) -> None:
    """The events that stay are whose they should be, and the log counts what went."""
    scenario = SCENARIOS[name]
    mark = scenario.events[0]["event_id"].split("-")[0]
    rows = built.query(
        "select event_id, user_key from fct_events where starts_with(event_id, ?)", [f"{mark}-"]
    )
    assert {row["event_id"]: row["user_key"] for row in rows} == {
        event_id: user_key(leading) for event_id, leading in scenario.left.items()
    }
    named = scenario.requests[0]
    hashed = erasure_hash(f"{named['identifier_type']}:{named['identifier_value']}")
    [log] = built.query(
        "select status, events_erased + identity_links_erased + consents_erased as erased"
        " from fct_erasure_log where request_key in"
        " (select request_key from erasure_requests where identifier_hash = ?)",
        [hashed],
    )
    assert log == {
        "status": "erased" if scenario.found else "nobody_found",
        "erased": scenario.erased,
    }


def test_consents_go_with_whom_they_speak_for(built: Project) -> None:
    """On a shared device that is whoever held it then."""
    assert len(built.table("consents")) == sum(one.consents_left for one in SCENARIOS.values())


def test_erased_rows_are_counted_and_keep_nothing(built: Project) -> None:
    """Each raw row ends once; the erased ones have neither text nor anything else."""
    rows = built.query("select * from fct_rejected_rows where rejection_reason = 'erased'")
    assert len(rows) == sum(one.erased for one in SCENARIOS.values())
    assert {row["raw_text"] for row in rows} == {None}
    [sums] = built.query(
        "select sum(raw_rows - accepted_rows - duplicate_rows - rejected_rows) as missing,"
        " cast(sum(rejected_erased) as integer) as erased from rpt_event_reconciliation"
    )
    assert sums == {"missing": 0, "erased": len(rows)}


def test_a_line_that_is_no_record_is_searched_by_its_words(tmp_path: Path) -> None:
    """Whoever is erased is not left in a broken line, and other broken lines stay."""
    world = World([], erasure_requests=[request("user_id:u-1")], seeds=SEEDS, as_of=at(0))
    project = project_of(world, tmp_path)
    lines = ['{"user_id": "u-1"', '{"user_id": "u-12"', "x,u-1,y", '["u-1"]', '{"u-1":"v', "u-1"]
    path = tmp_path / "data" / "generic" / "events" / "broken.jsonl"
    good = '{"event_name":"a","user_id":"u-1","occurred_at":"2026-01-01"}'
    path.write_text("".join(f"{line}\n" for line in [*lines, good]), encoding="utf-8")
    project.build(select=BUILT)
    rows = project.query("select raw_text, rejection_reason from fct_rejected_rows order by all")
    assert [tuple(row.values()) for row in rows] == [
        (lines[1], "malformed"),
        *[(None, "erased")] * 6,
    ]


# ---------- the law of increments


def one_after_the_other(worlds: list[World], folder: Path) -> Project:
    """Builds after each batch of files, as hourly runs do."""
    for number, world in enumerate(worlds):
        data, seeds = write_world(world, folder / str(number))
        for path in data.rglob("*"):
            if path.is_file():
                target = folder / "data" / path.relative_to(data).parent / f"{number}{path.name}"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target)
        variables = {"as_of": str(world.as_of)}
        project = Project(folder / "runs", folder / "data", seeds, variables=variables)
        project.build_again()
    return project


def test_erased_people_stay_erased_run_by_run(tmp_path: Path) -> None:
    """Re-import, new ties and new holders of devices give what one run over everything gives."""
    whole = world_of(SCENARIOS)
    nobody = replace(whole, events=[], identity_links=[], consents=[], erasure_requests=[])
    again = replace(
        nobody,
        events=[
            seen("la-1", 200, user_id="co-u"),
            seen("la-2", 201, user_id="no-u"),
            *SCENARIOS["by a contact"].events,
            *SCENARIOS["repeated and rejected records"].events,
        ],
        identity_links=whole.identity_links,
        consents=[consent("user_id:sd-u1", 204)],
    )
    ties = replace(
        nobody,
        events=[
            seen("la-3", 300, user_id="co-u", endpoint_id="no-d"),
            seen("la-4", 301, endpoint_id="no-d"),
            seen("la-5", 302, endpoint_id="ho-d"),
            seen("la-6", 303, user_id="no-x"),
            *SCENARIOS["one of two on a shared device"].events,
        ],
    )
    runs = one_after_the_other([whole, again, ties], tmp_path)
    once = Project(tmp_path / "once", runs.data, runs.seeds, variables=runs.variables)
    once.build()
    assert not unlike(runs.database, once.database)
    told = runs.query("select cause from fct_load_runs order by run_no")
    assert [row["cause"] for row in told] == ["first_run", None, "erasure"]
    left = runs.query("select event_id from fct_events where starts_with(event_id, 'la-')")
    assert {row["event_id"] for row in left} == {"la-2", "la-5"}


# ---------- nothing is left


@dataclass(frozen=True)
class Traces:
    """What of the erased must be nowhere, by what it is."""

    identifiers: set[str]
    user_keys: set[str]
    event_ids: set[str]
    message_ids: set[str]
    notes: set[str]

    def all(self) -> set[str]:
        """All of them."""
        return set().union(*vars(self).values())


def crowd(requests: int) -> World:
    """Drawn people, each of whose events has a note of its own; so many ask to be erased."""
    drawn = draw_world(EVERYTHING, 4000)
    worlds = [renamed(drawn, f"{letter}crowd~") for letter in "abcd"]
    world = side_by_side(worlds)
    events = [
        event | {"properties": {**(event.get("properties") or {}), "note": f"secret {n:05d}."}}
        for n, event in enumerate(world.events)
    ]
    users = sorted({event["user_id"] for event in events if event["user_id"]})
    random.Random(1).shuffle(users)
    asked = [request(f"user_id:{user}") for user in users[:requests]]
    return replace(world, events=events, erasure_requests=asked)


def traces(world: World) -> Traces:
    """What of the erased is on their records alone, by the reference."""
    whole = with_hashes(world)
    left = without_erased(whole)
    plain = {event["properties"]["note"]: event for event in world.events}
    stay = {event["properties"]["note"] for event in left.events}
    gone = [event for event in whole.events if event["properties"]["note"] not in stay]

    def values(rows: list[Row], name: str) -> set[str]:
        return {row[name] for row in rows if row.get(name)}

    def names(rows: list[Row]) -> set[str]:
        further = {value for row in rows for value in (row.get("identifiers") or {}).values()}
        columns = ("user_id", "endpoint_id", "anonymous_id")
        return further.union(*(values(rows, column) for column in columns))

    def known(rows: World) -> set[str]:
        sides = ("left_value", "right_value")
        linked = set().union(*(values(rows.identity_links, side) for side in sides))
        return names(rows.events) | linked | values(rows.consents, "identifier_value")

    # As the files write them, too: nobody else's contact has the same text.
    contacts = names([plain[event["properties"]["note"]] for event in gone])
    contacts -= names([plain[note] for note in stay])
    before = resolve(accept(whole).events, whole.identity_links, whole.seeds)
    after = resolve(accept(left).events, left.identity_links, left.seeds)
    others = {*after.user_of.values(), *after.persons.values()}
    others |= {owner.user_key for owner in after.owners}
    blocked = {
        row["identifier_value"]
        for one in (world, whole)
        for row in one.seeds["identifier_blocklist"]
    }
    return Traces(
        identifiers={
            one for one in (known(whole) | contacts) - known(left) - blocked if one.strip()
        },
        user_keys=set(before.user_of.values()) - others,
        event_ids=values(gone, "event_id") - values(left.events, "event_id"),
        message_ids=values(gone, "message_id") - values(left.events, "message_id"),
        notes={event["properties"]["note"] for event in gone},
    )


def published(project: Project) -> Path:
    """Publishes the tables as `make build` does."""
    tables = [model.name for model in parse_project(ROOT).models() if model.access == "public"]
    folder = project.root / "published"
    with Shelf(folder, (DB_NAME, PARQUET_NAME)).next_version() as new:
        write_copies(project.database, tables, new)
    return folder


@dataclass(frozen=True)
class Erased:
    """A warehouse from which people were erased."""

    project: Project
    world: World
    terms: Traces
    published: Path


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> Erased:
    """Built with a hundred people more, who then ask to be erased; before, all of it was there."""
    folder = tmp_path_factory.mktemp("crowd")
    world = replace(crowd(100), as_of=at(48))
    terms = traces(world)
    project = project_of(replace(world, erasure_requests=[]), folder)
    project.build()
    for name, found in vars(terms).items():
        assert len(found) > 20, name
        assert residue.in_tables(project.database, found), name
    project_of(world, folder).build()
    assert purge(project.database)
    assert not purge(project.database)
    return Erased(project, world, terms, published(project))


def test_nothing_is_left_of_a_hundred_people(erased: Erased) -> None:
    """Neither in a column of a table nor in a file."""
    project, terms = erased.project, erased.terms.all()
    assert residue.in_tables(project.database, terms) == []
    assert residue.in_tables(erased.published / DB_NAME, terms) == []
    files = [path for path in project.root.rglob("*") if path.is_file()]
    assert any(path.suffix == ".parquet" for path in files)
    assert residue.in_files(files, terms) == []
    [log] = project.query("select count(*) as requests from fct_erasure_log")
    assert log == {"requests": 100}


def test_everybody_else_is_left(erased: Erased) -> None:
    """The events that the reference keeps are there, and no others."""
    kept = accept(without_erased(with_hashes(erased.world))).events
    left = {row["event_id"] for row in erased.project.query("select event_id from events")}
    assert left == {event["event_id"] for event in kept}


def test_bytes_of_files_are_searched(tmp_path: Path) -> None:
    """The search of files can fail; a term that is a part of a word counts unless asked not to."""
    path = tmp_path / "some.bin"
    path.write_bytes(b"\x00\xffsecret-12\x00")
    assert residue.in_files([path, tmp_path], ["secret-1"]) == [f"{path}: secret-1"]
    assert residue.in_files([path], ["secret-1"], whole=True) == []
    assert residue.in_files([path], ["secret-12"], whole=True) != []
    assert residue.in_files([path], ["\x00"]) == []


# ---------- from the command line


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_person_is_exported(erased: Erased, tmp_path: Path) -> None:
    """Each public table with rows about them is a file, whichever identifier they are found by."""
    project, copy = erased.project, erased.published / DB_NAME
    [one] = project.query(
        "select leading_value, user_key, event_count from dim_users"
        " where leading_type = 'user_id' order by event_count desc, user_key limit 1"
    )
    told = export(project.database, copy, "user_id", one["leading_value"], tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    assert index["user_key"] == one["user_key"]
    found = {table["table"]: table for table in index["tables"]}
    public = {model.name for model in parse_project(ROOT).models() if model.access == "public"}
    assert found.keys() == public
    assert found["fct_events"]["rows"] == one["event_count"]
    assert str(sum(table["rows"] for table in index["tables"])) in told
    for name in ("dim_users", "fct_events", "fct_sessions"):
        rows = rows_of(tmp_path / "out" / f"{name}.jsonl")
        assert len(rows) == found[name]["rows"] > 0
        assert {row["user_key"] for row in rows} == {one["user_key"]}
    with pytest.raises(SubjectError, match="is not empty"):
        export(project.database, copy, "user_id", one["leading_value"], tmp_path / "out")


def test_nobody_is_exported_or_forgotten(erased: Erased, tmp_path: Path) -> None:
    """Whoever is erased, unknown or written in another way is not found; a wrong type is said."""
    project, copy = erased.project, erased.published / DB_NAME
    gone = erased.world.erasure_requests[0]["identifier_value"]
    for value in (gone, "nobody' or 'a' = 'a"):
        with pytest.raises(SubjectError, match="Nobody holds this user_id"):
            export(project.database, copy, "user_id", value, tmp_path / "out")
    with pytest.raises(SubjectError, match="'shoe_size' is no type of identifiers. Known are"):
        export(project.database, copy, "shoe_size", "44", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_request_is_a_file_of_its_own(tmp_path: Path) -> None:
    """It stands in the data folder; nobody is taken out of the sample."""
    now = datetime(2026, 1, 2, 3, 4, 5, 123456)
    path = forget.write_request(tmp_path, "user_id", 'a,"b', now)
    assert stat.S_IMODE(path.stat().st_mode) & 0o137 == 0
    assert path.parent == tmp_path / "generic" / "erasure_requests"
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [
            {
                "identifier_type": "user_id",
                "identifier_value": 'a,"b',
                "requested_at": "2026-01-02T03:04:05.123456",
            }
        ]
    with pytest.raises(SubjectError, match="The sample belongs to the project"):
        forget.write_request(ROOT / "data" / "sample", "user_id", "u", now)


def test_a_build_that_starts_again_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sees the error is told that it is none; a build that went through needs no other."""
    monkeypatch.setenv("MILEPOST_DB", str(tmp_path / DB_NAME))
    with duckdb.connect(str(tmp_path / DB_NAME)) as connection:
        connection.execute("create table int_erasure__untold_records as select 2 as run_no")
        connection.execute("create table fct_load_runs as select 1 as run_no")
    assert must_reread.main() == 0
    assert "no failure" in capsys.readouterr().out
    with duckdb.connect(str(tmp_path / DB_NAME)) as connection:
        connection.execute("insert into fct_load_runs values (2)")
    assert must_reread.main() == 1
    assert capsys.readouterr().out == ""


def test_a_request_is_found_in_the_log(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of a request is the same in Python and in SQL, for a contact too."""
    monkeypatch.setenv("MILEPOST_KEY", KEY)
    keys = {row["request_key"] for row in built.query("select request_key from fct_erasure_log")}
    for kind, value in (("user_id", "sd-u1"), ("email", contact_hash("co-e@x.org"))):
        assert forget.request_key(tmp_path / DB_NAME, kind, value, at(100)) in keys
