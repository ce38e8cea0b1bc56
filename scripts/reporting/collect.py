"""What the page holds: the answers of every query for every journey, with words to read them by."""

from typing import Any

import duckdb

from reporting.figures import (
    ALL_JOURNEYS,
    BACK,
    FLOW,
    KPIS,
    OF_A_JOURNEY,
    TRUST,
    WHOLE,
    Figure,
    Section,
)
from reporting.numbers import minutes, moment, percent
from reporting.queries import Answer, ask
from reporting.tiles import journey_tiles, whole_tiles
from reporting.words import CODES, COLUMNS, GLOSSARY, SPECIAL

MOST_JOURNEYS = 60
"""Journeys with a page of their own, those with the most entries; the table lists all of them."""

MOST_FLOWS = 12
"""Flows that are drawn, by name."""

Content = dict[str, Any]


def collect(connection: duckdb.DuckDBPyConnection) -> Content:
    """Everything that the page shows.

    Args:
        connection: the published copy.

    Raises:
        duckdb.Error: a table or a column is missing.
    """
    as_of = ask(connection, "as_of").first().get("as_of")
    listed = ask(connection, ALL_JOURNEYS.name)
    flows = ask(connection, "flows").records()
    return {
        "as_of": as_of,
        "as_of_text": moment(as_of),
        "columns": {name: list(told) for name, told in COLUMNS.items()},
        "codes": CODES,
        "special": SPECIAL,
        "glossary": GLOSSARY,
        "overview": _figure(ALL_JOURNEYS, listed),
        "journeys": [_journey(connection, row) for row in listed.records()[:MOST_JOURNEYS]],
        "journeys_cut": max(0, len(listed.rows) - MOST_JOURNEYS),
        "whole": _whole(connection),
        "kpis": _section(connection, KPIS),
        "back": _section(connection, BACK),
        "flows": [_flow(connection, flow) for flow in flows[:MOST_FLOWS]],
        "flows_cut": max(0, len(flows) - MOST_FLOWS),
        "trust": _section(connection, TRUST),
    }


def _journey(connection: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> Content:
    """The page of a journey."""
    key = row["journey_id"]
    tiles = ask(connection, "tiles", journey_id=key)
    score = ask(connection, "score", journey_id=key)
    definition = ask(connection, "definition", journey_id=key)
    return {
        "id": key,
        "name": row["journey_name"],
        "about": about(definition.first()),
        "tiles": journey_tiles(tiles.first(), score.first()),
        "behind_tiles": _behind(tiles),
        "sections": [_section(connection, section, journey_id=key) for section in OF_A_JOURNEY],
        "friction": _friction(connection, key),
    }


def _whole(connection: duckdb.DuckDBPyConnection) -> Content:
    """The section of the score of the whole way, with its tile."""
    score = ask(connection, "score", journey_id=None)
    trend, stages, contributions = (
        ask(connection, name, journey_id=None).records()
        for name in ("score_trend", "stages", "contributions")
    )
    return _section(connection, WHOLE, journey_id=None) | {
        "tiles": whole_tiles(score.first(), trend, stages, contributions),
        "behind_tiles": _behind(score),
        "friction": _friction(connection, None),
    }


def _friction(connection: duckdb.DuckDBPyConnection, journey_id: str | None) -> Content:
    """The sentences on what costs most."""
    answer = ask(connection, "friction", journey_id=journey_id)
    said = [
        {"text": row["sentence"], "unit": row["loss_unit"], "sure": row["is_significant"]}
        for row in answer.records()
    ]
    return _behind(answer) | {"sentences": said}


def _flow(connection: duckdb.DuckDBPyConnection, flow: dict[str, Any]) -> Content:
    """A flow and its figure."""
    figure = _figure(FLOW, ask(connection, "flow", flow_id=flow["flow_id"]))
    title = flow["flow_name"]
    return {
        "id": flow["flow_id"],
        "name": title,
        "figure": figure | {"title": title, "direction": flow["direction"]},
    }


def _section(
    connection: duckdb.DuckDBPyConnection, section: Section, **parameters: str | None
) -> Content:
    """A section with the answers of its figures."""
    return {
        "key": section.key,
        "title": section.title,
        "lead": section.lead,
        "figures": [
            _figure(figure, ask(connection, figure.name, **parameters))
            for figure in section.figures
        ],
    }


def _figure(figure: Figure, answer: Answer) -> Content:
    """A figure with its answer; without rows worth drawing, with the reason."""
    rows = answer.records()
    is_drawn = figure.drawn(rows)
    return _behind(answer) | {
        "name": figure.name,
        "title": figure.title,
        "headline": figure.headline(rows) if is_drawn else "",
        "chart": figure.chart if is_drawn else "",
        "empty": "" if is_drawn else figure.empty,
        "note": figure.note,
        "terms": list(figure.terms),
        "shape": figure.shape,
    }


def _behind(answer: Answer) -> Content:
    """The table and the SQL behind something."""
    return {"columns": answer.columns, "rows": answer.rows, "sql": answer.sql}


def about(definition: dict[str, Any]) -> str:
    """The rules of a journey's latest version, in a few sentences."""
    if not definition:
        return ""
    who = "people" if definition["participant"] == "user" else "devices"
    again = {
        "once": "each may enter one time",
        "after_exit": "each may enter again once out",
        "restart": "entering again starts over",
        "concurrent": "each may be in it several times at once",
    }[definition["reentry"]]
    said = [f"It is travelled by {who}; {again}."]
    if definition["window_minutes"] is not None:
        said.append(f"An entry has {minutes(definition['window_minutes'])} to reach the goal.")
    if definition["inactivity_minutes"] is not None:
        said.append(f"It ends after {minutes(definition['inactivity_minutes'])} without activity.")
    if definition["consent_purpose"] is not None:
        said.append(f"It needs consent to “{definition['consent_purpose']}”.")
    if definition["holdout_percent"]:
        share = percent(definition["holdout_percent"] / 100).replace(".0%", "%")
        said.append(f"{share} are kept out on purpose, as a control group.")
    return " ".join(said)
