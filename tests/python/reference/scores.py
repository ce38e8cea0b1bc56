"""The Journey Performance Score by plain loops, from its definition alone."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

QUANTILE = 1.959963984540054
"""Standard errors that a 95% interval reaches to each side."""

CLOSE = 9
"""Decimals to which a limit is compared, so that a rounding error decides nothing."""

Cell = tuple[str, date | None, str, str]
"""A period's kind and first day, a segment's kind and the segment."""


@dataclass(frozen=True)
class Anchor:
    """A KPI as it is defined from a day on.

    Attributes:
        kpi_id: its name.
        valid_from: the first day; None for always.
        stage_id: the stage.
        kind: as in the seed `kpis`.
        floor: scores 0.
        target: scores 100.
        prior: expected value, if any.
        prior_weight: how many observations it counts as.
        weight: within the stage.
        is_quotient: whether another KPI divides it.
    """

    kpi_id: str
    valid_from: date | None
    stage_id: str
    kind: str
    floor: float
    target: float
    prior: float | None
    prior_weight: float
    weight: float
    is_quotient: bool = False


@dataclass(frozen=True)
class Value:
    """A KPI's value in one cell."""

    value: float | None
    denominator: float | None
    sample_size: int
    standard_deviation: float | None
    is_sufficient: bool


@dataclass
class Part:
    """What one KPI has in one score."""

    stage_id: str
    share: float
    stage_share: float
    score: float | None = None
    error: float = 0.0
    weight: float = 0.0

    @property
    def contribution(self) -> float:
        """Points given."""
        return self.weight * (self.score or 0.0)

    @property
    def opportunity(self) -> float:
        """Points missing."""
        return self.weight * (100 - (self.score or 0.0))


@dataclass
class Score:
    """One score.

    Attributes:
        parts: by KPI.
        stages: the stages' scores, None where too little is known.
        coverage: the share of the weight that is known.
        value: the score, whether or not it may be shown; None where no stage has one.
        error: its standard error.
        geometric: the weighted geometric mean of the stages.
        is_shown: whether it is.
    """

    parts: dict[str, Part]
    stages: dict[str, float | None] = field(default_factory=dict)
    coverage: float = 0.0
    value: float | None = None
    error: float = 0.0
    geometric: float = 0.0
    is_shown: bool = False


def in_effect(anchors: Sequence[Anchor], day: date) -> dict[str, Anchor]:
    """The definitions that hold on a day, by KPI."""
    held: dict[str, Anchor] = {}
    for anchor in sorted(anchors, key=lambda one: one.valid_from or date.min):
        if (anchor.valid_from or date.min) <= day:
            held[anchor.kpi_id] = anchor
    return held


def kpi_score(anchor: Anchor, found: Value | None) -> tuple[float | None, float]:
    """A KPI's own score, 0 to 100, and its standard error; None where it is not available."""
    if found is None or found.value is None or not found.is_sufficient:
        return None, 0.0
    is_proportion = anchor.kind in ("rate", "share_of_scale")
    value, variance, size, prior = found.value, 0.0, 1.0, 0.0
    if not anchor.is_quotient and (is_proportion or anchor.kind in ("mean", "nps")):
        size = float(found.denominator or 0) if is_proportion else float(found.sample_size)
        if anchor.prior is not None:
            prior = anchor.prior_weight
            value = (value * size + prior * anchor.prior) / (size + prior)
        if is_proportion:
            variance = value * (1 - value)
        elif found.standard_deviation is not None:
            variance = found.standard_deviation**2
        elif anchor.kind == "nps":
            variance = 1 - value**2
    score = 100 * (value - anchor.floor) / (anchor.target - anchor.floor)
    if not 0 <= round(score, CLOSE) <= 100:
        return min(100.0, max(0.0, score)), 0.0
    spread = math.sqrt(max(variance, 0.0) * size) / (size + prior)
    return min(100.0, max(0.0, score)), 100 / abs(anchor.target - anchor.floor) * spread


