{{ config(materialized="view") }}

{#- A view, since `as_of` alone closes a session. -#}
{%- set gap_us = minutes_to_microseconds("'" ~ var("session_gap_minutes") ~ "'") %}
select
    visits.session_id,
    visits.user_key,
    visits.started_at,
    visits.ended_at,
    visits.event_count,
    visits.first_event_name,
    visits.last_event_name,
    visits.channel,
    visits.platform,
    visits.duration_seconds,
    clock.as_of < {{ add_microseconds("visits.ended_at", gap_us) }} as is_open
from {{ ref('int_flows__sessions') }} as visits
cross join {{ ref('int_contract__as_of') }} as clock
