"""Files as people really have them: each raw row ends where the design contract says, exactly.

Every file of `FILES` is read in one build. Its events have ids that begin with the file's key, so
that what each file became can be told apart in the tables. A raw row is a line that is not blank
(in CSV, one after the header, or several that a quoted value spans), or a row of Parquet.
"""

import csv as csv_module
import gzip
import io
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from harness import BuildError, Project, Row
from reference.contacts import contact_hash

TABLES = ["+fct_rejected_rows", "+rpt_event_reconciliation", "models/contract"]
T0 = datetime(2024, 1, 1)
HEADER = "event_id,event_name,occurred_at,user_id,note"


@dataclass(frozen=True)
class File:
    """A file of events and what has to become of it.

    Attributes:
        name: its path below `generic/events`.
        content: its bytes.
        accepted: for each accepted event's id, the columns to check; `note` stands for the
            property of that name.
        rejected: raw text and reason of each rejected row. `UNREADABLE` stands for bytes that are
            no UTF-8; from there on the text is not looked at.
        duplicates: how many rows repeat one that is accepted elsewhere or here.
    """

    name: str
    content: bytes
    accepted: dict[str, Row] = field(default_factory=dict)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    duplicates: int = 0


UNREADABLE = "\ufffd"


def line(event_id: str, **fields: object) -> str:
    """A line of JSON that is a good event; a field of None is left out."""
    event: Row = {
        "event_id": event_id,
        "event_name": "open",
        "occurred_at": "2024-01-01T00:00:00Z",
        "user_id": "u",
        **fields,
    }
    present = {key: value for key, value in event.items() if value is not None}
    return json.dumps(present, ensure_ascii=False)


def row(event_id: str, note: str = "") -> str:
    """A line of CSV, below `HEADER`, that is a good event; `note` is written as it is."""
    return f"{event_id},open,2024-01-01T00:00:00Z,u,{note}"


def csv(*lines: str, header: str = HEADER, end: str = "\n") -> bytes:
    """A CSV file in UTF-8."""
    return "".join(text + end for text in (header, *lines)).encode()


def lines(*texts: str) -> bytes:
    """A file of JSON lines in UTF-8."""
    return "".join(text + "\n" for text in texts).encode()


def malformed(*texts: str) -> list[tuple[str, str]]:
    """Rejected rows, all of them malformed."""
    return [(text, "malformed") for text in texts]


# ---------- JSON lines


def json_files() -> list[File]:
    """Good and bad lines of JSON."""
    no_objects = [
        "[1, 2]",
        '"text"',
        "42",
        "null",
        "true",
        "no JSON",
        line("j-cut")[:-1],
        line("j-cut")[:40],
        line("j-two") + line("j-two"),
        line("j-comma")[:-1] + ",}",
        line("j-nan", note=float("nan")),
        line("j-infinity", properties={"deep": [float("-inf")]}),
        line("j-quotes").replace('"', "'"),
        line("j-tab", note="a\\tb").replace("\\\\t", "\t"),
        line("j-surrogate", note="\\ud83d").replace("\\\\", "\\"),
    ]
    no_maps = [
        line("j-list", properties=[1]),
        line("j-string", properties="text"),
        line("j-number", identifiers=1),
        line("j-inner", properties='{"a": NaN}'),
    ]
    good = ["j-1", "j-2", "j-3"]
    mixed = [line("j-1"), *no_objects, line("j-2"), *no_maps, line("j-3")]
    words = "NaN, nan ,inf], Infinity ,}"
    kept = {
        "k-text": {"note": words},
        "k-escapes": {"note": 'quote " back \\ slash / tab \t line \n nul \0 é 😀'},
        "k-long": {"note": "é" * 10_000},
        "k-object": {"properties": {"note": {"a": None, "b": [1, {"c": "d"}]}, "note2": False}},
        "k-twice": {"note": "first"},
        "k-null": {"properties": {}, "channel": None, "value": None},
        "k-as-text": {"properties": {"a": 1, "note": "x"}, "identifiers": {"crm_id": "c"}},
    }
    return [
        File(
            "mixed.jsonl",
            lines(*mixed),
            accepted={event_id: {} for event_id in good},
            rejected=malformed(*no_objects, *no_maps),
        ),
        File(
            "kept.ndjson",
            lines(
                line("k-text", note=words),
                line("k-escapes", note=kept["k-escapes"]["note"]),
                line("k-long", note="é" * 10_000),
                line("k-object", **kept["k-object"]["properties"]),
                line("k-twice", note="first")[:-1] + ', "note": "second"}',
                '{"channel": null, "value": null, "properties": null, "note": null, '
                + line("k-null")[1:],
                line("k-as-text", properties=' {"a": 1} ', identifiers='{"crm_id": "c"}', note="x"),
            ),
            accepted=kept,
        ),
        File("empty.jsonl", b""),
        File("blank.json", b"\n\n  \n\t\n\r\n"),
        File(
            "ends.json",
            b"\n".join(
                [b"", line("e-1").encode(), b"  ", b"\t" + line("e-2").encode() + b"\r"]
                + [line("e-3").encode()]
            ),
            accepted={"e-1": {}, "e-2": {}, "e-3": {}},
        ),
        File(
            "mark.jsonl.gz",
            gzip.compress(b"\xef\xbb\xbf" + lines(line("m-1"), line("m-2"))),
            accepted={"m-1": {}, "m-2": {}},
        ),
        File("utf_16.jsonl", *utf_16(line("w-1"), line("w-2"))),
        File(
            "latin_1.jsonl",
            lines(line("l-1"))
            + b'{"event_id": "l-caf\xe9"}\n'
            + lines(line("l-2", note="é"))
            + b"\xff\xfe \xe9",
            accepted={"l-1": {}, "l-2": {"note": "é"}},
            rejected=malformed('{"event_id": "l-caf' + UNREADABLE, UNREADABLE),
        ),
        File(
            "long.jsonl",
            lines(line("o-1"), line("o-2", note="x" * 3_000_000), "y" * 16_500_000, line("o-3")),
            accepted={"o-1": {}, "o-2": {"note": "x" * 3_000_000}, "o-3": {}},
            rejected=malformed("y" * 10_000),
        ),
        File(
            "zeros.jsonl",
            lines(line("z-1"), line("z-\0"), line("z-3").replace("z-3", "z-\0"), "\0"),
            accepted={"z-1": {}, "z-\0": {}},
            rejected=malformed(line("z-3").replace("z-3", "z-\0"), "\0"),
        ),
    ]