def score_of(
    anchors: Mapping[str, Anchor],
    stage_weights: Mapping[str, float],
    found: Mapping[str, Value],
    is_whole: bool,
    least_coverage: float = 0.6,
) -> Score:
    """The score of one journey, period and segment.

    Args:
        anchors: the definitions in effect, by KPI.
        stage_weights: the weights of the stages.
        found: the values, by KPI.
        is_whole: whether it is the whole customer journey, which goes through all stages.
        least_coverage: what must be known for the score to be shown.
    """
    taking_part = {
        name: anchor
        for name, anchor in anchors.items()
        if anchor.weight > 0 and stage_weights[anchor.stage_id] > 0
    }
    touched = {anchor.stage_id for anchor in taking_part.values()}
    every = sum(w for stage, w in stage_weights.items() if is_whole or stage in touched)
    parts: dict[str, Part] = {}
    for name, anchor in taking_part.items():
        mates = [one for one in taking_part.values() if one.stage_id == anchor.stage_id]
        part = Part(
            anchor.stage_id,
            anchor.weight / sum(one.weight for one in mates),
            stage_weights[anchor.stage_id] / every,
        )
        part.score, part.error = kpi_score(anchor, found.get(name))
        parts[name] = part
    score = Score(parts)
    known: dict[str, float] = {}
    for stage in touched:
        there = [p for p in parts.values() if p.stage_id == stage and p.score is not None]
        known[stage] = sum(p.share for p in there)
        score.coverage += stage_weights[stage] / every * known[stage]
        is_enough = round(known[stage], CLOSE) >= 0.5
        total = sum(p.share * (p.score or 0.0) for p in there)
        score.stages[stage] = total / known[stage] if is_enough else None
    heard = {stage: mark for stage, mark in score.stages.items() if mark is not None}
    weight = sum(stage_weights[stage] for stage in heard)
    if not heard:
        return score
    for part in parts.values():
        if part.stage_id in heard and part.score is not None:
            part.weight = stage_weights[part.stage_id] / weight * part.share / known[part.stage_id]
    score.value = sum(part.contribution for part in parts.values())
    score.error = math.sqrt(sum((part.weight * part.error) ** 2 for part in parts.values()))
    score.geometric = math.prod(
        max(mark, 1.0) ** (stage_weights[stage] / weight) for stage, mark in heard.items()
    )
    score.is_shown = round(score.coverage, CLOSE) >= least_coverage
    return score


def changes(now: Score, before: Score) -> dict[str, tuple[float, float]]:
    """What each KPI changed from one score to the next, by performance and by mix."""
    told: dict[str, tuple[float, float]] = {}
    for name in now.parts.keys() | before.parts.keys():
        new, old = now.parts.get(name), before.parts.get(name)
        weights = [part.weight if part else 0.0 for part in (old, new)]
        scores = [part.score if part else None for part in (old, new)]
        first = scores[0] if scores[0] is not None else scores[1] or 0.0
        last = scores[1] if scores[1] is not None else first
        if new is None and weights[0] == 0:
            continue
        told[name] = (
            (weights[0] + weights[1]) / 2 * (last - first),
            (first + last) / 2 * (weights[1] - weights[0]),
        )
    return told


def trend(now: Score, before: Score) -> str:
    """Whether a score has moved by more than chance explains."""
    change = (now.value or 0.0) - (before.value or 0.0)
    if round(abs(change), CLOSE) <= QUANTILE * math.hypot(now.error, before.error):
        return "stable"
    return "up" if change > 0 else "down"


def period_before(kind: str, start: date | None) -> date | None:
    """The first day of the period before; None for `all`."""
    if start is None:
        return None
    if kind == "month":
        return (start - timedelta(days=1)).replace(day=1)
    return start - timedelta(days={"day": 1, "week": 7}[kind])
