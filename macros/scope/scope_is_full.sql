{#- Whether this run restates everything. -#}
{% macro scope_is_full() %}
    {%- set state = previous("int_scope__state") -%}
    {%- if state is none -%}
        {{ return(true) }}
    {%- endif -%}
    {{ return(run_query("select is_full from " ~ state.include(database=false))
        .columns[0].values()[0]) }}
{% endmacro %}