def utf_16(*texts: str) -> tuple[bytes, dict[str, Row], list[tuple[str, str]]]:
    """Content of a file in UTF-16, whose lines are all malformed, and what becomes of it."""
    content = "".join(f"{text}\n" for text in texts).encode("utf-16")
    _, *others = content.split(b"\n")
    return content, {}, malformed(UNREADABLE, *(text.decode() for text in others))


# ---------- CSV


def csv_files() -> list[File]:
    """Good and bad lines of CSV."""
    exact = {
        "q-comma": ('"a, b"', "a, b"),
        "q-quote": ('"say ""hi"""', 'say "hi"'),
        "q-only-quotes": ('""""""', '""'),
        "q-lines": ('"one\ntwo"', "one\ntwo"),
        "q-paragraphs": ('"one\n\n\ntwo\n"', "one\n\n\ntwo\n"),
        "q-first": ('"\nafter, ""a"" line\n"', '\nafter, "a" line\n'),
        "q-quoted-lines": ('"""\n""\n"""""', '"\n"\n""'),
        "q-row-inside": (f'"{row("q-none", "x")}\n{row("q-none")}"', None),
        "q-blanks": ("  padded ", "  padded "),
        "q-emoji": ("😀 naïve ‮ 汉", "😀 naïve ‮ 汉"),
        "q-long": ("x" * 10_000, "x" * 10_000),
        "q-long-lines": ('"' + "y\n" * 5_000 + '"', "y\n" * 5_000),
        "q-escape": (r"back\slash \n", r"back\slash \n"),
        "q-single": ("it's", "it's"),
        "q-word": ("null", "null"),
        "q-zeros": ("007", "007"),
        "q-nul": ("a\0b", "a\0b"),
        "q-empty": ("", None),
        "q-empty-quoted": ('""', None),
    }
    inside = exact["q-row-inside"][0].strip('"')
    accepted = {key: {"note": note} for key, (_, note) in exact.items()}
    accepted["q-row-inside"] = {"note": inside}
    good = [row(f"s-{number}", '"two\nlines"' if number % 3 == 0 else "x") for number in range(9)]
    stray = [
        row("s-open", '"never closed'),
        row("s-inch", 'a 5" screen'),
        row("s-two", 'a "quoted" word'),
        row("s-after", '"closed" late'),
        row("s-before", ' "early"'),
        row("s-short").rpartition(",")[0],
        row("s-more", "a,b"),
        "one cell",
        '"',
    ]
    broken = [text for pair in zip(good, stray, strict=True) for text in pair]
    windows = {"r-1": "one\r\ntwo\r\n\r\nthree", "r-2": "x"}
    return [
        File(
            "exact.csv",
            csv(*(row(key, text) for key, (text, _) in exact.items())),
            accepted=accepted,
        ),
        File(
            "stray.csv",
            csv(*broken),
            accepted={
                f"s-{number}": {"note": "x" if number % 3 else "two\nlines"} for number in range(9)
            },
            rejected=malformed(*stray),
        ),
        File(
            "swallowed.csv",
            csv(row("p-1", '"open'), row("p-2"), row("p-3"), row("p-4", '"\nlast"')),
            accepted={"p-2": {}, "p-3": {}, "p-4": {"note": "\nlast"}},
            rejected=malformed(row("p-1", '"open')),
        ),
        File(
            "windows.csv",
            csv(*(row(key, f'"{text}"') for key, text in windows.items()), end="\r\n"),
            accepted={key: {"note": text} for key, text in windows.items()},
        ),
        File(
            "excel.csv",
            b"\xef\xbb\xbf" + csv(row("x-1", '"one\n\ntwo\nthree"'), row("x-2"), end="\r\n"),
            accepted={"x-1": {"note": "one\n\ntwo\nthree"}, "x-2": {}},
        ),
        File(
            "textarea.csv",
            csv(row("t-1", '"one\r\n\r\ntwo"'), row("t-2", "x")),
            accepted={"t-1": {"note": "one\r\n\r\ntwo"}, "t-2": {"note": "x"}},
        ),
        File(
            "old_mac.csv",
            csv(row("a-1"), row("a-2", "x"), end="\r"),
            accepted={"a-1": {}, "a-2": {"note": "x"}},
        ),
        File(
            "mixed_ends.csv",
            csv(row("n-1")) + csv(row("n-3"), header=row("n-2"), end="\r\n") + row("n-4").encode(),
            accepted={"n-1": {}, "n-2": {}, "n-3": {}, "n-4": {}},
        ),
        File(
            "mark.csv.gz",
            gzip.compress(b"\xef\xbb\xbf" + csv(row("g-1", '"a\nb"'))),
            accepted={"g-1": {"note": "a\nb"}},
        ),
        File(
            "latin_1.csv",
            csv(row("c-1", '"two\nlines"'))
            + row("c-2", "café").encode("latin-1")
            + b"\n"
            + csv(row("c-4", '"café\nbar"'), header=row("c-3", "café"))
            + row("c-5", '"open\nna').encode()
            + b"\xefve\n"
            + csv(row("c-6", "last"), header='closed"'),
            accepted={
                "c-1": {"note": "two\nlines"},
                "c-3": {"note": "café"},
                "c-4": {"note": "café\nbar"},
                "c-6": {"note": "last"},
            },
            rejected=malformed(
                row("c-2", f"caf{UNREADABLE}"), row("c-5", '"open'), f"na{UNREADABLE}", 'closed"'
            ),
        ),
        File("empty.csv", b""),
        File("blank.csv", b"\n \n\r\n"),
        File("header_only.csv", csv()),
        File(
            "blank_lines.csv",
            csv("", row("b-1"), "", "  ", row("b-2"), "", header="\n" + HEADER),
            accepted={"b-1": {}, "b-2": {}},
        ),
        File(
            "commas_only.csv",
            csv(row("v-1"), ",,,,"),
            accepted={"v-1": {}},
            rejected=[(",,,,", "missing_event_name")],
        ),
        File(
            "names.csv",
            csv(
                "7,h-1,open,2024-01-01,u,a,b,c",
                header=',"event_id", event_name ,occurred_at,user_id,,"a ""b"", c",Event_ID',
            ),
            accepted={
                "h-1": {
                    "properties": {
                        "column_1": "7",
                        "column_6": "a",
                        'a "b", c': "b",
                        "Event_ID": "c",
                    }
                }
            },
        ),
        File(
            "maps.csv",
            csv(
                'y-1,open,2024-01-01,,"{""crm_id"": ""c""}","{""note"": null, ""b"": 1.5}",x,1',
                'y-2,open,2024-01-01,u,,"{}",x,',
                "y-3,open,2024-01-01,u,,a=b,x,",
                header="event_id,event_name,occurred_at,user_id,identifiers,properties,note,c",
            ),
            accepted={
                "y-1": {
                    "identifiers": {"crm_id": "c"},
                    "properties": {"note": None, "b": 1.5, "c": "1"},
                },
                "y-2": {"properties": {"note": "x"}},
            },
            rejected=malformed("y-3,open,2024-01-01,u,,a=b,x,"),
        ),
        File(
            'deep/er/date=2024-01-01/it\'s [1] "a" file, 100% *?.csv',
            csv(row("d-1", "x")),
            accepted={"d-1": {"properties": {"note": "x"}}},
        ),
        File("deep/er/date=2024-01-01/it's 1.csv", csv(row("d-2")), accepted={"d-2": {}}),
        File("deep/é 😀/UPPER.CSV", csv(row("d-3")), accepted={"d-3": {}}),
    ]


