"""What becomes of the exports of Amplitude, Mixpanel, PostHog and Braze, as docs/sources.md says.

All four lie in one folder beside a file of the generic source, and one build reads them. The
records are in `fixtures/`, with the pages that they come from.
"""

import gzip
import json
import shutil
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from harness import Project, Row
from reference.contacts import contact_hash

SOURCES = ["amplitude", "mixpanel", "posthog", "braze"]
FIXTURES = Path(__file__).parent / "fixtures"
TABLES = ["+fct_rejected_rows", "+rpt_event_reconciliation", "models/contract", "+fct_events"]
ADA, MAX = contact_hash("ada@example.com"), contact_hash("Max@HedgehogMail.com")


def at(text: str) -> datetime:
    """A time as the warehouse gives it, UTC without an offset."""
    return datetime.fromisoformat(text)


def epoch(seconds: float) -> datetime:
    """The time so many seconds after 1970."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


GENERIC = '{"event_id": "g", "event_name": "g", "occurred_at": "2026-01-01", "user_id": "u"}\n'
"""A generic event, so that the folder is a mixed one."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All fixtures and one generic event in one folder, built once and held to law 1."""
    data = tmp_path_factory.mktemp("data")
    for source in SOURCES:
        shutil.copytree(FIXTURES / source, data / source)
    generic = data / "generic" / "events"
    generic.mkdir(parents=True)
    (generic / "one.jsonl").write_text(GENERIC)
    project = Project(tmp_path_factory.mktemp("warehouse"), data)
    project.build(select=TABLES)
    project.test(select="law_1_raw_rows_end_once")
    return project


def event(project: Project, source: str, event_id: str) -> Row:
    """The accepted event with an id, its JSON parsed."""
    [row] = project.query(
        "select * from events where source = ? and event_id = ?", [source, event_id]
    )
    parsed = {
        key: json.loads(row[key]) if row[key] else None for key in ("identifiers", "properties")
    }
    return row | parsed


def check(project: Project, source: str, event_id: str, expected: Row) -> Row:
    """Holds an event to all columns of the contract but the properties; absent ones are empty."""
    found = event(project, source, event_id)
    columns = set(found) - {"properties"}
    whole = dict.fromkeys(columns) | {"event_id": event_id, "source": source} | expected
    whole["received_at"] = whole["received_at"] or whole["occurred_at"]
    assert {key: found[key] for key in columns} == whole
    return dict(found["properties"])


def ends(project: Project, source: str) -> dict[tuple[str, str], int]:
    """How many of a source's records ended how: entity and reason, or `accepted`, `duplicate`."""
    rows = project.query(
        "select entity, accepted_rows, duplicate_rows from rpt_event_reconciliation"
        " where source = ?",
        [source],
    )
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for end in ("accepted", "duplicate"):
            key = (row["entity"], end)
            counts[key] = counts.get(key, 0) + row[f"{end}_rows"]
    rejected = project.query(
        "select entity, rejection_reason, count(*) as n from fct_rejected_rows"
        " where source = ? group by all",
        [source],
    )
    return counts | {(row["entity"], row["rejection_reason"]): row["n"] for row in rejected}


def links(project: Project, source: str) -> set[tuple[object, ...]]:
    """The accepted links of a source."""
    rows = project.query("select * from identity_links where source = ?", [source])
    names = ("left_type", "left_value", "right_type", "right_value", "linked_at")
    return {tuple(row[name] for name in names) for row in rows}


def records(path: str) -> list[Row]:
    """The records of a fixture that can be read."""
    lines = (FIXTURES / path).read_text().splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]


def rest(record: Row, ended: set[str], inner: str | None = None) -> Row:
    """A record without nulls and what ended in columns, the keys of `inner` beside its others."""
    kept = {key: value for key, value in record.items() if value is not None}
    return {key: kept[key] for key in kept if key not in ended} | kept.get(inner or "", {})


# ---------- Amplitude

