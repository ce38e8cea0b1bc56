"""The report says what the published tables say, of any data, and writes it safely."""

import re
import shutil
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import pytest
import report
from publishing.copies import DB_NAME
from reporting import headlines, numbers
from reporting.collect import about, collect
from reporting.figures import ALL_JOURNEYS, BACK, FLOW, KPIS, OF_A_JOURNEY, TRUST, WHOLE
from reporting.page import LIBRARY, embedded, render, write
from reporting.queries import FOLDER, ask, filled
from reporting.tiles import rate_change
from reporting.words import COLUMNS, GLOSSARY

MOST_BYTES = 5_000_000
"""A page that opens at once and goes by mail."""

FIGURES = [
    ALL_JOURNEYS,
    FLOW,
    *(
        figure
        for section in (*OF_A_JOURNEY, WHOLE, KPIS, BACK, TRUST)
        for figure in section.figures
    ),
]


def behind_everything(content: dict) -> list[dict]:
    """Everything of a page that has rows and the SQL that found them."""
    found, waiting = [], [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "sql" in part:
                found.append(part)
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found


def test_the_sql_shown_is_the_sql_that_made_the_figure(sample_copy: Path) -> None:
    """Each query of the page, run as it is shown, gives the rows that the page has."""
    with duckdb.connect(str(sample_copy), read_only=True) as connection:
        parts = behind_everything(collect(connection))
        assert len(parts) > 100
        for part in parts:
            assert "$" not in part["sql"]
            connection.execute(part["sql"])
            assert [column[0] for column in connection.description] == part["columns"]
            rows = connection.fetchall()
            assert len(rows) == len(part["rows"])
            for row, shown in zip(rows, part["rows"], strict=True):
                for cell, told in zip(row, shown, strict=True):
                    if isinstance(told, float):
                        assert float(cell) == pytest.approx(told, rel=1e-12)
                    elif isinstance(told, str) or told is None:
                        assert told == (None if cell is None else str(cell)[: len(told)])


def test_every_column_has_a_name_and_a_format(sample_copy: Path) -> None:
    """No table of the page shows the name that a column has in SQL."""
    with duckdb.connect(str(sample_copy), read_only=True) as connection:
        for query in sorted(FOLDER.glob("*.sql")):
            answer = ask(connection, query.stem, journey_id="purchase", flow_id="first_clicks")
            used = query.stem not in ("definition", "flows", "as_of")
            assert not used or [name for name in answer.columns if name not in COLUMNS] == []


def test_figures_name_queries_and_terms_that_exist() -> None:
    """Each figure has its file, each term its explanation, and each file is used."""
    used = {figure.name for figure in FIGURES} | {
        *("as_of", "tiles", "definition", "score", "friction", "flows")
    }
    assert used == {path.stem for path in FOLDER.glob("*.sql")}
    assert {term for figure in FIGURES for term in figure.terms} <= set(GLOSSARY)


@pytest.mark.parametrize("value", ["x' or true --", "'; drop table dim_journeys; --", "$flow_id"])
def test_values_are_bound_and_shown_as_literals(sample_copy: Path, value: str) -> None:
    """A value that looks like SQL finds nothing, and the query shown finds nothing either."""
    with duckdb.connect(str(sample_copy), read_only=True) as connection:
        answer = ask(connection, "exits", journey_id=value)
        assert answer.rows == []
        assert connection.execute(answer.sql).fetchall() == []
    assert filled("select $journey_id", {"journey_id": value}).count("''") == value.count("'")


def test_without_data_there_are_explanations(empty_copy: Path) -> None:
    """Nothing is drawn of nothing, and each figure says why."""
    with duckdb.connect(str(empty_copy), read_only=True) as connection:
        content = collect(connection)
    assert content["as_of"] is None
    assert content["journeys"] == []
    told = [content["overview"], *content["kpis"]["figures"], *content["back"]["figures"]]
    for figure in [*told, *content["trust"]["figures"], *content["whole"]["figures"]]:
        assert figure["chart"] == ""
        assert figure["empty"]
    render(content)


def test_a_journey_without_entries_has_explanations(sample_copy: Path, tmp_path: Path) -> None:
    """A journey that is defined and that nobody has entered is there, with reasons."""
    copy = tmp_path / DB_NAME
    shutil.copy(sample_copy, copy)
    copy.chmod(0o644)
    with duckdb.connect(str(copy)) as connection:
        for table in ("fct_journey_entries", "fct_journey_exits", "fct_step_progressions"):
            connection.execute(f"delete from {table} where journey_id = 'checkout'")
        connection.execute("delete from rpt_journey_daily where journey_id = 'checkout'")
        connection.execute("delete from rpt_journey_cohorts where journey_id = 'checkout'")
        connection.execute(
            "update rpt_journey_overview set lifetime_entries = 0, attempts = 0, total_exits = 0, "
            "conversion_rate = null, mature_conversion_rate = null where journey_id = 'checkout'"
        )
        connection.execute(
            "update rpt_journey_steps set entries_reaching = 0, share_of_entries = null "
            "where journey_id = 'checkout'"
        )
        content = collect(connection)
    journey = next(part for part in content["journeys"] if part["id"] == "checkout")
    figures = {figure["name"]: figure for part in journey["sections"] for figure in part["figures"]}
    for name in ("weekly", "stock", "funnel", "step_times", "paths", "exits", "segments"):
        assert figures[name]["chart"] == ""
        assert figures[name]["empty"]
    assert next(tile for tile in journey["tiles"] if tile["label"] == "Entries")["value"] == "0"


def test_the_page_is_small_with_many_journeys_and_years(wide_copy: Path) -> None:
    """24 journeys of four years each stay under 5 MB: weeks and bars are capped, not the data."""
    with duckdb.connect(str(wide_copy), read_only=True) as connection:
        content = collect(connection)
    assert len(content["journeys"]) == 24
    weekly = content["journeys"][0]["sections"][0]["figures"][0]
    assert len(weekly["rows"]) == 52
    assert len(render(content).encode()) < MOST_BYTES


def test_the_same_tables_give_the_same_page(sample_copy: Path) -> None:
    """Neither the clock nor the order of rows has a part in it."""
    with duckdb.connect(str(sample_copy), read_only=True) as connection:
        first = render(collect(connection))
    with duckdb.connect(str(sample_copy), read_only=True, config={"threads": 1}) as connection:
        assert render(collect(connection)) == first


def test_data_cannot_end_its_element() -> None:
    """Text of the data may hold markup and stays data."""
    text = embedded({"name": "</script><!-- <b>", "other": " "})
    assert "<" not in text
    assert '"\\u003c/script>\\u003c!-- \\u003cb>"' in text


def test_the_page_asks_for_nothing(sample_copy: Path) -> None:
    """No element of the page has an address outside of it, and its policy forbids any."""
    with duckdb.connect(str(sample_copy), read_only=True) as connection:
        page = render(collect(connection))
    outside = page.replace(LIBRARY.read_text("utf-8"), "")
    assert "default-src 'none'" in outside
    assert re.findall(r"(?:src|href)=\"(?!data:|#)", outside) == []
    assert "@import" not in outside
    assert "url(" not in outside


def test_the_library_is_whole_and_has_its_licences() -> None:
    """The vendored files are there, and the notice of the project names them."""
    folder = LIBRARY.parent
    for name in ("LICENSE", "NOTICE", "LICENSE-d3", "LICENSE-zrender", "README.md"):
        assert (folder / name).stat().st_size > 100
    notice = (Path(report.__file__).parents[1] / "NOTICE").read_text("utf-8")
    assert "Apache ECharts" in notice
    assert "zrender" in notice


def test_a_report_that_fails_leaves_the_old_one(
    sample_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    """A copy that lacks a table: a message, exit status 1, the old page and the copy as before."""
    published = tmp_path / "published"
    published.mkdir()
    monkeypatch.setenv("MILEPOST_PUBLISHED", str(published))
    monkeypatch.delenv("MILEPOST_REPORT", raising=False)
    assert report.main() == 1
    assert "run `make build` first" in capsys.readouterr().err
    shutil.copy(sample_copy, published / DB_NAME)
    assert report.main() == 0
    page = tmp_path / "report.html"
    before = page.read_bytes()
    (published / DB_NAME).chmod(0o644)
    with duckdb.connect(str(published / DB_NAME)) as connection:
        connection.execute("drop table rpt_friction_points")
    copy = (published / DB_NAME).read_bytes()
    assert report.main() == 1
    assert "an older one stays" in capsys.readouterr().err
    assert page.read_bytes() == before
    assert (published / DB_NAME).read_bytes() == copy
    assert sorted(path.name for path in tmp_path.iterdir()) == ["published", "report.html"]


def test_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    """Where the page can't be put in place, what was written of it goes."""
    (tmp_path / "report.html").mkdir()
    with pytest.raises(OSError, match=r"report\.html"):
        write("page", tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (numbers.whole(1234567), "1,234,567"),
        (numbers.whole(None), "–"),
        (numbers.percent(0.0625), "6.3%"),
        (numbers.percent(1), "100.0%"),
        (numbers.points(-0.04), "0.0"),
        (numbers.points(-12.25), "−12.3"),
        (numbers.duration(119), "119 seconds"),
        (numbers.duration(120), "2 minutes"),
        (numbers.duration(5400), "90 minutes"),
        (numbers.duration(7200), "2 hours"),
        (numbers.duration(172800), "2 days"),
        (numbers.duration(216000), "2.5 days"),
        (numbers.day("2024-03-01"), "1 March 2024"),
        (numbers.moment("2024-03-01 09:05:59"), "1 March 2024, 09:05 UTC"),
        (numbers.in_unit(0.25, "share"), "25.0%"),
        (numbers.in_unit(57.825, "EUR"), "57.83 EUR"),
        (numbers.in_unit(90, "minutes"), "90 minutes"),
        (numbers.in_unit(554, "visits"), "554 visits"),
        (numbers.count(1, "entry", "entries"), "1 entry"),
        (headlines.change_in_percent(90, 120), "−25.0%"),
        (headlines.change_in_percent(5, 0), None),
    ],
)
def test_figures_in_words(said: str | None, expected: str | None) -> None:
    """Numbers are written as people write them."""
    assert said == expected


def test_rounding_is_half_up_of_the_exact_value() -> None:
    """2.675 is a little less than it looks; the page's script rounds the same way."""
    assert numbers.fixed(2.675, 2) == "2.67"
    assert numbers.fixed(0.125, 2) == str(Decimal("0.125").quantize(Decimal("0.01"), ROUND_HALF_UP))


def test_a_change_of_a_rate_tells_chance_from_more() -> None:
    """50 of 100 after 30 of 100 is more than chance (z = 2.89), 33 is not, 20 entries are few."""
    assert rate_change(50, 100, 30, 100)["tone"] == "good"
    assert rate_change(50, 100, 30, 100)["change"] == "+20.0 points"
    assert rate_change(30, 100, 50, 100)["tone"] == "bad"
    assert rate_change(33, 100, 30, 100)["change"] == "+3.0 points, may be chance"
    assert rate_change(20, 20, 30, 100)["change"] == "too few to compare"
    assert rate_change(None, None, 30, 100) == {}


def test_a_funnel_is_told_by_who_left() -> None:
    """Who converts without a step is no loss: the step that most left after is named."""
    rows = [
        {"step_name": "Entry", "entries_reaching": 100, "share_of_entries": 1.0, "left_here": 5},
        {"step_name": "Cart", "entries_reaching": 40, "share_of_entries": 0.4, "left_here": 30},
        {"step_name": "Order", "entries_reaching": 10, "share_of_entries": 0.1, "left_here": 0},
    ]
    assert headlines.funnel(rows) == (
        "Of 100 entries 10 (10.0%) got to “Order”. Most leave after “Cart”: 30 of 40 went no "
        "further and did not convert."
    )


def test_groups_differ_only_beyond_chance() -> None:
    """Intervals that meet are no difference; groups of fewer than 30 entries are not told."""

    def group(value: str, rate: float, low: float, high: float, entries: int = 100) -> dict:
        return {
            "segment_kind": "platform",
            "segment_value": value,
            "settled_entries": entries,
            "conversion_rate": rate,
            "rate_low": low,
            "rate_high": high,
        }

    apart = [group("ios", 0.4, 0.35, 0.45), group("web", 0.2, 0.15, 0.25)]
    assert headlines.segments(apart).startswith("By platform, “ios” converts most (40.0%)")
    chance = "No difference between the groups is larger than chance would make it."
    assert headlines.segments([group("ios", 0.4, 0.3, 0.5), group("web", 0.3, 0.2, 0.4)]) == chance
    assert headlines.segments([apart[0], group("web", 0.2, 0.1, 0.3, 29)]) == chance


def test_lost_rows_are_told() -> None:
    """A reconciliation that does not add up says so."""
    row = {"raw_rows": 10, "accepted_rows": 7, "duplicate_rows": 1, "rejected_rows": 1}
    assert headlines.reconciliation([row]).endswith("1 are not accounted for!")
    assert headlines.reconciliation([row | {"accepted_rows": 8}]).endswith("None is lost.")


def test_a_journey_is_explained_by_its_rules() -> None:
    """Window, inactivity, consent and holdout are told where they are set."""
    rules = {
        "participant": "endpoint",
        "reentry": "restart",
        "window_minutes": 4320,
        "inactivity_minutes": None,
        "consent_purpose": "marketing",
        "holdout_percent": 10,
    }
    assert about(rules) == (
        "It is travelled by devices; entering again starts over. An entry has 3 days to reach the "
        "goal. It needs consent to “marketing”. 10% are kept out on purpose, as a control group."
    )
