{#- How many rows a statement has changed, run by its name with its result fetched. -#}
{% macro changed_row_count(statement_name) %}
    {{ return(adapter.dispatch("changed_row_count")(statement_name)) }}
{% endmacro %}

{% macro duckdb__changed_row_count(statement_name) %}
    {{ return(load_result(statement_name).table.columns[0].values()[0]) }}
{% endmacro %}
