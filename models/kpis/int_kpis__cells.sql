{#- What there is to count, a day at a time: of measures of users the users are kept apart, of all
    others the rows of a day are one. What users do themselves is counted apart. -#}
with observations as (
    select
        observations.*,
        case when measures.kind = 'users' then observations.user_no end as counted_user_no
    from {{ ref('int_kpis__observations') }} as observations
    inner join {{ ref('int_config__measures') }} as measures
        on observations.measure_no = measures.measure_no
    where not measures.is_personal
)

select
    measure_no,
    observed_on,
    channel,
    platform,
    journey_segment,
    counted_user_no as user_no,
    is_hit,
    is_mature,
    count(*) as unit_count,
    sum(amount) as amount,
    count(case when amount >= 9 then 1 end) as promoter_count,
    count(case when amount <= 6 then 1 end) as detractor_count
from observations
group by
    measure_no, observed_on, channel, platform, journey_segment, counted_user_no, is_hit, is_mature
