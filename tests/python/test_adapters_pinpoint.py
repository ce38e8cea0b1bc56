"""The pinpoint source: AWS Pinpoint's event stream and endpoint exports.

The records of `fixtures/pinpoint` are those of AWS's documentation, field by field; its README
names the pages. The rest are made here in their shape.
"""

import gzip
import json
import os
import re
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from harness import ROOT, Project, Row
from reference.contacts import contact_hash
from test_increments import unlike

FIXTURES = Path(__file__).parent / "fixtures" / "pinpoint"
MAIL_ID = "0200000073rnbmd1-mbvdg3uo-q8ia-m3ku-ibd3-ms77kexample-000000"
T0 = datetime(2025, 3, 1, 12, tzinfo=UTC)
TYPES = [
    *(f"_session.{name}" for name in ("start", "stop", "pause", "resume")),
    *(f"_userauth.{name}" for name in ("sign_in", "sign_up", "auth_fail")),
    *(f"_SMS.{name}" for name in ("BUFFERED", "SUCCESS", "FAILURE", "OPTOUT")),
    *(
        f"_email.{name}"
        for name in (
            "send",
            "delivered",
            "rejected",
            "hardbounce",
            "softbounce",
            "complaint",
            "open",
            "click",
            "unsubscribe",
            "rendering_failure",
        )
    ),
    *(
        f"_{kind}.{name}"
        for kind in ("campaign", "journey")
        for name in ("send", "opened_notification", "received_foreground", "received_background")
    ),
    "_monetization.purchase",
    "level_finished",
]
"""Every type of event that AWS documents, and one of an app's own."""


def moment(minutes: float) -> datetime:
    """So many minutes after the beginning, without a time zone, as tables have it."""
    return (T0 + timedelta(minutes=minutes)).replace(tzinfo=None)


def milliseconds(minutes: float) -> int:
    """So many minutes after the beginning, as Pinpoint writes it."""
    return round((T0 + timedelta(minutes=minutes)).timestamp() * 1000)


def record(kind: str, at: float = 0, endpoint: Row | None = None, **fields: object) -> Row:
    """A record of the event stream; `endpoint` goes into it as the text of a JSON object."""
    made: Row = {
        "event_type": kind,
        "event_timestamp": milliseconds(at),
        "arrival_timestamp": milliseconds(at),
        "event_version": "3.1",
        "application": {"app_id": "shop", "sdk": {}},
        "client": {"client_id": "d1"},
        "device": {"platform": {}},
        "session": {},
        "attributes": {},
        "awsAccountId": "123456789012",
        **fields,
    }
    if endpoint is not None:
        made["client_context"] = {"custom": {"endpoint": compact(endpoint)}}
    return made


def compact(value: object) -> str:
    """JSON as Pinpoint writes it: on one line, without blanks."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def mail(kind: str, message: str, to: str, **facet: object) -> Row:
    """The facets of a mail's event."""
    return {
        "email_channel": {
            "mail_event": {
                "mail": {
                    "message_id": message,
                    "destination": [to],
                    "headers": [{"name": "To", "value": f"You <{to.upper()}>"}],
                    "common_headers": {"to": [to], "subject": "Hello"},
                },
                kind: facet,
            }
        }
    }


def write(data: Path, name: str, *records: Row | str) -> None:
    """Writes records below the source's folder, each on a line; gzipped if the name says so."""
    path = data / "pinpoint" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (one if isinstance(one, str) else compact(one) for one in records)
    content = "".join(line + "\n" for line in lines).encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    # the same file, whenever a test writes it
    os.utime(path, (T0.timestamp(), T0.timestamp()))


# ---------- what is read


BAD = {
    '{"event_type":"_email.open","event_timestamp"': "malformed",
    '{"event_type":"tap","attributes":[1]}': "malformed",
    compact(record("", 1)): "missing_event_name",
    compact(record("tap", 1, client={})): "missing_identifier",
    compact(record("tap", 1, event_timestamp="soon")): "invalid_timestamp",
    compact(record("tap", 60 * 30, arrival_timestamp=milliseconds(0))): "future_timestamp",
}
"""Records of the event stream that have to be rejected."""

BAD_ENDPOINTS = {
    '{"Id":"d1"': "malformed",
    '{"ChannelType":"EMAIL","OptOut":"NONE"}': "missing_identifier",
    '{"Id":"d1","EffectiveDate":"soon"}': "invalid_timestamp",
}