# ---------- Parquet


def parquet(rows: list[Row], schema: pa.Schema) -> bytes:
    """A Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
    return sink.getvalue().to_pybytes()


def parquet_files() -> list[File]:
    """Parquet files whose columns differ in name and type."""
    full = pa.schema(
        {
            "event_id": pa.string(),
            "event_name": pa.dictionary(pa.int32(), pa.string()),
            "occurred_at": pa.timestamp("us", tz="Europe/Berlin"),
            "received_at": pa.timestamp("ns"),
            "sequence": pa.int32(),
            "identifiers": pa.map_(pa.string(), pa.string()),
            "properties": pa.struct({"plan": pa.string(), "n": pa.int64(), "none": pa.string()}),
            "value": pa.decimal128(18, 4),
            "score": pa.float64(),
            "big": pa.int64(),
            "tags": pa.list_(pa.string()),
            "born": pa.date32(),
        }
    )
    berlin = datetime(2024, 1, 1, 0, 0, 0, 123456, tzinfo=UTC)
    rows: list[Row] = [
        {
            "event_id": "f-1",
            "event_name": "open",
            "occurred_at": berlin,
            "received_at": T0 + timedelta(microseconds=200_000),
            "sequence": 3,
            "identifiers": [("crm_id", "c 😀")],
            "properties": {"plan": 'pro "x"\n', "n": 2**53 + 1},
            "value": Decimal("-1234567.8901"),
            "score": float("nan"),
            "big": -(2**62) - 1,
            "tags": ["a", "b, c"],
            "born": date(2000, 2, 29),
        },
        {"event_id": "f-2", "event_name": "open", "identifiers": [("crm_id", "c")]},
    ]
    whole = {
        "occurred_at": T0 + timedelta(microseconds=123_456),
        "received_at": T0 + timedelta(microseconds=200_000),
        "sequence": 3,
        "identifiers": {"crm_id": "c 😀"},
        "value": Decimal("-1234567.890100"),
        "properties": {
            "plan": 'pro "x"\n',
            "n": 2**53 + 1,
            "big": -(2**62) - 1,
            "tags": ["a", "b, c"],
            "born": "2000-02-29",
        },
    }
    other = pa.schema(
        {
            "event_name": pa.string(),
            "occurred_at": pa.int64(),
            "user_id": pa.int64(),
            "event_id": pa.string(),
            "value": pa.string(),
            "score": pa.string(),
            "properties": pa.string(),
        }
    )
    texts: list[Row] = [
        {"event_id": "i-1", "occurred_at": 1704067200, "event_name": "open", "user_id": 12}
        | {"value": "n/a", "score": "high", "properties": '{"a": 1}'},
    ]
    return [
        File(
            "full.parquet",
            parquet(rows, full),
            accepted={"f-1": whole},
            rejected=[
                (
                    '{"event_id":"f-2","event_name":"open","identifiers":{"crm_id":"c"}}',
                    "invalid_timestamp",
                )
            ],
        ),
        File(
            "other.parquet",
            parquet(texts, other),
            accepted={
                "i-1": {
                    "user_id": "12",
                    "occurred_at": T0,
                    "value": None,
                    "properties": {"score": "high", "a": 1, "value": "n/a"},
                }
            },
        ),
        File("empty.parquet", parquet([], full)),
    ]


# ---------- what the columns say


def content_files() -> list[File]:
    """Well-formed rows: their times, numbers, identifiers, reasons and repetitions."""
    hour = timedelta(hours=1)
    times: dict[str, datetime | None] = {
        "2024-01-01T00:00:00Z": T0,
        "2024-01-01T00:00:00": T0,
        "2024-01-01 00:00": T0,
        "2024-01-01": T0,
        " 2024-01-01T00:00:00.5Z ": T0 + timedelta(seconds=0.5),
        "2024-01-01T00:00:00,25": T0 + timedelta(seconds=0.25),
        "2024-01-01T00:00:00.1234567Z": T0 + timedelta(microseconds=123_456),
        "2024-01-01t02:00:00+02:00": T0,
        "2024-01-01T05:30:00+0530": T0,
        "2024-01-01T02:00:00.000+02": T0,
        "2023-12-31T19:00:00-05:00": T0,
        "2024-01-01 00:00:00 +00:00": T0,
        "20240101T010000Z": T0 + hour,
        "1704067200": T0,
        "1704067200.5": T0 + timedelta(seconds=0.5),
        "1704067200000": T0,
        "1704067200123": T0 + timedelta(milliseconds=123),
        "1.7040672e9": T0,
        "99999999999": datetime(5138, 11, 16, 9, 46, 39),
        "100000000000": datetime(1973, 3, 3, 9, 46, 40),
        "-1": datetime(1969, 12, 31, 23, 59, 59),
        "2024-02-30": None,
        "2024-13-01T00:00:00Z": None,
        "2024-01-01T25:00:00Z": None,
        "2024-01-01T00:00:00+99:00": None,
        "2024-01-01T00:00:00+02:75": None,
        "2024-01-01T00:00:00 Europe/Berlin": None,
        "01/02/2024": None,
        "now": None,
        "infinity": None,
        "99999999999999999999": None,
        "": None,
    }
    late = T0 + 24 * hour
    reasons = [
        (line("r", event_name=None, user_id=None, occurred_at="x"), "missing_event_name"),
        (line("r", event_name=" \n", user_id=None), "missing_event_name"),
        (line("r", user_id=None, occurred_at="x"), "missing_identifier"),
        (line("r", user_id=" ", occurred_at="x"), "missing_identifier"),
        (line("r", user_id=None, identifiers={"shoe_size": "44"}), "missing_identifier"),
        (line("r", user_id=None, identifiers={"crm_id": " "}), "missing_identifier"),
        (line("r", user_id=None, identifiers={"crm_id": None}), "missing_identifier"),
        (line("r", occurred_at=None), "invalid_timestamp"),
        (
            line("r", occurred_at=f"{late.isoformat()}.001", received_at=T0.isoformat()),
            "future_timestamp",
        ),
        (line("r", occurred_at="2999-01-01", received_at="2024-01-01"), "future_timestamp"),
    ]
    return [
        File(
            "times.jsonl",
            lines(*(line(f"times-{text}", occurred_at=text) for text in times)),
            accepted={
                f"times-{text}": {"occurred_at": time, "received_at": time}
                for text, time in times.items()
                if time
            },
            rejected=[
                (line(f"times-{text}", occurred_at=text), "invalid_timestamp")
                for text, time in times.items()
                if not time
            ],
        ),
        File(
            "numbers.jsonl",
            lines(
                line("u-1", occurred_at=1704067200, value=19.99, sequence=7, currency="EUR"),
                line("u-2", occurred_at=1704067200000, value="+1e3", sequence="-9007199254740993"),
                line("u-3", value="12,50", sequence=1.5, note="x"),
                line("u-4", value="a", sequence="b", properties={"value": {"c": [None]}}),
            ),
            accepted={
                "u-1": {"occurred_at": T0, "value": Decimal("19.99"), "sequence": 7}
                | {"currency": "EUR", "properties": {}},
                "u-2": {"occurred_at": T0, "value": Decimal(1000), "sequence": -9007199254740993},
                "u-3": {"value": None, "sequence": None}
                | {"properties": {"value": "12,50", "sequence": 1.5, "note": "x"}},
                "u-4": {"properties": {"value": {"c": [None]}, "sequence": "b"}},
            },
        ),
        File("reasons.jsonl", lines(*(text for text, _ in reasons)), rejected=reasons),
        File(
            "received.jsonl",
            lines(
                line("rc-1", occurred_at=late.isoformat(), received_at=T0.isoformat()),
                line("rc-2", received_at="yesterday"),
                line("rc-3", received_at="2023-01-01", user_id=None, identifiers={"crm_id": 12}),
                line("rc-4", user_id=" u ", endpoint_id="", message_id="\t", event_name=" a "),
            ),
            accepted={
                "rc-1": {"occurred_at": late, "received_at": T0},
                "rc-2": {"received_at": T0},
                "rc-4": {"user_id": " u ", "endpoint_id": None, "message_id": None}
                | {"event_name": " a "},
            },
            rejected=[
                (
                    line("rc-3", received_at="2023-01-01", user_id=None)[:-1]
                    + ', "identifiers": {"crm_id": 12}}',
                    "future_timestamp",
                )
            ],
        ),
        File(
            "repeated.csv",
            csv(
                "dup-1,open,2024-01-02,2024-01-02,u,late",
                "dup-1,open,2024-01-02,2024-01-02,u,late",
                "dup-2,open,2024-01-02,,u,b",
                "dup-2,open,2024-01-02,,u,a",
                "dup-3,,2024-01-01,,u,no name",
                header="event_id,event_name,occurred_at,received_at,user_id,note",
            ),
            accepted={"dup-2": {"note": "a"}},
            rejected=[("dup-3,,2024-01-01,,u,no name", "missing_event_name")],
            duplicates=3,
        ),
        File(
            "repeated.jsonl",
            lines(
                line("dup-1", occurred_at="2024-01-05", received_at="2024-01-01", note="first"),
                line("dup-3", note="named"),
            ),
            accepted={
                "dup-3": {"note": "named"},
            },
            rejected=[
                (
                    line("dup-1", occurred_at="2024-01-05", received_at="2024-01-01", note="first"),
                    "future_timestamp",
                )
            ],
        ),
        File(
            "repeated.parquet",
            parquet(
                [
                    {"event_id": "dup-1", "event_name": "open", "user_id": "u"}
                    | {"occurred_at": T0, "received_at": T0 + hour, "note": "earliest"}
                ],
                pa.schema(
                    {name: pa.string() for name in ("event_id", "event_name", "user_id", "note")}
                    | {name: pa.timestamp("ms") for name in ("occurred_at", "received_at")}
                ),
            ),
            accepted={"dup-1": {"note": "earliest", "received_at": T0 + hour}},
        ),
    ]


# ---------- random files


def random_csv(seed: int) -> File:
    """A well-formed file as Python's writer makes it, of values that are hard to read.

    Lines within its values end alike, and no file has empty lines only: what ended a line is not
    kept, but told from all values of a file.
    """
    chance = random.Random(seed)
    newline, end = chance.choice(["\n", "\r\n"]), chance.choice(["\n", "\r\n"])
    pieces = ["a", '"', '""', ",", newline, newline, " ", "é", "😀", "\t", "'", ";", "\x1c"]
    values = [f"a{newline}b"]
    values += ["".join(chance.choices(pieces, k=chance.randrange(12))) for _ in range(40)]
    accepted = {f"random-{seed}-{n}": {"note": text or None} for n, text in enumerate(values)}
    sink = io.StringIO(newline="")
    quoting = chance.choice([csv_module.QUOTE_MINIMAL, csv_module.QUOTE_ALL])
    writer = csv_module.writer(sink, lineterminator=end, quoting=quoting)
    writer.writerow(["note", "event_id", "event_name", "occurred_at", "user_id", "other"])
    for event_id, columns in accepted.items():
        other = chance.choice(values)
        writer.writerow([columns["note"], event_id, "open", "2024-01-01", "u", other])
        columns["properties"] = {"note": columns["note"], "other": other}
        columns["properties"] = {k: v for k, v in columns["properties"].items() if v}
    return File(f"random_{seed}.csv", sink.getvalue().encode(), accepted)


def random_json() -> File:
    """Lines of JSON with bytes in a string that may or may not leave it JSON.

    Whether they do, Python's own reader tells, held to what RFC 8259 allows.
    """
    chance = random.Random(0)
    pieces = [b"a", b'"', b"\\", b"\\u00e9", b"\\ud83d", b"\\ude00", b"\\n", b'\\"', b"\t", b"\0"]
    pieces += [b",", b"}", b"{", b":", b"NaN", b" ", b"\x7f", b"\xe9", b"\xff", b"\xed\xa0\x80"]
    pieces += ["é".encode(), "😀".encode(), "\u2028".encode(), "\ufeff".encode()]
    texts: list[bytes] = []
    accepted: dict[str, Row] = {}
    rejected: list[tuple[str, str]] = []
    for number in range(1000):
        before, after = line(f"json-{number}", note="@").encode().split(b"@")
        texts.append(before + b"".join(chance.choices(pieces, k=chance.randrange(5))) + after)
        try:
            text = texts[-1].decode()
        except UnicodeDecodeError:
            rejected += malformed(texts[-1].decode(errors="replace"))
            continue
        try:
            note = json.loads(text)["note"]
            note.encode()
        except (json.JSONDecodeError, UnicodeEncodeError):
            rejected += malformed(text)
        else:
            accepted[f"json-{number}"] = {"note": note}
    return File("random.jsonl", b"\n".join(texts), accepted, rejected)


FILES = {
    file.name: file
    for file in [
        *json_files(),
        *csv_files(),
        *parquet_files(),
        *content_files(),
        *map(random_csv, range(20)),
        random_json(),
    ]
}


def write(folder: Path, name: str, content: bytes) -> None:
    """Writes a file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A warehouse of all `FILES`, beside things that no reader should mind, and other entities."""
    root = tmp_path_factory.mktemp("ingestion")
    data = root / "it's [my] data" / ".hidden parent"
    events = data / "generic" / "events"
    for file in FILES.values():
        write(events, file.name, file.content)
    for name in (".DS_Store", "_SUCCESS", "deep/.csv.swp", "_temporary/0/part.csv"):
        write(events, name, b"\0")
    write(root, "elsewhere/linked.csv", csv(row("ln-1")))
    (events / "linked.csv").symlink_to(root / "elsewhere" / "linked.csv")
    (events / "linked folder").symlink_to(root / "elsewhere")
    write_other_entities(data / "generic")
    project = Project(root / "warehouse", data=data)
    project.build(select=TABLES)
    return project


def write_other_entities(folder: Path) -> None:
    """Writes files of identity links, consents, erasure requests and costs."""
    write(
        folder,
        "identity_links/links.csv",
        b"left_type,left_value,right_type,right_value,linked_at\n"
        b"user_id,u1,crm_id,c1,2024-01-01T01:00:00+01:00\n"
        b"user_id,u1,crm_id,c1,1704067200\n"
        b"user_id,u2,crm_id,c2,\n"
        b"user_id,u2,crm_id,c2,soon\n"
        b"user_id,,crm_id,c2,\n"
        b"user_id,u2,shoe_size,44,\n"
        b"user_id,u2\n",
    )
    write(
        folder,
        "consents/consents.jsonl",
        b'{"identifier_type": "user_id", "identifier_value": "u1", "purpose": "ads",'
        b' "granted": true, "changed_at": 1704067200}\n'
        b'{"identifier_type": "user_id", "identifier_value": "u1", "purpose": "ads",'
        b' "granted": "No", "changed_at": "2024-01-02"}\n'
        b'{"identifier_type": "user_id", "identifier_value": "u1", "purpose": "ads",'
        b' "granted": "maybe", "changed_at": "2024-01-02"}\n'
        b'{"identifier_type": "user_id", "identifier_value": "u1", "purpose": "ads",'
        b' "granted": true}\n'
        b'{"identifier_type": "user_id", "purpose": "ads", "granted": true}\n',
    )
    write(
        folder,
        "erasure_requests/requests.csv",
        b"identifier_type,identifier_value,requested_at\nuser_id,u9,2024-01-01\nuser_id,u9,\n",
    )
    write(
        folder,
        "costs/costs.csv",
        b"date,channel,campaign,amount,currency\n"
        b"2024-01-01,email,spring,12.345678,EUR\n"
        b"2024-01-01,email,spring,12.345678,EUR\n"
        b"2024-01-01,email,spring,many,EUR\n"
        b"1 January,email,spring,1,EUR\n",
    )


def counts(project: Project, source_file: str) -> dict[str, int]:
    """How many rows a load had and where they ended; all 0 for one without rows."""
    columns = ["raw_rows", "accepted_rows", "duplicate_rows", "rejected_rows"]
    found = project.query(
        f"select {', '.join(columns)} from rpt_event_reconciliation where source_file = ?",
        [source_file],
    )
    return found[0] if found else dict.fromkeys(columns, 0)


def readable(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rejected rows, sorted, their texts up to the first that was not readable."""
    return sorted((text.replace(UNREADABLE, "?").partition("?")[0], why) for text, why in rows)


