"""Records of Segment, Google Analytics 4 and Snowplow end where `docs/sources.md` says.

The records are those of `fixtures/`, copied from the vendors' documentation, and bad ones beside
them; all are read in one build, as from the folder of a team that has all of them.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pytest
from harness import ROOT, BuildError, Project, Row
from reference.contacts import contact_hash

FIXTURES = ROOT / "tests" / "python" / "fixtures"
READ = ["+fct_rejected_rows", "+rpt_event_reconciliation", "models/contract"]
MARK = "secret"
"""Every contact of the records that are written here has it, and nothing else has."""
SNOWPLOW = re.findall(
    r'"(\w+)"', (ROOT / "macros" / "contract" / "snowplow_columns.sql").read_text(encoding="utf-8")
)

CALL = {"type": "track", "event": "e", "userId": "u", "timestamp": "2024-01-01T00:00:00Z"}
ALIAS = CALL | {"type": "alias", "messageId": "a1", "previousId": "before"}
HIT = {"event_name": "e", "user_pseudo_id": "p", "event_timestamp": 1611798022695757}


def tsv(**fields: str) -> str:
    """A line of Snowplow's with some of its fields."""
    return "\t".join(fields.get(name, "") for name in SNOWPLOW)


def lines_of_segment() -> list[tuple[str, str]]:
    """Lines and the reason to reject each, empty where it is good."""
    twice = '"traits":{"plan":"pro"},"traits":{"email":"secret2@example.com"}'
    escaped = json.dumps(CALL | {"messageId": "s2", "traits": {"email": "x"}}).replace(
        '"email": "x"', '"\\u0065mail": "\\u0073ecret3@example.com"'
    )
    return [
        (json.dumps(CALL | {"type": None}), "missing_event_name"),
        (json.dumps(CALL | {"type": "merge"}), "missing_event_name"),
        (json.dumps(CALL | {"event": " "}), "missing_event_name"),
        (json.dumps(CALL | {"properties": [1]}), "malformed"),
        (json.dumps(CALL | {"userId": ""}), "missing_identifier"),
        (json.dumps(CALL | {"timestamp": "soon"}), "invalid_timestamp"),
        (json.dumps(CALL | {"timestamp": None, "sentAt": "2024-01-01"}), "invalid_timestamp"),
        (json.dumps(CALL | {"receivedAt": "2023-12-01T00:00:00Z"}), "future_timestamp"),
        (json.dumps(CALL | {"traits": {"email": "secret1@example.com"}})[:-1], "malformed"),
        (json.dumps(CALL | {"messageId": "s1"})[:-1] + f", {twice}}}", ""),
        (escaped, ""),
        (json.dumps(CALL | {"type": "group", "traits": {"phone": "secret 4"}}), ""),
        (json.dumps(CALL | {"messageId": "s3", "context": {"traits": {"phone": "secret 5"}}}), ""),
        (json.dumps(ALIAS), ""),
        (
            json.dumps(ALIAS | {"timestamp": "soon", "previousId": "of a bad one"}),
            "invalid_timestamp",
        ),
        (json.dumps(ALIAS | {"messageId": "a2", "userId": None, "anonymousId": "an"}), ""),
        (
            json.dumps(CALL | {"event": "alias", "properties": {"previousId": "of a track"}}),
            "",
        ),
    ]


def lines_of_ga4() -> list[tuple[str, str]]:
    """Lines and the reason to reject each, empty where it is good."""
    return [
        (json.dumps(HIT | {"user_pseudo_id": None}), "missing_identifier"),
        (json.dumps(HIT | {"event_name": None}), "missing_event_name"),
        (json.dumps(HIT | {"event_timestamp": "2021-01-28"}), "invalid_timestamp"),
        (json.dumps(HIT | {"event_value_in_usd": float("nan")}), "malformed"),
        (json.dumps(HIT | {"event_params": "none"}), ""),
    ]


def lines_of_snowplow() -> list[tuple[str, str]]:
    """Lines and the reason to reject each, empty where it is good."""
    good = {"event": "page_view", "collector_tstamp": "2024-01-01 00:00:00", "user_id": "u"}
    return [
        (tsv(**good), ""),
        (tsv(**good) + "\t", "malformed"),
        (tsv(**good)[:-1], "malformed"),
        (tsv(**good | {"event": ""}), "missing_event_name"),
        (tsv(**good | {"user_id": " "}), "missing_identifier"),
        (tsv(**good | {"collector_tstamp": "1/1/2024"}), "invalid_timestamp"),
        (tsv(**good | {"event_id": "broken context", "contexts": "{"}), ""),
    ]


