"""What a figure shows, in one sentence of plain words, made of the rows that it is drawn from."""

from typing import Any

from reporting.numbers import (
    count,
    day,
    duration,
    fixed,
    in_unit,
    month,
    percent,
    points,
    whole,
)
from reporting.words import CODES, SPECIAL

Rows = list[dict[str, Any]]

FEW = 30
"""A rate of fewer entries is not told in a sentence."""


def weekly(rows: Rows) -> str:
    """The last four weeks against the four before."""
    entries = sum(row["entries"] for row in rows[:4])
    said = f"{count(entries, 'entry', 'entries')} in the last {_weeks(rows[:4])}"
    if len(rows) >= 8:
        said += f", {whole(sum(row['entries'] for row in rows[4:8]))} in the four before"
    settled = sum(row["settled_entries"] or 0 for row in rows[:4])
    converted = sum(row["settled_conversions"] or 0 for row in rows[:4])
    if settled < FEW:
        return f"{said}. Too few of them are old enough to tell how many convert."
    return f"{said}; {percent(converted / settled)} of those old enough to judge converted."


def stock(rows: Rows) -> str:
    """How many are inside, and whether that grows."""
    last = rows[0]
    change = last["closing"] - last["opening"]
    way = (
        f"{whole(abs(change))} {'more' if change > 0 else 'fewer'} than" if change else "as many as"
    )
    return (
        f"{count(last['closing'], 'entry was', 'entries were')} in the journey at the end of the "
        f"week of {day(last['week_start'])}, {way} at its start."
    )


def funnel(rows: Rows) -> str:
    """How many get to the end, and where most are lost."""
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return f"{count(first['entries_reaching'], 'entry', 'entries')}; the journey has no steps."
    said = (
        f"Of {count(first['entries_reaching'], 'entry', 'entries')} "
        f"{whole(last['entries_reaching'])} ({percent(last['share_of_entries'])}) got to "
        f"“{last['step_name']}”."
    )
    worst = max(rows, key=lambda row: row["left_here"])
    if not worst["left_here"]:
        return said
    return (
        f"{said} Most leave after “{worst['step_name']}”: {whole(worst['left_here'])} of "
        f"{whole(worst['entries_reaching'])} went no further and did not convert."
    )


def step_times(rows: Rows) -> str:
    """The longest wait."""
    longest = max(rows, key=lambda row: row["median_seconds"])
    return (
        f"The longest wait is for “{longest['step_name']}”: half take up to "
        f"{duration(longest['median_seconds'])}, one in ten longer than "
        f"{duration(longest['p90_seconds'])}."
    )


def paths(rows: Rows) -> str:
    """Where entries part for the first time, the two commonest ways."""
    ways = _ways(rows, 0, next(row["from_name"] for row in rows if row["depth"] == 0))
    while len(ways) == 1 and ways[0]["to_name"] not in SPECIAL:
        further = _ways(rows, ways[0]["depth"] + 1, ways[0]["to_name"])
        if not further:
            break
        ways = further
    parts = []
    for row in ways[:2]:
        share = percent(row["share_of_from"])
        if row["to_name"] in SPECIAL:
            parts.append(f"{share} end there ({_lower(SPECIAL[row['to_name']])})")
        else:
            parts.append(f"{share} go on to “{row['to_name']}”")
    return f"After “{ways[0]['from_name']}” {', '.join(parts)}."


def _ways(rows: Rows, depth: int, name: str) -> Rows:
    """The ways from one step at one depth, the widest first."""
    found = [row for row in rows if row["depth"] == depth and row["from_name"] == name]
    return sorted(found, key=lambda row: -row["entries"])


def exits(rows: Rows) -> str:
    """How many left, and the commonest reason."""
    total = sum(row["exits"] for row in rows)
    main = rows[0]
    return (
        f"{whole(total)} ended without converting. The commonest reason: "
        f"{_lower(CODES.get(main['exit_reason'], main['exit_reason']))} "
        f"({percent(main['share_of_exits'])})."
    )


def next_events(rows: Rows) -> str:
    """What most do after leaving, and how many do nothing more."""
    named = [row for row in rows if row["next_event"] not in ("(nothing)", "(other)")]
    nothing = next((row for row in rows if row["next_event"] == "(nothing)"), None)
    said = []
    if named:
        first = named[0]
        said.append(
            f"The commonest event after an exit is “{first['next_event']}” "
            f"({percent(first['share_of_exits'])})"
        )
    if nothing:
        said.append(f"After {percent(nothing['share_of_exits'])} nothing more is known")
    return ". ".join(said) + "." if said else "After exits come many different events."


