{#- What the measures of events count, of some matches and the first ones among them. A measure that
    follows another counts that one's units, and has none of its own but for opening bases. `reads` is
    the column of measures that says whose matches there are. -#}
{% macro measured_units(matches, first_matches, reads) -%}
with measures as (
    select * from {{ ref('int_config__measures') }}
    where record_kind = 'event' and (follows_no is null or is_opening) and {{ reads }}
)

{%- for occurrence, relation in [("every", matches), ("first", first_matches)] %}
    select
        measures.measure_no,
        matches.unit_key,
        matches.user_no,
        matches.occurred_at,
        matches.channel,
        matches.platform,
        matches.amount,
        matches.scale_top
    from {{ relation }} as matches
    inner join measures on matches.filter_no = measures.filter_no
    where measures.occurrence = '{{ occurrence }}'
    {{ "union all" if not loop.last }}
{%- endfor %}
{%- endmacro %}