AMPLITUDE = "amplitude/events/187520_2026-03-01_10#0.json"
AMPLITUDE_ID = "a1b2c3d4-0000-4000-8000-{:012d}".format
AMPLITUDE_ENDED = {
    "uuid",
    "event_type",
    "event_time",
    "server_received_time",
    "event_id",
    "device_id",
    "user_id",
    "event_properties",
}


def test_every_field_of_amplitude_arrives(project: Project) -> None:
    """The record with all fields of the response schema, its e-mail address as a hash."""
    properties = check(
        project,
        "amplitude",
        AMPLITUDE_ID(1),
        {
            "event_name": "Song Played",
            "occurred_at": at("2026-03-01 10:23:45.123456"),
            "received_at": at("2026-03-01 10:23:47.1"),
            "sequence": 12,
            "endpoint_id": "C8F9E604-F01A-4BD9-95C6-8E5357DF265D",
            "user_id": "datamonster@7",
            "identifiers": {
                "amplitude_id": "987654321",
                "advertising_id": "EA7583CD-A667-48BC-B806-42ECB2B48606",
                "email": ADA,
            },
            "channel": "app",
            "platform": "ios",
        },
    )
    [record] = [one for one in records(AMPLITUDE) if one.get("uuid") == AMPLITUDE_ID(1)]
    record["user_properties"]["email"] = ADA
    assert properties == rest(record, AMPLITUDE_ENDED, "event_properties")


def test_amplitudes_anonymous_events_name_the_device_alone(project: Project) -> None:
    """Without a login Amplitude's own id of a user would make a person of a device."""
    check(
        project,
        "amplitude",
        AMPLITUDE_ID(2),
        {
            "event_name": "Page Viewed",
            "occurred_at": at("2026-03-01 11:00:00.000002"),
            "received_at": at("2026-03-01 11:00:01"),
            "sequence": 2,
            "endpoint_id": "web-cookie-1",
            "channel": "web",
            "platform": "web",
        },
    )


@pytest.mark.parametrize(
    ("number", "value", "currency"), [(4, "14.97", "EUR"), (5, "14.97", None), (6, "4.99", None)]
)
def test_amplitudes_revenue_is_given_or_price_times_quantity(
    project: Project, number: int, value: str, currency: str | None
) -> None:
    """The quantity is 1 where there is none."""
    found = event(project, "amplitude", AMPLITUDE_ID(number))
    assert (found["value"], found["currency"]) == (Decimal(value), currency)


def test_amplitude_without_an_id_gets_a_hash(project: Project) -> None:
    """The record that the documentation shows has neither `uuid` nor `$insert_id`."""
    [row] = project.query("select * from events where event_name = 'first_event'")
    assert len(row["event_id"]) == 32
    assert row["occurred_at"] == at("2020-02-15 01:00:00.123456")
    assert row["received_at"] == at("2020-02-18 01:00:00.234567")


def test_amplitude_ends(project: Project) -> None:
    """Each fault has its reason, and merged users are links."""
    assert ends(project, "amplitude") == {
        ("events", "accepted"): 7,
        ("events", "duplicate"): 1,
        ("events", "missing_event_name"): 1,
        ("events", "missing_identifier"): 1,
        ("events", "invalid_timestamp"): 1,
        ("events", "future_timestamp"): 1,
        ("events", "malformed"): 2,
        ("identity_links", "accepted"): 1,
        ("identity_links", "duplicate"): 1,
        ("identity_links", "missing_identifier"): 1,
    }
    merged = ("amplitude_id", "987654321", "amplitude_id", "987654400", epoch(1772384400))
    assert links(project, "amplitude") == {merged}


# ---------- Mixpanel


