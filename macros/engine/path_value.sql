{#- What a path says of a key in a folder's name, `…/key=value/…`; null where it does not. -#}
{% macro path_value(path, key) %}
    {{ return(adapter.dispatch("path_value")(path, key)) }}
{% endmacro %}

{% macro duckdb__path_value(path, key) -%}
    nullif(regexp_extract({{ path }}, '(?:^|/){{ key }}=([^/]+)/', 1), '')
{%- endmacro %}
