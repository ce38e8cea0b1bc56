with days as (
    select
        reporting_date,
        cast(date_trunc('week', reporting_date) as date) as week_start,
        sum(opening) as opening,
        sum(entries) as entries,
        sum(ends_converted) as ends_converted,
        sum(ends_completed) as ends_completed,
        sum(ends_exit_event) as ends_exit_event,
        sum(ends_opted_out) as ends_opted_out,
        sum(ends_restarted) as ends_restarted,
        sum(ends_inactive) as ends_inactive,
        sum(ends_window_elapsed) as ends_window_elapsed,
        sum(ends_journey_ended) as ends_journey_ended,
        sum(closing) as closing
    from rpt_journey_daily
    where journey_id = $journey_id
    group by reporting_date
)

select
    week_start,
    arg_min(opening, reporting_date) as opening,
    sum(entries) as entries,
    sum(ends_converted) as ends_converted,
    sum(ends_completed) as ends_completed,
    sum(ends_exit_event) as ends_exit_event,
    sum(ends_opted_out) as ends_opted_out,
    sum(ends_restarted) as ends_restarted,
    sum(ends_inactive) as ends_inactive,
    sum(ends_window_elapsed) as ends_window_elapsed,
    sum(ends_journey_ended) as ends_journey_ended,
    arg_max(closing, reporting_date) as closing
from days
where week_start + interval 7 day <= (select max(reporting_date) from rpt_journey_daily)
group by week_start
order by week_start desc
limit 52
