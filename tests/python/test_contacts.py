"""Contacts are stored as keyed hashes only, and a warehouse stays with its key."""

import hashlib
import hmac
import json
import stat
from pathlib import Path

import duckdb
import pytest
from contact_key import ContactKey, key_file
from harness import BuildError, Project
from reference.contacts import KEY, contact_hash

READ = ["+fct_rejected_rows", "+rpt_event_reconciliation", "+dim_users", "models/contract"]
MARK = "secret"
"""Every contact of the data has it, and nothing else has."""


def contact(number: int) -> str:
    """A contact of its own; some have what CSV, JSON and SQL write in a way of their own."""
    oddities = ("", '"', "\\", "'", "é", "/", "~1", "\n")
    return f"{MARK}{oddities[number % len(oddities)]}{number}@example.com"


def event(number: int, **fields: object) -> dict[str, object]:
    """A good event of a user, with a contact."""
    return {
        "event_id": f"e{number}",
        "event_name": "open",
        "occurred_at": "2024-01-01T00:00:00Z",
        "user_id": f"u{number}",
        "identifiers": {"email_sha256": contact(number), "crm_id": f"c{number}"},
        **fields,
    }


def escaped(text: str) -> str:
    """A line of JSON in which every letter of a contact's name is written by its number."""
    return text.replace(MARK, "".join(f"\\u{ord(letter):04x}" for letter in MARK))


