{#- Only of measures of which a mean or a median is asked, and of units old enough to be judged. -#}
select
    observations.measure_no,
    observations.observed_on,
    observations.channel,
    observations.platform,
    observations.journey_segment,
    observations.amount
from {{ ref('int_kpis__observations') }} as observations
inner join {{ ref('int_config__measures') }} as measures
    on observations.measure_no = measures.measure_no
where
    measures.kind in ('mean', 'median', 'elapsed', 'sessions')
    and observations.is_mature
    and observations.amount is not null
