"""Who asks to be erased is gone from what vendors' files say too."""

import json
from pathlib import Path

import residue
from conftest import MakeProject
from harness import Row
from purge import purge
from reference.contacts import contact_hash

ERASED = ["anna-new", "anna-old", "anna-browser", "anna-phone", "anna@mail.example", "+15550001111"]
KEPT = ["ben-user", "ben-browser", "ben-phone"]


def write(path: Path, *records: Row) -> None:
    """Writes records as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def call(message: str, kind: str, **fields: object) -> Row:
    """A call of Segment's."""
    time = "2026-05-01T09:00:00Z"
    return {"type": kind, "messageId": message, "timestamp": time, "receivedAt": time, **fields}


def endpoint(name: str, user: str, phone: str) -> Row:
    """An endpoint of Pinpoint's export, whose owner refuses messages."""
    return {
        "Id": name,
        "Address": phone,
        "ChannelType": "SMS",
        "OptOut": "ALL",
        "EffectiveDate": "2026-05-01T09:00:00.000Z",
        "User": {"UserId": user},
    }


def test_what_vendors_say_of_the_erased_is_gone(tmp_path: Path, make_project: MakeProject) -> None:
    """A request names an id that only an alias ties to the others; a later file brings it back."""
    data = tmp_path / "data"
    write(
        data / "segment/events/calls.jsonl",
        call("m-anna-1", "identify", userId="anna-new", traits={"email": "anna@mail.example"}),
        call("m-anna-2", "alias", userId="anna-new", previousId="anna-old"),
        call("m-anna-3", "track", event="Seen", userId="anna-old", anonymousId="anna-browser"),
        call("m-ben-1", "track", event="Seen", userId="ben-user", anonymousId="ben-browser"),
    )
    write(
        data / "pinpoint/endpoints/export.json",
        endpoint("anna-phone", "anna-new", "+15550001111"),
        endpoint("ben-phone", "ben-user", "+15550002222"),
    )
    project = make_project(data=data)
    project.build()
    hashes = [contact_hash("anna@mail.example"), contact_hash("+15550001111")]
    for term in [*ERASED[:4], *hashes, "m-anna-2"]:
        assert residue.in_tables(project.database, [term]), term

    requests = data / "generic/erasure_requests/requests.csv"
    requests.parent.mkdir(parents=True)
    requests.write_text(
        "identifier_type,identifier_value,requested_at\nuser_id,anna-old,2026-05-02T00:00:00Z\n"
    )
    project.build()
    assert purge(project.database)
    gone = [*ERASED, *hashes, "m-anna-1", "m-anna-2", "m-anna-3"]
    assert residue.in_tables(project.database, gone) == []
    for term in KEPT:
        assert residue.in_tables(project.database, [term]), term
    assert project.query(
        "select status, events_erased, endpoints_erased, identity_links_erased from fct_erasure_log"
    ) == [
        {"status": "erased", "events_erased": 3, "endpoints_erased": 1, "identity_links_erased": 0}
    ]
    counts = (
        "select entity, raw_rows, accepted_rows, duplicate_rows, rejected_erased"
        " from rpt_event_reconciliation where entity != 'erasure_requests' order by load_key"
    )
    rows = {row.pop("entity"): tuple(row.values()) for row in project.query(counts)}
    assert rows == {"events": (4, 1, 0, 3), "endpoints": (2, 1, 0, 1)}

    write(
        data / "pinpoint/endpoints/later.json", endpoint("anna-phone", "anna-new", "+15550001111")
    )
    project.build()
    assert residue.in_tables(project.database, gone) == []
    [later] = project.query(
        "select rejected_erased from rpt_event_reconciliation where source_file like '%later.json'"
    )
    assert later == {"rejected_erased": 1}
