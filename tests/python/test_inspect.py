"""What `make inspect` says of files: where they lie, what they hold, a journey to begin with."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from conftest import MakeProject
from harness import DB_NAME, ROOT, Project
from inspect_data import known_folders
from inspecting.folders import SHAPES, fitting, keys_of, stray_folders
from inspecting.journey import Journey, csv_lines, seed_file, slugs
from inspecting.report import sections
from workplace import Workplace

INSPECT = "$BIN/python scripts/inspect_data.py"


def test_every_folder_that_is_read_has_a_shape() -> None:
    """So that its records are known where they lie in another place."""
    assert set(known_folders()) <= SHAPES.keys()


def test_shapes_are_told_apart() -> None:
    """A record with all the keys of one shape looks most like this one."""
    adapters = frozenset(SHAPES)
    assert {folder: fitting(shape, adapters)[0] for folder, shape in SHAPES.items()} == {
        folder: folder for folder in SHAPES
    }
    assert fitting(["colour", "size"], adapters) == []


def gzipped(text: str) -> bytes:
    """A text as a gzipped file's bytes."""
    return gzip.compress(text.encode())


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        pytest.param(b'{"a": {"b": 1}, "c": 2}\n{"d": 1}\n', ["a", "c"], id="lines"),
        pytest.param(b'{"a": 1}{"b": 2}', ["a"], id="no line breaks"),
        pytest.param(b'{\n  "a": 1,\n  "b": 2\n}\n', ["a", "b"], id="over lines"),
        pytest.param(b'[\n{"a": 1}, {"b": 2}]', ["a"], id="a list"),
        pytest.param(gzipped('{"a": 1}\n'), ["a"], id="gzipped, whatever its name"),
        pytest.param(b'\xef\xbb\xbf"a",b\n1,2\n', ["a", "b"], id="a header"),
        pytest.param(b"a\tb\n1\t2\n", ["a", "b"], id="tabs"),
        pytest.param(b"\t" * 130 + b"\n", sorted(SHAPES["snowplow/events"]), id="no header"),
        pytest.param(b'{"a": ', [], id="cut off"),
        pytest.param(b"", [], id="empty"),
    ],
)
def test_keys_of_a_file(content: bytes, keys: list[str], tmp_path: Path) -> None:
    """The names at the top of its first record, whatever its ending says."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert keys_of(path) == keys


def test_keys_of_parquet(tmp_path: Path) -> None:
    """Its columns."""
    path = tmp_path / "file"
    duckdb.sql("select 1 as a, {'c': 2} as b").write_parquet(str(path))
    assert keys_of(path) == ["a", "b"]


def test_folders_that_nothing_reads(tmp_path: Path) -> None:
    """Files of an adapter are none of them, sub-folders and hidden files neither."""
    call = json.dumps({key: "x" for key in SHAPES["segment/events"]})
    for name, text in {
        "generic/events/2024/a.jsonl": "{}",
        "segment/a.jsonl": call,
        "segment/b.jsonl": call,
        "calls/.hidden": call,
        "calls/c.csv": "colour;size\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    known = ["generic/events", "segment/events"]
    found = [(one.folder, one.files, one.fits) for one in stray_folders(tmp_path, known)]
    assert found == [("calls", 1, []), ("segment", 2, ["segment/events"])]


def test_ids_are_plain_and_each_one_only_once() -> None:
    """Nor is one the step 0."""
    assert slugs(["Order Paid", "order-paid", "Entry", "¿", "order_paid!"]) == [
        "order_paid",
        "order_paid_no_2",
        "entry_no_1",
        "event",
        "order_paid_no_3",
    ]


@pytest.mark.parametrize(("minutes", "window"), [(0.5, 60), (60, 60), (61, 240), (1e9, 129600)])
def test_windows(minutes: float, window: int) -> None:
    """The least usual one in which nine of ten convert."""
    assert Journey("a", (), "b", minutes).window == window


def test_rows_are_written_as_csv(tmp_path: Path) -> None:
    """In the order of the header, a comma in a name in quotes."""
    path = tmp_path / "seed.csv"
    path.write_text("a,b,c\n")
    assert csv_lines(path, [{"c": "x, y", "a": "1"}]) == '1,,"x, y"\n'
    assert seed_file(tmp_path, "seed") == path
    with pytest.raises(FileNotFoundError, match=r"no journeys\.csv"):
        seed_file(tmp_path, "journeys")


def by_title(text: str) -> dict[str, str]:
    """The sections of what is said, by their titles."""
    return {part.splitlines()[0]: part for part in text.strip().split("\n\n\n")}


@pytest.fixture(scope="module")
def said(sample_project: Project) -> dict[str, str]:
    """What is said of the sample, by the title of the section."""
    with duckdb.connect(str(sample_project.database), read_only=True) as connection:
        texts = list(sections(connection, ROOT / "seeds"))
    return by_title("\n\n\n".join(texts))


def line_of(text: str, start: str) -> list[str]:
    """The cells of a table's line, by what it begins with."""
    [line] = [line for line in text.splitlines() if line.startswith(f"{start} ")]
    return re.split(r" {2,}", line.strip())


