{#- The numerator and the denominator of each KPI, told whether the one counts among the units of
    the other: then both come from the numerator's own units, those that are old enough. -#}
with kpis as (
    select * from {{ ref('int_config__kpis') }}
),

measures as (
    select * from {{ ref('int_config__measures') }}
)

select
    kpis.kpi_no,
    kpis.kind,
    kpis.valid_from,
    kpis.valid_to,
    numerators.measure_no as numerator_no,
    numerators.kind as numerator_kind,
    denominators.measure_no as denominator_no,
    denominators.kind as denominator_kind,
    kpis.kind = 'rate' and coalesce(
        numerators.follows_no = denominators.measure_no
        or (
            numerators.record_kind = 'entry'
            and denominators.kind = 'entries'
            and denominators.step_id is null
            and coalesce(numerators.journey_id, '') = coalesce(denominators.journey_id, '')
            and numerators.operator = denominators.operator
            and numerators.expected = denominators.expected
            and coalesce(numerators.property, '') = coalesce(denominators.property, '')
        ),
        false
    ) as is_paired
from kpis
inner join measures as numerators on kpis.numerator_measure = numerators.measure_id
left join measures as denominators on kpis.denominator_measure = denominators.measure_id
