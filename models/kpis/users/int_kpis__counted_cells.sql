{{ config(meta={"stands": false}) }}

{#- All cells; or those that no longer hold, to be taken off, and those in their place, of users
    of whom there are any. Users are numbers where all are counted: texts are slow to group by. -#}
-- depends_on: {{ ref('int_identity__user_numbers') }}
-- depends_on: {{ ref('int_kpis__recounted_users') }}
-- depends_on: {{ ref('int_kpis__former_cells') }}
-- depends_on: {{ ref('int_scope__state') }}
{%- set anew = counts_anew() %}
with signed_cells as (
    {%- if not anew %}
        select
            -1 as sign,
            cells.user_key as counted_user,
            state.previous_as_of as as_of,
            cells.*
        from {{ ref('int_kpis__former_cells') }} as cells
        cross join {{ ref('int_scope__state') }} as state

        union all
    {%- endif %}

    select
        1 as sign,
        {{ "numbered.user_no" if anew else "cells.user_key" }} as counted_user,
        clock.as_of,
        cells.*
    from {{ ref('int_kpis__user_cells') }} as cells
    cross join {{ ref('int_contract__as_of') }} as clock
    {%- if anew %}
        inner join {{ ref('int_identity__user_numbers') }} as numbered
            on cells.user_key = numbered.user_key
    {%- else %}
        where {{ is_among(["user_key"], ref('int_kpis__recounted_users')) }}
    {%- endif %}
),

cells as (
    select distinct
        sign,
        measure_no,
        counted_user,
        observed_on,
        channel,
        platform,
        {{ cell_bits("is_hit", "coalesce(matures_at <= as_of, true)") }} as bits
    from signed_cells
)

select * from cells
{%- if not anew %}
    where counted_user in (
        select moved.counted_user
        from cells as moved
        group by
            moved.measure_no,
            moved.counted_user,
            moved.observed_on,
            moved.channel,
            moved.platform,
            moved.bits
        having sum(moved.sign) != 0
    )
{%- endif %}
