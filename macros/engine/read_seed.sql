{#- A table function that reads a seed's file by the letter of RFC 4180: nothing is guessed.
    `header` lists its columns in the file's order; `options` are further arguments. (Not with
    `parallel = false`: DuckDB then drops what follows a quote that is never closed, silently.) -#}
{% macro read_seed(path, header, options=[]) %}
    {{ return(adapter.dispatch("read_seed")(path, header, options)) }}
{% endmacro %}

{% macro duckdb__read_seed(path, header, options) -%}
    read_csv(
        '{{ path | replace("'", "''") }}',
        columns = { {% for name in header %}'{{ name }}': 'varchar'{{ ", " if not loop.last }}{% endfor %} },
        {%- for option in options %}
        {{ option }},
        {%- endfor %}
        auto_detect = false,
        header = true,
        delim = ',',
        quote = '"',
        escape = '"'
    )
{%- endmacro %}
