"""The bench measures what it says: its events, its journeys, and its comparison of levels."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from bench.batches import BASE, LATE, batch_name, cut
from bench.commands import Place
from bench.inputs import EVENTS_PER_USER, FUNNEL, windows, write_events, write_seeds
from bench.levels import compare, export_events
from bench.segment_lines import write_lines
from bench.staging import RECORDS, compile_models, lines_file, measure_round, queries_of
from bench.window_funnel import FUNNEL as CHDB_FUNNEL
from bench.window_funnel import query_of
from harness import ROOT, Project

EVENTS = 4_000
JOURNEYS = 3
Moments = Mapping[str, Sequence[datetime]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The bench's events and journeys, built."""
    folder = tmp_path_factory.mktemp("bench")
    write_events(folder / "data/generic/events/events.parquet", EVENTS, threads=2)
    write_seeds(folder / "seeds", ROOT / "seeds", JOURNEYS)
    built = Project(folder / "warehouse", folder / "data", folder / "seeds")
    built.build(select=["+fct_step_progressions", "+fct_journey_entries"])
    return built


def level(moments: Moments, window: timedelta) -> int:
    """How far a user comes from any of the first events: a loop over chains of events."""
    best = 0
    for start in moments.get(FUNNEL[0], ()):
        at, reached = start, 1
        for name in FUNNEL[1:]:
            at = min((t for t in moments.get(name, ()) if at <= t <= start + window), default=None)
            if at is None:
                break
            reached += 1
        best = max(best, reached)
    return best


def levels_by_hand(file: Path) -> list[tuple[str, list[int]]]:
    """The level of each user in each journey, from the exported events."""
    moments: dict[str, dict[str, list[datetime]]] = {}
    with duckdb.connect() as connection:
        rows = connection.execute(f"select user_key, event_name, occurred_at from '{file}'")
        for user, name, at in rows.fetchall():
            moments.setdefault(user, {}).setdefault(name, []).append(at)
    return [
        (user, [level(own, timedelta(minutes=minutes)) for minutes in windows(JOURNEYS).values()])
        for user, own in moments.items()
    ]


def write_levels(file: Path, rows: list[tuple[str, list[int]]]) -> None:
    """Write levels as windowFunnel does: a column for each journey, keys as bytes."""
    with duckdb.connect() as connection:
        columns = ", ".join(f"{journey_id} utinyint" for journey_id in windows(JOURNEYS))
        connection.execute(f"create table levels (user_key varchar, {columns})")
        marks = ", ".join("?" * (1 + JOURNEYS))
        connection.executemany(
            f"insert into levels values ({marks})", [(user, *own) for user, own in rows]
        )
        query = "select * replace (user_key::blob as user_key) from levels"
        connection.execute(f"copy ({query}) to '{file}' (format parquet)")


def test_the_same_size_gives_the_same_events(tmp_path: Path) -> None:
    """Whatever the threads; 29 of 100 are the funnel's, a user has twenty on average."""
    files = [tmp_path / f"{threads}/events.parquet" for threads in (1, 2)]
    for threads, file in enumerate(files, start=1):
        write_events(file, 50_000, threads)
    with duckdb.connect() as connection:
        one, two = (
            connection.execute(f"select * from '{file}' order by event_id").fetchall()
            for file in files
        )
    assert one == two
    assert len({row[0] for row in one}) == 50_000
    assert sum(row[1] in FUNNEL for row in one) / 50_000 == pytest.approx(0.29, abs=0.01)
    assert len({row[3] for row in one}) == pytest.approx(50_000 / EVENTS_PER_USER, rel=0.02)


def test_levels_are_compared_user_by_user(project: Project, tmp_path: Path) -> None:
    """Levels counted by a loop agree with the tables; one that is changed is found."""
    exported, levels = tmp_path / "events.parquet", tmp_path / "levels.parquet"
    export_events(project.database, exported, threads=2)
    rows = levels_by_hand(exported)
    write_levels(levels, rows)
    counts, different = compare(project.database, levels)
    assert different == 0
    assert set(counts) == set(windows(JOURNEYS))
    assert {1, 2, 3, 4} == set(counts["j00"])
    user, own = rows[0]
    write_levels(levels, [(user, [own[0] + 1, *own[1:]]), *rows[1:]])
    assert compare(project.database, levels)[1] == 1