def test_every_field_of_mixpanel_arrives(project: Project) -> None:
    """Whole properties stay, the e-mail address as a hash."""
    properties = check(
        project,
        "mixpanel",
        "mixpanel-4",
        {
            "event_name": "Viewed report",
            "occurred_at": epoch(1704784218),
            "anonymous_id": "D1",
            "user_id": "U1",
            "identifiers": {"email": contact_hash("Ada@Example.com")},
            "channel": "app",
            "platform": "ios",
        },
    )
    [record] = [
        one["properties"]
        for one in records("mixpanel/events/export.json")
        if one["properties"]["$insert_id"] == "mixpanel-4"
    ]
    assert properties == record | {"$email": contact_hash("Ada@Example.com")}


def test_mixpanels_times_and_ids(project: Project) -> None:
    """Seconds or milliseconds; the distinct id is a user's unless it is the device's."""
    rows = project.query(
        "select event_id, user_id, anonymous_id, platform, occurred_at, received_at from events"
        " where source = 'mixpanel' and event_name not like '$%'"
    )
    found = {row["event_id"]: tuple(row.values())[1:] for row in rows}
    first, second = "hpuDqcvpltpCjBsebtxwadtEBDnFAdycabFb", "935d87b1-00cd-41b7-be34-b9d98dd08b70"
    user = "91304156-cafc-4673-a237-623d1129c801"
    in_time = epoch(1704784217.602)
    assert found == {
        first: (user, None, None, epoch(1602611311), epoch(1602625711.874)),
        second: ("test@test.com", None, None, epoch(1652825148), epoch(1652850348.643)),
        "mixpanel-3": (None, "D1", "web", in_time, in_time),
        "mixpanel-4": ("U1", "D1", "ios", epoch(1704784218), epoch(1704784218)),
        "mixpanel-5": (None, "D2", "android", epoch(1704784219), epoch(1704784219)),
    }


def test_mixpanels_identity_events_are_links(project: Project) -> None:
    """Beside being events; an alias may be a device's, and a merge of one id is none."""
    assert links(project, "mixpanel") == {
        ("user_id", "ORIGINAL_ID", "anonymous_id", "NEW_ID", epoch(1704784220)),
        ("user_id", "other_distinct_id", "user_id", "your_id", epoch(1704784221)),
        ("anonymous_id", "other_distinct_id", "user_id", "your_id", epoch(1704784221)),
        ("user_id", "A", "anonymous_id", "B", epoch(1704784222)),
        ("user_id", "U9", "anonymous_id", "D9", epoch(1704784223)),
        ("user_id", "U9", "user_id", "canonical-9", epoch(1704784223)),
    }


def test_mixpanel_ends(project: Project) -> None:
    """Each fault has its reason; links that events tell are none of the records."""
    assert ends(project, "mixpanel") == {
        ("events", "accepted"): 10,
        ("events", "duplicate"): 1,
        ("events", "missing_event_name"): 1,
        ("events", "missing_identifier"): 2,
        ("events", "invalid_timestamp"): 1,
        ("events", "malformed"): 2,
    }


def test_older_mixpanel_projects_tell_the_time_of_their_clocks(tmp_path: Path) -> None:
    """The var names their time zone; when Mixpanel received an event is UTC all the same."""
    shutil.copytree(FIXTURES / "mixpanel", tmp_path / "data" / "mixpanel")
    variables = {"mixpanel_timezone": "America/Los_Angeles"}
    project = Project(tmp_path / "warehouse", tmp_path / "data", variables=variables)
    project.build(select=["+stg_mixpanel__events"])
    [row] = project.query(
        "select occurred_at, received_at from stg_mixpanel__events where event_name = 'Signed up'"
    )
    assert row == {
        "occurred_at": epoch(1602611311 + 7 * 3600),
        "received_at": epoch(1602625711.874),
    }


# ---------- PostHog

POSTHOG_ID = "018f0000-0000-7000-8000-{:012d}".format
PERSON_ID = "0190aaaa-0000-0000-0000-{:012d}".format


