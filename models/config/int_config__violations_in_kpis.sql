-- KPIs and lifetime models whose columns do not go together.
{{ config(materialized="ephemeral") }}

{{ row_violations("kpis", [
    {
        "column": "denominator_measure",
        "when": "kind in ('rate', 'ratio') and denominator_measure is null",
        "problem": "empty",
        "remedy": "Write the measure below the line; a rate and a ratio have one.",
    },
    {
        "column": "target",
        "when": "(floor is null) <> (target is null)",
        "problem": "floor without target, or target without floor",
        "remedy": "Write both, or leave both empty for a KPI without a score.",
    },
    {
        "column": "target",
        "when": "try_cast(floor as double) = try_cast(target as double)",
        "problem": "the same as floor, which leaves no scale between them",
        "remedy": "Write the value that scores 100, above or below the floor.",
    },
    {
        "column": "denominator_measure",
        "when": "kind = 'rate' and denominator_measure <> ("
            ~ measure_of("numerator_measure", "max(measure.follows_measure)") ~ ")",
        "problem": "not the measure that the numerator follows",
        "remedy": "Write the measure that the numerator's follows_measure names.",
    },
    {
        "column": "numerator_measure",
        "when": "kind in ('mean', 'median', 'nps', 'share_of_scale') and exists ("
            ~ measure_of("numerator_measure") ~ " and measure.kind <> 'elapsed'"
            ~ " and measure.value_property is null)",
        "problem": "a measure without values",
        "remedy": "Write one with a value_property, or for times one of kind elapsed.",
    },
    {
        "column": "numerator_measure",
        "when": "kind in ('mean', 'median', 'nps') and exists ("
            ~ measure_of("numerator_measure")
            ~ " and measure.kind in ('events', 'users', 'sum', 'cost'))",
        "problem": "a measure that counts or sums",
        "remedy": "Write one of kind mean, median, elapsed or sessions.",
    },
    {
        "column": "numerator_measure",
        "when": "kind = 'share_of_scale' and exists ("
            ~ measure_of("numerator_measure") ~ " and measure.scale is null)",
        "problem": "a measure without a scale",
        "remedy": "Write the highest value into the measure's scale.",
    },
    {
        "column": "complement",
        "when": parse_flag("complement") ~ " and kind not in ('rate', 'share_of_scale')",
        "problem": "a complement of what is no share",
        "remedy": "Leave it empty but for rate and share_of_scale.",
    },
    {
        "column": "divided_by_kpi",
        "when": "divided_by_kpi = kpi_id or exists (select 1 from " ~ ref("kpis") ~ " as divisor"
            ~ " where divisor.kpi_id = checked.divided_by_kpi"
            ~ " and divisor.divided_by_kpi is not null)",
        "problem": "a KPI that is itself divided by one",
        "remedy": "Write a KPI whose own divided_by_kpi is empty.",
    },
]) }}
union all
{{ row_violations("lifetime_models", [
    {
        "column": "purchase_measure",
        "when": "exists (" ~ measure_of("purchase_measure") ~ " and (measure.kind not in "
            ~ "('events', 'users', 'sum', 'mean', 'median') or measure.follows_measure is not null))",
        "problem": "no measure of events on their own",
        "remedy": "Write one of kind events, users, sum, mean or median that follows no other.",
    },
    {
        "column": "a",
        "when": "try_cast(a as double) = 1 or try_cast(a as double) + try_cast(b as double) = 1",
        "problem": "1, or 1 together with b, where the model has no value",
        "remedy": "Write it a little higher or lower, such as 1.0001.",
    },
]) }}