def rejected(project: Project, source_file: str) -> list[tuple[str, str]]:
    """Raw text and reason of a load's rejected rows, sorted."""
    found = project.query(
        "select raw_text, rejection_reason from fct_rejected_rows where source_file = ?",
        [source_file],
    )
    return sorted((r["raw_text"], r["rejection_reason"]) for r in found)


@pytest.mark.parametrize("name", FILES)
def test_every_row_ends_once(built: Project, name: str) -> None:
    """A file's rows are accepted, duplicates, or rejected with their raw text and first reason."""
    file = FILES[name]
    source_file = f"generic/events/{name}"
    assert counts(built, source_file) == {
        "raw_rows": len(file.accepted) + file.duplicates + len(file.rejected),
        "accepted_rows": len(file.accepted),
        "duplicate_rows": file.duplicates,
        "rejected_rows": len(file.rejected),
    }
    assert readable(rejected(built, source_file)) == readable(file.rejected)


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.accepted])
def test_accepted_values_arrive_exactly(built: Project, name: str) -> None:
    """An accepted event's columns hold what the file says, to the last character."""
    expected = FILES[name].accepted
    found = built.query("select * from events where list_contains(?, event_id)", [list(expected)])
    events = {event["event_id"]: event for event in found}
    for event in events.values():
        for column in ("properties", "identifiers"):
            event[column] = json.loads(event[column]) if event[column] else event[column]
        event["note"] = event["properties"].get("note")
    assert events.keys() == expected.keys()
    assert {
        event_id: {column: events[event_id][column] for column in columns}
        for event_id, columns in expected.items()
    } == expected