def test_the_sample_is_told(said: dict[str, str], sample_project: Project) -> None:
    """Figures are those of the tables; who is told first is a matter of numbers."""
    assert list(said) == [
        "Records",
        "Dates (UTC)",
        "Events",
        "Properties of the commonest events",
        "Identifiers",
        "Visits",
        "A first journey",
    ]
    [total] = sample_project.query("select count(*) as n, count(user_id) as named from fct_events")
    assert line_of(said["Dates (UTC)"], "generic")[1] == f"{total['n']:,}"
    [common] = sample_project.query(
        """
        select event_name, count(*) as n, count(distinct user_key) as users
        from fct_events group by all order by n desc limit 1
        """
    )
    line = line_of(said["Events"], common["event_name"])
    assert [line[1], line[3]] == [f"{common['n']:,}", f"{common['users']:,}"]
    assert line_of(said["Identifiers"], "user_id")[2] == f"{total['named']:,}"
    [shared] = sample_project.query(
        """
        select count(*) as n from (
            select 1 from endpoint_owners group by identifier_type, identifier_value
            having count(distinct user_key) > 1
        )
        """
    )
    assert line_of(said["Identifiers"], "devices of two users or more")[1] == str(shared["n"])
    [sessions] = sample_project.query("select count(*) as n from fct_sessions")
    assert said["Visits"].splitlines()[-1].split()[0] == f"{sessions['n']:,}"


def test_the_sample_suggests_its_orders(said: dict[str, str]) -> None:
    """The goal is what carries money and most people come to; a message is no step."""
    rows = [line for line in said["A first journey"].splitlines() if re.match(r"\w+,1,", line)]
    assert rows[0].startswith("sign_up_to_order_paid,1,sign_up to order_paid,,user,")
    steps = [row.split(",")[2] for row in rows if row.endswith(("false", "true"))]
    assert steps[0] == "cart_created"
    assert steps[-1] == "order_paid"


def few_events(people: int) -> list[str]:
    """Visitors of a shop: all come by the home page, every second one buys after the cart."""
    lines = []
    for number in range(people):
        buys = number % 2 == 0
        names = ["home", "look, closely", *(["cart", "Order Completed"] if buys else ["help"])]
        for minute, name in enumerate(names):
            record = {
                "event_name": name,
                "occurred_at": f"2026-01-{1 + number % 9:02d}T10:{minute:02d}:00Z",
                "user_id": f"user {number}",
                "anonymous_id": f"browser {number}",
                "identifiers": {"email": f"user{number}@example.org"},
                "size": number,
            }
            if name == "Order Completed":
                record |= {"value": 9.5, "currency": "EUR"}
            lines.append(json.dumps(record))
    return lines


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A data folder with good lines, a broken one, one without a time, and a stray file."""
    folder = tmp_path / "data" / "generic" / "events"
    folder.mkdir(parents=True)
    bad = ["{broken", json.dumps({"event_name": "home", "user_id": "x"})]
    (folder / "few.jsonl").write_text("\n".join([*few_events(12), *bad]) + "\n")
    (tmp_path / "data" / "loose.csv").write_text("event_name,occurred_at,user_id\na,2026-01-01,u\n")
    return tmp_path / "data"


def test_from_files_to_a_first_journey(
    shop: Path, tmp_path: Path, make_project: MakeProject
) -> None:
    """Nothing is left behind; the suggested rows make a journey that people go through."""
    workplace = Workplace(tmp_path / "place", shop)
    workplace.root.mkdir()
    status, text = workplace.run(INSPECT)
    assert status == 0, text
    assert list(workplace.root.iterdir()) == []
    said = by_title(text)
    assert line_of(said["Folders that nothing reads"], ".")[-1] == "generic/events"
    assert line_of(said["Records"], "generic/events")[1:] == ["1", "44", "42", "0", "2"]
    rejected = said["Rejected, by the first reason"]
    assert {"malformed", "invalid_timestamp"} <= set(rejected.split())
    properties = line_of(said["Properties of the commonest events"], "help")
    assert properties[:5] == ["help", "size", "100.0%", "number", "6"]
    assert line_of(said["Identifiers"], "email") == ["email", "contact", "42", "100.0%", "12"]
    assert "@example.org" not in text
    assert line_of(said["A first journey"], "Order Completed")[4:] == [
        "5",
        "carries money; named like a goal",
    ]
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("journeys", "journey_steps", "journey_rules"):
        header, *_ = seed_file(ROOT / "seeds", name).read_text("utf-8").splitlines()
        [rows] = re.findall(rf"^{name}\.csv\n((?:.+\n)+)", text + "\n", re.M)
        (seeds / f"{name}.csv").write_text(f"{header}\n{rows}")
    project = make_project(shop, seeds)
    project.build(select=["+fct_journey_entries"])
    assert project.query(
        "select count(*) as entries, count_if(is_converted) as won from fct_journey_entries"
    ) == [{"entries": 12, "won": 6}]


@pytest.mark.parametrize(
    ("prepare", "status", "words"),
    [
        pytest.param(lambda data: None, 1, "There is no folder", id="no folder"),
        pytest.param(
            lambda data: (data.mkdir(), (data / "a.csv.gz").write_bytes(b"no gzip")),
            1,
            "cut off or damaged",
            id="a damaged file",
        ),
    ],
)
def test_what_cannot_be_read(
    prepare: Callable[[Path], object], status: int, words: str, tmp_path: Path
) -> None:
    """The message says what and where."""
    data = tmp_path / "data"
    prepare(data)
    workplace = Workplace(tmp_path / "place", data)
    workplace.root.mkdir()
    ended, text = workplace.run(INSPECT)
    assert ended == status
    assert words in text
    assert str(data) in text
    assert list(workplace.root.iterdir()) == []


def test_a_warehouse_is_left_alone(tmp_path: Path) -> None:
    """An empty folder says so; the warehouse that is there stays to the byte, without a key."""
    data = tmp_path / "data"
    data.mkdir()
    workplace = Workplace(tmp_path / "place", data)
    workplace.root.mkdir()
    (workplace.root / DB_NAME).write_bytes(b"not to be touched")
    status, text = workplace.run(INSPECT)
    assert status == 0
    assert "No record has been found" in text
    assert [path.name for path in workplace.root.iterdir()] == [DB_NAME]
    assert (workplace.root / DB_NAME).read_bytes() == b"not to be touched"