def test_window_funnel_is_asked_for_the_same_funnel() -> None:
    """Its script stands alone in its environment, so it repeats the funnel's names."""
    assert CHDB_FUNNEL == FUNNEL
    query = query_of(Path("in"), Path("out"), 2, {"j00": 10080})
    assert "windowFunnel(604800000000)" in query
    assert "event_name = 'a', event_name = 'b', event_name = 'c', event_name = 'd'" in query


def test_nonsense_is_refused(tmp_path: Path) -> None:
    """Too few events, and no journey."""
    with pytest.raises(ValueError, match="too few"):
        write_events(tmp_path / "events.parquet", 1, threads=1)
    with pytest.raises(ValueError, match="from 1"):
        windows(0)


def parsed(line: str) -> dict[str, object] | None:
    """A call; None where the line is cut off."""
    try:
        return json.loads(line)
    except ValueError:
        return None


def test_lines_of_segment_are_the_same_each_time(tmp_path: Path) -> None:
    """Whatever the threads; most are calls with their keys in order, some have what is rare."""
    files = [tmp_path / f"{threads}/calls.jsonl" for threads in (1, 2)]
    for threads, file in enumerate(files, start=1):
        write_lines(file, 20_000, threads)
    one, two = (file.read_text(encoding="utf-8").splitlines() for file in files)
    assert sorted(one) == sorted(two)
    assert len(one) == 20_000
    calls = [call for call in map(parsed, one) if call]
    assert 0 < len(one) - len(calls) < 60
    assert {call["type"] for call in calls} == {"track", "page", "screen", "identify"}
    assert 0 < sum('"type":"again"' in line for line in one) < 60
    repeated = Counter(call["messageId"] for call in calls)
    assert 0 < sum(times - 1 for times in repeated.values()) < 60
    assert 0.05 < sum("@" in line for line in one) / len(one) < 0.1
    assert 700 < sum(map(len, one)) / len(one) < 1000


def test_the_reader_and_the_project_stage_the_same_events(tmp_path: Path) -> None:
    """Each line is staged, and each event that DuckDB's reader finds is among the staged ones."""
    place = Place(tmp_path, threads=2, memory="1GB")
    write_lines(lines_file(place), 4_000, place.threads)
    write_seeds(place.seeds, ROOT / "seeds", 1)
    queries = queries_of(place, compile_models(place))
    costs, rows, different = measure_round(place, queries)
    assert (rows, different) == (4_000, 0)
    assert costs.keys() == queries.keys()
    assert all(cost.cpu > 0 for cost in costs.values())
    fewer = queries | {RECORDS: f"select * from ({queries[RECORDS]}) limit 3000"}
    _, rows, different = measure_round(place, fewer)
    assert rows == 3_000
    assert different > 900


def test_batches_are_what_arrives_last_and_some_of_any_time(tmp_path: Path) -> None:
    """Each event is in one batch; of a batch four fifths arrive later than all of the base.

    What an event says of its own time is no matter: it may be years ahead, and rejected.
    """
    write_events(tmp_path / "made/events.parquet", 100_000, threads=2)
    with duckdb.connect() as connection:
        (tmp_path / "data/generic/events").mkdir(parents=True)
        connection.execute(
            "copy (select * replace (occurred_at + case when hash(event_id) % 50 = 0"
            " then interval 10 year else interval 0 day end as occurred_at), occurred_at"
            f" as received_at from '{tmp_path}/made/events.parquet')"
            f" to '{tmp_path}/data/generic/events/events.parquet'"
        )
    shares = [0.01, 0.05]
    counts = cut(tmp_path / "data", tmp_path / "batches", shares, threads=2, memory="1GB")
    assert sum(counts) == 100_000
    with duckdb.connect() as connection:
        times = [
            [time for (time,) in connection.execute(f"select received_at from '{file}'").fetchall()]
            for file in (
                tmp_path / "batches" / f"{name}.parquet"
                for name in (BASE, batch_name(0), batch_name(1))
            )
        ]
    assert [len(one) for one in times] == counts
    for share, batch in zip(shares, times[1:], strict=True):
        assert len(batch) / 100_000 == pytest.approx(share, rel=0.05)
        later = sum(time > max(times[0]) for time in batch)
        assert later / len(batch) == pytest.approx(1 - LATE, abs=0.03)
    with pytest.raises(ValueError, match="below 1"):
        cut(tmp_path / "data", tmp_path / "batches", [0.5, 0.6], threads=1, memory="1GB")