def test_no_file_is_passed_over(built: Project) -> None:
    """Each file with rows is a load, symbolic links too, and there are no others."""
    loads = built.query("select source_file from rpt_event_reconciliation where entity = 'events'")
    expected = {f"generic/events/{name}" for name, f in FILES.items() if f.accepted or f.rejected}
    expected |= {"generic/events/linked.csv", "generic/events/linked folder/linked.csv"}
    assert {load["source_file"] for load in loads} == expected
    assert len(loads) == len(expected)
    assert len(built.query("select 1 from events where event_id = 'ln-1'")) == 1


def test_other_entities_end_once_too(built: Project) -> None:
    """Links, consents, erasure requests and costs are judged by their own columns."""
    links = built.query("select * exclude (source) from identity_links order by all")
    link = {"raw_entity": "identity_links", "left_type": "user_id", "right_type": "crm_id"}
    assert links == [
        link | {"left_value": "u1", "right_value": "c1", "linked_at": T0},
        link | {"left_value": "u2", "right_value": "c2", "linked_at": None},
    ]
    assert rejected(built, "generic/identity_links/links.csv") == [
        ("user_id,,crm_id,c2,", "missing_identifier"),
        ("user_id,u2", "malformed"),
        ("user_id,u2,crm_id,c2,soon", "invalid_timestamp"),
        ("user_id,u2,shoe_size,44,", "missing_identifier"),
    ]
    assert counts(built, "generic/identity_links/links.csv")["duplicate_rows"] == 1
    consents = built.query("select is_granted, changed_at from consents order by changed_at")
    assert consents == [
        {"is_granted": True, "changed_at": T0},
        {"is_granted": False, "changed_at": T0 + timedelta(days=1)},
    ]
    reasons = [reason for _, reason in rejected(built, "generic/consents/consents.jsonl")]
    assert sorted(reasons) == ["invalid_timestamp", "malformed", "missing_identifier"]
    assert built.query("select identifier_hash, requested_at from erasure_requests") == [
        {"identifier_hash": contact_hash("erased|u9"), "requested_at": T0}
    ]
    assert built.query("select * exclude (source) from costs") == [
        {"cost_date": date(2024, 1, 1), "channel": "email", "campaign": "spring"}
        | {"amount": Decimal("12.345678"), "currency": "EUR"}
    ]
    assert counts(built, "generic/costs/costs.csv") == {
        "raw_rows": 4,
        "accepted_rows": 1,
        "duplicate_rows": 1,
        "rejected_rows": 2,
    }


