with matched as (
    select
        use_no,
        sum(event_count) as event_count,
        min(first_matched_at) as first_matched_at,
        max(last_matched_at) as last_matched_at
    from {{ ref('int_relevance__matches') }}
    group by use_no
),

named as (
    select
        fits.use_no,
        sum(seen.event_count) as event_count
    from {{ ref('int_relevance__fits') }} as fits
    inner join {{ ref('int_relevance__names') }} as seen on fits.event_name = seen.event_name
    group by fits.use_no
),

conditioned as (
    select
        use_no,
        count(*) as condition_count
    from {{ ref('int_relevance__conditions') }}
    group by use_no
)

select
    md5(uses.use_kind || '|' || uses.use_key) as rule_relevance_key,
    uses.use_kind,
    uses.journey_id,
    uses.version,
    uses.flow_id,
    uses.measure_id,
    uses.role,
    uses.step_id,
    uses.outcome,
    uses.rule_id,
    uses.event_name,
    coalesce(conditioned.condition_count, 0) as condition_count,
    uses.is_read,
    cast(coalesce(named.event_count, 0) as bigint) as named_events,
    cast(coalesce(matched.event_count, 0) as bigint) as matched_events,
    matched.first_matched_at,
    matched.last_matched_at,
    matched.use_no is not null as is_matched,
    case
        when matched.use_no is not null then null
        when uses.is_contradictory then 'contradictory_names'
        when named.use_no is null then 'name_never_seen'
        else 'conditions_never_met'
    end as unmatched_reason
from {{ ref('int_relevance__uses') }} as uses
left join matched on uses.use_no = matched.use_no
left join named on uses.use_no = named.use_no
left join conditioned on uses.use_no = conditioned.use_no
