{{ config(materialized="kept", forgets="restated_users") }}

{#- An event has one user, so that what users have adds up. -#}
-- depends_on: {{ ref('int_scope__users') }}
select
    user_key,
    use_no,
    event_name,
    count(*) as event_count,
    min(occurred_at) as first_matched_at,
    max(occurred_at) as last_matched_at
from {{ ref('int_relevance__hits') }}
group by user_key, use_no, event_name

union all

-- all uses that are read and name their events, which have an event once
select
    hits.user_key,
    0 as use_no,
    hits.event_name,
    count(distinct hits.event_id) as event_count,
    min(hits.occurred_at) as first_matched_at,
    max(hits.occurred_at) as last_matched_at
from {{ ref('int_relevance__hits') }} as hits
inner join {{ ref('int_relevance__uses') }} as uses on hits.use_no = uses.use_no
where uses.is_read and hits.event_id is not null
group by hits.user_key, hits.event_name
