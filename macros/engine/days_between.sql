{#- For a from clause: each row of a relation once for every day from one date to another. -#}
{% macro days_between(relation, first_date, last_date, day) %}
    {{ return(adapter.dispatch("days_between")(relation, first_date, last_date, day)) }}
{% endmacro %}

{% macro duckdb__days_between(relation, first_date, last_date, day) -%}
    (
        select
            *,
            cast(unnest(
                generate_series({{ first_date }}, {{ last_date }}, interval 1 day)
            ) as date) as {{ day }}
        from {{ relation }}
    ) as days_between
{%- endmacro %}
