"""The sample's click-stream: its figures, the script that makes it, and the tables built from it.

The made-up events beside it are the business of `test_engagement.py`.
"""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest
import recount
from convert_click_stream import SOURCE, TARGET, convert_file
from harness import Project

Histories = dict[str, list[recount.Event]]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a gzipped CSV file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def counts(project: Project, sql: str, journey_id: str) -> dict[str, int]:
    """How often each value occurs in the one column that `sql` selects for a journey."""
    rows = project.query(
        f"select value, count(*) as n from ({sql}) as t (value) group by value", [journey_id]
    )
    return {row["value"]: row["n"] for row in rows}


@pytest.fixture(scope="module")
def histories() -> Histories:
    """The raw click-stream, by user."""
    return recount.raw_histories()


@pytest.fixture(scope="module")
def figures(histories: Histories) -> dict[str, recount.Figures]:
    """The recount of every journey of the sample."""
    return recount.recount(histories)


def test_raw_file_is_the_one_described(histories: Histories) -> None:
    """The raw file has the counts that its README states."""
    times = [at for events in histories.values() for at, _ in events]
    tied = sum(
        count
        for events in histories.values()
        for count in Counter(at for at, _ in events).values()
        if count > 1
    )
    assert len(histories) == 600
    assert len(times) == 31_106
    assert len({name for events in histories.values() for _, name in events}) == 19
    assert tied == 325


def test_recount_agrees_with_the_published_funnel(histories: Histories) -> None:
    """Best levels and complete traversals are those published with the data."""
    assert recount.best_levels(histories) == [598, 482, 324, 169, 69, 16]
    assert recount.complete_traversals(histories) == (6_851, 21)
    assert recount.complete_traversals(histories, lambda views: views[:1]) == (598, 1)


def test_recount_carries_the_published_once_figure(figures: dict[str, recount.Figures]) -> None:
    """598 first product views, of which 1 leads to the purchase step by step within a day.

    That is a completion here: a conversion is a purchase by whatever way, which 69 of them have.
    """
    first_look = figures["first_look"]
    assert (first_look.entries, first_look.completed) == (598, 1)
    assert first_look.reached["purchase"] == 1
    assert first_look.converted == 69


def test_recount_keeps_the_laws(figures: dict[str, recount.Figures]) -> None:
    """Attempts are entries or blocked; entries are converted, left unconverted or active."""
    for counted in figures.values():
        assert counted.attempts == counted.entries + sum(counted.blocked.values())
        assert counted.entries == sum(counted.ended.values())
        assert counted.users <= counted.entries
        # No journey of the sample leaves a converted entry open.
        still_open = counted.ended["active"]
        assert counted.entries == counted.converted + counted.exits_without_conversion + still_open


def test_conversion_keeps_every_row_and_value() -> None:
    """Each raw row is in the sample, in its place, with an id of its own."""
    raw, converted = read_rows(SOURCE), read_rows(TARGET)
    original_names = {"event_name": "event", "occurred_at": "timestamp"}
    restored = [
        {original_names.get(name, name): value for name, value in row.items()} for row in converted
    ]
    for row in restored:
        row["timestamp"] = row["timestamp"].replace("T", " ").removesuffix("Z")
        del row["event_id"], row["sequence"]
    assert restored == raw
    assert len({row["event_id"] for row in converted}) == len(raw)


def test_conversion_writes_the_committed_sample_again(tmp_path: Path) -> None:
    """The script gives the same file each time, and its content is what is committed.

    The committed bytes are compared unpacked, for compressors differ between builds of Python.
    """
    first, second = tmp_path / "first.csv.gz", tmp_path / "second.csv.gz"
    assert convert_file(SOURCE, first) == convert_file(SOURCE, second) == 31_106
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()) == gzip.decompress(TARGET.read_bytes())


def test_every_raw_row_is_accepted(sample_project: Project) -> None:
    """No row of the sample is rejected or taken for a duplicate, made-up events included."""
    files = sorted(TARGET.parent.glob("*.csv.gz"))
    assert [path.name for path in files] == ["click_stream.csv.gz", "engagement.csv.gz"]
    raw = [len(read_rows(path)) for path in files]
    assert raw[0] == 31_106
    [row] = sample_project.query(
        "select (select count(*) from events) as accepted,"
        " (select count(*) from fct_rejected_rows) as rejected"
    )
    assert row == {"accepted": sum(raw), "rejected": 0}


@pytest.mark.parametrize("journey_id", recount.JOURNEYS)
def test_marts_agree_with_the_recount(
    sample_project: Project, figures: dict[str, recount.Figures], journey_id: str
) -> None:
    """Attempts, entries, ends, steps and exits in the marts are those counted from the raw file."""
    counted = figures[journey_id]
    [totals] = sample_project.query(
        """
        select
            count(*) as entries,
            count(distinct user_key) as users,
            count(*) filter (where is_converted) as converted,
            count(distinct user_key) filter (where is_converted) as converted_users,
            count(*) filter (where is_completed) as completed
        from fct_journey_entries
        where journey_id = ?
        """,
        [journey_id],
    )
    assert totals == {
        "entries": counted.entries,
        "users": counted.users,
        "converted": counted.converted,
        "converted_users": counted.converted_users,
        "completed": counted.completed,
    }
    assert counts(
        sample_project,
        "select coalesce(end_reason, status) from fct_journey_entries where journey_id = ?",
        journey_id,
    ) == dict(counted.ended)
    assert counts(
        sample_project,
        "select block_reason from fct_entry_attempts"
        " where journey_id = ? and block_reason is not null",
        journey_id,
    ) == dict(counted.blocked)
    assert counts(
        sample_project,
        "select step_id from fct_step_progressions where journey_id = ?",
        journey_id,
    ) == {"entry": counted.entries, **counted.reached}
    assert counts(
        sample_project, "select 'exits' from fct_journey_exits where journey_id = ?", journey_id
    ) == {"exits": counted.exits_without_conversion}


def test_first_look_carries_the_published_once_figure(sample_project: Project) -> None:
    """With the first product view only: 598 entries, of which 1 goes all the way within a day."""
    [row] = sample_project.query(
        "select count(*) as entries, count(*) filter (where is_completed) as completed"
        " from fct_journey_entries where journey_id = 'first_look'"
    )
    assert row == {"entries": 598, "completed": 1}