def test_every_field_of_posthog_arrives(project: Project) -> None:
    """The properties' keys, and beside them what else a record has."""
    properties = check(
        project,
        "posthog",
        POSTHOG_ID(3),
        {
            "event_name": "$autocapture",
            "occurred_at": at("2026-04-01 09:00:03.123456"),
            "received_at": at("2026-04-01 09:01:03"),
            "anonymous_id": "anon-1",
            "user_id": "user distinct id",
            "identifiers": {"posthog_person_id": PERSON_ID(3), "email": MAX},
            "channel": "web",
            "platform": "web",
        },
    )
    [record] = [
        one for one in records("posthog/events/export.jsonl") if one["uuid"] == POSTHOG_ID(3)
    ]
    record["person_properties"]["email"] = MAX
    ended = {"uuid", "event", "timestamp", "created_at", "properties"}
    assert properties == rest(record, ended, "properties")


def test_posthogs_distinct_id_is_a_users_unless_it_is_the_devices(project: Project) -> None:
    """Before a login it is `$device_id`, or `$is_identified` says so."""
    rows = project.query(
        "select event_id, user_id, anonymous_id, platform from events where source = 'posthog'"
    )
    found = {int(row["event_id"][-2:]): tuple(row.values())[1:] for row in rows}
    user = "user distinct id"
    assert found == {
        1: (user, None, None),
        2: (None, "anon-1", "web"),
        3: (user, "anon-1", "web"),
        4: (None, "mobile-anon", "ios"),
        5: (user, None, "android"),
        6: ("123", None, None),
        7: ("kept", None, None),
        8: ("groups_setup_id", None, None),
        9: (user, None, None),
        10: (user, None, None),
        11: (user, None, None),
    }


def test_posthogs_identity_events_are_links(project: Project) -> None:
    """Beside being events."""
    assert links(project, "posthog") == {
        ("anonymous_id", "mobile-anon", "user_id", "user distinct id", second(5)),
        ("user_id", "456", "user_id", "123", second(6)),
        ("anonymous_id", "456", "user_id", "123", second(6)),
        ("user_id", "absorbed", "user_id", "kept", second(7)),
    }
    found = event(project, "posthog", POSTHOG_ID(5))
    assert found["identifiers"] == {"posthog_person_id": PERSON_ID(5), "email": MAX}
    assert found["properties"]["$set"] == {"is_cool": "true", "email": MAX}


def second(number: int) -> datetime:
    """When PostHog's event of that number happened."""
    return at(f"2026-04-01 09:00:{number:02d}.123456")


def test_posthog_ends(project: Project) -> None:
    """Each fault has its reason."""
    assert ends(project, "posthog") == {
        ("events", "accepted"): 11,
        ("events", "duplicate"): 1,
        ("events", "missing_event_name"): 1,
        ("events", "missing_identifier"): 1,
        ("events", "invalid_timestamp"): 1,
        ("events", "future_timestamp"): 1,
        ("events", "malformed"): 2,
    }


def test_posthogs_parquet_gives_the_same_events(project: Project, tmp_path: Path) -> None:
    """Properties are JSON in a text there, times are times; contacts are hashed all the same."""
    folder = tmp_path / "data" / "posthog" / "events"
    folder.mkdir(parents=True)
    rows = records("posthog/events/export.jsonl")
    for row in rows:
        for column in ("properties", "person_properties"):
            row[column] = json.dumps(row[column])
        for column in ("timestamp", "created_at", "_inserted_at"):
            row[column] = datetime.fromisoformat(row[column])
    pq.write_table(pa.Table.from_pylist(rows), folder / "export.parquet")
    other = Project(tmp_path / "warehouse", tmp_path / "data")
    other.build(select=["+events"])
    columns = "* exclude (properties)"
    query = f"select {columns} from events where source = 'posthog' order by all"
    assert other.query(query) == project.query(query)
    found = event(other, "posthog", POSTHOG_ID(5))["properties"]
    assert found["$set"] == {"is_cool": "true", "email": MAX}
    [raw] = other.query(
        "select count(*) as n from stg_posthog__event_records where raw_text like '%Hog.com%'"
    )
    assert raw["n"] == 0


# ---------- Braze