def write_data(folder: Path) -> None:
    """Writes events, links, consents and requests with contacts: good, repeated and bad."""
    events = folder / "generic" / "events"
    events.mkdir(parents=True)
    good = [json.dumps(event(n), ensure_ascii=n % 2 == 0) for n in range(16)]
    twice = json.dumps(event(17)).replace('{"email', '{"email_sha256": "secret of old", "email')
    last = json.dumps(event(27)).replace('"identifiers"', '"identifiers": {}, "identifiers"')
    empty = json.dumps(event(28)).replace('{"email', '{"email_sha256": " ", "email')
    bad = [
        json.dumps(event(18, event_name=None)),
        json.dumps(event(19, properties=[1])),
        json.dumps(event(20, occurred_at="never")),
        json.dumps(event(21, identifiers=contact(0))),
        json.dumps(event(22, identifiers=[contact(0)])),
        json.dumps(event(23))[:-2],
        '{"event_name": "open", "identifiers": {"phone": "secret name"',
    ]
    lines = [*good, good[1], escaped(json.dumps(event(16))), twice, last, empty, *bad]
    (events / "lines.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    rows = [event(24), event(25), event(26, event_name="")]
    cells = [
        [str(row[name]) for name in ("event_id", "event_name", "occurred_at", "user_id")]
        + ['"' + json.dumps(row["identifiers"]).replace('"', '""') + '"']
        for row in rows
    ]
    text = "event_id,event_name,occurred_at,user_id,identifiers\n"
    text += "".join(",".join(row) + "\n" for row in cells)
    text += f"e90,open,2024-01-01,u,{contact(0)},too many\n"
    (events / "rows.csv").write_bytes(text.encode() + f"\xff{contact(0)}\n".encode("latin-1"))
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'e91' as event_id, 'open' as event_name, '2024-01-01' as occurred_at,"
            " {'email_sha256': ?} as identifiers) to '" + str(events / "rows.parquet") + "'",
            [contact(91)],
        )
    others = {
        "identity_links": (
            "left_type,left_value,right_type,right_value,linked_at",
            [
                f"email_sha256,{contact(0)},user_id,u0,",
                f"user_id,u0,phone,{contact(0)},2024-01-01",
                f"user_id,u0,phone,{contact(0)},never",
                f"user_id,u0,phone,{contact(0)}",
            ],
        ),
        "consents": (
            "identifier_type,identifier_value,purpose,granted,changed_at",
            [
                f"phone,{contact(0)},ads,yes,2024-01-01",
                f"phone,{contact(0)},ads,perhaps,2024-01-01",
            ],
        ),
        "erasure_requests": (
            "identifier_type,identifier_value,requested_at",
            [f"phone,{contact(77)},2024-01-01", f"phone,{contact(0)},never"],
        ),
    }
    for name, (header, lines) in others.items():
        (folder / "generic" / name).mkdir()
        text = "".join(f"{line}\n" for line in (header, *lines))
        (folder / "generic" / name / "rows.csv").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The warehouse of such data, with a key that the build made."""
    folder = tmp_path_factory.mktemp("contacts")
    write_data(folder / "data")
    project = Project(folder / "warehouse", folder / "data", key=None)
    project.build(select=READ)
    return project


def made_key(project: Project) -> ContactKey:
    """The key that a build made."""
    path = key_file(project.database)
    return ContactKey(path.read_text(encoding="utf-8").strip().encode(), str(path))


def test_no_table_holds_a_contact(built: Project) -> None:
    """No column of any table or view has one, and hidden ones were there: their hashes are."""
    rows = list(built.every_row())
    assert "stg_generic__event_records" in {name for name, _ in rows}
    assert [(name, row) for name, row in rows if MARK in str(row)] == []
    key = made_key(built)
    hashed = built.query(
        "select distinct identifiers ->> 'email_sha256' as hash from events where hash != ''"
    )
    written = [*(contact(n) for n in (*range(17), 24, 25, 91)), "secret of old"]
    assert {row["hash"] for row in hashed} == {key.hash(one) for one in written}


def test_no_file_of_the_warehouse_holds_a_contact_or_the_key(built: Project) -> None:
    """Nor does anything beside it: compiled SQL and logs. The key is in its own file alone."""
    files = [path for path in built.root.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sql" for path in files)
    key = made_key(built)
    inner, outer = key.pads()
    for path in files:
        content = path.read_bytes()
        assert MARK.encode() not in content, path
        if path != key_file(built.database):
            for secret in (key.secret, inner, outer, inner.hex().encode(), outer.hex().encode()):
                assert secret not in content, path


def test_links_consents_and_requests_hold_the_same_hashes(built: Project) -> None:
    """A contact has one hash, wherever it is named."""
    one = made_key(built).hash(contact(0))
    [row] = built.query(
        "select (select left_value from identity_links where left_type = 'email_sha256') as email,"
        " (select right_value from identity_links where right_type = 'phone') as phone,"
        " (select identifier_value from consents) as consent"
    )
    assert set(row.values()) == {one}
    [request] = built.query("select identifier_hash from erasure_requests")
    nobody = made_key(built).hash(contact(77))
    assert request["identifier_hash"] == made_key(built).hash(f"erased|{nobody}")


def test_a_rejected_row_keeps_the_rest_of_its_text(built: Project) -> None:
    """Hashes stand in for contacts; in a row that is no record, a mark does."""
    texts = {
        row["raw_text"]: row["rejection_reason"]
        for row in built.query("select raw_text, rejection_reason from fct_rejected_rows")
    }
    key = made_key(built)
    late = event(20, occurred_at="never")
    late["identifiers"] = {"email_sha256": key.hash(contact(20)), "crm_id": "c20"}
    kept = [json.loads(text) for text, why in texts.items() if why == "invalid_timestamp"]
    assert late in kept
    assert texts['{"event_name": "open", "identifiers": {"phone": "***"'] == "malformed"
    assert texts["e90,open,2024-01-01,u,***,too many"] == "malformed"


def test_what_holds_no_contact_is_as_it_was(tmp_path: Path) -> None:
    """A record without contacts keeps its text, and so does a contact that is a mere property."""
    events = tmp_path / "data" / "generic" / "events"
    events.mkdir(parents=True)
    line = '{"event_name": "open",  "occurred_at": "2024-01-01", "user_id": "a@b.com", "phone": 7}'
    broken = '{"event_name": "open 12", "occurred_at": "2024-01-01T10:00:00.123+02:00", "n": 123456'
    (events / "few.jsonl").write_text(f"{line}\n{broken}\n")
    project = Project(tmp_path / "warehouse", tmp_path / "data")
    project.build(select=READ)
    texts = project.query("select raw_text from stg_generic__event_records order by all")
    assert texts == [{"raw_text": text} for text in sorted([line, broken])]
    [row] = project.query("select user_id, properties from events")
    assert row == {"user_id": "a@b.com", "properties": '{"phone":7}'}


def test_a_contact_leads_and_is_blocked_by_its_hash(tmp_path: Path) -> None:
    """`user_key` is made of the hash; the blocklist names what the source writes; columns count."""
    events = tmp_path / "data" / "generic" / "events"
    events.mkdir(parents=True)
    (events / "few.csv").write_text(
        "event_id,event_name,occurred_at,user_id\n1,open,2024-01-01,a@b.com\n2,open,2024-01-01,null\n"
    )
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "identifier_types.csv").write_text(
        "identifier_type,kind,priority,max_persons\nuser_id,contact,1,\n"
    )
    (seeds / "identifier_blocklist.csv").write_text(
        "identifier_type,identifier_value,reason\n,null,none\n"
    )
    project = Project(tmp_path / "warehouse", tmp_path / "data", seeds)
    project.build(select=[*READ, "+fct_identity_guards"])
    rows = project.query("select event_id, user_id, user_key from fct_events order by event_id")
    hashes = [contact_hash("a@b.com"), contact_hash("null")]
    keys = [hashlib.md5(f"user_id|{one}".encode()).hexdigest() for one in hashes]
    assert [tuple(row.values()) for row in rows] == list(zip(["1", "2"], hashes, keys, strict=True))
    [guard] = project.query("select identifier_value, guard_reason from fct_identity_guards")
    assert guard == {"identifier_value": hashes[1], "guard_reason": "blocklisted"}


# ---------- the key

KEYED = ["int_contract__contact_key", "identifier_types"]


def tables(project: Project) -> list[object]:
    """When each table was made, as far as DuckDB tells: its number in the catalogue."""
    return project.query("select table_name, table_oid from duckdb_tables() order by all")


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """The first build makes it, later ones keep it, and another warehouse has another."""
    project = Project(tmp_path / "one", key=None)
    project.build(select=KEYED)
    path = key_file(project.database)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = path.read_text()
    assert len(first.strip()) == 64
    project.build(select=KEYED)
    assert path.read_text() == first
    assert [one.name for one in project.root.glob("*.key*")] == [path.name]
    other = Project(tmp_path / "other", key=None)
    other.build(select=KEYED)
    assert key_file(other.database).read_text() != first


def test_a_lost_key_stops_the_build(tmp_path: Path) -> None:
    """Nothing is touched, no new key is made, and the key itself from elsewhere is the remedy."""
    project = Project(tmp_path / "one", key=None)
    project.build(select=KEYED)
    path = key_file(project.database)
    before, text = tables(project), path.read_text().strip()
    path.unlink()
    with pytest.raises(BuildError, match="hashes is lost.*milepost.key is not there.*MILEPOST_KEY"):
        project.build(select=KEYED, full_refresh=True)
    assert tables(project) == before
    assert not path.exists()
    path.write_text("\n")
    with pytest.raises(BuildError, match="milepost.key holds no key"):
        project.build(select=KEYED)
    path.unlink()
    project.key = text
    project.build(select=KEYED)


def test_another_key_stops_the_build(tmp_path: Path) -> None:
    """Whether it comes from the environment or from the file; no table is touched."""
    project = Project(tmp_path / "one")
    project.build(select=KEYED)
    before = tables(project)
    assert not key_file(project.database).exists()
    project.key = f"{KEY}!"
    with pytest.raises(BuildError, match="has changed: the one in the environment variable MILE"):
        project.build(select=KEYED)
    project.key = None
    key_file(project.database).write_text("yet another\n")
    with pytest.raises(BuildError, match="has changed: the one in .*milepost.key is not"):
        project.build(select=KEYED)
    assert tables(project) == before
    key_file(project.database).write_text(f"{KEY}\n")
    project.build(select=KEYED)


def test_what_a_killed_build_spilled_is_removed(tmp_path: Path) -> None:
    """The next build removes it, since raw records may be in it."""
    project = Project(tmp_path / "one")
    spilled = project.root / "milepost.duckdb.tmp" / "duckdb_temp_storage_DEFAULT-0.tmp"
    spilled.parent.mkdir()
    spilled.write_text(contact(0))
    project.build(select=KEYED)
    assert not spilled.exists()


@pytest.mark.parametrize("secret", ["k", "é" * 32, "k" * 64, "k" * 65, "k" * 200])
def test_pads_are_those_of_hmac(secret: str) -> None:
    """Two rounds of SHA-256 with the pads give what Python's HMAC gives, however long the key."""
    key = ContactKey(secret.encode(), "here")
    inner, outer = key.pads()
    by_pads = hashlib.sha256(outer + hashlib.sha256(inner + b"text").digest()).hexdigest()
    assert by_pads == key.hash("text") == hmac.digest(secret.encode(), b"text", "sha256").hex()
    assert secret not in repr(key)
