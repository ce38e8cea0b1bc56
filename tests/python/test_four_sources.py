"""One journey across four sources, each of which knows the person by another name.

An ad clicked in GA4, a visit in Segment, a push in Pinpoint, a purchase in the generic files.
"""

import gzip
import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from harness import ROOT, Project, Row
from reference.contacts import contact_hash

DAY = datetime(2026, 5, 1)
RULES = """\
journey_id,version,role,step_id,outcome,rule_id,event_name,property,operator,value
spring,1,entry,,,ad,ad_click,,,
spring,1,step,visit,,page,page,,,
spring,1,step,push,,push,_journey.send,journey_id,eq,j-spring
spring,1,conversion,,,order,order_paid,,,
"""
STEPS = """\
journey_id,version,step_id,step_name,step_index,step_type,stage_id,within_minutes,is_terminal
spring,1,visit,Visit,1,event,,,
spring,1,push,Push,2,push,,,
"""


def at(minute: int) -> datetime:
    """A minute of the morning."""
    return DAY.replace(hour=9, minute=minute)


def iso(minute: int) -> str:
    """That minute as text."""
    return f"{at(minute).isoformat()}Z"


def epoch(minute: int, unit: int) -> int:
    """That minute in so many parts of a second since 1970."""
    return round((at(minute) - datetime(1970, 1, 1)).total_seconds()) * unit


def write(path: Path, *records: Row) -> None:
    """Writes records as gzipped JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(one) + "\n" for one in records)
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))


def ga4(name: str, minute: int, browser: str, user: str | None = None) -> Row:
    """An event of GA4's export to BigQuery."""
    return {
        "event_date": "20260501",
        "event_timestamp": str(epoch(minute, 1_000_000)),
        "event_name": name,
        "event_params": [{"key": "gclid", "value": {"string_value": "click-1"}}],
        "user_pseudo_id": browser,
        "user_id": user,
        "platform": "WEB",
    }


def segment(kind: str, minute: int, **fields: object) -> Row:
    """A call of Segment."""
    return {
        "type": kind,
        "messageId": f"{kind}-{minute}-{fields['anonymousId']}",
        "timestamp": iso(minute),
        **fields,
    }


def pinpoint(minute: int, endpoint: str) -> Row:
    """A push of a Pinpoint journey."""
    return {
        "event_type": "_journey.send",
        "event_timestamp": epoch(minute, 1000),
        "arrival_timestamp": epoch(minute, 1000),
        "client": {"client_id": endpoint},
        "attributes": {
            "journey_id": "j-spring",
            "journey_activity_id": "a1",
            "journey_activity_type": "PUSH",
            "journey_send_status": "SUCCESS",
        },
    }


def write_data(data: Path) -> None:
    """Ann goes all the way; Bob gets no push, and what he buys nobody can know to be his."""
    write(
        data / "ga4/events/export.json.gz",
        ga4("ad_click", 0, "browser-ann"),
        ga4("login", 1, "browser-ann", "ann"),
        ga4("ad_click", 2, "browser-bob"),
        ga4("login", 3, "browser-bob", "bob"),
    )
    write(
        data / "segment/events/calls.jsonl.gz",
        segment("page", 5, anonymousId="cookie-ann"),
        segment(
            "identify",
            6,
            anonymousId="cookie-ann",
            userId="ann",
            traits={"email": "ann@example.com"},
        ),
        segment("page", 7, anonymousId="cookie-bob", userId="bob"),
    )
    write(data / "pinpoint/events/stream-1-2026-05-01.gz", pinpoint(20, "phone-ann"))
    write(
        data / "pinpoint/endpoints/export.json.gz",
        {
            "Id": "phone-ann",
            "ChannelType": "GCM",
            "Address": "token-ann",
            "OptOut": "NONE",
            "EffectiveDate": "2026-04-01T00:00:00.000Z",
            "User": {"UserId": "ann"},
        },
    )
    write(
        data / "generic/events/till.jsonl.gz",
        {
            "event_name": "order_paid",
            "occurred_at": iso(40),
            "received_at": iso(42),
            "identifiers": {"email": "ann@example.com"},
            "value": 59.9,
            "currency": "EUR",
        },
        {
            "event_name": "order_paid",
            "occurred_at": iso(41),
            "received_at": iso(42),
            "identifiers": {"email": "bob@example.com"},
        },
    )


def write_seeds(seeds: Path) -> None:
    """One journey; the rest that is needed is the project's."""
    seeds.mkdir()
    for name in ("identifier_types", "message_statuses", "passive_events"):
        shutil.copy2(next((ROOT / "seeds").rglob(f"{name}.csv")), seeds)
    header = next((ROOT / "seeds").rglob("journeys.csv")).read_text().splitlines()[0]
    line = {
        "journey_id": "spring",
        "version": "1",
        "valid_from": "2020-01-01",
        "participant": "user",
        "reentry": "once",
        "step_order": "ordered",
        "window_minutes": "60",
    }
    cells = ",".join(line.get(column, "") for column in header.split(","))
    (seeds / "journeys.csv").write_text(f"{header}\n{cells}\n")
    (seeds / "journey_rules.csv").write_text(RULES)
    (seeds / "journey_steps.csv").write_text(STEPS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The warehouse of the four."""
    folder = tmp_path_factory.mktemp("four")
    write_data(folder / "data")
    write_seeds(folder / "seeds")
    project = Project(folder / "warehouse", folder / "data", folder / "seeds")
    project.build(select=["+fct_step_progressions", "+fct_journey_entries", "+fct_rejected_rows"])
    return project


def test_four_names_are_one_person(built: Project) -> None:
    """A browser, a cookie, a phone and a mail address; whom nothing links is somebody else."""
    assert built.table("fct_rejected_rows") == []
    rows = built.query(
        "select event_name, count(distinct user_key) as people from fct_events"
        " where user_key = (select user_key from fct_events where user_id = 'ann' limit 1)"
        " group by event_name order by event_name"
    )
    assert [row["event_name"] for row in rows] == [
        "_journey.send",
        "ad_click",
        "identify",
        "login",
        "order_paid",
        "page",
    ]
    assert built.query("select count(distinct user_key) as n from fct_events") == [{"n": 3}]
    [order] = built.query("select identifiers from fct_events where occurred_at = ?", [at(40)])
    assert json.loads(order["identifiers"]) == {"email": contact_hash("ann@example.com")}


def test_the_journey_crosses_the_sources(built: Project) -> None:
    """An entry each, every step from the source that knows of it."""
    rows = built.query(
        "select events.source, progressions.step_id, progressions.reached_at, entries.entry_source,"
        " entries.converted_at from fct_step_progressions as progressions"
        " join fct_journey_entries as entries using (entry_id)"
        " join fct_events as events on progressions.event_id = events.event_id"
        " order by entries.entered_at, progressions.reached_at"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("ga4", "entry", at(0), "event", at(40)),
        ("segment", "visit", at(5), "event", at(40)),
        ("pinpoint", "push", at(20), "event", at(40)),
        ("ga4", "entry", at(2), "event", None),
        ("segment", "visit", at(7), "event", None),
    ]