BRAZE_ID = "f47ac10b-58cc-4372-a567-{:012d}".format
BRAZE_USER = "639a35d192b0df004d06514c"
BRAZE_MESSAGE = f"639a35d192b0df004d06514d|{BRAZE_USER}"
WHO: Row = {"user_id": "external_user_id", "endpoint_id": "device_id"}


def braze_time(number: int) -> datetime:
    """When Braze's event of that number happened."""
    return epoch(1833802504 + number)


def test_every_field_of_braze_arrives(project: Project) -> None:
    """A nested record: a push notification."""
    properties = check(
        project,
        "braze",
        BRAZE_ID(8),
        WHO
        | {
            "event_name": "users.messages.pushnotification.Send",
            "occurred_at": braze_time(8),
            "identifiers": {"braze_id": BRAZE_USER},
            "channel": "push",
            "platform": "android",
            "message_id": BRAZE_MESSAGE,
        },
    )
    [record] = [one for one in records("braze/events/custom_http.json") if one["id"] == BRAZE_ID(8)]
    assert properties == rest(record, {"id", "event_type", "time", "properties"}, "properties")


def test_flat_records_of_braze_have_their_type_in_the_path(project: Project) -> None:
    """The file lies in a folder `event_type=…`, as Braze names it."""
    properties = check(
        project,
        "braze",
        "a1234567-89ab-cdef-0123-456789abcdef",
        {
            "event_name": "users.behaviors.app.SessionStart",
            "occurred_at": epoch(1477502783),
            "endpoint_id": "fedcba87-6543-210f-fedc-ba9876543210",
            "user_id": "user_id_1",
            "identifiers": {"braze_id": "0123456789abcdef01234567"},
            "channel": "app",
            "platform": "ios",
        },
    )
    assert properties == {
        "user_id": "0123456789abcdef01234567",
        "app_id": "01234567-89ab-cdef-0123-456789abcdef",
        "platform": "ios",
        "os_version": "iOS 10.3.1",
        "device_model": "iPhone 7 Plus",
        "session_id": "b1234567-89ab-cdef-0123-456789abcdef",
    }
    anonymous = event(project, "braze", "a1234567-89ab-cdef-0123-456789abcde0")
    assert anonymous["identifiers"] is None


def test_brazes_messages(project: Project) -> None:
    """The channel is the event type's; dispatch and user tie a message's events together."""
    rows = project.query(
        "select event_id, channel, message_id, identifiers ->> 'email' as email,"
        " identifiers ->> 'phone' as phone from events"
        " where source = 'braze' and event_name like 'users.messages.%'"
    )
    found = {int(row["event_id"][-2:]): tuple(row.values())[1:] for row in rows}
    mail = ("email", BRAZE_MESSAGE, contact_hash("example@braze.com"), None)
    phone = contact_hash("+1234567890")
    assert found == {
        **dict.fromkeys(range(2, 8), mail),
        8: ("push", BRAZE_MESSAGE, None, None),
        9: ("push", BRAZE_MESSAGE, None, None),
        10: ("sms", BRAZE_MESSAGE, None, phone),
        11: ("sms", None, None, phone),
        12: ("in_app", None, None, None),
        13: ("custom", BRAZE_MESSAGE, None, None),
    }


def test_a_purchase_of_braze_has_a_value(project: Project) -> None:
    """Its price, in its currency."""
    check(
        project,
        "braze",
        BRAZE_ID(15),
        WHO
        | {
            "event_name": "users.behaviors.Purchase",
            "occurred_at": braze_time(15),
            "identifiers": {"braze_id": BRAZE_USER},
            "channel": "app",
            "platform": "android",
            "value": Decimal("3.14"),
            "currency": "USD",
        },
    )


