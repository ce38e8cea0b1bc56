{#- The rows of a relation with the texts at some paths of a JSON object in one of its columns, which may
    be JSON in a text, as columns. Texts of nothing but blanks are absent. -#}
{% macro texts_within(relation, column, paths) -%}
    select
        {{ relation }}_found.*
        {%- for name in paths %},
        {{ blank_to_null(array_item(column ~ "_texts", loop.index)) }} as {{ name }}
        {%- endfor %}
    from (
        select
            *,
            {{ json_texts(json_object_text(column), paths.values() | list) }} as {{ column }}_texts
        from {{ relation }}
    ) as {{ relation }}_found
{%- endmacro %}
