"""The tiles at the top of a journey: its figures, each with its change where there is one."""

import math
from typing import Any

from reporting.headlines import FEW, change_in_percent
from reporting.numbers import count, duration, fixed, month, percent, points, whole

Tile = dict[str, str]
Rows = list[dict[str, Any]]

Z = 1.959963984540054
"""Two-sided 95% of the normal distribution."""


def journey_tiles(row: dict[str, Any], score: dict[str, Any]) -> list[Tile]:
    """The tiles of a journey.

    Args:
        row: what `tiles.sql` found; empty where the journey is not known.
        score: what `score.sql` found; empty where the journey has no score.
    """
    if not row:
        return []
    tiles = [_entries(row), _conversion(row), _active(row), _exits(row)]
    if row["median_seconds_to_convert"] is not None:
        tiles.append(
            _tile(
                "median_seconds_to_convert",
                "Typical time to convert",
                duration(row["median_seconds_to_convert"]),
                "half of those who convert are faster",
            )
        )
    tiles.append(_blocked(row))
    if row["messages_sent"]:
        tiles.append(
            _tile(
                "messages_sent",
                "Messages sent",
                whole(row["messages_sent"]),
                f"{fixed(row['messages_sent'] / row['lifetime_entries'], 2)} per entry"
                if row["lifetime_entries"]
                else "",
            )
        )
    if score:
        tiles.append(score_tile(score))
    return tiles


def score_tile(score: dict[str, Any]) -> Tile:
    """The score over all of the time, or why there is none."""
    if score["score"] is None:
        return _tile(
            "score",
            "Score",
            "–",
            f"too little data: {percent(score['coverage'])} of its weight is known",
        )
    interval = f"95% interval {points(score['interval_low'])} to {points(score['interval_high'])}"
    return _tile("score", "Score, of 100", points(score["score"]), interval)


def whole_tiles(
    score: dict[str, Any], trend: Rows, stages: Rows, contributions: Rows
) -> list[Tile]:
    """The tiles of the whole way: its score, the last whole month, what is weakest."""
    if not score:
        return []
    tiles = [score_tile(score) | {"label": "Score of all the time, of 100"}]
    if trend and trend[0]["score"] is not None:
        last = trend[0]
        tile = _tile(
            "last_score",
            f"Score of {month(last['period_start'])}",
            points(last["score"]),
            f"95% interval {points(last['interval_low'])} to {points(last['interval_high'])}",
        )
        if last["score_change"] is not None:
            chance = ", may be chance" if last["trend"] == "stable" else ""
            sign = "+" if last["score_change"] > 0 else ""
            tile["change"] = f"{sign}{points(last['score_change'])}{chance}"
            tile["tone"] = {"up": "good", "down": "bad"}.get(last["trend"], "plain")
        tiles.append(tile)
    scored = [row for row in stages if row["stage_score"] is not None]
    if len(scored) > 1:
        worst = min(scored, key=lambda row: row["stage_score"])
        said = f"of 100: “{worst['stage_name']}”"
        tiles.append(_tile("weakest_stage", "Weakest stage", points(worst["stage_score"]), said))
    told = [row for row in contributions if row["availability"] == "available"]
    if told:
        said = f"points, if “{told[0]['kpi_name']}” met its target"
        gain = points(told[0]["opportunity"])
        tiles.append(_tile("largest_gain", "Most to be gained", gain, said))
    return tiles


def _entries(row: dict[str, Any]) -> Tile:
    """How many entered, and whether more do."""
    tile = _tile(
        "lifetime_entries",
        "Entries",
        whole(row["lifetime_entries"]),
        f"by {count(row['entry_users'], 'person', 'people')}",
    )
    change = change_in_percent(row["recent_entries"], row["previous_entries"])
    if change:
        tile["change"] = change
        tile["detail"] = (
            f"{whole(row['recent_entries'])} in the last 4 weeks, "
            f"{whole(row['previous_entries'])} in the 4 before"
        )
        tile["tone"] = "plain"
    return tile


def _conversion(row: dict[str, Any]) -> Tile:
    """The rate of those old enough to judge, else of all; and whether it moves beyond chance."""
    mature = row["mature_conversion_rate"]
    rate = row["conversion_rate"] if mature is None else mature
    tile = _tile(
        "conversion_rate" if mature is None else "mature_conversion_rate",
        "Conversion rate",
        percent(rate),
        "of people so far" if mature is None else "of people whose time to convert is over",
    )
    if row["settled_entries"]:
        tile["said"] += (
            f"; {percent(row['settled_conversions'] / row['settled_entries'])} of entries"
        )
    change = rate_change(
        row["recent_conversions"],
        row["recent_settled"],
        row["previous_conversions"],
        row["previous_settled"],
    )
    return tile | change


def rate_change(
    converted: int | None, settled: int | None, converted_before: int | None, before: int | None
) -> Tile:
    """How the rate of entries of four weeks differs from that of the four before.

    Returns: the parts of a tile; none where either has no entries to judge.
    """
    if not settled or not before:
        return {}
    if min(settled, before) < FEW:
        few = (
            f"{count(settled, 'entry', 'entries')} old enough in the last 4 weeks, "
            f"{whole(before)} in the 4 before"
        )
        return {"change": "too few to compare", "detail": few, "tone": "plain"}
    now, then = (converted or 0) / settled, (converted_before or 0) / before
    pooled = ((converted or 0) + (converted_before or 0)) / (settled + before)
    error = math.sqrt(pooled * (1 - pooled) * (1 / settled + 1 / before))
    is_chance = abs(now - then) <= Z * error
    tone = "plain" if is_chance else ("good" if now > then else "bad")
    sign = "+" if now > then else ""
    return {
        "change": (
            f"{sign}{fixed((now - then) * 100, 1)} points"
            + (", may be chance" if is_chance else "")
        ),
        "detail": (
            f"{percent(now)} of the entries of the last 4 weeks, {percent(then)} in the 4 before"
        ),
        "tone": tone,
    }


def _active(row: dict[str, Any]) -> Tile:
    """How many are inside."""
    tile = _tile(
        "currently_in_journey", "In the journey now", whole(row["currently_in_journey"]), "entries"
    )
    if row["recent_closing"] is not None and row["previous_closing"] is not None:
        difference = row["recent_closing"] - row["previous_closing"]
        tile["change"] = f"{'+' if difference > 0 else ''}{whole(difference)}"
        tile["detail"] = (
            f"{whole(row['recent_closing'])} at the end of the last whole week, "
            f"{whole(row['previous_closing'])} four weeks before"
        )
        tile["tone"] = "plain"
    return tile


def _exits(row: dict[str, Any]) -> Tile:
    """How many left without the goal."""
    share = row["total_exits"] / row["lifetime_entries"] if row["lifetime_entries"] else None
    said = f"{percent(share)} of entries" if share is not None else ""
    return _tile("total_exits", "Left without converting", whole(row["total_exits"]), said)


def _blocked(row: dict[str, Any]) -> Tile:
    """How many attempts were turned away."""
    share = row["blocked_attempts"] / row["attempts"] if row["attempts"] else None
    said = f"{percent(share)} of {count(row['attempts'], 'attempt')}" if share is not None else ""
    return _tile("blocked_attempts", "Turned away", whole(row["blocked_attempts"]), said)


def _tile(key: str, label: str, value: str, said: str) -> Tile:
    """A tile without a change."""
    return {"key": key, "label": label, "value": value, "said": said}