def test_brazes_answers_are_consents(project: Project) -> None:
    """Of a channel, of a subscription group, by the link in an e-mail; other states are none."""
    rows = project.query("select * from consents where source = 'braze'")
    names = ("identifier_type", "identifier_value", "purpose", "is_granted", "changed_at")
    user = ("user_id", "external_user_id")
    assert {tuple(row[name] for name in names) for row in rows} == {
        (*user, "email", False, braze_time(7)),
        (*user, "email", True, braze_time(18)),
        (*user, BRAZE_ID(0)[:-12] + "0e02b2c3d479", True, braze_time(19)),
        (*user, "push", True, braze_time(31)),
        ("braze_id", "a" * 24, "email", False, braze_time(32)),
    }


def test_brazes_orphans_are_links(project: Project) -> None:
    """A profile that another one took over."""
    assert links(project, "braze") == {
        ("braze_id", "0123456789abcdef01234567", "braze_id", BRAZE_USER, braze_time(17))
    }


def test_braze_ends(project: Project) -> None:
    """Each fault has its reason; no contact is left in clear."""
    assert ends(project, "braze") == {
        ("events", "accepted"): 24,
        ("events", "duplicate"): 1,
        ("events", "missing_event_name"): 1,
        ("events", "missing_identifier"): 1,
        ("events", "invalid_timestamp"): 1,
        ("events", "malformed"): 2,
    }
    [row] = project.query(
        "select count(*) as n from stg_braze__event_records"
        " where regexp_matches(raw_text, 'example@|test@|lone@|1234567890')"
    )
    assert row["n"] == 0


def test_gzipped_files_are_read_too(tmp_path: Path) -> None:
    """Vendors deliver them so; `#` in a name does no harm."""
    folder = tmp_path / "data" / "amplitude" / "events"
    folder.mkdir(parents=True)
    content = (FIXTURES / AMPLITUDE).read_bytes()
    (folder / "187520_2026-03-01_10#0.json.gz").write_bytes(gzip.compress(content))
    project = Project(tmp_path / "warehouse", tmp_path / "data")
    project.build(select=["+stg_amplitude__events"])
    [row] = project.query("select count(*) as n from stg_amplitude__events where not is_malformed")
    assert row["n"] == 7


# ---------- all of them


def test_logins_join_what_came_before(project: Project) -> None:
    """A device's events before a login are the user's; several logins of one kind stay apart."""
    rows = project.query("select source, event_id, user_key from fct_events")
    keys = {(row["source"], row["event_id"]): row["user_key"] for row in rows}
    users = {
        "amplitude": [AMPLITUDE_ID(number) for number in range(1, 7)],
        "mixpanel": ["mixpanel-3", "mixpanel-4"],
        "posthog": [POSTHOG_ID(number) for number in (1, 2, 3, 4, 5, 9, 10, 11)],
        "braze": [BRAZE_ID(number) for number in range(1, 20)],
    }
    found = {source: {keys[source, one] for one in ids} for source, ids in users.items()}
    assert {source: len(one) for source, one in found.items()} == dict.fromkeys(users, 1)
    assert len(set().union(*found.values())) == len(users)


def test_files_that_come_later_give_the_same_tables(project: Project, tmp_path: Path) -> None:
    """Two runs, the first with the faulty records and the repeats alone, end as one run."""
    data = tmp_path / "data"
    (data / "generic" / "events").mkdir(parents=True)
    (data / "generic" / "events" / "one.jsonl").write_text(GENERIC)
    for source in SOURCES:
        [bad] = (FIXTURES / source / "events").glob("bad.json*")
        (data / source / "events").mkdir(parents=True)
        shutil.copy(bad, data / source / "events")
    other = Project(tmp_path / "warehouse", data)
    other.build(select=TABLES)
    for source in SOURCES:
        shutil.copytree(FIXTURES / source, data / source, dirs_exist_ok=True)
    other.build(select=TABLES)
    for table in ["fct_events", "identity_links", "consents", "rpt_event_reconciliation"]:
        assert other.table(table) == project.table(table)
    rejected = "select * exclude (rejected_row_key) from fct_rejected_rows order by all"
    assert other.query(rejected) == project.query(rejected)