ENDPOINTS = [
    {
        "Id": "d7",
        "Address": "ann@example.com",
        "ChannelType": "EMAIL",
        "OptOut": "NONE",
        "EffectiveDate": "2025-03-01T10:00:00.000Z",
        "User": {"UserId": "ann"},
    },
    {
        "Id": "d7",
        "Address": "ann@example.com",
        "ChannelType": "EMAIL",
        "OptOut": "ALL",
        "EffectiveDate": "2025-03-02T10:00:00.000Z",
        "User": {"UserId": "ann"},
    },
    {
        "Id": "d8",
        "Address": "token-8",
        "ChannelType": "GCM",
        "OptOut": "NONE",
        "EffectiveDate": "2025-03-01T10:00:00.000Z",
        "User": {"UserId": "ann"},
    },
    # the sixteenth endpoint took this one's user away
    {
        "Id": "d8",
        "Address": "token-8",
        "ChannelType": "GCM",
        "EndpointStatus": "INACTIVE",
        "EffectiveDate": "2025-03-03T10:00:00.000Z",
        "User": {},
    },
]


MAILS = [
    record(
        "_email.hardbounce",
        90,
        facets=mail(
            "bounce",
            "m8",
            "cid@example.com",
            bounce_type="Permanent",
            bounced_recipients=[
                {
                    "email_address": "cid@example.com",
                    "diagnostic_code": "smtp; 550 5.1.1 <cid@example.com>: no such user",
                }
            ],
        ),
    ),
    record(
        "_email.complaint",
        91,
        client={"client_id": "d9"},
        facets=mail(
            "complaint",
            "m9",
            "cid@example.com",
            complained_recipients=[{"email_address": "cid@example.com"}],
            complaint_feedback_type="abuse",
        ),
    ),
    # what is in the text of the endpoint is in the text of the record, however it is written
    record("tap", 92, endpoint={"ChannelType": "SMS", "Address": "+15550001111"}),
    record("tap", 93, endpoint={"ChannelType": "CUSTOM", "Address": "cid@example.com"}),
    record("tap", 94, endpoint={"ChannelType": "GCM", "Address": "token-9"}),
    record("tap", 95, endpoint={"ChannelType": "EMAIL", "Address": "attributes"}),
]
"""Records with addresses in several places."""


