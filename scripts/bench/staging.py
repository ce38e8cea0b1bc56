"""Segment's lines staged by the project's own SQL, and read by DuckDB's JSON reader."""

import resource
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
from contact_key import find_key, make_key

from bench.commands import Place, dbt

RECORDS = "stg_segment__event_records"
STAGED = "stg_segment__events"
NO_TESTS = ("resource_type:test", "resource_type:unit_test")

# What the reader takes: every field that a staged event has something of, objects as JSON ...
ALL_FIELDS = """
    messageId: 'varchar', type: 'varchar', event: 'varchar', timestamp: 'timestamp',
    originalTimestamp: 'varchar', receivedAt: 'timestamp', sentAt: 'varchar',
    anonymousId: 'varchar', userId: 'varchar', channel: 'varchar', name: 'varchar',
    version: 'varchar', context: 'json', traits: 'json', properties: 'json', integrations: 'json'
"""
# ... and the fewest: what columns are made of, and the vendor's own properties.
FEWEST_FIELDS = """
    messageId: 'varchar', type: 'varchar', event: 'varchar', timestamp: 'timestamp',
    originalTimestamp: 'varchar', receivedAt: 'timestamp', anonymousId: 'varchar',
    userId: 'varchar', channel: 'varchar', properties: 'json'
"""
READ_JSON = """
select *
from read_json({file}, format = 'newline_delimited', columns = {{ {fields} }}, ignore_errors = true)
"""
# The reader as it comes: it looks at some lines and makes columns and structs of what it finds.
READ_AS_IT_COMES = "select * from read_json({file}, ignore_errors = true)"
READ_LINES = """
select line
from read_csv(
    {file}, auto_detect = false, columns = {{'line': 'varchar'}}, header = false, quote = '',
    escape = '', delim = chr(28) || chr(29), new_line = '\\n', max_line_size = 16000000
)
"""
# What the project's tables keep packed; the others are made as DuckDB makes them.
LONG_TEXTS = ("raw_text", "record", "properties")
# Every event that the reader finds, as the project has it.
DIFFERENT = f"""
select count(*)
from (
    select messageId, timestamp, receivedAt, anonymousId, userId
    from all_fields
    where messageId is not null
    except all
    select event_id, occurred_at, received_at, anonymous_id, user_id
    from {STAGED}_table
    where not is_malformed
)
"""


@dataclass(frozen=True)
class Cost:
    """What a table took: CPU seconds of all threads, and seconds by the clock."""

    cpu: float
    seconds: float


def lines_file(place: Place) -> Path:
    """Where the lines are."""
    return place.folder / "data/segment/events/calls.jsonl"


def compile_models(place: Place) -> dict[str, str]:
    """Build what the two models read, apart from the lines, and let dbt write their SQL.

    Returns:
        The SQL of each, by name.
    """
    select = ("--select", "resource_type:seed", f"+{RECORDS}", "--exclude", RECORDS, *NO_TESTS)
    dbt(place, "build", *select)
    dbt(place, "compile", "--select", RECORDS, STAGED)
    folder = place.folder / "target/compiled/milepost/models/staging/segment"
    return {name: (folder / f"{name}.sql").read_text("utf-8") for name in (RECORDS, STAGED)}


def queries_of(place: Place, models: Mapping[str, str]) -> dict[str, str]:
    """Each table's query, by the table's name, in the order in which they are made."""
    file = f"'{lines_file(place)}'"
    return {
        "as_it_comes": READ_AS_IT_COMES.format(file=file),
        "all_fields": READ_JSON.format(file=file, fields=ALL_FIELDS),
        "fewest_fields": READ_JSON.format(file=file, fields=FEWEST_FIELDS),
        "lines": READ_LINES.format(file=file),
        RECORDS: models[RECORDS],
        # the raw text is in the records
        f"{STAGED}_table": f"select * exclude (raw_text) from ({models[STAGED]})",
    }


def _cpu_seconds() -> float:
    """CPU seconds of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _make_table(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Make a table, the project's own as the macro `create_packed_table` does."""
    if table not in (RECORDS, f"{STAGED}_table"):
        connection.execute(f"create table {table} as {query}")
        return
    columns = ", ".join(
        f'"{name}" {kind}{" using compression zstd" if name in LONG_TEXTS else ""}'
        for name, kind, *_ in connection.execute(f"describe {query}").fetchall()
    )
    connection.execute(f"create table {table} ({columns})")
    connection.execute(f"insert into {table} {query}")


def measure_round(place: Place, queries: Mapping[str, str]) -> tuple[dict[str, Cost], int, int]:
    """Make each table once and drop all of them.

    Returns:
        What each took, the staged rows, and the reader's events that they do not have.
    """
    key = find_key(place.database) or make_key(place.database)
    costs: dict[str, Cost] = {}
    with duckdb.connect(str(place.database), config={"threads": place.threads}) as connection:
        connection.execute(f"set memory_limit = '{place.memory}'")
        connection.execute("set TimeZone = 'UTC'")
        for variable, pad in zip(("inner", "outer"), key.pads(), strict=True):
            connection.execute(f"set variable contact_key_{variable} = ?", [pad])
        for table, query in queries.items():
            cpu, started = _cpu_seconds(), time.perf_counter()
            _make_table(connection, table, query)
            connection.execute("checkpoint")
            costs[table] = Cost(_cpu_seconds() - cpu, time.perf_counter() - started)
        counts = f"select (select count(*) from {STAGED}_table), ({DIFFERENT})"
        rows, different = connection.execute(counts).fetchone() or (0, 0)
        for table in queries:
            connection.execute(f"drop table {table}")
        connection.execute("checkpoint")
    return costs, rows, different
