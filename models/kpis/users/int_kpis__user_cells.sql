{{ config(materialized="kept", forgets="restated_users") }}

{#- What `as_of` alone decides is not kept: when a unit is old enough, and not whether it is. -#}
-- depends_on: {{ ref('int_kpis__former_cells') }}
with observed as (
    select
        units.measure_no,
        units.unit_key as user_key,
        {{ reporting_date("units.occurred_at") }} as observed_on,
        units.channel,
        units.platform,
        coalesce(units.amount >= units.scale_top - 1, true) as is_hit,
        cast(null as {{ dbt.type_timestamp() }}) as matures_at
    from {{ ref('int_kpis__own_units') }} as units

    union all

    select
        follow_ups.measure_no,
        follow_ups.unit_key as user_key,
        {{ reporting_date("follow_ups.occurred_at") }} as observed_on,
        follow_ups.channel,
        follow_ups.platform,
        follow_ups.followed_at is not null as is_hit,
        follow_ups.matures_at
    from {{ ref('int_kpis__own_follow_ups') }} as follow_ups
)

select distinct observed.*
from observed
inner join {{ ref('int_config__measures') }} as measures
    on observed.measure_no = measures.measure_no
where measures.is_personal