def blocked(rows: Rows) -> str:
    """How many were turned away, and why."""
    total = sum(row["blocked"] for row in rows)
    share = sum(row["share_of_attempts"] for row in rows)
    main = rows[0]
    return (
        f"{count(total, 'attempt')} to enter were turned away ({percent(share)} of all). "
        f"The commonest reason: {_lower(CODES.get(main['block_reason'], main['block_reason']))}."
    )


def segments(rows: Rows) -> str:
    """The widest gap between two values of one split, if it is more than chance."""
    gaps = []
    for kind in ("channel", "platform", "segment"):
        told = [
            row for row in rows if row["segment_kind"] == kind and row["settled_entries"] >= FEW
        ]
        if len(told) > 1:
            best = max(told, key=lambda row: row["conversion_rate"])
            worst = min(told, key=lambda row: row["conversion_rate"])
            if worst["rate_high"] < best["rate_low"]:
                gaps.append((best["conversion_rate"] - worst["conversion_rate"], best, worst))
    if not gaps:
        return "No difference between the groups is larger than chance would make it."
    _, best, worst = max(gaps, key=lambda gap: gap[0])
    kind = _lower(CODES[best["segment_kind"]])
    return (
        f"By {kind}, {_named(best['segment_value'])} converts most "
        f"({percent(best['conversion_rate'])}) and {_named(worst['segment_value'])} least "
        f"({percent(worst['conversion_rate'])}); that is more than chance."
    )


def outcomes(rows: Rows) -> str:
    """What became of the first step with messages."""
    totals = [row for row in rows if row["channel"] == "(all)" and row["platform"] == "(all)"]
    step = totals[0]["step_name"]
    parts = [
        f"{percent(row['share_of_entries_reaching'])} {row['outcome']}"
        for row in totals
        if row["step_name"] == step
    ]
    return f"Of the entries at “{step}”: {', '.join(parts)}."


def drivers(rows: Rows) -> str:
    """What goes with conversion most, and what goes against it most."""
    said = []
    for sign, words in ((1, "more"), (-1, "less")):
        found = next((row for row in rows if row["phi"] * sign > 0), None)
        if found:
            value = f" = {found['driver_value']}" if found["driver_value"] is not None else ""
            said.append(
                f"Entries with “{found['driver']}{value}” convert {words} often: "
                f"{percent(found['rate_with'])} against {percent(found['rate_without'])} without."
            )
    return " ".join(said)


def score_trend(rows: Rows) -> str:
    """The last whole month and what is known of its change."""
    last = rows[0]
    if last["score"] is None:
        return f"{month(last['period_start'])} has too little data for a score."
    said = f"{points(last['score'])} of 100 in {month(last['period_start'])}"
    if last["score_change"] is None:
        return f"{said}; the month before has no score to compare with."
    size = points(abs(last["score_change"]))
    if last["trend"] == "stable":
        return f"{said}. It moved by {size} points, which may be chance."
    way = "up" if last["trend"] == "up" else "down"
    return f"{said}, {way} by {size} points, which is more than chance."


def stages(rows: Rows) -> str:
    """The weakest stage."""
    scored = [row for row in rows if row["stage_score"] is not None]
    if not scored:
        return "No stage has enough data for a score."
    if len(scored) == 1:
        return f"“{scored[0]['stage_name']}” scores {points(scored[0]['stage_score'])} of 100."
    worst = min(scored, key=lambda row: row["stage_score"])
    best = max(scored, key=lambda row: row["stage_score"])
    return (
        f"“{worst['stage_name']}” is the weakest stage ({points(worst['stage_score'])} of 100), "
        f"“{best['stage_name']}” the strongest ({points(best['stage_score'])})."
    )


def contributions(rows: Rows) -> str:
    """The KPI that leaves most."""
    told = [row for row in rows if row["availability"] == "available"]
    if not told:
        return "No KPI has enough data."
    first = told[0]
    return (
        f"“{first['kpi_name']}” leaves most: {points(first['opportunity'])} points "
        f"({in_unit(first['raw_value'], first['unit'])}; its target is "
        f"{in_unit(first['target_value'], first['unit'])})."
    )


def kpis(rows: Rows) -> str:
    """How many meet their target."""
    judged = [
        row
        for row in rows
        if row["target_value"] is not None
        and row["latest_value"] is not None
        and row["good_direction"] in ("higher", "lower")
    ]
    met = [
        row
        for row in judged
        if (row["latest_value"] - row["target_value"])
        * (1 if row["good_direction"] == "higher" else -1)
        >= 0
    ]
    if not judged:
        return "No KPI has both a target and a figure for the last whole month."
    return (
        f"{whole(len(met))} of {whole(len(judged))} KPIs that have a target met it in "
        f"{month(rows[0]['latest_month'])}, the last whole month."
    )


