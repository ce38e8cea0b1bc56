with settled as (
    select
        is_converted,
        coalesce(channel, '(none)') as channel,
        coalesce(platform, '(none)') as platform,
        coalesce(segment, '(none)') as segment
    from fct_journey_entries
    where
        journey_id = $journey_id
        and not is_excluded
        and (is_mature or (matures_at is null and status = 'ended'))
),

parts as (
    unpivot settled on channel, platform, segment into name segment_kind value segment_value
),

counted as (
    select
        segment_kind,
        segment_value,
        count(*) as n,
        count(*) filter (where is_converted) as k,
        count(*) filter (where is_converted) / count(*) as p,
        row_number() over (partition by segment_kind order by n desc, segment_value) as place,
        1.959963984540054 as z
    from parts
    group by segment_kind, segment_value
)

select
    segment_kind,
    segment_value,
    n as settled_entries,
    k as settled_conversions,
    p as conversion_rate,
    case
        when k = 0 then 0
        else (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
            / (1 + z * z / n)
    end as rate_low,
    case
        when k = n then 1
        else (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
            / (1 + z * z / n)
    end as rate_high
from counted
where place <= 8
order by segment_kind, place
