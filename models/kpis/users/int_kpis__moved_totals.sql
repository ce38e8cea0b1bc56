{{ config(meta={"stands": false}) }}

{#- The totals that are not what they were: their old values, less the cells that no longer hold,
    plus those in their place. All totals where all cells are counted. -#}
-- depends_on: {{ ref('int_scope__start') }}
with changes as (
    select * from ({{ user_counts(ref('int_kpis__counted_cells')) }}) as users_counted
    union all
    select
        *,
        0 as mature_count,
        0 as mature_hit_count,
        0 as immature_count
    from ({{ opening_counts(ref('int_kpis__counted_cells')) }}) as opening_counted
),

changed as (
    select * from changes
    where
        unit_count != 0
        or hit_count != 0
        or mature_count != 0
        or mature_hit_count != 0
        or immature_count != 0
),

terms as (
    select * from changed
    {%- if not counts_anew() %}
        union all
        select * from {{ previous("int_kpis__personal_totals") }}
        where {{ is_among(total_columns(), "changed") }}
    {%- endif %}
)

select
    terms.measure_no,
    {{ slice_columns("terms") }},
    cast(sum(terms.unit_count) as bigint) as unit_count,
    cast(sum(terms.hit_count) as bigint) as hit_count,
    cast(sum(terms.mature_count) as bigint) as mature_count,
    cast(sum(terms.mature_hit_count) as bigint) as mature_hit_count,
    cast(sum(terms.immature_count) as bigint) as immature_count
from terms
group by 1, 2, 3, 4, 5
