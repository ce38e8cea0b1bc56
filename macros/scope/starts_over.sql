{#- Whether this run starts over from the raw files: nothing that was judged before still holds. -#}
{% macro starts_over() %}
    {%- set start = previous("int_scope__start") -%}
    {%- if start is none -%}
        {{ return(true) }}
    {%- endif -%}
    {{ return(run_query("select cause is not null from " ~ start.include(database=false))
        .columns[0].values()[0]) }}
{% endmacro %}