def test_what_can_not_be_read_is_named(tmp_path: Path) -> None:
    """A file whose columns can't be told, or of an unknown kind, stops the build by its name."""
    generic = tmp_path / "data" / "generic"
    twice = "event_id,event_name,occurred_at,user_id,event_name"
    write(generic, "events/good.csv", csv(row("1")))
    write(generic, "events/twice.csv", csv("1,a,2024-01-01,u,b", header=twice))
    write(
        generic, "events/latin.csv", csv(row("1"), header=HEADER + "é").decode().encode("latin-1")
    )
    write(generic, "events/open.csv", csv(row("1"), header=HEADER + ',"x'))
    write(generic, "identity_links/links.xlsx", b"PK")
    write(generic, "consents/utf16.csv", csv(row("1")).decode().encode("utf-16"))
    write(
        generic,
        "consents/utf16be.csv.gz",
        gzip.compress(csv(row("1")).decode().encode("utf-16-be")),
    )
    write(generic, "costs/semicolons.csv", b"date;channel;amount\n2024-01-01;email;1\n")
    project = Project(tmp_path / "warehouse", data=tmp_path / "data")
    with pytest.raises(BuildError) as stop:
        project.build(select="models/staging/generic")
    said = str(stop.value)
    for name, words in {
        "events/twice.csv": "its first line names twice: event_name",
        "events/latin.csv": "its first line is not UTF-8",
        "events/open.csv": "its first line has a quote that is not closed",
        "consents/utf16.csv": "its first line is not UTF-8",
        "consents/utf16be.csv.gz": "its first line is not UTF-8",
        "costs/semicolons.csv": "its first line has no comma",
        "identity_links/links.xlsx": "is no kind of file that Milepost reads. Use .csv, .jsonl",
    }.items():
        assert f"{generic / name}" in said
        assert words in said.split(str(generic / name))[1].splitlines()[0]
    assert "save the file as CSV in UTF-8" in said
    assert "good.csv" not in said


