{{ config(materialized="kept", forgets="restated_merges") }}

{#- What this run has found, and what earlier ones have told of the same people. -#}
-- depends_on: {{ ref('int_scope__identifiers') }}
with found as (
    select
        state.run_no,
        rekeyed.old_user_key,
        rekeyed.new_user_key,
        rekeyed.what_happened,
        case
            when evidence.is_new then 'new_' || evidence.evidence
            else coalesce(state.cause, 'guard')
        end as cause,
        evidence.old_type,
        evidence.new_type,
        evidence.evidence,
        evidence.event_id,
        evidence.seen_at,
        state.as_of,
        coalesce(activity.event_count, 0) as event_count,
        coalesce(activity.entry_count, 0) as entry_count
    from {{ ref('int_identity__rekeyed_users') }} as rekeyed
    cross join {{ ref('int_scope__state') }} as state
    left join {{ ref('int_identity__merge_evidence') }} as evidence
        on
            rekeyed.old_user_key = evidence.old_user_key
            and rekeyed.new_user_key = evidence.new_user_key
    left join {{ ref('int_scope__former_activity') }} as activity
        on rekeyed.old_user_key = activity.user_key
),

told_keys as (
    select * from found
    union all
    select * from {{ ref('int_identity__told_merges') }}
),

leads as (
    select
        md5({{ identifier_text("holders") }}) as lead_key,
        holders.user_key
    from {{ ref('int_identity__holders') }} as holders
    where holders.is_last
)

select
    md5(
        cast(told_keys.run_no as {{ dbt.type_string() }})
        || '|' || told_keys.old_user_key || '|' || told_keys.new_user_key
    ) as merge_key,
    told_keys.run_no,
    told_keys.old_user_key,
    told_keys.new_user_key,
    leads.user_key as current_user_key,
    told_keys.what_happened,
    told_keys.cause,
    told_keys.old_type,
    told_keys.new_type,
    told_keys.evidence,
    told_keys.event_id,
    told_keys.seen_at,
    told_keys.as_of,
    told_keys.event_count,
    told_keys.entry_count
from told_keys
left join leads on told_keys.old_user_key = leads.lead_key
