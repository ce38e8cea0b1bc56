{#- A name is used by what says that it wants it; what takes any event says nothing about it. -#}
with matches as (
    select
        uses.*,
        matches.event_name as matched_name,
        matches.is_whole,
        matches.is_named
    from {{ ref('int_relevance__matches') }} as matches
    inner join {{ ref('int_relevance__uses') }} as uses on matches.use_no = uses.use_no
),

used as (
    select
        matched_name,
        max(case when is_whole then 1 else 0 end) = 1 as is_whole,
        count(distinct case when use_kind = 'journey_rule' then journey_id end) as journeys,
        count(case when use_kind = 'journey_rule' then 1 end) as journey_rules,
        count(distinct flow_id) as flows,
        count(measure_id) as measures
    from matches
    where is_named and is_read
    group by matched_name
),

unnamed as (
    select
        matched_name,
        count(*) as unnamed_uses
    from matches
    where not is_named
    group by matched_name
),

read_by as (
    select
        matches.matched_name,
        count(distinct readers.reader_id) as kpis
    from matches
    inner join {{ ref('int_relevance__measure_readers') }} as readers
        on matches.measure_id = readers.measure_id
    where matches.is_named
    group by matches.matched_name
),

roles as (
    select
        matched_name,
        replace({{ sorted_text("role") }}, chr(10), ', ') as journey_roles
    from (
        select distinct
            matched_name,
            role
        from matches
        where use_kind = 'journey_rule' and is_named
    ) as named_roles
    group by matched_name
),

hits as (
    select
        event_name,
        cast(sum(event_count) as bigint) as event_count
    from {{ ref('int_relevance__user_hits') }}
    where use_no = 0
    group by event_name
),

counted as (
    select
        seen.*,
        coalesce(used.journeys, 0) as journeys,
        coalesce(used.journey_rules, 0) as journey_rules,
        roles.journey_roles,
        coalesce(used.flows, 0) as flows,
        coalesce(used.measures, 0) as measures,
        coalesce(read_by.kpis, 0) as kpis,
        coalesce(unnamed.unnamed_uses, 0) as unnamed_uses,
        case when used.is_whole then seen.event_count else coalesce(hits.event_count, 0) end
            as used_events
    from {{ ref('int_relevance__names') }} as seen
    left join used on seen.event_name = used.matched_name
    left join roles on seen.event_name = roles.matched_name
    left join read_by on seen.event_name = read_by.matched_name
    left join unnamed on seen.event_name = unnamed.matched_name
    left join hits on seen.event_name = hits.event_name
)

select
    event_name,
    sources,
    event_count as events,
    user_count as unique_users,
    {{ share("event_count", "sum(event_count) over ()") }} as share_of_events,
    first_seen_at,
    last_seen_at,
    journeys,
    journey_rules,
    journey_roles,
    flows,
    measures,
    kpis,
    unnamed_uses,
    used_events,
    used_events > 0 as is_used
from counted