def test_as_of_that_is_no_instant_stops_the_build(tmp_path: Path) -> None:
    """A mistyped var is no silent fall-back to what the data say."""
    project = Project(tmp_path, data=tmp_path / "absent", variables={"as_of": "2024-13-01"})
    with pytest.raises(BuildError, match="The var as_of is no instant: '2024-13-01'"):
        project.build(select="+int_contract__as_of")


def test_relations_stand_in_for_files(tmp_path: Path) -> None:
    """A relation that the var names is read in place of files; a folder that is absent is empty."""
    project = Project(
        tmp_path / "warehouse",
        data=tmp_path / "absent",
        variables={"source_relations": {"generic/events": "landing.raw_events"}},
    )
    with duckdb.connect(str(project.database)) as connection:
        connection.execute("create schema landing")
        connection.execute(
            """
            create table landing.raw_events as
            select 'a' as event_id, 'open' as event_name, timestamptz '2024-01-01 02:00:00+02'
                as occurred_at, 12 as user_id, {'note': 'x', 'none': null} as properties,
                'nan'::double as score, 1.5::double as price, null as channel
            union all by name
            select 'b' as event_id, 'open' as event_name, 13 as user_id
            """
        )
    project.build(select=TABLES)
    (event,) = project.query("select event_id, occurred_at, user_id, properties from events")
    assert json.loads(event.pop("properties")) == {"note": "x", "price": 1.5}
    assert event == {"event_id": "a", "occurred_at": T0, "user_id": "12"}
    assert rejected(project, "landing.raw_events") == [
        ('{"event_id":"b","event_name":"open","user_id":13}', "invalid_timestamp")
    ]
    assert counts(project, "landing.raw_events") == {
        "raw_rows": 2,
        "accepted_rows": 1,
        "duplicate_rows": 0,
        "rejected_rows": 1,
    }
    for table in ("identity_links", "consents", "erasure_requests", "costs"):
        assert project.table(table) == []
