{#- A hash over all rows and columns of a small table, whatever their order. -#}
{% macro relation_hash(relation) %}
    {{ return(adapter.dispatch("relation_hash")(relation)) }}
{% endmacro %}

{% macro duckdb__relation_hash(relation) -%}
    select coalesce(md5(string_agg(row_text, chr(10) order by row_text)), '') as relation_hash
    from (select cast(hashed_rows as varchar) as row_text from {{ relation }} as hashed_rows)
        as rows_as_text
{%- endmacro %}
