{#- Whether a text is a regular expression that the engine can read and that means the same in RE2
    (DuckDB) and Java (Spark). The second pattern names what only one of them knows: POSIX classes,
    Python's named groups, class intersection, single bytes and the flag U. -#}
{% macro is_regex(text) %}
    {{ return(adapter.dispatch("is_regex")(text)) }}
{% endmacro %}

{% macro duckdb__is_regex(text) -%}
    (
        try(regexp_matches('', {{ text }})) is not null
        and not regexp_matches({{ text }}, '\[:|\(\?P|&&|\\C|\(\?[a-z]*U')
    )
{%- endmacro %}