WRITTEN = {
    "segment/events/written.jsonl": lines_of_segment(),
    "ga4/events/written.jsonl": lines_of_ga4(),
    "snowplow/events/written.tsv": lines_of_snowplow(),
    "generic/events/good.jsonl": [
        (json.dumps({"event_name": "e", "occurred_at": 1700000000, "user_id": "u"}), ""),
    ],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The warehouse of all these records; those of Google's are there as Parquet too."""
    folder = tmp_path_factory.mktemp("adapters")
    data = folder / "data"
    for source in ("segment", "ga4", "snowplow"):
        shutil.copytree(FIXTURES / source / "events", data / source / "events")
    for name, lines in WRITTEN.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{line}\n" for line, _ in lines)
        (data / name).write_text(text, encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select * replace (cast(event_timestamp as bigint) as event_timestamp)"
            f" from read_json('{data}/ga4/events/events_*.jsonl'))"
            f" to '{data}/ga4/events/nested.parquet' (format parquet)"
        )
    project = Project(folder / "warehouse", data)
    project.build(select=READ)
    return project


def documented(source: str, name: str) -> list[Row]:
    """The records of a file of fixtures, as objects."""
    lines = (FIXTURES / source / "events" / name).read_text(encoding="utf-8").splitlines()
    if name.endswith(("json", "jsonl")):
        return [json.loads(line) for line in lines]
    cells = [dict(zip(SNOWPLOW, line.split("\t"), strict=True)) for line in lines]
    return [{key: value for key, value in record.items() if value} for record in cells]


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """The values of an object that are there, with their paths; an array is a value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif value is not None:
        yield path, value


def at(value: object, path: tuple[str, ...]) -> object:
    """What an object has at a path; None if nothing."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def missing(record: Row, properties: str, elsewhere: Iterable[str]) -> dict[str, object]:
    """The fields of a record that its properties do not have.

    Args:
        record: The record.
        properties: What the event has, as JSON.
        elsewhere: Paths in the record, with dots, that a test looks for in another place.
    """
    kept = json.loads(properties)
    passed_over = tuple(f"{path}." for path in elsewhere)
    return {
        ".".join(path): value
        for path, value in leaves(record)
        if not ".".join((*path, "")).startswith(passed_over) and at(kept, path) != value
    }


def event(built: Project, event_id: str) -> Row:
    """One accepted event."""
    [row] = built.query("select * from events where event_id = ?", [event_id])
    return row


def held(row: Row, *columns: str) -> list[str | None]:
    """Some columns of an event, times and numbers as text."""
    return [None if row[name] is None else str(row[name]) for name in columns]


def test_calls_of_segment_arrive(built: Project) -> None:
    """Each field of the documented calls is in a column or in properties."""
    columns = {"messageId", "anonymousId", "userId", "timestamp", "receivedAt"}
    contacts = {"traits.email", "context.traits.email"}
    for call in documented("segment", "calls.jsonl"):
        row = event(built, call["messageId"])
        elsewhere = columns | contacts | {"properties"}
        if call["type"] == "track":
            elsewhere.add("event")
        assert missing(call, row["properties"], elsewhere) == {}
        own = call.get("properties", {})
        assert {key: json.loads(row["properties"])[key] for key in own} == own
        name = call["event"] if call["type"] == "track" else call["type"]
        assert row["event_name"] == name
        assert row["anonymous_id"] == call["anonymousId"]
        assert row["user_id"] == call["userId"]
        time = call.get("timestamp", call.get("originalTimestamp"))
        assert row["occurred_at"].isoformat(timespec="milliseconds") + "Z" == time
        assert row["received_at"].isoformat(timespec="milliseconds") + "Z" == call["receivedAt"]


def test_calls_of_segment_name_devices_and_contacts(built: Project) -> None:
    """Devices and contacts are identifiers; a group's contacts are nobody's."""
    calls = documented("segment", "calls.jsonl")
    common, identify, rudder = (event(built, calls[n]["messageId"]) for n in (0, 2, 7))
    device = calls[0]["context"]["device"]
    assert held(common, "endpoint_id", "platform") == [device["id"], "ios"]
    assert json.loads(common["identifiers"]) == {"advertising_id": device["advertisingId"]}
    for row, email in ((identify, "peter@example.com"), (rudder, "rhedricks@example.com")):
        assert json.loads(row["identifiers"]) == {"email": contact_hash(email)}
        assert contact_hash(email) in row["properties"]
        assert held(row, "channel", "platform") == ["web", "web"]
    channels = built.query(
        "select event_name, channel from events where event_name in ('page', 'screen') order by 1"
    )
    assert [row["channel"] for row in channels] == ["web", "app"]
    [group] = built.query(
        "select identifiers from events where event_name = 'group' and user_id='u'"
    )
    assert group["identifiers"] is None


def test_an_alias_links_what_it_names(built: Project) -> None:
    """It links both what its previous id may be; bad ones and events of that name link nothing."""
    found = built.query("select * from identity_links where source = 'segment' order by all")
    assert {(row["raw_entity"], row["right_type"]) for row in found} == {("events", "user_id")}
    documented_one = ("39239-239239-239239-23923", "507f191e81")
    assert {(row["left_type"], row["left_value"], row["right_value"]) for row in found} == {
        (kind, *pair)
        for kind in ("user_id", "anonymous_id")
        for pair in (documented_one, ("before", "u"))
    }


def test_events_of_ga4_arrive(built: Project) -> None:
    """Parameters stand beside the other fields; JSON and Parquet give the same events."""
    rows = built.query(
        "select * from int_contract__judged_events where source = 'ga4'"
        " and (source_file like '%parquet' or source_file like '%events_2%') order by occurred_at"
    )
    assert [row["is_duplicate"] for row in rows].count(False) == 2
    assert len({row["event_id"] for row in rows}) == 2
    used = ("event_timestamp", "event_name", "event_params", "user_properties", "user_id")
    for record in documented("ga4", "events_20210128.jsonl"):
        [row] = [
            row
            for row in rows
            if row["event_name"] == record["event_name"] and row["source_file"].endswith("jsonl")
        ]
        assert missing(record, row["properties"], (*used, "user_pseudo_id")) == {}
        names = [pair["key"] for pair in record["event_params"]]
        assert [name for name in names if name not in json.loads(row["properties"])] == []
    page, purchase = (rows[0], rows[-1])
    assert held(page, "anonymous_id", "channel", "platform") == ["1146540.1921992520", "web", "web"]
    assert str(page["occurred_at"]) == "2021-01-28 01:40:22.695757"
    assert json.loads(page["properties"])["ga_session_id"] == 3599645542
    told = ("user_id", "endpoint_id", "channel", "platform", "value", "currency", "sequence")
    expected = ["customer-7", "vendor-1", "app", "ios", "29.500000", "EUR", "2"]
    assert held(purchase, *told) == expected
    assert json.loads(purchase["identifiers"]) == {"advertising_id": "advertiser-1"}
    kept = json.loads(purchase["properties"])
    assert kept["user_properties"] == {"tier": "gold"}
    assert (kept["value"], kept["ratio"]) == (29.5, 0.25)


def test_events_of_snowplow_arrive(built: Project) -> None:
    """Tab-separated values and JSON; an object that is written as a text becomes an object."""
    used = {"event_id", "user_id", "domain_userid"}
    records = documented("snowplow", "run=2013-11-26/part-00000")
    for record in [*records, *documented("snowplow", "enriched.json")]:
        row = event(built, record["event_id"])
        elsewhere = used if record["event"] == "struct" else used | {"event_name"}
        for name in ("contexts", "unstruct_event", "derived_contexts"):
            if isinstance(record.get(name), str):
                record[name] = json.loads(record[name])
        assert missing(record, row["properties"], elsewhere) == {}
        assert row["anonymous_id"] == record["domain_userid"]
        assert json.loads(row["identifiers"]) == {"network_userid": record["network_userid"]}
    told = ("event_name", "occurred_at", "received_at", "user_id", "channel", "value", "currency")
    click, struct, transaction = (held(event(built, r["event_id"]), *told) for r in records)
    assert click == [
        "link_click", "2013-11-26 00:03:57.886000", "2013-11-26 00:02:05", "jon.doe@email.com",
        "web", None, None,
    ]  # fmt: skip
    assert struct[:1] + struct[5:] == ["Play", "11.990000", None]
    assert transaction[1:2] + transaction[5:] == ["2013-11-26 00:05:59", "12.990000", "USD"]


@pytest.mark.parametrize("name", WRITTEN)
def test_bad_records_are_rejected_with_their_reason(built: Project, name: str) -> None:
    """The reasons are those of the contract, and every raw row ends once."""
    reasons = sorted(reason for _, reason in WRITTEN[name] if reason)
    found = built.query(
        "select rejection_reason from fct_rejected_rows where source_file = ? order by 1", [name]
    )
    assert [row["rejection_reason"] for row in found] == reasons
    [load] = built.query("select * from rpt_event_reconciliation where source_file = ?", [name])
    assert load["raw_rows"] == len(WRITTEN[name])
    assert load["accepted_rows"] == len(WRITTEN[name]) - len(reasons)


def test_reconciliation_holds_in_a_mixed_folder(built: Project) -> None:
    """The law holds of all sources together, derived links or not."""
    built.test(select="law_1_raw_rows_end_once")
    sources = built.query("select distinct source from rpt_event_reconciliation order by 1")
    assert [row["source"] for row in sources] == ["ga4", "generic", "segment", "snowplow"]


def test_no_table_holds_a_contact(built: Project) -> None:
    """Not in a nested object, a repeated key, an escaped name or a line that is no record."""
    found = [
        (name, row)
        for name, row in built.every_row()
        if MARK in str(row) or "peter@example.com" in str(row)
    ]
    assert found == []
    hashed = built.query(
        "select identifiers ->> 'email' as email from events where event_id = 's2'"
    )
    assert hashed == [{"email": contact_hash("secret3@example.com")}]


def test_files_without_columns_of_their_own_are_refused(tmp_path: Path) -> None:
    """Tab-separated values have no header line: only a source that says their columns has them."""
    folder = tmp_path / "data" / "segment" / "events"
    folder.mkdir(parents=True)
    (folder / "lines.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"lines\.tsv is no kind of file that Milepost reads"):
        Project(tmp_path / "warehouse", tmp_path / "data").build(select=["+stg_segment__events"])