def write_everything(data: Path) -> None:
    """The documented records, each type of event, concatenated ones, bad ones, and twins."""
    shutil.copytree(FIXTURES, data / "pinpoint", ignore=shutil.ignore_patterns("README.md"))
    write(
        data,
        "events/2025/03/01/12/stream-1-2025-03-01-12-00-00-types.gz",
        *(record(kind, number, attributes={"n": number}) for number, kind in enumerate(TYPES)),
    )
    odd = {"a": "}{", "b": 'x}{"y"}{"', "c": "}{"}
    write(
        data,
        "events/2025/03/01/13/stream-1-2025-03-01-13-00-00-joined",
        "".join(compact(record("joined", n, attributes={"n": n, **odd})) for n in range(3)),
        compact(record("joined", 3)) + '{"event_type":"joined",}' + compact(record("joined", 4)),
    )
    write(data, "events/mails.jsonl", *MAILS)
    write(data, "events/bad.jsonl", *BAD)
    write(data, "events/twice.jsonl", record("tap", 5), record("tap", 5))
    write(data, "endpoints/export.json.gz", *ENDPOINTS, ENDPOINTS[0])
    write(data, "endpoints/bad.jsonl", *BAD_ENDPOINTS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A warehouse of all of it."""
    folder = tmp_path_factory.mktemp("pinpoint")
    write_everything(folder / "data")
    project = Project(folder / "warehouse", folder / "data")
    project.build(
        select=[
            "+fct_rejected_rows",
            "+rpt_event_reconciliation",
            "+endpoint_owners",
            "models/contract",
        ]
    )
    return project


def one_event(project: Project, file: str, name: str) -> Row:
    """The one event of a name that a file of the documentation has, its properties parsed."""
    [row] = project.query(
        "select * from int_contract__judged_events where event_name = ?"
        " and source_file = 'pinpoint/events/' || ?",
        [name, f"event-streams-data-{file}.jsonl"],
    )
    assert row["rejection_reason"] is None
    return {**row, "properties": json.loads(row["properties"])}


APP = "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6"
DOCUMENTED = {
    ("app", "_session.stop"): {
        "occurred_at": datetime(2017, 2, 24, 22, 3, 22, 507000),
        "received_at": datetime(2017, 2, 24, 22, 3, 23, 515000),
        "endpoint_id": "m3n4o5p6-a1b2-c3d4-e5f6-g7h8i9j0k1l2",
        "anonymous_id": "us-east-1:i9j0k1l2-m3n4-o5p6-a1b2-c3d4e5f6g7h8",
        "channel": "app",
        "platform": "android",
    },
    ("campaign", "_campaign.send"): {
        "occurred_at": datetime(2019, 7, 2, 23, 18, 17, 426000),
        "received_at": datetime(2019, 7, 2, 23, 18, 17, 494000),
        "endpoint_id": "d8dcf7c5-e81a-48ae-8313-f540cexample",
        "channel": "push",
    },
    ("journey", "_journey.send"): {
        "occurred_at": datetime(2019, 11, 5, 21, 24, 38, 843000),
        "endpoint_id": "d8dcf7c5-e81a-48ae-8313-f540cexample",
        "channel": "email",
    },
    ("email", "_email.send"): {
        "occurred_at": datetime(2019, 8, 1, 0, 17, 1, 380000),
        "received_at": datetime(2019, 8, 1, 0, 17, 2, 25000),
        "endpoint_id": "9a311b17-6f8e-4093-be61-4d0bbexample",
        "channel": "email",
        "message_id": MAIL_ID,
    },
    ("email", "_email.delivered"): {"occurred_at": datetime(2019, 8, 1, 0, 17, 2, 690000)},
    ("email", "_email.open"): {"occurred_at": datetime(2019, 8, 1, 0, 18, 32, 316000)},
    ("email", "_email.click"): {
        "occurred_at": datetime(2019, 8, 1, 0, 18, 33, 751000),
        "message_id": MAIL_ID,
    },
    ("sms", "_SMS.SUCCESS"): {
        "occurred_at": datetime(2019, 3, 20, 18, 2, 34, 322000),
        "received_at": datetime(2019, 3, 20, 18, 2, 34, 64000),
        "endpoint_id": None,
        "channel": "sms",
        "message_id": "1111-2222-3333",
        "value": None,
    },
}
"""The contract's columns of each documented event."""

PROPERTIES = {
    ("app", "_session.stop"): {
        "event_version": "3.0",
        "application.cognito_identity_pool_id": "us-east-1:a1b2c3d4-e5f6-g7h8-i9j0-k1l2m3n4o5p6",
        "application.package_name": "main.page",
        "application.sdk.version": "0.9.1:2.4.8",
        "application.version_code": "1",
        "device.locale.code": "en_US",
        "device.make": "generic web browser",
        "device.platform.version": "10.10",
        "session.session_id": "f549dea9-1090-945d-c3d1-e4967example",
        "session.stop_timestamp": 1487973802507,
    },
    ("campaign", "_campaign.send"): {
        "treatment_id": "0",
        "campaign_activity_id": "5473285727f04865bc673e527example",
        "delivery_type": "GCM",
        "campaign_id": "4f8d6097c2e8400fa3081d875example",
        "campaign_send_status": "SUCCESS",
        "send_outcome": "sent",
        "endpoint.RequestId": "ec229696-9d1e-11e9-8bf1-85d0aexample",
        "endpoint.EffectiveDate": "2019-07-02T23:12:54.836Z",
        "awsAccountId": "123456789012",
    },
    ("journey", "_journey.send"): {
        "journey_run_id": "edc9a0b577164d1daf72ebd15example",
        "journey_send_status": "SUCCESS",
        "send_outcome": "sent",
        "journey_id": "546401670c5547b08811ac6a9example",
        "journey_activity_id": "0yKexample",
        "journey_activity_type": "EMAIL",
        "journey_send_status_message": "200",
        "journey_send_status_code": "200",
        "endpoint.Demographic.Timezone": "America/Los_Angeles",
        "application.app_id": APP,
    },
    ("email", "_email.send"): {
        "feedback": "received",
        "send_outcome": "sent",
        "facets.email_channel.mail_event.mail.message_send_timestamp": 1564618621380,
        "facets.email_channel.mail_event.mail.from_address": "sender@example.com",
        "facets.email_channel.mail_event.mail.common_headers.subject": "Amazon Pinpoint Test",
    },
    ("email", "_email.delivered"): {
        "send_outcome": "delivered",
        "event_timestamp": 1564618621380,
        "facets.email_channel.mail_event.delivery.processing_time_millis": 1310,
    },
    ("email", "_email.open"): {
        "send_outcome": "opened",
        "facets.email_channel.mail_event.open.ip_address": "72.21.198.67",
    },
    ("email", "_email.click"): {
        "feedback": "https://aws.amazon.com/pinpoint/",
        "send_outcome": "clicked",
        "facets.email_channel.mail_event.click.link": "https://aws.amazon.com/pinpoint/",
    },
    ("sms", "_SMS.SUCCESS"): {
        "send_outcome": "delivered",
        "sender_request_id": "565d4425-4b3a-11e9-b0a5-example",
        "origination_phone_number": "+12065550142",
        "record_status": "DELIVERED",
        "iso_country_code": "US",
        "number_of_message_parts": "1",
        "message_type": "Transactional",
        "price_in_millicents_usd": 645.0,
        "customer_context": '{"userId":"user-id-4"}',
    },
}
"""Paths into the properties of each documented event."""


@pytest.mark.parametrize("place", DOCUMENTED, ids=lambda place: place[1])
def test_documented_fields_arrive(built: Project, place: tuple[str, str]) -> None:
    """Each where docs/sources.md says."""
    event = one_event(built, *place)
    assert {name: event[name] for name in DOCUMENTED[place]} == DOCUMENTED[place]
    for path, expected in PROPERTIES[place].items():
        value = event["properties"]
        for name in path.split("."):
            value = value[name]
        assert value == expected, path


def test_addresses_are_contacts(built: Project) -> None:
    """A mail's recipient and a number are there as hashes, in lists and headers of mails too."""
    hashed = contact_hash("recipient@example.com")
    event = one_event(built, "email", "_email.delivered")
    assert json.loads(event["identifiers"]) == {"email": hashed}
    mail_event = event["properties"]["facets"]["email_channel"]["mail_event"]
    assert mail_event["mail"]["destination"] == [hashed]
    assert {"name": "To", "value": hashed} in mail_event["mail"]["headers"]
    assert mail_event["delivery"]["recipients"] == [hashed]
    event = one_event(built, "sms", "_SMS.SUCCESS")
    assert json.loads(event["identifiers"]) == {"phone": contact_hash("+14255550199")}


def test_an_address_names_whom_it_can(built: Project) -> None:
    """Numbers and mail addresses as hashes, tokens as devices; other texts nobody."""
    rows = built.query(
        "select identifiers, properties -> 'endpoint' ->> 'Address' as address from events"
        " where event_name = 'tap' and occurred_at > ? order by occurred_at",
        [moment(91)],
    )
    phone = contact_hash("+15550001111")
    assert [tuple(row.values()) for row in rows] == [
        (compact({"phone": phone}), phone),
        (None, contact_hash("cid@example.com")),
        (compact({"push_token": "token-9"}), "token-9"),
        (None, "attributes"),
    ]


def test_no_contact_stays(built: Project) -> None:
    """Not in a table, and not in any file beside it."""
    contacts = ("recipient@example", "4255550199", "john.stiles", "2065550182", "ann@example")
    contacts += ("cid@example", "5550001111")
    for name, row in built.every_row():
        assert not any(contact in str(row).lower() for contact in contacts), name
    for path in built.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            assert not any(contact.encode() in content for contact in contacts), path


def test_a_repeated_key_hides_no_contact(tmp_path: Path) -> None:
    """What stands behind the second of two keys of one name is masked, wherever they are."""
    endpoint = '{"ChannelType": "EMAIL", "Address": "a@x.example", "Address": "twice@x.example"}'
    lines = {
        "endpoints": [endpoint.replace("{", '{"Id": "e1", ')],
        "events": [
            compact({"event_type": "seen", "client_context": {"custom": {"endpoint": endpoint}}}),
            '{"event_type": "_email.open", "facets": {}, "facets": {"email_channel": {"mail_event":'
            ' {"mail": {"destination": ["twice@x.example"]}}}}}',
            compact({"event_type": "seen", "attributes": {"to": "to", "mail": "to"}}),
        ],
    }
    for entity, records in lines.items():
        folder = tmp_path / "data" / "pinpoint" / entity
        folder.mkdir(parents=True)
        (folder / "file").write_text("".join(f"{one}\n" for one in records), encoding="utf-8")
    project = Project(tmp_path / "warehouse", tmp_path / "data")
    project.build(select=["+fct_rejected_rows"])
    assert [name for name, row in project.every_row() if "twice@x" in str(row)] == []
    reasons = project.query(
        "select entity, rejection_reason as why, count(*) as n from fct_rejected_rows"
        " group by all order by all"
    )
    assert [tuple(row.values()) for row in reasons] == [
        ("endpoints", "malformed", 1),
        ("events", "malformed", 2),
        ("events", "missing_identifier", 1),
    ]


def test_each_type_of_event_arrives(built: Project) -> None:
    """Once, and with what became of a message where it tells of one."""
    rows = built.query(
        "select event_name, channel, properties ->> 'send_outcome' as outcome from events"
        " where (properties ->> 'n') is not null and event_name != 'joined' order by occurred_at"
    )
    assert [row["event_name"] for row in rows] == TYPES
    outcomes = {row["event_name"]: row["outcome"] for row in rows}
    assert outcomes["_SMS.BUFFERED"] == "pending"
    assert outcomes["_SMS.OPTOUT"] == "opted_out"
    assert outcomes["_email.softbounce"] == "failed"
    assert outcomes["_journey.opened_notification"] == "opened"
    assert outcomes["level_finished"] is None
    channels = {row["event_name"]: row["channel"] for row in rows}
    assert channels["_campaign.received_background"] == "push"
    assert channels["_userauth.sign_up"] == "app"
    assert channels["_SMS.FAILURE"] == "sms"


def test_records_that_follow_without_a_line_break(built: Project) -> None:
    """Each is one of its own, whatever its texts hold; a broken one costs itself alone."""
    rows = built.query(
        "select occurred_at, rejection_reason, raw_text from int_contract__judged_events"
        " where source_file like '%joined' order by occurred_at"
    )
    good = [row["occurred_at"] for row in rows if row["rejection_reason"] is None]
    assert good == [moment(n) for n in range(5)]
    [bad] = [row for row in rows if row["rejection_reason"] is not None]
    assert (bad["rejection_reason"], bad["raw_text"]) == (
        "malformed",
        '{"event_type":"joined",}',
    )


def test_bad_records_are_rejected_with_a_reason(built: Project) -> None:
    """And with their text."""
    for entity, bad in (("events", BAD), ("endpoints", BAD_ENDPOINTS)):
        rows = built.query(
            "select raw_text, rejection_reason from fct_rejected_rows"
            f" where source_file = 'pinpoint/{entity}/bad.jsonl'"
        )
        assert {row["raw_text"]: row["rejection_reason"] for row in rows} == bad


def test_every_record_ends_once(built: Project) -> None:
    """Accepted, a duplicate or rejected; what is derived from it is not counted."""
    rows = built.query("select * from rpt_event_reconciliation where source = 'pinpoint'")
    totals: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for column in ("raw_rows", "accepted_rows", "duplicate_rows", "rejected_rows"):
            totals[row["entity"], column] += row[column]
    documented = 5 + 3
    raw = documented + len(TYPES) + 3 + 3 + len(BAD) + len(MAILS) + 2
    assert totals["events", "raw_rows"] == raw
    assert totals["events", "rejected_rows"] == len(BAD) + 1
    assert totals["events", "duplicate_rows"] == 1
    assert totals["events", "accepted_rows"] == raw - len(BAD) - 2
    raw = 2 + 3 + 3 + len(ENDPOINTS) + 1 + len(BAD_ENDPOINTS)
    assert totals["endpoints", "raw_rows"] == raw
    assert totals["endpoints", "rejected_rows"] == len(BAD_ENDPOINTS)
    assert totals["endpoints", "duplicate_rows"] == 1
    assert {entity for entity, _ in totals} == {"events", "endpoints"}
    built.test(select="law_1_raw_rows_end_once")


def test_endpoints_give_links(built: Project) -> None:
    """From their date on; one without a user gives none, one without an id is its address."""
    rows = built.query(
        "select left_type, left_value, right_type, right_value, linked_at from identity_links"
        " where source = 'pinpoint' order by all"
    )
    links = [tuple(row.values()) for row in rows]
    ann = contact_hash("ann@example.com")
    first, second = datetime(2025, 3, 1, 10), datetime(2025, 3, 2, 10)
    assert [link for link in links if link[1] == "d7"] == [
        ("endpoint_id", "d7", "email", ann, first),
        ("endpoint_id", "d7", "email", ann, second),
        ("endpoint_id", "d7", "user_id", "ann", first),
        ("endpoint_id", "d7", "user_id", "ann", second),
    ]
    assert ("user_id", "ann", "email", ann, first) in links
    assert [link for link in links if link[1] == "d8"] == [
        ("endpoint_id", "d8", "push_token", "token-8", first),
        ("endpoint_id", "d8", "push_token", "token-8", datetime(2025, 3, 3, 10)),
        ("endpoint_id", "d8", "user_id", "ann", first),
    ]
    john = contact_hash("john.stiles@example.com")
    assert ("user_id", "example-user-id-2", "email", john, None) in links
    phone = contact_hash("12065550182")
    assert ("user_id", "example-user-id-1", "phone", phone, None) in links


def test_opt_outs_are_consents(built: Project) -> None:
    """By channel: what endpoints say of themselves, and what recipients did."""
    rows = built.query(
        "select identifier_value, purpose, is_granted, changed_at from consents"
        " where source = 'pinpoint' order by all"
    )
    said = {tuple(row.values()) for row in rows}
    at = {name: moment(TYPES.index(name)) for name in TYPES}
    assert said == {
        ("d1", "sms", False, at["_SMS.OPTOUT"]),
        ("d1", "email", False, at["_email.complaint"]),
        ("d1", "email", False, at["_email.unsubscribe"]),
        ("d9", "email", False, moment(91)),
        ("d7", "email", True, datetime(2025, 3, 1, 10)),
        ("d7", "email", False, datetime(2025, 3, 2, 10)),
        ("d8", "push", True, datetime(2025, 3, 1, 10)),
        ("example_endpoint", "push", False, datetime(2018, 5, 7, 19, 3, 29, 963000)),
        ("example_endpoint", "push", True, datetime(2018, 6, 6, 0, 58, 19, 865000)),
    }


# ---------- a journey


SEEDS = {
    "journeys": (
        "journey_id,version,journey_name,valid_from,participant,reentry,reentry_interval_minutes,"
        "max_entries,step_order,window_minutes,inactivity_minutes,conversion_tail_minutes,"
        "ends_on_conversion,ends_on_completion,holdout_percent,consent_purpose,starts_at,ends_at,"
        "segment_property\nwelcome,1,Welcome,2020-01-01,user,restart,,,ordered,1440,,,,,,,,,\n"
    ),
    "journey_steps": (
        "journey_id,version,step_id,step_name,step_index,step_type,stage_id,within_minutes,"
        "is_terminal\nwelcome,1,mail,Mail,1,email,,,\nwelcome,1,push,Push,2,push,,,\n"
    ),
}
"""A journey of two messages, whose first one stands for the entry."""


def example(section: str) -> str:
    """The block of CSV in a section of docs/sources.md."""
    page = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    [_, after] = re.split(f"^##+ {section}$", page, flags=re.MULTILINE)
    return after.split("```csv\n", 1)[1].split("```", 1)[0]


def write_seeds(folder: Path) -> Path:
    """Writes the journey's seeds, with the rules of docs/sources.md.

    Those that say what Pinpoint's words mean are the project's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**SEEDS, "journey_rules": example("Journeys")}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    for name in ("identifier_types", "message_statuses", "passive_events"):
        shutil.copy2(next((ROOT / "seeds").rglob(f"{name}.csv")), folder)
    return folder


def sent(user: str, activity: str, at: float, device: str, status: str = "SUCCESS") -> Row:
    """A message that a journey sent, or did not."""
    return record(
        "_journey.send",
        at,
        endpoint={"ChannelType": "EMAIL", "User": {"UserId": user}},
        client={"client_id": device},
        attributes={
            "journey_id": "j",
            "journey_run_id": "r",
            "journey_activity_id": activity,
            "journey_activity_type": "EMAIL",
            "journey_send_status": status,
        },
    )


def mailed(kind: str, user: str, at: float, arrived: float, message: str) -> Row:
    """What became of a mail of the journey: all its events have the time of the send."""
    return record(
        f"_email.{kind}",
        at,
        arrival_timestamp=milliseconds(arrived),
        client={"client_id": f"{user}-mail"},
        attributes={"journey_id": "j", "journey_activity_id": "a1"},
        facets=mail(kind, message, f"{user}@example.com"),
    )


def tapped(user: str, kind: str, at: float, **fields: object) -> Row:
    """An event of an app on the user's phone."""
    return record(kind, at, client={"client_id": f"{user}-phone"}, **fields)


HISTORY = [
    sent("ann", "a1", 0, "ann-mail"),
    mailed("send", "ann", 0, 0.1, "m1"),
    mailed("delivered", "ann", 0, 0.5, "m1"),
    mailed("click", "ann", 0, 9, "m1"),
    mailed("open", "ann", 0, 8, "m1"),
    sent("ann", "a2", 60, "ann-phone"),
    tapped("ann", "_journey.opened_notification", 61),
    tapped(
        "ann",
        "_monetization.purchase",
        70,
        attributes={"_currency": "EUR"},
        metrics={"_item_price": 12.5, "_quantity": 2.0},
    ),
    # a second run of the journey
    sent("ann", "a1", 3000, "ann-mail"),
    mailed("send", "ann", 3000, 3000.1, "m2"),
    # what was capped has entered, too
    sent("bob", "a1", 5, "bob-mail", "DAILY_CAP"),
    sent("bob", "a2", 65, "bob-phone"),
    tapped("bob", "_journey.opened_notification", 66),
]
EXPORTS = [
    {
        "Id": f"{user}-{kind}",
        "ChannelType": channel,
        "Address": f"{user}@example.com" if channel == "EMAIL" else f"token of {user}",
        "OptOut": "NONE",
        "EffectiveDate": "2025-02-01T00:00:00Z",
        "User": {"UserId": user},
    }
    for user in ("ann", "bob")
    for kind, channel in (("mail", "EMAIL"), ("phone", "APNS"))
]


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A warehouse of the journey, built at once."""
    folder = tmp_path_factory.mktemp("welcome")
    for part in range(3):
        write_part(folder / "data", part)
    project = Project(folder / "warehouse", folder / "data", write_seeds(folder / "seeds"))
    project.build()
    return project


def write_part(data: Path, part: int) -> None:
    """Writes a third of the history, in no order of time, and of the endpoints."""
    write(data, f"events/stream-1-{part}.gz", *HISTORY[part::3])
    write(data, f"endpoints/{part}.json.gz", *EXPORTS[part::3])


def test_entries_are_inferred_from_the_first_message(travelled: Project) -> None:
    """One a run, for a user with all endpoints; a message that was held back counts as well."""
    rows = travelled.query(
        "select entry_source, entered_at, is_converted, last_step_id, end_reason"
        " from fct_journey_entries order by entered_at"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("inferred", moment(0), True, "push", "window_elapsed"),
        ("inferred", moment(5), False, "entry", "window_elapsed"),
        ("inferred", moment(3000), False, "mail", None),
    ]
    assert travelled.query("select count(distinct user_key) as n from fct_events") == [{"n": 2}]


def test_what_became_of_messages(travelled: Project) -> None:
    """Mails by their message, pushes by their step; what follows is dated by its arrival."""
    rows = travelled.query(
        "select step_id, outcome, occurred_at from fct_step_outcomes order by occurred_at"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("mail", "delivered", moment(0.5)),
        ("mail", "opened", moment(8)),
        ("push", "sent", moment(60)),
        ("push", "opened", moment(61)),
    ]


def test_a_purchase_has_a_price_and_a_quantity(travelled: Project) -> None:
    """Its value is their product."""
    rows = travelled.query("select value, currency from events where value is not null")
    assert rows == [{"value": Decimal(25), "currency": "EUR"}]


def test_runs_add_up_to_a_full_refresh(travelled: Project, tmp_path: Path) -> None:
    """The files come one after the other, endpoints with them: as if all had come at once."""
    seeds = write_seeds(tmp_path / "seeds")
    for part in (2, 0, 1):
        write_part(tmp_path / "data", part)
        runs = Project(tmp_path / "runs", tmp_path / "data", seeds)
        runs.build()
    told = runs.query("select run_no, cause from fct_load_runs order by run_no")
    assert [row["cause"] for row in told][1:] != ["changed_definitions"] * 2
    assert not unlike(runs.database, travelled.database), told