def retention(rows: Rows) -> str:
    """The share that comes back a week and four weeks after, over all cohorts shown."""
    said = []
    for number, words in ((1, "one week"), (4, "four weeks")):
        at = [row for row in rows if row["period_number"] == number]
        people = sum(row["cohort_users"] for row in at)
        if people:
            share = sum(row["returned_users"] for row in at) / people
            said.append(f"{percent(share)} were active again {words} after their first week")
    return ", ".join(said) + "." if said else "No week is over yet since anybody came first."


def lifecycle(rows: Rows) -> str:
    """The last whole week."""
    last = rows[0]
    return (
        f"{count(last['active_users'], 'person was', 'people were')} active in the week of "
        f"{day(last['week_start'])}: {whole(last['new_users'])} new, "
        f"{whole(last['returning_users'])} here the week before too, "
        f"{whole(last['resurrected_users'])} back after a break."
    )


def flow(rows: Rows) -> str:
    """The commonest neighbour of the event that the flow is about."""
    near = [row for row in rows if row["node_depth"] == 1]
    if not near:
        return "Nobody does anything next to it."
    first = max(near, key=lambda row: row["occurrences"])
    near_one, anchor = (
        SPECIAL.get(name, f"“{name}”") for name in (first["to_event"], first["from_event"])
    )
    return (
        f"Next to {anchor} the commonest is {near_one}: {count(first['occurrences'], 'time')}, "
        f"{percent(first['share_of_from'])}."
    )


def freshness(rows: Rows) -> str:
    """The last day, and how an average day looks."""
    mean = sum(row["events"] for row in rows) / len(rows)
    return (
        f"{whole(mean)} events on an average day; {whole(rows[-1]['events'])} on "
        f"{day(rows[-1]['event_date'])}, the last one and perhaps not over."
    )


def reconciliation(rows: Rows) -> str:
    """Every row is accounted for."""
    raw = sum(row["raw_rows"] for row in rows)
    accepted = sum(row["accepted_rows"] for row in rows)
    duplicates = sum(row["duplicate_rows"] for row in rows)
    rejected = sum(row["rejected_rows"] for row in rows)
    missing = raw - accepted - duplicates - rejected
    said = (
        f"{count(raw, 'row')} read = {whole(accepted)} accepted + {whole(duplicates)} duplicates "
        f"+ {whole(rejected)} rejected."
    )
    return f"{said} {whole(missing)} are not accounted for!" if missing else f"{said} None is lost."


def rejected(rows: Rows) -> str:
    """The commonest reason."""
    main = rows[0]
    return (
        f"{whole(sum(row['rejected_rows'] for row in rows))} rows were turned down, most of them "
        f"for: {_lower(CODES.get(main['rejection_reason'], main['rejection_reason']))}."
    )


def journeys(rows: Rows) -> str:
    """How many journeys there are, and which is the largest."""
    entered = [row for row in rows if row["lifetime_entries"]]
    if not entered:
        return f"{count(len(rows), 'journey')}, which nobody has entered yet."
    return (
        f"{count(len(rows), 'journey')}; “{entered[0]['journey_name']}” has the most entries "
        f"({whole(entered[0]['lifetime_entries'])})."
    )


def runs(rows: Rows) -> str:
    """What the last run did."""
    last = rows[0]
    cause = _lower(CODES.get(last["cause"], "New data"))
    return (
        f"The last run ({cause}) took in {count(last['new_rows'], 'row')} of "
        f"{count(last['new_files'], 'file')}."
    )


def sources(rows: Rows) -> str:
    """How many sources bring how many events."""
    total = sum(row["events"] for row in rows)
    return f"{count(total, 'event')} of {count(len(rows), 'source')}."


def change_in_percent(now: float | None, before: float | None) -> str | None:
    """A count against the one before; nothing where there is none to compare with."""
    if now is None or not before:
        return None
    change = (now - before) / before * 100
    return f"{'+' if change > 0 else ''}{fixed(change, 1)}%"


def _weeks(rows: Rows) -> str:
    """The words for a number of weeks."""
    return {1: "whole week", 4: "four whole weeks"}.get(len(rows), f"{len(rows)} whole weeks")


def _named(name: str) -> str:
    """A value in quotes, or what stands for none."""
    return SPECIAL.get(name, f"“{name}”")


def _lower(words: str) -> str:
    """Words within a sentence."""
    return words[0].lower() + words[1:]
