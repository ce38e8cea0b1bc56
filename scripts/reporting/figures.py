"""The report's figures: what each asks, how it is drawn, what it says where there is nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reporting import headlines

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Figure:
    """A figure of the page.

    Attributes:
        name: its query's file without `.sql`, and its key on the page.
        title: what is asked, in plain words.
        headline: the answer, made of its rows.
        chart: how the page's script draws it.
        empty: what is said where the query finds nothing.
        note: what one has to know to read it.
        terms: words that the glossary explains.
        shape: `wide` takes the whole width of the page, `tall` the height of two others.
        drawn: whether the rows hold anything to draw; else `empty` is said.
    """

    name: str
    title: str
    headline: Callable[[Rows], str]
    chart: str
    empty: str
    note: str = ""
    terms: tuple[str, ...] = ()
    shape: str = ""
    drawn: Callable[[Rows], bool] = field(default=bool)


@dataclass(frozen=True)
class Section:
    """Figures that answer one kind of question."""

    key: str
    title: str
    lead: str
    figures: tuple[Figure, ...]


ALL_JOURNEYS = Figure(
    "journeys",
    "All journeys",
    headlines.journeys,
    "journeys",
    "No journey is defined: journeys are rows in seeds/journeys/journeys.csv.",
    note=(
        "Choose a journey by its name. The conversion rate is of people whose time to convert is "
        "over, or of all people where a journey has no time limit."
    ),
    terms=("Journey", "Entry", "Conversion", "Score"),
    shape="wide",
)

TIME = Section(
    "time",
    "Over time",
    "Is it growing, and does it get better?",
    (
        Figure(
            "weekly",
            "How many enter each week, and how many of them convert",
            headlines.weekly,
            "weekly",
            "No whole week has passed yet since the first entry.",
            note=(
                "Weeks begin on Monday and are those of the entry. The last 52 whole weeks at most "
                "are shown; the running week is left out. The band is the 95% interval."
            ),
            terms=("Entry", "Settled", "95% interval"),
        ),
        Figure(
            "stock",
            "How many are in the journey, and how they leave it",
            headlines.stock,
            "stock",
            "No whole week has passed yet since the first entry.",
            note=(
                "At the start of a week + entries − ends = at the end of the week. The last 52 "
                "whole weeks at most are shown."
            ),
            terms=("Exit", "Conversion"),
        ),
    ),
)

STEPS = Section(
    "steps",
    "Step by step",
    "How far do people come, where are they lost, how long does it take?",
    (
        Figure(
            "funnel",
            "How far entries come",
            headlines.funnel,
            "funnel",
            "Nobody has entered this journey yet.",
            note=(
                "“Left here” are those who ended after this step without converting, as a share of "
                "those who got there. Who converts need not take every step: a conversion counts "
                "however it is reached. The newest version that has entries is shown."
            ),
            terms=("Entry", "Conversion", "Completion"),
            drawn=lambda rows: any(row["entries_reaching"] for row in rows),
        ),
        Figure(
            "step_times",
            "How long it takes from step to step",
            headlines.step_times,
            "times",
            "No step takes time yet: nobody has reached one, or steps follow at once.",
            note=(
                "From the step that came before, as each entry went. Half of the entries took no "
                "longer than the first dot, nine of ten no longer than the second. Every grid line "
                "is a longer time, the scale is not even."
            ),
            terms=("Median",),
        ),
        Figure(
            "paths",
            "The ways that entries take",
            headlines.paths,
            "paths",
            "Nobody has entered this journey yet.",
            note=(
                "From left to right in the order in which steps were reached; the wider a band, "
                "the more entries. At most eight steps and the 60 widest bands are drawn."
            ),
            terms=("Conversion", "Exit"),
            shape="wide",
        ),
    ),
)

LEAVING = Section(
    "leaving",
    "Leaving, and not getting in",
    "Why do entries end without the goal, and what comes then?",
    (
        Figure(
            "exits",
            "Why entries end without converting",
            headlines.exits,
            "bars",
            "Nobody has left this journey without converting.",
            terms=("Exit",),
        ),
        Figure(
            "next_events",
            "What people do next after leaving",
            headlines.next_events,
            "bars",
            "Nobody has left this journey without converting.",
            note="The first event of any kind after the exit; the ten commonest have a bar each.",
            terms=("Exit",),
            shape="tall",
        ),
        Figure(
            "blocked",
            "Who was turned away at the entrance",
            headlines.blocked,
            "bars",
            "Nobody was turned away: every attempt to enter was let in, or there was none.",
            note=(
                "Who does what begins the journey while being in it already is counted here too; "
                "that is nothing to worry about."
            ),
            terms=("Turned away",),
        ),
    ),
)

WHO = Section(
    "who",
    "Who converts",
    "Does it depend on where people come from, what they get, what they do?",
    (
        Figure(
            "segments",
            "Conversion by channel, platform and segment",
            headlines.segments,
            "segments",
            "No entry is old enough yet to judge it.",
            note=(
                "Of settled entries. The dot is the rate, the line its 95% interval: short lines "
                "are sure, long ones are guesses. The eight largest groups of each kind are shown."
            ),
            terms=("Settled", "95% interval"),
        ),
        Figure(
            "outcomes",
            "What became of messages",
            headlines.outcomes,
            "outcomes",
            "This journey sends no messages: no step of it has outcomes such as sent or opened.",
            note=(
                "Bars are shares of the entries that reached the step. The table splits them by "
                "channel and platform."
            ),
        ),
        Figure(
            "drivers",
            "What goes with converting",
            headlines.drivers,
            "drivers",
            "Too few settled entries to compare those with and without something.",
            note=(
                "The strongest first. What goes with converting need not cause it, and what comes "
                "late in a journey seems to go against it."
            ),
            terms=("Driver", "95% interval"),
            shape="wide",
        ),
    ),
)

SCORE_FIGURES = (
    Figure(
        "stages",
        "The score of each stage",
        headlines.stages,
        "stages",
        "There is no score: no KPI with a floor and a target is part of it.",
        note="The dot is the score, the line its 95% interval.",
        terms=("Score", "95% interval"),
    ),
    Figure(
        "score_trend",
        "The score month by month",
        headlines.score_trend,
        "trend",
        "There is no score of a whole month yet.",
        note=(
            "The band is the 95% interval. The running month is left out. The score of all of the "
            "time is no mean of the months: in a longer time more people convert or come back."
        ),
        terms=("Score", "95% interval"),
    ),
    Figure(
        "contributions",
        "Where the points come from, and where they are missing",
        headlines.contributions,
        "contributions",
        "There is no score: no KPI with a floor and a target is part of it.",
        note="All bars together are 100 points. The largest gap comes first.",
        terms=("Contribution", "Opportunity"),
        shape="wide",
    ),
)

SCORE = Section(
    "score",
    "The score of this journey",
    "How well does the journey do against its targets?",
    SCORE_FIGURES,
)

WHOLE = Section(
    "whole",
    "The whole way of your customers",
    "All stages together: the Journey Performance Score.",
    SCORE_FIGURES,
)

KPIS = Section(
    "kpis",
    "KPIs",
    "Every figure that is kept, with its target.",
    (
        Figure(
            "kpis",
            "Key figures",
            headlines.kpis,
            "kpis",
            "There are no KPIs: they are rows in seeds/kpis/kpis.csv.",
            note="The small line has the last whole months, up to twelve.",
            terms=("Median", "95% interval"),
            shape="wide",
        ),
    ),
)

BACK = Section(
    "back",
    "Coming back",
    "Do people who came once come again?",
    (
        Figure(
            "retention",
            "How many come back in the weeks after their first",
            headlines.retention,
            "retention",
            "No week is over yet since anybody came first.",
            note=(
                "A row has the people who were first active in that week, the last twelve such "
                "weeks. Weeks that are not over are left out. Rows of fewer than 30 people are "
                "pale: their shares jump about."
            ),
            terms=("Retention",),
            shape="wide",
        ),
        Figure(
            "lifecycle",
            "New, staying, coming back, gone",
            headlines.lifecycle,
            "lifecycle",
            "No whole week has passed yet since the first activity.",
            note="The last 26 whole weeks at most. Below the line: here the week before, not now.",
            shape="wide",
        ),
    ),
)

FLOW = Figure(
    "flow",
    "",
    headlines.flow,
    "flow",
    "Nobody has done anything that this flow follows.",
    note=(
        "The wider a band, the more often it happened. Of the first four steps the 50 widest are "
        "drawn; numbers count all. The table rpt_flow_edges has the rest."
    ),
    shape="wide",
)

TRUST = Section(
    "trust",
    "Can these figures be trusted?",
    "How fresh the data is, and whether anything got lost on the way.",
    (
        Figure(
            "freshness",
            "Events per day",
            headlines.freshness,
            "freshness",
            "There are no events.",
            note="Days are UTC, the last 91 of them. A gap means that data is missing.",
            terms=("Data up to",),
            shape="tall",
        ),
        Figure(
            "reconciliation",
            "Every row is accounted for",
            headlines.reconciliation,
            "reconciliation",
            "No files have been read.",
            drawn=lambda rows: any(row["raw_rows"] for row in rows),
        ),
        Figure(
            "rejected",
            "Why rows were rejected",
            headlines.rejected,
            "bars",
            "No row was rejected: everything that was read was accepted or a duplicate.",
        ),
        Figure(
            "sources",
            "Where events come from",
            headlines.sources,
            "table",
            "There are no events.",
            shape="wide",
        ),
        Figure(
            "runs",
            "The last runs",
            headlines.runs,
            "table",
            "No run is on record.",
            note="People computed anew are 0 where everything was.",
            shape="wide",
        ),
    ),
)

OF_A_JOURNEY = (TIME, STEPS, LEAVING, WHO, SCORE)
"""The sections that are told for each journey."""
